import * as sdk from 'checkout-sdk-node';
import { inspect, normalize, normalizeThrown, type PaymentError, paymentErrorOf, wrapFetch } from 'payfault';
import { checkout } from 'payfault/checkout';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { fixturesOf, type NamedFixture, textOf } from '../fixtures.js';
import { closedPort, type LocalServer, serve } from '../http/local-server.js';

/** The part of the client that is used here. */
interface CheckoutClient {
  readonly payments: { readonly request: (payment: object, idempotencyKey: string) => Promise<unknown> };
}

// Its types import their files without an extension, so that nothing of them is found.
const { Checkout } = sdk as unknown as {
  readonly Checkout: new (key: string, options: { readonly host: string }) => CheckoutClient;
};

const FIXTURES = fixturesOf('checkout');
const KEY = 'order-4821';
const PAYMENT = { source: { type: 'token', token: 'tok_invented' }, amount: 1995, currency: 'EUR' };

let server: LocalServer;
let answering: NamedFixture;

beforeAll(async () => {
  server = await serve((_request, response) => {
    const { reply } = answering;
    response.writeHead(reply.status, reply.headers).end(textOf(reply));
  });
});
afterAll(() => server.close());

/** What asking for a payment gives, or throws, when the server answers with this fixture. */
async function pay(fixture: NamedFixture, host = server.url): Promise<unknown> {
  answering = fixture;
  const client = new Checkout('not-a-key', { host });
  try {
    return await client.payments.request(structuredClone(PAYMENT), KEY);
  } catch (thrown) {
    return thrown;
  }
}

function fixtureNamed(slug: string): NamedFixture {
  const fixture = FIXTURES.find((one) => one.slug === slug);
  if (!fixture) throw new Error(`no fixture ${slug}`);
  return fixture;
}

function request(): { readonly method: string; readonly url: string; readonly idempotencyKey: string } {
  return { method: 'POST', url: `${server.url}/payments`, idempotencyKey: KEY };
}

function bareErrorOf({ reply }: NamedFixture): PaymentError {
  return normalize(
    checkout,
    { status: reply.status, headers: reply.headers, body: textOf(reply) },
    request(),
  );
}

/** What the client throws for an answer. */
interface CheckoutException extends Error {
  readonly http_code?: number;
  readonly body?: unknown;
}

/** What docs/providers.md tells users of the client to do. */
function errorOf(thrown: unknown): PaymentError {
  if (!(thrown instanceof Error)) throw new Error('expected an exception of the client');
  const { name, http_code, body }: CheckoutException = thrown;
  const status = name === 'ApiTimeout' ? null : (http_code ?? null);
  return normalize(checkout, { status, body }, request());
}

/** An error without what only the headers say: the id of the request, and how long to wait. */
function withoutHeaders({ retry, ...rest }: PaymentError): object {
  return { ...rest, requestId: 'any', retry: { ...retry, delayMs: 'delayMs' in retry ? 'any' : undefined } };
}

/** The words for which the client makes a 401 of a 400. */
const CLIENT_REFUSED: readonly unknown[] = [
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'access_denied',
  'invalid_context',
];

const FAILURES = FIXTURES.filter(({ reply }) => reply.status >= 400);
const GATEWAY = FAILURES.filter(({ reply }) => reply.status === 502);
const TOKEN_REFUSALS = FAILURES.filter(({ reply: { status, body } }) => {
  const word: unknown = (body as { error?: unknown } | null | undefined)?.error; // any fixture's body
  return status === 400 && CLIENT_REFUSED.includes(word);
});
const NULL_BODY = FAILURES.filter(({ reply }) => reply.body === null);
const OUTLIVES_KEY = FAILURES.filter(({ slug }) => slug === 'bare-429-with-key-outlived');
const CUT = FAILURES.filter(({ slug }) => slug === 'cut-422');
const ODD = [...GATEWAY, ...TOKEN_REFUSALS, ...NULL_BODY, ...OUTLIVES_KEY, ...CUT];
const KEPT = FAILURES.filter((fixture) => !ODD.includes(fixture));

test('there are enough of each', () => {
  expect(KEPT.length).toBeGreaterThan(150);
  expect(GATEWAY.length).toBeGreaterThan(3);
  expect(TOKEN_REFUSALS.length).toBe(5);
  expect(NULL_BODY.length).toBe(1);
  expect(OUTLIVES_KEY.length).toBe(1);
  expect(CUT.length).toBe(1);
});

describe('status and body of what the client throws', () => {
  test.each(KEPT.map((fixture) => [fixture.slug, fixture] as const))(
    '%s: give what the bare reply gives, but for what only its headers say',
    async (_slug, fixture) => {
      const thrown = await pay(fixture);
      expect(withoutHeaders(errorOf(thrown))).toEqual(withoutHeaders(bareErrorOf(fixture)));
    },
  );

  test.each(GATEWAY.map((fixture) => [fixture.slug, fixture] as const))(
    '%s: of a 502 the body is lost, and the doubt stays',
    async (_slug, fixture) => {
      const thrown = await pay(fixture);
      expect(thrown).not.toHaveProperty('body');
      const { category, outcome, retry } = bareErrorOf(fixture);
      expect(errorOf(thrown)).toMatchObject({ status: 502, code: null, category, outcome, retry });
    },
  );

  test.each(TOKEN_REFUSALS.map((fixture) => [fixture.slug, fixture] as const))(
    '%s: the 400 of a token that was refused has become a 401',
    async (_slug, fixture) => {
      const error = withoutHeaders(errorOf(await pay(fixture)));
      expect(error).toEqual({ ...withoutHeaders(bareErrorOf(fixture)), status: 401 });
    },
  );

  test('a body that breaks off is wrapped, which loses the doubt; its text, handed over instead, keeps it', async () => {
    for (const fixture of CUT) {
      const thrown = await pay(fixture);
      expect(errorOf(thrown)).toMatchObject({ category: 'invalid_request', outcome: 'not_performed' });
      const { http_code = null, body } = thrown as CheckoutException;
      const { _raw } = body as { readonly _raw?: unknown }; // what the client makes of text that is no JSON
      const error = normalize(checkout, { status: http_code, body: _raw }, request());
      expect(withoutHeaders(error)).toEqual(withoutHeaders(bareErrorOf(fixture)));
      expect(error.outcome).toBe('unknown');
    }
  });

  test('the request’s id is that of the body, where it has one, and no wait is known', async () => {
    const [withId, withoutBody, withWait] = [
      await pay(fixtureNamed('code-card-expired')),
      await pay(fixtureNamed('bare-401')),
      await pay(fixtureNamed('bare-503-retry-after')),
    ].map(errorOf);
    expect(withId?.requestId).toBe(bareErrorOf(fixtureNamed('code-card-expired')).requestId);
    expect(withoutBody?.requestId).toBeNull();
    expect(withWait).toMatchObject({ outcome: 'unknown', retry: { delayMs: null } });
  });

  test('a wait that outlives the key is lost with the headers; how long the key is kept is still told', async () => {
    for (const fixture of OUTLIVES_KEY) {
      expect(bareErrorOf(fixture).retry.strategy).toBe('reconcile_first');
      expect(errorOf(await pay(fixture))).toMatchObject({
        outcome: 'unknown',
        retry: { strategy: 'same_key', delayMs: 30_000, keyLifeMs: 86_400_000 },
      });
    }
  });
});

describe('where the client tells no status it is looked up first: an answer may have come', () => {
  const IN_DOUBT = { status: null, outcome: 'unknown', retry: { strategy: 'reconcile_first' } };

  test('nothing listens', async () => {
    const thrown = await pay(fixtureNamed('bare-401'), `http://127.0.0.1:${String(await closedPort())}`);
    expect(thrown).toMatchObject({ name: 'API Error', http_code: undefined });
    expect((thrown as Error).cause).toBeUndefined();
    expect(errorOf(thrown)).toMatchObject(IN_DOUBT);
  });

  test('it gave up waiting, and names a 408 that never came', async () => {
    const aborted = new DOMException('This operation was aborted', 'AbortError');
    vi.stubGlobal('fetch', () => Promise.reject(aborted));
    const thrown = await pay(fixtureNamed('bare-401'));
    vi.unstubAllGlobals();
    expect(thrown).toMatchObject({ name: 'ApiTimeout', http_code: 408 });
    expect(errorOf(thrown)).toMatchObject(IN_DOUBT);
  });

  test('the body of a 500 broke off', async () => {
    const breaking = await serve((_request, response) => {
      response.writeHead(500, { 'content-length': '100' }).write('{"error_type":');
      setTimeout(() => response.destroy(), 20);
    });
    const thrown = await pay(fixtureNamed('bare-500'), breaking.url);
    await breaking.close();
    expect(thrown).toMatchObject({ name: 'API Error', http_code: undefined, body: 'terminated' });
    expect(errorOf(thrown)).toMatchObject(IN_DOUBT);
  });

  test('the body is null, of which the client throws an exception of its own', async () => {
    for (const fixture of NULL_BODY) {
      const thrown = await pay(fixture);
      expect(thrown).toBeInstanceOf(TypeError);
      expect(errorOf(thrown)).toMatchObject(IN_DOUBT);
    }
  });
});

describe('given to normalizeThrown as it is', () => {
  test.each(FAILURES.map((fixture) => [fixture.slug, fixture] as const))(
    '%s: no answer is found in it, and a write stays in doubt',
    async (_slug, fixture) => {
      expect(await normalizeThrown(checkout, await pay(fixture), request())).toMatchObject({
        category: 'unrecognized',
        outcome: 'unknown',
        status: null,
      });
    },
  );
});

test('what payFetch throws is lost when the client sends by it', async () => {
  vi.stubGlobal('fetch', wrapFetch(checkout, { fetch: globalThis.fetch }));
  const thrown = await pay(fixtureNamed('code-card-expired'));
  vi.unstubAllGlobals();
  expect(paymentErrorOf(thrown)).toBeUndefined();
  expect(errorOf(thrown)).toMatchObject({ status: null, outcome: 'unknown' });
});

describe('what the client resolves with', () => {
  const successes = FIXTURES.filter(
    ({ reply }) => reply.status < 300 && reply.status !== 204 && !Array.isArray(reply.body),
  );

  test.each(successes.map((fixture) => [fixture.slug, fixture] as const))(
    '%s: is inspected as the bare reply is, but for its headers',
    async (_slug, fixture) => {
      const { reply } = fixture;
      const bare = inspect(checkout, { ...reply, body: textOf(reply) }, request());
      const error = inspect(checkout, { status: reply.status, body: await pay(fixture) }, request());
      expect(error && withoutHeaders(error)).toEqual(bare && withoutHeaders(bare));
    },
  );

  test('of a 2xx that is no JSON its text is kept', async () => {
    const page: NamedFixture = {
      ...fixtureNamed('ok-pending-202'),
      reply: { status: 201, headers: { 'content-type': 'text/html' }, text: '<html>Welcome</html>' },
    };
    const resolved = (await pay(page)) as { readonly _raw?: string };
    expect(inspect(checkout, { status: 201, body: resolved }, request())).toBeNull();
    expect(inspect(checkout, { status: 201, body: resolved._raw ?? resolved }, request())).toMatchObject({
      category: 'invalid_response',
      outcome: 'unknown',
    });
  });
});
