import express, { type ErrorRequestHandler, type Express } from 'express';
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

/** Answers with problem details that are safe to show, and leaves to others what is no error of a payment. */
export const answerPaymentErrors: ErrorRequestHandler = (thrown, request, response, next) => {
  const error = paymentErrorOf(thrown);
  if (!error) {
    next(thrown);
    return;
  }
  const problem = toProblemDetails(error);
  const message = payerMessage(error, request.acceptsLanguages('en', 'et') === 'et' ? { messages: et } : {});
  if (problem.retryAfter !== undefined) response.set('Retry-After', String(problem.retryAfter));
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem, message }));
};

/** A shop on Express 5, which hands on what a route rejects with. */
export function shop({ api, lookUpLater }: Surroundings): Express {
  const payFetch = wrapFetch(getpaid, { timeoutMs: 10_000 });
  const app = express();

  // The client numbers its attempts: the same form sent twice is one attempt, another card is the next.
  app.post('/orders/:order/attempts/:attempt', express.text({ type: '*/*' }), async (request, response) => {
    const { order, attempt } = request.params;
    const key = `${order}-${attempt}`;
    try {
      const answer = await payFetch(`${api}/payments`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...idempotencyHeaders(getpaid, key) },
        body: String(request.body),
      });
      const payment = getpaid.parseResourceBody(await answer.json());
      response.status(201).json({ status: payment?.status ?? 'pending' });
    } catch (thrown) {
      const error = paymentErrorOf(thrown);
      if (error && mayHaveCharged(error)) await lookUpLater(key, error);
      throw thrown;
    }
  });

  app.use(answerPaymentErrors);
  return app;
}
