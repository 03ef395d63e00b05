import { describe, expect, test } from 'vitest';

import { normalize } from '../src/index.js';
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
