import { describe, expect, test } from 'vitest';

import { mollie } from '../../src/providers/mollie.js';
import { inspect, normalize } from '../../src/verdict/normalize.js';

const PAYMENTS = 'https://api.mollie.com/v2/payments';

describe('the key', () => {
  const bodyless = { status: 429 };

  test.each([
    ['POST', true],
    ['PATCH', false],
    ['DELETE', false],
  ])('%s takes it: %s', (method, takes) => {
    const href = 'https://docs.mollie.com/reference/api-idempotency';
    const body = { status: 409, title: 'Conflict', _links: { documentation: { href } } };
    const request = { method, url: `${PAYMENTS}/tr_1`, idempotencyKey: 'order-7' };
    expect(normalize(mollie, { status: 409, body }, request).retry.strategy).toBe(
      takes ? 'same_key' : 'reconcile_first',
    );
  });

  test('is kept for an hour, and a wait that outlives it is no reason to send it again', () => {
    const href = 'https://docs.mollie.com/reference/api-idempotency';
    const body = { status: 409, title: 'Conflict', _links: { documentation: { href } } };
    const request = { method: 'POST', url: PAYMENTS, idempotencyKey: 'order-7' };
    const after = (seconds: number): string =>
      normalize(mollie, { status: 409, headers: { 'Retry-After': String(seconds) }, body }, request).retry
        .strategy;
    expect(after(3_600)).toBe('same_key');
    expect(after(3_601)).toBe('reconcile_first');
  });

  test('is not needed after a limit', () => {
    expect(normalize(mollie, bodyless, { method: 'POST', url: PAYMENTS })).toMatchObject({
      category: 'rate_limited',
      outcome: 'not_performed',
    });
  });
});

test('of the details of a payment nothing but the reasons is kept', () => {
  const details = {
    consumerName: 'Testa Testarossa',
    consumerAccount: 'NL55INGB0000000000',
    cardNumber: '6787',
    cardFingerprint: 'fHB3CCKx9REkz8fPplT8N4nq',
    failureReason: 'insufficient_funds',
    failureMessage: 'Not enough',
  };
  const body = { resource: 'payment', id: 'tr_1', status: 'failed', details };
  const text = JSON.stringify(inspect(mollie, { status: 200, body }, { method: 'GET' }));
  expect(text).toContain('insufficient_funds');
  for (const secret of ['Testa', 'NL55', '6787', 'fHB3']) expect(text).not.toContain(secret);
});

describe('a body that is not as documented', () => {
  test.each([
    { resource: 'payment', id: 'tr_1', status: 'failed', details: 'none', statusReason: [] },
    {
      resource: 'payment',
      id: 'tr_1',
      status: 'failed',
      details: { failureReason: 7 },
      statusReason: { code: {} },
    },
    { resource: 'payment', id: 'tr_1', status: 'failed' },
  ])('is a failed payment all the same: %j', (body) => {
    expect(inspect(mollie, { status: 200, body }, { method: 'POST' })).toMatchObject({
      declineReason: 'unspecified',
      code: 'failed',
    });
  });

  test.each([
    { resource: 'Payment', id: 'tr_1', status: 'failed' },
    { resource: 'constructor', id: 'tr_1', status: 'failed' },
    { resource: ['payment'], id: 'tr_1', status: 'failed' },
    { id: 'tr_1', status: 'failed' },
  ])('is no payment: %j', (body) => {
    expect(inspect(mollie, { status: 200, body }, { method: 'POST' })).toBeNull();
  });
});

test.each(['Required', 'The amount is missing', 'A VAT rate must be provided.', 'It is required..'])(
  'a sentence tells a missing field only by its end: %s',
  (detail) => {
    const { fieldErrors } = normalize(mollie, { status: 422, body: { detail, field: 'amount' } });
    expect(fieldErrors).toMatchObject([
      { field: 'amount', reason: /missing$|provided\.$/.test(detail) ? 'required' : 'invalid' },
    ]);
  },
);
