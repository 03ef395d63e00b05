import type { IncomingHttpHeaders } from 'node:http';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { type PaymentError, type Provider, wrapFetch } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { paysg } from '../../src/providers/paysg.js';
import { paystand } from '../../src/providers/paystand.js';
import { errorOf } from './error-of.js';
import { type LocalServer, serve } from './local-server.js';

interface Received {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type FetchArguments = Parameters<typeof fetch>;

const KEY_HEADER = 'Getpaid-Idempotency-Key';
const received: Received[] = [];
let server: LocalServer;

beforeAll(async () => {
  server = await serve((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      received.push({ method: request.method, headers: request.headers, body });
      if (request.url?.startsWith('/reset')) request.socket.resetAndDestroy();
      else response.writeHead(503).end();
    });
  });
});
afterAll(() => server.close());
beforeEach(() => {
  received.length = 0;
});

/** The error of a request, which shows what was read off it; and what the server received. */
async function send(
  provider: Provider,
  ...call: FetchArguments
): Promise<{ error: PaymentError; request: Received | undefined }> {
  const error = await errorOf(wrapFetch(provider)(...call));
  return { error, request: received[0] };
}

const INPUTS: readonly (readonly [string, (url: string, init: RequestInit) => FetchArguments])[] = [
  ['a string and init', (url, init) => [url, init]],
  ['a URL and init', (url, init) => [new URL(url), init]],
  ['a Request', (url, init) => [new Request(url, init)]],
  ['a Request and an empty init', (url, init) => [new Request(url, init), {}]],
  ['a Request that init overrides', (url, init) => [new Request(url, { headers: { 'x-other': '1' } }), init]],
  [
    'a Request and an init of undefined members',
    (url, init) => [new Request(url, init), { method: undefined, headers: undefined, body: undefined }],
  ],
];

const HEADER_FORMS: readonly (readonly [string, (name: string) => NonNullable<RequestInit['headers']>])[] = [
  ['a plain object', (name) => ({ accept: '*/*', [name]: 'order-1' })],
  ['Headers', (name) => new Headers({ accept: '*/*', [name]: 'order-1' })],
  [
    'pairs',
    (name) => [
      ['accept', '*/*'],
      [name, 'order-1'],
    ],
  ],
  // What fetch takes, although its types in Node do not say so.
  [
    'a Map',
    (name) =>
      new Map([
        ['accept', '*/*'],
        [name, 'order-1'],
      ]) as unknown as Headers,
  ],
];

const LETTER_CASES = [KEY_HEADER, KEY_HEADER.toLowerCase(), KEY_HEADER.toUpperCase()];

describe.each(INPUTS)('%s', (_input, callWith) => {
  describe.each(HEADER_FORMS)('with headers as %s', (_form, headersWith) => {
    test.each(LETTER_CASES)('the key is read off %s, and sent', async (name) => {
      const init = { method: 'POST', headers: headersWith(name), body: '{"amount":5}' };
      const { error, request } = await send(getpaid, ...callWith(`${server.url}/payments`, init));
      expect(error).toMatchObject({ status: 503, outcome: 'unknown', retry: { strategy: 'same_key' } });
      expect(request).toMatchObject({
        method: 'POST',
        headers: { [KEY_HEADER.toLowerCase()]: 'order-1', accept: '*/*' },
        body: '{"amount":5}',
      });
    });
  });

  test.each(['GET', 'HEAD', 'OPTIONS', 'get'])('%s is a read', async (method) => {
    const { error } = await send(getpaid, ...callWith(`${server.url}/payments`, { method }));
    expect(error).toMatchObject({ outcome: 'not_performed', retry: { strategy: 'after_delay' } });
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'post'])('%s is a write', async (method) => {
    const { error } = await send(getpaid, ...callWith(`${server.url}/payments`, { method }));
    expect(error).toMatchObject({ outcome: 'unknown', retry: { strategy: 'reconcile_first' } });
  });

  test.each(['', 'idempotency-key', 'x-getpaid-idempotency-key'])(
    'another header (%j), or an empty key, is no key',
    async (name) => {
      const headers = name === '' ? { [KEY_HEADER]: '' } : { [name]: 'order-1' };
      const call = callWith(`${server.url}/payments`, { method: 'POST', headers });
      expect((await send(getpaid, ...call)).error.retry.strategy).toBe('reconcile_first');
    },
  );
});

describe('as fetch does it', () => {
  test('a request without a method is a GET', async () => {
    const { error, request } = await send(getpaid, `${server.url}/payments`);
    expect(request?.method).toBe('GET');
    expect(error.retry.strategy).toBe('after_delay');
  });

  test('headers in init take the place of all headers of the Request', async () => {
    const keyed = new Request(server.url, { method: 'POST', headers: { [KEY_HEADER]: 'order-1' } });
    const { error, request } = await send(getpaid, keyed, { headers: { accept: '*/*' } });
    expect(request?.headers).not.toHaveProperty(KEY_HEADER.toLowerCase());
    expect(error.retry.strategy).toBe('reconcile_first');
  });

  test('a method in init takes the place of the Request’s', async () => {
    const { error, request } = await send(getpaid, new Request(server.url, { method: 'POST' }), {
      method: 'GET',
    });
    expect(request?.method).toBe('GET');
    expect(error.retry.strategy).toBe('after_delay');
  });

  test('a body that is a stream is sent to its end', async () => {
    const body = new Blob(['{"amount":', '5}']).stream();
    const init: RequestInit = { method: 'POST', body, duplex: 'half', headers: { [KEY_HEADER]: 'order-1' } };
    const { error, request } = await send(getpaid, `${server.url}/payments`, init);
    expect(request?.body).toBe('{"amount":5}');
    expect(error.retry.strategy).toBe('same_key');
  });
});

describe('paths that take no key', () => {
  const init = { method: 'POST', headers: { 'Idempotency-Key': 'order-1' } };
  const inputs = INPUTS.slice(0, 3);

  test.each(inputs)('%s: creating a payment takes one', async (_title, callWith) => {
    for (const path of [
      '/reset/payment-services/ps_1/payments',
      '/reset/payment-services/ps_1/payments?after=/payments/p_1/refunds',
    ]) {
      const { error } = await send(paysg, ...callWith(`${server.url}${path}`, init));
      expect(error).toMatchObject({ category: 'network', retry: { strategy: 'same_key' } });
    }
  });

  test.each(inputs)('%s: what is done to a payment takes none', async (_title, callWith) => {
    for (const path of [
      '/reset/payment-services/ps_1/payments/p_1/refunds',
      '/reset/payments/p_1/cancel?now=1',
    ]) {
      const { error } = await send(paysg, ...callWith(`${server.url}${path}`, init));
      expect(error).toMatchObject({ category: 'network', retry: { strategy: 'reconcile_first' } });
    }
  });
});

test('a provider without keys has none, whatever the headers say', async () => {
  const { error } = await send(paystand, `${server.url}/reset`, {
    method: 'POST',
    headers: { 'Idempotency-Key': 'order-1' },
  });
  expect(error.retry.strategy).toBe('reconcile_first');
});
