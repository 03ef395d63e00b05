import { Agent, createServer } from 'node:https';
import { connect } from 'node:tls';

import {
  ApiError,
  Client,
  Environment,
  OrdersController,
  PaymentsController,
} from '@paypal/paypal-server-sdk';
import { inspect, normalize, normalizeThrown, type PaymentError } from 'payfault';
import { paypal } from 'payfault/paypal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { fixturesOf, type NamedFixture, textOf } from '../fixtures.js';
import { accept, closedPort, listen, type LocalServer } from '../http/local-server.js';
import { makeSelfSignedCertificate } from './self-signed-certificate.js';

const FIXTURES = fixturesOf('paypal');
const KEY = 'order-4821-capture';
const ORDER = '4MX75912KL604153T';
const REQUEST = {
  method: 'POST',
  url: `https://api-m.sandbox.paypal.com/v2/checkout/orders/${ORDER}/capture`,
  idempotencyKey: KEY,
};

let server: LocalServer;
let answering: NamedFixture;
let calls = 0;

beforeAll(async () => {
  server = await listen(
    createServer(makeSelfSignedCertificate(), (request, response) => {
      calls++;
      const { reply } = request.url === '/elsewhere' ? fixtureNamed('empty-401') : answering;
      response.writeHead(reply.status, { ...reply.headers, connection: 'close' }).end(textOf(reply));
    }),
  );
});
afterAll(() => server.close());

/** The client has no place for an address; its agent takes every connection to this machine. */
function agentTo(port: number): Agent {
  const agent = new Agent();
  agent.createConnection = () => connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
  return agent;
}

function clientTo(port: number, options: object = { maxRedirects: 0 }): Client {
  return new Client({
    environment: Environment.Sandbox,
    clientCredentialsAuthCredentials: {
      oAuthClientId: 'none',
      oAuthClientSecret: 'none',
      oAuthToken: { accessToken: 'none', tokenType: 'Bearer' },
    },
    httpClientOptions: { httpsAgent: agentTo(port) },
    unstable_httpClientOptions: options,
  });
}

function fixtureNamed(slug: string): NamedFixture {
  const fixture = FIXTURES.find((one) => one.slug === slug);
  if (!fixture) throw new Error(`no fixture ${slug}`);
  return fixture;
}

/** What capturing an order gives, or throws, when the server answers with this fixture. */
async function capture(fixture: NamedFixture | string, client = clientTo(server.port)): Promise<unknown> {
  answering = typeof fixture === 'string' ? fixtureNamed(fixture) : fixture;
  try {
    return await new OrdersController(client).captureOrder({ id: ORDER, paypalRequestId: KEY });
  } catch (thrown) {
    return thrown;
  }
}

function bareErrorOf({ reply }: NamedFixture, request: object = REQUEST): PaymentError {
  return normalize(paypal, { status: reply.status, headers: reply.headers, body: textOf(reply) }, request);
}

function exceptionIn(thrown: unknown): ApiError<unknown> {
  if (!(thrown instanceof ApiError)) throw new Error('expected an exception of the client');
  return thrown;
}

const FAILURES = FIXTURES.filter(({ reply }) => reply.status >= 400);

test('there are enough of them', () => {
  expect(FAILURES.length).toBeGreaterThan(150);
});

describe('what the client throws for an answer', () => {
  test.each(FAILURES.map(({ slug }) => [slug]))('%s: nothing is lost', async (slug) => {
    const thrown = exceptionIn(await capture(slug));
    expect(await normalizeThrown(paypal, thrown, REQUEST)).toEqual(bareErrorOf(fixtureNamed(slug)));
  });

  test('tells the request too, with its key, to those who hand it over', async () => {
    const thrown = exceptionIn(await capture('500-authorize'));
    const { method, url, headers } = thrown.request;
    expect({ method, url }).toEqual({ method: 'POST', url: REQUEST.url });
    const error = await normalizeThrown(paypal, thrown, { method, url, headers });
    expect(error).toEqual(bareErrorOf(fixtureNamed('500-authorize')));
    expect(error.retry).toMatchObject({ strategy: 'same_key', keyLifeMs: 21_600_000 });
  });

  test('is read with the request that it holds, and its key', async () => {
    expect(await normalizeThrown(paypal, await capture('500-authorize'))).toEqual(
      bareErrorOf(fixtureNamed('500-authorize')),
    );
  });

  test('about another request than the one that is judged proves nothing', async () => {
    const other = { ...REQUEST, url: 'https://api-m.sandbox.paypal.com/v2/checkout/orders' };
    expect(await normalizeThrown(paypal, await capture('instrument-declined'), other)).toMatchObject({
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first' },
    });
  });
});

describe('what the client does not throw', () => {
  test.each([
    'capture-declined',
    'processor-5120',
    'order-failed-in-part',
    'capture-failed',
    'advice-visa-03',
  ])('%s: a resource that failed comes back as a success, and inspect finds it', async (slug) => {
    const answer = await capture(slug);
    expect(answer).not.toBeInstanceOf(Error);
    const { statusCode, headers, body } = answer as Answer;
    expect(inspect(paypal, { status: statusCode, headers, body }, REQUEST)).toEqual(
      bareErrorOf(fixtureNamed(slug)),
    );
  });

  test('but not in what the client made of it: the names are not those of PayPal', async () => {
    const { statusCode, result } = (await capture('capture-declined')) as Answer;
    expect(result).toHaveProperty('purchaseUnits');
    expect(inspect(paypal, { status: statusCode, body: result }, REQUEST)).toBeNull();
  });

  test('refund-failed: a refund, likewise', async () => {
    answering = fixtureNamed('refund-failed');
    const refund = { captureId: '2JU58306WX917240D', paypalRequestId: KEY };
    const answer = await new PaymentsController(clientTo(server.port)).refundCapturedPayment(refund);
    const { statusCode: status, headers, body } = answer as Answer;
    const request = { ...REQUEST, url: answer.request.url };
    expect(inspect(paypal, { status, headers, body }, request)).toMatchObject({
      category: 'declined',
      retry: { strategy: 'reconcile_first' },
      fixableBy: 'merchant',
      resource: { kind: 'refund' },
    });
  });
});

/** What the client gives for a 2xx. */
interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly result: unknown;
}

describe('a success that is none', () => {
  const answer = (reply: NamedFixture['reply']): NamedFixture => ({
    ...fixtureNamed('capture-declined'),
    reply,
  });

  test.each([
    ['cut', '{"id":"4MX75912KL604153T","purchase_un'],
    ['a page', '<html><body>Hello</body></html>'],
    ['of another shape', '{"id":7,"purchase_units":"none"}'],
  ])('%s: what the client throws leaves it in doubt', async (_name, text) => {
    const thrown = await capture(
      answer({ status: 201, headers: { 'content-type': 'application/json' }, text }),
    );
    expect(thrown).toBeInstanceOf(Error);
    expect(await normalizeThrown(paypal, thrown, REQUEST)).toMatchObject({ outcome: 'unknown' });
  });
});

describe('without an answer', () => {
  const IN_DOUBT = { status: null, outcome: 'unknown', retry: { strategy: 'same_key' } };

  test('a connection that was refused by another than the address that was asked is in doubt', async () => {
    const thrown = await capture('capture-declined', clientTo(await closedPort()));
    const error = await normalizeThrown(paypal, thrown, REQUEST);
    expect(error).toMatchObject({ category: 'network', faultCode: 'ECONNREFUSED', ...IN_DOUBT });
  });

  test('a connection that breaks is in doubt', async () => {
    const broken = await accept((socket) => socket.once('data', () => socket.destroy()));
    const thrown = await capture('capture-declined', clientTo(broken.port));
    await broken.close();
    expect(await normalizeThrown(paypal, thrown, REQUEST)).toMatchObject({
      category: 'network',
      ...IN_DOUBT,
    });
    expect(await normalizeThrown(paypal, thrown)).toMatchObject({ category: 'network', ...IN_DOUBT });
  });

  test('an abort is thrown as an exception that tells nothing', async () => {
    const silent = await accept(() => undefined);
    const { signal } = abortsSoon();
    const call = new OrdersController(clientTo(silent.port)).captureOrder(
      { id: ORDER, paypalRequestId: KEY },
      { abortSignal: signal },
    );
    const thrown: unknown = await call.catch((reason: unknown) => reason);
    await silent.close();
    const error = await normalizeThrown(paypal, thrown, { ...REQUEST, signal });
    expect(error).toMatchObject({ category: 'unrecognized', ...IN_DOUBT });
  });
});

function abortsSoon(): AbortController {
  const controller = new AbortController();
  setTimeout(() => {
    controller.abort();
  }, 30);
  return controller;
}

describe('redirects', () => {
  const redirect: NamedFixture = {
    ...fixtureNamed('redirect-303'),
    reply: { status: 303, headers: { location: '/elsewhere' } },
  };

  test('are not followed where the client is told so, and then prove nothing', async () => {
    calls = 0;
    const thrown = await capture(redirect);
    expect(calls).toBe(1);
    expect(await normalizeThrown(paypal, thrown, REQUEST)).toMatchObject({
      status: 303,
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first' },
    });
  });

  test('are followed by default, and the exception does not tell: docs/providers.md says to turn that off', async () => {
    calls = 0;
    const { request, statusCode } = exceptionIn(await capture(redirect, clientTo(server.port, {})));
    expect({ calls, statusCode, url: request.url }).toEqual({ calls: 2, statusCode: 401, url: REQUEST.url });
  });
});
