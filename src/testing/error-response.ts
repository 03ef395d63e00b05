import type { Provider } from '../provider/definition.js';
import { inspect } from '../verdict/normalize.js';
import type { PlatformResponse } from '../wire/platform.js';
import { providerOf, repliesOf, rowsOf } from './documented-replies.js';
import { bodyOnTheWire, type DocumentedReply, type FixtureReply, type TestableProvider } from './fixture.js';
import { mergeInto, placesIn, replaceAt } from './json-places.js';

/** What {@link errorResponse} changes about the documented reply. */
export interface ErrorResponseOverrides {
  /** Default: the documented HTTP status. */
  readonly status?: number | undefined;
  /** Added to the documented headers; a name that is there already, in any letter case, is replaced. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * An object is laid over the documented body, member by member and at any depth. Anything else takes its place: a
   * string is sent as it is, an array as JSON, and `null` leaves the body empty.
   */
  readonly body?: object | string | null | undefined;
  /** The text that is put wherever this provider has its message. */
  readonly message?: string | undefined;
}

/**
 * Makes the `Response` that a provider sends for one of its errors: the platform's own, with the documented status,
 * headers and body.
 *
 * @param provider - a built-in provider, or what {@link withFixtures} gives.
 * @param code - the word of the row in the provider's tables; when two tables have it, the one that is consulted first.
 * @throws TypeError when the provider has no such row, no fixture stands for it, or `message` is given and the body has
 *   no place for one.
 * @throws RangeError from `Response` when the status can't be sent.
 *
 * @example
 * ```ts
 * const response = errorResponse(paystand, 'cardFailure', { message: 'Insufficient funds' });
 * const error = await inspectResponse(paystand, response, { method: 'POST' });
 * expect(error).toMatchObject({ category: 'declined', declineReason: 'insufficient_funds' });
 * ```
 */
export function errorResponse<RowName extends string>(
  provider: TestableProvider<RowName>,
  code: NoInfer<RowName>,
  overrides: ErrorResponseOverrides = {},
): PlatformResponse {
  const documented = replyFor(provider, code);
  const changed = { ...documented, reply: withOverrides(documented.reply, overrides) };
  const reply =
    overrides.message === undefined
      ? changed.reply
      : withMessage(providerOf(provider), changed, overrides.message);
  const { status, headers = {} } = reply;
  return new Response(bodyOnTheWire(reply), { status, headers });
}

function replyFor(testable: TestableProvider, code: string): DocumentedReply {
  const provider = providerOf(testable);
  const rows = rowsOf(provider);
  const row = rows.find(({ name }) => name === code)?.row;
  if (row === undefined)
    throw new TypeError(
      `${provider.name} documents no "${code}", only ${rows.map(({ name }) => name).join(', ')}`,
    );
  return repliesOf(testable)(row);
}

function withOverrides(reply: FixtureReply, { status, headers, body }: ErrorResponseOverrides): FixtureReply {
  const changed = { status: status ?? reply.status, headers: mergeHeaders(reply.headers, headers) };
  if (body === undefined) return { ...reply, ...changed };
  if (body === null) return changed;
  return typeof body === 'string'
    ? { ...changed, text: body }
    : { ...changed, body: mergeInto(reply.body, body) };
}

function mergeHeaders(
  documented: FixtureReply['headers'] = {},
  added: ErrorResponseOverrides['headers'] = {},
): Readonly<Record<string, string>> {
  const lowerCase = (headers: Readonly<Record<string, string>>): readonly (readonly [string, string])[] =>
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return Object.fromEntries([...lowerCase(documented), ...lowerCase(added)]);
}

const SPECIMEN = 'A sentence that stands nowhere else';

/** Finds the place of the message by asking the provider: it is where a text becomes the error's message. */
function withMessage(provider: Provider, documented: DocumentedReply, message: string): FixtureReply {
  const { reply, request } = documented;
  const withTextAt = (path: readonly string[], text: string): FixtureReply => ({
    ...reply,
    body: replaceAt(reply.body, path, text),
  });
  const place = placesIn(reply.body).find(
    ({ path, value }) =>
      path.length > 0 &&
      typeof value === 'string' &&
      inspect(provider, withTextAt(path, SPECIMEN), request)?.message === SPECIMEN,
  );
  if (!place)
    throw new TypeError(
      `${provider.name}: the body of ${String(documented.row)} has no place for a message; give a body`,
    );
  return withTextAt(place.path, message);
}
