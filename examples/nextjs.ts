// app/orders/[order]/attempts/[attempt]/route.ts
import {
  idempotencyHeaders,
  mayHaveCharged,
  payerMessage,
  type PaymentError,
  toProblemDetails,
  toResult,
  wrapFetch,
} from 'payfault';
import { getpaid } from 'payfault/getpaid';
import { et } from 'payfault/messages/et';

const payFetch = wrapFetch(getpaid, { timeoutMs: 10_000 });

/** What Next.js hands over beside the request. */
interface Context {
  readonly params: Promise<{ readonly order: string; readonly attempt: string }>;
}

/** Takes a payment. The client numbers its attempts: the same form sent twice is one, another card is the next. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { order, attempt } = await params;
  const key = `${order}-${attempt}`;
  const result = await toResult(
    payFetch(`${process.env['GETPAID_API'] ?? ''}/payments`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...idempotencyHeaders(getpaid, key) },
      body: await request.text(),
    }),
  );
  if (!result.ok) return answerTo(result.error, key, request);
  const payment = getpaid.parseResourceBody(await result.value.json());
  return Response.json({ status: payment?.status ?? 'pending' }, { status: 201 });
}

async function answerTo(error: PaymentError, key: string, { headers }: Request): Promise<Response> {
  if (mayHaveCharged(error)) await lookUpLater(key, error);
  const isEstonian = headers.get('Accept-Language')?.startsWith('et') === true;
  const problem = toProblemDetails(error);
  const message = payerMessage(error, isEstonian ? { messages: et } : {});
  return Response.json(
    { ...problem, message },
    {
      status: problem.status,
      headers: {
        'Content-Type': 'application/problem+json',
        ...(problem.retryAfter !== undefined && { 'Retry-After': String(problem.retryAfter) }),
      },
    },
  );
}

/** Stands in for your own: store that the payment has to be looked up before anybody pays again. */
function lookUpLater(key: string, error: PaymentError): Promise<void> {
  console.error(`look ${key} up by ${String(error.lookup)}`);
  return Promise.resolve();
}
