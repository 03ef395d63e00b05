import { describe, expect, test } from 'vitest';

import {
  inspect,
  inspectResponse,
  isPaymentError,
  normalize,
  normalizeThrown,
  type Provider,
  type ResponseLike,
  toFormErrors,
  toProblemDetails,
  toResult,
  wrapFetch,
} from '../../src/index.js';
import { defineProvider } from '../../src/provider/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { makecommerce } from '../../src/providers/makecommerce.js';
import { paystand } from '../../src/providers/paystand.js';
import { revokedProxy } from '../properties/plans.js';

test('a header list that can’t be joined counts as not given', () => {
  const headers = { 'retry-after': [Symbol('odd')], 'getpaid-trace-id': revokedProxy() };
  const error = normalize(getpaid, { status: 429, headers: headers as never });
  expect(error).toMatchObject({ requestId: null, retry: { delayMs: null } });
});

test.each([
  ['a message that is no text', { message: Object.create(null) as unknown }],
  ['a list of errors that is gone', { errors: revokedProxy() }],
  ['a body that is gone', { response: { status: 500, data: revokedProxy() } }],
  ['a list of errors that holds itself', holdingItself()],
])('an exception with %s is turned into an error all the same', async (_what, thrown) => {
  expect(await normalizeThrown(getpaid, thrown)).toMatchObject({ name: 'PaymentError', outcome: 'unknown' });
});

test.each([
  ['null', null],
  ['an object whose status throws', brokenAt('status')],
  ['an object whose headers throw', brokenAt('headers')],
  ['an object whose status is gone', { status: revokedProxy(), headers: {}, body: null }],
])('%s in place of a response is an answer that nothing explains', async (_what, response) => {
  const broken = response as ResponseLike;
  expect(await inspectResponse(getpaid, broken)).toMatchObject({ name: 'PaymentError' });
  expect(await normalizeThrown(getpaid, broken)).toMatchObject({ name: 'PaymentError' });
});

test('a body whose members throw leaves no rejected promise behind', async () => {
  const rejections: unknown[] = [];
  const note = (reason: unknown): void => void rejections.push(reason);
  process.on('unhandledRejection', note);
  try {
    const body = {
      get title() {
        throw new Error('getter');
      },
      errors: revokedProxy(),
    };
    const withoutMembers = new Proxy(body, {
      has: () => {
        throw new Error('trap');
      },
    });
    for (const provider of [getpaid, makecommerce, paystand])
      for (const broken of [body, withoutMembers]) normalize(provider, { status: 422, body: broken });
    await new Promise((resolve) => setTimeout(resolve, 10));
  } finally {
    process.off('unhandledRejection', note);
  }
  expect(rejections).toEqual([]);
});

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
  'a field error whose code is the inherited name %s is unrecognized',
  (name) => {
    const errors = [
      normalize(getpaid, { status: 422, body: { title: 'No', errors: { amount: [name] } } }),
      normalize(makecommerce, {
        status: 400,
        body: { code: 1001, errors: [{ parameter: 'amount', type: name }] },
      }),
    ];
    for (const error of errors) {
      expect(error.fieldErrors).toMatchObject([{ reason: 'unrecognized', code: name }]);
      expect(structuredClone(error)).toEqual(error);
    }
    const details = { code: 'validationError', detailCode: name, parameter: 'amount' };
    const error = normalize(paystand, { status: 400, body: { error: { details } } });
    expect(error.fieldErrors).toMatchObject([{ reason: 'invalid' }]);
  },
);

test('a body that only ever gives empty chunks is not waited for longer than asked', async () => {
  const started = Date.now();
  const endless = new ReadableStream({
    pull(controller) {
      if (Date.now() - started > 30_000) controller.close();
      else controller.enqueue(new Uint8Array());
    },
  });
  await inspectResponse(getpaid, new Response(endless, { status: 500 }), {}, { bodyTimeoutMs: 50 });
  expect(Date.now() - started).toBeLessThan(10_000);
});

test('a signal that is none rejects the call and leaves no timer behind', async () => {
  const timersBefore = runningTimers();
  const payFetch = wrapFetch(getpaid, {
    fetch: () => Promise.reject(new TypeError('signal')),
    timeoutMs: 60_000,
  });
  await expect(
    (payFetch as (...input: unknown[]) => Promise<unknown>)('https://acme.example/', { signal: {} }),
  ).rejects.toThrow();
  expect(runningTimers()).toBe(timersBefore);
});

test.each([
  ['a thenable that never settles', { then: () => undefined }],
  ['a thenable that throws', { then: thrower('then') }],
])('%s is looked at as it is, and not waited for', async (_what, thrown) => {
  expect(await normalizeThrown(getpaid, thrown)).toMatchObject({ category: 'unrecognized' });
  expect(await inspectResponse(getpaid, thrown as never)).toMatchObject({ name: 'PaymentError' });
});

test('a body that looks like a PaymentError and like a promise is a body', async () => {
  const lookalike = { ...normalize(getpaid, { status: 429 }), then: () => undefined };
  expect(await normalizeThrown(getpaid, lookalike)).toMatchObject({ outcome: 'unknown' });
});

test('a header list with a `join` of its own is read all the same', () => {
  const list = Object.assign(['7'], { join: thrower('join'), slice: () => list, map: thrower('map') });
  const headers = { 'retry-after': list };
  expect(normalize(getpaid, { status: 429, headers }).retry).toMatchObject({ delayMs: 7_000 });
});

test('a RateLimit header of 130,000 items is read', () => {
  const ratelimit = '"a";r=0;t=9,'.repeat(130_000);
  expect(normalize(getpaid, { status: 429, headers: { ratelimit } }).retry).toMatchObject({ delayMs: 9_000 });
});

test.each([
  ['all holes', new Array(2 ** 32 - 1)],
  [
    'a proxy that says so',
    new Proxy([], { get: (_list, key) => (key === 'length' ? 2 ** 32 - 1 : undefined) }),
  ],
])('a list of 4,294,967,295 errors is not looked through: %s', async (_what, errors) => {
  const startedAt = Date.now();
  for (const thrown of [{ errors }, Object.assign(new Error('many'), { errors })])
    expect(await normalizeThrown(getpaid, thrown)).toMatchObject({ outcome: 'unknown' });
  for (const body of [
    { code: 1001, errors },
    { title: 'No', errors: { amount: errors } },
    { error: { details: errors } },
  ])
    for (const provider of [getpaid, makecommerce, paystand]) normalize(provider, { status: 422, body });
  expect(Date.now() - startedAt).toBeLessThan(5_000);
});

test.each([
  ['no object', [null]],
  ['a text', ['amount']],
  ['holes', new Array(3)],
  ['an object without a path', [{ field: 'amount', reason: 'invalid' }]],
  [
    'a path of objects',
    [{ field: 'amount', path: [{}], reason: 'invalid', code: null, message: null, allowed: null }],
  ],
])('what has field errors that are none (%s) is no PaymentError', async (_what, fieldErrors) => {
  const broken = { ...normalize(getpaid, { status: 422 }), fieldErrors };
  expect(isPaymentError(broken)).toBe(false);
  const thrown = new Error('foreign', { cause: broken });
  await expect(toResult(Promise.reject(thrown))).rejects.toBe(thrown);
});

test('whatever passes for a PaymentError can be shown', () => {
  const error = normalize(getpaid, { status: 422, body: { title: 'No', errors: { amount: ['required'] } } });
  const stored: unknown = JSON.parse(JSON.stringify(error));
  if (!isPaymentError(stored)) throw new Error('it is one');
  expect(toProblemDetails(stored)).toEqual(toProblemDetails(error));
  expect(toFormErrors(stored)).toEqual(toFormErrors(error));
});

describe('a provider without types', () => {
  test.each([
    ['an object', {}],
    ['a text', 'amount'],
    ['a list of nothing', [null]],
    ['a list of texts', ['amount']],
    ['a field that is a number', [{ field: 1, reason: 'invalid' }]],
    ['a field that can’t be read', [brokenAt('field')]],
    ['allowed values that are no list', [{ field: 'amount', reason: 'invalid', allowed: 5 }]],
    ['a path that is no list', [{ field: 'amount', reason: 'invalid', path: 'amount' }]],
    ['a list that is gone', revokedProxy()],
  ])('that gives %s for field errors keeps the rest of what it says', (_what, fieldErrors) => {
    const error = normalize(acmeSaying({ ...SAID, fieldErrors }), { status: 400, body: {} });
    expect(error).toMatchObject({ category: 'declined', code: 'refused', message: 'No.' });
    for (const { field, path, allowed } of error.fieldErrors) {
      expect(['', 'amount']).toContain(field);
      expect({ path: path.filter((segment) => segment !== 'amount'), allowed }).toEqual({
        path: [],
        allowed: null,
      });
    }
  });

  test.each([
    ['codes', 5],
    ['codes', null],
    ['codes', {}],
    ['message', {}],
    ['type', {}],
    ['exactMessage', 1],
    ['fieldErrors', 5],
    ['requestId', {}],
    ['docUrl', 1],
    ['states', 5],
    ['states', [null]],
    ['states', 'refused'],
    ['resource', 5],
    ['status', {}],
    ['networkAdviceCode', 3],
    ['code', {}],
  ])('that gives for %s what it can’t be (%j) keeps the rest of what it says', (name, junk) => {
    const acme = acmeSaying({ ...SAID, [name]: junk });
    const error = normalize(acme, { status: 402, body: {} });
    expect(error).toMatchObject({
      category: name === 'codes' ? 'conflict' : 'declined',
      code: 'refused',
      message: name === 'message' ? 'acme answered HTTP 402 without a message that could be read.' : 'No.',
    });
    const failed = inspect(acme, { status: 200, body: {} });
    if (name === 'states') expect(failed).toBeNull();
    else expect(failed).toMatchObject({ category: 'declined', code: 'refused' });
  });

  test.each([
    ['nothing', undefined],
    ['a number', 5],
    ['a text', 'refused'],
    ['a message that can’t be read', brokenAt('message')],
  ])('that says %s is taken for one that found no error', (_what, said) => {
    const acme = acmeSaying(said);
    for (const status of [null, 200]) expect(inspect(acme, { status, body: {} })).toBeNull();
    expect(normalize(acme, { status: 404, body: {} })).toMatchObject({ category: 'not_found', code: null });
  });
});

const SAID = {
  codes: ['refused'],
  message: 'No.',
  exactMessage: 'no.',
  kind: 'payment',
  id: 'pay_1',
  states: ['failed'],
  code: 'refused',
};

/** A provider that says the same of every body, of errors and of resources, be it what its type allows or not. */
function acmeSaying(said: unknown): Provider {
  const read = (): never => said as never;
  return defineProvider({
    name: 'acme',
    docs: 'https://acme.example/docs/errors',
    idempotency: { lookup: 'resource' },
    error: { read, codes: { refused: { is: 'declined: unspecified', byMessage: {} } } },
    resource: { read, states: { failed: 'declined: unspecified' } },
  });
}

function runningTimers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
}

function thrower(name: string): () => never {
  return () => {
    throw new Error(name);
  };
}

function holdingItself(): object {
  const thrown: { errors?: unknown[] } = {};
  thrown.errors = [thrown];
  return thrown;
}

function brokenAt(name: string): object {
  const response = { status: 500, headers: {}, body: null, text: () => Promise.resolve('') };
  return Object.defineProperty(response, name, {
    get: () => {
      throw new Error('getter');
    },
  });
}
