import fc from 'fast-check';
import { expect, test } from 'vitest';

import { inspect, isPaymentError, normalizeThrown, type PaymentError } from '../../src/index.js';
import { FIXTURES, providerNamed, replies, request, verdictOn } from './replies.js';
import { forAll, testRunCount } from './runs.js';
import { faultsOf } from './valid.js';
import { FAULTS } from './wire.js';

test('whatever a provider answers, the error is a valid variant of the union', () =>
  forAll(replies, 6_000, (reply) => {
    const error = verdictOn(reply);
    expect(faultsOf(error)).toEqual([]);
    expect(isPaymentError(error)).toBe(true);
  }));

test('JSON and structuredClone give back the same error', () =>
  forAll(replies, 6_000, (reply) => {
    expectRoundTrip(verdictOn(reply));
  }));

test('so it is with what never got an answer', () =>
  forAll(fc.record({ index: fc.nat(FIXTURES.length - 1), fault: FAULTS, request }), 3_000, async (input) => {
    const provider = providerNamed(FIXTURES[input.index]?.provider.name ?? '');
    const error = await normalizeThrown(provider, input.fault, input.request);
    expect(faultsOf(error)).toEqual([]);
    expectRoundTrip(error);
  }));

test('a success is null, and what is no success is not', () =>
  forAll(replies, 2_000, ({ provider, request, ...reply }) => {
    const error = inspect(providerNamed(provider), reply, request);
    const isSuccess = typeof reply.status === 'number' && reply.status >= 200 && reply.status <= 299;
    if (error === null) expect(isSuccess || (reply.status ?? null) === null).toBe(true);
    else expect(error).toEqual(verdictOn({ provider, request, ...reply }));
  }));

testRunCount('shape');

function expectRoundTrip(error: PaymentError): void {
  expect(JSON.parse(JSON.stringify(error))).toStrictEqual(error);
  expect(structuredClone(error)).toStrictEqual(error);
}
