import got from 'got';
import { inspect, isPaymentException, normalizeThrown, PaymentException } from 'payfault';
import { getpaid } from 'payfault/getpaid';

/**
 * Sends a payment with got, and rejects with a PaymentException for all that failed, also for a 201 that says
 * `declined`. Redirects and got's own retries are off: after either nobody knows what the first sending did.
 */
export async function pay(url: string, payment: object, idempotencyKey: string): Promise<unknown> {
  const request = { method: 'POST', url, headers: { 'Getpaid-Idempotency-Key': idempotencyKey } };
  try {
    const { statusCode, headers, body } = await got.post(url, {
      json: payment,
      headers: request.headers,
      timeout: { request: 10_000 },
      followRedirect: false,
      retry: { limit: 0 },
      throwHttpErrors: false, // `inspect` judges them all
    });
    const error = inspect(getpaid, { status: statusCode, headers, body }, request);
    if (error) throw new PaymentException(error);
    return JSON.parse(body);
  } catch (thrown) {
    if (isPaymentException(thrown)) throw thrown;
    throw new PaymentException(await normalizeThrown(getpaid, thrown, request), { cause: thrown });
  }
}
