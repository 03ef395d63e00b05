import { expect, test } from 'vitest';

import {
  inspectResponse,
  normalize,
  normalizeResponse,
  normalizeThrown,
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
      if (Date.now() - started > 3_000) controller.close();
      else controller.enqueue(new Uint8Array());
    },
  });
  await normalizeResponse(getpaid, new Response(endless, { status: 500 }), { bodyTimeoutMs: 50 });
  expect(Date.now() - started).toBeLessThan(2_000);
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
