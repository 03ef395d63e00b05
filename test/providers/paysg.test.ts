import { describe, expect, test } from 'vitest';

import { paysg } from '../../src/providers/paysg.js';
import { inspect, normalize } from '../../src/verdict/normalize.js';
import { takeRequest } from '../../src/verdict/request.js';

test('stores every answer for a day, failures too', () => {
  expect(paysg.idempotency).toMatchObject({
    header: 'Idempotency-Key',
    keyLifeMs: 24 * 3_600_000,
    failures: 'stored',
    lookup: 'merchant_reference',
  });
});

describe('only creating a payment takes a key', () => {
  const PAYMENTS = '/payment-services/ps-81/payments';
  function hasKey(path: string, method = 'POST'): boolean {
    const request = { method, url: `https://api.paysg.example${path}`, idempotencyKey: 'k' };
    return takeRequest(request, paysg.idempotency).hasKey;
  }
  test.each([PAYMENTS, `/v1${PAYMENTS}`, `/api/v1.2${PAYMENTS}`, `${PAYMENTS}?notify=1`])('%s', (path) => {
    expect(hasKey(path)).toBe(true);
  });
  test.each([
    `${PAYMENTS}/`,
    `${PAYMENTS}/py-31`,
    `${PAYMENTS}/py-31/refunds`,
    `${PAYMENTS}/py-31/cancel`,
    '/payment-services/payments',
    '/payment-services/ps-81/Payments',
    '/payment-services/ps-81%2Fpayments%2Fpy-31%2Frefunds/payments',
    '/payment-services%2Fps-81/payments',
    '/payments%2Fpy-31%2Frefunds/payment-services/ps-81/payments',
    '/other-payment-services/ps-81/payments',
    `${PAYMENTS}/../payments/py-31/refunds`,
    String.raw`${PAYMENTS}\py-31\refunds`,
  ])('not %s', (path) => {
    expect(hasKey(path)).toBe(false);
  });
  test('nor another method', () => {
    expect(hasKey(PAYMENTS, 'PUT')).toBe(false);
  });
});

describe('a request of which no page says how its repetition is refused', () => {
  const answered = (path: string, code?: string): string => {
    const url = `https://api.paysg.example/payment-services/ps-81/payments${path}`;
    const body = { error: { type: 'invalid_request_error', code } };
    return normalize(paysg, { status: 400, body }, { method: 'POST', url }).outcome;
  };

  test.each(['/py-31/refund', '/py-31/refunds/', '/py-31/cancel'])('%s is in doubt', (path) => {
    expect(answered(path)).toBe('unknown');
    expect(answered(path, 'zz')).toBe('unknown');
    expect(answered(path, 'parameter_invalid')).toBe('not_performed');
  });
  test.each(['', '/py-31/email', '/py-31/refunds/rf-1'])('not so %s', (path) => {
    expect(answered(path, 'zz')).toBe('not_performed');
  });
});

test('nothing is ever a decline', () => {
  const rows = ['stripe_connect_account_not_found_for_payment_service', 'card_declined', 'email_blacklisted'];
  for (const code of rows)
    expect(normalize(paysg, { status: 402, body: { error: { code } } }).category).not.toBe('declined');
  expect(normalize(paysg, { status: 402 }).category).toBe('conflict');
});

test('a 2xx is a success, whatever it holds', () => {
  for (const body of [{ status: 'failed' }, { error: { code: 'server_error' } }])
    expect(inspect(paysg, { status: 200, body })).toBeNull();
});

test('gives its error body, parsed, with what it holds further', () => {
  const data = { hint: ['any', 'thing'] };
  expect(paysg.parseErrorBody({ error: { code: 7, data } })).toMatchObject({ error: { code: '7', data } });
  expect(paysg.parseErrorBody({ error: 'no' })).toBeUndefined();
  const parse: (body: unknown) => unknown = paysg.parseResourceBody; // it has no resources
  expect(parse({ id: 'py-31' })).toBeUndefined();
});
