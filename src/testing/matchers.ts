import { isPaymentError } from '../error/guards.js';
import type { PaymentError } from '../error/payment-error.js';
import { isPaymentException } from '../wire/exception.js';
import { type Attempt, attemptOf } from './attempt.js';
import { differencesBetween } from './differences.js';
import type { ExpectedPaymentError, MatcherContext, MatcherResult } from './matcher-types.js';
import { summaryOf } from './summary.js';

/**
 * Matchers for an `expect` that can be extended as those of vitest and jest can. `payfault/vitest` (from version 5),
 * `payfault/vitest-4` (3.2 and 4) and `payfault/jest` (from 29) add them, with their types, by one import.
 *
 * @example
 * ```ts
 * expect.extend(matchers);
 * ```
 */
export const matchers = {
  toBePaymentError(this: MatcherContext, received: unknown, expected?: ExpectedPaymentError): MatcherResult {
    const call = callOf(this, 'toBePaymentError', expected);
    if (!isPaymentError(received))
      return {
        pass: false,
        message: () =>
          `${call}\n\nExpected a PaymentError, received ${printed(this, received)}${hintFor(received)}`,
      };
    return compare(this, call, received, expected);
  },

  toBeSafeToRetry(this: MatcherContext, received: unknown): MatcherResult {
    const call = callOf(this, 'toBeSafeToRetry');
    if (!isPaymentError(received))
      throw new TypeError(
        `${call}\n\nExpected a PaymentError, received ${printed(this, received)}${hintFor(received)}`,
      );
    const { retryable, outcome, retry } = received;
    return {
      pass: retryable,
      message: () =>
        `${call}\n\nIt is ${retryable ? '' : 'not '}safe to retry: outcome ${outcome}, retry ${retry.strategy}. ${retry.why}\n${summaryOf(received)}`,
    };
  },

  toThrowPaymentError(
    this: MatcherContext,
    received: unknown,
    expected?: ExpectedPaymentError,
  ): MatcherResult | Promise<MatcherResult> {
    const call = callOf(this, 'toThrowPaymentError', expected);
    const conclude = (attempt: Attempt): MatcherResult => judgeAttempt(this, call, attempt, expected);
    const attempt = attemptOf(this, call, received);
    return attempt instanceof Promise ? attempt.then(conclude) : conclude(attempt);
  },
};

function judgeAttempt(
  context: MatcherContext,
  call: string,
  attempt: Attempt,
  expected: ExpectedPaymentError | undefined,
): MatcherResult {
  if (!attempt.threw)
    return { pass: false, message: () => `${call}\n\nExpected a PaymentException, nothing was thrown` };
  const { thrown } = attempt;
  if (!isPaymentException(thrown))
    return {
      pass: false,
      message: () => `${call}\n\nExpected a PaymentException, thrown was ${printed(context, thrown)}`,
    };
  return compare(context, call, thrown.error, expected);
}

function compare(
  context: MatcherContext,
  call: string,
  error: PaymentError,
  expected: ExpectedPaymentError | undefined,
): MatcherResult {
  const differences = differencesBetween(context, error, expected ?? {}, '');
  const pass = differences.length === 0;
  const found = pass ? ['Expected anything else, but it is as described'] : differences;
  return { pass, message: () => [call, '', ...found, '', summaryOf(error)].join('\n') };
}

function callOf({ isNot, promise }: MatcherContext, name: string, expected?: object): string {
  const steps = ['expect(received)', promise, isNot ? 'not' : '', name].filter(Boolean).join('.');
  return `${steps}(${expected ? 'expected' : ''})`;
}

function printed({ utils }: MatcherContext, value: unknown): string {
  return value instanceof Error ? `${value.name}: ${value.message}` : utils.printReceived(value);
}

function hintFor(received: unknown): string {
  return isPaymentException(received)
    ? '\nA PaymentException carries it as `error`; toThrowPaymentError takes what throws it.'
    : '';
}
