import type { PaymentError } from '../error/payment-error.js';
import { attempt, member } from '../provider/careful.js';
import { workingsOf } from '../provider/define-provider.js';
import type { Provider } from '../provider/definition.js';
import { isSuccess } from '../verdict/reply.js';
import { assertAmount, limitsOf, type ResponseOptions, takeCircumstances } from './circumstances.js';
import { PaymentException } from './exception.js';
import { takeCall } from './fetch-call.js';
import { concludeFault, type Finding } from './find-fault.js';
import type { FetchLike, PlatformFetch, ResponseLike } from './platform.js';
import { failureOfOther } from './response.js';
import { faultOfAbort, type PlainFetch, sendCall } from './send-call.js';
import {
  failureInOther,
  failureInSuccess,
  isResponse,
  isWorthReading,
  type SuccessCircumstances,
} from './success.js';

/** How a fetch is wrapped. */
export interface WrapFetchOptions<Fetch extends FetchLike = PlatformFetch> extends ResponseOptions {
  /**
   * The function to wrap; what it resolves with has to be a `Response`, or one of its kind. A 2xx of another kind is
   * looked into as far as it can be, and is `invalid_response` where it cannot. One that sends again by itself shows no
   * more than its last attempt: turn that off for writes. Default: `globalThis.fetch`, looked up at each call; where
   * what `wrapFetch` gave stands there itself, the one that stood there before. Hand one over where something else that
   * is asynchronous may be put around that later: it would call itself.
   */
  readonly fetch?: Fetch | undefined;
  /** How long to wait for an answer to begin, in milliseconds. Default: no limit but the platform's. */
  readonly timeoutMs?: number | undefined;
  /**
   * Look whether a 2xx says that it failed? Without that a failed payment is handed over like any other, as a look-up
   * wants it; it still has to arrive whole. Default: true.
   */
  readonly inspectSuccess?: boolean | undefined;
}

/**
 * Wraps `fetch` for one provider: a non-2xx throws a {@link PaymentException}, and so does a 2xx that the provider
 * documents as a failure, a network fault, a time-out and an abort. Method, address and idempotency key are read off
 * each request.
 *
 * A 2xx in JSON, or without a content type, is handed over once it has arrived whole (up to `maxBodyBytes`), so that
 * reading it can't fail; one that stalls, breaks off or is not JSON throws as `invalid_response`, and so does a page of
 * HTML in answer to a write. Any other answer, and a 304, is handed over as `fetch` gives it, its body unread.
 *
 * A write is sent with `redirect: 'manual'`, unless `init` says otherwise: once a redirect is followed, nobody knows what
 * the first address did.
 *
 * @throws TypeError when `provider` is not a provider, `fetch` not a function, or a limit not a number from 0.
 *
 * @example
 * ```ts
 * const payFetch = wrapFetch(getpaid, { timeoutMs: 10_000 });
 * const response = await payFetch(url, { method: 'POST', headers, body });
 * ```
 */
export function wrapFetch(provider: Provider, options?: WrapFetchOptions): PlatformFetch;
export function wrapFetch<Fetch extends FetchLike>(
  provider: Provider,
  options: WrapFetchOptions<Fetch>,
): (...input: Parameters<Fetch>) => Promise<Awaited<ReturnType<Fetch>>>;
export function wrapFetch(provider: Provider, options: WrapFetchOptions<FetchLike> = {}): FetchLike {
  workingsOf(provider);
  limitsOf(options);
  const { timeoutMs = Infinity, inspectSuccess = true } = options;
  assertAmount('timeoutMs', timeoutMs);
  if (options.fetch !== undefined) functionToCall(options.fetch);
  const before = fetchOfPlatform();
  let isCalling = false;

  const wrapped = async (input: unknown, init?: unknown): Promise<ResponseLike> => {
    const current = fetchOfPlatform();
    const fetchToCall = functionToCall(
      options.fetch ?? (isCalling || current === wrapped ? before : current),
    );
    const fetch: PlainFetch = (...request) => {
      isCalling = true; // what stands in the place of the platform's may call this one again
      try {
        return fetchToCall(...request);
      } finally {
        isCalling = false;
      }
    };
    const call = takeCall(provider, input, init);
    const unanswered = (finding: Finding, cause: unknown): PaymentException =>
      new PaymentException(concludeFault(provider, finding, call.request, options), { cause });

    const sent = await sendCall(input, call, { fetch, timeoutMs, isPlatformFetch: !options.fetch });
    if (!sent.isAnswered) {
      const { finding, thrown, known } = sent;
      throw known ? new PaymentException(known, { cause: thrown }) : unanswered(finding, thrown);
    }
    try {
      const circumstances = takeCircumstances(provider, call.request, options);
      const { error, response } = await lookAt(sent.response, { ...circumstances, inspectSuccess });
      if (!error) return response;
      // Half a success whose caller has gone is the caller's doing.
      if (isHalfASuccess(error) && call.signal?.aborted)
        throw unanswered({ fault: faultOfAbort(call.signal), faultCode: null }, call.signal.reason);
      throw new PaymentException(error, { response });
    } finally {
      sent.release();
    }
  };
  return wrapped; // it is called as fetch is, and on success gives what fetch gives
}

function fetchOfPlatform(): unknown {
  return (globalThis as { fetch?: unknown }).fetch;
}

function functionToCall(fetch: unknown): PlainFetch {
  if (typeof fetch !== 'function') throw new TypeError('fetch: expected a function');
  // Its answers are no Responses: a refusal in a 2xx could be taken for a success.
  if (member(fetch, 'interceptors') !== undefined)
    throw new TypeError('fetch: axios is none; payfault/axios has interceptAxios for it');
  return fetch as PlainFetch; // what it gives is looked at with care
}

/** What an answer says, and what the caller gets of it. */
interface LookedAt {
  readonly error: PaymentError | null;
  readonly response: ResponseLike;
}

async function lookAt(response: ResponseLike, circumstances: SuccessCircumstances): Promise<LookedAt> {
  if (!isSuccess(member(response, 'status')))
    return { error: await failureOfOther(response, circumstances), response };
  if (!isResponse(response)) return { error: failureInOther(response, circumstances), response };
  const isLookedAt = isWorthReading(response, circumstances);
  // The copy is the one to keep: an abort that comes when all is there would still spoil the original (Node 20).
  const copy = isLookedAt ? attempt(() => response.clone?.() as ResponseLike | undefined) : undefined;
  if (!copy) return { error: null, response };
  return { error: await failureInSuccess(response, copy, circumstances), response: copy };
}

function isHalfASuccess({ category, status }: PaymentError): boolean {
  return category === 'invalid_response' && isSuccess(status);
}
