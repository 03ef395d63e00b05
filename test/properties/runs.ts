import fc, { type Arbitrary } from 'fast-check';
import { expect, test, vi } from 'vitest';

/** How often the properties of each file are tried; together at least 100,000 times. */
export const RUNS = {
  totality: 53_000,
  shape: 17_000,
  safety: 36_000,
  stability: 22_000,
} as const;

// Thousands of runs on a busy machine take longer than a test may by default.
vi.setConfig({ testTimeout: 120_000 });

let tried = 0;

/**
 * Demands that a check passes for every value. A failure prints the seed and the path to the smallest counter-example;
 * `PROPERTY_SEED` in the environment repeats a seed.
 */
export async function forAll<Value>(
  values: Arbitrary<Value>,
  numRuns: number,
  check: (value: Value) => void | Promise<void>,
): Promise<void> {
  const seed = process.env['PROPERTY_SEED'];
  await fc.assert(
    fc.asyncProperty(values, async (value) => {
      tried++;
      await check(value);
    }),
    { numRuns, ...(seed !== undefined && { seed: Number(seed) }) },
  );
}

/** The last test of a file: were there as many runs as {@link RUNS} promises? */
export function testRunCount(file: keyof typeof RUNS): void {
  test(`tries ${RUNS[file].toLocaleString('en')} values`, () => {
    expect(tried).toBe(RUNS[file]);
  });
}
