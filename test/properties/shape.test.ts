import fc from 'fast-check';
import { expect, test } from 'vitest';

import {
  inspect,
  isPaymentError,
  normalizeThrown,
  type PaymentError,
  revivePaymentError,
} from '../../src/index.js';
import { PROVIDERS } from '../fixtures.js';
import { NOW, providerNamed, replies, verdictOn } from './replies.js';
import { request } from './requests.js';
import { forAll, testRunCount } from './runs.js';
import { faultsOf } from './valid.js';
import { FAULTS } from './wire.js';

test('whatever a provider answers, the error is a valid variant of the union', () =>
  forAll(replies, 6_000, (reply) => {
    const error = verdictOn(reply);
    expect(faultsOf(error)).toEqual([]);
    expect(isPaymentError(error)).toBe(true);
  }));

test('JSON, structuredClone and revivePaymentError give back the same error', () =>
  forAll(replies, 6_000, (reply) => {
    expectRoundTrip(verdictOn(reply));
  }));

test('so it is with what never got an answer', () =>
  forAll(
    fc.record({ provider: fc.constantFrom(...PROVIDERS.map(({ name }) => name)), fault: FAULTS, request }),
    3_000,
    async (input) => {
      const error = await normalizeThrown(providerNamed(input.provider), input.fault, input.request);
      expect(faultsOf(error)).toEqual([]);
      expectRoundTrip(error);
    },
  ));

test('a success is null, and what is no success is not', () =>
  forAll(replies, 2_000, ({ provider, request, now, ...reply }) => {
    const error = inspect(providerNamed(provider), reply, request, { now: now ?? NOW });
    const isSuccess =
      typeof reply.status === 'number' &&
      reply.status >= 200 &&
      (reply.status <= 299 || reply.status === 304);
    if (error === null) expect(isSuccess || (reply.status ?? null) === null).toBe(true);
    else
      expect(withoutWhatIsBroken(error)).toEqual(
        withoutWhatIsBroken(verdictOn({ provider, request, now, ...reply })),
      );
  }));

testRunCount('shape');

/** Of a success that cannot be read `inspect` says what is wrong with it; to `normalize` it is an answer that nothing explains. */
function withoutWhatIsBroken(error: PaymentError): PaymentError {
  return error.category === 'invalid_response' ? { ...error, message: '' } : error;
}

function expectRoundTrip(error: PaymentError): void {
  expect(JSON.parse(JSON.stringify(error))).toStrictEqual(error);
  expect(structuredClone(error)).toStrictEqual(error);
  expect(revivePaymentError(JSON.stringify(error))).toStrictEqual(error);
}
