import { describe, expect, test } from 'vitest';

import { getpaid } from '../../src/providers/getpaid.js';
import { inspect, normalize } from '../../src/verdict/normalize.js';
import { takeRequest } from '../../src/verdict/request.js';

test('only successes are stored, for a week', () => {
  expect(getpaid.idempotency).toMatchObject({
    header: 'Getpaid-Idempotency-Key',
    keyLifeMs: 7 * 24 * 3_600_000,
    failures: 'safe_to_resend',
    lookup: 'resource',
  });
});

const HOST = 'https://api.getpaid.example';

describe('the key is taken by posts to a fixed path', () => {
  function hasKey(path: string, method = 'POST'): boolean {
    return takeRequest({ method, url: HOST + path, idempotencyKey: 'k' }, getpaid.idempotency).hasKey;
  }
  test.each(['/payments', '/v2/payments', '/checkout-sessions', '/refunds?expand=payment'])('%s', (path) => {
    expect(hasKey(path)).toBe(true);
  });
  test.each([
    '/',
    '/payments/',
    '/payments/pay_Vq1',
    '/payments/pay_Vq1/capture',
    '/payments/83201/capture',
    '/payments/5f0c1a9e-7d42-4b3e/capture',
    '/Payments',
    '/payments%2Fpay_Vq1%2Fcapture',
    '/payments/..%2Fcapture',
  ])('not by %s', (path) => {
    expect(hasKey(path)).toBe(false);
  });
  test('nor by another method', () => {
    expect(hasKey('/payments', 'PUT')).toBe(false);
  });
});

describe('a query is posted, and only reads', () => {
  function isRead(path: string, method = 'POST'): boolean {
    return takeRequest({ method, url: HOST + path }, getpaid.idempotency).isRead;
  }
  test.each(['/payments/query', '/v2/refunds/query'])('%s', (path) => {
    expect(isRead(path)).toBe(true);
  });
  test.each(['/payments', '/query', '/payments/querying', '/payments/query/capture', '/payments%2Fquery'])(
    '%s does not',
    (path) => {
      expect(isRead(path)).toBe(false);
    },
  );
  test('nor does another method', () => {
    expect(isRead('/payments/query', 'DELETE')).toBe(false);
  });
});

describe('the code of a problem', () => {
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

  test('is none where there is neither a type nor a title', () => {
    expect(normalize(getpaid, { status: 400, body: { detail: 'Something' } })).toMatchObject({
      code: null,
      message: 'getpaid answered HTTP 400 without a message that could be read.',
    });
  });
});

describe('what failed in a resource', () => {
  test.each([
    ['payment', 'pay_1', 'declined', 'stolen_card', 'code', 'stolen_card', 'lost_or_stolen'],
    ['payment', 'pay_1', 'declined', 'new_reason', 'family', 'new_reason', 'unrecognized'],
    ['payment', 'pay_1', 'declined', '*', 'family', '*', 'unrecognized'],
    ['payment', 'pay_1', 'declined', '', 'code', 'declined', 'unspecified'],
    ['payment', 'xyz_1', 'declined', 'stolen_card', 'code', 'stolen_card', 'lost_or_stolen'],
    ['refund', 'rfd_1', 'declined', 'declined', 'code', 'declined', 'unspecified'],
    ['refund', 'rfd_1', 'declined', 'stolen_card', 'family', 'stolen_card', 'unrecognized'],
    ['checkout', 'cko_1', 'declined', 'stolen_card', 'code', 'stolen_card', 'unspecified'],
    ['checkout', 'chk_1', 'expired', undefined, 'code', 'expired', 'payer_timed_out'],
  ])('%s %s %s %j', (kind, id, status, reason, matchedOn, code, declineReason) => {
    const body = { id, status, reason: { code: reason } };
    expect(inspect(getpaid, { status: 200, body })).toMatchObject({
      matchedOn,
      code,
      declineReason,
      resource: { kind, id },
    });
  });

  test('a refund that is read inside its payment', () => {
    const refund = { id: 'rfd_1', status: 'declined', reason: { code: 'already_refunded' } };
    expect(inspect(getpaid, { body: refund })).toMatchObject({
      category: 'conflict',
      outcome: 'performed',
      retry: { strategy: 'never' },
      status: null,
    });
  });

  test.each([
    ['payment', 'pay_1', 'captured'],
    ['payment', 'pay_1', 'expired'],
    ['payment', 'pay_1', 'constructor'],
    ['refund', 'rfd_1', 'expired'],
    ['checkout', 'cko_1', 'completed'],
    ['subscription', 'sub_1', 'declined'],
  ])('%s %s %s is not known to have failed', (_resource, id, status) => {
    expect(inspect(getpaid, { status: 200, body: { id, status } })).toBeNull();
  });

  test('without an id it is nobody’s: in doubt after a write, nothing after a read', () => {
    for (const id of [undefined, null, '', 7]) {
      const reply = { status: 200, body: { id, status: 'declined', reason: { code: 'stolen_card' } } };
      expect(inspect(getpaid, reply)).toMatchObject({ category: 'unrecognized', outcome: 'unknown' });
      expect(inspect(getpaid, reply, { method: 'GET' })).toBeNull();
    }
  });

  test('a decline that nothing can change of a card does not ask for the same card', () => {
    const body = { id: 'pay_1', status: 'declined', reason: { code: '3ds_not_enrolled' } };
    expect(inspect(getpaid, { status: 200, body })).toMatchObject({
      retry: { action: 'use_other_method' },
      methodAdvice: 'unspecified',
    });
  });
});

test('a field that is wrong twice in the same way is named once', () => {
  const body = { title: 'Invalid', errors: { amount: ['required', 'required', 'new_token'] } };
  expect(normalize(getpaid, { status: 422, body }).fieldErrors).toMatchObject([
    { field: 'amount', reason: 'required', code: 'required' },
    { field: 'amount', reason: 'unrecognized', code: 'new_token' },
  ]);
});

test('gives its bodies, parsed', () => {
  const problem = { type: 'https://x.example#y', title: 7, errors: { amount: ['required', 7] }, more: 1 };
  expect(getpaid.parseErrorBody(problem)).toMatchObject({
    type: 'https://x.example#y',
    title: undefined,
    errors: { amount: ['required'] },
  });
  expect(getpaid.parseResourceBody({ id: 'pay_1', status: 'declined', reason: { code: 'x' } })).toMatchObject(
    {
      id: 'pay_1',
      reason: { code: 'x' },
    },
  );
  expect(getpaid.parseErrorBody('Bad gateway')).toBeUndefined();
});
