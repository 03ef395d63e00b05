import { isRecord } from './careful.js';
import { $ZodObject, $ZodPipe, type $ZodShape, $ZodTransform, type $ZodType } from 'zod/v4/core';

// The few schemas that providers are written with, straight on zod's core: its classes with methods weigh as much again.
// They are tolerant: what has the wrong type counts as missing and never discards what stands around it.

/** An object with these members; others are ignored. Anything else is a body of another shape. */
export function object<Shape extends $ZodShape>(shape: Shape): $ZodObject<Shape> {
  return new $ZodObject({ type: 'object', shape }) as $ZodObject<Shape>; // the constructor's type forgets the shape
}

/** What `transform` makes of whatever is there. */
export function leaf<Output>(transform: (value: unknown) => Output): $ZodTransform<Output> {
  return new $ZodTransform({ type: 'transform', transform }) as $ZodTransform<Output>; // and this one the output
}

/** What `schema` makes of what `first` gives. */
export function pipe<First extends $ZodType, Schema extends $ZodType>(
  first: First,
  schema: Schema,
): $ZodPipe<First, Schema> {
  return new $ZodPipe({ type: 'pipe', in: first, out: schema }) as $ZodPipe<First, Schema>; // and this one both
}

/** A string; anything else is `undefined`. */
export const text = /* @__PURE__ */ leaf((value) => (typeof value === 'string' ? value : undefined));

/** A string, or a number as a decimal string; anything else is `undefined`. */
export const word = /* @__PURE__ */ leaf((value) =>
  typeof value === 'string' || Number.isFinite(value) ? String(value) : undefined,
);

/** Whatever is there; `undefined` when nothing is. */
export const anything = /* @__PURE__ */ leaf((value) => value);

/** An array as it is; anything else is empty. */
export const list = /* @__PURE__ */ leaf((value): readonly unknown[] => (Array.isArray(value) ? value : []));

/** An object as it is; anything else is empty. */
export const record = /* @__PURE__ */ leaf((value) => (isRecord(value) ? value : {}));
