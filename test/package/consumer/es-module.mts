// An ES module that knows neither the DOM nor Node.js.
import { isPaymentException, normalize, type PaymentError, toResult, wrapFetch } from 'payfault';
import { type PaysgError, paysg } from 'payfault/paysg';
import { defineProvider, extendProvider } from 'payfault/provider';

import type { Equal } from './equal.mjs';

const error: PaymentError = normalize(paysg, { status: 500, body: { error: { code: 'server_error' } } });

if (error.category === 'declined') {
  true satisfies Equal<typeof error.retryable, false>;
  error.declineReason satisfies string;
}
// @ts-expect-error -- only a decline has a reason
error.declineReason satisfies string;
// @ts-expect-error -- the fields are there to be read
error.message = '';
// @ts-expect-error -- there is no such category
export const wrong: PaymentError['category'] = 'refused';

const payFetch = wrapFetch(paysg, { timeoutMs: 10_000 });
export const result = await toResult(payFetch('https://pay.example/', { method: 'POST' }));
if (result.ok) result.value.status satisfies number;
else result.error satisfies PaymentError;

interface OwnResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly own: true;
}
declare const ownFetch: (address: string) => Promise<OwnResponse>;
export const wrapped = wrapFetch(paysg, { fetch: ownFetch });
true satisfies Equal<typeof wrapped, typeof ownFetch>;

const facts = {
  name: 'acme',
  docs: 'https://acme.example/errors',
  idempotency: { lookup: 'resource' },
} as const;
const read = (body: unknown): { message: string } => ({ message: String(body) });
export const acme = defineProvider({
  ...facts,
  error: { read, codes: { refused: 'declined: do_not_honor' } },
});
normalize(acme, { status: 402 }) satisfies PaymentError;
// @ts-expect-error -- a decline needs a reason
defineProvider({ ...facts, error: { read, codes: { refused: 'declined' } } });
export const acmeToday = extendProvider(acme, { error: { codes: { gone: 'not_found' } } });

// A provider keeps its own contract and the types of its bodies.
paysg.idempotency.header satisfies string;
true satisfies Equal<ReturnType<typeof paysg.parseErrorBody>, PaysgError | undefined>;

export function categoryOf(thrown: unknown): string | null {
  return isPaymentException(thrown) ? thrown.error.category : null;
}
