import { test } from 'vitest';

import { expectFixture, expectOneFixtureForEachRow } from '../expectations.js';
import { fixturesOf, PROVIDERS } from '../fixtures.js';

// What test/fixtures.test.ts tries one by one. Stryker keeps a list of tests for each change: with thousands of tests
// the lists do not fit into its memory.
test.each(PROVIDERS)('$name', (provider) => {
  for (const fixture of [...fixturesOf(provider.name), ...fixturesOf('_transport')])
    expectFixture(fixture, provider);
  expectOneFixtureForEachRow(provider);
});
