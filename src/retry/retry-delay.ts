import type { PaymentError } from '../error/payment-error.js';
import { demandCount, demandDuration, demandFunction } from './arguments.js';

/** How {@link retryDelayMs} waits when the provider does not say how long. */
export interface RetryDelayOptions {
  /** The upper bound of the first wait, in milliseconds. Default: 500. */
  readonly baseMs?: number | undefined;
  /** The upper bound of every wait that the provider did not ask for, in milliseconds. Default: 30,000. */
  readonly maxMs?: number | undefined;
  /** Gives a number from 0 (inclusive) to 1 (exclusive). Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/**
 * How long to wait before sending a request again, in milliseconds: as long as the provider asks, else an exponential
 * wait with full jitter. At most 2,147,483,647 (25 days): a timer would skip a longer one.
 *
 * @param attempt - how many times the request was sent so far, from 1.
 * @returns `null` when the error is not retryable: no wait makes sending it again safe.
 * @throws TypeError when `attempt` is not an integer from 1, or an option is not what it has to be.
 *
 * @example
 * ```ts
 * const delayMs = retryDelayMs(error, attempt);
 * if (delayMs === null) throw exception;
 * ```
 */
export function retryDelayMs(
  error: Extract<PaymentError, { readonly retryable: true }>,
  attempt: number,
  options?: RetryDelayOptions,
): number;
export function retryDelayMs(
  error: PaymentError,
  attempt: number,
  options?: RetryDelayOptions,
): number | null;
export function retryDelayMs(
  error: PaymentError,
  attempt: number,
  options: RetryDelayOptions = {},
): number | null {
  demandCount('attempt', attempt);
  const { baseMs, maxMs, random } = takeDelayOptions(options);
  if (!error.retryable || !isResendable(error)) return null;
  const longestMs = Math.min(maxMs, baseMs * 2 ** Math.min(attempt - 1, MOST_DOUBLINGS), LONGEST_TIMER_MS);
  return Math.min(error.retry.delayMs ?? Math.floor(random() * longestMs), LONGEST_TIMER_MS);
}

/** An error that did not come from here may say that it is retryable, and mean something else. */
function isResendable({ outcome, retry: { strategy } }: PaymentError): boolean {
  return strategy === 'same_key' || (strategy === 'after_delay' && outcome === 'not_performed');
}

/** A timer would skip a longer wait. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** After so many a millisecond is longer than any timer; more would end in what is no number. */
const MOST_DOUBLINGS = 31;

type Given<Options> = { readonly [Option in keyof Options]-?: NonNullable<Options[Option]> };

/**
 * Gives every option, its default where it is not given.
 *
 * @throws TypeError that names the option that is not what it has to be.
 */
export function takeDelayOptions({
  baseMs = 500,
  maxMs = 30_000,
  random = Math.random,
}: RetryDelayOptions): Given<RetryDelayOptions> {
  demandDuration('options.baseMs', baseMs);
  demandDuration('options.maxMs', maxMs);
  demandFunction('options.random', random);
  return { baseMs, maxMs, random };
}
