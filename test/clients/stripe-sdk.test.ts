import { inspect, normalize, normalizeThrown, paymentErrorOf, wrapFetch } from 'payfault';
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
async function createPayment(slug: string, httpClient?: HttpClient, port = server.port): Promise<unknown> {
  answering = fixtureNamed(slug);
  const client = new Stripe('sk_test_none', {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
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

function bareErrorOf(slug: string): ReturnType<typeof normalize> {
  const { reply } = fixtureNamed(slug);
  return normalize(stripe, { status: reply.status, headers: reply.headers, body: textOf(reply) }, REQUEST);
}

/** What docs/providers.md tells users of the client to do. */
function errorOf(thrown: unknown): ReturnType<typeof normalize> {
  if (!(thrown instanceof Stripe.errors.StripeError)) throw new Error('expected an exception of the client');
  const { statusCode, headers, raw } = thrown;
  return normalize(stripe, { status: statusCode ?? null, headers, body: { error: raw } }, REQUEST);
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
  test.each(ENVELOPES)('%s: its status, its headers and its error', async (slug) => {
    expect(errorOf(await createPayment(slug))).toEqual(bareErrorOf(slug));
  });

  test.each(OAUTH)('%s: of an OAuth failure the word has become the type', async (slug) => {
    const { code, ...bare } = bareErrorOf(slug);
    expect(code).not.toBeNull();
    expect(errorOf(await createPayment(slug))).toEqual({ ...bare, code: null });
  });

  test.each(['402-html', '402-cut-json', 'html-503', 'cut-json-500', 'bare-404', '402'])(
    '%s: without JSON it keeps no status, and what became of the payment is in doubt',
    async (slug) => {
      const error = errorOf(await createPayment(slug));
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

describe('given to normalizeThrown as it is', () => {
  test.each(['insufficient-funds', 'parameter-missing', 'charge-already-refunded', '500-post-with-key'])(
    '%s: an exception is read by its status and headers alone',
    async (slug) => {
      const { reply } = fixtureNamed(slug);
      const error = await normalizeThrown(stripe, await createPayment(slug), REQUEST);
      expect(error).toEqual(normalize(stripe, { status: reply.status, headers: reply.headers }, REQUEST));
    },
  );

  test('a connection that was refused is in doubt: the client may have sent it before', async () => {
    const thrown = await createPayment('402', undefined, await closedPort());
    expect(thrown).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    expect(await normalizeThrown(stripe, thrown, REQUEST)).toMatchObject({
      outcome: 'unknown',
      retry: { strategy: 'same_key' },
    });
  });
});

describe('with payFetch in the client', () => {
  const throughPayFetch = async (slug: string, port?: number): Promise<unknown> => {
    const thrown = await createPayment(slug, Stripe.createFetchHttpClient(wrapFetch(stripe)), port);
    expect(thrown).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    return paymentErrorOf((thrown as { readonly detail?: unknown }).detail); // as just looked at
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
});
