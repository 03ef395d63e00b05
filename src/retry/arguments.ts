// What a caller without types may hand over: each wrong argument is named.

/** @throws TypeError when the value is not an integer from 1. */
export function demandCount(name: string, value: unknown): void {
  const isCount = Number.isInteger(value) && (value as number) >= 1; // a number, as just checked
  if (!isCount) throw new TypeError(`${name}: expected an integer from 1`);
}

/** @throws TypeError when the value is not a number from 0. Infinity is one. */
export function demandDuration(name: string, value: unknown): void {
  const isDuration = typeof value === 'number' && value >= 0;
  if (!isDuration) throw new TypeError(`${name}: expected milliseconds from 0`);
}

/** @throws TypeError when the value is not a function. */
export function demandFunction(name: string, value: unknown): void {
  if (typeof value !== 'function') throw new TypeError(`${name}: expected a function`);
}
