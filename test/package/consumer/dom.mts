/// <reference lib="DOM" />
// A program that has the platform's types: `fetch` is known.
import { type PaymentException, wrapFetch } from 'payfault';
import { paysg } from 'payfault/paysg';

import type { Equal } from './equal.mjs';

export const payFetch = wrapFetch(paysg);
true satisfies Equal<typeof payFetch, typeof fetch>;

true satisfies Equal<PaymentException['response'], Response | undefined>;
// @ts-expect-error -- an `Equal` that is always true would prove nothing
true satisfies Equal<typeof payFetch, (input: string) => Promise<Response>>;
