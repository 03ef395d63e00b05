import { expect, test } from 'vitest';

import { duration } from '../../scripts/duration.js';

test.each([
  [1, '1 millisecond'],
  [1_500, '1500 milliseconds'],
  [1_000, '1 second'],
  [90_000, '90 seconds'],
  [60_000, '1 minute'],
  [3_600_000, '1 hour'],
  [86_400_000, '24 hours'],
  [90_000_000, '25 hours'],
  [7 * 86_400_000, '7 days'],
])('%d ms are %s', (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words);
});
