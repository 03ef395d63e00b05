import { isPaymentError } from './guards.js';
import type { PaymentError } from './payment-error.js';
import type { PlatformResponse, ResponseLike } from './platform.js';

const BRAND = Symbol.for('payfault.PaymentException');
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** What is thrown for a {@link PaymentError}. JSON, logs and inspection show the error and nothing else. */
export interface PaymentException extends Error {
  readonly name: 'PaymentException';
  /** Plain data; send this, not the exception, through structuredClone or postMessage. */
  readonly error: PaymentError;
  /** The answer; `undefined` when none arrived. The body of a non-2xx was read: see `getRaw`. Not enumerable. */
  readonly response: PlatformResponse | undefined;
  /**
   * What was thrown before, if anything was. Not enumerable and not shown, since it may hold the request with its
   * secrets; a logger that follows causes by itself prints the message and the stack of this one.
   */
  readonly cause: unknown;
  /** Gives `error`, so that the JSON of the exception is a {@link PaymentError}. */
  toJSON(): PaymentError;
}

/** What a {@link PaymentException} can carry beside its error. */
export interface PaymentExceptionOptions {
  readonly response?: ResponseLike | undefined;
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
      return this.#cause;
    }

    toJSON(): PaymentError {
      return this.error;
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
