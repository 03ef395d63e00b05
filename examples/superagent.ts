import { inspect, isPaymentException, normalizeThrown, PaymentException } from 'payfault';
import { getpaid } from 'payfault/getpaid';
import superagent from 'superagent';

/**
 * Sends a payment with superagent, and rejects with a PaymentException for all that failed, also for a 201 that says
 * `declined`. Redirects are off, and `.retry()` is not called: after either nobody knows what the first sending did.
 */
export async function pay(url: string, payment: object, idempotencyKey: string): Promise<unknown> {
  const request = { method: 'POST', url, headers: { 'Getpaid-Idempotency-Key': idempotencyKey } };
  try {
    const response = await superagent
      .post(url)
      .set(request.headers)
      .timeout(10_000)
      .redirects(0)
      .ok(() => true) // `inspect` judges them all
      .send(payment);
    const { status, text } = response;
    const headers = response.headers as Record<string, string>;
    const error = inspect(getpaid, { status, headers, body: text }, request);
    if (error) throw new PaymentException(error);
    return response.body as unknown;
  } catch (thrown) {
    if (isPaymentException(thrown)) throw thrown;
    throw new PaymentException(await normalizeThrown(getpaid, thrown, request), { cause: thrown });
  }
}
