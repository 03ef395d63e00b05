import ky, { type KyInstance } from 'ky';
import { wrapFetch } from 'payfault';
import { getpaid } from 'payfault/getpaid';

/**
 * A ky whose calls reject with a PaymentException, also for a 201 that says `declined`. ky's own retries are off: it
 * would send a PUT or DELETE again, and show no more than the last attempt. Its time-out is off in favour of the wrapped
 * fetch's, which tells a time-out from an abort.
 */
export function paymentApi(prefix: string): KyInstance {
  const payFetch = wrapFetch(getpaid, { timeoutMs: 10_000 });
  return ky.create({ prefix, fetch: payFetch, retry: 0, timeout: false });
}
