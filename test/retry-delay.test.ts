import { describe, expect, test } from 'vitest';

import { normalize, retryDelayMs } from '../src/index.js';
import { getpaid } from '../src/providers/getpaid.js';

const UNAVAILABLE = normalize(getpaid, { status: 503 }, { method: 'GET' });
const random = (): number => 0.5;

test('waits as long as the provider asks', () => {
  const error = normalize(getpaid, { status: 429, headers: { 'retry-after': '90' } });
  expect(retryDelayMs(error, 1, { maxMs: 10 })).toBe(90_000);
});

describe('else exponentially, with full jitter', () => {
  test.each([
    [1, 250],
    [2, 500],
    [3, 1_000],
    [7, 15_000],
    [1_000, 15_000],
  ])('attempt %i', (attempt, expected) => {
    expect(retryDelayMs(UNAVAILABLE, attempt, { random })).toBe(expected);
  });

  test('with bounds of one’s own', () => {
    expect(retryDelayMs(UNAVAILABLE, 4, { baseMs: 10, maxMs: 50, random })).toBe(25);
  });

  test('at random by default', () => {
    const delay = retryDelayMs(UNAVAILABLE, 1);
    expect(delay).toBeGreaterThanOrEqual(0);
    expect(delay).toBeLessThan(500);
  });
});

test('is null where no wait makes sending it again safe', () => {
  expect(retryDelayMs(normalize(getpaid, { status: 503 }, { method: 'POST' }), 1)).toBeNull();
});

test.each([0, -1, 1.5, Number.NaN, '1'])('refuses attempt %o', (attempt) => {
  expect(() => retryDelayMs(UNAVAILABLE, attempt as number)).toThrow(
    new TypeError('attempt: expected an integer from 1'),
  );
});
