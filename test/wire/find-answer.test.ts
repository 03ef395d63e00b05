import { describe, expect, test } from 'vitest';

import {
  getCause,
  normalize,
  normalizeThrown,
  type PaymentError,
  PaymentException,
  paymentErrorOf,
} from '../../src/index.js';
import { checkout } from '../../src/providers/checkout.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { paysg } from '../../src/providers/paysg.js';
import { stripe } from '../../src/providers/stripe.js';

const POST = { method: 'POST', url: 'https://api.stripe.com/v1/refunds' };
const WITH_KEY = { ...POST, idempotencyKey: 'order-4821' };
const JSON_TYPE = { 'content-type': 'application/json' };

function errorWith(members: object, name = 'Error', message = 'x'): Error {
  return Object.assign(new Error(message), { name }, members);
}

function normalized(thrown: unknown, request = POST): Promise<PaymentError> {
  return normalizeThrown(stripe, thrown, request);
}

/** What became of a read body: 'text' is a function that is not to be called. */
const READ_RESPONSE = { status: 400, headers: {}, bodyUsed: true, text: (): string => '' };

describe('a status without its body is no refusal of a write', () => {
  test.each<[string, unknown]>([
    ['status and headers', errorWith({ status: 400, headers: {} })],
    ['the answer of an unknown client', errorWith({ response: { status: 400, headers: {} } })],
    ['a Response that somebody read', READ_RESPONSE],
    ['ky 1: a Response that somebody read', errorWith({ response: READ_RESPONSE }, 'HTTPError')],
    [
      'ky 2: JSON that it could not parse',
      errorWith({ response: { ...READ_RESPONSE, headers: JSON_TYPE }, data: undefined }, 'HTTPError'),
    ],
    ['axios: a Blob', errorWith({ response: { status: 400, headers: {}, data: new Blob(['{}']) } })],
    ['axios: a stream', errorWith({ response: { status: 400, headers: {}, data: new ReadableStream() } })],
    ['axios in a browser: null', errorWith({ response: { status: 400, headers: {}, data: null } })],
    [
      'superagent: a type that it does not keep',
      errorWith({ response: { status: 400, headers: {}, text: undefined, body: {} } }),
    ],
    [
      'undici’s interceptor: a type that it drops',
      errorWith({ code: 'UND_ERR_RESPONSE', statusCode: 400, headers: {}, body: '' }),
    ],
    [
      'an empty text where the headers tell of more',
      errorWith({ statusCode: 400, headers: { 'content-length': '7' }, body: '' }),
    ],
    ['a length that says nothing', errorWith({ statusCode: 400, headers: { 'content-length': '' } })],
    ['a proxy that tells nothing', { status: 400, headers: {}, body: revoked() }],
  ])('%s', async (_name, thrown) => {
    expect(await normalized(thrown)).toMatchObject({
      category: 'unrecognized',
      status: 400,
      outcome: 'unknown',
      lookup: 'resource',
      retry: { strategy: 'reconcile_first' },
      matchedOn: 'none',
      message: 'stripe answered HTTP 400, and what was thrown does not hold the body.',
    });
  });

  test.each([401, 402, 403, 404, 421, 422, 425, 429])('%i', async (status) => {
    expect(await normalized(errorWith({ status, headers: {} }), WITH_KEY)).toMatchObject({
      status,
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first' },
    });
  });

  test('the headers still tell the request’s id and how long to wait', async () => {
    const headers = { 'request-id': 'req_7', 'retry-after': '7' };
    expect(await normalized(errorWith({ status: 429, headers }))).toMatchObject({
      requestId: 'req_7',
      retry: { delayMs: 7_000 },
    });
  });

  test.each([409, 500, 503])('%i leaves it in doubt by itself, and keeps its meaning', async (status) => {
    const { category } = normalize(stripe, { status }, POST);
    expect(await normalized(errorWith({ status, headers: {} }))).toMatchObject({
      category,
      status,
      outcome: 'unknown',
    });
  });

  test('of a read it is what the status says', async () => {
    const thrown = errorWith({ status: 404, headers: {} });
    expect(await normalized(thrown, { ...POST, method: 'GET' })).toMatchObject({
      category: 'not_found',
      outcome: 'not_performed',
    });
  });
});

describe('a status is a refusal where nothing came with it', () => {
  test.each<[string, unknown]>([
    ['the headers say so', errorWith({ status: 401, headers: { 'content-length': '0' } })],
    ['axios', errorWith({ response: { status: 401, headers: JSON_TYPE, data: '' } })],
    ['axios, as bytes', errorWith({ response: { status: 401, headers: {}, data: new ArrayBuffer(0) } })],
    ['got', errorWith({ response: { statusCode: 401, headers: {}, body: '' } })],
    ['ky', errorWith({ response: { ...READ_RESPONSE, status: 401 }, data: undefined }, 'HTTPError')],
    ['ofetch', errorWith({ response: { ...READ_RESPONSE, status: 401, _data: '' }, data: '' })],
    ['superagent', errorWith({ response: { status: 401, headers: {}, text: '', body: {} } })],
    [
      'undici’s interceptor',
      errorWith({ code: 'UND_ERR_RESPONSE', statusCode: 401, headers: JSON_TYPE, body: '' }),
    ],
    ['a body that says nothing', errorWith({ response: { status: 401, headers: {}, data: {} } })],
    ['a text', errorWith({ response: { status: 401, headers: {}, data: '<html>' } })],
    ['a list', errorWith({ response: { status: 401, headers: {}, data: [] } })],
    [
      'an object without a prototype',
      errorWith({ response: { status: 401, headers: {}, data: Object.create(null) as unknown } }),
    ],
  ])('%s', async (_name, thrown) => {
    expect(await normalized(thrown)).toMatchObject({
      category: 'unauthenticated',
      status: 401,
      outcome: 'not_performed',
    });
  });
});

test('superagent in a browser: where there is no text the body is looked at', async () => {
  const body = { error: { type: 'invalid_request_error', code: 'charge_already_refunded' } };
  const thrown = errorWith({ response: { status: 400, headers: {}, text: null, body } });
  expect(await normalized(thrown)).toMatchObject({ code: 'charge_already_refunded', outcome: 'performed' });
});

describe('stripe-node', () => {
  const raw = (error: object): object => ({ ...error, statusCode: 400, headers: {}, requestId: 'req_7' });
  const exception = (error: object, members: object = {}): Error =>
    errorWith({
      type: 'StripeInvalidRequestError',
      statusCode: 400,
      headers: { 'request-id': 'req_7' },
      rawType: 'invalid_request_error',
      raw: raw(error),
      ...members,
    });

  test('keeps the error of the body in `raw`', async () => {
    expect(await normalized(exception({ code: 'charge_already_refunded' }))).toMatchObject({
      code: 'charge_already_refunded',
      outcome: 'performed',
      requestId: 'req_7',
    });
  });

  test('may keep a list there: then its status decides', async () => {
    const list = Object.assign(['no'], raw({}));
    expect(await normalized(exception({}, { raw: list }))).toMatchObject({ outcome: 'not_performed' });
  });

  test.each(['StripeInvalidGrantError', 'StripeOAuthError', 'StripeUnsupportedGrantTypeError'])(
    '%s: of OAuth the type is the word that was the error',
    async (type) => {
      const thrown = exception({ type: 'invalid_grant', message: 'It was used.' }, { type });
      expect(await normalized(thrown)).toMatchObject({ code: 'invalid_grant', message: 'It was used.' });
    },
  );

  test.each<[string, unknown]>([
    ['no Error', Object.assign({}, exception({ code: 'charge_already_refunded' }))],
    ['without `rawType`', errorWith({ statusCode: 400, headers: {}, raw: raw({ code: 'card_declined' }) })],
    ['a `raw` of another answer', exception({}, { raw: { code: 'card_declined', statusCode: 402 } })],
    ['a `raw` that throws', exception({}, { raw: throwing(raw({})) })],
  ])('%s: it is none of its exceptions', async (_name, thrown) => {
    expect(await normalized(thrown)).toMatchObject({ category: 'unrecognized', outcome: 'unknown' });
  });

  const broken = (detail: unknown, message = 'An error occurred with our connection to Stripe.'): Error =>
    errorWith({ type: 'StripeConnectionError', detail }, 'Error', message);

  test('keeps what broke the connection in `detail`, and never proves that nothing was sent', async () => {
    const refused = errorWith({ code: 'ECONNREFUSED', syscall: 'connect', address: '127.0.0.1', port: 1 });
    const request = { ...POST, url: 'http://127.0.0.1:1/v1/refunds', redirect: 'manual', dispatcher: null };
    expect(await normalizeThrown(stripe, refused, request)).toMatchObject({ outcome: 'not_performed' });
    expect(await normalizeThrown(stripe, broken(refused), request)).toMatchObject({
      category: 'network',
      faultCode: 'ECONNREFUSED',
      outcome: 'unknown',
    });
  });

  test('keeps what broke a body off in the `exception` of that', async () => {
    const exception = errorWith({ code: 'ECONNRESET' });
    const half = errorWith({ exception }, 'Error', 'Failed to read the response body');
    expect(await normalized(broken(half))).toMatchObject({ category: 'network', faultCode: 'ECONNRESET' });
    const other = errorWith({ exception });
    expect(await normalized(broken(other))).toMatchObject({ category: 'unrecognized' });
  });

  test('a message that is none tells nothing of another sending', async () => {
    const known = new PaymentException(normalize(stripe, { status: 401 }, WITH_KEY));
    const thrown = Object.defineProperty(broken(known), 'message', { value: 7 });
    expect(await normalized(thrown)).toBe(known.error);
  });

  test('`detail` of any other exception is none', async () => {
    const thrown = errorWith({ type: 'StripeAPIError', detail: errorWith({ code: 'ECONNRESET' }) });
    expect(await normalized(thrown)).toMatchObject({ category: 'unrecognized' });
  });

  test('a cause goes before it', () => {
    const [known, other] = [429, 500].map((status) => new PaymentException(normalize(stripe, { status })));
    expect(paymentErrorOf(Object.assign(broken(other), { cause: known }))).toBe(known?.error);
  });

  test('a PaymentException in it is what it is about', async () => {
    const known = new PaymentException(normalize(stripe, { status: 429 }, WITH_KEY));
    expect(await normalized(broken(known))).toBe(known.error);
    expect(paymentErrorOf(broken(known))).toBe(known.error);
    expect(getCause(new PaymentException(known.error, { cause: broken(known) }))).toBeInstanceOf(Error);
  });

  const again = 'An error occurred with our connection to Stripe. Request was retried 2 times.';
  test.each([
    ['a refusal settles nothing', { status: 401 }, 'unknown'],
    ['nor does a limit', { status: 429 }, 'unknown'],
    ['a decline does', { status: 402 }, 'not_performed'],
  ])('after it was sent again: %s', async (_name, reply, outcome) => {
    const known = new PaymentException(normalize(stripe, reply, WITH_KEY));
    expect(await normalized(broken(known, again), WITH_KEY)).toMatchObject({ outcome });
    expect(await normalized(broken(known, again), { ...POST, method: 'GET' })).toBe(known.error);
  });
});

test('Adyen’s exception has the status of the body, and stays in doubt', async () => {
  const thrown = errorWith(
    { statusCode: 422, errorCode: '14_014', responseHeaders: {}, responseBody: '{"status":422}' },
    'HttpClientException',
  );
  expect(await normalized(thrown)).toMatchObject({ status: null, outcome: 'unknown' });
});

describe('what tells nothing may hide a failure that was answered', () => {
  const request = { method: 'POST', url: 'https://api.checkout.com/payments', idempotencyKey: 'order-4821' };

  test('the same key is not sent again where a failure is not stored', async () => {
    expect(await normalizeThrown(checkout, new Error('API Error'), request)).toMatchObject({
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first' },
    });
    const reset = new TypeError('fetch failed', { cause: errorWith({ code: 'ECONNRESET' }) });
    expect((await normalizeThrown(checkout, reset, request)).retry.strategy).toBe('same_key');
  });

  test('elsewhere it is: the failure would come back', async () => {
    const places = [
      [getpaid, 'https://api.example/payments'],
      [paysg, 'https://api.example/payment-services/ps_1/payments'],
    ] as const;
    for (const [provider, url] of places)
      expect((await normalizeThrown(provider, new Error('x'), { ...request, url })).retry.strategy).toBe(
        'same_key',
      );
  });
});

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function throwing(target: object): object {
  return new Proxy(target, {
    ownKeys: () => {
      throw new Error('no');
    },
  });
}
