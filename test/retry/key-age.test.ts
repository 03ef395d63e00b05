import { describe, expect, test } from 'vitest';

import { startKeyAge } from '../../src/retry/key-age.js';

/** What the age is told to be each time, by a clock that gives one reading after the other. */
function ages(...readings: readonly unknown[]): readonly number[] {
  let next = 0;
  const age = startKeyAge(() => readings[next++] as number); // some are none, on purpose
  return readings.slice(1).map(() => age());
}

describe('the age of a key', () => {
  test('is the time since it was first sent', () => {
    expect(ages(1_000, 1_000, 1_500, 4_000)).toEqual([0, 500, 3_000]);
  });

  test('never falls: a clock that is set back takes nothing off, and goes on to count', () => {
    expect(ages(10_000, 15_000, 2_000, 3_000)).toEqual([5_000, 5_000, 6_000]);
  });

  test.each([NaN, Infinity, -Infinity, undefined, '5', new Date(0)])(
    'is past all counting once the clock gives %s',
    (reading) => {
      expect(ages(1_000, reading, 2_000)).toEqual([Infinity, Infinity]);
      expect(ages(reading, 1_000, 2_000)).toEqual([Infinity, Infinity]);
    },
  );

  test.each<[string, number, number]>([
    ['as old as it is', 40_000, 60_000],
    ['new where clocks differ a little', 150_000, 0],
    ['past all counting where its first use is still to come', 200_000, Infinity],
    ['past all counting where nobody can tell its first use', NaN, Infinity],
  ])('that was first sent before is %s', (_name, firstSentAt, expected) => {
    expect(startKeyAge(() => 100_000, firstSentAt)()).toBe(expected);
  });

  test('is past all counting when the clock throws', () => {
    const age = startKeyAge(() => {
      throw new Error('no clock');
    });
    expect(age()).toBe(Infinity);
  });
});
