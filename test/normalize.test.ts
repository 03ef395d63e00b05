import { describe, expect, test } from 'vitest';

import { defineProvider, getRaw, inspect, normalize, type Provider } from '../src/index.js';
import { getpaid } from '../src/providers/getpaid.js';
import { makecommerce } from '../src/providers/makecommerce.js';
import { paypaga } from '../src/providers/paypaga.js';
import { paysg } from '../src/providers/paysg.js';
import { paystand } from '../src/providers/paystand.js';

const ACME = {
  name: 'acme',
  docs: 'https://acme.example/errors',
  idempotency: { key: 'none', lookup: 'resource' },
  codes: { gone: { category: 'not_found' } },
} as const;

describe('without a status the body alone decides', () => {
  test.each<[string, Provider, unknown, string | null]>([
    ['an error envelope', paysg, { error: { code: 'payment_not_found' } }, 'not_found'],
    ['an envelope with an unknown code', paysg, { error: { code: 'new_code', message: 'x' } }, 'unknown'],
    ['an envelope with a type', paystand, { error: { type: 'rateLimitError' } }, 'rate_limited'],
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

describe('a 5xx stays a 5xx', () => {
  test('a refusal in its body keeps its code and decides nothing', () => {
    const reply = { status: 503, body: { error: { code: 'payment_not_found', message: 'Gone.' } } };
    expect(normalize(paysg, reply, { method: 'POST' })).toMatchObject({
      category: 'provider_unavailable',
      code: 'payment_not_found',
      message: 'Gone.',
      outcome: 'unknown',
      matchedOn: 'status',
    });
  });

  test('a failure that says nothing was performed is not believed either', () => {
    const reply = { status: 500, body: { code: 1063 } };
    expect(normalize(makecommerce, reply)).toMatchObject({ category: 'provider_error', outcome: 'unknown' });
  });

  test('a failure of its own kind is', () => {
    const reply = { status: 500, body: { error: { type: 'external_error' } } };
    expect(normalize(paysg, reply)).toMatchObject({ category: 'provider_unavailable', matchedOn: 'type' });
  });
});

describe('field errors', () => {
  const DEEP = Array.from({ length: 40 }, (_, index) => `n${String(index)}`).join('.');

  test('are at most 100', () => {
    const details = Array.from({ length: 10_000 }, (_, index) => ({ field: `items[${String(index)}].name` }));
    const { fieldErrors } = normalize(paypaga, {
      status: 400,
      body: { error: { code: 'VALIDATION_ERROR', details } },
    });
    expect(fieldErrors).toHaveLength(100);
    expect(fieldErrors[99]).toMatchObject({ field: 'items[99].name', path: ['items', 99, 'name'] });
  });

  test.each([
    ['amount', ['amount']],
    ['customer.ip', ['customer', 'ip']],
    ['$.items[0].name', ['items', 0, 'name']],
    ['items.10.price', ['items', 10, 'price']],
    ['a.007', ['a', '007']],
    ['', []],
    ['...', []],
    ['$', []],
    ['a. .b', ['a', ' ', 'b']],
    [DEEP, DEEP.split('.').slice(0, 32)],
  ])('%j has the path %j', (field, path) => {
    const details = [{ field, message: 'No.' }];
    const { fieldErrors } = normalize(paypaga, { status: 400, body: { error: { details } } });
    expect(fieldErrors).toEqual([
      { field, path, code: 'invalid', providerCode: null, message: 'No.', allowed: null },
    ]);
  });

  test('have the path that the provider tells: at most 32 segments, their text redacted', () => {
    const path = [
      'items',
      0,
      'jane.doe@shop.example',
      '  ',
      ...Array.from({ length: 40 }, (_, index) => index),
    ];
    const acme = defineProvider({
      ...ACME,
      error: { read: () => ({ fieldErrors: [{ field: 'items', path, code: 'invalid' }] }) },
    });
    const { fieldErrors } = normalize(acme, { status: 400 });
    expect(fieldErrors[0]?.path).toEqual(['items', 0, '[e-mail]', '', ...path.slice(4, 32)]);
  });

  test('list what would be accepted, at most 100 values', () => {
    const options = Array.from({ length: 300 }, (_, index) => `option${String(index)}`);
    const body = {
      title: 'Invalid',
      errors: { method: ['invalid_option'] },
      errors_metadata: { method: { invalid_option: { allowed_options: ['', ...options, 7] } } },
    };
    expect(normalize(getpaid, { status: 422, body }).fieldErrors[0]?.allowed).toEqual([
      '',
      ...options.slice(0, 99),
    ]);
  });
});

describe('what is kept is bounded', () => {
  test('a message of 1,000 characters, without half a character at its end', () => {
    const message = `${'x'.repeat(999)}😀`;
    expect(normalize(paysg, { status: 400, body: { error: { message } } }).message).toBe('x'.repeat(999));
    const long = normalize(paysg, { status: 400, body: { error: { message: 'y '.repeat(1_000_000) } } });
    expect(long.message).toHaveLength(1_000);
  });

  test('a code of 200 characters', () => {
    expect(
      normalize(paysg, { status: 400, body: { error: { code: 'z'.repeat(10_000) } } }).code,
    ).toHaveLength(200);
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

describe('docUrl', () => {
  test('is the documentation of the provider where one of its rows decided', () => {
    expect(normalize(paysg, { status: 404, body: { error: { code: 'payment_not_found' } } }).docUrl).toBe(
      paysg.docs,
    );
    expect(normalize(paysg, { status: 404 }).docUrl).toBeNull();
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
    '/relative#404---not-found',
    'see https://docs.getpaid.io/x#404---not-found',
  ])('never is %j', (type) => {
    expect(normalize(getpaid, { status: 404, body: { type, title: 'Not found' } }).docUrl).toBeNull();
  });
});

describe('getRaw', () => {
  const body = { error: { code: 'server_error', secret: 'x' } };

  test('gives the body as it came', () => {
    expect(getRaw(normalize(paysg, { status: 500, body }))).toBe(body);
    expect(getRaw(normalize(paysg, { status: 502, body: '<h1>Bad gateway</h1>' }))).toBe(
      '<h1>Bad gateway</h1>',
    );
    expect(getRaw(normalize(paysg, { status: 502, body: null }))).toBeNull();
  });
  test('gives undefined without a body, and for a copy', () => {
    expect(getRaw(normalize(paysg, { status: 500 }))).toBeUndefined();
    expect(getRaw(structuredClone(normalize(paysg, { status: 500, body })))).toBeUndefined();
  });
  test.each([null, undefined, 'text'])('gives undefined for %o', (error) => {
    expect(getRaw(error as never)).toBeUndefined();
  });
  test('is nowhere to be seen in the error', () => {
    const error = normalize(paysg, { status: 500, body });
    expect(Reflect.ownKeys(error)).toEqual(Reflect.ownKeys(structuredClone(error)));
  });
});

describe('a provider that is not one', () => {
  test.each([null, undefined, {}, 'paysg', { name: 'paysg', docs: 'https://x.example' }])(
    '%o',
    (provider) => {
      expect(() => normalize(provider as Provider, { status: 500 })).toThrow(/^provider: expected/);
      expect(() => inspect(provider as Provider, { status: 500 })).toThrow(TypeError);
    },
  );
});

test('a provider may say a type and no code', () => {
  const acme = defineProvider({
    ...ACME,
    types: { missing: { category: 'not_found' } },
    error: { read: () => ({ type: 'missing' }) },
  });
  expect(normalize(acme, { status: 400 })).toMatchObject({
    category: 'not_found',
    code: null,
    matchedOn: 'type',
  });
});

test('a schema that answers later, or throws, or a reader that throws, counts as not understood', () => {
  const later = {
    '~standard': { version: 1, vendor: 'x', validate: () => Promise.resolve({ value: {} }) },
  } as const;
  const read = (): { codes: string[] } => ({ codes: ['gone'] });
  const providers = [
    defineProvider({ ...ACME, error: { schema: later, read } }),
    defineProvider({ ...ACME, error: { schema: () => undefined, read } }),
    defineProvider({
      ...ACME,
      error: {
        read: () => {
          throw new Error('no');
        },
      },
    }),
  ];
  for (const provider of providers)
    expect(normalize(provider, { status: 400, body: {} })).toMatchObject({
      category: 'invalid_request',
      code: null,
    });
  expect(normalize(defineProvider({ ...ACME, error: { read } }), { status: 400 }).category).toBe('not_found');
});

test('what a body lists is looked at up to the thousandth item', () => {
  const listed = (before: number): unknown => [
    ...Array.from({ length: before }, () => null),
    { field: 'amount', message: 'is required' },
  ];
  const keyed = (before: number): unknown =>
    Object.fromEntries([
      ...Array.from({ length: before }, (_, index) => [`field ${String(index)}`, null]),
      ['amount', ['is required']],
    ]);
  for (const detailsWith of [listed, keyed]) {
    const errors = [999, 1_000].map((before) =>
      normalize(paypaga, { status: 400, body: { error: { code: 'X', details: detailsWith(before) } } }),
    );
    expect(errors.map(({ fieldErrors }) => fieldErrors.length)).toEqual([1, 0]);
  }
});
