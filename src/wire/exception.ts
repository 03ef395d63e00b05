import { isPaymentError } from '../error/guards.js';
import type { PaymentError } from '../error/payment-error.js';
import { wasMadeHere } from '../error/raw-body.js';
import { attempt } from '../provider/careful.js';
import { causesOf, redactedCause } from './cause.js';
import type { PlatformResponse, ResponseLike } from './platform.js';

const BRAND = Symbol.for('payfault.PaymentException');
const CAUSE = Symbol.for('payfault.cause');
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** What is thrown for a {@link PaymentError}. JSON, logs and inspection show the error and nothing else. */
export interface PaymentException extends Error {
  readonly name: 'PaymentException';
  /** Plain data; send this, not the exception, through structuredClone or postMessage. */
  readonly error: PaymentError;
  /** The answer; `undefined` when none arrived. The body of a non-2xx was read: see `getRawBody`. Not enumerable. */
  readonly response: PlatformResponse | undefined;
  /**
   * What was thrown before, if anything was: an Error with no more than its redacted name, message and code, and those
   * of its own causes. {@link getCause} gives the original. Not enumerable.
   */
  readonly cause: unknown;
  /** Gives a copy of `error`, so that the JSON of the exception is a {@link PaymentError}. */
  toJSON(): PaymentError;
}

/** What a {@link PaymentException} can carry beside its error. */
export interface PaymentExceptionOptions {
  /** The answer that it is about. Default: none arrived. */
  readonly response?: ResponseLike | undefined;
  /** What was thrown before. Default: nothing. */
  readonly cause?: unknown;
}

interface PaymentExceptionConstructor {
  new (error: PaymentError, options?: PaymentExceptionOptions): PaymentException;
  readonly prototype: PaymentException;
}

/**
 * The exception around a {@link PaymentError}.
 *
 * @example
 * ```ts
 * throw new PaymentException(normalize(paystand, reply));
 * ```
 */
export const PaymentException: PaymentExceptionConstructor = /* @__PURE__ */ (() => {
  class PaymentException extends Error {
    readonly error: PaymentError;
    readonly #response: unknown;
    readonly #cause: unknown;
    #shownCause: unknown;

    constructor(error: PaymentError, options: PaymentExceptionOptions = {}) {
      super(error.message);
      this.error = error;
      this.#response = options.response;
      this.#cause = options.cause;
    }

    get response(): PlatformResponse | undefined {
      return this.#response as PlatformResponse | undefined; // what fetch gave
    }

    override get cause(): unknown {
      // A PaymentException shows no more of itself than it may.
      this.#shownCause ??= isPaymentException(this.#cause) ? this.#cause : redactedCause(this.#cause);
      return this.#shownCause;
    }

    [CAUSE](): unknown {
      return this.#cause;
    }

    toJSON(): PaymentError {
      return JSON.parse(JSON.stringify(this.error)) as PaymentError; // it is plain data
    }

    [INSPECT](
      _depth: number,
      options: object,
      inspect?: (value: unknown, options: object) => string,
    ): string {
      const stack = this.stack ?? String(this);
      return inspect ? `${stack} ${inspect(this.error, options)}` : stack;
    }
  }
  Object.defineProperties(PaymentException.prototype, {
    name: { value: 'PaymentException', configurable: true, writable: true },
    [BRAND]: { value: true },
  });
  Object.defineProperty(PaymentException, 'name', { value: 'PaymentException' }); // a bundler may have renamed it
  return PaymentException as unknown as PaymentExceptionConstructor; // `name` is set just above
})();

/**
 * Tells whether a value is a {@link PaymentException}, of this or of another copy of the library. Never throws.
 *
 * @example
 * ```ts
 * try {
 *   await pay();
 * } catch (thrown) {
 *   if (!isPaymentException(thrown)) throw thrown;
 *   console.log(thrown.error.category);
 * }
 * ```
 */
export function isPaymentException(value: unknown): value is PaymentException {
  try {
    const candidate = value as { [BRAND]?: unknown; error?: unknown } | null | undefined;
    return candidate?.[BRAND] === true && isPaymentError(candidate.error);
  } catch {
    return false; // a getter or a proxy that throws
  }
}

/**
 * Gives what was thrown before a {@link PaymentException}, as it was: it may hold the request with its secrets, and
 * stays out of JSON, logs and inspection.
 *
 * @returns `undefined` when nothing was, and for anything but a PaymentException. Never throws.
 *
 * @example
 * ```ts
 * if (isPaymentException(thrown) && getCause(thrown) instanceof DOMException) console.log('cancelled');
 * ```
 */
export function getCause(exception: PaymentException): unknown {
  if (!isPaymentException(exception)) return undefined;
  const keeper = exception as { readonly [CAUSE]?: () => unknown }; // that of an older copy has none
  return attempt(() => keeper[CAUSE]?.());
}

/**
 * Gives the {@link PaymentError} in whatever a catch block got: a PaymentError that was made in this process, that of a
 * PaymentException, or that of one among its causes, at most 10 deep.
 *
 * @returns `undefined` when there is none: `normalizeThrown` makes one of anything. Never throws.
 *
 * @example
 * ```ts
 * try {
 *   await ofetch(url, { method: 'POST', body }); // over a wrapped fetch: its exception has ours as its cause
 * } catch (thrown) {
 *   if (paymentErrorOf(thrown)?.category === 'declined') return askForAnotherCard();
 *   throw thrown;
 * }
 * ```
 */
export function paymentErrorOf(thrown: unknown): PaymentError | undefined {
  for (const cause of causesOf(thrown)) {
    const error = ownPaymentErrorOf(cause);
    if (error) return error;
  }
  return undefined;
}

/** The same for one value, without its causes. */
export function ownPaymentErrorOf(thrown: unknown): PaymentError | undefined {
  if (isPaymentException(thrown)) return thrown.error;
  return isPaymentError(thrown) && wasMadeHere(thrown) ? thrown : undefined; // a body in that shape is a body
}

/** What {@link toResult} gives: the value, or the error. */
export type PaymentResult<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: PaymentError };

/**
 * Turns a promise that may reject with a {@link PaymentException} into one that gives a result. Any other rejection
 * passes through.
 *
 * @example
 * ```ts
 * const result = await toResult(payFetch(url, init));
 * if (!result.ok) return showRefusal(result.error);
 * ```
 */
export async function toResult<Value>(promise: PromiseLike<Value> | Value): Promise<PaymentResult<Value>> {
  try {
    return { ok: true, value: await promise };
  } catch (thrown) {
    if (isPaymentException(thrown)) return { ok: false, error: thrown.error };
    throw thrown;
  }
}
