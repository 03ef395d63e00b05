import { describe, expect, test } from 'vitest';

import { SECRETS } from '../../src/testing/planted-secrets.js';
import { hostileTrials, type Trial, trialsOf } from '../../src/testing/trials.js';
import { safeText } from '../../src/verdict/redact.js';

const NOW = Date.UTC(2026, 0, 1);
const WRITE = { method: 'POST', now: NOW };

const reply = { status: 402, headers: { 'x-node': '7' }, body: { error: 'refused', amount: 12 } };
const url = 'https://provider.example/payments';
const trials = [...trialsOf({ reply, request: { method: 'PUT', url } })];

/** What JSON can hold, by the name that a finding has for it. */
const STRANGE_PARTS: Readonly<Record<string, unknown>> = {
  null: null,
  true: true,
  '0': 0,
  'a large number': 1e300,
  'an empty string': '',
  'the word constructor': 'constructor',
  'the word __proto__': '__proto__',
  'half a character': '\uD800',
  'a long string': 'a'.repeat(1_500),
  'an empty list': [],
  'a list of nothing': [null],
  'a long list': Array.from({ length: 150 }, () => 'a'),
  'an empty object': {},
  'an object that is no text': { toString: null },
  'a member __proto__': JSON.parse('{"__proto__":{"code":1}}') as unknown,
};

describe('a documented reply is tried', () => {
  test('as it is, and after other requests to the same address', () => {
    expect(trials.slice(0, 6)).toEqual([
      { about: 'as it is', reply, request: { method: 'PUT', url, now: NOW } },
      { about: 'after a request that nobody knows', reply, request: { now: NOW } },
      { about: 'after a POST', reply, request: { ...WRITE, url } },
      {
        about: 'after a POST with an idempotency key',
        reply,
        request: { ...WRITE, url, idempotencyKey: 'key-1' },
      },
      {
        about: 'after a POST with a blank idempotency key',
        reply,
        request: { ...WRITE, url, idempotencyKey: ' ' },
      },
      { about: 'after a GET', reply, request: { method: 'GET', url, now: NOW } },
    ]);
  });

  test('with other statuses, without and with a key', () => {
    const statuses = [
      null,
      100,
      200,
      201,
      302,
      400,
      401,
      402,
      404,
      408,
      409,
      424,
      425,
      429,
      499,
      500,
      501,
      502,
      503,
      504,
      505,
      599,
    ];
    expect(trialsAbout(/^with the status/)).toEqual(
      statuses.flatMap((status) => [
        { about: `with the status ${String(status)}`, reply: { ...reply, status }, request: WRITE },
        {
          about: `with the status ${String(status)}, after a POST with an idempotency key`,
          reply: { ...reply, status },
          request: { ...WRITE, url, idempotencyKey: 'key-1' },
        },
      ]),
    );
  });

  test('cut short', () => {
    expect(trialsAbout(/^cut/)).toEqual([
      {
        about: 'cut short after 15 characters',
        reply: { ...reply, body: '{"error":"refus' },
        request: WRITE,
      },
    ]);
    expect([...trialsOf({ reply: { status: 500 } })].filter(({ about }) => about.startsWith('cut'))).toEqual([
      { about: 'cut short after 0 characters', reply: { status: 500, body: '' }, request: WRITE },
    ]);
  });

  test('with something else at each of its places', () => {
    const places: Readonly<Record<string, (part: unknown) => unknown>> = {
      'the top': (part) => part,
      error: (part) => ({ ...reply.body, error: part }),
      amount: (part) => ({ ...reply.body, amount: part }),
    };
    const expected = Object.entries(places).flatMap(([place, holding]) =>
      Object.entries(STRANGE_PARTS).map(([name, part]) => ({
        about: `with ${name} at ${place}`,
        reply: { ...reply, body: holding(part) },
        request: WRITE,
      })),
    );
    const tried = trials.filter(({ about, secret }) => about.includes(' at ') && !secret);
    expect(inOrder(tried)).toEqual(inOrder(expected));
  });

  test('with a secret, alone and amidst, at each of its texts and headers', () => {
    const expected = SECRETS.flatMap((secret) => [
      ...[secret.text, `refused ${secret.text}`].map((error) => ({
        about: `with ${secret.name} at error`,
        reply: { ...reply, body: { ...reply.body, error } },
        request: WRITE,
        secret,
      })),
      {
        about: `with ${secret.name} in the header x-node`,
        reply: { ...reply, headers: { 'x-node': secret.text } },
        request: WRITE,
        secret,
      },
    ]);
    expect(trials.filter(({ secret }) => secret)).toEqual(expected);
  });

  function trialsAbout(what: RegExp): readonly Trial[] {
    return trials.filter(({ about }) => what.test(about));
  }
});

describe('the secrets', () => {
  test('are of every kind', () => {
    expect(SECRETS.map(({ name }) => name)).toEqual([
      'a card number',
      'a card number in groups',
      'an IBAN',
      'an API key',
      'a client secret',
      'a bearer token',
      'an e-mail address',
    ]);
  });

  test.each(SECRETS)('$name is one: redaction takes its core away', ({ text, core }) => {
    expect(text).toContain(core);
    expect(core.length).toBeGreaterThan(7);
    expect(safeText(text, 1_000)).not.toContain(core);
  });
});

describe('what no provider should send is tried at every kind of status', () => {
  const bodies = new Map(
    [...hostileTrials()].map(({ about, reply: { body } }) => [about.split(' with the status ')[0], body]),
  );

  test('each as a write', () => {
    const all = [...hostileTrials()];
    expect(all).toHaveLength(bodies.size * 6);
    expect(all.slice(0, 6).map(({ about, reply: { status } }) => [about, status])).toEqual(
      [null, 200, 400, 402, 409, 500].map((status) => [
        `a body that is null with the status ${String(status)}`,
        status,
      ]),
    );
    for (const { request } of all) expect(request).toEqual(WRITE);
  });

  test('whatever JSON can hold', () => {
    for (const [name, part] of Object.entries(STRANGE_PARTS))
      expect(bodies.get(`a body that is ${name}`)).toEqual(part);
  });

  test.each<[string, (body: unknown) => boolean]>([
    ['no body', (body) => body === undefined],
    ['a body of HTML', (body) => String(body).startsWith('<!doctype html>')],
    ['a deep body', (body) => JSON.stringify(body).length === 4_000],
    ['a body that is a symbol', (body) => typeof body === 'symbol'],
    ['a body that is a function', (body) => typeof body === 'function' && fails(body as () => unknown)],
    ['a body that is a bigint', (body) => typeof body === 'bigint'],
    ['a body that is a Date', (body) => body instanceof Date && Number.isNaN(body.getTime())],
    ['a body that is a Map', (body) => body instanceof Map && body.has('error')],
    ['a body without a prototype', (body) => Object.getPrototypeOf(body) === null],
    ['a body that contains itself', (body) => (body as { error?: unknown }).error === body],
    [
      'a body whose members throw',
      (body) =>
        fails(() => (body as { error?: unknown }).error) &&
        fails(() => 'error' in (body as object)) &&
        fails(() => Object.keys(body as object)),
    ],
  ])('%s', (name, isSo) => {
    expect(bodies.has(name)).toBe(true);
    expect(isSo(bodies.get(name))).toBe(true);
  });

  test('made anew each time: a provider that changes a body spoils no other trial', () => {
    for (const {
      reply: { body },
    } of hostileTrials())
      if (Array.isArray(body)) body.push('seen');
    expect(
      [...hostileTrials()].find(({ about }) => about.startsWith('a body that is an empty list')),
    ).toMatchObject({ reply: { body: [] } });
  });

  test('and nothing else', () => {
    expect(bodies.size).toBe(Object.keys(STRANGE_PARTS).length + 11);
  });
});

/** Keys that look like array indexes come first in an object, whatever order they are written in. */
function inOrder(all: readonly Trial[]): readonly Trial[] {
  return [...all].sort((one, other) => (one.about < other.about ? -1 : 1));
}

function fails(action: () => unknown): boolean {
  try {
    action();
    return false;
  } catch {
    return true;
  }
}
