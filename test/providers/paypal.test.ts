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
    ...['REFUND_AMOUNT_EXCEEDED', 'AUTHORIZATION_AMOUNT_EXCEEDED', 'PLATFORM_FEE_EXCEEDED'],
    ...['TRANSACTION_ALREADY_REFUNDED', 'REFUND_EXCEEDED_TRANSACTION_AMOUNT', 'PAYMENT_ALREADY_DONE'],
    ...['FULL_REFUND_NOT_ALLOWED_AFTER_PARTIAL_REFUND', 'AUTHORIZATION_ALREADY_COMPLETED'],
    ...['CAPTURE_AMOUNT_LIMIT_EXCEEDED', 'USER_BUSINESS_ERROR'],
    ...['DUPLICATE_REQUEST_ID', 'PAYPAL_REQUEST_ID_PREVIOUSLY_USED'],
    'MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED',
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
    for (const word of ['TRANSACTION_REFUSED', 'MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED'])
      expect(combineAttempts(lost, issue(word, 422, request))).toMatchObject({
        outcome: 'unknown',
        retry: { strategy: 'reconcile_first' },
      });
    expect(combineAttempts(lost, issue('INSTRUMENT_DECLINED', 422, request)).outcome).toBe('not_performed');
  });
});

describe('money that goes out is told by its path', () => {
  const kindOn = (path: string, method = 'POST'): string | undefined =>
    normalize(paypal, { status: 422, body: {} }, { method, url: `${API}${path}` }).resource?.kind;

  test.each([
    ['/v2/payments/captures/2GG279541U471931P/refund', 'refund'],
    ['/v2/payments/captures/2GG.279~541/refund/', 'refund'],
    ['/v1/payments/capture/2GG279541U471931P/refund', 'refund'],
    ['/v1/payments/sale/2GG279541U471931P/refund', 'refund'],
    ['/v1/payments/sale/2GG279541U471931P', undefined],
    ['/v1/payments/sale//refund', undefined],
    ['/v1/payments/payouts', 'payout'],
    ['/v1/payments/referenced-payouts', 'payout'],
    ['/v1/payments/referenced-payouts-items/', 'payout'],
    ['/v1/payments/payouts-item/7/cancel', undefined],
  ])('%s: %j', (path, kind) => {
    expect(kindOn(path)).toBe(kind);
    expect(kindOn(path, 'PUT')).toBeUndefined();
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

  test('is the issue, and the name decides, however often the same issue comes', () => {
    const details = Array.from({ length: 100 }, () => ({ issue: 'SOMETHING_NEW' }));
    const body = { name: 'DUPLICATE_REQUEST_ID', details };
    expect(normalize(paypal, { status: 400, body }, POST)).toMatchObject({
      code: 'SOMETHING_NEW',
      category: 'idempotency_conflict',
    });
  });
});

describe('a payer whose account is closed', () => {
  const REFUND = { ...POST, url: `${API}/v2/payments/captures/1/refund` };

  test('pays in another way, and is refunded in another', () => {
    const closed = 'PAYER_ACCOUNT_LOCKED_OR_CLOSED';
    expect(issue(closed, 422, POST)).toMatchObject({
      declineReason: 'account_closed',
      retry: { strategy: 'payer_action', action: 'use_other_method' },
      fixableBy: 'payer',
    });
    // The same where it may be a refund.
    for (const request of [REFUND, { url: REFUND.url }, { method: 'POST' }])
      expect(issue(closed, 422, request)).toMatchObject({
        declineReason: 'account_closed',
        retry: { strategy: 'reconcile_first' },
        fixableBy: 'merchant',
      });
  });
});

describe('a resource is told by what identifies it', () => {
  const self = (href: string): object => ({ links: [{ rel: 'self', href }] });

  test.each<[string, object, string | null]>([
    ['its own address', self(`${API}/v2/payments/captures/1`), 'capture'],
    ['an address in the sandbox', self('https://api.sandbox.paypal.com/v2/payments/captures/1'), 'capture'],
    ['an authorization', self(`${API}/v2/payments/authorizations/1`), null],
    ['something else', self(`${API}/v1/payments/captures/1`), null],
    ['an address that is none', { links: [{ rel: 'self', href: 7 }] }, 'other'],
    ['another relation', { links: [{ rel: 'up', href: `${API}/v2/payments/captures/1` }] }, 'other'],
    ['links that are none', { links: 'self' }, 'other'],
    ['no links', {}, 'other'],
  ])('%s', (_name, members, kind) => {
    const error = inspect(paypal, { status: 201, body: { id: '1', status: 'FAILED', ...members } }, POST);
    expect(error?.resource?.kind ?? null).toBe(kind);
  });

  test.each(['DECLINED', 'DENIED', 'FAILED', 'CANCELLED'])(
    '%s without an address of its own is no refusal, and on a read no failure',
    (status) => {
      for (const body of [
        { id: '1', status },
        { id: '1', status, processor_response: { response_code: '5120' } },
      ]) {
        expect(inspect(paypal, { status: 201, body }, POST)).toMatchObject({
          category: 'unrecognized',
          outcome: 'unknown',
          retry: { strategy: 'reconcile_first' },
        });
        expect(inspect(paypal, { status: 200, body }, { method: 'GET' })).toBeNull();
      }
    },
  );

  test.each(['COMPLETED', 'PENDING', 'VOIDED', 'SOMETHING_NEW', '', undefined])(
    '%j without an address of its own is no failure',
    (status) => {
      expect(inspect(paypal, { status: 201, body: { id: '1', status } }, POST)).toBeNull();
    },
  );

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
    ['declined, and refunded', order([declined], [capture('REFUNDED', 'C-4')]), 'performed'],
    ['declined, pending and paid', order([declined], [pending], [paid]), 'performed'],
    ['declined, and pending', order([declined], [pending]), 'unknown'],
    ['declined, and of an unknown status', order([declined], [capture('ODD', 'C-4')]), 'unknown'],
    ['declined, and without a status', order([declined], [capture(undefined, 'C-4')]), 'unknown'],
    ['declined, then without a status', order([declined, capture(undefined, 'C-4')]), 'unknown'],
    ['declined, and an error', order([declined], [capture('FAILED', 'C-4')]), 'unknown'],
    ['declined, then paid', order([declined, paid]), null],
    ['declined, then pending', order([declined, pending]), null],
    ['paid', order([paid]), null],
    ['nothing', order(), null],
    ['units that are none', { id: 'O-1', status: 'DECLINED', purchase_units: {} }, 'unknown'],
  ])('%s: %j', (_name, body, outcome) => {
    expect(inspect(paypal, { status: 201, body }, POST)?.outcome ?? null).toBe(outcome);
  });

  const payments = (members: object): object => ({
    id: 'O-1',
    purchase_units: [{ payments: members }, { payments: { captures: [declined] } }],
  });

  test.each<[string, object, string | null]>([
    ['a unit', { id: 'O-1', purchase_units: ['paid', { payments: { captures: [declined] } }] }, 'unknown'],
    ['a unit that is null', { purchase_units: [null, { payments: { captures: [declined] } }] }, 'unknown'],
    [
      'its payments',
      { purchase_units: [{ payments: [] }, { payments: { captures: [declined] } }] },
      'unknown',
    ],
    ['its captures', payments({ captures: { 0: paid } }), 'unknown'],
    ['its authorizations', payments({ authorizations: 'paid' }), 'unknown'],
    ['a capture', order([declined, 'paid']), 'unknown'],
    ['a capture that is null', order([null, declined]), 'unknown'],
    ['one that is paid apart', order([declined, 'paid'], [paid]), 'performed'],
    ['all that there is', order(['paid']), null],
    ['nothing, where there is none', payments({ captures: null, authorizations: null }), 'not_performed'],
    ['nothing, where it is not sent', payments({}), 'not_performed'],
  ])('of which %s cannot be read', (_name, body, outcome) => {
    expect(inspect(paypal, { status: 201, body }, POST)?.outcome ?? null).toBe(outcome);
  });

  const many = (length: number): readonly unknown[] =>
    Array.from({ length }, (_, index) => capture('DECLINED', `C-${String(index)}`));

  test.each<[string, object, string]>([
    ['99 captures', order(many(99)), 'not_performed'],
    ['100 captures and one that is paid', order([...many(100), paid]), 'unknown'],
    ['60 captures, twice', order(many(60), many(60)), 'unknown'],
    ['99 units', order(...many(99).map((one) => [one])), 'not_performed'],
    ['100 units and one that is paid', order(...many(100).map((one) => [one]), [paid]), 'unknown'],
    ['100 units, most of them untried', order([declined], ...many(100).map(() => []), [paid]), 'unknown'],
  ])('that is too long to be read whole: %s', (_name, body, outcome) => {
    expect(inspect(paypal, { status: 201, body }, POST)?.outcome).toBe(outcome);
  });

  test('names the order where it failed in part, and the payment where all failed', () => {
    for (const [body, kind, id] of [
      [order([declined], [paid]), 'checkout', 'O-1'],
      [order([declined], [pending]), 'checkout', 'O-1'],
      [order([declined]), 'capture', 'C-3'],
      [order([{ status: 'DECLINED' }]), 'capture', null],
    ] as const)
      expect(inspect(paypal, { status: 201, body }, POST)).toMatchObject({
        category: 'declined',
        resource: { kind, id },
      });
  });
});

describe('what became of a payment that counts as refused', () => {
  const answer = (status: string, members: object, method = 'POST'): ReturnType<typeof inspect> => {
    const body = { purchase_units: [{ payments: { captures: [{ id: 'C-1', status, ...members }] } }] };
    return inspect(paypal, { status: 201, body }, { ...POST, method });
  };

  test.each(['PPIF', 'PPS1', '0800', '5800', 'PPLR', 'PPUR', '7600', '1000'])(
    'is in doubt with the code %s, when it is read too',
    (response_code) => {
      for (const method of ['POST', 'GET'])
        expect(answer('DECLINED', { processor_response: { response_code } }, method)).toMatchObject({
          category: 'conflict',
          code: response_code,
          outcome: 'unknown',
          retry: { strategy: 'reconcile_first' },
        });
    },
  );

  test.each(['BUYER_COMPLAINT', 'CHARGEBACK', 'REFUNDED'])(
    'is in doubt for the reason %s, whatever the processor says',
    (reason) => {
      for (const processor_response of [undefined, { response_code: '5120' }])
        for (const status of ['DENIED', 'DECLINED'])
          expect(answer(status, { status_details: { reason }, processor_response })).toMatchObject({
            category: 'conflict',
            code: reason,
            outcome: 'unknown',
          });
    },
  );

  test.each(['5120', '5200', '8100', 'PPIF', undefined])(
    'is in doubt after an error, whatever the processor says: %s',
    (response_code) => {
      expect(answer('FAILED', { processor_response: { response_code } })).toMatchObject({
        category: 'provider_error',
        outcome: 'unknown',
        retry: { strategy: 'reconcile_first' },
      });
    },
  );

  test.each([
    ['PENDING_REVIEW', undefined, 'unspecified', 'DENIED'],
    ['constructor', undefined, 'unspecified', 'DENIED'],
    ['', '', 'unspecified', 'DENIED'],
    ['OTHER', '5120', 'insufficient_funds', '5120'],
    [undefined, 500, 'do_not_honor', '0500'],
    [undefined, '500', 'do_not_honor', '0500'],
    [undefined, 0, 'unspecified', 'DENIED'],
    [undefined, 'N7', 'unrecognized', 'N7'],
  ])('the reason %j with the code %j: %s', (reason, response_code, declineReason, code) => {
    expect(
      answer('DENIED', { status_details: { reason }, processor_response: { response_code } }),
    ).toMatchObject({ declineReason, code, outcome: 'not_performed' });
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
    [undefined, '01', 'update_details', null],
    [undefined, '24', 'try_again_later', HOUR],
    [undefined, '25', 'try_again_later', 24 * HOUR],
    [undefined, '26', 'try_again_later', 48 * HOUR],
    [undefined, '27', 'try_again_later', 96 * HOUR],
    [undefined, '28', 'try_again_later', 144 * HOUR],
    [undefined, '29', 'try_again_later', 192 * HOUR],
    [undefined, '30', 'try_again_later', 240 * HOUR],
    [undefined, '40', 'do_not_try_again', null],
    [undefined, '43', 'unspecified', null],
    ['VISA', '01', 'unspecified', null],
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

  test('that is a number has lost its zero', () => {
    const processor_response = { response_code: '0500', payment_advice_code: 3 };
    const body = {
      purchase_units: [{ payments: { captures: [{ status: 'DECLINED', processor_response }] } }],
    };
    expect(inspect(paypal, { status: 201, body }, POST)).toMatchObject({
      methodAdvice: 'do_not_try_again',
      networkAdviceCode: '03',
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
  const [unit] = paypal.parseResourceBody({ purchase_units: ['odd'] })?.purchase_units ?? [];
  expect(unit?.payments?.captures).toEqual([expect.objectContaining({ status: undefined })]);
});
