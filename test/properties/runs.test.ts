import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { ALL_RUNS, factorOf } from './counts.js';
import { seedOf } from './runs.js';

test('the properties are tried at least 100,000 times in all', () => {
  expect(ALL_RUNS).toBeGreaterThanOrEqual(100_000);
});

describe('how many values are tried', () => {
  test('may be another number', () => {
    expect(factorOf(undefined)).toBe(1);
    expect(factorOf(String(ALL_RUNS))).toBe(1);
    expect(factorOf('10000000')).toBeCloseTo(10_000_000 / ALL_RUNS);
  });

  test.each(['', '0', '-1', '99999', '1000000.5', 'many', '1e400'])('is not %j', (text) => {
    expect(() => factorOf(text)).toThrow('PROPERTY_RUNS');
  });
});

describe('the seed', () => {
  test('is the same in every run that asks for none', () => {
    expect(seedOf(undefined)).toBeTypeOf('number');
    expect(seedOf(undefined)).toBe(seedOf(undefined));
  });

  test('is drawn by fast-check when it is to be random', () => {
    expect(seedOf('random')).toBeUndefined();
  });

  test.each(['0', '1', '4821', '-1803432741', '2147483647', '-2147483648'])('can be repeated: %s', (text) => {
    const seed = Number(text);
    expect(seedOf(text)).toBe(seed);
    // fast-check takes it as it is, and so prints the same number when it fails again.
    expect(() =>
      fc.assert(
        fc.property(fc.nat(), () => false),
        { seed },
      ),
    ).toThrow(`seed: ${text},`);
  });

  test.each(['', ' ', 'Random', '1.5', '0x', 'NaN', '2147483648'])('is not %j', (text) => {
    expect(() => seedOf(text)).toThrow('PROPERTY_SEED');
  });
});
