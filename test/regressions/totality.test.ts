import { describe, expect, test } from 'vitest';

import {
  defineProvider,
  inspect,
  inspectResponse,
  normalize,
  normalizeResponse,
  normalizeThrown,
  type Provider,
  type ResponseLike,
  wrapFetch,
} from '../../src/index.js';
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
  expect(await normalizeResponse(getpaid, broken)).toMatchObject({ name: 'PaymentError' });
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
      expect(error.fieldErrors).toMatchObject([{ code: 'unrecognized', providerCode: name }]);
      expect(structuredClone(error)).toEqual(error);
    }
    const details = { code: 'validationError', detailCode: name, parameter: 'amount' };
    const error = normalize(paystand, { status: 400, body: { error: { details } } });
    expect(error.fieldErrors).toMatchObject([{ code: 'invalid' }]);
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
  await normalizeResponse(getpaid, new Response(endless, { status: 500 }), { bodyTimeoutMs: 50 });
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

describe('a provider without types', () => {
  test.each([
    ['an object', {}],
    ['a text', 'amount'],
    ['a list of nothing', [null]],
    ['a list of texts', ['amount']],
    ['a field that is a number', [{ field: 1, code: 'invalid' }]],
    ['a field that can’t be read', [brokenAt('field')]],
    ['allowed values that are no list', [{ field: 'amount', code: 'invalid', allowed: 5 }]],
    ['a path that is no list', [{ field: 'amount', code: 'invalid', path: 'amount' }]],
    ['a list that is gone', revokedProxy()],
  ])('that gives %s for field errors keeps the rest of what it says', (_what, fieldErrors) => {
    const error = normalize(acmeSaying({ ...SAID, fieldErrors }), { status: 400, body: {} });
    expect(error).toMatchObject({ category: 'declined', code: 'refused', message: 'No.' });
    for (const { field, path, allowed } of error.fieldErrors)
      expect({ field, path, allowed }).toEqual({ field: '', path: [], allowed: null });
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
    ['rows', 5],
    ['rows', [null]],
    ['rows', 'refused'],
    ['code', {}],
  ])('that gives for %s what it can’t be (%j) keeps the rest of what it says', (name, junk) => {
    const acme = acmeSaying({ ...SAID, [name]: junk });
    const error = normalize(acme, { status: 402, body: {} });
    expect(error).toMatchObject({
      category: name === 'codes' ? 'conflict' : 'declined',
      code: name === 'codes' ? null : 'refused',
      message: name === 'message' ? 'acme answered HTTP 402 without a message that could be read.' : 'No.',
    });
    const failed = inspect(acme, { status: 200, body: {} });
    if (name === 'rows') expect(failed).toBeNull();
    else expect(failed).toMatchObject({ category: 'declined', code: name === 'code' ? null : 'failed' });
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
  rows: ['failed'],
  code: 'failed',
};

/** A provider that says the same of every body, of errors and of resources, be it what its type allows or not. */
function acmeSaying(said: unknown): Provider {
  const read = (): never => said as never;
  return defineProvider({
    name: 'acme',
    docs: 'https://acme.example/docs/errors',
    idempotency: { key: 'none', lookup: 'resource' },
    error: { read },
    codes: { refused: { category: 'declined', declineReason: 'unspecified', byMessage: {} } },
    outcome: { read },
    outcomes: { failed: { category: 'declined', declineReason: 'unspecified' } },
  });
}

function runningTimers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
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
