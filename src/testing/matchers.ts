import { isPaymentException } from '../exception.js';
import { isPaymentError } from '../guards.js';
import type { FieldError, PaymentError } from '../payment-error.js';

type Loosely<Value> = Value extends object ? Partial<Value> : Value;
type KeyOf<Union> = Union extends unknown ? keyof Union : never;
type MemberOf<Union, Key> = Union extends unknown ? (Key extends keyof Union ? Union[Key] : never) : never;

/**
 * The members that a {@link PaymentError} is expected to have, in the manner of `toMatchObject`: those that are not
 * named may be anything, and a value may be an asymmetric matcher such as `expect.any(String)`.
 */
export type ExpectedPaymentError = {
  readonly [Key in Exclude<KeyOf<PaymentError>, 'fieldErrors'>]?: Loosely<MemberOf<PaymentError, Key>>;
} & { readonly fieldErrors?: readonly Partial<FieldError>[] };

/** A call that gives a promise, or a promise: what it throws is known later. */
type ResultOfThrow<Result, Received> =
  Received extends PromiseLike<unknown>
    ? Promise<void>
    : Received extends (...input: never[]) => infer Returned
      ? [Returned] extends [never]
        ? Result
        : Returned extends PromiseLike<unknown>
          ? Promise<void>
          : Result
      : Result;

/**
 * The types of {@link matchers}, for the `expect` that they were added to. A test runner is told of them in one file of
 * the project; nothing here depends on one.
 *
 * @example For vitest, from version 5:
 * ```ts
 * import type { PaymentErrorMatchers } from 'payfault/testing';
 *
 * declare module 'vitest' {
 *   interface Matchers<R extends void | Promise<void>, T> extends PaymentErrorMatchers<R, T> {}
 * }
 * ```
 *
 * @example For vitest 3.2 to 4:
 * ```ts
 * import type { PaymentErrorMatchers } from 'payfault/testing';
 *
 * declare module 'vitest' {
 *   interface Matchers<T = any> extends PaymentErrorMatchers<void, T> {}
 * }
 * ```
 *
 * @example For jest, with its expect imported:
 * ```ts
 * import type { PaymentErrorMatchers } from 'payfault/testing';
 *
 * declare module 'expect' {
 *   interface Matchers<R extends void | Promise<void>, T> extends PaymentErrorMatchers<R, T> {}
 * }
 * ```
 *
 * @example For jest, with its types for globals:
 * ```ts
 * import type { PaymentErrorMatchers } from 'payfault/testing';
 *
 * declare global {
 *   namespace jest {
 *     interface Matchers<R, T> extends PaymentErrorMatchers<R, T> {}
 *   }
 * }
 * ```
 */
export interface PaymentErrorMatchers<Result, Received = unknown> {
  /**
   * The value is a {@link PaymentError}, also one that came back from JSON, and has the expected members.
   *
   * @example
   * ```ts
   * expect(error).toBePaymentError({ category: 'declined', retry: { action: 'add_funds' } });
   * ```
   */
  toBePaymentError(expected?: ExpectedPaymentError): Result;
  /**
   * Sending the request again can't charge twice: `retryable` is true. With `same_key` that needs the very same
   * idempotency key.
   *
   * @throws TypeError, with `.not` too, when the value is no {@link PaymentError}.
   *
   * @example
   * ```ts
   * expect(error).not.toBeSafeToRetry();
   * ```
   */
  toBeSafeToRetry(): Result;
  /**
   * A function throws, or a promise rejects with, a `PaymentException` whose error has the expected members. For a
   * promise and for a function that gives one, the matcher gives a promise that must be awaited.
   *
   * @throws TypeError when the value is neither a function nor a promise.
   *
   * @example
   * ```ts
   * await expect(payFetch(url)).toThrowPaymentError({ category: 'rate_limited' });
   * ```
   */
  toThrowPaymentError(expected?: ExpectedPaymentError): ResultOfThrow<Result, Received>;
}

/** What vitest and jest give a matcher as `this`, as far as it is needed. */
export interface MatcherContext {
  readonly isNot?: boolean | undefined;
  /** `rejects` or `resolves` when it was named before the matcher. */
  readonly promise?: string | undefined;
  readonly customTesters: readonly unknown[];
  equals(received: unknown, expected: unknown, testers?: readonly unknown[]): boolean;
  readonly utils: {
    readonly iterableEquality: unknown;
    readonly subsetEquality: unknown;
    readonly printExpected: (value: unknown) => string;
    readonly printReceived: (value: unknown) => string;
  };
}

/** What a matcher tells vitest and jest. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Matchers for the `expect` of vitest and jest. {@link PaymentErrorMatchers} shows how a test runner is told of their
 * types.
 *
 * @example
 * ```ts
 * import { expect } from 'vitest';
 * import { matchers } from 'payfault/testing';
 *
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

/** What became of a call: it threw something, or it did not. */
type Attempt = { readonly threw: true; readonly thrown: unknown } | { readonly threw: false };

const NOTHING_THROWN: Attempt = { threw: false };

function attemptOf({ promise }: MatcherContext, call: string, received: unknown): Attempt | Promise<Attempt> {
  if (promise === 'rejects') return { threw: true, thrown: received };
  if (isPromise(received)) return settle(received);
  if (typeof received !== 'function')
    throw new TypeError(`${call}\n\nExpected a function or a promise, received ${typeof received}`);
  try {
    const returned = (received as () => unknown)(); // a function, called as a test runner does: without arguments
    return isPromise(returned) ? settle(returned) : NOTHING_THROWN;
  } catch (thrown) {
    return { threw: true, thrown };
  }
}

async function settle(promise: PromiseLike<unknown>): Promise<Attempt> {
  try {
    await promise;
    return NOTHING_THROWN;
  } catch (thrown) {
    return { threw: true, thrown };
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

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

/** Names each expected member that is different, with both values. */
function differencesBetween(
  context: MatcherContext,
  received: object,
  expected: object,
  prefix: string,
): readonly string[] {
  return Object.entries(expected).flatMap(([key, wanted]: [string, unknown]) => {
    const value = (received as Readonly<Record<string, unknown>>)[key]; // `undefined` when it is not there
    if (isEqual(context, value, wanted)) return [];
    if (isPlainObject(value) && isPlainObject(wanted))
      return differencesBetween(context, value, wanted, `${prefix}${key}.`);
    const { printExpected, printReceived } = context.utils;
    return [`${prefix}${key}`, `  expected: ${printExpected(wanted)}`, `  received: ${printReceived(value)}`];
  });
}

/** As `toMatchObject` compares. */
function isEqual(context: MatcherContext, value: unknown, wanted: unknown): boolean {
  const { iterableEquality, subsetEquality } = context.utils;
  return context.equals(value, wanted, [...context.customTesters, iterableEquality, subsetEquality]);
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
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

function summaryOf({ provider, category, status, code, message }: PaymentError): string {
  const answer = [status === null ? '' : `HTTP ${String(status)}`, code].filter(Boolean).join(' ');
  return `${provider}: ${category}${answer ? ` (${answer})` : ''}: ${message}`;
}
