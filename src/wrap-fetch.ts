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
import { ABORTED, BROKEN, causesOf, concludeFault, type Fault, faultIn, TIMED_OUT } from './thrown.js';

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
): (...input: Parameters<Fetch>) => Promise<Awaited<ReturnType<Fetch>>>;
export function wrapFetch(provider: Provider, options: WrapFetchOptions<FetchLike> = {}): FetchLike {
  assertProvider(provider);
  const { timeoutMs = Infinity, inspectSuccess = true } = options;
  assertAmount('timeoutMs', timeoutMs);
  if (options.fetch !== undefined) functionToCall(options.fetch);
  const limits = limitsOf(options);
  const readFailure = inspectSuccess ? inspectResponse : normalizeNon2xx;

  const wrapped = async (input: unknown, given?: FetchInit): Promise<ResponseLike> => {
    const init = reusable(given);
    const request = requestOf(provider, input, init);
    const signal = signalOf(input, init);
    const platformFetch = functionToCall(options.fetch ?? (globalThis as { fetch?: unknown }).fetch);
    const deadline = startDeadline(timeoutMs, signal);
    const wasAborted = signal?.aborted === true;
    let response;
    try {
      response = await platformFetch(input, deadline ? { ...init, signal: deadline.signal } : init);
    } catch (thrown) {
      const fault = deadline?.hasPassed() ? TIMED_OUT : faultOf(thrown, input, signal, wasAborted);
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

/** Headers that can be iterated once only have to be there for fetch too. */
function reusable(init: FetchInit | undefined): FetchInit | undefined {
  const headers = member(init, 'headers');
  return typeof member(headers, 'next') === 'function'
    ? { ...init, headers: [...(headers as Iterable<unknown>)] } // an iterator, by its `next`
    : init;
}

/** Gives a member as fetch finds it: of `init`, else of a `Request`. */
function memberOfRequest(input: unknown, init: FetchInit | undefined, key: keyof FetchInit): unknown {
  const own = member(init, key);
  return own === undefined ? member(input, key) : own;
}

function requestOf({ idempotency }: Provider, input: unknown, init: FetchInit | undefined): RequestFacts {
  const method = (memberOfRequest(input, init, 'method') ?? 'GET') as string; // anything else counts as a write
  if (idempotency.key !== 'header') return { method };
  const headers = (memberOfRequest(input, init, 'headers') ?? null) as HeadersInput | null; // read with care
  const isKeyless =
    idempotency.keylessPaths !== undefined && pathOf(input).search(idempotency.keylessPaths) >= 0;
  return { method, idempotencyKey: isKeyless ? null : headerOf(headers, idempotency.header) };
}

function addressOf(input: unknown): string {
  const address = member(input, 'url') ?? member(input, 'href') ?? input;
  return typeof address === 'string' ? address : '';
}

function pathOf(input: unknown): string {
  return addressOf(input)
    .replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '')
    .replace(/[?#].*/s, '');
}

function signalOf(input: unknown, init: FetchInit | undefined): AbortSignal | undefined {
  return (memberOfRequest(input, init, 'signal') ?? undefined) as AbortSignal | undefined; // what fetch takes there
}

/** What a rejected fetch proves. The caller's signal is surer evidence than what was thrown: a reason can be anything. */
function faultOf(
  thrown: unknown,
  input: unknown,
  signal: AbortSignal | undefined,
  wasAborted: boolean,
): Fault {
  if (signal?.aborted) {
    const fault = member(signal.reason, 'name') === 'TimeoutError' ? TIMED_OUT : ABORTED;
    return wasAborted ? { ...fault, sent: 'no' } : fault;
  }
  const evident = faultIn(thrown) ?? BROKEN;
  // Firefox calls a reset connection an AbortError, though nobody aborted.
  if (evident === ABORTED) return BROKEN;
  return evident.sent === 'no' && isAboutAnotherServer(thrown, input) ? BROKEN : evident;
}

/** Was another server than the request's not reached? Then a redirect led there, and the first one had the request. */
function isAboutAnotherServer(thrown: unknown, input: unknown): boolean {
  const [, scheme = '', host = '', port] =
    /^(https?):\/\/(?:[^/?#]*@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d+))?/i.exec(addressOf(input)) ?? [];
  const ownPort = Number(port ?? (scheme.toLowerCase() === 'https' ? 443 : 80));
  const tried = causesOf(thrown).flatMap((cause) => [cause, member(member(cause, 'errors'), '0')]);
  return tried.some((cause) => {
    const otherPort = member(cause, 'port');
    const otherHost = member(cause, 'hostname');
    return (
      (typeof otherPort === 'number' && otherPort !== ownPort) ||
      (typeof otherHost === 'string' && otherHost.toLowerCase() !== host.toLowerCase())
    );
  });
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
  if (!joined) caller?.addEventListener('abort', follow);
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
