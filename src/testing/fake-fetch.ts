import type { FetchLike, PlatformFetch, PlatformResponse, ResponseLike } from '../wire/platform.js';
import { isNetworkErrorCode, networkError, type NetworkErrorCode } from './network-error.js';
import { testFailure } from '../wire/test-failure.js';

/** The connection fails, as Node's `fetch` reports it. */
export interface NetworkErrorStep {
  /** The code of the error that is the cause: `ECONNRESET`. */
  readonly networkError: NetworkErrorCode;
}

/** Nothing comes in time: rejects at once, as `fetch` does when an `AbortSignal.timeout()` runs out. */
export interface TimeoutStep {
  /** Always `true`. */
  readonly timeout: true;
}

/** An answer begins, as JSON, and its body never ends. Aborting the request breaks it off. */
export interface StallStep {
  /** Always `true`. */
  readonly stall: true;
  /** The HTTP status. Default: 200. */
  readonly status?: number | undefined;
}

/** What a call is answered with. Of a `Response` a copy is sent, so that one can stand in many places. */
export type FakeFetchAnswer = PlatformResponse | NetworkErrorStep | TimeoutStep | StallStep;

/**
 * One step of a script: an answer, or a function that gives one for the call. What the function throws or rejects with,
 * the call rejects with.
 */
export type FakeFetchStep =
  FakeFetchAnswer | ((call: FakeFetchCall) => FakeFetchAnswer | Promise<FakeFetchAnswer>);

/** A call that was made. */
export interface FakeFetchCall {
  /** The whole address. */
  readonly url: string;
  /** In upper case. */
  readonly method: string;
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; `null` when there was none. */
  readonly body: string | null;
}

/** What a {@link fakeFetch} remembers. */
export interface FakeFetchRecord {
  /** Every call, in the order in which they were made, also those past the script. */
  readonly calls: readonly FakeFetchCall[];
  /** @throws Error when a step was not used, or a call was past the script. */
  readonly assertDone: () => void;
}

/** A `fetch` that follows a script. */
export type FakeFetch = PlatformFetch & FakeFetchRecord;

/**
 * Makes a `fetch` that answers each call with the next step of a script, and touches no network. As the platform's does,
 * it rejects with the signal's reason when the request is aborted, also in the middle of a step.
 *
 * A call past the script rejects with an Error that says so. It is a mistake of the test, and no answer: `wrapFetch`,
 * `normalizeThrown` and the matchers throw it on as it is. Code that catches everything hides it:
 * {@link FakeFetchRecord.assertDone} says it again.
 *
 * @throws TypeError when a step is none of those that a script can have.
 *
 * @example
 * ```ts
 * const fetch = fakeFetch([{ networkError: 'ECONNRESET' }, errorResponse(paysg, 'server_error'), new Response('{}')]);
 * await payWithRetries(wrapFetch(paysg, { fetch }));
 * expect(fetch.calls[1]?.headers['idempotency-key']).toBe(fetch.calls[0]?.headers['idempotency-key']);
 * fetch.assertDone();
 * ```
 */
export function fakeFetch(script: readonly FakeFetchStep[]): FakeFetch {
  script.forEach(assertStep);
  const calls: FakeFetchCall[] = [];

  const fetch = async (input: unknown, init?: object): Promise<ResponseLike> => {
    const signal = signalOf(input, init);
    if (signal?.aborted) throw signal.reason; // as fetch does: the request never leaves
    const request = requestOf(input, init);
    const call = { ...describe(request), body: null as string | null };
    const step = script[calls.push(call) - 1];
    if (step === undefined) throw testFailure(complaintAbout(call, calls.length, script.length));
    const answer = async (): Promise<ResponseLike> => {
      if (request.body !== null) call.body = await request.text();
      return answerWith(typeof step === 'function' ? await step(call) : step, signal);
    };
    return unlessAborted(signal, answer());
  };

  const assertDone = (): void => {
    const extra = calls[script.length];
    if (extra) throw testFailure(complaintAbout(extra, script.length + 1, script.length));
    const left = script.length - calls.length;
    if (left > 0)
      throw testFailure(
        `fakeFetch: ${String(left)} of ${count(script.length, 'step')} not used: ` +
          script.slice(calls.length).map(nameOf).join(', '),
      );
  };

  return Object.assign(fetch as FetchLike as PlatformFetch, { calls, assertDone }); // it is called as the platform's is
}

function assertStep(step: FakeFetchStep, index: number): void {
  const isKnown =
    typeof step === 'function' ||
    (typeof step === 'object' &&
      step !== null &&
      ('networkError' in step
        ? isNetworkErrorCode(step.networkError)
        : 'timeout' in step || 'stall' in step || 'status' in step));
  if (!isKnown)
    throw new TypeError(
      `fakeFetch: step ${String(index + 1)}: expected a Response, a networkError that can be played, a timeout, a stall, or a function`,
    );
}

function nameOf(step: FakeFetchStep): string {
  if (typeof step === 'function') return 'a function';
  if ('networkError' in step) return step.networkError;
  if ('timeout' in step) return 'a time-out';
  if ('stall' in step) return 'a stall';
  return `a Response with status ${String(step.status)}`;
}

function complaintAbout({ method, url }: FakeFetchCall, position: number, length: number): string {
  return `fakeFetch: call ${String(position)}, ${method} ${url}, is past the end of the script of ${count(length, 'step')}`;
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}

interface Init {
  readonly signal?: AbortSignal | null;
}

function signalOf(input: unknown, init: Init | undefined): AbortSignal | null {
  return init?.signal ?? (typeof input === 'object' ? ((input as Init | null)?.signal ?? null) : null); // a Request has one
}

/** The signal stays out: a test environment's own is not always one that the platform's Request takes. */
function requestOf(input: unknown, init: object | undefined): Request {
  return new Request(input as string, { ...init, signal: null }); // it takes what fetch takes
}

function describe({ url, method, headers }: Request): Omit<FakeFetchCall, 'body'> {
  const byName: Record<string, string> = {};
  headers.forEach((value, name) => (byName[name] = value));
  return { url, method: method.toUpperCase(), headers: byName };
}

function answerWith(answer: FakeFetchAnswer, signal: AbortSignal | null): ResponseLike {
  if ('networkError' in answer) throw networkError(answer.networkError);
  if ('timeout' in answer) throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
  if ('stall' in answer) return stalledResponse(answer.status ?? 200, signal);
  return (answer.clone?.() ?? answer) as ResponseLike; // a copy of a Response is one
}

function stalledResponse(status: number, signal: AbortSignal | null): ResponseLike {
  const body = new ReadableStream({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode('{'));
      signal?.addEventListener('abort', () => controller.error(signal.reason), { once: true });
    },
  });
  return new Response(body, { status, headers: { 'content-type': 'application/json' } });
}

/** Waits for an answer, and rejects with the signal's reason as soon as that is aborted. */
async function unlessAborted<Answer>(signal: AbortSignal | null, answer: Promise<Answer>): Promise<Answer> {
  if (!signal) return answer;
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  return Promise.race([
    answer,
    aborted.then(() => {
      throw signal.reason;
    }),
  ]);
}
