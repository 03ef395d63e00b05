/** The way to a place inside a JSON value. */
export type Path = readonly string[];

/** One place inside a JSON value. */
export interface Place {
  readonly path: Path;
  readonly value: unknown;
}

/** Lists every place inside a JSON value, the value itself first. */
export function placesIn(value: unknown, path: Path = []): readonly Place[] {
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [{ path, value }, ...members.flatMap(([key, member]) => placesIn(member, [...path, key]))];
}

/** Copies a JSON value with something else at one of its places. */
export function replaceAt(value: unknown, path: Path, replacement: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((member: unknown, index) =>
      String(index) === key ? replaceAt(member, rest, replacement) : member,
    );
  const members = value as Readonly<Record<string, unknown>>; // the path leads through it
  return { ...members, [key]: replaceAt(members[key], rest, replacement) };
}

/** Copies a JSON value with the members of another laid over it: objects member by member, all else as a whole. */
export function mergeInto(value: unknown, changes: unknown): unknown {
  if (!isObject(value) || !isObject(changes)) return changes;
  const merged = Object.entries(changes).map(([key, change]) => [
    key,
    Object.hasOwn(value, key) ? mergeInto(value[key], change) : change,
  ]);
  return { ...value, ...Object.fromEntries(merged) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
