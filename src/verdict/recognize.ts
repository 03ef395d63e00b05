import type { DeclineReason, MatchedOn } from '../error/payment-error.js';
import { entryOf } from '../provider/careful.js';
import type { ProviderWorkings } from '../provider/define-provider.js';
import type { Statement } from '../provider/error-reading.js';
import { type CompiledRow, type Meaning, plainMeaning, rowOf, type Rule } from '../provider/table.js';
import { httpStatus, type Answer, type HeadersInput, isSuccess } from './reply.js';
import type { SentRequest } from './request.js';
import { hasOwnMeaning, meaningOfStatus } from './status.js';

/** What was said, with everything that judging it needs. */
export interface Reading {
  readonly meaning: Meaning;
  readonly matchedOn: MatchedOn;
  /** The row that decided, `codes.1001`; `null` when the wire or the plain HTTP status did. */
  readonly row: string | null;
  /** Only for a decline: the row's reason, or one that an exact message tells more closely. */
  readonly declineReason: DeclineReason | undefined;
  readonly statement: Statement | null;
  readonly status: number | null;
  readonly headers: HeadersInput | null;
  /** Did the request reach the provider? `yes`: an answer arrived. */
  readonly sent: 'yes' | 'no' | 'unknown';
  /** The code of what was thrown; only where no answer arrived. */
  readonly faultCode: string | null;
}

/** Reads an answer that is known to have failed. Never throws. */
export function recognizeFailure(workings: ProviderWorkings, answer: Answer, request: SentRequest): Reading {
  const mayBeSuccess = answer.status === null || isSuccess(answer.status);
  const reading =
    (mayBeSuccess ? readSuccess(workings, answer, request) : null) ?? readError(workings, answer);
  return answer.afterRedirect && !request.isRead ? withoutProof(reading) : reading;
}

/** Reads an answer that may be a success; `null`: nothing in it says that it failed. Never throws. */
export function recognizeSuccess(
  workings: ProviderWorkings,
  answer: Answer,
  request: SentRequest,
): Reading | null {
  const reading = readSuccess(workings, answer, request);
  return reading && answer.afterRedirect && !request.isRead ? withoutProof(reading) : reading;
}

/** Finds a failure in what came with a 2xx, or without a status: an error envelope, or the state of a resource. */
function readSuccess(workings: ProviderWorkings, answer: Answer, request: SentRequest): Reading | null {
  const isEnvelope =
    workings.readErrorInSuccess?.(answer.body) ??
    (answer.status === null && saysFailure(workings.readError(answer.body)));
  return isEnvelope ? readError(workings, answer) : readResource(workings, answer, request);
}

/** Reads an error envelope, or what the status says where there is none. */
function readError(workings: ProviderWorkings, answer: Answer): Reading {
  const statement = workings.readError(answer.body);
  const said = { answer, status: statusThatCounts(answer.status, statement), statement };
  return matchWords(workings, said) ?? matchStatus(workings, said);
}

/** Is it an error envelope for sure? Then there is a code, a type, or the status of a failure. */
function saysFailure(statement: Statement | null): boolean {
  return isTelling(statement) || meaningOfStatus(httpStatus(statement?.status)) !== null;
}

/** Is there a code or a type? */
function isTelling(statement: Statement | null): boolean {
  return statement !== null && (statement.codes.length > 0 || statement.type !== undefined);
}

/** What an answer says, and the HTTP status that it is read by. */
interface Said {
  readonly answer: Answer;
  readonly status: number | null;
  readonly statement: Statement | null;
}

/** HTTP's own status, or the one that the body names where HTTP gives none, or a 2xx. */
function statusThatCounts(status: number | null, statement: Statement | null): number | null {
  return status === null || isSuccess(status) ? (httpStatus(statement?.status) ?? status) : status;
}

/** Reads an answer by its codes, the gravest first, else by its type. */
function matchWords({ tables }: ProviderWorkings, said: Said): Reading | null {
  const { statement, status } = said;
  if (!statement) return null;
  const { codes, type } = statement;
  let gravest: CompiledRow | null = null;
  for (const code of codes) {
    const row = rowInForce(rowOf(tables.codes, code), status);
    if (row && !(gravest && gravity(gravest.meaning) >= gravity(row.meaning))) gravest = row;
  }
  if (gravest) return readingBy(gravest, said);
  if (type === undefined) return null;
  const row = rowInForce(rowOf(tables.types, type), status) ?? broadRow(tables, type, status);
  return row && readingBy(row, said);
}

/** A broad type decides where the status says no more: an idempotency conflict is one kind of a conflict. */
function broadRow(
  tables: ProviderWorkings['tables'],
  type: string,
  status: number | null,
): CompiledRow | null {
  const row = rowInForce(rowOf(tables.broadTypes, type), status);
  const own = rowOf(tables.httpStatuses, String(status))?.meaning;
  const ofStatus = own ?? (hasOwnMeaning(status) ? meaningOfStatus(status) : null);
  if (!row || !ofStatus) return row;
  const { category } = row.meaning;
  return ofStatus.category === (category === 'idempotency_conflict' ? 'conflict' : category) ? row : null;
}

/** A 5xx is never turned into a refusal by its body, nor is its outcome. */
function rowInForce(row: CompiledRow | undefined, status: number | null): CompiledRow | null {
  return row && (status === null || status < 500 || isServerFault(row.meaning)) ? row : null;
}

function isServerFault({ category, rule }: Meaning): boolean {
  return (
    (category === 'provider_error' || category === 'provider_unavailable') &&
    rule?.outcome !== 'not_performed'
  );
}

/** How much a meaning says about the money: an outcome in doubt weighs most. */
function gravity({ category, declineReason, rule }: Meaning): number {
  if (rule) return ['not_performed', 'performed', 'unknown'].indexOf(rule.outcome);
  if (declineReason === 'duplicate_transaction') return 1; // it was performed before
  return DOUBTFUL.includes(category) ? 2 : 0;
}

const DOUBTFUL: readonly string[] = [
  'conflict',
  'idempotency_conflict',
  'provider_error',
  'provider_unavailable',
];

/** A 408 that only the body names is no time-out of the call: an answer came. */
const WAITED_INSIDE = /* @__PURE__ */ plainMeaning('provider_unavailable');

function matchStatus({ tables }: ProviderWorkings, said: Said): Reading {
  const { status, statement } = said;
  const own = rowOf(tables.httpStatuses, String(status));
  if (own) return readingBy(own, said);
  const meaning = status === 408 && said.answer.status !== 408 ? WAITED_INSIDE : meaningOfStatus(status);
  if (meaning) return readingOf(said, meaning, 'status', null);
  const isEnvelope = isTelling(statement) || statement?.message !== undefined;
  return readingOf(said, plainMeaning(isEnvelope ? 'unrecognized' : 'invalid_response'), 'none', null);
}

/** Reads the state of a resource. */
function readResource(
  workings: ProviderWorkings,
  answer: Answer,
  { method, isRead }: SentRequest,
): Reading | null {
  const { status } = answer;
  const resource = workings.readResource?.(answer.body);
  if (!resource) return null;
  const said = { answer, status, statement: resource.statement };
  for (const state of resource.states) {
    const row = rowOf(workings.tables.states, state);
    if (!row) continue;
    if (method !== null && row.meaning.notAfter?.includes(method)) return null;
    if (resource.identified) return readingBy(row, said);
    return isRead ? null : readingOf(said, UNIDENTIFIED, 'none', null);
  }
  return null;
}

const LOOK_FIRST: Rule = {
  outcome: 'unknown',
  strategy: 'reconcile_first',
  action: undefined,
  why: 'The answer does not tell whose failure it is; it may have been performed.',
};

/** A failing state that nothing identifies is neither a success nor a refusal. */
const UNIDENTIFIED = /* @__PURE__ */ plainMeaning('unrecognized', { rule: LOOK_FIRST });

function readingBy({ meaning, matchedOn, name }: CompiledRow, said: Said): Reading {
  return readingOf(said, meaning, matchedOn, name);
}

function readingOf(
  { answer, statement }: Said,
  meaning: Meaning,
  matchedOn: MatchedOn,
  row: string | null,
): Reading {
  const byMessage = reasonByMessage(meaning, statement);
  return {
    meaning,
    matchedOn: byMessage ? 'message' : matchedOn,
    row,
    declineReason: byMessage ?? reasonOf(meaning, matchedOn, statement),
    statement,
    status: answer.status,
    headers: answer.headers,
    sent: 'yes',
    faultCode: null,
  };
}

/** The reason that an exact message tells more closely than the row does. */
function reasonByMessage({ byMessage }: Meaning, statement: Statement | null): DeclineReason | undefined {
  return byMessage && entryOf(byMessage, statement?.exactMessage?.trim().toLowerCase());
}

/** A refusal that only the status tells, with a code that no table has, says why in a word that is not documented. */
function reasonOf(
  { declineReason }: Meaning,
  matchedOn: MatchedOn,
  statement: Statement | null,
): DeclineReason | undefined {
  const hasUnlistedCode = matchedOn === 'status' && statement !== null && statement.codes.length > 0;
  return declineReason === 'unspecified' && hasUnlistedCode ? 'unrecognized' : declineReason;
}

/** After a redirect of a write nobody knows what the first address did. */
export const AFTER_REDIRECT: Rule = {
  outcome: 'unknown',
  strategy: 'reconcile_first',
  action: undefined,
  why: 'It was answered after a redirect or a second sending; the first may have performed it.',
};

/** What came after a redirect of a write proves nothing about the first address: a refusal there is none of the request. */
function withoutProof(reading: Reading): Reading {
  const { meaning } = reading;
  const isRefusal = REFUSALS.includes(meaning.category);
  return isRefusal
    ? {
        ...reading,
        meaning: plainMeaning('invalid_response', { rule: AFTER_REDIRECT }),
        matchedOn: 'none',
        row: null,
      }
    : { ...reading, meaning: { ...meaning, rule: AFTER_REDIRECT } };
}

const REFUSALS: readonly string[] = [
  'invalid_request',
  'unauthenticated',
  'permission_denied',
  'not_configured',
  'not_found',
  'rate_limited',
];
