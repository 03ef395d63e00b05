import { describe, expect, test } from 'vitest';

import type { FieldError } from '../../src/error/members.js';
import { defineProvider } from '../../src/provider/define-provider.js';
import type { FieldErrorReading } from '../../src/provider/reading.js';
import { normalize } from '../../src/verdict/normalize.js';

/** The field errors of an answer that says this of its fields. */
function fieldErrorsOf(fieldErrors: unknown): readonly FieldError[] {
  const acme = defineProvider({
    name: 'acme',
    docs: 'https://acme.example/errors',
    idempotency: { lookup: 'resource' },
    error: { read: () => ({ fieldErrors: fieldErrors as readonly FieldErrorReading[] }) },
  });
  return normalize(acme, { status: 400, body: {} }).fieldErrors;
}

const AMOUNT = { field: 'amount', reason: 'invalid' };
const COPIED = {
  field: 'amount',
  path: ['amount'],
  reason: 'invalid',
  code: null,
  message: null,
  allowed: null,
};

test('what is not said is null', () => {
  expect(fieldErrorsOf([AMOUNT])).toEqual([COPIED]);
});

test('are at most 100', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => ({
    ...AMOUNT,
    field: `items[${String(index)}].name`,
  }));
  const fieldErrors = fieldErrorsOf(many);
  expect(fieldErrors).toHaveLength(100);
  expect(fieldErrors[99]).toMatchObject({ field: 'items[99].name', path: ['items', 99, 'name'] });
});

describe('the path is split from the name', () => {
  const DEEP = Array.from({ length: 40 }, (_, index) => `n${String(index)}`).join('.');

  test.each([
    ['amount', ['amount']],
    ['customer.ip', ['customer', 'ip']],
    ['$.items[0].name', ['items', 0, 'name']],
    ['items.10.price', ['items', 10, 'price']],
    ["$['items'][0]['a.b']", ['items', 0, 'a.b']],
    ['$["items"][0]["a[b]"]', ['items', 0, 'a[b]']],
    [String.raw`$['it\'s']["say \"so\""]`, ["it's", 'say "so"']],
    ["$['$'].$.a", ['$', '$', 'a']],
    ["['0'][1]", ['0', 1]],
    ["['open", ["'open"]],
    ['a.007', ['a', '007']],
    ['a.999999999.1000000000', ['a', 999_999_999, '1000000000']],
    ['', []],
    ['...', []],
    ['$', []],
    ['a. .b', ['a', '', 'b']],
    ['Getpaid-Idempotency-Key', ['Getpaid-Idempotency-Key']],
    [DEEP, DEEP.split('.').slice(0, 32)],
  ])('%j: %j', (field, path) => {
    expect(fieldErrorsOf([{ ...AMOUNT, field }])[0]?.path).toEqual(path);
  });
});

describe('the path that the provider tells', () => {
  test('is kept: at most 32 segments, their text redacted', () => {
    const path = [
      'items',
      0,
      'jane.doe@shop.example',
      '  ',
      ...Array.from({ length: 40 }, (_, index) => index),
    ];
    expect(fieldErrorsOf([{ ...AMOUNT, path }])[0]?.path).toEqual([
      'items',
      0,
      '[e-mail]',
      '',
      ...path.slice(4, 32),
    ]);
  });

  test('has no numbers that are no places, nor long ones, which may be a card’s', () => {
    const path = [-1, 1.5, Number.NaN, Infinity, 4_111_111_111_111_111, null, {}];
    expect(fieldErrorsOf([{ ...AMOUNT, path }])[0]?.path).toEqual([
      '-1',
      '1.5',
      'NaN',
      'Infinity',
      expect.stringMatching(/^\D+1111$/) as string,
      '',
      '',
    ]);
  });

  test('is empty where it is no list', () => {
    expect(fieldErrorsOf([{ ...AMOUNT, path: 'amount' }])[0]?.path).toEqual([]);
  });
});

describe('what would be accepted', () => {
  test('is listed: at most 100 values, numbers as text, nothing else', () => {
    const options = Array.from({ length: 300 }, (_, index) => `option${String(index)}`);
    const allowed = [7, '', null, {}, ...options];
    expect(fieldErrorsOf([{ ...AMOUNT, allowed }])[0]?.allowed).toEqual(['7', ...options.slice(0, 96)]);
  });
  test.each([null, undefined, 'a', { length: 1 }])('is not known by %o', (allowed) => {
    expect(fieldErrorsOf([{ ...AMOUNT, allowed }])[0]?.allowed).toBeNull();
  });
});

test('what is kept is redacted and bounded', () => {
  const secret = 'sk_live_51Habcdefghijklmnop';
  const long = 'word '.repeat(1_000);
  const [first, second] = fieldErrorsOf([
    { field: secret, reason: 'invalid', code: secret, message: secret, allowed: [secret] },
    { field: long, reason: 'invalid', code: long, message: long, allowed: [long] },
  ]);
  expect(JSON.stringify(first)).not.toContain('Habcdefghijklmnop');
  expect(second?.field.length).toBeLessThanOrEqual(200);
  expect(second?.code?.length).toBeLessThanOrEqual(200);
  expect(second?.message?.length).toBeGreaterThan(250);
  expect(second?.message?.length).toBeLessThanOrEqual(300);
});

test('a reason that is none of the four is not recognized', () => {
  for (const reason of ['wrong', undefined, 7, 'constructor'])
    expect(fieldErrorsOf([{ field: 'amount', reason }])[0]?.reason).toBe('unrecognized');
  for (const reason of ['required', 'invalid', 'not_allowed', 'unrecognized'])
    expect(fieldErrorsOf([{ field: 'amount', reason }])[0]?.reason).toBe(reason);
});

describe('what cannot be copied is passed over', () => {
  test.each<[string, unknown]>([
    ['null', null],
    ['a text', 'amount'],
    ['one without a name', { reason: 'invalid' }],
    ['one whose name is no text', { ...AMOUNT, field: 7 }],
    ['one that throws', new Proxy({}, { get: throwing })],
    ['a path whose length throws', { ...AMOUNT, path: new Proxy([], { get: throwing }) }],
  ])('%s', (_name, reading) => {
    expect(fieldErrorsOf([reading, AMOUNT])).toEqual([COPIED]);
  });

  test.each<[string, unknown]>([
    ['a list that is none', 'amount'],
    ['a thenable', { then: throwing, length: 1 }],
    ['a list that throws', new Proxy([AMOUNT], { get: throwing })],
    ['the longest list there can be, and empty', new Array(2 ** 32 - 1)],
    ['holes', new Array(3)],
  ])('%s', (_name, list) => {
    expect(fieldErrorsOf(list)).toEqual([]);
  });

  test('a hole in a list', () => {
    const list: unknown[] = [AMOUNT];
    list[2] = AMOUNT;
    expect(fieldErrorsOf(list)).toEqual([COPIED, COPIED]);
  });

  test('nothing that a list brings along is called', () => {
    const list = Object.assign([AMOUNT], { slice: throwing, flatMap: throwing, [Symbol.iterator]: throwing });
    expect(fieldErrorsOf(list)).toEqual([COPIED]);
    const allowed = Object.assign(['a'], { slice: throwing, flatMap: throwing });
    expect(fieldErrorsOf([{ ...AMOUNT, allowed }])[0]?.allowed).toEqual(['a']);
  });

  test('a list that lies about its length is looked at as far as one may be', () => {
    const endless = new Proxy([AMOUNT], {
      get: (list, key): unknown => (key === 'length' ? Infinity : (list[Number(String(key))] ?? AMOUNT)),
    });
    expect(fieldErrorsOf(endless)).toHaveLength(100);
  });
});

function throwing(): never {
  throw new Error('no');
}

describe('what is hidden in a name is not shown by its path', () => {
  test('where the path was told it becomes the name, as one segment', () => {
    const [error] = fieldErrorsOf([
      { field: '/4111/1111/1111/1111', path: ['4111', '1111', '1111', '1111'], reason: 'invalid' },
    ]);
    expect(error?.field).toMatch(/\*{4}1111$/);
    expect(error?.path).toEqual([error?.field]);
  });

  test('where it was not, it is split from what is shown', () => {
    expect(fieldErrorsOf([{ field: 'cards.4111111111111111', reason: 'invalid' }])).toMatchObject([
      { field: 'cards.****1111', path: ['cards', '****1111'] },
    ]);
  });

  test('and one in which nothing is hidden is kept as it was told', () => {
    expect(fieldErrorsOf([{ field: '/a~1b/0', path: ['a/b', 0], reason: 'invalid' }])).toMatchObject([
      { field: '/a~1b/0', path: ['a/b', 0] },
    ]);
  });
});
