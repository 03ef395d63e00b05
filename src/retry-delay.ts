import type { PaymentError } from './payment-error.js';
import { LONGEST_TIMER_MS } from './read-body.js';

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
 * @throws TypeError when `attempt` is not an integer from 1.
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
  { baseMs = 500, maxMs = 30_000, random = Math.random }: RetryDelayOptions = {},
): number | null {
  if (!Number.isInteger(attempt) || attempt < 1) throw new TypeError('attempt: expected an integer from 1');
  if (!error.retryable) return null;
  const delayMs = error.retry.delayMs ?? Math.floor(random() * Math.min(maxMs, baseMs * 2 ** (attempt - 1)));
  return Math.min(delayMs, LONGEST_TIMER_MS);
}
