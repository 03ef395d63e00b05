import { describe, expect, test } from 'vitest';

import { mollie } from '../../src/providers/mollie.js';
import { inspect, normalize } from '../../src/verdict/normalize.js';

const PAYMENTS = 'https://api.mollie.com/v2/payments';

describe('the key', () => {
  const bodyless = { status: 429 };

  test.each([
    ['POST', `${PAYMENTS}/tr_1/refunds`, true],
    ['POST', 'https://api.mollie.com/v1/payments', false],
    ['POST', 'https://api.mollie.com/oauth2/tokens', false],
    ['PATCH', `${PAYMENTS}/tr_1`, false],
    ['DELETE', `${PAYMENTS}/tr_1`, false],
  ])('%s %s takes it: %s', (method, url, takes) => {
    const href = 'https://docs.mollie.com/reference/api-idempotency';
    const body = { status: 409, title: 'Conflict', _links: { documentation: { href } } };
    const request = { method, url, idempotencyKey: 'order-7' };
    expect(normalize(mollie, { status: 409, body }, request).retry.strategy).toBe(
      takes ? 'same_key' : 'reconcile_first',
    );
  });

  test('is kept for an hour, and after a wait of an hour it is no reason to send it again', () => {
    const href = 'https://docs.mollie.com/reference/api-idempotency';
    const body = { status: 409, title: 'Conflict', _links: { documentation: { href } } };
    const request = { method: 'POST', url: PAYMENTS, idempotencyKey: 'order-7' };
    const after = (seconds: number): string =>
      normalize(mollie, { status: 409, headers: { 'Retry-After': String(seconds) }, body }, request).retry
        .strategy;
    expect(after(3_599)).toBe('same_key');
    expect(after(3_600)).toBe('reconcile_first');
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
    { resource: 'payment', id: 7, status: 'failed' },
    { resource: 'payment', status: 'failed', authorizedAt: '2026-03-02T09:16:02+00:00' },
  ])('is a failed payment all the same: %j', (body) => {
    expect(inspect(mollie, { status: 200, body }, { method: 'POST' })).toMatchObject({
      declineReason: 'unspecified',
      code: 'failed',
    });
  });

  test.each([
    { resource: 'Payment', id: 'tr_1', status: 'failed' },
    { resource: 'constructor', id: 'tr_1', status: 'failed' },
    { resource: '', id: 'tr_1', status: 'failed' },
  ])('is no payment: %j', (body) => {
    expect(inspect(mollie, { status: 200, body }, { method: 'POST' })).toBeNull();
  });

  test.each([
    { id: 'tr_1', status: 'failed' },
    { resource: ['payment'], id: 'tr_1', status: 'failed' },
    { status: 'canceled' },
    { status: 'expired' },
  ])('may be a failed payment, and leaves a write in doubt: %j', (body) => {
    expect(inspect(mollie, { status: 200, body }, { method: 'POST' })).toMatchObject({
      category: 'unrecognized',
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first' },
    });
    expect(inspect(mollie, { status: 200, body }, { method: 'GET' })).toBeNull();
  });

  test.each([
    [{ title: 'Conflict', detail: '' }, { message: 'Conflict' }],
    [{ detail: '', error: { message: 'No such thing' } }, { message: 'No such thing' }],
    [{ error: 'invalid_scope', extra: { failureReason: '' } }, { code: 'invalid_scope' }],
    [{ field: '', detail: 'No', error: { field: 'amount' } }, { fieldErrors: [{ field: 'amount' }] }],
    [{ detail: 'No', _links: { documentation: {} } }, { docUrl: null }],
  ])('says nothing with a text that is empty: %j', (body, expected) => {
    expect(normalize(mollie, { status: 400, body })).toMatchObject(expected);
  });
});

test('a resource is no envelope, where no status tells that the answer failed', () => {
  const profile = {
    resource: 'profile',
    id: 'pfl_1',
    title: 'My shop',
    _links: { dashboard: { href: 'https://my.mollie.com/dashboard' } },
  };
  expect(inspect(mollie, { body: profile }, { method: 'GET' })).toBeNull();
  const body = { ...profile, status: 422 };
  expect(normalize(mollie, { status: 422, body })).toMatchObject({ category: 'not_configured' });
});

describe('a 422 whose field may be more than is left', () => {
  const answered = (method: string, url: string | undefined, field: string): string => {
    const body = { status: 422, title: 'Unprocessable Entity', detail: 'It is too much', field };
    const { category, outcome } = normalize(mollie, { status: 422, body }, { method, url });
    return `${category} ${outcome}`;
  };

  test.each(['amount', 'amount.value', 'lines.0.amount', 'lines.12.amount.value', 'lines.0.quantity'])(
    'is in doubt, where an earlier request may have taken its part: %s',
    (field) => {
      for (const path of ['payments/tr_1/refunds', 'payments/tr_1/captures', 'orders/ord_1/shipments/'])
        expect(answered('POST', `https://api.mollie.com/v2/${path}`, field)).toBe('conflict unknown');
      for (const path of ['payments/tr_1/routes', 'payouts', 'connect/balance-transfers'])
        expect(answered('POST', `https://api.mollie.com/v2/${path}`, field)).toBe('conflict unknown');
      expect(answered('DELETE', 'https://api.mollie.com/v2/orders/ord_1/lines', field)).toBe(
        'conflict unknown',
      );
      expect(answered('POST', undefined, field)).toBe('conflict unknown');
    },
  );

  test.each(['payments', 'orders', 'customers/cst_1/subscriptions', 'customers/cst_1/payments'])(
    'is refused, where nothing is taken: POST %s',
    (path) => {
      const url = `https://api.mollie.com/v2/${path}`;
      expect(answered('POST', url, 'amount')).toBe('invalid_request not_performed');
    },
  );

  test('the description of a subscription may be that of an earlier request', () => {
    const url = 'https://api.mollie.com/v2/customers/cst_1/subscriptions';
    expect(answered('POST', url, 'description')).toBe('conflict unknown');
    expect(answered('POST', url, '')).toBe('conflict unknown');
    expect(answered('PATCH', `${url}/sub_1`, 'description')).toBe('invalid_request not_performed');
    expect(answered('POST', `${PAYMENTS}/tr_1/refunds`, 'description')).toBe('invalid_request not_performed');
  });
});

describe('a 400 with a key', () => {
  const answered = (request: object): string => {
    const body = { status: 400, title: 'Bad Request', detail: 'No' };
    const { category, outcome } = normalize(mollie, { status: 400, body }, request);
    return `${category} ${outcome}`;
  };
  const key = { idempotencyKey: 'order-7' };

  test('may be about an earlier request with it', () => {
    expect(answered({ method: 'POST', url: PAYMENTS, ...key })).toBe('conflict unknown');
    expect(answered({ method: 'POST', ...key })).toBe('conflict unknown');
    expect(answered(key)).toBe('conflict unknown');
  });

  test('is a refusal, where it takes none', () => {
    expect(answered({ method: 'POST', url: PAYMENTS })).toBe('invalid_request not_performed');
    expect(answered({ method: 'DELETE', url: `${PAYMENTS}/tr_1`, ...key })).toBe(
      'invalid_request not_performed',
    );
    expect(answered({ method: 'GET', url: PAYMENTS, ...key })).toBe('invalid_request not_performed');
  });
});

describe('a 422 that names no field', () => {
  const body = { status: 422, title: 'Unprocessable Entity', detail: 'It is not in the state for that' };
  const answered = (method: string, path: string): unknown =>
    normalize(mollie, { status: 422, body }, { method, url: `${PAYMENTS}${path}` });

  test.each([
    ['POST', '/tr_1/captures'],
    ['POST', '/tr_1/refunds/'],
    ['POST', '/tr_1/release-authorization'],
    ['POST', '/ord_1/shipments'],
    ['POST', '/tr_1/routes'],
    ['POST', '/../orders/ord_1/payments'],
    ['POST', '/../payouts'],
    ['POST', '/../business-accounts/transfers'],
    ['POST', '/../connect/balance-transfers'],
    ['DELETE', '/tr_1'],
  ])('may be the work of a request whose answer was lost: %s %s', (method, path) => {
    expect(answered(method, path)).toMatchObject({ category: 'conflict', outcome: 'unknown' });
  });

  test.each(['', 'order_id', 'amount.', 'Amount'])(
    'so does one that names no field of Mollie’s: "%s"',
    (field) => {
      const request = { method: 'POST', url: `${PAYMENTS}/tr_1/captures` };
      const named = { status: 422, body: { ...body, field } };
      expect(normalize(mollie, named, request).category).toBe('conflict');
    },
  );

  test.each(['amount.currency', 'lines.1.vatAmount', 'description'])(
    'one that does is a refusal: %s',
    (field) => {
      const request = { method: 'POST', url: `${PAYMENTS}/tr_1/captures` };
      const named = { status: 422, body: { ...body, field } };
      expect(normalize(mollie, named, request).category).toBe('invalid_request');
    },
  );

  test.each([
    ['POST', ''],
    ['POST', '/tr_1/captures/cpt_1'],
    ['PATCH', '/tr_1'],
    ['GET', '/tr_1/captures'],
  ])('is a refusal: %s %s', (method, path) => {
    expect(answered(method, path)).toMatchObject({ category: 'invalid_request', outcome: 'not_performed' });
  });
});

test.each([
  ['https://docs.mollie.com/reference/api-idempotency', true],
  ['https://docs.mollie.com/reference/api-idempotency/', true],
  ['https://docs.mollie.com/reference/api-idempotency?lang=en', true],
  ['https://docs.mollie.com/reference/api-idempotency#keys', true],
  ['https://docs.mollie.com/reference/api-idempotency-of-old', false],
])('the link %s is about idempotency: %s', (href, is) => {
  const body = { status: 409, title: 'Conflict', _links: { documentation: { href } } };
  expect(normalize(mollie, { status: 409, body }).category).toBe(is ? 'idempotency_conflict' : 'conflict');
});

test('what tells of the key goes before what else is said', () => {
  const href = 'https://docs.mollie.com/reference/api-idempotency';
  const _links = { documentation: { href }, dashboard: { href: 'https://my.mollie.com/dashboard' } };
  const body = { status: 400, title: 'Bad Request', error: 'invalid_grant', _links };
  expect(normalize(mollie, { status: 400, body }).category).toBe('idempotency_conflict');
});

test.each([true, {}, { href: '' }, 'https://my.mollie.com/dashboard'])(
  'a link that leads nowhere names no setting: %j',
  (dashboard) => {
    const body = { status: 422, title: 'No', field: 'method', _links: { dashboard } };
    expect(normalize(mollie, { status: 422, body }).category).toBe('invalid_request');
  },
);

test.each([401, 403, 404, 429])('HTTP %i goes before a link to the page about idempotency', (status) => {
  const href = 'https://docs.mollie.com/reference/api-idempotency';
  for (const inside of [400, 409]) {
    const body = { status: inside, title: 'No', _links: { documentation: { href } } };
    expect(normalize(mollie, { status, body }).matchedOn).toBe('status');
  }
});

test.each(['', 'am04', 'AM04 ', 'NL55INGB0000000000', 'T. Testa'])(
  'what is no code of a bank is not kept: "%s"',
  (bankReasonCode) => {
    const details = { bankReasonCode, bankReason: 'The bank gave it back' };
    const body = { resource: 'payment', id: 'tr_1', status: 'failed', details };
    expect(inspect(mollie, { status: 200, body })).toMatchObject({
      declineReason: 'unspecified',
      code: 'failed',
      networkDeclineCode: null,
    });
  },
);

test.each(['Required', 'The amount is missing', 'A VAT rate must be provided.', 'It is required..'])(
  'a sentence tells a missing field only by its end: %s',
  (detail) => {
    const { fieldErrors } = normalize(mollie, { status: 422, body: { detail, field: 'amount' } });
    expect(fieldErrors).toMatchObject([
      { field: 'amount', reason: /missing$|provided\.$/.test(detail) ? 'required' : 'invalid' },
    ]);
  },
);
