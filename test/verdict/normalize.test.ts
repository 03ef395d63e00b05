import { afterEach, describe, expect, test } from 'vitest';

import { getRawBody } from '../../src/error/raw-body.js';
import { defineProvider } from '../../src/provider/define-provider.js';
import type { Provider } from '../../src/provider/definition.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { makecommerce } from '../../src/providers/makecommerce.js';
import { paypaga } from '../../src/providers/paypaga.js';
import { paysg } from '../../src/providers/paysg.js';
import { paystand } from '../../src/providers/paystand.js';
import { inspect, normalize } from '../../src/verdict/normalize.js';

const ACME = {
  name: 'acme',
  docs: 'https://acme.example/errors',
  idempotency: { lookup: 'resource' },
} as const;

describe('without a status the body alone decides', () => {
  test.each<[string, Provider, unknown, string | null]>([
    ['an error envelope', paysg, { error: { code: 'payment_not_found' } }, 'not_found'],
    [
      'an envelope with an unknown code',
      paysg,
      { error: { code: 'new_code', message: 'x' } },
      'unrecognized',
    ],
    ['an envelope with a type', paystand, { error: { type: 'rateLimitError' } }, 'rate_limited'],
    ['an envelope with a status', getpaid, { title: 'Conflict', status: 409 }, 'conflict'],
    ['a failed resource', getpaid, { id: 'pay_1', status: 'declined' }, 'declined'],
    ['a resource that did not fail', getpaid, { id: 'pay_1', status: 'authorized' }, null],
    ['a transaction with a message', makecommerce, { id: 't1', status: 'COMPLETED', message: 'ok' }, null],
    ['an unknown object', paypaga, { hello: 'world' }, null],
    ['no object at all', paypaga, 'Bad gateway', 'invalid_response'],
    ['nothing', paypaga, undefined, 'invalid_response'],
    ['null', paypaga, null, 'invalid_response'],
  ])('%s', (_name, provider, body, category) => {
    expect(inspect(provider, { body })?.category ?? null).toBe(category);
  });
});

test('a 2xx ends at 299', () => {
  expect(inspect(paysg, { status: 299 })).toBeNull();
  expect(inspect(paysg, { status: 300 })).toHaveProperty('category', 'invalid_response');
});

test('a 304 is no error, but where the request is known to be a write', () => {
  expect(inspect(paysg, { status: 304 }, { method: 'GET' })).toBeNull();
  expect(inspect(paysg, { status: 304 })).toBeNull();
  expect(inspect(paysg, { status: 304 }, { method: '' })).toBeNull();
  expect(inspect(paysg, { status: 304 }, { method: 'POST' })).toMatchObject({ outcome: 'unknown' });
  expect(normalize(paysg, { status: 304 }, { method: 'GET' })).toHaveProperty('category', 'invalid_response');
});

test('an error has its tags, and says what it is about', () => {
  expect(normalize(getpaid, { status: 200, body: { id: 'rfd_1', status: 'declined' } })).toMatchObject({
    name: 'PaymentError',
    version: 1,
    provider: 'getpaid',
    resource: { kind: 'refund', id: 'rfd_1' },
    fixableBy: 'merchant',
  });
  expect(normalize(getpaid, { status: 500 })).toMatchObject({ resource: null, fixableBy: 'provider' });
});

describe('only its own category has', () => {
  test.each<[string, Provider, number, unknown, Record<string, unknown>]>([
    [
      'declined: what is said of the method',
      paystand,
      402,
      { error: { details: { code: 'cardFailure', explanation: 'Insufficient funds' } } },
      {
        declineReason: 'insufficient_funds',
        methodAdvice: 'try_again_later',
        methodDelayMs: null,
        networkDeclineCode: null,
        networkAdviceCode: null,
      },
    ],
    [
      'idempotency_conflict: what is said of the key',
      paysg,
      409,
      { error: { code: 'idempotent_request_body_mismatch' } },
      { keyConflict: 'mismatch' },
    ],
    ['timeout: the code of a fault', paysg, 408, undefined, { faultCode: null }],
  ])('%s', (_name, provider, status, body, members) => {
    const error = normalize(provider, { status, body });
    expect(error).toMatchObject(members);
    const plain = normalize(provider, { status: 404 });
    for (const member of Object.keys(members)) expect(plain).not.toHaveProperty(member);
  });
});

describe('what a card network says of a decline is passed on, redacted', () => {
  const declining = defineProvider({
    ...ACME,
    error: {
      read: () => ({
        codes: ['no'],
        networkDeclineCode: '51',
        networkAdviceCode: '24',
        adviceNetwork: 'mastercard',
      }),
      codes: { no: 'declined: insufficient_funds' },
    },
  });

  test('and says whether the method may be charged again', () => {
    expect(normalize(declining, { status: 402, body: {} })).toMatchObject({
      methodAdvice: 'try_again_later',
      methodDelayMs: 3_600_000,
      networkDeclineCode: '51',
      networkAdviceCode: '24',
      retry: { action: 'add_funds' },
    });
  });

  test('of a decline alone', () => {
    expect(normalize(declining, { status: 500, body: {} })).not.toHaveProperty('networkDeclineCode');
  });
});

describe('who can fix it', () => {
  test.each<[Provider, number, unknown, string]>([
    [paysg, 400, undefined, 'developer'],
    [paysg, 403, undefined, 'merchant'],
    [paysg, 408, undefined, 'nobody'],
    [paysg, 500, undefined, 'provider'],
    [paysg, 503, undefined, 'provider'],
    [paysg, 302, undefined, 'provider'],
    [paystand, 402, undefined, 'payer'],
    [paysg, 401, { error: { code: 'api_key_expired' } }, 'merchant'],
  ])('%o %i %j: %s', (provider, status, body, fixableBy) => {
    expect(normalize(provider, { status, body }).fixableBy).toBe(fixableBy);
  });
});

describe('how long to wait', () => {
  const tooEarly = { code: 1045, message: 'Still in the works' };

  test('is what the headers say, but never less than the least wait of the row', () => {
    const wait = (headers: Record<string, string>): unknown =>
      normalize(makecommerce, { status: 400, headers, body: tooEarly }).retry;
    expect(wait({ 'retry-after': '7200' })).toMatchObject({ delayMs: 7_200_000 });
    for (const short of ['60', '0'])
      expect(wait({ 'retry-after': short })).toMatchObject({ delayMs: 3_600_000 });
    expect(wait({})).toMatchObject({ delayMs: 3_600_000 });
  });

  describe('until a date goes by the clock', () => {
    const headers = { 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' };
    const now = Date.UTC(1994, 10, 6, 8, 49, 7);

    test.each([now, new Date(now), (): number => now, (): Date => new Date(now)])('%o', (clock) => {
      expect(normalize(paysg, { status: 429, headers }, undefined, { now: clock }).retry).toMatchObject({
        delayMs: 30_000,
      });
    });

    test.each([
      null,
      () => undefined,
      Number.NaN,
      new Date('x'),
      'soon',
      Symbol('now'),
      () => {
        throw new Error('stopped');
      },
    ])('of the machine when %o is given', (clock) => {
      expect(
        normalize(paysg, { status: 429, headers }, undefined, { now: clock as never }).retry,
      ).toMatchObject({ delayMs: 0 });
    });
  });
});

describe('what is kept is bounded', () => {
  test('a message of 1,000 characters, without half a character at its end', () => {
    const message = `${'x'.repeat(999)}😀`;
    expect(normalize(paysg, { status: 400, body: { error: { message } } }).message).toBe('x'.repeat(999));
    const long = normalize(paysg, { status: 400, body: { error: { message: 'y '.repeat(1_000_000) } } });
    expect(long.message.length).toBeGreaterThan(900);
    expect(long.message.length).toBeLessThanOrEqual(1_000);
  });

  test('a code of 200 characters', () => {
    const { code } = normalize(paysg, { status: 400, body: { error: { code: 'z-'.repeat(10_000) } } });
    expect(code?.length).toBeGreaterThan(100);
    expect(code?.length).toBeLessThanOrEqual(200);
  });
});

describe('the message is never empty', () => {
  test.each([undefined, '', '   ', 7, null])('%o', (message) => {
    expect(normalize(paysg, { status: 502, body: { error: { code: 'x', message } } }).message).toBe(
      'paysg answered HTTP 502 without a message that could be read.',
    );
  });
  test('nor without a status', () => {
    expect(normalize(paysg, {}).message).toBe('paysg answered without a message that could be read.');
  });
});

describe('requestId', () => {
  const body = { error: { ref: 'c0ffee' } };
  test('is that of the header', () => {
    const headers = { 'GETPAID-TRACE-ID': 'trace-1' };
    expect(normalize(getpaid, { status: 500, headers }).requestId).toBe('trace-1');
  });
  test('else that of the body', () => {
    expect(normalize(paystand, { status: 500, headers: { 'x-request-id': 'x' }, body }).requestId).toBe(
      'c0ffee',
    );
    const both = defineProvider({
      ...ACME,
      requestIdHeader: 'X-Request-Id',
      error: { read: () => ({ requestId: 'of the body' }) },
    });
    expect(normalize(both, { status: 500, headers: { 'x-request-id': '' }, body: {} }).requestId).toBe(
      'of the body',
    );
    expect(normalize(both, { status: 500, headers: { 'x-request-id': 'x' }, body: {} }).requestId).toBe('x');
  });
  test('is null when nobody says', () => {
    expect(normalize(paysg, { status: 500, headers: { 'x-request-id': 'x' } }).requestId).toBeNull();
  });
});

describe('docUrl', () => {
  test('is the documentation of the provider where one of its rows decided', () => {
    expect(normalize(paysg, { status: 404, body: { error: { code: 'payment_not_found' } } }).docUrl).toBe(
      paysg.docs,
    );
    expect(normalize(paysg, { status: 404 }).docUrl).toBeNull();
  });

  test('is the page of the row where it has one', () => {
    const acme = defineProvider({
      ...ACME,
      error: {
        read: ({ code }: { code: string }) => ({ codes: [code] }),
        codes: {
          listed: { is: 'conflict', source: 'https://acme.example/conflicts' },
          seen: { is: 'conflict', source: 'observed' },
        },
      },
    });
    const docUrlOf = (code: string): string | null => normalize(acme, { status: 400, body: { code } }).docUrl;
    expect(docUrlOf('listed')).toBe('https://acme.example/conflicts');
    expect(docUrlOf('seen')).toBe('https://acme.example/errors');
    expect(docUrlOf('new')).toBeNull();
  });

  test.each(['https://docs.getpaid.io/x#404---not-found', 'http://docs.getpaid.io/x#404---not-found'])(
    'is the address that the answer gives: %s',
    (type) => {
      expect(normalize(getpaid, { status: 404, body: { type } }).docUrl).toBe(type);
    },
  );

  test.each([
    'javascript:alert(1)',
    'about:blank',
    '/relative#nothing',
    'see https://docs.getpaid.io/x#nothing',
    'https://user:password@docs.getpaid.io/x#nothing',
    'https://#nothing',
    'https://[#nothing',
  ])('never is %j', (type) => {
    expect(normalize(getpaid, { status: 404, body: { type, title: 'Not found' } }).docUrl).toBeNull();
  });
});

describe('getRawBody', () => {
  const body = { error: { code: 'server_error', secret: 'x' } };

  test('gives the body as it came', () => {
    expect(getRawBody(normalize(paysg, { status: 500, body }))).toBe(body);
    expect(getRawBody(normalize(paysg, { status: 502, body: '<h1>Bad gateway</h1>' }))).toBe(
      '<h1>Bad gateway</h1>',
    );
    expect(getRawBody(normalize(paysg, { status: 502, body: null }))).toBeNull();
  });
  test('gives the body of a success that says it failed', () => {
    const payment = { id: 'pay_1', status: 'declined' };
    const error = inspect(getpaid, { status: 200, body: payment });
    expect(error && getRawBody(error)).toBe(payment);
  });
  test('is nowhere to be seen in the error', () => {
    const error = normalize(paysg, { status: 500, body });
    expect(Reflect.ownKeys(error)).toEqual(Reflect.ownKeys(structuredClone(error)));
    expect(getRawBody(structuredClone(error))).toBeUndefined();
  });
});

describe('a provider that is not one', () => {
  test.each([null, undefined, {}, 'paysg', { name: 'paysg', docs: 'https://x.example' }])(
    '%o',
    (provider) => {
      expect(() => normalize(provider as Provider, { status: 500 })).toThrow(TypeError);
      expect(() => inspect(provider as Provider, { status: 500 })).toThrow(TypeError);
    },
  );
});

test('a Response is sent on to inspectResponse', () => {
  const response = new Response('{}', { status: 500 }) as never;
  expect(() => normalize(paysg, response)).toThrow(/inspectResponse/);
  expect(() => inspect(paysg, response)).toThrow(/inspectResponse/);
});

test('a schema that answers later, or throws, or a reader that throws, counts as not understood', () => {
  const later = {
    '~standard': { version: 1, vendor: 'x', validate: () => Promise.resolve({ value: {} }) },
  } as const;
  const read = (): { codes: string[] } => ({ codes: ['gone'] });
  const codes = { gone: 'not_found' } as const;
  const providers = [
    defineProvider({ ...ACME, error: { schema: later, read, codes } }),
    defineProvider({ ...ACME, error: { schema: () => undefined, read, codes } }),
    defineProvider({ ...ACME, error: { schema: throwing, read, codes } }),
    defineProvider({ ...ACME, error: { read: throwing, codes } }),
  ];
  for (const provider of providers)
    expect(normalize(provider, { status: 400, body: {} })).toMatchObject({
      category: 'invalid_request',
      code: null,
    });
  expect(
    normalize(defineProvider({ ...ACME, error: { read, codes } }), { status: 400, body: {} }).category,
  ).toBe('not_found');
});

describe('what somebody adds to the prototype of every object', () => {
  afterEach(() => {
    for (const name of ADDED) Reflect.deleteProperty(Object.prototype, name);
  });
  const ADDED = ['rule', 'codes', 'method', 'idempotencyKey', 'status', 'category', 'delayMs'];

  test('says nothing', () => {
    const request = { url: 'https://api.paysg.example/v1/payment-services/1/payments' };
    const before = normalize(paysg, { status: 503, body: { error: {} } }, request);
    const values: Readonly<Record<string, unknown>> = {
      rule: { outcome: 'not_performed', strategy: 'after_delay' },
      codes: ['parameter_invalid'],
      method: 'GET',
      idempotencyKey: 'k',
      status: 400,
      category: 'not_found',
      delayMs: 5,
    };
    for (const name of ADDED)
      Object.defineProperty(Object.prototype, name, {
        value: values[name],
        configurable: true,
        enumerable: true,
      });
    const after = normalize(paysg, { status: 503, body: { error: {} } }, request);
    for (const name of ADDED) Reflect.deleteProperty(Object.prototype, name);
    expect(after).toEqual(before);
    expect(after).toMatchObject({
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first', delayMs: null },
    });
  });
});

function throwing(): never {
  throw new Error('no');
}
