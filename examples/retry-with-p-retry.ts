import { setTimeout } from 'node:timers/promises';

import pRetry from 'p-retry';
import {
  isPaymentException,
  mayHaveCharged,
  PaymentException,
  retryDelayMs,
  type RetryDelayOptions,
} from 'payfault';

const LONGEST_WAIT_MS = 60_000;

/** Sends a payment again while that cannot charge twice. `pay` has to send the same idempotency key every time. */
export async function payWithRetries<Answer>(
  pay: () => Promise<Answer>,
  waits?: RetryDelayOptions,
): Promise<Answer> {
  let doubt: PaymentException | undefined; // the last attempt that may have charged
  try {
    return await pRetry(pay, {
      retries: 4,
      minTimeout: 0, // retryDelayMs says how long to wait
      shouldRetry: async ({ error, attemptNumber }) => {
        if (!isPaymentException(error)) return false;
        if (mayHaveCharged(error.error)) doubt = error;
        const delayMs = retryDelayMs(error.error, attemptNumber, waits);
        if (delayMs === null || delayMs > LONGEST_WAIT_MS) return false;
        await setTimeout(delayMs);
        return true;
      },
    });
  } catch (last) {
    if (doubt && !settles(last)) throw new PaymentException(doubt.error, { cause: last });
    throw last;
  }
}

/** A decline holds for every attempt with the same key; a refused connection or a 429 only for itself. */
function settles(last: unknown): boolean {
  return !isPaymentException(last) || mayHaveCharged(last.error) || last.error.category === 'declined';
}
