import {
  getRawBody,
  inspect,
  normalize,
  normalizeThrown,
  type PaymentError,
  paymentErrorOf,
  wrapFetch,
} from 'payfault';
import { stripe } from 'payfault/stripe';
import { Stripe } from 'stripe';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { fixturesOf, type NamedFixture, textOf } from '../fixtures.js';
import { closedPort, type LocalServer, serve } from '../http/local-server.js';

const FIXTURES = fixturesOf('stripe');
const KEY = 'order-7';
const REQUEST = { method: 'POST', url: 'https://api.stripe.com/v1/payment_intents', idempotencyKey: KEY };

let server: LocalServer;
let answering: NamedFixture;

beforeAll(async () => {
  server = await serve((_request, response) => {
    const { reply } = answering;
    response.writeHead(reply.status, reply.headers).end(textOf(reply));
  });
});
afterAll(() => server.close());

type HttpClient = ReturnType<typeof Stripe.createFetchHttpClient>;

/** What creating a payment intent gives, or throws, when the server answers with this fixture. */
async function createPayment(
  slug: string,
  httpClient?: HttpClient,
  port = server.port,
  maxNetworkRetries = 0,
): Promise<unknown> {
  answering = fixtureNamed(slug);
  const client = new Stripe('sk_test_none', {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    maxNetworkRetries,
    telemetry: false,
    ...(httpClient && { httpClient }),
  });
  try {
    return await client.paymentIntents.create({ amount: 1450, currency: 'eur' }, { idempotencyKey: KEY });
  } catch (thrown) {
    return thrown;
  }
}

function fixtureNamed(slug: string): NamedFixture {
  const fixture = FIXTURES.find((one) => one.slug === slug);
  if (!fixture) throw new Error(`no fixture ${slug}`);
  return fixture;
}

function bareErrorOf(slug: string): PaymentError {
  const { reply } = fixtureNamed(slug);
  return normalize(stripe, { status: reply.status, headers: reply.headers, body: textOf(reply) }, REQUEST);
}

function errorOf(thrown: unknown): Promise<PaymentError> {
  expect(thrown).toBeInstanceOf(Stripe.errors.StripeError);
  return normalizeThrown(stripe, thrown, REQUEST);
}

const failures = FIXTURES.filter(({ reply }) => reply.status >= 400);

/** Those with an `error` in them: the client throws for these alone. */
const ENVELOPES = failures
  .filter(({ reply: { body } }) => typeof (body as { error?: unknown } | undefined)?.error === 'object')
  .map(({ slug }) => slug)
  .filter((slug) => slug !== '402-error-null');

const OAUTH = failures.map(({ slug }) => slug).filter((slug) => slug.startsWith('oauth-'));

/** JSON without one. */
const OTHER_JSON = ['402-error-null', '402-body-array', '402-body-empty-object'];

test('there are enough of them', () => {
  expect(ENVELOPES.length).toBeGreaterThan(300);
  expect(OAUTH.length).toBeGreaterThan(6);
});

describe('what the client throws holds the answer', () => {
  test.each([...ENVELOPES, ...OAUTH])('%s: it is what the bare reply is', async (slug) => {
    expect(await errorOf(await createPayment(slug))).toEqual(bareErrorOf(slug));
  });

  test('what was performed or may have been is no refusal, although its status is 400', async () => {
    const verdicts: Record<string, unknown> = {};
    for (const slug of ['charge-already-refunded', 'payment-intent-unexpected-state', 'token-already-used'])
      verdicts[slug] = (await errorOf(await createPayment(slug))).outcome;
    expect(verdicts).toEqual({
      'charge-already-refunded': 'unknown', // in answer to a payment
      'payment-intent-unexpected-state': 'unknown',
      'token-already-used': 'unknown',
    });
  });

  test('the raw body is what came, without what the client adds', async () => {
    const error = await errorOf(await createPayment('insufficient-funds'));
    expect(getRawBody(error)).toEqual(fixtureNamed('insufficient-funds').reply.body);
  });

  test.each(['402-html', '402-cut-json', 'html-503', 'cut-json-500', 'bare-404', '402'])(
    '%s: without JSON it keeps no status, and what became of the payment is in doubt',
    async (slug) => {
      const error = await errorOf(await createPayment(slug));
      expect(error).toMatchObject({ category: 'unrecognized', status: null, outcome: 'unknown' });
    },
  );
});

describe('what the client does not throw', () => {
  test.each(OTHER_JSON)('%s: a failure without an error in it comes back as a success', async (slug) => {
    const answer = await createPayment(slug);
    expect(answer).not.toBeInstanceOf(Error);
    expect(answer).toHaveProperty('lastResponse.statusCode', 402);
  });

  test.each(['2xx-intent-declined', '2xx-setup-intent-declined', '2xx-charge-reason', '2xx-refund-failed'])(
    '%s: a resource that failed, and inspect finds it',
    async (slug) => {
      const body = await createPayment(slug);
      expect(inspect(stripe, { status: 200, body }, REQUEST)).toMatchObject({
        category: 'declined',
        code: bareErrorOf(slug).code,
      });
    },
  );
});

describe('where no whole answer came, the client tells why in `detail`', () => {
  test('a connection that was refused is in doubt: the client may have sent it before', async () => {
    const thrown = await createPayment('402', undefined, await closedPort());
    expect(thrown).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    expect(await errorOf(thrown)).toMatchObject({
      category: 'network',
      faultCode: 'ECONNREFUSED',
      sent: 'unknown',
      outcome: 'unknown',
      retry: { strategy: 'same_key' },
    });
  });

  test.each([
    ['its own', undefined],
    ['fetch', () => Stripe.createFetchHttpClient()],
  ])('a body that broke off: %s', async (_name, makeClient) => {
    const breaking = await serve((_request, response) => {
      response.writeHead(500, { 'content-length': '100' }).write('{"error":');
      setTimeout(() => response.destroy(), 20);
    });
    const thrown = await createPayment('402', makeClient?.(), breaking.port);
    await breaking.close();
    expect(thrown).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    expect(await errorOf(thrown)).toMatchObject({ category: 'network', outcome: 'unknown' });
  });

  test('a closed connection is sent again although it is told not to retry', async () => {
    let calls = 0;
    const closing = await serve((request, response) => {
      calls++;
      request.resume().once('end', () => response.socket?.resetAndDestroy());
    });
    const thrown = await createPayment('402', undefined, closing.port);
    await closing.close();
    expect(calls).toBe(2);
    expect(await errorOf(thrown)).toMatchObject({ category: 'network', outcome: 'unknown' });
  });
});

describe('with payFetch in the client', () => {
  const throughPayFetch = async (slug: string, port?: number): Promise<PaymentError> => {
    const thrown = await createPayment(slug, Stripe.createFetchHttpClient(wrapFetch(stripe)), port);
    expect(thrown).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    const error = await errorOf(thrown);
    expect(paymentErrorOf(thrown)).toBe(error);
    return error;
  };

  test.each([
    ...['insufficient-funds', 'charge-already-refunded', 'idempotency-key-in-use', '402', '402-html'],
    ...['500-post-with-key', 'should-retry-true-with-key', '2xx-intent-declined', '402-error-null'],
  ])('%s: nothing is lost', async (slug) => {
    expect(await throughPayFetch(slug)).toEqual(bareErrorOf(slug));
  });

  test('a connection that was refused is known not to have charged', async () => {
    expect(await throughPayFetch('402', await closedPort())).toMatchObject({
      category: 'network',
      sent: 'no',
      outcome: 'not_performed',
    });
  });

  test.each([
    ['429-global-rate', { outcome: 'unknown' }],
    ['insufficient-funds', { category: 'declined', outcome: 'not_performed' }],
  ])('%s, the second sending: only what one key brings back tells of the first', async (slug, expected) => {
    let calls = 0;
    const { reply } = fixtureNamed(slug);
    const flaky = await serve((request, response) => {
      request.resume().once('end', () => {
        if (++calls === 1) response.socket?.resetAndDestroy();
        else response.writeHead(reply.status, reply.headers).end(textOf(reply));
      });
    });
    const httpClient = Stripe.createFetchHttpClient(wrapFetch(stripe));
    const thrown = await createPayment(slug, httpClient, flaky.port, 1);
    await flaky.close();
    expect(calls).toBe(2);
    expect(await errorOf(thrown)).toMatchObject(expected);
  });
});
