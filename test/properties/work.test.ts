import { describe, expect, test } from 'vitest';

import { normalize, type PaymentError } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { paypaga } from '../../src/providers/paypaga.js';
import { PROVIDERS } from '../fixtures.js';

const MOST_BYTES = 262_144;

/**
 * The most that reading an answer may take, as a multiple of JSON.parse of the same text: 50 ms where 256 kB are parsed
 * in half a millisecond.
 */
const MOST_TIMES_OF_PARSE = 100;

const OPTION =
  'a long option that a field may have, such as 4111-1111-1111-1112 or jordan at shop dot example';

/** Getpaid's field errors, as many as go into the bytes that are read of a body. */
function problemWith(optionsEach: number, option: (index: number) => string): string {
  const errors: Record<string, string[]> = {};
  const errors_metadata: Record<string, unknown> = {};
  for (let field = 0, bytes = 100; bytes < MOST_BYTES * 0.8; field++) {
    const name = `$.items[${String(field)}].kind`;
    const allowed_options = Array.from({ length: optionsEach }, (_, index) =>
      option(field * optionsEach + index),
    );
    errors[name] = ['invalid_option'];
    errors_metadata[name] = { invalid_option: { allowed_options } };
    bytes += JSON.stringify([name, name, allowed_options]).length + 60;
  }
  return JSON.stringify({ title: 'Invalid parameters', status: 422, errors, errors_metadata });
}

const BODIES: readonly (readonly [string, string])[] = [
  ['long options, each another', problemWith(20, (index) => `${OPTION} ${String(index)}`)],
  ['long options, all the same', problemWith(20, () => OPTION)],
  ['many short options', problemWith(300, (index) => String(index))],
  ['one option that takes all', problemWith(1, () => OPTION.repeat(2_300))],
  ['many fields', problemWith(0, () => '')],
  [
    'many words for one field',
    JSON.stringify({
      title: 'No',
      errors: { amount: Array.from({ length: 20_000 }, (_, index) => `word_${String(index)}`) },
    }),
  ],
  ['digits in groups', JSON.stringify({ title: '4111 '.repeat(50_000) })],
  ['nothing but at-signs', JSON.stringify({ title: '@'.repeat(250_000) })],
  ['percent signs', JSON.stringify({ title: '%2540'.repeat(50_000) })],
  ['escapes', JSON.stringify({ title: '\\u0022\n'.repeat(28_000) })],
];

/** What takes the most work of all that is known: digits in groups, or what begins like an IBAN, in every field's message. */
const HOSTILE: readonly (readonly [string, string])[] = ['4 '.repeat(700), 'de89 '.repeat(280)].map(
  (message) => [
    message.slice(0, 10),
    JSON.stringify({
      error: {
        code: 'VALIDATION_ERROR',
        details: Array.from({ length: 180 }, (_, index) => ({
          field: `field_${String(index)}`,
          message: `${String(index)} ${message}`,
        })),
      },
    }),
  ],
);

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
