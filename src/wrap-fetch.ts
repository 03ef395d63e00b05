import { member } from './careful.js';
import { PaymentException } from './exception.js';
import type { RequestFacts } from './judge.js';
import type { PaymentError } from './payment-error.js';
import type { FetchLike, PlatformFetch, ResponseLike } from './platform.js';
import { assertProvider, type Provider } from './provider.js';
import { LONGEST_TIMER_MS } from './read-body.js';
import { headerOf, type HeadersInput, isSuccess } from './reply.js';
import {
  assertAmount,
  inspectResponse,
  limitsOf,
  normalizeResponse,
  type ResponseOptions,
} from './response.js';
import { ABORTED, BROKEN, concludeFault, type Fault, faultIn, TIMED_OUT } from './thrown.js';

/** How a fetch is wrapped. */
export interface WrapFetchOptions<Fetch extends FetchLike = PlatformFetch> extends Omit<
  ResponseOptions,
  'request'
> {
  /** The function to wrap. Default: `globalThis.fetch`, looked up at each call. */
  readonly fetch?: Fetch | undefined;
  /** How long to wait for an answer to begin, in milliseconds. Default: no limit but the platform's. */
  readonly timeoutMs?: number | undefined;
  /** Look whether a 2xx says that it failed? Default: true. */
  readonly inspectSuccess?: boolean | undefined;
}

/**
 * Wraps `fetch` for one provider: a non-2xx throws a {@link PaymentException}, and so does a 2xx that the provider
 * documents as a failure, a network fault, a time-out and an abort. Any other answer is handed over as `fetch` gives it,
 * its body unread. Method and idempotency key are read off each request.
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
): Fetch;
export function wrapFetch(provider: Provider, options: WrapFetchOptions<FetchLike> = {}): FetchLike {
  assertProvider(provider);
  const { timeoutMs = Infinity, inspectSuccess = true } = options;
  assertAmount('timeoutMs', timeoutMs);
  if (options.fetch !== undefined) functionToCall(options.fetch);
  const limits = limitsOf(options);
  const readFailure = inspectSuccess ? inspectResponse : normalizeNon2xx;

  const wrapped = async (input: unknown, init?: FetchInit): Promise<ResponseLike> => {
    const request = requestOf(provider, input, init);
    const signal = signalOf(input, init);
    const platformFetch = functionToCall(options.fetch ?? (globalThis as { fetch?: unknown }).fetch);
    const deadline = startDeadline(timeoutMs, signal);
    const wasAborted = signal?.aborted === true;
    let response;
    try {
      response = await platformFetch(input, deadline ? { ...init, signal: deadline.signal } : init);
    } catch (thrown) {
      const fault = deadline?.hasPassed() ? TIMED_OUT : faultOf(thrown, signal, wasAborted);
      throw new PaymentException(concludeFault(provider, fault, request), { cause: thrown });
    } finally {
      deadline?.clear();
    }
    const error = await readFailure(provider, response, { ...limits, request });
    if (error) throw new PaymentException(error, { response });
    return response;
  };
  return wrapped; // it is called as fetch is, and on success gives what fetch gives
}

interface FetchInit {
  readonly method?: unknown;
  readonly headers?: unknown;
  readonly signal?: unknown;
}

type PlainFetch = (input: unknown, init: FetchInit | undefined) => Promise<ResponseLike>;

function functionToCall(fetch: unknown): PlainFetch {
  if (typeof fetch !== 'function') throw new TypeError('fetch: expected a function');
  return fetch as PlainFetch; // what it gives is looked at with care
}

async function normalizeNon2xx(
  provider: Provider,
  response: ResponseLike,
  options: ResponseOptions,
): Promise<PaymentError | null> {
  return isSuccess(member(response, 'status')) ? null : normalizeResponse(provider, response, options);
}

/** Reads method and idempotency key as fetch does: off `init`, else off a `Request`. */
function requestOf({ idempotency }: Provider, input: unknown, init: FetchInit | undefined): RequestFacts {
  const named = member(init, 'method') ?? member(input, 'method');
  const method = typeof named === 'string' ? named : 'GET';
  if (idempotency.key !== 'header') return { method };
  const headers = (member(init, 'headers') ?? member(input, 'headers') ?? null) as HeadersInput | null; // read with care
  const isKeyless =
    idempotency.keylessPaths !== undefined && pathOf(input).search(idempotency.keylessPaths) >= 0;
  return { method, idempotencyKey: isKeyless ? null : headerOf(headers, idempotency.header) };
}

function pathOf(input: unknown): string {
  const address = member(input, 'url') ?? member(input, 'href') ?? input;
  return (typeof address === 'string' ? address : '')
    .replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '')
    .replace(/[?#].*$/s, '');
}

function signalOf(input: unknown, init: FetchInit | undefined): AbortSignal | undefined {
  return (member(init, 'signal') ?? member(input, 'signal') ?? undefined) as AbortSignal | undefined; // what fetch takes there
}

/** What a rejected fetch proves. The caller's signal is surer evidence than what was thrown: a reason can be anything. */
function faultOf(thrown: unknown, signal: AbortSignal | undefined, wasAborted: boolean): Fault {
  const evident = faultIn(thrown) ?? BROKEN;
  // Firefox calls a reset connection an AbortError, though nobody aborted.
  if (!signal?.aborted) return evident === ABORTED ? BROKEN : evident;
  const fault = member(signal.reason, 'name') === 'TimeoutError' ? TIMED_OUT : ABORTED;
  return wasAborted ? { ...fault, sent: 'no' } : fault;
}

interface Deadline {
  /** Aborted at the deadline, or when the caller's signal is. */
  readonly signal: AbortSignal;
  readonly hasPassed: () => boolean;
  /** Stops the timer. The caller's signal goes on to reach the body. */
  readonly clear: () => void;
}

function startDeadline(timeoutMs: number, caller: AbortSignal | undefined): Deadline | null {
  if (timeoutMs > LONGEST_TIMER_MS) return null;
  const controller = new AbortController();
  const follow = (): void => {
    controller.abort(caller?.reason);
  };
  // edge-runtime has no AbortSignal.any: there the caller's signal reaches no further than the answer's beginning.
  const joined = caller && AbortSignal.any?.([caller, controller.signal]);
  if (!joined) caller?.addEventListener('abort', follow, { once: true });
  if (caller?.aborted) follow();
  let passed = false;
  const timer = setTimeout(() => {
    passed = true;
    controller.abort();
  }, timeoutMs);
  return {
    signal: joined ?? controller.signal,
    hasPassed: () => passed,
    clear: () => {
      clearTimeout(timer);
      caller?.removeEventListener('abort', follow);
    },
  };
}
