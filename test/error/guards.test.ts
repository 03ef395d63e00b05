import { describe, expect, expectTypeOf, test } from 'vitest';

import {
  isPaymentError,
  type Lookup,
  mayHaveCharged,
  type PaymentError,
  revivePaymentError,
} from '../../src/index.js';
import { EXAMPLES, fieldErrorAt, invalidRequestWith } from '../formats/examples.js';
import { forAll } from '../properties/runs.js';
import { ERRORS } from './arbitrary-errors.js';

const refused = EXAMPLES.invalid_request;
const unknown = EXAMPLES.provider_error;
const performed: PaymentError = {
  ...EXAMPLES.conflict,
  outcome: 'performed',
  retry: { strategy: 'never', why: 'Done.' },
};

// Of an error only that it is an object: what is put to it need not fit.
const sound: object = unknown;

const throwing = new Proxy(
  {},
  {
    get: () => {
      throw new Error('no');
    },
  },
);

describe('isPaymentError', () => {
  test('knows every error of the union, and its copies', async () => {
    await forAll(ERRORS, 2_000, (error) => {
      expect(isPaymentError(error)).toBe(true);
      expect(isPaymentError(structuredClone(error))).toBe(true);
      expect(isPaymentError(JSON.parse(JSON.stringify(error)))).toBe(true);
    });
  });

  test('knows one with field errors', () => {
    expect(isPaymentError(invalidRequestWith(fieldErrorAt(['items', 0]), fieldErrorAt([])))).toBe(true);
  });

  test.each([
    ['words', { ...sound, category: 'moon_phase', retry: { strategy: 'pray', why: 'New.' } }],
    ['members', { ...sound, severity: 7 }],
    ['kinds', { ...sound, resource: { kind: 'subscription', id: 'sub_1', region: 'eu' } }],
  ])('knows that of a newer copy by its tags and shape, with %s of its own', (_title, value) => {
    expect(isPaymentError(value)).toBe(true);
  });

  test.each(['lookup', 'resource', 'status', 'code', 'requestId', 'docUrl'])(
    'knows that of an older copy that had no %s',
    (name) => {
      expect(isPaymentError({ ...sound, [name]: undefined })).toBe(true);
      const older = Object.entries(sound).filter(([member]) => member !== name);
      expect(isPaymentError(Object.fromEntries(older))).toBe(true);
    },
  );

  test.each<[string, unknown]>([
    ['null', null],
    ['undefined', undefined],
    ['its name', 'PaymentError'],
    ['an exception', new Error('PaymentError')],
    ['the name alone', { name: 'PaymentError' }],
    ['the tags alone', { name: 'PaymentError', version: 1 }],
    ['another name', { ...sound, name: 'Error' }],
    ['another major version', { ...sound, version: 2 }],
    ['a version in words', { ...sound, version: '1' }],
    ['no category', { ...sound, category: undefined }],
    ['no retry', { ...sound, retry: undefined }],
    ['a retry of nothing', { ...sound, retry: null }],
    ['a retry without strategy', { ...sound, retry: {} }],
    ['a wait in words', { ...sound, retry: { strategy: 'same_key', delayMs: '5' } }],
    ['a provider that is a number', { ...sound, provider: 7 }],
    ['a message that is none', { ...sound, message: null }],
    ['no outcome', { ...sound, outcome: undefined }],
    ['a status in words', { ...sound, status: '500' }],
    ['a code that is an object', { ...sound, code: {} }],
    ['a lookup that is a number', { ...sound, lookup: 7 }],
    ['a resource that is a word', { ...sound, resource: 'pay_1' }],
    ['a retryable in words', { ...sound, retryable: 'false' }],
    ['no field errors', { ...sound, fieldErrors: null }],
    ['field errors that are none', { ...sound, fieldErrors: [null] }],
    ['field errors in an object', { ...sound, fieldErrors: { length: 0, every: () => true } }],
    ['a hole among the field errors', { ...sound, fieldErrors: new Array(1) }],
    ['field errors without end', { ...sound, fieldErrors: new Array(2 ** 32 - 1) }],
    ['a path of nothing', { ...sound, fieldErrors: [{ ...fieldErrorAt([]), path: [null] }] }],
    ['a path that is a text', { ...sound, fieldErrors: [{ ...fieldErrorAt([]), path: 'a.b' }] }],
    ['a field error without reason', { ...sound, fieldErrors: [{ ...fieldErrorAt([]), reason: undefined }] }],
    ['what a promise would call', { ...sound, then: () => undefined }],
    ['a proxy that throws', throwing],
    ['one whose list throws', { ...sound, fieldErrors: throwing }],
  ])('refuses %s', (_title, value) => {
    expect(isPaymentError(value)).toBe(false);
  });

  test('is not held up by a list that lies about its length', () => {
    let asked = 0;
    const lying = new Proxy([] as unknown[], {
      get: (target, key) => (key === 'length' ? ++asked * 2 ** 20 : (Reflect.get(target, key) as unknown)),
    });
    expect(isPaymentError({ ...sound, fieldErrors: lying })).toBe(false);
  });

  test('asks a list for its length once', () => {
    let asked = 0;
    const growing = new Proxy([] as unknown[], {
      get: (target, key) => (key === 'length' ? asked++ * 2 ** 31 : (Reflect.get(target, key) as unknown)),
    });
    expect(isPaymentError({ ...sound, fieldErrors: growing })).toBe(true);
    expect(asked).toBe(1);
  });
});

test('mayHaveCharged is true unless nothing was performed', () => {
  expect([unknown, performed, refused].map(mayHaveCharged)).toEqual([true, true, false]);
});

test('mayHaveCharged tells the compiler that there is something to look it up by', () => {
  const error = revivePaymentError(unknown);
  if (!error || !mayHaveCharged(error)) throw new Error('It may have charged.');
  expectTypeOf(error.lookup).toEqualTypeOf<Lookup>();
  expect(error.lookup).toBe('resource');
});
