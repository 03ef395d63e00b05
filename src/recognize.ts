import type { Category, DeclineReason, MatchedOn } from './payment-error.js';
import type { Provider, Row, Said, SaidOutcome, Table } from './provider.js';
import type { Answer, HeadersInput } from './reply.js';

/** What an answer means: the row of a table, or a meaning that only the wire or the plain status gives. */
export type Meaning =
  | Row
  | {
      readonly category: Exclude<Category, 'declined' | 'idempotency_conflict'>;
      readonly fixableBy?: Row['fixableBy'];
      readonly rule?: Row['rule'];
    };

/** What was said, with everything that judging it needs. */
export interface Reading {
  readonly meaning: Meaning;
  readonly matchedOn: MatchedOn;
  /** The row that decided, `codes.1001`; `null` when the wire or the plain HTTP status did. */
  readonly row: string | null;
  /** The reason, when an exact message tells it more closely than the row. */
  readonly declineReason: DeclineReason | null;
  readonly said: Said | null;
  readonly status: number | null;
  readonly headers: HeadersInput | null;
  /** Did the request reach the provider? `yes`: an answer arrived. */
  readonly sent: 'yes' | 'no' | 'unknown';
}

type Recognition = Pick<Reading, 'meaning' | 'matchedOn' | 'row' | 'declineReason'>;

/** Reads an answer that is known to have failed. Never throws. */
export function recognizeFailure(provider: Provider, answer: Answer): Reading {
  const said = provider.readError(answer.body);
  const match = said && matchCodes(provider, said, answer.status);
  if (match) return readingOf(answer, said, match);
  const outcome = meaningOfStatus(answer.status) ? null : recognizeOutcome(provider, answer);
  return outcome ?? readingOf(answer, said, matchStatus(provider, said, answer.status));
}

/** Reads an answer that may be a success; `null`: nothing in it says that it failed. Never throws. */
export function recognizeSuccess(provider: Provider, answer: Answer): Reading | null {
  const { readError, readErrorIn2xx } = provider;
  const said = readErrorIn2xx?.(answer.body);
  const saysError = said ?? (answer.status === null && saysMore(readError(answer.body)));
  return saysError ? recognizeFailure(provider, answer) : recognizeOutcome(provider, answer);
}

function recognizeOutcome(provider: Provider, answer: Answer): Reading | null {
  const outcome = provider.readOutcome?.(answer.body);
  if (!outcome) return null;
  for (const name of outcome.rows) {
    const row = rowAt(provider.tables.outcomes, name, answer.status);
    const matchedOn = name.endsWith('*') ? 'family' : 'code';
    if (row) return readingOf(answer, saidBy(outcome), recognition(row, `outcomes.${name}`, matchedOn));
  }
  return null;
}

function saidBy({ code, message, requestId }: SaidOutcome): Said {
  return { codes: [code], message, requestId };
}

function matchCodes({ tables }: Provider, said: Said, status: number | null): Recognition | null {
  const codes = codesOf(said);
  for (const code of codes) {
    const row = rowAt(tables.codes, code, status);
    if (row) return recognition(row, `codes.${code}`, 'code', said);
  }
  for (const code of codes) {
    const family = familyOf(tables.families, code);
    const row = family === null ? null : rowAt(tables.families, family, status);
    if (row) return recognition(row, `families.${String(family)}`, 'family', said);
  }
  const row = said.type ? rowAt(tables.types, said.type, status) : null;
  return row && recognition(row, `types.${String(said.type)}`, 'type', said);
}

function matchStatus(provider: Provider, said: Said | null, status: number | null): Recognition {
  const own = status === null ? undefined : provider.tables.statuses?.[status];
  if (own) return recognition(own, `statuses.${String(status)}`, 'status');
  const meaning = meaningOfStatus(status);
  if (meaning) return { meaning, matchedOn: 'status', row: null, declineReason: null };
  return {
    meaning: { category: saysMore(said) || said?.message ? 'unknown' : 'invalid_response' },
    matchedOn: 'none',
    row: null,
    declineReason: null,
  };
}

/** Is there a code or a type, so that it is an error envelope for sure? */
function saysMore(said: Said | null): boolean {
  return said !== null && (codesOf(said).length > 0 || !!said.type);
}

/** What an HTTP status says by itself; `null`: nothing. {@link https://www.rfc-editor.org/rfc/rfc9110#section-15} */
function meaningOfStatus(status: number | null): Meaning | null {
  if (status === null || status < 400 || status > 599) return null;
  return MEANING_OF_STATUS[status] ?? (status < 500 ? INVALID_REQUEST : PROVIDER_ERROR);
}

const INVALID_REQUEST = { category: 'invalid_request' } as const;
const PERMISSION_DENIED = { category: 'permission_denied' } as const;
const NOT_FOUND = { category: 'not_found' } as const;
const CONFLICT = { category: 'conflict' } as const;
const PROVIDER_ERROR = { category: 'provider_error' } as const;
const PROVIDER_UNAVAILABLE = { category: 'provider_unavailable' } as const;

const MEANING_OF_STATUS: Readonly<Record<number, Meaning>> = {
  401: { category: 'unauthenticated' },
  402: CONFLICT, // a provider that means something else by it says so in its table
  403: PERMISSION_DENIED,
  404: NOT_FOUND,
  408: { category: 'timeout' },
  409: CONFLICT,
  410: NOT_FOUND,
  412: CONFLICT,
  423: CONFLICT,
  425: CONFLICT,
  429: { category: 'rate_limited' },
  451: PERMISSION_DENIED,
  502: PROVIDER_UNAVAILABLE,
  503: PROVIDER_UNAVAILABLE,
  504: PROVIDER_UNAVAILABLE,
};

/** Gives the row that is in force at this HTTP status, if the table has one. */
function rowAt(table: Table | undefined, key: string, status: number | null): Row | null {
  const listed = table && Object.hasOwn(table, key) ? table[key] : undefined;
  if (!listed) return null;
  const row = listed.at4xx && status !== null && status >= 400 && status <= 499 ? listed.at4xx : listed;
  if (status !== null && row.unlessStatus?.includes(status)) return null;
  return status !== null && status >= 500 && !isServerFault(row) ? null : row;
}

/** A 5xx is never turned into a refusal by its body, nor is its outcome. */
function isServerFault({ category, rule }: Row): boolean {
  return (
    (category === 'provider_error' || category === 'provider_unavailable') &&
    rule?.outcome !== 'not_performed'
  );
}

/** Gives the documented family of a code: `103x` for `1039`. */
function familyOf(families: Table | undefined, code: string): string | null {
  for (let open = 1; families && open < code.length && open <= MOST_OPEN_PLACES; open++) {
    const family = code.slice(0, -open) + 'x'.repeat(open);
    if (Object.hasOwn(families, family)) return family;
  }
  return null;
}

const MOST_OPEN_PLACES = 3;

/** The codes that were said, as text. */
export function codesOf(said: Said): readonly string[] {
  return (said.codes ?? []).flatMap((code) =>
    code === '' || code === null || code === undefined ? [] : [String(code)],
  );
}

function recognition(row: Row, name: string, matchedOn: MatchedOn, said?: Said): Recognition {
  const exact = row.category === 'declined' && said?.exactMessage?.trim().toLowerCase();
  const byMessage =
    row.category === 'declined' && row.byMessage && exact && Object.hasOwn(row.byMessage, exact)
      ? row.byMessage[exact]
      : undefined;
  return byMessage
    ? { meaning: row, matchedOn: 'message', row: name, declineReason: byMessage }
    : { meaning: row, matchedOn, row: name, declineReason: null };
}

function readingOf(answer: Answer, said: Said | null, recognised: Recognition): Reading {
  const { status, headers } = answer;
  return { ...recognised, said, status, headers, sent: 'yes' };
}
