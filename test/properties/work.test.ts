import { describe, expect, test } from 'vitest';

import { normalize, type PaymentError } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { paypaga } from '../../src/providers/paypaga.js';
import { PROVIDERS } from '../fixtures.js';
import { BODIES, HOSTILE, MOST_BYTES } from './heavy-bodies.js';

/**
 * The most that reading an answer may take, as a multiple of JSON.parse of the same text: 50 ms where 256 kB are parsed
 * in half a millisecond.
 */
const MOST_TIMES_OF_PARSE = 100;

test.each(HOSTILE)('256 kB of %s in the messages of fields take at most three times that', (_what, text) => {
  expect(text.length).toBeGreaterThan(200_000);
  expect(text.length).toBeLessThanOrEqual(MOST_BYTES);
  const parse = fastest(9, () => JSON.parse(text) as unknown);
  const read = fastest(5, () => normalize(paypaga, { status: 400, body: text }));
  expect(read / Math.max(parse, 0.5)).toBeLessThan(3 * MOST_TIMES_OF_PARSE);
});

describe.each(BODIES)('an answer of 256 kB with %s', (_what, text) => {
  test('takes work in proportion to its bytes', () => {
    expect(text.length).toBeGreaterThan(100_000);
    expect(text.length).toBeLessThanOrEqual(MOST_BYTES);
    const parse = fastest(9, () => JSON.parse(text) as unknown);
    const read = fastest(5, () => normalize(getpaid, { status: 422, body: text }));
    expect(read / Math.max(parse, 0.5)).toBeLessThan(MOST_TIMES_OF_PARSE);
  });

  test('gives a small error', () => {
    for (const provider of PROVIDERS) {
      const error = normalize(provider, { status: 422, body: text });
      expect(error.fieldErrors.length).toBeLessThanOrEqual(100);
      expect(JSON.stringify(error).length).toBeLessThan(2 * MOST_BYTES);
    }
  });
});

test('the errors of many large answers can be kept', () => {
  const texts = BODIES.map(([, text]) => text);
  const before = process.memoryUsage().heapUsed;
  const kept: PaymentError[] = [];
  for (let count = 0; count < 20; count++)
    kept.push({ ...normalize(getpaid, { status: 422, body: texts[count % texts.length] }) });
  expect(kept).toHaveLength(20);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(400_000_000);
});

/** The shortest of a few times, in milliseconds: a busy machine makes none shorter. */
function fastest(times: number, run: () => unknown): number {
  let shortest = Infinity;
  for (let count = 0; count < times; count++) {
    const startedAt = performance.now();
    run();
    shortest = Math.min(shortest, performance.now() - startedAt);
  }
  return shortest;
}
