import { describe, expect, test } from 'vitest';

import { paypaga } from '../../src/providers/paypaga.js';
import { inspect, normalize } from '../../src/verdict/normalize.js';

test('its reference is taken once, and kept for good', () => {
  expect(paypaga.idempotency).toEqual({
    reference: true,
    payoutPaths: expect.any(RegExp) as RegExp,
    failures: 'safe_to_resend',
    lookup: 'merchant_reference',
  });
  expect(
    normalize(paypaga, { status: 502 }, { method: 'POST', idempotencyKey: 'order-4821' }).retry,
  ).toMatchObject({ strategy: 'same_key', keyLifeMs: null });
});

describe('a reference that did not pass validation may have been used by an earlier request', () => {
  const reply = (details: unknown): { status: number; body: object } => ({
    status: 400,
    body: { error: { code: 'VALIDATION_ERROR', details } },
  });

  test.each<[unknown, string]>([
    [[{ field: 'merchant_transaction_reference', message: 'already used' }], 'conflict'],
    [{ 'transaction_data.merchant_transaction_reference': 'already used' }, 'conflict'],
    [[{ field: 'merchant_transaction_reference' }], 'conflict'],
    [{ merchant_transaction_reference: 'is required' }, 'invalid_request'],
    [[{ field: 'the_merchant_transaction_reference', message: 'odd' }], 'invalid_request'],
    [[{ field: 'merchant_transaction_reference.x', message: 'odd' }], 'invalid_request'],
  ])('%j', (details, category) => {
    expect(normalize(paypaga, reply(details), { method: 'POST' })).toMatchObject({
      category,
      code: 'VALIDATION_ERROR',
      outcome: category === 'conflict' ? 'unknown' : 'not_performed',
    });
  });

  test('a search by it was refused', () => {
    const details = { merchant_transaction_reference: 'too long' };
    const request = { method: 'GET', url: 'https://api.paypaga.example/v2/transactions/pay-in' };
    expect(normalize(paypaga, reply(details), request).category).toBe('invalid_request');
  });

  test('without a code there is none', () => {
    const body = { error: { details: { merchant_transaction_reference: 'odd' } } };
    expect(normalize(paypaga, { status: 400, body })).toMatchObject({ code: null, matchedOn: 'status' });
  });
});

describe('no payer can change a refusal of a pay-out', () => {
  test.each([
    ['POST', '/v2/transactions/pay-out', 'merchant'],
    ['GET', '/v2/transactions/pay-out/t1?expand=all', 'merchant'],
    ['POST', '/v1/payout', 'merchant'],
    ['POST', '/v2/transactions/pay-in', 'payer'],
    ['GET', '/v2/transactions/pay-in/pay-outs', 'payer'],
  ])('%s %s', (method, path, fixableBy) => {
    const request = { method, url: `https://api.paypaga.example${path}` };
    const body = { transaction_id: 't1', status: 'rejected' };
    expect(inspect(paypaga, { status: 200, body }, request)).toMatchObject({
      category: 'declined',
      fixableBy,
    });
  });
});

describe('a transaction is told by its id or its reference', () => {
  test.each<[Record<string, unknown>, string | null]>([
    [{ transaction_id: 't1' }, 't1'],
    [{ transaction_id: 71 }, '71'],
    [{ merchant_transaction_reference: 'order-1' }, null],
    [{ transaction_id: '', merchant_transaction_reference: 'order-1' }, null],
  ])('%j', (ids, id) => {
    expect(inspect(paypaga, { status: 200, body: { ...ids, status: 'declined' } })).toMatchObject({
      category: 'declined',
      resource: { kind: 'payment', id },
    });
  });

  test.each<Record<string, unknown>>([
    {},
    { transaction_id: '' },
    { transaction_id: null, merchant_transaction_reference: {} },
    { id: 't1' },
  ])('not by %j', (ids) => {
    const reply = { status: 200, body: { ...ids, status: 'error' } };
    expect(inspect(paypaga, reply)).toMatchObject({
      category: 'unrecognized',
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first' },
    });
    expect(inspect(paypaga, reply, { method: 'GET' })).toBeNull();
  });
});

describe('what became of a transaction', () => {
  test.each([
    ['declined', 'declined', 'not_performed payer_action'],
    ['Declined', 'declined', 'not_performed payer_action'],
    ['REJECTED', 'declined', 'not_performed payer_action'],
    ['Reject', 'declined', 'not_performed payer_action'],
    ['canceled', 'declined', 'not_performed payer_action'],
    ['cancelled', 'declined', 'not_performed payer_action'],
    ['expired', 'declined', 'not_performed payer_action'],
    ['failed', 'provider_error', 'not_performed new_key'],
    ['error', 'provider_error', 'unknown reconcile_first'],
  ])('%s', (status, category, verdict) => {
    const error = inspect(paypaga, {
      status: 200,
      body: { transaction_id: 't1', status, fail_reason: 'So.' },
    });
    expect(error).toMatchObject({ category, code: status, message: 'So.' });
    expect(`${String(error?.outcome)} ${String(error?.retry.strategy)}`).toBe(verdict);
  });

  test.each(['initiated', 'approved', 'pending', '', undefined, 7])('%j is no failure', (status) => {
    expect(
      inspect(paypaga, { status: 200, body: { transaction_id: 't1', status, fail_reason: 'So.' } }),
    ).toBeNull();
  });
});

describe('the details of a validation error', () => {
  function fieldErrorsOf(details: unknown): unknown {
    return normalize(paypaga, { status: 400, body: { error: { code: 'VALIDATION_ERROR', details } } })
      .fieldErrors;
  }

  test.each<[string, unknown, object[]]>([
    ['a list', [{ field: 'a', message: 'a is required' }], [{ field: 'a', reason: 'required' }]],
    ['with a full stop', [{ field: 'a', message: 'a is required.' }], [{ field: 'a', reason: 'required' }]],
    [
      'of another kind',
      [{ field: 'a', message: 'is required to be 7' }],
      [{ field: 'a', reason: 'invalid' }],
    ],
    ['without a message', [{ field: 'a' }], [{ field: 'a', reason: 'invalid', message: null }]],
    ['without a field', [{ message: 'a is required' }], []],
    [
      'by field',
      { a: 'is required', b: 'odd' },
      [
        { field: 'a', reason: 'required' },
        { field: 'b', reason: 'invalid' },
      ],
    ],
    ['several by field', { a: ['odd', 'is required'] }, [{ reason: 'invalid' }, { reason: 'required' }]],
    ['an object by field', { a: { message: 'is required' }, b: {} }, [{ field: 'a', reason: 'required' }]],
    ['nothing', {}, []],
    ['null', null, []],
    ['a text', 'a is required', []],
  ])('%s', (_name, details, expected) => {
    const fieldErrors = fieldErrorsOf(details);
    expect(fieldErrors).toHaveLength(expected.length);
    expect(fieldErrors).toMatchObject(expected);
  });

  test('are looked at up to the hundredth', () => {
    const list = (before: number): unknown => [
      ...Array.from({ length: before }, () => null),
      { field: 'amount', message: 'is required' },
    ];
    const byField = (before: number): unknown =>
      Object.fromEntries([
        ...Array.from({ length: before }, (_, index) => [`field ${String(index)}`, null]),
        ['amount', ['is required']],
      ]);
    for (const detailsWith of [list, byField]) {
      expect(fieldErrorsOf(detailsWith(99))).toHaveLength(1);
      expect(fieldErrorsOf(detailsWith(100))).toHaveLength(0);
    }
  });
});

test('gives its bodies, parsed', () => {
  expect(paypaga.parseErrorBody({ error: 'invalid_client' })).toMatchObject({ error: 'invalid_client' });
  expect(paypaga.parseErrorBody({ error: { code: 'X', details: [{ field: 'a' }] } })).toMatchObject({
    error: { code: 'X', details: [{ field: 'a' }] },
  });
  expect(paypaga.parseResourceBody({ transaction_id: 't1' })).toMatchObject({ transaction_id: 't1' });
});
