import { describe, expect, test } from 'vitest';

import { paypal } from '../../src/providers/paypal.js';
import { combineAttempts } from '../../src/retry/combine-attempts.js';
import { inspect, normalize } from '../../src/verdict/normalize.js';
import { fixturesOf } from '../fixtures.js';

const API = 'https://api-m.paypal.com';
const ORDERS = `${API}/v2/checkout/orders`;
const HOUR = 3_600_000;
const POST = { method: 'POST', url: `${ORDERS}/1/capture`, idempotencyKey: 'order-7' };

function issue(word: unknown, status = 422, request: object = POST): ReturnType<typeof normalize> {
  return normalize(paypal, { status, body: { name: 'X', details: [{ issue: word }] } }, request);
}

describe('the key', () => {
  test.each([
    ['POST', ORDERS, 6 * HOUR],
    ['POST', `${ORDERS}/`, 6 * HOUR],
    ['POST', `${ORDERS}/1/authorize`, 6 * HOUR],
    ['POST', `${ORDERS}/1/capture?x=1`, 6 * HOUR],
    ['POST', 'https://gateway.example/payments/v2/checkout/orders', 6 * HOUR],
    ['POST', `${API}/v2/payments/authorizations/1/capture`, 45 * 24 * HOUR],
    ['POST', `${API}/v2/payments/authorizations/1/reauthorize`, 45 * 24 * HOUR],
    ['POST', `${API}/v2/payments/authorizations/1/void`, 45 * 24 * HOUR],
    ['POST', `${API}/v2/payments/captures/1/refund`, 45 * 24 * HOUR],
    ['PATCH', `${ORDERS}/1`, null],
    ['POST', `${ORDERS}/1`, null],
    ['POST', `${ORDERS}/1/confirm-payment-source`, null],
    ['POST', `${ORDERS}/1/track`, null],
    ['POST', `${API}/v3/vault/payment-tokens`, null],
    ['POST', `${API}/v1/payments/payouts`, null],
    ['PUT', `${ORDERS}/1/capture`, null],
  ])('%s %s: is kept for %j ms', (method, url, keyLifeMs) => {
    const { retry } = normalize(paypal, { status: 500 }, { method, url, idempotencyKey: 'order-7' });
    expect(retry).toMatchObject(
      keyLifeMs === null ? { strategy: 'reconcile_first' } : { strategy: 'same_key', keyLifeMs },
    );
  });

  test('is not needed to ask for a token', () => {
    expect(
      normalize(paypal, { status: 503 }, { method: 'POST', url: `${API}/v1/oauth2/token` }),
    ).toMatchObject({
      outcome: 'not_performed',
      retry: { strategy: 'after_delay' },
    });
  });
});

describe('what may be the work of an earlier attempt is in doubt, with a key and without', () => {
  test.each([
    ...['ORDER_ALREADY_CAPTURED', 'AUTHORIZATION_ALREADY_CAPTURED', 'DUPLICATE_INVOICE_ID'],
    ...['DUPLICATE_REFUND', 'DUPLICATE_TRANSACTION', 'PREVIOUS_REQUEST_IN_PROGRESS', 'TRANSACTION_REFUSED'],
    ...['MAX_CAPTURE_AMOUNT_EXCEEDED', 'MAX_CAPTURE_COUNT_EXCEEDED', 'REAUTHORIZATION_TOO_SOON'],
    ...['DUPLICATE_REQUEST_ID', 'PAYPAL_REQUEST_ID_PREVIOUSLY_USED'],
  ])('%s', (word) => {
    for (const request of [POST, { ...POST, idempotencyKey: null }, { method: 'POST' }])
      expect(issue(word, 422, request)).toMatchObject({
        outcome: 'unknown',
        lookup: 'resource',
        retry: { strategy: 'reconcile_first' },
      });
  });

  test('an order that was sent again under its key and is refused settles nothing', () => {
    const request = { ...POST, url: ORDERS };
    const lost = normalize(paypal, { status: 504 }, request);
    expect(lost.retry.strategy).toBe('same_key');
    expect(combineAttempts(lost, issue('TRANSACTION_REFUSED', 422, request))).toMatchObject({
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first' },
    });
    expect(combineAttempts(lost, issue('INSTRUMENT_DECLINED', 422, request)).outcome).toBe('not_performed');
  });
});

describe('the code', () => {
  test.each([
    ['INSTRUMENT_DECLINED', 'INSTRUMENT_DECLINED', 'declined'],
    ['Instrument_Declined', 'X', 'invalid_request'],
    ['INSTRUMENT DECLINED', 'X', 'invalid_request'],
    [' INSTRUMENT_DECLINED', 'X', 'invalid_request'],
    ['invalid_client', 'X', 'invalid_request'],
    ['constructor', 'X', 'invalid_request'],
    ['', 'X', 'invalid_request'],
    [7, 'X', 'invalid_request'],
    [null, 'X', 'invalid_request'],
  ])('%j: %s', (word, code, category) => {
    expect(issue(word)).toMatchObject({ code, category });
  });
});

describe('a resource is told by what identifies it', () => {
  const self = (href: string): object => ({ links: [{ rel: 'self', href }] });

  test.each<[string, object, string | null]>([
    ['its own address', self(`${API}/v2/payments/captures/1`), 'capture'],
    ['an address in the sandbox', self('https://api.sandbox.paypal.com/v2/payments/captures/1'), 'capture'],
    ['an authorization', self(`${API}/v2/payments/authorizations/1`), null],
    ['something else', self(`${API}/v1/payments/captures/1`), null],
    ['an address that is none', { links: [{ rel: 'self', href: 7 }] }, null],
    ['another relation', { links: [{ rel: 'up', href: `${API}/v2/payments/captures/1` }] }, null],
    ['links that are none', { links: 'self' }, null],
  ])('%s', (_name, members, kind) => {
    const error = inspect(paypal, { status: 201, body: { id: '1', status: 'FAILED', ...members } }, POST);
    expect(error?.resource?.kind ?? null).toBe(kind);
  });

  test('also where its id is missing', () => {
    const body = { status: 'DECLINED', ...self(`${API}/v2/payments/captures/1`) };
    expect(inspect(paypal, { status: 201, body }, POST)).toMatchObject({
      category: 'declined',
      resource: { kind: 'capture', id: null },
    });
  });

  test('a body without a status of HTTP is told likewise, and a name is no error', () => {
    const event = { id: 'WH-1', event_type: 'PAYMENT.CAPTURE.DENIED', resource: { status: 'DENIED' } };
    expect(inspect(paypal, { body: event })).toBeNull();
    expect(
      inspect(paypal, { body: { id: 'P-1', name: 'DUPLICATE_REQUEST_ID', status: 'ACTIVE' } }),
    ).toBeNull();
    const refused = { name: 'UNPROCESSABLE_ENTITY', message: 'No.', details: [{ issue: 'CARD_EXPIRED' }] };
    expect(inspect(paypal, { body: refused })).toMatchObject({ declineReason: 'expired_card' });
  });
});

describe('an order', () => {
  const capture = (status: unknown, id: string): object => ({ id, status });
  const order = (...units: (readonly unknown[])[]): object => ({
    id: 'O-1',
    purchase_units: units.map((captures) => ({ payments: { captures } })),
  });
  const paid = capture('COMPLETED', 'C-1');
  const pending = capture('PENDING', 'C-2');
  const declined = capture('DECLINED', 'C-3');

  test.each<[string, object, string | null]>([
    ['all declined', order([declined], [declined]), 'not_performed'],
    ['declined, and not tried', order([declined], []), 'not_performed'],
    ['declined, and paid', order([declined], [paid]), 'performed'],
    ['declined, and pending', order([declined], [pending]), 'performed'],
    ['declined, and of an unknown status', order([declined], [capture('ODD', 'C-4')]), 'performed'],
    ['declined, and without a status', order([declined], [capture(undefined, 'C-4')]), 'performed'],
    ['declined, then paid', order([declined, paid]), null],
    ['declined, then pending', order([declined, pending]), null],
    ['paid', order([paid]), null],
    ['nothing', order(), null],
    ['units that are none', { id: 'O-1', status: 'DECLINED', purchase_units: {} }, null],
  ])('%s: %j', (_name, body, outcome) => {
    expect(inspect(paypal, { status: 201, body }, POST)?.outcome ?? null).toBe(outcome);
  });
});

describe('advice', () => {
  test.each([
    ['MASTERCARD', '02', 'try_again_later', 259_200_000],
    ['MASTERCARD', '30', 'try_again_later', 864_000_000],
    ['MASTERCARD', '41', 'do_not_try_again', null],
    ['VISA', '02', 'do_not_try_again', null],
    ['VISA', '24', 'unspecified', null],
    [undefined, '02', 'do_not_try_again', null],
    [undefined, '01', 'unspecified', null],
    ['', '02', 'do_not_try_again', null],
    ['DISCOVER', '02', 'unspecified', null],
    ['MASTERCARD', 'constructor', 'unspecified', null],
  ])('%s, %s: %s', (network, payment_advice_code, methodAdvice, methodDelayMs) => {
    const capture = {
      id: 'C-1',
      status: 'DECLINED',
      processor_response: { response_code: '0500', payment_advice_code },
      network_transaction_reference: { network },
    };
    const body = { purchase_units: [{ payments: { captures: [capture] } }] };
    expect(inspect(paypal, { status: 201, body }, POST)).toMatchObject({
      declineReason: 'do_not_honor',
      methodAdvice,
      methodDelayMs,
      networkAdviceCode: payment_advice_code,
      networkDeclineCode: null,
    });
  });
});

describe('the path of a field', () => {
  test.each([
    ['/a/0/b', ['a', 0, 'b']],
    ['a/0/b', ['a', 0, 'b']],
    ['/a/01/1234567890', ['a', '01', '1234567890']],
    ['/', ['']],
    ['/a~1b/~01', ['a/b', '~1']],
    ['a.b[0]', ['a', 'b', 0]],
    [`/${'a/'.repeat(99)}b`, Array.from({ length: 32 }, () => 'a')],
  ])('%s', (field, path) => {
    const body = { name: 'INVALID_REQUEST', details: [{ field, issue: 'NOT_SUPPORTED' }] };
    expect(normalize(paypal, { status: 400, body }).fieldErrors).toMatchObject([
      { path, reason: 'not_allowed' },
    ]);
  });
});

describe('privacy', () => {
  test('of an error nothing that was sent is kept', () => {
    const details = [
      { field: '/payer/name', value: 'Testa Testarossa', location: 'body', issue: 'INVALID_SYNTAX' },
    ];
    const links = [{ rel: 'payer-action', href: 'https://www.paypal.com/checkoutnow?token=5O19' }];
    const body = { name: 'INVALID_REQUEST', message: 'No.', details, links };
    const text = JSON.stringify(normalize(paypal, { status: 400, body }, POST));
    for (const secret of ['Testa', '5O19', 'order-7']) expect(text).not.toContain(secret);
    expect(JSON.stringify(paypal.parseErrorBody(body))).not.toContain('Testa');
  });

  test('of an order neither payer nor card is', () => {
    const capture = {
      id: 'C-1',
      status: 'DECLINED',
      processor_response: { response_code: '5120', avs_code: 'Q7' },
    };
    const body = {
      id: 'O-1',
      payer: { email_address: 'testa@example.com', name: { surname: 'Testarossa' } },
      payment_source: { card: { last_digits: '6787', name: 'Testa' } },
      purchase_units: [{ shipping: { name: { full_name: 'Testa' } }, payments: { captures: [capture] } }],
    };
    for (const kept of [inspect(paypal, { status: 201, body }, POST), paypal.parseResourceBody(body)]) {
      const text = JSON.stringify(kept);
      expect(text).toContain('C-1');
      for (const secret of ['esta', '6787', 'Q7']) expect(text).not.toContain(secret);
    }
  });
});

test('a body of which any member is something else is read all the same', () => {
  const odd: readonly unknown[] = [null, 7, 'text', [null], { purchase_units: [[]] }];
  let tried = 0;
  for (const { reply, request } of fixturesOf('paypal').filter(({ row }) => row === undefined))
    for (const changed of withEachMember(reply.body, odd)) {
      tried++;
      expect(() => inspect(paypal, { ...reply, body: changed }, request)).not.toThrow();
    }
  expect(tried).toBeGreaterThan(5_000);
});

/** Copies of a body, in each of which one member is something else. */
function withEachMember(body: unknown, others: readonly unknown[]): readonly unknown[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, member]) =>
    [...others, ...withEachMember(member, others)].map((other) =>
      Array.isArray(body)
        ? body.map((item: unknown, index) => (String(index) === key ? other : item))
        : { ...body, [key]: other },
    ),
  );
}

test('gives its bodies, parsed', () => {
  expect(paypal.parseErrorBody({ name: 'X', details: [{ issue: 'Y' }] })).toMatchObject({
    name: 'X',
    details: [{ issue: 'Y' }],
  });
  expect(paypal.parseResourceBody({ id: 'O-1', purchase_units: [{}] })).toMatchObject({
    id: 'O-1',
    purchase_units: [{}],
  });
});
