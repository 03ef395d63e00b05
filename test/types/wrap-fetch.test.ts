import { expect, expectTypeOf, test } from 'vitest';

import { PaymentException, wrapFetch } from '../../src/index.js';
import { paysg } from '../../src/providers/paysg.js';

test('a wrapped fetch has the type of fetch', () => {
  const payFetch = wrapFetch(paysg);
  expectTypeOf(payFetch).toEqualTypeOf<typeof fetch>();
  expectTypeOf(wrapFetch(paysg, { timeoutMs: 1 })).toEqualTypeOf<typeof fetch>();
  expect(payFetch).toBeTypeOf('function');
});

test('a function with fewer parameters is a fetch', () => {
  const payFetch = wrapFetch(paysg, { fetch: () => Promise.resolve(new Response()) });
  expectTypeOf(payFetch).toEqualTypeOf<typeof fetch>();
  expect(payFetch).toBeTypeOf('function');
});

test('another client’s fetch keeps its type', () => {
  type OtherFetch = (
    url: string,
    options?: { readonly retries: number },
  ) => Promise<{
    readonly status: number;
    readonly headers: Map<string, string>;
    readonly other: true;
  }>;
  const other: OtherFetch = () => Promise.resolve({ status: 200, headers: new Map(), other: true });
  const payFetch = wrapFetch(paysg, { fetch: other });
  expectTypeOf(payFetch).toEqualTypeOf<OtherFetch>();
  expect(payFetch).toBeTypeOf('function');
});

test('an exception carries the platform’s Response', () => {
  expectTypeOf<PaymentException['response']>().toEqualTypeOf<Response | undefined>();
  expect(PaymentException).toBeTypeOf('function');
});
