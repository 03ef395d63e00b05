import { describe, expect, test } from 'vitest';

import { runInOwnProcess } from '../http/own-process.js';
import { growthOf } from './growth.js';

const SOAK = new URL('soak.ts', import.meta.url);

// Here a normalisation is seen to leave 26 bytes or more, a call 1.3 kB or more; less is for the long soak.
test('100,000 normalisations and 2,000 calls leave nothing behind', async () => {
  const { exitCode, output } = await runInOwnProcess(SOAK, '--normalizations=100000', '--calls=2000');
  expect(exitCode, output).toBe(0);
  expect(output.match(/ flat$/gm), output).toHaveLength(4);
}, 60_000);

describe('a series', () => {
  const ALLOWANCE = 100;
  const isFlat = (samples: readonly number[]): boolean =>
    growthOf({ what: 'a heap', samples, allowance: ALLOWANCE }).isFlat;
  const samples = (sample: (index: number) => number): readonly number[] =>
    Array.from({ length: 30 }, (_, index) => sample(index));
  /** Repeats itself after seven samples, so that every quarter has nearly all of it. */
  const noise = (index: number): number => ((index * 3) % 7) * 40;

  test('that stays within its noise is flat', () => {
    expect(isFlat(samples((index) => 10_000 + noise(index)))).toBe(true);
  });

  test('that grows with every sample is not', () => {
    expect(isFlat(samples((index) => 10_000 + 15 * index))).toBe(false);
    expect(isFlat(samples((index) => 10_000 + 15 * index + noise(index)))).toBe(false);
  });

  test('that grows in leaps is not, as when a set of millions takes twice its room', () => {
    expect(isFlat(samples((index) => 10_000 + 200 * Math.floor(index / 12)))).toBe(false);
  });

  test('that grows only while it warms up is flat', () => {
    expect(isFlat(samples((index) => 1_000 * Math.min(index, 6)))).toBe(true);
  });

  test('with samples that are far too high is flat: there not all had been collected', () => {
    expect(isFlat(samples((index) => (index % 3 === 0 ? 10_000 : 90_000)))).toBe(true);
    expect(isFlat(samples((index) => (index === 29 || index === 26 ? 90_000 : 10_000)))).toBe(true);
  });

  test('that shrinks is flat', () => {
    expect(isFlat(samples((index) => 10_000 - 15 * index))).toBe(true);
  });

  test('without an allowance may not end one higher', () => {
    const listeners = samples((index) => (index < 20 ? 1 : 2));
    expect(growthOf({ what: 'listeners', samples: listeners, allowance: 0 })).toEqual({
      before: 1,
      after: 2,
      isFlat: false,
    });
  });

  test('with a sample that is no number is not flat', () => {
    expect(isFlat(samples(() => NaN))).toBe(false);
  });

  test.each([0, 1, 4])('of %i samples cannot be judged', (length) => {
    expect(() => isFlat(Array.from({ length }, () => 0))).toThrow(RangeError);
  });
});
