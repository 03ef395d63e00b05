import { describe, expect, test } from 'vitest';

import { safeText } from '../../src/verdict/redact.js';
import { HARMLESS } from './harmless.js';

test('the corpus is there', () => {
  expect(HARMLESS.length).toBeGreaterThan(150);
});

test.each(HARMLESS)('%s comes through as it is', (text) => {
  for (const message of [
    text,
    `Refused: ${text}`,
    `${text} was refused`,
    `(${text})`,
    `"${text}", it said`,
    `sk_1 of order-4821 = ${text} (100 of 1000000000)`, // whatever makes redaction look closer
    `100%25 &amp; ${text}`,
    `${text} õ – ok`,
  ])
    expect(safeText(message, 2_000)).toBe(message);
});

describe('of random ids few are taken for account numbers', () => {
  let state = 20_251_109;
  /** The next of a fixed sequence (a linear congruential generator). */
  const random = (alphabet: string, length: number): string =>
    Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return alphabet.charAt((state / 2 ** 32) * alphabet.length);
    }).join('');
  const DIGITS = '0123456789';
  const BASE62 = `${DIGITS}ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz`;
  const IDS = 20_000;

  /** How many in a hundred are not kept as they are. */
  function maskedPercent(id: () => string): number {
    let masked = 0;
    for (let count = 0; count < IDS; count++) {
      const text = id();
      if (safeText(text, 200) !== text) masked++;
    }
    return (masked / IDS) * 100;
  }

  // One in ten passes the check digit. Visa and Mastercard alone hold a fifth of all numbers of 16 digits.
  test.each([
    [13, 1.3],
    [14, 0.6],
    [15, 0.4],
    [16, 2.9],
    [17, 1.9],
    [18, 1.9],
    [19, 3.2],
  ])('of %i digits: at most %d %%', (digits, most) => {
    expect(maskedPercent(() => random(DIGITS, digits))).toBeLessThan(most);
  });

  test.each([12, 20, 24])('of %i digits: none', (digits) => {
    expect(maskedPercent(() => random(DIGITS, digits))).toBe(0);
  });

  test.each([16, 24, 32])('of %i letters and digits: next to none', (length) => {
    expect(maskedPercent(() => random(BASE62, length))).toBeLessThan(0.02);
    expect(maskedPercent(() => `pay_${random(BASE62, length)}`)).toBeLessThan(0.02);
    expect(maskedPercent(() => random('0123456789abcdef', length))).toBeLessThan(0.02);
  });
});
