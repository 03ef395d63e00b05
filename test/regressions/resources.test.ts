import { expect, test } from 'vitest';

import { inspect, normalize } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { makecommerce } from '../../src/providers/makecommerce.js';
import { paypaga } from '../../src/providers/paypaga.js';

const POST = { method: 'POST' };

test.each([
  [getpaid, { status: 'failed' }],
  [getpaid, { status: 'declined', reason: { code: 'insufficient_funds' } }],
  [paypaga, { status: 'error', message: 'upstream timed out' }],
  [paypaga, { status: 'declined' }],
  [makecommerce, { status: 'FAILED' }],
])(
  'a status word alone is no resource of $name: whoever sent it, the write is in doubt',
  (provider, body) => {
    for (const status of [200, 202])
      expect(inspect(provider, { status, body }, POST)).toMatchObject({
        category: 'unrecognized',
        outcome: 'unknown',
        retryable: false,
        retry: { strategy: 'reconcile_first' },
      });
    expect(inspect(provider, { status: 200, body }, { method: 'GET' })).toBeNull();
  },
);

test.each([
  [getpaid, { id: 'pay_1', status: 'failed' }],
  [paypaga, { transaction_id: '1', status: 'declined' }],
  [makecommerce, { object: 'transaction', id: '1', status: 'FAILED' }],
])('the state of a resource of $name counts inside a success only', (provider, body) => {
  for (const status of [300, 302, 500, 503]) {
    const error = normalize(provider, { status, body }, POST);
    expect(error.outcome).toBe('unknown');
    expect(error.category).not.toBe('declined');
  }
});
