import { describe, expect, test } from 'vitest';

import { normalize } from '../../src/index.js';
import { paystand } from '../../src/providers/paystand.js';

import {
  headerOf,
  type HeadersInput,
  httpStatus,
  isSuccess,
  parseBody,
  takeReply,
} from '../../src/verdict/reply.js';

describe('httpStatus', () => {
  test.each([100, 200, 402, 599, 999])('keeps %i', (status) => {
    expect(httpStatus(status)).toBe(status);
  });
  test.each([0, 99, 1000, 404.5, -404, Number.NaN, Infinity, '404', null, undefined, {}, 404n])(
    'drops %o',
    (status) => {
      expect(httpStatus(status)).toBeNull();
    },
  );
});

describe('isSuccess', () => {
  test.each([200, 204, 299])('says so of %i', (status) => {
    expect(isSuccess(status)).toBe(true);
  });
  test.each([199, 300, 304, null, '200'])('says no of %o', (status) => {
    expect(isSuccess(status)).toBe(false);
  });
});

describe('parseBody', () => {
  test.each([
    ['{"a":1}', { a: 1 }],
    [' \n[1]', [1]],
    ['\uFEFF{"a":1}', { a: 1 }],
    ['\uFEFFtext', 'text'],
    ['{"a":', '{"a":'],
    ['<html>', '<html>'],
    ['"text"', '"text"'],
    ['42', '42'],
    ['', ''],
    [{ a: 1 }, { a: 1 }],
    [null, null],
    [undefined, undefined],
  ])('%j', (body, expected) => {
    expect(parseBody(body)).toEqual(expected);
  });
});

describe('headerOf finds a header in any letter case', () => {
  const pairs = [['Retry-After', '7']] as const;
  test.each<[string, HeadersInput]>([
    ['Headers', new Headers([['Retry-After', '7']])],
    ['a record', { 'RETRY-AFTER': '7' }],
    ['a record of lists', { 'retry-after': ['7'] }],
    ['pairs', pairs],
    ['a Map, whose get minds the case', new Map(pairs)],
    ['an iterator', pairs.values()],
    ['an object with get alone', { get: (name) => (name.toLowerCase() === 'retry-after' ? '7' : null) }],
    ['an object whose get is no function', { get: 'x', 'Retry-After': '7' }],
  ])('%s', (_name, headers) => {
    expect(headerOf(headers, 'retry-after')).toBe('7');
  });

  test.each([
    [999, '7'],
    [1_000, null],
  ])('behind %i others: %o', (others, value) => {
    const pairs = [
      ...Array.from({ length: others }, () => ['x', 'y'] as const),
      ['retry-after', '7'] as const,
    ];
    expect(headerOf(pairs, 'retry-after')).toBe(value);
  });

  test('joins a list', () => {
    expect(headerOf({ 'retry-after': ['5', '7'] }, 'Retry-After')).toBe('5, 7');
  });

  test('calls nothing that a list brings along', () => {
    const list = Object.assign(['5', '7'], { join: throwing, slice: throwing });
    expect(headerOf({ 'retry-after': list }, 'retry-after')).toBe('5, 7');
  });

  test('looks no further than a thousand items of a list', () => {
    let looks = 0;
    const endless = new Proxy(['5'], {
      get: (target, key): unknown => {
        if (key === 'length') return Infinity;
        looks++;
        return Reflect.get(target, key);
      },
    });
    expect(headerOf({ 'retry-after': endless }, 'retry-after')).toBe('5');
    expect(looks).toBe(1_000);
    expect(headerOf({ 'retry-after': new Array(2 ** 32 - 1) }, 'retry-after')).toBe('');
  });

  test('passes over what is no text in a list', () => {
    expect(headerOf({ 'retry-after': [Object.create(null), '5', null, 7] }, 'retry-after')).toBe('5');
  });

  test.each<[string, unknown]>([
    ['null', null],
    ['Headers without it', new Headers()],
    ['what get does not find', { get: () => null, 'Retry-After': '7' }],
    ['what get gives later', { get: () => Promise.resolve('7') }],
    ['a record without it', { other: '7' }],
    ['a value of another type', { 'retry-after': 7 }],
    ['entries of another shape', ['retry-after', 7, null]],
    ['a string', 'retry-after: 7'],
    ['a number', 7],
    ['a proxy that throws', new Proxy({}, { has: throwing, get: throwing, ownKeys: throwing })],
    ['an iterable without end', endless()],
  ])('gives null for %s', (_name, headers) => {
    expect(headerOf(headers as HeadersInput, 'retry-after')).toBeNull();
  });
});

describe('takeReply', () => {
  test('takes what can be read of a reply whose members throw', () => {
    const reply = {
      status: 402,
      get headers(): never {
        return throwing();
      },
      get body(): never {
        return throwing();
      },
    };
    expect(takeReply(reply)).toEqual({
      status: 402,
      headers: null,
      body: undefined,
      afterRedirect: false,
      isBodyLost: false,
    });
  });

  test.each([null, undefined, 'text', 7])('takes %o for an empty reply', (reply) => {
    expect(takeReply(reply as never)).toEqual({
      status: null,
      headers: null,
      body: undefined,
      afterRedirect: false,
      isBodyLost: false,
    });
  });

  test('sends a Response on to inspectResponse', () => {
    expect(() => takeReply(new Response('{}') as never)).toThrow(TypeError);
    expect(() => takeReply(new Response('{}') as never)).toThrow(/inspectResponse takes a Response/);
  });
});

function throwing(): never {
  throw new Error('no');
}

function* endless(): Generator<readonly [string, string]> {
  for (;;) yield ['x', 'y'];
}

test.each([{ status: '502' }, { statusCode: 502 }])('a status in another form counts: %j', (reply) => {
  const body = { error: { details: { code: 'cardFailure' } } };
  expect(normalize(paystand, { ...reply, body } as never, { method: 'POST' })).toMatchObject({
    category: 'provider_unavailable',
    status: 502,
    outcome: 'unknown',
  });
});

test('a header that is inherited was not sent', () => {
  expect(
    headerOf(Object.create({ 'Idempotency-Key': 'k' }) as Record<string, unknown>, 'Idempotency-Key'),
  ).toBeNull();
  expect(
    headerOf(Object.create({ 'idempotency-key': 'k' }) as Record<string, unknown>, 'Idempotency-Key'),
  ).toBeNull();
});
