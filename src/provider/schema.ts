import * as z from 'zod/mini';

import { isRecord } from './careful.js';

// The leaves that providers' schemas are made of. They are tolerant: what has the wrong type counts as missing and never
// discards what stands around it. All are transforms, which take an absent member too; `z.optional` and `z.catch` would
// add 4 kB to a bundle.

/** A string; anything else is `undefined`. */
export const text = /* @__PURE__ */ leaf((value) => (typeof value === 'string' ? value : undefined));

/** A string, or a number as a decimal string; anything else is `undefined`. */
export const word = /* @__PURE__ */ leaf((value) =>
  typeof value === 'string' ? value : Number.isFinite(value) ? String(value) : undefined,
);

/** A number; anything else is `undefined`. */
export const number = /* @__PURE__ */ leaf((value) => (typeof value === 'number' ? value : undefined));

/** Whatever stands there. */
export const anything = /* @__PURE__ */ leaf((value) => value);

/** What a schema makes of a member; `undefined` where there is none, or the schema refuses it. */
export function optional<Output>(schema: z.ZodMiniType<Output>): z.ZodMiniType<Output | undefined> {
  // A refusal costs zod more than an acceptance does, and most members are absent rather than wrong.
  return leaf((value) => (value === undefined ? undefined : z.safeParse(schema, value).data));
}

/** More items of a list are not looked at: no error keeps as many. */
const MOST_ITEMS = 100;

/** The items that a schema accepts of the first 100; anything but an array is `undefined`. */
export function list<Output>(
  item: z.ZodMiniType<Output>,
): z.ZodMiniType<readonly NonNullable<Output>[] | undefined> {
  return leaf((value) =>
    Array.isArray(value)
      ? value.slice(0, MOST_ITEMS).flatMap((one) => {
          const parsed = z.safeParse(item, one).data;
          return parsed === undefined || parsed === null ? [] : [parsed]; // an item can be a list itself
        })
      : undefined,
  );
}

/** What a schema makes of the first 100 members of an object, by their names; anything else is `undefined`. */
export function byName<Output>(
  member: z.ZodMiniType<Output>,
): z.ZodMiniType<Readonly<Record<string, NonNullable<Output>>> | undefined> {
  return leaf((value) => {
    if (!isRecord(value)) return undefined;
    const names = Object.keys(value).slice(0, MOST_ITEMS);
    const members = names.flatMap((name) => {
      const parsed = z.safeParse(member, value[name]).data;
      return parsed === undefined || parsed === null ? [] : [[name, parsed] as const];
    });
    return Object.fromEntries(members); // a member can be called __proto__
  });
}

/** What the first of two schemas makes of a member, else the second. */
export function either<One, Other>(
  one: z.ZodMiniType<One>,
  other: z.ZodMiniType<Other>,
): z.ZodMiniType<NonNullable<One> | Other | undefined> {
  return leaf((value) => z.safeParse(one, value).data ?? z.safeParse(other, value).data);
}

function leaf<Output>(take: (value: unknown) => Output): z.ZodMiniType<Output> {
  return z.transform(take);
}
