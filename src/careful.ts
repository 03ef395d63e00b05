// Ways to look at values from outside without being hurt by them.

/** Runs something that may throw, for `undefined` then. */
export function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/** Gives a member of anything; `undefined` when there is none or its getter throws. */
export function member(value: unknown, key: string): unknown {
  try {
    return (value as Readonly<Record<string, unknown>> | null | undefined)?.[key];
  } catch {
    return undefined;
  }
}

/** Is it an object that is not an array? */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Gives the entry of a table for a word that comes from outside; `undefined` when the table has none of its own. */
export function entryOf<Entry>(table: Readonly<Record<string, Entry>>, name: unknown): Entry | undefined {
  return typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Is it a string? */
export function isText(value: unknown): value is string {
  return typeof value === 'string';
}
