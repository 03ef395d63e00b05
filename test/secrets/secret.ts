import { ZEROS } from './scripts.js';

/** A secret as somebody may write it. */
export interface Secret {
  readonly text: string;
  /** What must not be left of it: no eight characters in a row (all, if it is shorter), whatever separates them. */
  readonly core: string;
}

/** Every kind of secret, with the ways in which it is written. They are made anew, the same ones each time. */
export interface Kind {
  readonly name: string;
  readonly secrets: readonly Secret[];
}

const TELLING_LENGTH = 8;

/** Is anything left of a secret? */
export function isLeft(secret: Secret, text: string): boolean {
  const compact = compacted(text);
  const core = compacted(secret.core);
  const length = Math.min(core.length, TELLING_LENGTH);
  for (let start = 0; start + length <= core.length; start++)
    if (compact.includes(core.slice(start, start + length))) return true;
  return false;
}

/** Letters and digits alone, whatever they are written in and encoded by. */
function compacted(text: string): string {
  let plain = text;
  for (let layer = 0; layer < 4; layer++)
    plain = plain
      .replace(/%([\da-f]{2})/gi, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
      .replace(/\\+u\{?([\da-f]{1,4})\}?|\\x([\da-f]{2})|&#x([\da-f]+);/gi, (_all, ...hex: string[]) =>
        String.fromCodePoint(Number.parseInt(hex.find((part) => part) ?? '', 16)),
      )
      .replace(/&#(\d+);/g, (_all, decimal: string) => String.fromCodePoint(Number(decimal)))
      .replace(/&commat;/g, '@')
      .replace(/\\[nrt]|&nbsp;/g, ' ')
      .normalize('NFKC');
  for (const zero of Object.values(ZEROS))
    for (let digit = 0; digit < 10; digit++)
      plain = plain.replaceAll(String.fromCodePoint(zero + digit), String(digit));
  return plain
    .replace(/\u001B\[[\d;]*m/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
