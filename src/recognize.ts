import { entryOf } from './careful.js';
import type { Category, DeclineReason, MatchedOn } from './payment-error.js';
import type { NamedRow, NamedRows, Provider, Row, RowsByName } from './provider.js';
import type { Answer, HeadersInput } from './reply.js';
import type { Statement } from './said.js';

/** What an answer means: the row of a table, or a meaning that only the wire or the plain status gives. */
export type Meaning = Row | PlainMeaning;

interface PlainMeaning {
  readonly category: Exclude<Category, 'declined' | 'idempotency_conflict'>;
  readonly fixableBy?: Row['fixableBy'];
  readonly rule?: Row['rule'];
}

/** What was said, with everything that judging it needs. */
export interface Reading {
  readonly meaning: Meaning;
  readonly matchedOn: MatchedOn;
  /** The row that decided, `codes.1001`; `null` when the wire or the plain HTTP status did. */
  readonly row: string | null;
  /** The reason, when an exact message tells it more closely than the row. */
  readonly declineReason: DeclineReason | null;
  readonly said: Statement | null;
  readonly status: number | null;
  readonly headers: HeadersInput | null;
  /** Did the request reach the provider? `yes`: an answer arrived. */
  readonly sent: 'yes' | 'no' | 'unknown';
}

/** Reads an answer that is known to have failed. Never throws. */
export function recognizeFailure(provider: Provider, answer: Answer): Reading {
  const said = provider.readError(answer.body);
  return (
    (said && matchCodes(provider.rows, answer, said)) ??
    (meaningOfStatus(answer.status) ? null : recognizeOutcome(provider, answer)) ??
    matchStatus(provider.rows, answer, said)
  );
}

/** Reads an answer that may be a success; `null`: nothing in it says that it failed. Never throws. */
export function recognizeSuccess(provider: Provider, answer: Answer): Reading | null {
  const saysError =
    provider.readErrorIn2xx?.(answer.body) ??
    (answer.status === null && isTelling(provider.readError(answer.body)));
  return saysError ? recognizeFailure(provider, answer) : recognizeOutcome(provider, answer);
}

/** Is there a code or a type, so that it is an error envelope for sure? */
function isTelling(said: Statement | null): boolean {
  return said !== null && (said.codes.length > 0 || !!said.type);
}

function recognizeOutcome(provider: Provider, answer: Answer): Reading | null {
  const said = provider.readOutcome?.(answer.body);
  if (!said) return null;
  for (const name of said.rows) {
    const reading = readRow(provider.rows.outcomes.get(name), answer, said);
    if (reading) return reading;
  }
  return null;
}

function matchCodes(rows: RowsByName, answer: Answer, said: Statement): Reading | null {
  for (const code of said.codes) {
    const reading = readRow(rows.codes.get(code), answer, said);
    if (reading) return reading;
  }
  if (rows.families.size > 0)
    for (const code of said.codes) {
      const reading = readRow(familyOf(rows.families, code), answer, said);
      if (reading) return reading;
    }
  return said.type ? readRow(rows.types.get(said.type), answer, said) : null;
}

function matchStatus(rows: RowsByName, answer: Answer, said: Statement | null): Reading {
  const { status } = answer;
  const own = rows.statuses.get(String(status));
  if (own) return readingOf(answer, said, own.row, own.matchedOn, own.name);
  const meaning = meaningOfStatus(status);
  if (meaning) return readingOf(answer, said, meaning, 'status', null);
  const category =
    said && (said.codes.length > 0 || said.type || said.message) ? 'unknown' : 'invalid_response';
  return readingOf(answer, said, { category }, 'none', null);
}

/** What an HTTP status says by itself; `null`: nothing. {@link https://www.rfc-editor.org/rfc/rfc9110#section-15} */
function meaningOfStatus(status: number | null): Meaning | null {
  if (status === null || status < 400 || status > 599) return null;
  return { category: CATEGORY_OF_STATUS[status] ?? (status < 500 ? 'invalid_request' : 'provider_error') };
}

const CATEGORY_OF_STATUS: Readonly<Record<number, PlainMeaning['category']>> = {
  401: 'unauthenticated',
  402: 'conflict', // a provider that means something else by it says so in its table
  403: 'permission_denied',
  404: 'not_found',
  408: 'timeout',
  409: 'conflict',
  410: 'not_found',
  412: 'conflict',
  423: 'conflict',
  425: 'conflict',
  429: 'rate_limited',
  451: 'permission_denied',
  502: 'provider_unavailable',
  503: 'provider_unavailable',
  504: 'provider_unavailable',
};

/** Reads an answer by the row that a table has for it, if there is one and it is in force at this HTTP status. */
function readRow(listed: NamedRow | undefined, answer: Answer, said: Statement): Reading | null {
  const row = listed && rowInForce(listed.row, answer.status);
  return row ? readingOf(answer, said, row, listed.matchedOn, listed.name) : null;
}

function rowInForce(listed: Row, status: number | null): Row | null {
  if (status === null) return listed;
  const row = listed.at4xx && status >= 400 && status <= 499 ? listed.at4xx : listed;
  if (row.unlessStatus?.includes(status)) return null;
  return status >= 500 && !isServerFault(row) ? null : row;
}

/** A 5xx is never turned into a refusal by its body, nor is its outcome. */
function isServerFault({ category, rule }: Row): boolean {
  return (
    (category === 'provider_error' || category === 'provider_unavailable') &&
    rule?.outcome !== 'not_performed'
  );
}

/** Gives the documented family of a code: `103x` for `1039`. */
function familyOf(families: NamedRows, code: string): NamedRow | undefined {
  for (let open = 1; open <= MOST_OPEN_PLACES; open++) {
    const family = families.get(code.slice(0, -open) + 'x'.repeat(open));
    if (family) return family;
  }
  return undefined;
}

const MOST_OPEN_PLACES = 3; // check-definition.ts refuses families with more

function readingOf(
  { status, headers }: Answer,
  said: Statement | null,
  meaning: Meaning,
  matchedOn: MatchedOn,
  row: string | null,
): Reading {
  const declineReason = reasonByMessage(meaning, said);
  return {
    meaning,
    matchedOn: declineReason ? 'message' : matchedOn,
    row,
    declineReason,
    said,
    status,
    headers,
    sent: 'yes',
  };
}

/** The reason that an exact message tells more closely than the row does. */
function reasonByMessage(meaning: Meaning, said: Statement | null): DeclineReason | null {
  if (!('byMessage' in meaning) || !meaning.byMessage || !said?.exactMessage) return null;
  return entryOf(meaning.byMessage, said.exactMessage.trim().toLowerCase()) ?? null;
}
