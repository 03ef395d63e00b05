import { paymentErrorOf } from 'payfault';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { paymentApi as axiosApi } from '../../examples/axios.js';
import { pay as payByGot } from '../../examples/got.js';
import { paymentApi as kyApi } from '../../examples/ky.js';
import { paymentApi as ofetchApi } from '../../examples/ofetch.js';
import { pay as payBySuperagent } from '../../examples/superagent.js';
import { closedPort, type LocalServer, serve } from '../http/local-server.js';

const PAYMENT = { amount: 1200, currency: 'EUR' };
const KEY = 'order-4821';
const headers = { 'Getpaid-Idempotency-Key': KEY };

const RECIPES: readonly (readonly [string, (base: string, path: string) => Promise<unknown>])[] = [
  ['axios', async (base, path) => (await axiosApi(base).post<unknown>(path, PAYMENT, { headers })).data],
  ['ky', (base, path) => kyApi(base).post(path, { json: PAYMENT, headers }).json()],
  ['ofetch', (base, path) => ofetchApi(base)(path, { method: 'POST', body: PAYMENT, headers })],
  ['got', (base, path) => payByGot(`${base}/${path}`, PAYMENT, KEY)],
  ['superagent', (base, path) => payBySuperagent(`${base}/${path}`, PAYMENT, KEY)],
];

const JSON_TYPE = { 'content-type': 'application/json' };
const REPLIES: Readonly<Record<string, readonly [number, Readonly<Record<string, string>>, string]>> = {
  '/paid': [201, JSON_TYPE, '{"id":"pay_1","status":"authorized"}'],
  '/declined': [201, JSON_TYPE, '{"id":"pay_1","status":"declined","reason":{"code":"insufficient_funds"}}'],
  '/cut': [201, JSON_TYPE, '{"id":"pay_1","sta'],
  '/page': [200, { 'content-type': 'text/html' }, '<!doctype html><h1>Hello</h1>'],
  '/invalid': [422, JSON_TYPE, '{"title":"No","errors":{"amount":["required"]}}'],
  '/down': [503, JSON_TYPE, '{}'],
  '/redirect': [303, { location: '/invalid' }, ''],
};

let server: LocalServer;
let closed: string;
const requests: string[] = [];

beforeAll(async () => {
  closed = `http://127.0.0.1:${String(await closedPort())}`;
  server = await serve((request, response) => {
    const text: string[] = [];
    request.on('data', (chunk: Buffer) => text.push(chunk.toString()));
    request.once('end', () => {
      requests.push(`${String(request.headers['getpaid-idempotency-key'])} ${text.join('')}`);
      const reply = REPLIES[request.url ?? ''];
      if (reply) response.writeHead(reply[0], reply[1]).end(reply[2]);
      else response.socket?.resetAndDestroy();
    });
  });
});
afterAll(() => server.close());
beforeEach(() => {
  requests.length = 0;
});

describe.each(RECIPES)('the recipe for %s', (_name, pay) => {
  test('gives what a success says', async () => {
    expect(await pay(server.url, 'paid')).toMatchObject({ status: 'authorized' });
    expect(requests).toEqual([`${KEY} ${JSON.stringify(PAYMENT)}`]);
  });

  test.each<[string, object]>([
    ['declined', { category: 'declined', status: 201, declineReason: 'insufficient_funds' }],
    ['invalid', { category: 'invalid_request', status: 422, fieldErrors: [{ field: 'amount' }] }],
    ['cut', { category: 'invalid_response', status: 201, outcome: 'unknown' }],
    ['page', { category: 'invalid_response', status: 200, outcome: 'unknown' }],
    ['down', { category: 'provider_unavailable', status: 503, retry: { strategy: 'same_key' } }],
    [
      'redirect',
      { category: 'invalid_response', outcome: 'unknown', retry: { strategy: 'reconcile_first' } },
    ],
    ['reset', { category: 'network', outcome: 'unknown', retry: { strategy: 'same_key' } }],
  ])('rejects once with what went wrong: %s', async (path, expected) => {
    const thrown: unknown = await pay(server.url, path).catch((reason: unknown) => reason);
    expect(paymentErrorOf(thrown)).toMatchObject(expected);
    expect(requests).toHaveLength(1);
  });

  test('rejects for a connection that is refused, retryable or in doubt', async () => {
    const thrown: unknown = await pay(closed, 'paid').catch((reason: unknown) => reason);
    expect(paymentErrorOf(thrown)).toMatchObject({ category: 'network', retryable: true });
  });
});
