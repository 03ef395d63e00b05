import { Hono } from 'hono';
import {
  idempotencyHeaders,
  mayHaveCharged,
  payerMessage,
  type PaymentError,
  paymentErrorOf,
  toProblemDetails,
  wrapFetch,
} from 'payfault';
import { getpaid } from 'payfault/getpaid';
import { et } from 'payfault/messages/et';

/** What the shop needs of its surroundings. */
export interface Surroundings {
  /** The address of the provider's API. */
  readonly api: string;
  /** Stores that the payment has to be looked up before anybody pays again. */
  readonly lookUpLater: (key: string, error: PaymentError) => Promise<void>;
}

/** A shop on Hono: it takes a payment, and answers its own client with problem details that are safe to show. */
export function shop({ api, lookUpLater }: Surroundings): Hono {
  const payFetch = wrapFetch(getpaid, { timeoutMs: 10_000 });
  const app = new Hono();

  // The client numbers its attempts: the same form sent twice is one attempt, another card is the next.
  app.post('/orders/:order/attempts/:attempt', async (context) => {
    const { order, attempt } = context.req.param();
    const key = `${order}-${attempt}`;
    try {
      const response = await payFetch(`${api}/payments`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...idempotencyHeaders(getpaid, key) },
        body: await context.req.text(),
      });
      const payment = getpaid.parseResourceBody(await response.json());
      return context.json({ status: payment?.status ?? 'pending' }, 201);
    } catch (thrown) {
      const error = paymentErrorOf(thrown);
      if (error && mayHaveCharged(error)) await lookUpLater(key, error);
      throw thrown;
    }
  });

  app.onError((thrown, context) => {
    const error = paymentErrorOf(thrown);
    if (!error) return context.json({ title: 'Internal Server Error', status: 500 }, 500);
    const isEstonian = context.req.header('Accept-Language')?.startsWith('et') === true;
    const problem = toProblemDetails(error);
    const message = payerMessage(error, isEstonian ? { messages: et } : {});
    if (problem.retryAfter !== undefined) context.header('Retry-After', String(problem.retryAfter));
    context.header('Content-Type', 'application/problem+json');
    return context.body(JSON.stringify({ ...problem, message }), problem.status);
  });

  return app;
}
