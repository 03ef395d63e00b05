import { attempt, member } from './careful.js';
import { type RequestFacts, takeRequest } from './judge.js';
import { conclude, inspect } from './normalize.js';
import type { PaymentError } from './payment-error.js';
import type { ResponseLike } from './platform.js';
import { assertProvider, type Provider } from './provider.js';
import { type BodyLimits, type BodyText, readBody } from './read-body.js';
import { recognizeFailure } from './recognize.js';
import { type Answer, headerOf, type HeadersInput, httpStatus, isSuccess, parseBody } from './reply.js';

/** How a response is read. */
export interface ResponseOptions {
  /** What was sent. Default: a write without an idempotency key. */
  readonly request?: RequestFacts | undefined;
  /** The most bytes of a body that are read, after decompression. Default: 262,144. */
  readonly maxBodyBytes?: number | undefined;
  /** The longest that a body is waited for, in milliseconds. Default: 5,000. `Infinity`: no limit. */
  readonly bodyTimeoutMs?: number | undefined;
}

/**
 * Turns a `Response` that is known to have failed into a {@link PaymentError}. Reads the body within limits: past them
 * the stream is cancelled and the status decides. Whatever the response is, the promise does not reject.
 *
 * @throws TypeError (as a rejection) when `provider` is not a provider, or a limit is not a number from 0.
 *
 * @example
 * ```ts
 * const response = await fetch(url, init);
 * if (!response.ok) throw new PaymentException(await normalizeResponse(paypaga, response, { request: init }));
 * ```
 */
export async function normalizeResponse(
  provider: Provider,
  response: ResponseLike,
  options: ResponseOptions = {},
): Promise<PaymentError> {
  assertProvider(provider);
  const body = await readBody(response, limitsOf(options));
  const answer = answerOf(response, body);
  const raw = (body.complete ? answer.body : body.text) || undefined; // no text: there was no body
  return conclude(provider, recognizeFailure(provider, answer), raw, takeRequest(options.request));
}

/**
 * Looks whether a `Response` failed: a non-2xx did, a 2xx where the provider documents that. Of a 2xx only JSON is
 * looked at, in a copy and within limits: on `null` the body of `response` is still unread.
 *
 * @returns `null` for a success, for what is still pending, and for a 2xx that can't be looked at.
 * @throws TypeError (as a rejection) when `provider` is not a provider, or a limit is not a number from 0.
 *
 * @example
 * ```ts
 * const error = await inspectResponse(getpaid, response);
 * if (error === null) return response.json();
 * ```
 */
export async function inspectResponse(
  provider: Provider,
  response: ResponseLike,
  options: ResponseOptions = {},
): Promise<PaymentError | null> {
  assertProvider(provider);
  if (!isSuccess(member(response, 'status'))) return normalizeResponse(provider, response, options);
  const limits = limitsOf(options);
  const copy = provider.readOutcome || provider.readErrorIn2xx ? copyOfJson(response, limits) : undefined;
  const body = copy && (await readBody(copy, limits));
  return body?.complete ? inspect(provider, answerOf(response, body), options.request) : null;
}

/** Gives the limits with their defaults. @throws TypeError for one that is not a number from 0. */
export function limitsOf({ maxBodyBytes = 262_144, bodyTimeoutMs = 5_000 }: ResponseOptions): BodyLimits {
  assertAmount('maxBodyBytes', maxBodyBytes);
  assertAmount('bodyTimeoutMs', bodyTimeoutMs);
  return { maxBodyBytes, bodyTimeoutMs };
}

/** @throws TypeError that names the option when it is not a number from 0. */
export function assertAmount(name: string, value: unknown): void {
  if (typeof value !== 'number' || !(value >= 0)) throw new TypeError(`${name}: expected a number from 0`);
}

function answerOf(response: ResponseLike, { complete, text }: BodyText): Answer {
  return {
    status: httpStatus(member(response, 'status')),
    headers: (member(response, 'headers') ?? null) as HeadersInput | null, // looked through with care
    body: complete ? parseBody(text) : undefined,
  };
}

/** A copy whose body can be read in place of the original's; `undefined` when it is not JSON of a fitting size. */
function copyOfJson(response: ResponseLike, { maxBodyBytes }: BodyLimits): ResponseLike | undefined {
  return attempt(() => {
    const { headers, bodyUsed } = response;
    const isJson = /^[^;]*[/+]json\s*(?:;|$)/i.test(headerOf(headers, 'content-type') ?? '');
    const fits = !(Number(headerOf(headers, 'content-length')) > maxBodyBytes);
    return isJson && fits && !bodyUsed
      ? (response.clone?.() as ResponseLike | undefined) // what a clone is
      : undefined;
  });
}
