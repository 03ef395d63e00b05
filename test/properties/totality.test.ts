import { inspect as inspectValue } from 'node:util';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  combineAttempts,
  getRawBody,
  inspect,
  inspectResponse,
  isPaymentError,
  isPaymentException,
  normalize,
  normalizeThrown,
  type PaymentError,
  PaymentException,
  paymentErrorOf,
  type ResponseLike,
  retryDelayMs,
  revivePaymentError,
  toResult,
} from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { PROVIDERS } from '../fixtures.js';
import { build, type Plan, planOf } from './plans.js';
import {
  bodyOf,
  delayText,
  fixtureAt,
  type Json,
  withSlot,
  NAMES,
  NOW,
  providerNamed,
  replies,
  status,
  verdictOn,
} from './replies.js';
import { request } from './requests.js';
import { forAll, testRunCount } from './runs.js';
import { faultsOf } from './valid.js';

const provider = fc.constantFrom(...PROVIDERS.map(({ name }) => name));

// Built from plans, these have whatever type the function asks for: that is the point.
const hostile = (plan: Plan): never => build(plan) as never;

const body = planOf(NAMES);
const headers = planOf([
  'get',
  'entries',
  'retry-after',
  'Retry-After',
  'ratelimit',
  'x-request-id',
  '0',
  '1',
]);
const hostileRequest = planOf(['method', 'url', 'href', 'headers', 'idempotencyKey']);
const hostileOptions = planOf(['now', 'valueOf', 'maxBodyBytes']);
const reply = planOf(['status', 'headers', 'body']);
const response = planOf([
  ...['status', 'headers', 'body', 'bodyUsed', 'clone', 'text'],
  ...['getReader', 'read', 'cancel', 'next', 'return', 'done', 'value'],
]);
const thrown = planOf([
  ...['name', 'code', 'message', 'cause', 'errors', 'event', 'syscall', 'erroredSysCall'],
  ...[
    'response',
    'status',
    'statusCode',
    'headers',
    'data',
    '_data',
    'body',
    'bodyUsed',
    'text',
    'rawResponse',
  ],
  ...['error', 'category', 'retry', 'provider', 'outcome', 'fieldErrors', 'version'],
  ...['config', 'options', 'request', 'method', 'url', 'redirected', 'redirectUrls', '_redirectCount'],
]);

describe('no input makes a function throw', () => {
  test('normalize, of any status, headers, body, request and options', () =>
    forAll(
      fc.record({ provider, status, headers, body, hostileRequest, hostileOptions }),
      12_000,
      (input) => {
        const answer = { status: input.status, headers: hostile(input.headers), body: build(input.body) };
        const given = [hostile(input.hostileRequest), hostile(input.hostileOptions)] as const;
        expectValid(normalize(providerNamed(input.provider), answer, ...given));
      },
    ));

  test('normalize and inspect, of any reply but a Response', () =>
    forAll(fc.record({ provider, reply, hostileRequest, hostileOptions }), 8_000, (input) => {
      const provider = providerNamed(input.provider);
      const given = (): [never, never] => [hostile(input.hostileRequest), hostile(input.hostileOptions)];
      expectValid(normalize(provider, hostile(input.reply), ...given()));
      expectValidOrNull(inspect(provider, hostile(input.reply), ...given()));
    }));

  test('inspect, of any body of a success', () =>
    forAll(fc.record({ provider, body, request }), 5_000, (input) => {
      const answer = { status: 200, body: build(input.body) };
      expectValidOrNull(inspect(providerNamed(input.provider), answer, input.request));
    }));

  test('normalize and inspect, of a fixture with anything in one of its places', () =>
    forAll(fc.record({ index: fc.nat(), at: fc.nat(), body, status, request }), 8_000, (input) => {
      const { provider, fixture } = fixtureAt(input.index);
      const { headers, status } = fixture.reply;
      const broken = withSlot(bodyOf(fixture), input.at, build(input.body));
      expectValid(normalize(provider, { status: input.status, headers, body: broken }, input.request));
      expectValidOrNull(inspect(provider, { status, headers, body: broken }, input.request));
    }));

  test('a provider’s parse functions, of any body', () =>
    forAll(fc.record({ provider, body }), 3_000, (input) => {
      const { parseErrorBody, parseResourceBody } = providerNamed(input.provider);
      parseErrorBody(build(input.body));
      parseResourceBody(build(input.body));
    }));

  test('normalizeThrown, of anything thrown', () =>
    forAll(fc.record({ provider, thrown, hostileRequest }), 8_000, async (input) => {
      const options = { bodyTimeoutMs: 2 };
      const given = [build(input.thrown), hostile(input.hostileRequest), options] as const;
      expectValid(await normalizeThrown(providerNamed(input.provider), ...given));
    }));

  test('inspectResponse, of anything in place of a response', () =>
    forAll(fc.record({ provider, response, hostileRequest }), 2_000, async (input) => {
      const given = [hostile(input.response), hostile(input.hostileRequest), { bodyTimeoutMs: 2 }] as const;
      expectValidOrNull(await inspectResponse(providerNamed(input.provider), ...given));
    }));

  test('revivePaymentError, of anything, and of an error with anything in one of its places', () =>
    forAll(fc.record({ thrown, reply: replies, at: fc.nat(), word: thrown }), 4_000, (input) => {
      expectRevivable(revivePaymentError(build(input.thrown)));
      const stored = JSON.parse(JSON.stringify(verdictOn(input.reply))) as Json;
      expectRevivable(revivePaymentError(withSlot(stored, input.at, build(input.word))));
    }));

  test('combineAttempts, of any two verdicts', () =>
    forAll(fc.record({ earlier: replies, latest: replies }), 4_000, ({ earlier, latest }) => {
      const first = verdictOn(earlier);
      const both = combineAttempts(first, verdictOn({ ...latest, provider: earlier.provider }));
      expectValid(both);
      expect(combineAttempts(null, first)).toStrictEqual(first);
    }));

  test('isPaymentError, isPaymentException, paymentErrorOf and getRawBody, of anything', () =>
    forAll(thrown, 5_000, (plan) => {
      const value = build(plan);
      expect(typeof isPaymentError(value)).toBe('boolean');
      expect(isPaymentException(value)).toBe(false);
      expect(paymentErrorOf(value)).toBeUndefined();
      expect(getRawBody(hostile(plan))).toBeUndefined();
    }));

  test('PaymentException, around any response and cause', () =>
    forAll(fc.record({ reply: replies, response, thrown }), 1_000, (input) => {
      const error = verdictOn(input.reply);
      const options = { response: hostile(input.response) as ResponseLike, cause: build(input.thrown) };
      const exception = new PaymentException(error, options);
      expect(isPaymentException(exception)).toBe(true);
      expect(JSON.stringify(exception)).toBe(JSON.stringify(error));
      expect(inspectValue(exception)).toContain(error.category);
    }));

  test('toResult, which passes on any foreign exception', () =>
    forAll(thrown, 2_000, async (plan) => {
      const foreign = new Error('foreign', { cause: build(plan) });
      await expect(toResult(Promise.reject(foreign))).rejects.toBe(foreign);
    }));

  test('the wait that headers ask for, of any text', () =>
    forAll(fc.record({ provider, delayText, delayTexts: fc.array(delayText) }), 2_000, (input) => {
      const error = normalize(
        providerNamed(input.provider),
        { status: 429, headers: { 'Retry-After': input.delayText, RateLimit: input.delayTexts } },
        {},
        { now: NOW },
      );
      expectValid(error);
      const wait = retryDelayMs(error, 1 + input.delayTexts.length);
      expect(wait).toBeGreaterThanOrEqual(0);
      expect(wait).toBeLessThan(Infinity);
    }));
});

describe('size is no obstacle', () => {
  const HUGE = 10_000_000;
  const LEVELS = 100_000;
  const TEXTS = ['a', '4111 ', 'a@', '[', '{"a":', '\uD800'].map((unit) => unit.repeat(HUGE / unit.length));

  const DEEP = ['error', 'errors', 'details', 'message'].flatMap((name) => [
    `${`{"${name}":`.repeat(LEVELS)}1${'}'.repeat(LEVELS)}`,
    `{"${name}":${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}}`,
  ]);

  test.each(PROVIDERS)('$name: 10 MB in any place of an answer', (provider) => {
    for (const text of TEXTS) {
      const envelope = { error: { code: text, message: text, type: text, details: [{ field: text }] } };
      const problem = { type: text, title: text, code: text, message: text, errors: { [text]: [text] } };
      const headers = { 'retry-after': text, 'getpaid-trace-id': text, 'x-request-id': text };
      for (const body of [{}, envelope, problem])
        expectValid(normalize(provider, { status: 422, headers, body }, {}, { now: NOW }));
    }
  });

  test('a body of 10 MB of text', () => {
    for (const body of TEXTS) expectValid(normalize(getpaid, { status: 422, body }, {}, { now: NOW }));
  });

  test('a body 100,000 levels deep', () => {
    const unfinished = `{"error":`.repeat(LEVELS);
    for (const text of [...DEEP, unfinished]) {
      expectValid(normalize(getpaid, { status: 500, body: text }, {}, { now: NOW }));
      expectValidOrNull(inspect(getpaid, { status: 200, body: text }, {}, { now: NOW }));
    }
  });

  test('a parsed body 100,000 levels deep', () => {
    for (const body of DEEP.map((text) => JSON.parse(text) as unknown))
      for (const provider of PROVIDERS) {
        expectValid(normalize(provider, { status: 500, body }, {}, { now: NOW }));
        expectValidOrNull(inspect(provider, { status: 200, body }, {}, { now: NOW }));
      }
  });

  test('a RateLimit header of 130,000 items', () => {
    const headers = { ratelimit: Array.from({ length: 130_000 }, () => '"default";r=0;t=30').join(', ') };
    const error = normalize(getpaid, { status: 429, headers }, {}, { now: NOW });
    expect(error.retry).toMatchObject({ strategy: 'after_delay', delayMs: 30_000 });
  });

  test('a list that says it has four thousand million items', async () => {
    for (const how of ['holes', 'proxy'] as const) {
      const item = { kind: 'scalar', value: 'required' } as const;
      const long = build({ kind: 'long array', how, length: 2 ** 32 - 1, item }) as unknown[];
      for (const provider of PROVIDERS) {
        const bodies = [long, { title: 'No', errors: long }, { error: { code: 'X', details: long } }];
        for (const body of [
          ...bodies,
          { code: 1001, errors: long },
          { title: 'No', errors: { amount: long } },
        ])
          expectValid(normalize(provider, { status: 422, body, headers: { 'retry-after': long } }));
        expectValid(await normalizeThrown(provider, { errors: long }));
        expectValid(await normalizeThrown(provider, Object.assign(new Error('odd'), { errors: long })));
      }
    }
  });

  test('a header iterable that never ends', () => {
    const endless = build({ kind: 'endless', item: { kind: 'scalar', value: ['x', 'y'] } });
    for (const provider of PROVIDERS)
      expectValid(normalize(provider, { status: 429, headers: endless as never }, {}, { now: NOW }));
  });
});

testRunCount('totality');

function expectValid(error: PaymentError): void {
  expect(faultsOf(error)).toEqual([]);
}

/** What is given back is whole, and can be told from nothing. */
function expectRevivable(error: PaymentError | null): void {
  if (error === null) return;
  expect(isPaymentError(error)).toBe(true);
  expect(['not_performed', 'unknown', 'performed']).toContain(error.outcome);
  if (error.outcome === 'unknown') expect(['same_key', 'reconcile_first']).toContain(error.retry.strategy);
  if (error.outcome !== 'not_performed') expect(error.lookup).not.toBeNull();
}

function expectValidOrNull(error: PaymentError | null): void {
  if (error !== null) expectValid(error);
}
