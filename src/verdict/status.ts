import type { Category } from '../error/words.js';
import { type Meaning, plainMeaning } from '../provider/table.js';

const NOT_PROCESSED = /* @__PURE__ */ plainMeaning('provider_unavailable', {
  rule: {
    outcome: 'not_performed',
    strategy: 'after_delay',
    action: undefined,
    why: 'The server says that it did not process it.',
  },
});

/**
 * The HTTP statuses that have a meaning of their own.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-15
 */
const OWN_MEANINGS: ReadonlyMap<number | null, Meaning> = /* @__PURE__ */ (() =>
  new Map<number, Meaning>([
    ...all('unauthenticated', [401, 407]), // 407: a proxy's credentials
    ...all('conflict', [402, 409, 412, 423]), // 402: a provider that means something else by it says so in its table
    ...all('permission_denied', [403, 451]),
    ...all('not_found', [404, 410]),
    ...all('timeout', [408]),
    ...all('rate_limited', [429]),
    // RFC 9110 15.5.20 and RFC 8470 5.2
    [421, NOT_PROCESSED],
    [425, NOT_PROCESSED],
    // 424: something that it relies on failed. 460, 499: a proxy saw its client leave, and the work may go on.
    ...all('provider_unavailable', [424, 460, 499]),
    // 501, 505: it cannot do this; whether that holds for all of it, nobody says.
    ...all('provider_error', [501, 505]),
    // 520 and above: Cloudflare's, which anybody can send; none proves that nothing was sent on.
    ...all('provider_unavailable', [502, 503, 504, 511, 520, 521, 522, 523, 524, 525, 526, 530]),
  ]))();

const OTHER_4XX = /* @__PURE__ */ plainMeaning('invalid_request');
const OTHER_5XX = /* @__PURE__ */ plainMeaning('provider_error');

/** What an HTTP status says by itself; `null`: nothing. */
export function meaningOfStatus(status: number | null): Meaning | null {
  if (status === null || status < 400 || status > 599) return null;
  return OWN_MEANINGS.get(status) ?? (status < 500 ? OTHER_4XX : OTHER_5XX);
}

/** Does a status say more than that the request, or the server, is at fault? */
export function hasOwnMeaning(status: number | null): boolean {
  return OWN_MEANINGS.has(status);
}

function all(category: Category, statuses: readonly number[]): readonly (readonly [number, Meaning])[] {
  const meaning = plainMeaning(category);
  return statuses.map((status) => [status, meaning] as const);
}
