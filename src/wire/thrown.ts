import type { PaymentError } from '../error/payment-error.js';
import type { MatchedOn } from '../error/words.js';
import { isRecord, member } from '../provider/careful.js';
import type { Provider } from '../provider/definition.js';
import { failureOf, inspectAnswer } from '../verdict/normalize.js';
import { type Answer, isBrokenJson } from '../verdict/reply.js';
import type { RequestFacts } from '../verdict/request.js';
import { causesOf, isRealError, isStripeConnectionError } from './cause.js';
import { type Circumstances, type ResponseOptions, takeCircumstances } from './circumstances.js';
import { clientAmong, type ClientTrace, wasRedirected } from './client.js';
import { ownPaymentErrorOf } from './exception.js';
import { ABORTED, TIMED_OUT, UNEXPLAINED } from './faults.js';
import { concludeFault, type Finding, findFault, isTimeout, saysAborted } from './find-fault.js';
import { concludeWithoutBody, findAnswer, holderOf } from './find-answer.js';
import type { ResponseLike } from './platform.js';
import { isOtherAddress, isElsewhere } from './proof.js';
import { failureOfResponse } from './response.js';
import { mayBeSentAgain } from './sends-again.js';
import { throwTestFailure } from './test-failure.js';

/** The request that failed, as an `init` of fetch tells it. */
export interface ThrownRequestFacts extends RequestFacts {
  /** The `redirect` that fetch was given. `manual` or `error`: no redirect was followed. Default: in doubt. */
  readonly redirect?: string | null | undefined;
  /**
   * The dispatcher that undici was given, `null` for none: one that may send again (RetryAgent, or with interceptors in
   * front of it) leaves a write in doubt. Default: for fetch none; for what undici's `request` and Node's `http` throw not
   * known, so that a write stays in doubt.
   */
  readonly dispatcher?: unknown;
  /** The caller's signal: what is thrown as its reason is an abort. Default: none. */
  readonly signal?: { readonly aborted: boolean; readonly reason: unknown } | null | undefined;
}

/**
 * Turns whatever a catch block got into a {@link PaymentError}: what the platform's fetch, undici, axios, ky, ofetch,
 * got, superagent, node-fetch, stripe-node and PayPal's client throw, a `Response`, an object with a `response`, a body, a
 * {@link PaymentException} (its own error, also from among the causes, at most 10 deep) or a `PaymentError` that was made
 * here (itself). An exception that tells nothing about a request is `unrecognized`, and on a write may have charged; so
 * may one that has a status and not the body of the answer, in which an earlier success could be told. The promise does
 * not reject for anything thrown, but for what `fakeFetch` throws past the end of its script.
 *
 * That a write never left is said only where it is proved to be about this request: give its `url`, and where fetch
 * sent it, its `redirect: 'manual'` (undici's `request`: its `dispatcher`); a client that may have followed a redirect or
 * sent it again proves nothing.
 *
 * @param request - what was sent. Default: what the exception of axios, ky, ofetch or got tells of it, else a write
 *   without an idempotency key.
 * @throws TypeError (as a rejection) when `provider` is not a provider, or a limit is not a number from 0.
 *
 * @example
 * ```ts
 * try {
 *   await axios.post(url, payment, { headers: { 'Idempotency-Key': idempotencyKey } });
 * } catch (thrown) {
 *   const error = await normalizeThrown(paysg, thrown);
 * }
 * ```
 */
export async function normalizeThrown(
  provider: Provider,
  thrown: unknown,
  request?: ThrownRequestFacts,
  options?: ResponseOptions,
): Promise<PaymentError> {
  return errorOfThrown(provider, thrown, request, options);
}

/**
 * The same for a request of which it may be known that it was sent before.
 *
 * @param wasSentBefore - then nothing that came of it now proves anything about the first sending.
 */
export async function errorOfThrown(
  provider: Provider,
  thrown: unknown,
  request: ThrownRequestFacts | undefined,
  options: ResponseOptions | undefined,
  wasSentBefore = false,
): Promise<PaymentError> {
  throwTestFailure(thrown);
  const found = clientAmong(causesOf(thrown));
  const client: ClientTrace | null = found && wasSentBefore ? { ...found, sending: 'again' } : found;
  const facts = requestOf(request, client);
  const circumstances = takeCircumstances(provider, facts, options);
  const abort = abortBy(member(request, 'signal'), thrown);
  if (abort) return concludeFault(provider, abort, facts, options);
  return (
    knownErrorIn(thrown, client, circumstances) ??
    (await answerIn(thrown, client, circumstances)) ??
    bodyThrown(thrown, circumstances) ??
    concludeFault(provider, faultIn(thrown, request, circumstances, wasSentBefore), facts, options)
  );
}

/** What the caller gave, and what the client tells where the caller did not. */
function requestOf(given: RequestFacts | undefined, client: ClientTrace | null): RequestFacts | undefined {
  if (!client || isElsewhere(member(given, 'url'), client.request.url)) return given;
  const told = client.request;
  const [method, url, headers, idempotencyKey] = ['method', 'url', 'headers', 'idempotencyKey'].map((key) =>
    member(given, key),
  );
  return {
    method: method ?? member(told, 'method'),
    url: url ?? member(told, 'url'),
    headers: headers ?? (idempotencyKey === undefined ? member(told, 'headers') : undefined),
    idempotencyKey,
  } as RequestFacts; // takeRequest looks at each with care
}

/** Was it thrown since the caller's signal was aborted, whatever it looks like? */
function abortBy(signal: unknown, thrown: unknown): Finding | null {
  const isReason = member(signal, 'aborted') === true && member(signal, 'reason') === thrown;
  return isReason ? { fault: isTimeout(thrown) ? TIMED_OUT : ABORTED, faultCode: null } : null;
}

/**
 * A PaymentException, or a PaymentError that was made here; the reason of an abort is none. That of a last sending of
 * stripe-node's settles nothing, unless it is a decline: all have one key, which brings back what came of the first.
 */
function knownErrorIn(
  thrown: unknown,
  client: ClientTrace | null,
  { isRead }: Circumstances,
): PaymentError | undefined {
  const isLastOfSome = !isRead && client?.sending === 'again' && isStripeConnectionError(thrown);
  for (const cause of causesOf(thrown)) {
    const error = ownPaymentErrorOf(cause);
    const settles = !isLastOfSome || error?.outcome !== 'not_performed' || error.category === 'declined';
    if (error) return settles ? error : undefined;
    if (saysAborted(cause)) return undefined;
  }
  return undefined;
}

function faultIn(
  thrown: unknown,
  request: RequestFacts | undefined,
  { isRead }: Circumstances,
  wasSentBefore: boolean,
): Finding {
  const dispatcher = member(request, 'dispatcher');
  const sending = {
    url: member(request, 'url'),
    isRead,
    redirect: member(request, 'redirect'),
    mayHaveBegun: wasSentBefore || mayBeSentAgain(dispatcher),
    isDispatcherKnown: dispatcher !== undefined,
  };
  return findFault(thrown, sending) ?? { fault: UNEXPLAINED, faultCode: null };
}

/** The error of an answer that was thrown, or that an exception holds. */
async function answerIn(
  thrown: unknown,
  client: ClientTrace | null,
  circumstances: Circumstances,
): Promise<PaymentError | undefined> {
  const holder = holderOf(thrown);
  if (isUnreadResponse(holder)) return failureOfResponse(holder, circumstances);
  const found = findAnswer(thrown, circumstances.limits.maxBodyBytes);
  if (!found) return undefined;
  const { provider, request, options, isRead } = circumstances;
  const { status, headers, body, isBodySeen } = found;
  const afterRedirect =
    wasRedirected(holder, thrown) ||
    client?.sending === 'again' ||
    client?.hidesRedirects === true ||
    isOfAnother(holder, client, circumstances);
  const error = failureOf(
    provider,
    { status, headers, body, afterRedirect, isBodyLost: isBrokenJson(body) },
    request,
    options,
  );
  const isTold = isRead || isBodySeen || !SAYS_NOTHING.includes(error.matchedOn);
  return isTold || error.outcome === 'unknown'
    ? error
    : concludeWithoutBody(provider, found, request, options);
}

/** Is it the answer to another request than the one that is judged, from the same `try` block? */
function isOfAnother(holder: unknown, client: ClientTrace | null, { request }: Circumstances): boolean {
  const asked = member(request, 'url');
  const answered = member(holder, 'url') ?? member(member(holder, 'request'), 'url');
  return isOtherAddress(asked, answered) || isElsewhere(asked, member(client?.request, 'url'));
}

/** The error that a body says which was thrown as it is: a plain object, no Error. */
function bodyThrown(thrown: unknown, circumstances: Circumstances): PaymentError | undefined {
  if (!isRecord(thrown) || isRealError(thrown)) return undefined;
  const { provider, request, options } = circumstances;
  const answer: Answer = {
    status: null,
    headers: null,
    body: thrown,
    afterRedirect: false,
    isBodyLost: false,
  };
  const error = inspectAnswer(provider, answer, request, options);
  return error && !SAYS_NOTHING.includes(error.matchedOn) ? error : undefined;
}

const SAYS_NOTHING: readonly MatchedOn[] = ['status', 'none'];

/** Is it a `Response` whose body can still be read? */
function isUnreadResponse(holder: unknown): holder is ResponseLike {
  return typeof member(holder, 'text') === 'function' && member(holder, 'bodyUsed') !== true;
}
