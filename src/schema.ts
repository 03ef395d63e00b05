import { isRecord } from './careful.js';

// The few schemas that providers are written with. They are tolerant: what has the wrong type counts as missing and
// never discards what stands around it.

/** Gives what can be taken of a value from outside. */
export type Schema<Output> = (value: unknown) => Output;

/** What an object schema gives for each member of its shape. */
type Members<Shape> = {
  readonly [Name in keyof Shape]: Shape[Name] extends Schema<infer Output> ? Output : never;
};

/** An object with these members; others are ignored. Anything else, an array too, is `undefined`. */
export function object<Shape extends Readonly<Record<string, Schema<unknown>>>>(
  shape: Shape,
): Schema<Members<Shape> | undefined> {
  const members = Object.entries(shape);
  return (value) => {
    if (!isRecord(value)) return undefined;
    const output: Record<string, unknown> = {};
    for (const [name, schema] of members) output[name] = schema(value[name]);
    return output as Members<Shape>; // each member came from the schema of its name
  };
}

/** A string; anything else is `undefined`. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A string, or a number as a decimal string; anything else is `undefined`. */
export function word(value: unknown): string | undefined {
  return typeof value === 'string' || Number.isFinite(value) ? String(value) : undefined;
}

/** A string as it is; anything else as the schema takes it. */
export function textOr<Output>(schema: Schema<Output>): Schema<string | Output> {
  return (value) => (typeof value === 'string' ? value : schema(value));
}

/** Whatever is there; `undefined` when nothing is. */
export function anything(value: unknown): unknown {
  return value;
}

/** An array as it is; anything else is empty. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** An object as it is; anything else is empty. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
