import { mayHaveCharged } from '../error/guards.js';
import type { PaymentError } from '../error/payment-error.js';
import { revivePaymentError } from '../error/revive.js';
import { PaymentException, paymentErrorOf } from '../wire/exception.js';
import { throwTestFailure } from '../wire/test-failure.js';
import { demandCount, demandDuration, demandFunction } from './arguments.js';
import { combineAttempts, whileKeyLives } from './combine-attempts.js';
import { startKeyAge } from './key-age.js';
import { retryDelayMs, type RetryDelayOptions, takeDelayOptions } from './retry-delay.js';
import { type AbortSignalLike, throwIfAborted, wait } from './wait.js';

/** How {@link retrySafely} goes on. */
export interface RetrySafelyOptions extends RetryDelayOptions {
  /** The most attempts that are made, the first included. Default: 5. */
  readonly attempts?: number | undefined;
  /**
   * The longest wait, in milliseconds: an error whose provider asks for a longer one is thrown. Waits of our own are
   * never longer. Default: 60,000.
   */
  readonly longestWaitMs?: number | undefined;
  /**
   * Ends the wait before the next attempt; what was sent is not called back. Give it to the attempt's own `fetch` too.
   * Default: none.
   */
  readonly signal?: AbortSignalLike | undefined;
  /**
   * Is called, and waited for, before each wait: with what all attempts so far prove together, the number of the one
   * that failed, and the milliseconds until the next. What it throws ends the attempts. Default: nothing.
   */
  readonly onRetry?:
    | ((retry: {
        readonly error: PaymentError;
        readonly attemptNumber: number;
        readonly delayMs: number;
      }) => void | PromiseLike<void>)
    | undefined;
  /**
   * What attempts of earlier calls with the same key prove together: the error that the last of these calls threw, or its
   * JSON, parsed. Where it does not allow the request to be sent again, nothing is sent; else the first attempt is made
   * at once. What was stored and cannot be read any more is a doubt: look the payment up. Default: none were made.
   */
  readonly earlier?: PaymentError | null | undefined;
  /**
   * When the key was first sent, in milliseconds since 1970 or as a `Date`: its life counts from then. Needed together
   * with `earlier`. Default: the first attempt of this call.
   */
  readonly keyFirstSentAt?: number | Date | undefined;
  /**
   * Gives the time in milliseconds, by which the age of the key is told. One that is set back makes no key younger; once
   * it gives no number, the key counts as forgotten. Default: `Date.now`.
   */
  readonly now?: (() => number) | undefined;
}

/**
 * Sends a request again while that cannot charge twice: while the latest error, and what all attempts prove together
 * (`combineAttempts`), are retryable. Waits as `retryDelayMs` says. Where an attempt is in doubt, a key that the provider
 * may have forgotten is not sent again: its life counts from the first attempt of this call, or from `keyFirstSentAt`. A
 * later call for the same order, hours later or in another process, has to be told of both, or the key may be a new
 * charge by then. What it cannot know of is a process that died while it was sending: store `assumeSent(…)` before each
 * call, and hand that to the next one.
 *
 * @param attempt - sends the request and gives what came of it. It gets the number of the attempt, from 1, and has to
 *   send the same request with the same idempotency key each time. What else could throw, such as reading the success,
 *   belongs behind the call: an exception of yours says nothing of the charge.
 * @returns what the first attempt that succeeds gives.
 * @throws PaymentException with what all attempts prove together. Whatever else ends it after an attempt that may have
 *   charged (a foreign exception, the abort) is its cause, for `getCause`: the doubt never vanishes. Without such a
 *   doubt a foreign exception passes through, and an abort throws the signal's reason.
 * @throws TypeError that names the argument that is not what it has to be, before anything is sent.
 *
 * @example
 * ```ts
 * const headers = { 'Idempotency-Key': order.key }; // made once for the order, and stored with it
 * const response = await retrySafely(() => payFetch(url, { method: 'POST', headers, body }));
 * ```
 */
export async function retrySafely<Value>(
  attempt: (attemptNumber: number) => PromiseLike<Value> | Value,
  options: RetrySafelyOptions = {},
): Promise<Value> {
  const { attempts, longestWaitMs, signal, onRetry, now, delays, ...before } = takeOptions(attempt, options);
  const keyAgeMs = startKeyAge(now, before.keyFirstSentAt);
  let together = before.earlier && whileKeyLives(before.earlier, keyAgeMs());
  if (together?.retryable === false) throw new PaymentException(together);
  try {
    for (let attemptNumber = 1; ; attemptNumber++) {
      throwIfAborted(signal);
      try {
        return await attempt(attemptNumber);
      } catch (thrown) {
        const latest = isAbort(thrown, signal) ? undefined : paymentErrorOf(thrown);
        if (!latest) throw thrown;
        together = combineAttempts(together, latest);
        const mayGoOn = latest.retryable && attemptNumber < attempts;
        const delayMs = mayGoOn ? retryDelayMs(together, attemptNumber, delays) : null;
        if (delayMs === null || delayMs > longestWaitMs) throw thrown;
        together = whileKeyLives(together, keyAgeMs() + delayMs);
        if (!together.retryable) throw thrown;
        throwIfAborted(signal);
        await onRetry?.({ error: together, attemptNumber, delayMs });
        await wait(delayMs, signal);
        if (!whileKeyLives(together, keyAgeMs()).retryable) throw thrown; // the machine may have slept
      }
    }
  } catch (thrown) {
    throw endOf(together && whileKeyLives(together, keyAgeMs()), thrown);
  }
}

function takeOptions(attempt: unknown, options: RetrySafelyOptions) {
  const { attempts = 5, longestWaitMs = 60_000, signal, onRetry, now = Date.now, earlier = null } = options;
  demandFunction('attempt', attempt);
  demandCount('options.attempts', attempts);
  demandDuration('options.longestWaitMs', longestWaitMs);
  demandFunction('options.now', now);
  if (onRetry !== undefined) demandFunction('options.onRetry', onRetry);
  const known = earlier && revivePaymentError(earlier);
  if (earlier !== null && known === null) throw new TypeError('options.earlier: expected a PaymentError');
  const keyFirstSentAt = options.keyFirstSentAt === undefined ? undefined : timeOf(options.keyFirstSentAt);
  if (earlier !== null && keyFirstSentAt === undefined)
    throw new TypeError('options.keyFirstSentAt: expected a Date or a number, beside options.earlier');
  const given = takeDelayOptions(options);
  const delays = { ...given, maxMs: Math.min(given.maxMs, longestWaitMs) };
  return { attempts, longestWaitMs, signal, onRetry, now, delays, earlier: known, keyFirstSentAt };
}

function timeOf(keyFirstSentAt: unknown): number {
  const time = keyFirstSentAt instanceof Date ? keyFirstSentAt.getTime() : keyFirstSentAt;
  if (typeof time !== 'number' || !Number.isFinite(time))
    throw new TypeError('options.keyFirstSentAt: expected a Date or milliseconds since 1970');
  return time;
}

/** An abort is one, whatever the caller aborted with: even the error of another payment. */
function isAbort(thrown: unknown, signal: AbortSignalLike | undefined): boolean {
  return signal?.aborted === true && thrown === signal.reason;
}

/** What to throw: the thrown value, unless it says less than all attempts together. */
function endOf(together: PaymentError | null, thrown: unknown): unknown {
  throwTestFailure(thrown);
  if (together === null || !mayHaveCharged(together) || paymentErrorOf(thrown) === together) return thrown;
  return new PaymentException(together, { cause: thrown });
}
