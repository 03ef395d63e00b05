import { isPaymentError } from '../error/guards.js';
import type { PaymentError } from '../error/payment-error.js';
import { attempt } from '../provider/careful.js';
import { isPaymentException } from '../wire/exception.js';
import { isTestFailure, testFailure } from '../wire/test-failure.js';
import { contains } from './contains.js';
import { type Comparison, differencesBetween } from './differences.js';
import type { ExpectedPaymentError } from './matcher-types.js';
import { summaryOf } from './summary.js';

/**
 * Asserts that a value is a {@link PaymentError} and has the expected members, in any test runner.
 *
 * @param expected - default: any error. Members that are not named may be anything; so may those of objects in it. A list
 *   has to have as many items.
 * @throws Error that names each member which differs, with both values.
 *
 * @example
 * ```ts
 * const error = normalize(paystand, { status: 402, body }, { method: 'POST' });
 * assertPaymentError(error, { category: 'declined', retry: { action: 'add_funds' } });
 * ```
 */
export function assertPaymentError(
  received: unknown,
  expected: ExpectedPaymentError = {},
): asserts received is PaymentError {
  if (!isPaymentError(received))
    throw testFailure(
      `Expected a PaymentError, received ${nameOf(received)}.` +
        (isPaymentException(received) ? ' A PaymentException carries it as `error`.' : ''),
    );
  const differences = differencesBetween(PLAIN, received, expected, '');
  if (differences.length > 0)
    throw testFailure(
      ['Expected another PaymentError', '', ...differences, '', summaryOf(received)].join('\n'),
    );
}

/**
 * Gives a check of what was thrown, as `assert.throws` and `assert.rejects` of `node:assert` take it: whether it is a
 * `PaymentException` whose error has the expected members.
 *
 * @param expected - as {@link assertPaymentError} takes it. Default: any error.
 * @returns a function that gives `true`, and throws an Error that says what differs. It throws a failure of the test
 *   itself on as it is.
 *
 * @example
 * ```ts
 * await assert.rejects(pay(order), thePaymentError({ category: 'declined' }));
 * ```
 */
export function thePaymentError(expected: ExpectedPaymentError = {}): (thrown: unknown) => true {
  return (thrown) => {
    if (isTestFailure(thrown)) throw thrown;
    if (!isPaymentException(thrown))
      throw testFailure(`Expected a PaymentException, thrown was ${nameOf(thrown)}.`);
    assertPaymentError(thrown.error, expected);
    return true;
  };
}

const PLAIN: Comparison = {
  equals: contains,
  customTesters: [],
  utils: { iterableEquality: null, subsetEquality: null, printExpected: printed, printReceived: printed },
};

function nameOf(value: unknown): string {
  return value instanceof Error ? `${value.name}: ${value.message}` : printed(value);
}

function printed(value: unknown): string {
  const isPlain = typeof value === 'string' || (typeof value === 'object' && value !== null);
  return (
    (isPlain ? attempt(() => JSON.stringify(value)) : undefined) ??
    attempt(() => String(value)) ??
    typeof value
  );
}
