import type { FieldError } from '../error/members.js';
import type { PaymentError } from '../error/payment-error.js';

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
 * The types of {@link matchers}, for the `expect` that they were added to. `payfault/vitest`, `payfault/vitest-4` and
 * `payfault/jest` add both; another test runner is told of them as its documentation says.
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

/** What stands for a value inside of an expected one. */
export interface AsymmetricPaymentErrorMatcher {
  asymmetricMatch(other: unknown): boolean;
}

/** The types of those {@link matchers} that can stand inside of an expected value. */
export interface AsymmetricPaymentErrorMatchers {
  /**
   * Any {@link PaymentError} that has the expected members.
   *
   * @example
   * ```ts
   * expect(result).toEqual({ ok: false, error: expect.toBePaymentError({ category: 'declined' }) });
   * ```
   */
  toBePaymentError(expected?: ExpectedPaymentError): AsymmetricPaymentErrorMatcher;
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
