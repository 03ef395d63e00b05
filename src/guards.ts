import { CATEGORIES, type PaymentError, RETRY_STRATEGIES } from './payment-error.js';

/**
 * Tells whether a value is a {@link PaymentError}, by its shape: also after JSON, structuredClone, from another realm
 * or from another copy of this library. Never throws; anything else gets `false`.
 *
 * @example
 * ```ts
 * const job: unknown = JSON.parse(message);
 * if (isPaymentError(job)) console.log(job.category);
 * ```
 */
export function isPaymentError(value: unknown): value is PaymentError {
  try {
    const candidate = value as Partial<PaymentError> | null | undefined; // every field is checked before use
    return (
      candidate?.name === 'PaymentError' &&
      isOneOf(CATEGORIES, candidate.category) &&
      isOneOf(RETRY_STRATEGIES, candidate.retry?.strategy) &&
      typeof candidate.provider === 'string' &&
      typeof candidate.message === 'string' &&
      typeof candidate.outcome === 'string' &&
      Array.isArray(candidate.fieldErrors)
    );
  } catch {
    return false; // a getter or a proxy that throws
  }
}

function isOneOf(words: readonly unknown[], word: unknown): boolean {
  return words.includes(word);
}

/**
 * Tells whether money may have moved: true unless the outcome is known to be `not_performed`. It speaks of this attempt:
 * an earlier one with the same key may have charged all the same.
 *
 * @example
 * ```ts
 * if (mayHaveCharged(error)) await putOnHold(order);
 * ```
 */
export function mayHaveCharged(error: PaymentError): boolean {
  return error.outcome !== 'not_performed';
}

/**
 * Tells whether another attempt may carry a new idempotency key. False while the outcome is unknown or performed: a
 * new key could then charge a second time. It speaks of this attempt: ask it of every attempt that was made.
 *
 * @example
 * ```ts
 * const key = canUseNewIdempotencyKey(error) ? crypto.randomUUID() : previousKey;
 * ```
 */
export function canUseNewIdempotencyKey(error: PaymentError): boolean {
  return error.outcome === 'not_performed';
}
