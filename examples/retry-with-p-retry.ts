import { setTimeout } from 'node:timers/promises';

import pRetry from 'p-retry';
import {
  combineAttempts,
  mayHaveCharged,
  type PaymentError,
  PaymentException,
  paymentErrorOf,
  retryDelayMs,
  type RetryDelayOptions,
} from 'payfault';

const LONGEST_WAIT_MS = 60_000;

/** Sends a payment again while that cannot charge twice. `pay` has to send the same idempotency key every time. */
export async function payWithRetries<Answer>(
  pay: () => Promise<Answer>,
  waits?: RetryDelayOptions,
): Promise<Answer> {
  let together = null as PaymentError | null; // what all attempts prove together
  try {
    return await pRetry(pay, {
      retries: 4,
      minTimeout: 0, // retryDelayMs says how long to wait
      onFailedAttempt: ({ error }) => {
        const latest = paymentErrorOf(error);
        if (latest) together = combineAttempts(together, latest);
      },
      shouldRetry: async ({ error, attemptNumber }) => {
        if (!together || !paymentErrorOf(error)?.retryable) return false;
        const delayMs = retryDelayMs(together, attemptNumber, waits);
        if (delayMs === null || delayMs > LONGEST_WAIT_MS) return false;
        await setTimeout(delayMs);
        return true;
      },
    });
  } catch (last) {
    if (!together || !mayHaveCharged(together) || paymentErrorOf(last) === together) throw last;
    throw new PaymentException(together, { cause: last });
  }
}
