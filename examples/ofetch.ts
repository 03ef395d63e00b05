import { createFetch, type $Fetch } from 'ofetch';
import { wrapFetch } from 'payfault';
import { getpaid } from 'payfault/getpaid';

/**
 * An ofetch whose calls reject also for a 201 that says `declined`: with a FetchError that has a PaymentException as its
 * cause, so ask `paymentErrorOf(thrown)`. ofetch's own retries are off: it would send a PUT again. Set no `timeout`: that
 * would be told as an abort; the wrapped fetch has one.
 */
export function paymentApi(baseURL: string): $Fetch {
  const payFetch = wrapFetch(getpaid, { timeoutMs: 10_000 });
  return createFetch({ fetch: payFetch, defaults: { baseURL, retry: 0 } });
}
