import { expect, expectTypeOf, test } from 'vitest';

import { type FetchLike, PaymentException, wrapFetch } from '../../src/index.js';
import { paysg } from '../../src/providers/paysg.js';
import { fakeFetch } from '../../src/testing/index.js';

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

interface OtherResponse {
  readonly status: number;
  readonly headers: Map<string, string>;
  readonly other: true;
}

type OtherFetch = (url: string, options?: { readonly retries: number }) => Promise<OtherResponse>;

test('another client’s fetch keeps its type', () => {
  const other: OtherFetch = () => Promise.resolve({ status: 200, headers: new Map(), other: true });
  const payFetch = wrapFetch(paysg, { fetch: other });
  expectTypeOf(payFetch).toEqualTypeOf<OtherFetch>();
  expect(payFetch).toBeTypeOf('function');
});

test('what else a function has, and what else its promise can do, is not there once it is wrapped', () => {
  interface OtherPromise extends Promise<OtherResponse> {
    json(): Promise<unknown>;
  }
  type OtherClient = ((...input: Parameters<OtherFetch>) => OtherPromise) & { readonly calls: number };
  expectTypeOf(wrapFetch<OtherClient>).returns.toEqualTypeOf<OtherFetch>();
  const fetch = fakeFetch([]);
  const payFetch = wrapFetch(paysg, { fetch });
  expectTypeOf(payFetch).toEqualTypeOf<typeof globalThis.fetch>();
  expect(fetch).toHaveProperty('calls');
  expect(payFetch).not.toHaveProperty('calls');
});

test('axios, whose answers are no Response, is no fetch', () => {
  type Axios = (url: string) => Promise<{ data: unknown; status: number; headers: Record<string, string> }>;
  expectTypeOf<Axios>().not.toExtend<FetchLike>();
  expectTypeOf<OtherFetch>().toExtend<FetchLike>();
  expect(wrapFetch).toBeTypeOf('function');
});

test('an exception carries the platform’s Response', () => {
  expectTypeOf<PaymentException['response']>().toEqualTypeOf<Response | undefined>();
  expect(PaymentException).toBeTypeOf('function');
});
