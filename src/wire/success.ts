import type { PaymentError } from '../error/payment-error.js';
import { attempt, member } from '../provider/careful.js';
import { takeErrorReading } from '../provider/error-reading.js';
import { plainMeaning } from '../provider/table.js';
import { conclude, inspectAnswer } from '../verdict/normalize.js';
import { AFTER_REDIRECT, type Reading } from '../verdict/recognize.js';
import { headerOf, type HeadersInput, parseBody } from '../verdict/reply.js';
import { takeRequest } from '../verdict/request.js';
import { answerOf, type Circumstances } from './circumstances.js';
import type { ResponseLike } from './platform.js';
import { type BodyLimits, cancelBody, readBody } from './read-body.js';

/** What a body is said to be. */
type Label = 'json' | 'html' | 'none' | 'other';

function labelOf(response: ResponseLike): Label {
  const type = headerOf(headersOf(response), 'content-type') ?? '';
  if (type.trim() === '') return 'none';
  if (/^[^;]*[/+]json\s*(?:;|$)/i.test(type)) return 'json';
  return /^\s*(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i.test(type) ? 'html' : 'other';
}

function headersOf(response: ResponseLike): HeadersInput | null {
  return (member(response, 'headers') ?? null) as HeadersInput | null; // looked through with care
}

const EMPTY: readonly unknown[] = [204, 205];

/** Is a 2xx one of those that have to arrive whole? JSON, what has no label, and in answer to a write a page of HTML. */
export function isWorthReading(response: ResponseLike, { isRead, limits }: Circumstances): boolean {
  if (EMPTY.includes(member(response, 'status')) || member(response, 'body') === null) return false;
  if (member(response, 'bodyUsed') === true) return false;
  const label = labelOf(response);
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
  circumstances: Circumstances,
): Promise<PaymentError | null> {
  const { provider, request, options, isRead } = circumstances;
  const label = labelOf(response);
  const { end, text } = await readBody(response, limitsFor(response, circumstances.limits));
  if (end === 'too_large' || end === 'unreadable') return null;
  if (end !== 'whole') {
    cancelBody(kept);
    return unexplained(response, circumstances, text, 'its body did not arrive whole');
  }
  if (text === '')
    return label === 'json' && !isRead
      ? unexplained(response, circumstances, text, 'with none of the JSON that it is said to be')
      : null;
  if (!isRead && (label === 'html' || (label === 'none' && /^\s*<(?:!doctype html|html)\b/i.test(text))))
    return unexplained(response, circumstances, text, 'with a page of HTML');
  const body = parseBody(text);
  if (
    (label === 'json' || (label === 'none' && /^\s*[[{]/.test(text))) &&
    typeof body === 'string' &&
    attempt(() => JSON.parse(text) as unknown) === undefined
  )
    return unexplained(response, circumstances, text, 'its body is not the JSON that it is said to be');
  return inspectAnswer(provider, answerOf(response, body, member(request, 'url')), request, options);
}

/** What both halves of a stream of Node's can be read ahead of each other: node-fetch's clone stops there. */
const NODE_STREAM_BYTES = 16_384;

function limitsFor(response: ResponseLike, limits: BodyLimits): BodyLimits {
  const body = member(response, 'body');
  const isWebStream = !body || typeof member(body, 'getReader') === 'function';
  return isWebStream ? limits : { ...limits, maxBodyBytes: Math.min(limits.maxBodyBytes, NODE_STREAM_BYTES) };
}

function unexplained(
  response: ResponseLike,
  { provider, request, options, isRead }: Circumstances,
  text: string,
  what: string,
): PaymentError {
  const { status, headers, afterRedirect } = answerOf(response, undefined, member(request, 'url'));
  const rule = afterRedirect && !isRead ? AFTER_REDIRECT : undefined;
  const message = `${provider.name} answered HTTP ${String(status)}, but ${what}.`;
  const reading: Reading = {
    meaning: plainMeaning('invalid_response', { rule }),
    matchedOn: 'none',
    row: null,
    declineReason: undefined,
    statement: takeErrorReading({ message }),
    status,
    headers,
    sent: 'yes',
    faultCode: null,
  };
  return conclude(provider, reading, text || undefined, takeRequest(request, provider.idempotency), options);
}
