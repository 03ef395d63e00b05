import { createServer } from 'node:http';

import { mayHaveCharged, type PaymentError, toFormErrors } from 'payfault';
import { en } from 'payfault/messages/en';
import { et } from 'payfault/messages/et';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';

import { shop as expressShop } from '../../examples/express.js';
import { shop as honoShop, type Surroundings } from '../../examples/hono.js';
import { POST } from '../../examples/nextjs.js';
import { closedPort, listen, type LocalServer, serve } from '../http/local-server.js';

/** What the provider answers, by the amount that is asked for, and the keys that came. */
const ANSWERS: Readonly<Record<string, readonly [number, string, string]>> = {
  '1': [201, 'application/json', '{"id":"pay_1","status":"captured"}'],
  '2': [201, 'application/json', '{"id":"pay_1","status":"declined","reason":{"code":"insufficient_funds"}}'],
  '3': [201, 'application/json', '{"id":"pay_1","status":"declined","reason":{"code":"stolen_card"}}'],
  '4': [502, 'text/html', '<h1>502 Bad Gateway</h1>'],
  '5': [422, 'application/json', '{"title":"Invalid","errors":{"customer.email":["required"]}}'],
  '6': [429, 'application/json', '{"title":"Too many requests"}'],
};
const keys: unknown[] = [];
const lookUps = new Map<string, PaymentError>();

let provider: LocalServer;
let express: LocalServer;

beforeAll(async () => {
  provider = await serve((request, response) => {
    keys.push(request.headers['getpaid-idempotency-key']);
    let amount = '';
    request.on('data', (chunk: Buffer) => (amount += chunk.toString()));
    request.on('end', () => {
      const [status, type, body] = ANSWERS[amount] ?? [500, 'text/plain', ''];
      response.writeHead(status, { 'content-type': type, ...(status === 429 && { 'retry-after': '7' }) });
      response.end(body);
    });
  });
  express = await listen(createServer(expressShop(surroundings(provider.url))));
});

afterAll(async () => {
  await express.close();
  await provider.close();
});

afterEach(() => {
  keys.length = 0;
  lookUps.clear();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

function surroundings(api: string): Surroundings {
  return {
    api,
    lookUpLater: (key, error) => {
      lookUps.set(key, error);
      return Promise.resolve();
    },
  };
}

/** Sends the shop's form, as a browser would. */
type Submit = (amount: string, language?: string, api?: string) => Promise<Response>;

const PATH = '/orders/order-81/attempts/1';

const SHOPS: readonly (readonly [string, Submit])[] = [
  [
    'Hono',
    async (body, language = 'en', api = provider.url) =>
      honoShop(surroundings(api)).request(PATH, {
        method: 'POST',
        headers: { 'Accept-Language': language },
        body,
      }),
  ],
  [
    'Express',
    (body, language = 'en') =>
      fetch(express.url + PATH, { method: 'POST', headers: { 'Accept-Language': language }, body }),
  ],
  [
    'Next.js',
    async (body, language = 'en', api = provider.url) => {
      vi.stubEnv('GETPAID_API', api);
      vi.spyOn(console, 'error').mockImplementation((text: string) => {
        const [, key = ''] = /^look (\S+) up by \w+$/.exec(text) ?? [];
        lookUps.set(key, { outcome: 'unknown' } as PaymentError); // what it says of it is all that is looked at
      });
      const headers = { 'Accept-Language': language };
      const request = new Request(`https://shop.example${PATH}`, { method: 'POST', headers, body });
      return POST(request, { params: Promise.resolve({ order: 'order-81', attempt: '1' }) });
    },
  ],
];

describe.each(SHOPS)('a shop on %s', (_framework, submit) => {
  test('takes a payment with the key of its attempt', async () => {
    const response = await submit('1');
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ status: 'captured' });
    expect(keys).toEqual(['order-81-1']);
    expect(lookUps.size).toBe(0);
  });

  test('tells the payer of a decline in the payer’s language, although the provider answered 201', async () => {
    const response = await submit('2', 'et');
    expect(response.status).toBe(402);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toMatchObject({
      status: 402,
      category: 'declined',
      outcome: 'not_performed',
      clientMayRetry: false,
      action: 'add_funds',
      message: et.insufficient_funds,
    });
    expect(lookUps.size).toBe(0);
  });

  test('does not tell that a card is known as stolen', async () => {
    const problem = await (await submit('3')).text();
    expect(problem).not.toMatch(/stole|lost/i);
    expect(JSON.parse(problem)).toMatchObject({ action: 'use_other_method', message: en.refused });
  });

  test('asks the payer not to pay again while nobody knows, and has the payment looked up', async () => {
    const response = await submit('4');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      outcome: 'unknown',
      clientMayRetry: false,
      message: en.in_doubt,
    });
    expect([...lookUps.keys()]).toEqual(['order-81-1']);
    expect([...lookUps.values()].every(mayHaveCharged)).toBe(true);
  });

  test('marks the fields in the browser', async () => {
    const response = await submit('5', 'et');
    expect(response.status).toBe(422);
    const problem = (await response.json()) as Parameters<typeof toFormErrors>[0];
    expect(problem).toMatchObject({ message: et.check_fields });
    expect(toFormErrors(problem, { messages: et, name: (path) => path.replace('customer.', '') })).toEqual({
      email: [et.field_required],
    });
  });

  test('says when the browser may send the form again', async () => {
    const response = await submit('6');
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await response.json()).toMatchObject({
      clientMayRetry: true,
      retryAfter: 7,
      message: en.try_later,
    });
  });
});

test.each(SHOPS.filter(([framework]) => framework !== 'Express'))(
  'a shop on %s says that nothing was charged where the provider was not reached',
  async (_framework, submit) => {
    const response = await submit('1', 'en', `http://127.0.0.1:${String(await closedPort())}`);
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ outcome: 'not_performed', message: en.try_later });
    expect(lookUps.size).toBe(0);
  },
);

test('a shop leaves to its framework what is no error of a payment', async () => {
  const app = honoShop(surroundings(provider.url));
  app.get('/broken', () => {
    throw new Error('secret');
  });
  const response = await app.request('/broken');
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('secret');

  vi.spyOn(console, 'error').mockImplementation(() => undefined); // express prints it
  const tooLarge = await fetch(express.url + PATH, { method: 'POST', body: 'x'.repeat(200_000) });
  expect(tooLarge.status).toBe(413);
});
