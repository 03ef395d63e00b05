import type { Category } from '../error/words.js';
import type { ProviderWorkings } from '../provider/define-provider.js';
import type { Statement } from '../provider/statement.js';
import { plainMeaning, rowOf, type Rule } from '../provider/table.js';
import { matchStates } from './match-state.js';
import { gravity, isAbout, matchWords } from './match-words.js';
import { type Reading, readingBy, readingOf, type Said } from './reading.js';
import { type Answer, headerOf, httpStatus, isSuccess } from './reply.js';
import type { SentRequest } from './request.js';
import { meaningOfStatus } from './status.js';

/** Reads an answer that is known to have failed. Never throws. */
export function recognizeFailure(workings: ProviderWorkings, answer: Answer, request: SentRequest): Reading {
  const mayBeSuccess = answer.status === null || isSuccess(answer.status);
  const reading =
    (mayBeSuccess ? readSuccess(workings, answer, request) : null) ?? readError(workings, answer, request);
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
    (isProblem(answer) || (answer.status === null && saysFailure(workings.readError(answer.body))));
  return isEnvelope ? readError(workings, answer, request) : matchStates(workings, answer, request);
}

/** Is it labelled as problem details? They describe a failure, whatever status they came with. {@link https://www.rfc-editor.org/rfc/rfc9457#section-3} */
function isProblem({ headers }: Answer): boolean {
  return headerOf(headers, 'content-type')?.toLowerCase().includes('application/problem+json') === true;
}

/** Reads an error envelope, or what the status says where there is none. */
function readError(workings: ProviderWorkings, answer: Answer, request: SentRequest): Reading {
  const statement = workings.readError(answer.body);
  const said = { answer, status: statusThatCounts(answer.status, statement), statement };
  const words = isRedirect(answer.status) && !request.isRead ? null : matchWords(workings, said, request);
  return words ?? matchStatus(workings, said, request);
}

/** A write that was redirected was not refused, whatever its body says: the place it was sent on to may carry it out. */
function isRedirect(status: number | null): boolean {
  return status !== null && status >= 300 && status <= 399;
}

/** Is it an error envelope for sure? Then there is a code, a type, or the status of a failure. */
function saysFailure(statement: Statement | null): boolean {
  return isTelling(statement) || meaningOfStatus(httpStatus(statement?.status)) !== null;
}

/** Is there a code or a type? */
function isTelling(statement: Statement | null): boolean {
  return statement !== null && (statement.code !== undefined || statement.types.length > 0);
}

/** HTTP's own status, or the one that the body names where HTTP gives none, or a 2xx. */
export function statusThatCounts(status: number | null, statement: Statement | null): number | null {
  return status === null || isSuccess(status) ? (httpStatus(statement?.status) ?? status) : status;
}

/** A 408 that only the body names is no time-out of the call: an answer came. */
const WAITED_INSIDE = /* @__PURE__ */ plainMeaning('provider_unavailable');

function matchStatus({ tables }: ProviderWorkings, said: Said, request: SentRequest): Reading {
  const { status, statement } = said;
  const own = rowOf(tables.httpStatuses, String(status));
  const row = own && isAbout(own.meaning, request) ? own : null;
  const meaning =
    row?.meaning ?? (status === 408 && said.answer.status !== 408 ? WAITED_INSIDE : meaningOfStatus(status));
  if (meaning && said.answer.isBodyLost && !request.isRead && gravity(meaning) === 0)
    return readingOf(said, plainMeaning('unrecognized'), 'none', null);
  if (row) return readingBy(row, said);
  if (meaning) return readingOf(said, meaning, 'status', null);
  const isEnvelope = isTelling(statement) || statement?.message !== undefined;
  return readingOf(said, plainMeaning(isEnvelope ? 'unrecognized' : 'invalid_response'), 'none', null);
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

const REFUSALS: readonly Category[] = [
  'invalid_request',
  'unauthenticated',
  'permission_denied',
  'not_configured',
  'not_found',
  'rate_limited',
];
