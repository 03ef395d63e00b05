import { expect, test } from 'vitest';

import { defineProvider, normalize } from '../../src/index.js';

const acme = defineProvider({
  name: 'acme',
  docs: 'https://acme.example/errors',
  idempotency: { key: 'header', header: 'Idempotency-Key', replaysFailures: false, lookup: 'resource' },
  error: { read: ({ code }: { readonly code: string }) => ({ codes: [code] }) },
  codes: { busy: { category: 'provider_unavailable', rule: { outcome: 'unknown', strategy: 'same_key' } } },
});

test('a rule that asks for the same key is no advice to a request that had none', () => {
  const reply = { status: 503, body: { code: 'busy' } };
  expect(normalize(acme, reply, { method: 'POST', idempotencyKey: 'key-1' }).retry.strategy).toBe('same_key');
  expect(normalize(acme, reply, { method: 'POST' })).toMatchObject({
    outcome: 'unknown',
    retryable: false,
    retry: { strategy: 'reconcile_first', lookup: 'resource' },
  });
});
