import { describe, expect, test } from 'vitest';

import { inspect, normalize } from '../src/index.js';
import { getpaid } from '../src/providers/getpaid.js';
import { makecommerce } from '../src/providers/makecommerce.js';
import { paypaga } from '../src/providers/paypaga.js';
import { paysg } from '../src/providers/paysg.js';
import { paystand } from '../src/providers/paystand.js';

test.each([
  [getpaid, { key: 'header', header: 'Getpaid-Idempotency-Key', replaysFailures: false, lookup: 'resource' }],
  [makecommerce, { key: 'none', lookup: 'merchant_reference' }],
  [paypaga, { key: 'merchant_reference', replaysFailures: false, lookup: 'merchant_reference' }],
  [paysg, { key: 'header', header: 'Idempotency-Key', replaysFailures: true, lookup: 'merchant_reference' }],
  [paystand, { key: 'none', lookup: 'resource' }],
])('the idempotency contract of $name', (provider, contract) => {
  expect(provider.idempotency).toMatchObject(contract);
});

describe('the code of a problem that Getpaid answers', () => {
  test.each([
    ['https://docs.getpaid.io/integration/api/responses#404---not-found', 'not-found'],
    ['https://docs.getpaid.io/integration/api/responses#not-found', 'not-found'],
    ['https://docs.getpaid.io/#/responses#404---not-found', 'not-found'],
    ['https://docs.getpaid.io/integration/api/responses#4040---not-found', '4040---not-found'],
    ['https://docs.getpaid.io/integration/api/responses#', null],
    ['not-found', null],
    ['', null],
  ])('behind the type %j is %j', (type, code) => {
    expect(normalize(getpaid, { status: 404, body: { type, title: 'Not Found' } }).code).toBe(code);
  });
});

describe('what failed in a resource that Getpaid answers', () => {
  test.each([
    ['payment', 'pay_1', 'declined', 'stolen_card', 'code', 'stolen_card', 'lost_or_stolen'],
    ['payment', 'pay_1', 'declined', 'new_reason', 'family', 'new_reason', 'unrecognized'],
    ['payment', 'pay_1', 'declined', '*', 'family', '*', 'unrecognized'],
    ['payment', undefined, 'declined', undefined, 'code', 'declined', 'unspecified'],
    ['payment', 'pay_1', 'declined', '', 'code', 'declined', 'unspecified'],
    ['refund', 'rfd_1', 'declined', 'declined', 'code', 'declined', 'unspecified'],
    ['refund', 'rfd_1', 'declined', 'stolen_card', 'family', 'stolen_card', 'unrecognized'],
    ['checkout', 'cko_1', 'declined', 'stolen_card', 'code', 'stolen_card', 'unspecified'],
    ['checkout', 'chk_1', 'expired', undefined, 'code', 'expired', 'payer_timed_out'],
  ])('%s %s %s %j', (_resource, id, status, reason, matchedOn, code, declineReason) => {
    const body = { id, status, reason: { code: reason } };
    expect(inspect(getpaid, { status: 200, body })).toMatchObject({ matchedOn, code, declineReason });
  });

  test.each([
    ['payment', 'pay_1', 'captured'],
    ['payment', 'pay_1', 'expired'],
    ['payment', 'pay_1', 'constructor'],
    ['payment', 'pay_1', 'declined.stolen_card'],
    ['refund', 'rfd_1', 'expired'],
    ['checkout', 'cko_1', 'completed'],
  ])('%s %s %s is not known to have failed', (_resource, id, status) => {
    expect(inspect(getpaid, { status: 200, body: { id, status } })).toBeNull();
  });
});
