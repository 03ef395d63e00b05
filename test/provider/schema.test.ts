import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';

import { anything, byName, either, list, number, optional, text, word } from '../../src/provider/schema.js';

/** What a member is parsed to; the object around it is kept, whatever stands there. */
function parsed(leaf: z.ZodMiniType, value: unknown): unknown {
  const result = z.safeParse(z.object({ before: text, member: leaf, after: text }), {
    before: 'b',
    member: value,
    after: 'a',
  });
  expect(result.data).toMatchObject({ before: 'b', after: 'a' });
  return result.data?.member;
}

/** What JSON can hold, and what else a client may hand over. */
const JUNK: readonly unknown[] = [
  undefined,
  null,
  true,
  '',
  'text',
  '__proto__',
  0,
  -1,
  1.5,
  1e300,
  Number.NaN,
  Infinity,
  10n,
  Symbol('s'),
  [],
  [null],
  {},
  JSON.parse('{"__proto__":{"polluted":true}}'),
  Object.create(null),
  new Date(Number.NaN),
  new Map(),
  () => 'text',
];

describe.each<[name: string, leaf: z.ZodMiniType, taken: (value: unknown) => boolean]>([
  ['text', text, (value) => typeof value === 'string'],
  ['word', word, (value) => typeof value === 'string' || Number.isFinite(value)],
  ['number', number, (value) => typeof value === 'number'],
  ['anything', anything, () => true],
])('%s', (name, leaf, taken) => {
  test('takes what it is for, and nothing else stands in the way of what is around it', () => {
    for (const value of JUNK) {
      const expected = name === 'word' && typeof value === 'number' ? String(value) : value;
      expect(parsed(leaf, value)).toBe(taken(value) ? expected : undefined);
    }
  });

  test('takes a member that is not there', () => {
    expect(z.safeParse(z.object({ member: leaf }), {}).data).toEqual({ member: undefined });
  });
});

test('a number becomes a word as it is written', () => {
  expect([1034, 0, -0, 1e21, 0.1].map((value) => parsed(word, value))).toEqual([
    '1034',
    '0',
    '0',
    '1e+21',
    '0.1',
  ]);
});

describe('optional', () => {
  const inner = optional(z.object({ code: text }));

  test('gives what the schema makes of it', () => {
    expect(parsed(inner, { code: 'x', more: 1 })).toEqual({ code: 'x' });
    expect(parsed(inner, {})).toEqual({ code: undefined });
  });

  test('gives undefined for what the schema refuses, absent or junk', () => {
    for (const value of [undefined, null, 'x', 7, true]) expect(parsed(inner, value)).toBeUndefined();
    expect(z.safeParse(z.object({ member: inner }), {}).success).toBe(true);
  });
});

describe('list', () => {
  test('gives the items that the schema accepts, in their order', () => {
    expect(parsed(list(text), ['a', 7, null, 'b', {}, undefined, ''])).toEqual(['a', 'b', '']);
    expect(parsed(list(z.object({ field: text })), [{ field: 'a' }, 7, {}, null])).toEqual([
      { field: 'a' },
      { field: undefined },
    ]);
    expect(parsed(list(text), [])).toEqual([]);
  });

  test('gives undefined for what is no list', () => {
    for (const value of [undefined, null, 'abc', 7, { 0: 'a', length: 1 }, new Set(['a'])])
      expect(parsed(list(text), value)).toBeUndefined();
  });

  test('looks at the first 100 items and no further', () => {
    const items = Array.from({ length: 150 }, (_, index) => String(index));
    expect(parsed(list(text), items)).toEqual(items.slice(0, 100));
    let seen = 0;
    const counting = z.transform((value: unknown) => {
      seen++;
      return value;
    });
    parsed(list(counting), new Array(1e6).fill('x'));
    expect(seen).toBe(100);
    expect(parsed(list(text), new Array(2 ** 32 - 1))).toEqual([]);
  });

  test('holds lists of lists', () => {
    expect(parsed(list(list(word)), [[1, 'a'], 7, [null]])).toEqual([['1', 'a'], []]);
  });
});

describe('byName', () => {
  const names = byName(list(text));

  test('gives what the schema makes of each member', () => {
    expect(parsed(names, { amount: ['required'], currency: 'EUR', email: [] })).toEqual({
      amount: ['required'],
      email: [],
    });
    expect(parsed(byName(byName(word)), { a: { b: 1, c: null }, d: 7 })).toEqual({ a: { b: '1' } });
  });

  test('gives undefined for what is no object', () => {
    for (const value of [undefined, null, 'abc', 7, [['required']]])
      expect(parsed(names, value)).toBeUndefined();
  });

  test('looks at the first 100 members and no further', () => {
    const many = Object.fromEntries(
      Array.from({ length: 150 }, (_, index) => [`field${String(index)}`, ['invalid']]),
    );
    expect(Object.keys(parsed(names, many) as object)).toEqual(Object.keys(many).slice(0, 100));
  });

  test('keeps a member that is called __proto__, and changes no prototype by it', () => {
    const body = JSON.parse('{"__proto__":["required"],"constructor":["invalid"]}') as object;
    const result = parsed(names, body) as object;
    expect(Object.entries(result)).toEqual([
      ['__proto__', ['required']],
      ['constructor', ['invalid']],
    ]);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  });
});

describe('either', () => {
  const one = either(list(text), byName(text));

  test('gives what the first makes of it, else the second', () => {
    expect(parsed(one, ['a'])).toEqual(['a']);
    expect(parsed(one, { a: 'x' })).toEqual({ a: 'x' });
  });

  test('gives undefined where both refuse it', () => {
    for (const value of [undefined, null, 'abc', 7]) expect(parsed(one, value)).toBeUndefined();
  });
});

describe('an envelope of these', () => {
  const envelope = z.object({
    error: z.object({
      code: word,
      detail: optional(z.object({ reason: text, fields: list(z.object({ name: text })) })),
    }),
  });
  const whole = { error: { code: 7, detail: { reason: 'r', fields: [{ name: 'n' }] } } };

  test('takes it whole', () => {
    expect(z.safeParse(envelope, whole).data).toEqual({
      error: { code: '7', detail: { reason: 'r', fields: [{ name: 'n' }] } },
    });
  });

  test.each<[what: string, body: unknown, parsed: unknown]>([
    ['the code', { error: { detail: whole.error.detail } }, { code: undefined, detail: whole.error.detail }],
    ['the detail', { error: { code: 'c' } }, { code: 'c', detail: undefined }],
    [
      'the reason',
      { error: { detail: { fields: [] } } },
      { code: undefined, detail: { reason: undefined, fields: [] } },
    ],
    [
      'the fields',
      { error: { detail: { reason: 'r' } } },
      { code: undefined, detail: { reason: 'r', fields: undefined } },
    ],
    [
      'a name',
      { error: { detail: { fields: [{}] } } },
      { code: undefined, detail: { reason: undefined, fields: [{ name: undefined }] } },
    ],
    ['all of it', { error: {} }, { code: undefined, detail: undefined }],
  ])('takes it without %s', (_what, body, error) => {
    expect(z.safeParse(envelope, body).data).toEqual({ error });
  });

  test('refuses what has no envelope', () => {
    for (const body of [{}, { error: null }, { error: 'x' }, null, 'x', []])
      expect(z.safeParse(envelope, body).success).toBe(false);
  });

  test('keeps no member that it does not name', () => {
    const body = { error: { code: 'c', secret: 's' }, more: 1 };
    expect(z.safeParse(envelope, body).data).toEqual({ error: { code: 'c', detail: undefined } });
  });
});

afterEach(() => {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});
