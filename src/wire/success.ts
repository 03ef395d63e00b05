import type { PaymentError } from '../error/payment-error.js';
import { member } from '../provider/careful.js';
import { conclude } from '../verdict/conclude.js';
import { inspectAnswer } from '../verdict/normalize.js';
import { headerOf, type HeadersInput, parseBody } from '../verdict/reply.js';
import { takeRequest } from '../verdict/request.js';
import { brokenSuccess, isEmptyStatus, labelOf } from '../verdict/success-text.js';
import { answerOf, type Circumstances } from './circumstances.js';
import type { ResponseLike } from './platform.js';
import { type BodyLimits, cancelBody, readBody } from './read-body.js';

function headersOf(response: ResponseLike): HeadersInput | null {
  return (member(response, 'headers') ?? null) as HeadersInput | null; // looked through with care
}

/** How a 2xx is looked at. */
export interface SuccessCircumstances extends Circumstances {
  /** Whether it says that it failed, too? Default: true. */
  readonly inspectSuccess?: boolean | undefined;
}

/** Is a 2xx one of those that have to arrive whole? JSON, what has no label, and in answer to a write a page of HTML. */
export function isWorthReading(response: ResponseLike, { isRead, limits }: Circumstances): boolean {
  if (isEmptyStatus(member(response, 'status')) || member(response, 'body') === null) return false;
  if (member(response, 'bodyUsed') === true) return false;
  const label = labelOf(headersOf(response));
  if (label === 'other' || (label === 'html' && isRead)) return false;
  const length = headerOf(headersOf(response), 'content-length');
  const isEmpty = length !== null && Number(length) === 0 && label !== 'json';
  return !isEmpty && !(Number(length) > limits.maxBodyBytes);
}

/**
 * Reads a 2xx to its end and tells what failed: the payment, or the answer itself, whose body did not come whole or is
 * not what it is said to be. `null`: nothing did, or the body is too large to tell. Never rejects.
 *
 * @param response - the copy that is read.
 * @param kept - the other one, which is given up when no more of it comes.
 */
export async function failureInSuccess(
  response: ResponseLike,
  kept: ResponseLike,
  { provider, request, options, limits, inspectSuccess }: SuccessCircumstances,
): Promise<PaymentError | null> {
  const { end, text } = await readBody(response, limitsFor(response, limits));
  if (end === 'too_large' || end === 'unreadable') return null;
  const url = member(request, 'url');
  if (end === 'whole')
    return inspectAnswer(
      provider,
      answerOf(response, parseBody(text), url),
      request,
      options,
      inspectSuccess,
    );
  cancelBody(kept);
  const sent = takeRequest(request, provider.idempotency);
  const answer = answerOf(response, undefined, url);
  const reading = brokenSuccess(provider.name, answer, sent, 'its body did not arrive whole');
  return conclude(provider, reading, text, sent, options);
}

/** Is it a `Response`, or something of its kind, whose body can be read or is known to be empty? */
export function isResponse(response: ResponseLike): boolean {
  const body = member(response, 'body');
  return (
    isEmptyStatus(member(response, 'status')) ||
    typeof member(response, 'text') === 'function' ||
    body === null ||
    typeof member(body, 'getReader') === 'function' ||
    typeof member(body, Symbol.asyncIterator) === 'function'
  );
}

/** Looks into a 2xx of another kind: axios keeps the body in `data`, others in `body`. `null`: it did not fail. */
export function failureInOther(
  response: ResponseLike,
  { provider, request, options, inspectSuccess = true }: SuccessCircumstances,
): PaymentError | null {
  if (!inspectSuccess) return null;
  const body = member(response, 'data') ?? member(response, 'body');
  const answer = answerOf(response, parseBody(body), member(request, 'url'));
  if (body !== undefined && body !== null) return inspectAnswer(provider, answer, request, options);
  const sent = takeRequest(request, provider.idempotency);
  const reading = brokenSuccess(provider.name, answer, sent, 'in a form that cannot be looked into');
  return conclude(provider, reading, undefined, sent, options);
}

/** What both halves of a stream of Node's can be read ahead of each other: node-fetch's clone stops there. */
const NODE_STREAM_BYTES = 16_384;

function limitsFor(response: ResponseLike, limits: BodyLimits): BodyLimits {
  const body = member(response, 'body');
  const isWebStream = !body || typeof member(body, 'getReader') === 'function';
  return isWebStream ? limits : { ...limits, maxBodyBytes: Math.min(limits.maxBodyBytes, NODE_STREAM_BYTES) };
}
