import type { Secret } from './secret.js';

export const DIGITS = '0123456789';
export const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
export const BASE62 = `${LETTERS}${LETTERS.toUpperCase()}${DIGITS}`;

let state = 20_251_109;

/** A number from 0 to 1, the next of a fixed sequence (a linear congruential generator). */
function nextRandom(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

/** So many characters of an alphabet. */
export function random(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet.charAt(nextRandom() * alphabet.length)).join('');
}

/** A random word that has a digit in it, as nearly every random word of that length has. */
export function key(length: number): string {
  return `${random(BASE62, length - 4)}7${random(BASE62, 3)}`;
}

/** Some secrets that a random word of that length makes. */
export function keys(write: (key: string) => string, length = 24): readonly Secret[] {
  return Array.from({ length: 3 }, () => key(length)).map((core) => ({ text: write(core), core }));
}

/** The first of a few secrets. */
export function only(secrets: readonly Secret[]): Secret {
  const [secret] = secrets;
  if (!secret) throw new Error('there is no secret');
  return secret;
}
