import { expect, test } from 'vitest';

import { RUNS } from './runs.js';

test('the properties are tried at least 100,000 times in all', () => {
  const total = Object.values(RUNS).reduce((sum, runs) => sum + runs, 0);
  expect(total).toBeGreaterThanOrEqual(100_000);
});
