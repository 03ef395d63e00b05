import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';

import {
  CheckoutAPI,
  Client,
  Config,
  EnvironmentEnum,
  HttpClientException,
  HttpURLConnectionClient,
  Types,
} from '@adyen/api-library';
import { inspect, normalize, normalizeThrown, type PaymentError, wrapFetch } from 'payfault';
import { adyen } from 'payfault/adyen';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { fixturesOf, type NamedFixture, textOf } from '../fixtures.js';
import { closedPort, listen, type LocalServer } from '../http/local-server.js';
import { makeSelfSignedCertificate } from './self-signed-certificate.js';

const FIXTURES = fixturesOf('adyen');
const ADDRESS = 'https://checkout-test.adyen.com/v72';
const KEY = 'order-4711-1';
const REQUEST = { method: 'POST', url: `${ADDRESS}/payments`, idempotencyKey: KEY };

/** What the library takes as its way to send. */
type HttpClient = Pick<HttpURLConnectionClient, 'request'>;

let server: LocalServer;
let latestHeaders: IncomingHttpHeaders = {};

beforeAll(async () => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0'); // for both ways to send
  vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined); // the library, of a body that is no JSON
  server = await listen(
    createServer(makeSelfSignedCertificate(), (request, response) => {
      const { reply } = fixtureNamed(/^\/([^/]+)/.exec(request.url ?? '')?.[1]);
      response.shouldKeepAlive = false;
      latestHeaders = request.headers;
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

/** Sends as another does, but to another address. */
function sendingTo(base: string, httpClient: HttpClient): HttpClient {
  return {
    request: (endpoint, ...rest) => httpClient.request(endpoint.replace(ADDRESS, base), ...rest),
  };
}

/** What making a payment gives, or throws. */
async function pay(
  base: string,
  httpClient: HttpClient,
  credentials: object = { apiKey: 'not-a-key' },
): Promise<unknown> {
  const config = new Config({ ...credentials, environment: EnvironmentEnum.TEST });
  const api = new CheckoutAPI(new Client(config, sendingTo(base, httpClient)));
  const payment = Object.assign(new Types.checkout.PaymentRequest(), {
    amount: Object.assign(new Types.checkout.Amount(), { currency: 'EUR', value: 2460 }),
    merchantAccount: 'ShopECOM',
    paymentMethod: new Types.checkout.IdealDetails(),
    reference: 'order-4711',
    returnUrl: 'https://shop.example/back',
  });
  try {
    return await api.PaymentsApi.payments(payment, { idempotencyKey: KEY });
  } catch (thrown) {
    return thrown;
  }
}

function addressOf(slug: string): string {
  return `${server.url.replace('http:', 'https:')}/${slug}`;
}

/** The same request, as the server got it. */
function requestOf(slug: string): typeof REQUEST {
  return { ...REQUEST, url: `${addressOf(slug)}/payments` };
}

function bareErrorOf({ reply }: NamedFixture): PaymentError {
  return normalize(adyen, { status: reply.status, headers: reply.headers, body: textOf(reply) }, REQUEST);
}

/** What docs/providers.md tells users of the library's own HttpClientException to do. */
function errorOf({ statusCode, responseHeaders, responseBody }: HttpClientException): PaymentError {
  return normalize(adyen, { status: statusCode, headers: responseHeaders, body: responseBody }, REQUEST);
}

const FAILURES = FIXTURES.filter(({ reply }) => reply.status >= 400);
const DISAGREEING = FAILURES.filter(({ reply }) => {
  const status: unknown = (reply.body as { status?: unknown } | null | undefined)?.status; // any fixture's body
  return status !== undefined && status !== reply.status;
});
const AGREEING = FAILURES.filter((fixture) => !DISAGREEING.includes(fixture));

describe('the exception that the library makes', () => {
  test('there are enough of them', () => {
    expect(AGREEING.length).toBeGreaterThan(150);
    expect(DISAGREEING.map(({ slug }) => slug)).toEqual([
      'envelope-status-disagrees',
      'envelope-status-disagrees-500',
      'envelope-status-text',
    ]);
  });

  test.each(AGREEING.map((fixture) => [fixture.slug, fixture] as const))(
    '%s: body and headers give what the bare reply gives',
    async (slug, fixture) => {
      const thrown = await pay(addressOf(slug), new HttpURLConnectionClient());
      if (!(thrown instanceof HttpClientException)) throw new Error('expected an exception of the library');
      expect(errorOf(thrown)).toEqual(bareErrorOf(fixture));
    },
  );

  test('has the status of the body in place of HTTP’s: a 500 may look like a refusal, or a refusal like a 500', async () => {
    const verdicts: Record<string, unknown> = {};
    for (const { slug } of DISAGREEING) {
      const thrown = await pay(addressOf(slug), new HttpURLConnectionClient());
      if (!(thrown instanceof HttpClientException)) throw new Error('expected an exception of the library');
      verdicts[slug] = [thrown.statusCode, errorOf(thrown).outcome, thrown.message.split(':')[1]];
    }
    expect(verdicts).toEqual({
      'envelope-status-disagrees': [500, 'unknown', ' 500. Unprocessable Entity'],
      'envelope-status-disagrees-500': [422, 'not_performed', ' 422. Internal Server Error'],
      'envelope-status-text': ['500', 'unknown', ' 500. Unprocessable Entity'],
    });
  });

  test.each(['code-101', 'code-704', 'type-validation', 'bare-500'])(
    '%s, given to normalizeThrown as it is, is in doubt: it holds no answer in a known place',
    async (slug) => {
      const thrown = await pay(addressOf(slug), new HttpURLConnectionClient());
      expect(await normalizeThrown(adyen, thrown, REQUEST)).toMatchObject({
        outcome: 'unknown',
        status: null,
      });
    },
  );

  test('what never left looks like a 500, and stays in doubt', async () => {
    const thrown = await pay(
      `https://127.0.0.1:${String(await closedPort())}`,
      new HttpURLConnectionClient(),
    );
    expect(thrown).toMatchObject({ name: 'ApiException', statusCode: 500 });
    expect(thrown).not.toBeInstanceOf(Error);
    expect(await normalizeThrown(adyen, thrown, REQUEST)).toMatchObject({ outcome: 'unknown', status: null });
  });
});

const REFUSED = FIXTURES.filter(
  ({ slug, expected }) => /^(?:refusal|result|network|rescue)-/.test(slug) && expected?.status === 200,
);

describe('a payment that was refused comes back as a success', () => {
  test('there are enough of them', () => {
    expect(REFUSED.length).toBeGreaterThan(100);
  });

  test.each(REFUSED.map((fixture) => [fixture.slug, fixture] as const))(
    '%s: inspect finds it',
    async (slug, fixture) => {
      const payment = await pay(addressOf(slug), new HttpURLConnectionClient());
      expect(inspect(adyen, { status: 200, body: payment }, REQUEST)).toEqual(bareErrorOf(fixture));
    },
  );
});

/** The way to send that docs/providers.md recommends: nothing is lost, and refused payments are thrown too. */
const payFetch = wrapFetch(adyen);

const overPayFetch: HttpClient = {
  request: async (endpoint, json, { apiKey, username, password }, _isApiKeyRequired, options = {}) => {
    const { method = 'POST', idempotencyKey, params } = options;
    const url = new URL(endpoint);
    url.search = new URLSearchParams(params).toString();
    const headers = new Headers({ 'content-type': 'application/json' });
    if (apiKey) headers.set('x-api-key', apiKey);
    else
      headers.set(
        'authorization',
        `Basic ${Buffer.from(`${String(username)}:${String(password)}`).toString('base64')}`,
      );
    if (idempotencyKey) headers.set('idempotency-key', idempotencyKey);
    const response = await payFetch(url, {
      method,
      headers,
      ...(method !== 'GET' && { body: typeof json === 'string' ? json : new Uint8Array(json) }),
    });
    return response.text();
  },
};

describe('over payFetch', () => {
  test.each([...FAILURES, ...REFUSED].map((fixture) => [fixture.slug, fixture] as const))(
    '%s: is what the bare reply is',
    async (slug, fixture) => {
      const thrown = await pay(addressOf(slug), overPayFetch);
      expect(await normalizeThrown(adyen, thrown, requestOf(slug))).toEqual(bareErrorOf(fixture));
    },
  );

  test('a payment that was authorised comes back', async () => {
    expect(await pay(addressOf('ok-payment-authorised'), overPayFetch)).toMatchObject({
      resultCode: 'Authorised',
    });
  });

  test.each([{ apiKey: 'not-a-key' }, { username: 'shop', password: 'not a pass:word' }])(
    'signs in with %j as the library does',
    async (credentials) => {
      const signIn = async (httpClient: HttpClient): Promise<unknown> => {
        latestHeaders = {};
        await pay(addressOf('ok-payment-authorised'), httpClient, credentials);
        const { authorization, 'x-api-key': apiKey } = latestHeaders;
        return { authorization, apiKey };
      };
      const expected = await signIn(new HttpURLConnectionClient());
      expect(expected).not.toEqual({});
      expect(await signIn(overPayFetch)).toEqual(expected);
    },
  );

  test('what never left is known not to have', async () => {
    const thrown = await pay(`https://127.0.0.1:${String(await closedPort())}`, overPayFetch);
    expect(await normalizeThrown(adyen, thrown)).toMatchObject({
      category: 'network',
      outcome: 'not_performed',
    });
  });
});
