// What is checked here is checked by the compiler (`npm run typecheck`); running it shows that the snippets are true.

import { expect, expectTypeOf, test } from 'vitest';

import { inspect, normalize, type Reply } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';

test('a fetch Response is no reply, and the complaint says what takes it', () => {
  const response = new Response('{}', { status: 500 });
  // @ts-expect-error -- its body is not there yet
  expect(() => normalize(getpaid, response)).toThrow('inspectResponse takes a Response');
  // @ts-expect-error -- its body is not there yet
  expect(() => inspect(getpaid, response)).toThrow(TypeError);
  expectTypeOf<Response>().not.toExtend<Reply>();
});

type AxiosHeaderValue = AxiosHeaders | string | string[] | number | boolean | null;

/** As axios declares its own, in little. */
declare class AxiosHeaders {
  [key: string]: unknown;
  get(headerName: string, parser: RegExp): RegExpExecArray | null;
  get(
    headerName: string,
    matcher?: true | ((value: AxiosHeaderValue, name: string) => boolean),
  ): AxiosHeaderValue;
  set(headerName: string, value?: AxiosHeaderValue): AxiosHeaders;
  toJSON(): Record<string, string>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}

test('headers of every client are taken as they are', () => {
  type RawAxiosHeaders = Partial<Record<string, AxiosHeaderValue>>;
  expectTypeOf<AxiosHeaders>().toExtend<NonNullable<Reply['headers']>>();
  expectTypeOf<RawAxiosHeaders>().toExtend<NonNullable<Reply['headers']>>();
  expectTypeOf<RawAxiosHeaders | AxiosHeaders>().toExtend<NonNullable<Reply['headers']>>();
  expectTypeOf<Headers>().toExtend<NonNullable<Reply['headers']>>();
  expectTypeOf<Map<string, string>>().toExtend<NonNullable<Reply['headers']>>();
  expectTypeOf<[string, string][]>().toExtend<NonNullable<Reply['headers']>>();
  expectTypeOf<NodeJS.Dict<string | string[]>>().toExtend<NonNullable<Reply['headers']>>();
  for (const headers of [
    new Headers({ 'Getpaid-Trace-Id': 't-1' }),
    new Map([['getpaid-trace-id', 't-1']]),
    { 'GETPAID-TRACE-ID': ['t-1'] },
    [['Getpaid-Trace-Id', 't-1'] as const],
  ])
    expect(normalize(getpaid, { status: 500, headers }).requestId).toBe('t-1');
});

test('a request may hold what a client has of it', () => {
  const url = new URL('https://getpaid.example/payments');
  for (const request of [
    undefined,
    {},
    { method: 'POST', url, headers: new Headers() },
    { method: null, url: null, headers: null, idempotencyKey: null },
    { url: url.href, idempotencyKey: 'order-81' },
  ])
    expect(normalize(getpaid, { status: 500 }, request).outcome).toBe('unknown');
});
