import { createServer } from 'node:https';

import { createMollieClient, MollieApiError } from '@mollie/api-client';
import { inspect, normalize, normalizeThrown } from 'payfault';
import { mollie } from 'payfault/mollie';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { fixturesOf, type NamedFixture, textOf } from '../fixtures.js';
import { listen, type LocalServer } from '../http/local-server.js';
import { makeSelfSignedCertificate } from './self-signed-certificate.js';

const FIXTURES = fixturesOf('mollie');
const KEY = 'order-7';
const REQUEST = { method: 'POST', url: 'https://api.mollie.com/v2/payments', idempotencyKey: KEY };

let server: LocalServer;

beforeAll(async () => {
  // The client speaks TLS alone, and has no place for a certificate.
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  server = await listen(
    createServer(makeSelfSignedCertificate(), (request, response) => {
      const { reply } = fixtureNamed(/^\/([^/]+)/.exec(request.url ?? '')?.[1]);
      response.writeHead(reply.status, reply.headers).end(textOf(reply));
    }),
  );
});
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await server.close();
});

function fixtureNamed(slug: string | undefined): NamedFixture {
  const fixture = FIXTURES.find((one) => one.slug === slug);
  if (!fixture) throw new Error(`no fixture ${String(slug)}`);
  return fixture;
}

/** What creating a payment gives, or throws, when the server answers with this fixture. */
async function createPayment(slug: string): Promise<unknown> {
  const apiEndpoint = `https://127.0.0.1:${String(server.port)}/${slug}/`;
  const client = createMollieClient({ apiKey: 'test_dHar4XY7LxsDOtmnkVtjNVWXLSlXsM', apiEndpoint });
  try {
    return await client.payments.create({
      amount: { currency: 'EUR', value: '24.60' },
      description: 'Order 7',
      redirectUrl: 'https://shop.example/7',
      idempotencyKey: KEY,
    });
  } catch (thrown) {
    return thrown;
  }
}

/** What docs/providers.md tells users of the client to do. */
function errorOf(thrown: MollieApiError): ReturnType<typeof normalize> {
  const { statusCode, message, field } = thrown;
  const _links = { documentation: thrown.getLink('documentation'), dashboard: thrown.getLink('dashboard') };
  const body = { status: statusCode, detail: message, field, _links };
  return normalize(mollie, { status: statusCode ?? null, body }, REQUEST);
}

// The client repeats these by itself for some seconds.
const REFUSALS = FIXTURES.filter(
  ({ reply }) =>
    reply.status >= 400 && reply.status < 500 && reply.status !== 429 && reply.body !== undefined,
).filter(({ slug }) => !/oauth|v1|extra|bad-leaves/.test(slug));

describe('what the client throws', () => {
  test.each(REFUSALS.map(({ slug }) => [slug]))(
    '%s: keeps what tells the error, but its headers',
    async (slug) => {
      const thrown = await createPayment(slug);
      if (!(thrown instanceof MollieApiError)) throw new Error('expected an exception of the client');
      const { reply } = fixtureNamed(slug);
      const bare = normalize(mollie, { status: reply.status, headers: {}, body: textOf(reply) }, REQUEST);
      expect(errorOf(thrown)).toEqual(bare);
    },
  );

  test('loses the reason of a refused card: it stays a refusal of the request', async () => {
    const thrown = await createPayment('422-extra-card_expired'.replace('_', '-'));
    expect(thrown).toBeInstanceOf(MollieApiError);
    expect(thrown).not.toHaveProperty('extra');
    expect(errorOf(thrown as MollieApiError)).toMatchObject({ category: 'invalid_request', code: null });
  });

  test.each(['422-field', '409-idempotency-in-progress-with-key', '422-extra-card-expired'])(
    '%s, given to normalizeThrown as it is, is in doubt: it holds no answer',
    async (slug) => {
      const thrown = await createPayment(slug);
      expect(await normalizeThrown(mollie, thrown, REQUEST)).toMatchObject({
        outcome: 'unknown',
        status: null,
        retryable: expect.any(Boolean) as boolean,
      });
    },
  );
});

test('a resource that failed comes back as a success, and inspect finds it', async () => {
  const payment = await createPayment('payment-failed-201');
  expect(payment).toMatchObject({ resource: 'payment', status: 'failed' });
  expect(inspect(mollie, { status: 201, body: payment }, REQUEST)).toMatchObject({
    category: 'declined',
    declineReason: 'insufficient_funds',
  });
});
