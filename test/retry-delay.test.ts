import { describe, expect, test } from 'vitest';

import { type PaymentError, retryDelayMs } from '../src/index.js';
import { EXAMPLES } from './formats/examples.js';

const WITHOUT_HINT: PaymentError = {
  ...EXAMPLES.rate_limited,
  retry: { ...EXAMPLES.rate_limited.retry, delayMs: null },
};
const random = (): number => 0.5;

test('waits as long as the provider asks', () => {
  expect(retryDelayMs(EXAMPLES.rate_limited, 1, { maxMs: 10 })).toBe(1_500);
});

describe('else exponentially, with full jitter', () => {
  test.each([
    [1, 250],
    [2, 500],
    [3, 1_000],
    [7, 15_000],
    [1_000, 15_000],
  ])('attempt %i', (attempt, expected) => {
    expect(retryDelayMs(WITHOUT_HINT, attempt, { random })).toBe(expected);
  });

  test('with bounds of one’s own', () => {
    expect(retryDelayMs(WITHOUT_HINT, 4, { baseMs: 10, maxMs: 50, random })).toBe(25);
  });

  test('at random by default', () => {
    const delay = retryDelayMs(WITHOUT_HINT, 1);
    expect(delay).toBeGreaterThanOrEqual(0);
    expect(delay).toBeLessThan(500);
  });
});

test('is null where no wait makes sending it again safe', () => {
  expect(retryDelayMs(EXAMPLES.timeout, 1)).toBeNull();
});

test.each([0, -1, 1.5, Number.NaN, '1'])('refuses attempt %o', (attempt) => {
  expect(() => retryDelayMs(WITHOUT_HINT, attempt as number)).toThrow(
    new TypeError('attempt: expected an integer from 1'),
  );
});
