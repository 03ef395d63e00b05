import { describe, expect, test } from 'vitest';

import { inspect, type MethodAdvice, normalize, type RequestFacts } from '../../src/index.js';
import { workingsOf } from '../../src/provider/define-provider.js';
import { rowsByWord, splitWord } from '../../src/provider/table.js';
import { checkout } from '../../src/providers/checkout.js';
import { fixturesOf, textOf } from '../fixtures.js';

const API = 'https://k3hayate.api.checkout.com';

function post(path: string): RequestFacts {
  return { method: 'POST', url: `${API}${path}`, idempotencyKey: 'order-4821' };
}

/** What becomes of codes in an error answer. */
function refusedWith(...error_codes: readonly unknown[]): ReturnType<typeof normalize> {
  return normalize(checkout, { status: 422, body: { error_type: 'request_invalid', error_codes } });
}

/** What becomes of a payment in a success. */
function paymentWith(members: object, request: RequestFacts = post('/payments')): ReturnType<typeof inspect> {
  return inspect(checkout, { status: 201, body: { id: 'pay_q3kx7wn5', ...members } }, request);
}

describe('the key', () => {
  test.each([
    ['/payments', true],
    ['/payments/', true],
    ['/payments?reference=R-77120', true],
    ['/payments/pay_q3kx7wn5/authorizations', true],
    ['/payments/pay_q3kx7wn5/cancellations', true],
    ['/payments/pay_q3kx7wn5/captures', true],
    ['/payments/pay_q3kx7wn5/refunds', true],
    ['/payments/pay_q3kx7wn5/voids', true],
    ['/payment-contexts', true],
    ['/transfers', true],
    ['/gateway/v1/payments', true],
    ['/payments/pay_q3kx7wn5/reversals', false],
    ['/payments/pay_q3kx7wn5', false],
    ['/payments/setups', false],
    ['/payment-sessions', false],
    ['/hosted-payments', false],
    ['/payment-links', false],
    ['/tokens', false],
    ['/instruments', false],
    ['/payments/pay_1%2Fx/captures', false],
  ])('is taken on POST %s: %j', (path, isTaken) => {
    const { retry } = normalize(
      checkout,
      { status: 429, body: { error_codes: ['duplicate_request'] } },
      post(path),
    );
    expect(retry.strategy).toBe(isTaken ? 'same_key' : 'reconcile_first');
  });

  test('is taken by no other method', () => {
    const request = { ...post('/payments'), method: 'PUT' };
    const { retry } = normalize(
      checkout,
      { status: 429, body: { error_codes: ['duplicate_request'] } },
      request,
    );
    expect(retry.strategy).toBe('reconcile_first');
  });

  test('brings nothing back after an answered failure: it is looked up by the reference', () => {
    for (const status of [500, 502, 503, 504])
      expect(normalize(checkout, { status }, post('/payments'))).toMatchObject({
        outcome: 'unknown',
        lookup: 'merchant_reference',
        retry: { strategy: 'reconcile_first' },
      });
  });

  test.each(['/payments/search', '/metadata/card'])('is not needed on POST %s, which only reads', (path) => {
    expect(normalize(checkout, { status: 500 }, post(path))).toMatchObject({
      outcome: 'not_performed',
      retry: { strategy: 'after_delay' },
    });
  });
});

describe('a 403', () => {
  test.each([
    [post('/payments/pay_q3kx7wn5/captures'), 'unknown'],
    [post('/payments/pay_q3kx7wn5/reversals'), 'unknown'],
    [{ method: 'POST' }, 'unknown'],
    [undefined, 'unknown'],
    [post('/payments'), 'not_performed'],
    [post('/payments/pay_q3kx7wn5/captures/other'), 'not_performed'],
    [{ ...post('/payments/pay_q3kx7wn5/captures'), method: 'GET' }, 'not_performed'],
  ])('in answer to %j: %s', (request, outcome) => {
    expect(normalize(checkout, { status: 403 }, request).outcome).toBe(outcome);
  });
});

describe('field errors', () => {
  const { codes = {} } = workingsOf(checkout).definition.error;

  test('are told of no code whose row is another than invalid_request', () => {
    const others = rowsByWord(codes)
      .filter(([, row]) => typeof row === 'string' || !row.fieldError)
      .filter(([, row]) => splitWord(typeof row === 'string' ? row : row.is)[0] !== 'invalid_request');
    expect(others.length).toBeGreaterThan(200);
    for (const [word] of others) expect(refusedWith(word).fieldErrors, word).toEqual([]);
  });

  test.each([
    ['card_expiry_month_invalid', 'card_expiry_month', 'invalid'],
    ['reference_length_invalid', 'reference', 'invalid'],
    ['expiry_date_format_invalid', 'expiry_date', 'invalid'],
    ['payment_source_required', 'payment_source', 'required'],
    ['currency_not_supported', 'currency', 'not_allowed'],
    ['customer.name_required', 'customer.name', 'required'],
  ])('%s is about %s: %s', (code, field, reason) => {
    expect(refusedWith(code).fieldErrors).toEqual([
      { field, path: [field], reason, code, message: null, allowed: null },
    ]);
  });

  test.each(['required', '_invalid', 'invalid_currency', 'currency_invalid_', 'token_used'])(
    '%s is about none',
    (code) => {
      expect(refusedWith(code).fieldErrors).toEqual([]);
    },
  );
});

describe('a message', () => {
  test.each<[object, string]>([
    [{ error_type: 'request_invalid', error_codes: ['a', 'b'] }, 'request_invalid: a, b'],
    [{ error_type: 'request_invalid' }, 'request_invalid'],
    [{ error_codes: ['a', 'b'] }, 'a, b'],
    [{ error: 'invalid_client' }, 'invalid_client'],
    [{ error_codes: ['a'], message: 'No.' }, 'No.'],
  ])('of %j: %j', (body, message) => {
    expect(normalize(checkout, { status: 422, body }).message).toBe(message);
  });
});

describe('advice on the payment method', () => {
  test.each<[Record<string, unknown>, MethodAdvice, number | null, string | null]>([
    [{}, 'try_again_later', null, null],
    [{ recommendation_code: '01' }, 'update_details', null, '01'],
    [{ recommendation_code: '03' }, 'do_not_try_again', null, '03'],
    [{ partner_merchant_advice_code: '26' }, 'try_again_later', 172_800_000, '26'],
    [{ partner_merchant_advice_code: '26', recommendation_code: '03' }, 'do_not_try_again', null, '26'],
    [{ partner_merchant_advice_code: '40', recommendation_code: '02' }, 'do_not_try_again', null, '40'],
    [{ partner_merchant_advice_code: '', recommendation_code: '01' }, 'update_details', null, '01'],
    [{ partner_merchant_advice_code: 'constructor' }, 'try_again_later', null, 'constructor'],
    [{ recommendation_code: 26 }, 'try_again_later', null, '26'],
  ])('by %j: %s', (processing, methodAdvice, methodDelayMs, networkAdviceCode) => {
    expect(paymentWith({ status: 'Declined', response_code: '20051', processing })).toMatchObject({
      methodAdvice,
      methodDelayMs,
      networkAdviceCode,
      retry: {
        strategy: 'payer_action',
        action: methodAdvice === 'do_not_try_again' ? 'use_other_method' : 'add_funds',
      },
    });
  });
});

test('a payout is known by its destination, or by its codes', () => {
  const declined = { status: 'Declined', response_code: '20051' };
  expect(paymentWith(declined)?.resource?.kind).toBe('payment');
  expect(paymentWith({ ...declined, destination: {} })?.resource?.kind).toBe('payout');
  expect(paymentWith({ ...declined, response_code: '50777' })?.resource?.kind).toBe('payout');
  for (const destination of [null, [], 'card', 7])
    expect(paymentWith({ ...declined, destination })?.resource?.kind).toBe('payment');
});

test('no payout is the payer’s to fix', () => {
  const { codes = {} } = workingsOf(checkout).definition.error;
  for (const [response_code] of rowsByWord(codes)) {
    const error = paymentWith({ status: 'Declined', response_code, destination: {} });
    if (error?.category !== 'declined') continue;
    expect(error.fixableBy, response_code).toBe('merchant');
    expect(error.retry.strategy, response_code).not.toBe('payer_action');
  }
});

test('a payment that the provider charges again by itself is no failure', () => {
  expect(
    paymentWith({
      status: 'Retry Scheduled',
      approved: false,
      response_code: '20051',
      retry: { ends_on: 'x' },
    }),
  ).toBeNull();
});

describe('a payment that ended', () => {
  test.each(['Declined', 'Canceled', 'Expired'])('%s, and yet approved, is in doubt', (status) => {
    for (const type of ['card', 'network_token', 'sofort', undefined])
      expect(paymentWith({ status, approved: true, source: { type } })).toMatchObject({
        category: 'conflict',
        outcome: 'unknown',
        retry: { strategy: 'reconcile_first' },
      });
  });

  test.each(['card', 'Card', 'CARD', 'network_token', 'Network_Token'])(
    'is no payer’s to take up again where it was paid by %s',
    (type) => {
      for (const status of ['Canceled', 'Expired'])
        expect(paymentWith({ status, source: { type } })).toMatchObject({
          category: 'conflict',
          outcome: 'not_performed',
          retry: { strategy: 'never' },
        });
    },
  );

  test.each(['cardinal', 'discard', '', undefined, null, 7])('%j is no card', (type) => {
    for (const status of ['Canceled', 'Expired'])
      expect(paymentWith({ status, source: { type } })?.category).toBe('declined');
  });
});

describe('an id', () => {
  test.each(['pl_x', 'hpp_x', 'sid_x', 'ps_x', 'tra_x', 'evt_x', 'dsp_x', 'src_x', 'Pay_x', 'xpay_x'])(
    '%s is of no payment',
    (id) => {
      expect(paymentWith({ id, status: 'Declined', response_code: '20051' })).toBeNull();
    },
  );

  test.each([undefined, null, '', 7, {}, []])(
    '%j identifies nothing: a refused write stays in doubt',
    (id) => {
      const members = { id, status: 'Declined', response_code: '20051' };
      expect(paymentWith(members)).toMatchObject({ category: 'unrecognized', outcome: 'unknown' });
      expect(paymentWith(members, { method: 'GET', url: `${API}/payments/pay_q3kx7wn5` })).toBeNull();
    },
  );
});

describe('whatever stands in the place of a member', () => {
  const values = [null, true, 0, -1.5, '', 'x', [], [[]], {}, { id: 'pay_x' }, ['token_used'], 'constructor'];
  const bodies = fixturesOf('checkout')
    .filter(({ reply, row }) => row?.startsWith('states.') === true || reply.status === 403)
    .map(({ reply }) => reply);

  test('an answer is read, and a server’s failure stays in doubt', () => {
    expect(bodies.length).toBeGreaterThan(10);
    for (const reply of bodies) {
      const text = textOf(reply);
      if (text === undefined) continue;
      const body = JSON.parse(text) as Record<string, unknown>;
      for (const name of Object.keys(body))
        for (const value of values) {
          const changed = { ...body, [name]: value };
          expect(() =>
            inspect(checkout, { status: reply.status, body: changed }, post('/payments')),
          ).not.toThrow();
          const failed = normalize(checkout, { status: 500, body: changed }, post('/payments'));
          expect(failed.outcome).toBe('unknown');
        }
    }
  });

  test('an envelope is read', () => {
    const body = {
      request_id: 'K7Q',
      error_type: 'request_invalid',
      error_codes: ['token_used'],
      error: 'x',
      message: 'y',
    };
    for (const name of Object.keys(body))
      for (const value of values)
        expect(normalize(checkout, { status: 422, body: { ...body, [name]: value } }).status).toBe(422);
  });
});

test('keeps nothing of who pays, who is paid, or what was sent', () => {
  const person = {
    name: 'Erika Mustermann',
    email: 'erika@mustermann.example',
    phone: { country_code: '+49', number: '30901820' },
    billing_address: { address_line1: 'Heidestrasse 17', zip: '51147' },
    account_number: '0532013000',
    last4: '4242',
  };
  const payment = {
    id: 'pay_q3kx7wn5',
    action_id: 'act_q3kx7wn5',
    status: 'Declined',
    response_code: '20051',
    response_summary: 'Not enough funds',
    customer: person,
    source: person,
    destination: { ...person, account_holder: person },
    sender: person,
    shipping: person,
    metadata: person,
    processing: { recommendation_code: '02', acquirer_transaction_id: '5517203', cardholder: person },
    payment_session_secret: 'pss_invented',
    description: 'A gift for Erika',
  };
  const texts = [
    JSON.stringify(inspect(checkout, { status: 201, body: payment })),
    JSON.stringify(checkout.parseResourceBody(payment)),
    JSON.stringify(
      normalize(checkout, { status: 422, body: { error_codes: ['amount_invalid'], data: person, payment } }),
    ),
  ];
  for (const text of texts)
    expect(text).not.toMatch(/erika|mustermann|heide|51147|30901820|0532013|4242|5517203|pss_/i);
});

test('hides its own keys, wherever they stand', () => {
  const keys = [
    'sk_sbox_abcdefghijklmnopqrstuvwxyz2',
    'sk_abcdefghijklmnopqrstuvwxyz2',
    'pk_sbox_abcdefghijklmnopqrstuvwxyz2',
  ];
  for (const key of keys) {
    const error = normalize(checkout, {
      status: 401,
      body: { error_type: 'unauthorized', message: `No such key ${key}` },
    });
    expect(JSON.stringify(error)).not.toContain(key);
  }
});

test('gives its bodies, parsed', () => {
  expect(checkout.parseErrorBody({ error_codes: ['token_used', 7, null] })).toEqual({
    request_id: undefined,
    error_type: undefined,
    error_codes: ['token_used', '7'],
    error: undefined,
    message: undefined,
  });
  expect(checkout.parseResourceBody({ id: 'pay_x', destination: { id: 'src_x' } })).toMatchObject({
    id: 'pay_x',
    destination: {},
  });
});

describe('a payment that ended', () => {
  const ended = (status: string, source: unknown): unknown =>
    inspect(
      checkout,
      { status: 200, body: { id: 'pay_1', approved: false, status, source } },
      { method: 'GET' },
    );

  test.each(['Canceled', 'Expired'])('%s: of a card it was the merchant who ended it', (status) => {
    expect(ended(status, { type: 'card' })).toMatchObject({
      category: 'conflict',
      outcome: 'not_performed',
      fixableBy: 'merchant',
      retry: { strategy: 'never' },
    });
    for (const source of [{ type: 'ideal' }, {}, 'card', undefined])
      expect(ended(status, source)).toMatchObject({ category: 'declined', fixableBy: 'payer' });
  });

  test('a declined card is told by its code', () => {
    expect(ended('Declined', { type: 'card' })).toMatchObject({ declineReason: 'unspecified' });
  });
});
