import { expect, test } from 'vitest';

import { checkProvider } from '../../src/testing/index.js';
import { fixturesOf, PROVIDERS } from '../fixtures.js';

test.each(PROVIDERS)(
  '$name passes what checkProvider asks of everybody’s providers',
  (provider) => {
    const fixtures = Object.fromEntries(
      fixturesOf(provider.name).map(({ slug, ...fixture }) => [slug, fixture]),
    );
    expect(Object.keys(fixtures).length).toBeGreaterThan(50);
    expect(checkProvider(provider, fixtures)).toEqual([]);
  },
  60_000,
);
