import { DelegateBackoff, handleWhen, type IRetryBackoffContext, retry } from 'cockatiel';
import {
  isPaymentException,
  mayHaveCharged,
  PaymentException,
  retryDelayMs,
  type RetryDelayOptions,
} from 'payfault';

const LONGEST_WAIT_MS = 60_000;

/** Sends a payment again while that cannot charge twice. `pay` has to send the same idempotency key every time. */
export async function payWithPolicy<Answer>(
  pay: () => Promise<Answer>,
  waits?: RetryDelayOptions,
): Promise<Answer> {
  let doubt: PaymentException | undefined; // the last attempt that may have charged
  const policy = retry(handleWhen(canBeSentAgain), {
    maxAttempts: 4,
    backoff: new DelegateBackoff(({ attempt, result }: IRetryBackoffContext<unknown>) => {
      if (!('error' in result) || !isPaymentException(result.error)) return 0;
      if (mayHaveCharged(result.error.error)) doubt = result.error;
      return retryDelayMs(result.error.error, attempt, waits) ?? 0;
    }),
  });
  try {
    return await policy.execute(pay);
  } catch (last) {
    if (doubt && !settles(last)) throw new PaymentException(doubt.error, { cause: last });
    throw last;
  }
}

function canBeSentAgain(thrown: unknown): boolean {
  if (!isPaymentException(thrown) || !thrown.error.retryable) return false;
  return (thrown.error.retry.delayMs ?? 0) <= LONGEST_WAIT_MS;
}

/** A decline holds for every attempt with the same key; a refused connection or a 429 only for itself. */
function settles(last: unknown): boolean {
  return !isPaymentException(last) || mayHaveCharged(last.error) || last.error.category === 'declined';
}
