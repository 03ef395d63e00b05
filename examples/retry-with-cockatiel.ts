import { DelegateBackoff, handleWhen, type IRetryBackoffContext, retry } from 'cockatiel';
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
export async function payWithPolicy<Answer>(
  pay: () => Promise<Answer>,
  waits?: RetryDelayOptions,
): Promise<Answer> {
  let together = null as PaymentError | null; // what all attempts prove together
  const canBeSentAgain = handleWhen((thrown) => {
    const latest = paymentErrorOf(thrown);
    if (!latest) return false;
    together = combineAttempts(together, latest);
    const { retry } = together;
    return latest.retryable && 'delayMs' in retry && (retry.delayMs ?? 0) <= LONGEST_WAIT_MS;
  });
  const backoff = new DelegateBackoff(
    ({ attempt }: IRetryBackoffContext<unknown>) => (together && retryDelayMs(together, attempt, waits)) ?? 0,
  );
  try {
    return await retry(canBeSentAgain, { maxAttempts: 4, backoff }).execute(pay);
  } catch (last) {
    if (!together || !mayHaveCharged(together) || paymentErrorOf(last) === together) throw last;
    throw new PaymentException(together, { cause: last });
  }
}
