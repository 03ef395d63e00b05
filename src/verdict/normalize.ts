import type { PaymentError } from '../error/payment-error.js';
import { type ProviderWorkings, workingsOf } from '../provider/define-provider.js';
import type { Provider } from '../provider/definition.js';
import { conclude, type NormalizeOptions } from './conclude.js';
import type { Reading } from './reading.js';
import { recognizeFailure, recognizeSuccess } from './recognize.js';
import { type Answer, isSuccess, type Reply, takeReply } from './reply.js';
import { isNotModified, type RequestFacts, type SentRequest, takeRequest } from './request.js';
import { flawInSuccess } from './success-text.js';

/**
 * Turns an answer that is known to have failed into a {@link PaymentError}. Pure and synchronous. Never throws on what
 * the answer or the request hold: what can't be read counts as not given, and an answer that nothing explains is
 * `invalid_response`.
 *
 * @param request - what was sent. Default: a write without an idempotency key.
 * @throws TypeError when `provider` is not a provider, or `reply` is a fetch `Response`: `inspectResponse` takes that.
 *
 * @example
 * ```ts
 * const error = normalize(paysg, { status: 409, body: text }, { method: 'POST', url, idempotencyKey });
 * ```
 */
export function normalize(
  provider: Provider,
  reply: Reply,
  request?: RequestFacts,
  options?: NormalizeOptions,
): PaymentError {
  return failureOf(provider, takeReply(reply), request, options);
}

/** The same for an answer that was taken apart before. */
export function failureOf(
  provider: Provider,
  answer: Answer,
  request: RequestFacts | undefined,
  options: NormalizeOptions | undefined,
): PaymentError {
  const workings = workingsOf(provider);
  const sent = takeRequest(request, provider.idempotency);
  return conclude(provider, recognizeFailure(workings, answer, sent), answer.body, sent, options);
}

/**
 * Looks whether an answer failed: a non-2xx did (a 304 only where the request is known to be a write), a 2xx where the
 * provider documents that, or where its body is a text that is not the JSON it ought to be: cut, or in answer to a write
 * a page of HTML. Without a status the body alone decides. Never throws on what the answer or the request hold.
 *
 * @returns `null` for a success, and for what is still pending.
 * @throws TypeError when `provider` is not a provider, or `reply` is a fetch `Response`: `inspectResponse` takes that.
 *
 * @example
 * ```ts
 * const error = inspect(getpaid, { status: 201, body: payment }, { method: 'POST' });
 * if (error === null) follow(payment.status);
 * ```
 */
export function inspect(
  provider: Provider,
  reply: Reply,
  request?: RequestFacts,
  options?: NormalizeOptions,
): PaymentError | null {
  return inspectAnswer(provider, takeReply(reply), request, options);
}

/**
 * The same for an answer that was taken apart before.
 *
 * @param judgeStates - look whether a whole success says that it failed? Default: true.
 */
export function inspectAnswer(
  provider: Provider,
  answer: Answer,
  request: RequestFacts | undefined,
  options: NormalizeOptions | undefined,
  judgeStates?: boolean,
): PaymentError | null {
  const workings = workingsOf(provider);
  const sent = takeRequest(request, provider.idempotency);
  const reading = readingOfAnswer(provider.name, workings, answer, sent, judgeStates);
  return reading && conclude(provider, reading, answer.body, sent, options);
}

/** Reads an answer as {@link inspect} does; `null`: it is a success, or still pending. */
export function readingOfAnswer(
  name: string,
  workings: ProviderWorkings,
  answer: Answer,
  sent: SentRequest,
  judgeStates = true,
): Reading | null {
  const { status, body } = answer;
  if (isNotModified(status, sent)) return null;
  const mayBeSuccess = status === null ? typeof body === 'object' && body !== null : isSuccess(status);
  if (!mayBeSuccess) return recognizeFailure(workings, answer, sent);
  const flaw = flawInSuccess(name, answer, sent);
  return flaw ?? (judgeStates ? recognizeSuccess(workings, answer, sent) : null);
}
