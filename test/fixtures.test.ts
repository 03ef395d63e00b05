import { describe, expect, test } from 'vitest';

import packageJson from '../package.json' with { type: 'json' };
import { expectFixture, expectOneFixtureForEachRow } from './expectations.js';
import { fixturesOf, PROVIDERS } from './fixtures.js';

test('every provider that is built in has an entry of its own', () => {
  expect(PROVIDERS.length).toBeGreaterThanOrEqual(5);
  const entries = Object.keys(packageJson.exports);
  for (const { name } of PROVIDERS) expect(entries).toContain(`./${name}`);
});

describe.each(PROVIDERS)('$name', (provider) => {
  test.each(fixturesOf(provider.name))('$slug', (fixture) => {
    expectFixture(fixture, provider);
  });

  test.each(fixturesOf('_transport'))('_transport/$slug', (fixture) => {
    expectFixture(fixture, provider);
  });

  test('has one canonical fixture for every row of its tables, and each is decided by that row', () => {
    expectOneFixtureForEachRow(provider);
  });
});
