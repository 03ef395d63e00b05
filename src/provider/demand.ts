// What a definition holds is looked at as what it may be: a value from anywhere.

/** The members of an object from anywhere. */
export type Members = Readonly<Record<string, unknown>>;

/** Gives the object's own members, so that nobody's prototype says anything; refuses any that there should not be. */
export function membersOf(value: unknown, place: string, allowed: readonly string[]): Members {
  demand(isObject(value), place, value, 'an object');
  for (const [name, member] of Object.entries(value as object))
    demand(allowed.includes(name), `${place}.${name}`, member, `no such member, only ${listOf(allowed)}`);
  return Object.assign(Object.create(null) as Record<string, unknown>, value);
}

/** Is it an object that is not an array? */
export function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Is it a text that says something? */
export function isWord(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

/** The same, or nothing. */
export function isWordOrNone(value: unknown): boolean {
  return value === undefined || isWord(value);
}

/** Is it an http(s) address? */
export function isAddress(value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\/[^\s/]/.test(value);
}

/** Is it a function, or nothing? */
export function isFunctionOrNone(value: unknown): boolean {
  return value === undefined || typeof value === 'function';
}

/**
 * Is it a pattern for `POST /path`, or nothing? One with the flag g or y would begin where its last match ended, and one
 * that wants the path at the beginning never matches.
 */
export function isPatternOrNone(value: unknown): boolean {
  const isPattern = value instanceof RegExp && !value.global && !value.sticky;
  return value === undefined || (isPattern && !value.source.startsWith('^\\/'));
}

/** Is it a number of milliseconds above 0, or nothing? */
export function isDurationOrNone(value: unknown): boolean {
  return value === undefined || (Number.isFinite(value) && (value as number) > 0); // a number, as just checked
}

/** Is it one of these words? */
export function isOneOf(words: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && words.includes(value);
}

/** The same, or nothing. */
export function isOneOfOrNone(words: readonly string[], value: unknown): boolean {
  return value === undefined || isOneOf(words, value);
}

/** Is it a list of these words, or nothing? */
export function isListOrNone(words: readonly string[], value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every((item) => isOneOf(words, item)));
}

/** Gives the words with commas between. */
export function listOf(words: readonly string[]): string {
  return words.join(', ');
}

/** @throws TypeError that names the place, what stands there and what may, unless that is fine. */
export function demand(fine: boolean, place: string, found: unknown, allowed: string): void {
  if (!fine) throw new TypeError(`defineProvider: ${place} is ${shown(found)}; expected ${allowed}`);
}

function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
