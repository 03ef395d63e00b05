import type { PaymentError } from '../error/payment-error.js';
import { attempt, member } from '../provider/careful.js';
import { workingsOf } from '../provider/define-provider.js';
import type { Provider } from '../provider/definition.js';
import { conclude } from '../verdict/conclude.js';
import { recognizeFailure } from '../verdict/recognize.js';
import { httpStatus, isBrokenJson, isSuccess, parseBody } from '../verdict/reply.js';
import { isNotModified, type RequestFacts, takeRequest } from '../verdict/request.js';
import { answerOf, type Circumstances, type ResponseOptions, takeCircumstances } from './circumstances.js';
import type { ResponseLike } from './platform.js';
import { readBody } from './read-body.js';
import { failureInSuccess, isWorthReading } from './success.js';

export type { ResponseOptions } from './circumstances.js';

/**
 * Looks whether a `Response` failed: a non-2xx did, a 2xx where the provider documents that, or where its JSON does not
 * arrive whole. A 304 is no failure, but where the request is known to be a write. The body of a non-2xx is read within
 * limits, past which the stream is cancelled and the status decides; of a 2xx a copy is read.
 *
 * @param request - what was sent. Default: a write without an idempotency key.
 * @returns `null` for a success, for what is still pending, and for a 2xx that can't be looked at; then the body of
 *   `response` is still unread. Whatever the response is, the promise does not reject.
 * @throws TypeError (as a rejection) when `provider` is not a provider, or a limit is not a number from 0.
 *
 * @example
 * ```ts
 * const init = { method: 'POST', redirect: 'manual', headers, body };
 * const response = await fetch(url, init);
 * const error = await inspectResponse(getpaid, response, { ...init, url });
 * if (error === null) return response.json();
 * ```
 */
export async function inspectResponse(
  provider: Provider,
  response: ResponseLike,
  request?: RequestFacts,
  options?: ResponseOptions,
): Promise<PaymentError | null> {
  const circumstances = takeCircumstances(provider, request, options);
  if (!isSuccess(member(response, 'status'))) return failureOfOther(response, circumstances);
  if (!isWorthReading(response, circumstances)) return null;
  const copy = attempt(() => response.clone?.() as ResponseLike | undefined); // what a clone is
  if (!copy) return null;
  return failureInSuccess(copy, response, circumstances);
}

/** Looks at an answer that is no 2xx; `null` for a 304. Never rejects. */
export async function failureOfOther(
  response: ResponseLike,
  circumstances: Circumstances,
): Promise<PaymentError | null> {
  const sent = takeRequest(circumstances.request, circumstances.provider.idempotency);
  const status = httpStatus(member(response, 'status'));
  return isNotModified(status, sent) ? null : failureOfResponse(response, circumstances);
}

/** Makes the error of a response that is known to have failed. Never rejects. */
export async function failureOfResponse(
  response: ResponseLike,
  { provider, request, options, limits }: Circumstances,
): Promise<PaymentError> {
  const { end, text } = await readBody(response, limits);
  const isWhole = end === 'whole';
  const body = isWhole ? parseBody(text) : undefined;
  const answer = answerOf(response, body, member(request, 'url'), !isWhole || isBrokenJson(body));
  const raw = isWhole ? body : text;
  const sent = takeRequest(request, provider.idempotency);
  return conclude(provider, recognizeFailure(workingsOf(provider), answer, sent), raw, sent, options);
}
