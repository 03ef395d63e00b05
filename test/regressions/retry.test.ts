import { expect, test } from 'vitest';

import { normalize } from '../../src/index.js';
import { defineProvider } from '../../src/provider/index.js';

const acme = defineProvider({
  name: 'acme',
  docs: 'https://acme.example/errors',
  idempotency: { header: 'Idempotency-Key', failures: 'safe_to_resend', lookup: 'resource' },
  error: {
    read: ({ code }: { readonly code: string }) => ({ codes: [code] }),
    codes: {
      busy: { is: 'provider_unavailable', outcome: 'unknown', retry: 'same_key' },
      in_progress: 'idempotency_conflict: in_progress',
    },
  },
});

test('a rule that asks for the same key is no advice to a request that had none', () => {
  const reply = { status: 503, body: { code: 'busy' } };
  expect(normalize(acme, reply, { method: 'POST', idempotencyKey: 'key-1' }).retry.strategy).toBe('same_key');
  expect(normalize(acme, reply, { method: 'POST' })).toMatchObject({
    outcome: 'unknown',
    retryable: false,
    lookup: 'resource',
    retry: { strategy: 'reconcile_first' },
  });
});

test.each([
  ['none', {}],
  ['a blank one', { idempotencyKey: ' \t' }],
  ['one that is empty', { headers: { 'Idempotency-Key': '' } }],
  ['a blank one among the headers', { headers: { 'idempotency-key': '  ' } }],
])('a request that is still running is not sent again without its key: %s', (_what, key) => {
  for (const status of [409, 422, 425, 200, null])
    expect(
      normalize(acme, { status, body: { code: 'in_progress' } }, { method: 'POST', ...key }),
    ).toMatchObject({ outcome: 'unknown', retryable: false, retry: { strategy: 'reconcile_first' } });
});

test.each([null, undefined, '', 5, {}])('a method that is %j is a write', (method) => {
  const request = { method: method as never };
  expect(normalize(acme, { status: 503 }, request)).toMatchObject({ outcome: 'unknown', retryable: false });
});

test.each([424, 499, 460])('a %i on a write leaves it in doubt', (status) => {
  expect(normalize(acme, { status }, { method: 'POST' })).toMatchObject({
    outcome: 'unknown',
    retryable: false,
  });
});
