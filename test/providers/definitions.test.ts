import { expect, test } from 'vitest';

import { defineProvider, workingsOf } from '../../src/provider/define-provider.js';
import { PROVIDERS } from '../fixtures.js';

// The built-in providers are made without the check, so that who uses them does not pay for it.
test.each(PROVIDERS.map((provider) => [provider.name, provider] as const))(
  'the definition of %s is one that defineProvider accepts',
  (name, provider) => {
    const { definition } = workingsOf(provider);
    expect(defineProvider(definition)).toMatchObject({ name, idempotency: provider.idempotency });
  },
);

test('there are providers to look at', () => {
  expect(PROVIDERS.length).toBeGreaterThan(4);
});
