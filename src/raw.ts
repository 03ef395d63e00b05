import type { PaymentError } from './payment-error.js';

const RAW_BODIES = Symbol.for('payfault.rawBodies');

// One map for every copy of the library in this realm, so that the ESM copy can look up what the CommonJS copy made.
type Realm = typeof globalThis & { [RAW_BODIES]?: WeakMap<object, unknown> };

/** Remembers the body that an error was made from, beside the error and not in it. */
export function keepRaw(error: PaymentError, body: unknown): void {
  if (body !== undefined) ((globalThis as Realm)[RAW_BODIES] ??= new WeakMap()).set(error, body);
}

/**
 * Gives the body that an error was made from, as it came: parsed JSON, or text. It may hold secrets and personal data:
 * it stays in this process and is never part of JSON, logs or inspection.
 *
 * @returns `undefined` when there was no body, and for an error that was copied, parsed from JSON, or made in another
 *   realm. Never throws.
 *
 * @example
 * ```ts
 * const body = getRaw(error);
 * ```
 */
export function getRaw(error: PaymentError): unknown {
  return (globalThis as Realm)[RAW_BODIES]?.get(error);
}
