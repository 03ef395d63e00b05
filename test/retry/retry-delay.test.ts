import { describe, expect, test } from 'vitest';

import { normalize, type PaymentError, retryDelayMs, type RetryDelayOptions } from '../../src/index.js';
import { paysg } from '../../src/providers/paysg.js';
import { EXAMPLES } from '../formats/examples.js';

const WITHOUT_HINT: PaymentError = {
  ...EXAMPLES.rate_limited,
  retry: { ...EXAMPLES.rate_limited.retry, delayMs: null },
};
const random = (): number => 0.5;

test('waits as long as the provider asks', () => {
  expect(retryDelayMs(EXAMPLES.rate_limited, 1, { maxMs: 10 })).toBe(1_500);
});

test('never waits longer than a timer can', () => {
  const inAYear: PaymentError = {
    ...EXAMPLES.rate_limited,
    retry: { ...EXAMPLES.rate_limited.retry, delayMs: 365 * 86_400_000 },
  };
  expect(retryDelayMs(inAYear, 1)).toBe(2_147_483_647);
});

describe('else exponentially, with full jitter', () => {
  test.each([
    [1, 250],
    [2, 500],
    [3, 1_000],
    [7, 15_000],
    [1_000, 15_000],
    [Number.MAX_SAFE_INTEGER, 15_000],
  ])('attempt %i', (attempt, expected) => {
    expect(retryDelayMs(WITHOUT_HINT, attempt, { random })).toBe(expected);
  });

  test('with bounds of one’s own', () => {
    expect(retryDelayMs(WITHOUT_HINT, 4, { baseMs: 10, maxMs: 50, random })).toBe(25);
    expect(retryDelayMs(WITHOUT_HINT, 2_000, { baseMs: 0, random })).toBe(0);
    expect(retryDelayMs(WITHOUT_HINT, 1, { baseMs: Infinity, maxMs: Infinity, random: () => 0 })).toBe(0);
    expect(retryDelayMs(WITHOUT_HINT, 99, { maxMs: Infinity, random: () => 1 })).toBe(2_147_483_647);
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

test('is null however long the provider asks to wait before it is looked up', () => {
  const inDoubt: PaymentError = { ...EXAMPLES.timeout, retry: { ...EXAMPLES.timeout.retry, delayMs: 5_000 } };
  expect(retryDelayMs(inDoubt, 1)).toBeNull();
});

test.each([0, -1, 1.5, Number.NaN, '1', undefined])('refuses attempt %o', (attempt) => {
  for (const error of [WITHOUT_HINT, EXAMPLES.timeout])
    expect(() => retryDelayMs(error, attempt as number)).toThrow(
      new TypeError('attempt: expected an integer from 1'),
    );
});

test.each([
  ['options.baseMs: expected milliseconds from 0', { baseMs: -1 }],
  ['options.baseMs: expected milliseconds from 0', { baseMs: '500' }],
  ['options.maxMs: expected milliseconds from 0', { maxMs: Number.NaN }],
  ['options.random: expected a function', { random: 0.5 }],
])('says which option it cannot use: %s (%j)', (message, options) => {
  expect(() => retryDelayMs(WITHOUT_HINT, 1, options as RetryDelayOptions)).toThrow(new TypeError(message));
});

test('an error that says it is retryable and means a look-up is not', () => {
  const doubt = normalize(paysg, { status: 500 }, { method: 'POST' });
  expect(doubt).toMatchObject({ outcome: 'unknown', retry: { strategy: 'reconcile_first' } });
  expect(retryDelayMs({ ...doubt, retryable: true } as PaymentError, 1)).toBeNull();
  const retry = { strategy: 'after_delay', delayMs: 1, why: 'x' };
  expect(retryDelayMs({ ...doubt, retryable: true, retry } as PaymentError, 1)).toBeNull();
});
