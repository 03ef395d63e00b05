// Ways to look at values from outside without being hurt by them.

/** Runs something that may throw, for `undefined` then. */
export function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/**
 * Gives a member of anything, its own or inherited; `undefined` when there is none, when its getter throws, and when it
 * is there only because somebody changed the prototype of every object.
 */
export function member(value: unknown, key: PropertyKey): unknown {
  try {
    const found = (value as Readonly<Record<PropertyKey, unknown>> | null | undefined)?.[key];
    if (found === undefined || !Object.hasOwn(Object.prototype, key)) return found;
    return Object.hasOwn(value as object, key) ? found : undefined; // it has members: it is no null
  } catch {
    return undefined;
  }
}

/** Gives an object without what it has only because somebody changed the prototype of every object. */
export function ownMembers<Members extends object>(value: Members): Members {
  for (const _ in Object.prototype) return Object.assign(Object.create(null) as Members, value);
  return value;
}

/** No envelope is deeper. */
const DEEPEST = 10;
const MOST_ITEMS = 1_000;

/** Does the same for a body and all that it holds. Throws what looking at it throws. */
export function ownMembersOfBody<Body>(body: Body): Body {
  for (const _ in Object.prototype) return bareCopy(body, DEEPEST) as Body; // a copy of it
  return body;
}

function bareCopy(value: unknown, levels: number): unknown {
  if (levels === 0) return undefined;
  if (Array.isArray(value)) return firstItems(value, MOST_ITEMS).map((item) => bareCopy(item, levels - 1));
  if (!isRecord(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const key of Object.keys(value)) copy[key] = bareCopy(value[key], levels - 1);
  return copy;
}

/** Is it an object that is not an array? */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && attempt(() => Array.isArray(value)) === false;
}

/** Is it an array? A proxy that was revoked is none. */
export function isList(value: unknown): value is readonly unknown[] {
  return attempt(() => Array.isArray(value)) === true;
}

/** Gives the entry of a table for a word that comes from outside; `undefined` when the table has none of its own. */
export function entryOf<Entry>(table: Readonly<Record<string, Entry>>, name: unknown): Entry | undefined {
  return typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined;
}

/**
 * Copies the first items of a list, and calls nothing that it brings along: its length may be a lie, its `slice` and
 * `join` anything. None of anything else. Throws what looking at an item throws.
 */
export function firstItems(list: unknown, most: number): readonly unknown[] {
  const items: unknown[] = [];
  if (!Array.isArray(list)) return items;
  for (let index = 0; index < list.length && index < most; index++) items.push(list[index]);
  return items;
}

/** Is it a string? */
export function isText(value: unknown): value is string {
  return typeof value === 'string';
}
