import fc, { type Arbitrary } from 'fast-check';
import { expect, test, vi } from 'vitest';

import { factorOf, RUNS } from './counts.js';

const FACTOR = factorOf(process.env['PROPERTY_RUNS']);

// Thousands of runs on a busy machine take longer than a test may by default.
vi.setConfig({ testTimeout: 120_000 * FACTOR });

/** Without another seed, every run tries the same values: a commit that changed nothing does not fail. */
const USUAL_SEED = 4_821;

/** How many values the properties of this file were to try so far, by an ordinary run, and have tried. */
let asked = 0;
let tried = 0;

/**
 * The seed that `PROPERTY_SEED` asks for: `random` lets fast-check draw one (`undefined`), as the nightly workflow does.
 *
 * @throws RangeError for what is neither that nor a whole number of 32 bits, fast-check's seeds.
 */
export function seedOf(text: string | undefined): number | undefined {
  if (text === undefined) return USUAL_SEED;
  if (text === 'random') return undefined;
  const seed = Number(text);
  if (text.trim() === '' || seed !== (seed | 0))
    throw new RangeError(`PROPERTY_SEED: expected a whole number or random, not ${JSON.stringify(text)}`);
  return seed;
}

/**
 * Demands that a check passes for every value. A failure prints the seed and the path to the smallest counter-example;
 * `PROPERTY_SEED` in the environment repeats a seed. `PROPERTY_RUNS` says how many values all properties try together.
 */
export async function forAll<Value>(
  values: Arbitrary<Value>,
  numRuns: number,
  check: (value: Value) => void | Promise<void>,
): Promise<void> {
  const seed = seedOf(process.env['PROPERTY_SEED']);
  const ownRuns = Math.ceil(numRuns * FACTOR);
  asked += numRuns;
  await fc.assert(
    fc.asyncProperty(values, async (value) => {
      tried++;
      await check(value);
    }),
    { numRuns: ownRuns, ...(seed !== undefined && { seed }) },
  );
}

/** The last test of a file: were there as many runs as {@link RUNS} promises? */
export function testRunCount(file: keyof typeof RUNS): void {
  test(`tries ${RUNS[file].toLocaleString('en')} values`, () => {
    expect(asked).toBe(RUNS[file]);
    expect(tried).toBeGreaterThanOrEqual(RUNS[file] * FACTOR);
  });
}
