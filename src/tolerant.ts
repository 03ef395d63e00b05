import * as z from 'zod/mini';

// Leaves for provider schemas: what has the wrong type counts as missing and never discards what stands around it.

/** A string; anything else is `undefined`. */
export const text = /* @__PURE__ */ (() =>
  z.transform((value): string | undefined => (typeof value === 'string' ? value : undefined)))();

/** A string, or a number as a decimal string; anything else is `undefined`. */
export const word = /* @__PURE__ */ (() =>
  z.transform((value): string | undefined =>
    typeof value === 'string' || Number.isFinite(value) ? String(value) : undefined,
  ))();

/** Whatever is there; `undefined` when nothing is. */
export const anything = /* @__PURE__ */ (() => z.transform((value): unknown => value))();

/** An array as it is; anything else is empty. */
export const list = /* @__PURE__ */ (() =>
  z.transform((value): readonly unknown[] => (Array.isArray(value) ? value : [])))();

/** An object as it is; anything else is empty. */
export const record = /* @__PURE__ */ (() =>
  z.transform((value): Readonly<Record<string, unknown>> => (isRecord(value) ? value : {})))();

/** Is it an object that is not an array? */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
