import { describe, expect, test } from 'vitest';

import { stripe } from '../../src/providers/stripe.js';
import { inspect, normalize } from '../../src/verdict/normalize.js';
import { fixturesOf } from '../fixtures.js';

const INTENTS = 'https://api.stripe.com/v1/payment_intents';
const PAYOUTS = 'https://api.stripe.com/v2/money_management/outbound_payments';
const DAY = 86_400_000;

const IN_PROGRESS = { error: { type: 'idempotency_error', code: 'idempotency_key_in_use' } };

describe('the key', () => {
  test.each<[string, string | undefined, boolean]>([
    ['POST', INTENTS, true],
    ['POST', `${INTENTS}/pi_1/confirm?expand=charge`, true],
    ['post', INTENTS, true],
    ['DELETE', 'https://api.stripe.com/v1/subscriptions/sub_1', false],
    ['GET', INTENTS, false],
    ['POST', PAYOUTS, true],
    ['DELETE', `${PAYOUTS}/obp_1`, true],
    ['POST', 'https://connect.stripe.com/oauth/token', false],
    ['POST', 'https://api.stripe.com/v10/payment_intents', false],
    ['POST', 'https://proxy.example/stripe/v1/payment_intents', false],
    ['POST', undefined, false],
  ])('%s %s takes it: %s', (method, url, takes) => {
    const request = { method, url, idempotencyKey: 'order-7' };
    expect(normalize(stripe, { status: 409, body: IN_PROGRESS }, request).retry.strategy).toBe(
      takes ? 'same_key' : 'reconcile_first',
    );
  });

  test.each([
    [INTENTS, DAY],
    [PAYOUTS, 30 * DAY],
  ])('%s keeps it for %i ms', (url, keyLifeMs) => {
    const request = { method: 'POST', url, idempotencyKey: 'order-7' };
    expect(normalize(stripe, { status: 409, body: IN_PROGRESS }, request).retry).toMatchObject({ keyLifeMs });
  });

  test.each([
    [INTENTS, undefined, 'reconcile_first'], // it would bring the 500 back
    [INTENTS, 'true', 'same_key'],
    [INTENTS, 'false', 'reconcile_first'],
    [INTENTS, '', 'reconcile_first'],
    [PAYOUTS, undefined, 'same_key'],
    [PAYOUTS, 'true', 'same_key'],
    [PAYOUTS, 'false', 'reconcile_first'],
  ])('after a 500 of %s with Stripe-Should-Retry %j: %s', (url, hint, strategy) => {
    const headers = hint === undefined ? {} : { 'Stripe-Should-Retry': hint };
    const request = { method: 'POST', url, idempotencyKey: 'order-7' };
    expect(normalize(stripe, { status: 500, headers }, request)).toMatchObject({
      outcome: 'unknown',
      retry: { strategy },
    });
  });

  test('without one the hint of Stripe proves nothing', () => {
    const headers = { 'Stripe-Should-Retry': 'true' };
    expect(normalize(stripe, { status: 500, headers }, { method: 'POST', url: INTENTS }).retry.strategy).toBe(
      'reconcile_first',
    );
  });

  test.each([
    ['POST', `${INTENTS}/create_preview`, false],
    ['POST', 'https://api.stripe.com/v1/invoices/create_preview', true],
    ['POST', 'https://api.stripe.com/v1/invoices/create_preview/x', false],
    ['POST', 'https://api.stripe.com/v1/invoices', false],
  ])('%s %s only reads: %s', (method, url, reads) => {
    expect(normalize(stripe, { status: 500 }, { method, url }).outcome).toBe(
      reads ? 'not_performed' : 'unknown',
    );
  });
});

describe('a code that two pages know', () => {
  test('insufficient_funds is the payer’s in a decline, and the merchant’s where it is a type of v2', () => {
    const decline = { error: { type: 'card_error', code: 'insufficient_funds', message: 'No.' } };
    const ofV2 = { error: { type: 'insufficient_funds', code: 'insufficient_funds', message: 'No.' } };
    expect(normalize(stripe, { status: 402, body: decline })).toMatchObject({
      category: 'declined',
      fixableBy: 'payer',
    });
    expect(normalize(stripe, { status: 400, body: ofV2 })).toMatchObject({
      category: 'conflict',
      outcome: 'unknown',
      fixableBy: 'merchant',
    });
  });

  test.each([
    ['charge', 'payer', 'mandate_revoked'],
    ['payout', 'merchant', 'not_permitted'],
    ['topup', 'merchant', 'not_permitted'],
  ])('debit_not_authorized of a %s', (object, fixableBy, declineReason) => {
    const body = { object, id: 'x_1', status: 'failed', failure_code: 'debit_not_authorized' };
    expect(inspect(stripe, { status: 200, body })).toMatchObject({ fixableBy, declineReason });
  });

  test('a decline code of a card is none of a refund', () => {
    const body = { object: 'refund', id: 're_1', status: 'failed', failure_reason: 'fraudulent' };
    expect(inspect(stripe, { status: 200, body })).toMatchObject({
      declineReason: 'unrecognized',
      fixableBy: 'merchant',
      retry: { strategy: 'reconcile_first' },
    });
  });
});

describe('a retry that finds the first attempt done is never told that nothing was performed', () => {
  test.each([
    ['payment_intent_unexpected_state', 'unknown'],
    ['setup_intent_unexpected_state', 'unknown'],
    ['intent_invalid_state', 'unknown'],
    ['token_already_used', 'unknown'],
    ['token_in_use', 'unknown'],
    ['terminal_reader_busy', 'unknown'],
    ['terminal_reader_timeout', 'unknown'],
    ['charge_not_refundable', 'unknown'],
    ['charge_already_refunded', 'unknown'], // it is no refund
    ['charge_already_captured', 'performed'],
    ['return_intent_already_processed', 'performed'],
    ['duplicate_transaction', 'performed'],
  ])('%s: %s', (code, outcome) => {
    for (const type of ['invalid_request_error', 'card_error', 'api_error', undefined])
      for (const status of [400, 402, 409, 429])
        expect(
          normalize(stripe, { status, body: { error: { type, code } } }, { method: 'POST', url: INTENTS }),
        ).toMatchObject({ outcome, lookup: 'resource' });
  });
});

describe('what a refusal means is told by the path', () => {
  const V1 = 'https://api.stripe.com/v1';
  const PROXY = 'https://proxy.example/stripe/v1';

  test.each<[string, string | undefined, string, string]>([
    ['payments', INTENTS, 'payer', 'payer_action'],
    ['charges', `${V1}/charges`, 'payer', 'payer_action'],
    ['captures', `${V1}/charges/ch_1/capture`, 'payer', 'payer_action'],
    ['nobody knows what', undefined, 'payer', 'payer_action'],
    ['payouts', `${V1}/payouts?expand[]=destination`, 'merchant', 'reconcile_first'],
    ['payouts turned back', `${V1}/payouts/po_1/reverse`, 'merchant', 'reconcile_first'],
    ['top-ups', `${V1}/topups`, 'merchant', 'reconcile_first'],
    ['transfers', `${V1}/transfers`, 'merchant', 'reconcile_first'],
    ['refunds', `${V1}/refunds`, 'merchant', 'reconcile_first'],
    ['refunds of a charge', `${V1}/charges/ch_1/refunds`, 'merchant', 'reconcile_first'],
    ['refunds of a fee', `${V1}/application_fees/fee_1/refunds`, 'merchant', 'reconcile_first'],
    ['credit notes', `${V1}/credit_notes`, 'merchant', 'reconcile_first'],
    ['refunds at a reader', `${V1}/terminal/readers/tmr_1/refund_payment`, 'merchant', 'reconcile_first'],
    ['payments at a reader', `${V1}/terminal/readers/tmr_1/process_payment_intent`, 'payer', 'payer_action'],
    ['refunds behind a proxy', `${PROXY}/refunds`, 'merchant', 'reconcile_first'],
    ['payouts behind a proxy', `${PROXY}/payouts`, 'merchant', 'reconcile_first'],
    ['payments behind a proxy', `${PROXY}/payment_intents`, 'payer', 'payer_action'],
    ['outbound payments', `${V1}/treasury/outbound_payments`, 'merchant', 'reconcile_first'],
    ['outbound payments of /v2', PAYOUTS, 'merchant', 'reconcile_first'],
  ])('a declined card of %s', (_what, url, fixableBy, strategy) => {
    const body = { error: { type: 'card_error', code: 'card_declined', decline_code: 'lost_card' } };
    expect(normalize(stripe, { status: 402, body }, { method: 'POST', url })).toMatchObject({
      category: 'declined',
      outcome: 'not_performed',
      fixableBy,
      retry: { strategy },
    });
  });

  test.each<[string | undefined, string | undefined, string]>([
    ['POST', `${V1}/invoices/in_1/pay`, 'unknown'],
    ['POST', `${V1}/invoices/in_1/pay/`, 'unknown'],
    ['POST', `${V1}/refunds`, 'unknown'],
    ['POST', `${V1}/credit_notes`, 'unknown'],
    ['POST', `${V1}/transfers`, 'unknown'],
    ['POST', `${V1}/transfers/tr_1/reversals`, 'unknown'],
    ['POST', `${V1}/payouts/po_1/reverse`, 'unknown'],
    ['POST', `${V1}/charges/ch_1/capture`, 'unknown'],
    ['POST', `${V1}/charges/ch_1/refund`, 'unknown'],
    ['POST', `${V1}/payment_intents/pi_1/capture`, 'unknown'],
    ['POST', `${V1}/application_fees/fee_1/refunds`, 'unknown'],
    ['POST', `${V1}/invoices/in_1`, 'not_performed'],
    ['POST', `${V1}/refunds/re_1`, 'not_performed'],
    ['GET', `${V1}/refunds`, 'not_performed'],
    ['POST', INTENTS, 'unknown'],
    ['POST', `${INTENTS}/pi_1/confirm`, 'unknown'],
    ['POST', `${INTENTS}/pi_1/cancel`, 'unknown'],
    ['POST', `${INTENTS}/pi_1/increment_authorization`, 'unknown'],
    ['POST', `${INTENTS}/pi_1`, 'not_performed'],
    ['POST', `${V1}/charges`, 'unknown'],
    ['POST', `${V1}/charges/ch_1`, 'not_performed'],
    ['POST', `${V1}/subscriptions`, 'unknown'],
    ['POST', `${V1}/invoices`, 'not_performed'],
    ['POST', `${V1}/invoices/in_1/finalize`, 'unknown'],
    ['POST', `${V1}/invoices/in_1/void`, 'unknown'],
    ['POST', `${V1}/quotes/qt_1/accept`, 'unknown'],
    ['POST', `${V1}/payouts`, 'unknown'],
    ['POST', `${V1}/payouts/po_1/cancel`, 'unknown'],
    ['POST', `${V1}/refunds/re_1/cancel`, 'unknown'],
    ['POST', `${V1}/topups`, 'unknown'],
    ['POST', `${V1}/treasury/outbound_payments`, 'unknown'],
    ['POST', `${V1}/treasury/outbound_transfers`, 'unknown'],
    ['POST', `${V1}/terminal/readers/tmr_1/process_payment_intent`, 'unknown'],
    ['POST', `${V1}/terminal/readers/tmr_1/confirm_payment_intent`, 'unknown'],
    ['POST', `${V1}/terminal/readers/tmr_1/refund_payment`, 'unknown'],
    ['POST', `${V1}/terminal/readers/tmr_1/set_reader_display`, 'not_performed'],
    ['POST', `${V1}/checkout/sessions`, 'not_performed'],
    ['POST', `${V1}/customers`, 'not_performed'],
    ['POST', `${PROXY}/refunds`, 'unknown'],
    ['POST', `${PROXY}/customers`, 'not_performed'],
    ['POST', 'https://api.stripe.com//v1//refunds//', 'unknown'],
    ['POST', '/v1/refunds', 'unknown'],
    ['POST', '//v1/refunds', 'unknown'],
    ['POST', `${V1}%2Frefunds`, 'unknown'],
    ['POST', undefined, 'unknown'],
    [undefined, `${V1}/refunds`, 'unknown'],
    ['GET', undefined, 'not_performed'],
  ])('%s %s that is refused without a code: %s', (method, url, outcome) => {
    const body = { error: { type: 'invalid_request_error', message: 'No.' } };
    expect(normalize(stripe, { status: 400, body }, { method, url }).outcome).toBe(outcome);
  });

  test.each([
    `${INTENTS}/pi_1/apply_customer_balance`,
    `${V1}/subscriptions/sub_1/resume`,
    `${V1}/invoices/in_1/attach_payment`,
    `${V1}/checkout/sessions/cs_1/expire`,
    `${V1}/billing/credit_grants/credgr_1/expire`,
    `${V1}/billing/credit_grants/credgr_1/void_grant`,
    `${V1}/disputes/dp_1/close`,
    `${V1}/treasury/inbound_transfers`,
    `${V1}/treasury/credit_reversals`,
    `${V1}/treasury/debit_reversals`,
  ])('POST %s is done once only, with and without a code', (url) => {
    for (const code of [undefined, 'chip_upside_down']) {
      const body = { error: { type: 'invalid_request_error', code, message: 'No.' } };
      expect(normalize(stripe, { status: 400, body }, { method: 'POST', url })).toMatchObject({
        category: 'conflict',
        outcome: 'unknown',
        retry: { strategy: 'reconcile_first' },
      });
    }
  });

  test.each<[string | undefined, string | undefined, string]>([
    ['DELETE', `${V1}/subscriptions/sub_1`, 'conflict'],
    ['DELETE', `${V1}/subscriptions/sub_1/`, 'conflict'],
    ['DELETE', `${V1}/subscriptions/sub_1?invoice_now=true`, 'conflict'],
    ['DELETE', `${V1}/customers/cus_1/subscriptions/sub_1`, 'conflict'],
    ['DELETE', `${PROXY}/subscriptions/sub_1`, 'conflict'],
    ['DELETE', `${V1}/subscriptions/sub_1/discount`, 'not_found'],
    ['DELETE', `${V1}/subscription_items/si_1`, 'not_found'],
    ['DELETE', `${V1}/customers/cus_1`, 'not_found'],
    ['POST', `${V1}/subscriptions/sub_1`, 'not_found'],
    ['GET', `${V1}/subscriptions/sub_1`, 'not_found'],
    ['DELETE', undefined, 'not_found'],
    [undefined, undefined, 'not_found'],
  ])('%s %s that does not find it: %s', (method, url, category) => {
    for (const type of ['invalid_request_error', undefined]) {
      const body = { error: { type, code: 'resource_missing', param: 'id', message: 'No.' } };
      expect(normalize(stripe, { status: 404, body }, { method, url })).toMatchObject({
        category,
        outcome: category === 'conflict' ? 'unknown' : 'not_performed',
      });
    }
  });

  test.each([INTENTS, `${V1}/refunds`, `${V1}/subscriptions`, `${V1}/invoices`, undefined])(
    'an approval that %s waits for: it may be carried out yet, whatever the status',
    (url) => {
      const body = { error: { type: 'invalid_request_error', code: 'approval_required', message: 'No.' } };
      for (const status of [200, 400, 402, 403, 409, 429])
        expect(normalize(stripe, { status, body }, { method: 'POST', url })).toMatchObject({
          category: 'conflict',
          outcome: 'unknown',
          retry: { strategy: 'reconcile_first', why: 'It is carried out once it is approved.' },
          fixableBy: 'merchant',
        });
    },
  );

  test.each<[string, string | undefined, string]>([
    ['refunds', `${V1}/refunds`, 'unknown'],
    ['cancels', `${INTENTS}/pi_1/cancel`, 'unknown'],
    ['payments, where it speaks of parameters', INTENTS, 'not_performed'],
    ['charges, likewise', `${V1}/charges`, 'not_performed'],
    ['refunds behind a proxy', `${PROXY}/refunds`, 'unknown'],
    ['nobody knows what', undefined, 'not_performed'],
  ])('a code that no row has, of %s', (_what, url, outcome) => {
    const body = { error: { type: 'invalid_request_error', code: 'chip_upside_down', message: 'No.' } };
    expect(normalize(stripe, { status: 400, body }, { method: 'POST', url }).outcome).toBe(outcome);
  });

  test.each<[string, string | undefined, string]>([
    ['charge_already_refunded', `${V1}/refunds`, 'performed'],
    ['charge_already_refunded', `${V1}/charges/ch_1/refund`, 'performed'],
    ['charge_already_refunded', `${V1}/charges/ch_1/refunds`, 'performed'],
    ['charge_already_refunded', `${V1}/terminal/readers/tmr_1/refund_payment`, 'performed'],
    ['charge_already_refunded', `${PROXY}/refunds`, 'performed'],
    ['charge_already_refunded', `${V1}/application_fees/fee_1/refunds`, 'unknown'],
    ['charge_already_refunded', `${V1}/credit_notes`, 'unknown'],
    ['charge_already_refunded', `${V1}/transfers`, 'unknown'],
    ['charge_already_refunded', `${PROXY}/transfers`, 'unknown'],
    ['charge_already_refunded', `${V1}/charges/ch_1/capture`, 'unknown'],
    ['charge_already_refunded', '/v1/refunds', 'unknown'],
    ['charge_already_refunded', undefined, 'unknown'],
    ['amount_too_large', INTENTS, 'not_performed'],
    ['amount_too_large', `${V1}/charges`, 'not_performed'],
    ['amount_too_large', `${V1}/refunds`, 'unknown'],
    ['amount_too_large', `${V1}/charges/ch_1/refund`, 'unknown'],
    ['amount_too_large', `${INTENTS}/pi_1/capture`, 'unknown'],
    ['amount_too_large', `${V1}/transfers/tr_1/reversals`, 'unknown'],
    ['amount_too_large', `${V1}/terminal/readers/tmr_1/refund_payment`, 'unknown'],
    ['amount_too_large', `${PROXY}/refunds`, 'unknown'],
    ['amount_too_large', undefined, 'unknown'],
  ])('%s of %s: %s', (code, url, outcome) => {
    for (const type of ['invalid_request_error', 'card_error', undefined])
      expect(
        normalize(stripe, { status: 400, body: { error: { type, code } } }, { method: 'POST', url }),
      ).toMatchObject({ code, outcome, matchedOn: 'code' });
  });

  test.each<[string | undefined, string]>([
    [`${PAYOUTS}/obp_1/cancel`, 'performed'],
    ['https://proxy.example/stripe/v2/money_management/outbound_payments/obp_1/cancel', 'performed'],
    [PAYOUTS, 'unknown'],
    [undefined, 'unknown'],
  ])('already_canceled of %s: %s', (url, outcome) => {
    for (const error of [{ type: 'already_canceled', code: 'x' }, { code: 'already_canceled' }])
      expect(normalize(stripe, { status: 400, body: { error } }, { method: 'POST', url })).toMatchObject({
        category: 'conflict',
        outcome,
      });
  });

  test.each<[string, string, string, string | null]>([
    ['POST', `${PROXY}/charges/ch_1`, 'charge', null],
    ['POST', `${PROXY}/terminal/readers/tmr_1/process_payment_intent`, 'charge', 'declined'],
    ['POST', `${V1}/refunds`, 'refund', 'declined'],
    ['GET', `${V1}/refunds/re_1`, 'refund', 'declined'],
    ['POST', `${V1}/refunds/re_1`, 'refund', null],
    ['POST', `${V1}/refunds/re_1/`, 'refund', null],
    ['POST', `${V1}/payouts/po_1`, 'payout', null],
    ['POST', `${V1}/topups/tu_1`, 'topup', null],
    ['POST', `${V1}/charges/ch_1`, 'charge', null],
    ['POST', `${V1}/charges/ch_1/capture`, 'charge', 'declined'],
    ['POST', `${V1}/sources/src_1`, 'source', null],
    ['POST', `${V1}/treasury/outbound_payments`, 'treasury.outbound_payment', 'declined'],
    ['POST', `${V1}/treasury/inbound_transfers`, 'treasury.inbound_transfer', 'declined'],
  ])('%s %s that gives a failed %s: %j', (method, url, object, category) => {
    const body = { object, id: 'x_1', status: 'failed' };
    expect(inspect(stripe, { status: 200, body }, { method, url })?.category ?? null).toBe(category);
  });

  test.each([
    ['', null],
    ['/confirm', 'declined'],
  ])('POST /v1/payment_intents/pi_1%s that gives a refused intent: %j', (path, category) => {
    const body = {
      object: 'payment_intent',
      status: 'requires_payment_method',
      last_payment_error: { code: 'lost_card' },
    };
    const request = { method: 'POST', url: `${INTENTS}/pi_1${path}` };
    expect(inspect(stripe, { status: 200, body }, request)?.category ?? null).toBe(category);
  });
});

describe('a failure that took money contradicts itself', () => {
  const charge = { object: 'charge', id: 'ch_1', status: 'failed' };
  const intent = {
    object: 'payment_intent',
    id: 'pi_1',
    status: 'requires_payment_method',
    last_payment_error: { code: 'lost_card' },
  };

  test.each<[object, string]>([
    [{ ...charge, paid: true }, 'unknown'],
    [{ ...charge, paid: false }, 'not_performed'],
    [{ ...charge, paid: null }, 'not_performed'],
    [{ ...charge, paid: 'true' }, 'unknown'],
    [{ ...charge, paid: 'false' }, 'not_performed'],
    [{ ...charge, captured: true }, 'unknown'],
    [{ ...charge, captured: 'true' }, 'unknown'],
    [{ ...charge, captured: false }, 'not_performed'],
    [{ ...charge, amount_captured: 1900 }, 'unknown'],
    [{ ...charge, amount_captured: '1900' }, 'unknown'],
    [{ ...charge, amount_captured: 0 }, 'not_performed'],
    [{ ...charge, amount_captured: '0' }, 'not_performed'],
    // a bank debit that came back
    [{ ...charge, paid: false, captured: true, amount_captured: 1900 }, 'not_performed'],
    [{ ...charge, paid: 'false', captured: true }, 'not_performed'],
    [{ ...intent, amount_received: 1 }, 'unknown'],
    [{ ...intent, amount_received: 0 }, 'not_performed'],
    [{ ...intent, amount_received: null }, 'not_performed'],
    [{ ...intent, amount_received: '1' }, 'unknown'],
    [{ ...intent, amount_received: '1 EUR' }, 'unknown'],
    [{ ...intent, amount_received: '0' }, 'not_performed'],
  ])('%j: %s', (body, outcome) => {
    expect(inspect(stripe, { status: 200, body })?.outcome).toBe(outcome);
  });
});

describe('a refused payment of an invoice, which Stripe may try again by itself', () => {
  test.each<[object, string]>([
    [{ payment_intent: { id: 'pi_1', invoice: 'in_1' } }, 'reconcile_first'],
    [{ payment_intent: { id: 'pi_1', invoice: { id: 'in_1' } } }, 'reconcile_first'],
    [{ charge: { id: 'ch_1', invoice: 'in_1' } }, 'reconcile_first'],
    [{ payment_intent: { id: 'pi_1', invoice: null } }, 'payer_action'],
    [{ payment_intent: { id: 'pi_1' }, charge: 'ch_1' }, 'payer_action'],
    [{}, 'payer_action'],
  ])('%j: %s', (members, strategy) => {
    const body = {
      error: { type: 'card_error', code: 'card_declined', decline_code: 'lost_card', ...members },
    };
    expect(normalize(stripe, { status: 402, body }, { method: 'POST', url: INTENTS })).toMatchObject({
      category: 'declined',
      outcome: 'not_performed',
      retry: { strategy },
    });
  });
});

describe('of a payment intent, setup intent or setup attempt', () => {
  const failed = { code: 'card_declined', decline_code: 'expired_card', message: 'No.' };

  test.each<[object, string | null]>([
    [{ object: 'payment_intent', status: 'requires_payment_method', last_payment_error: failed }, 'declined'],
    [{ object: 'payment_intent', status: 'requires_payment_method', last_payment_error: null }, null],
    [{ object: 'payment_intent', status: 'requires_payment_method', last_payment_error: 'x' }, null],
    [{ object: 'payment_intent', status: 'requires_payment_method', last_setup_error: failed }, null],
    [{ object: 'payment_intent', status: 'succeeded', last_payment_error: failed }, null],
    [{ object: 'payment_intent', status: 'failed', last_payment_error: failed }, null],
    [{ object: 'payment_intent', last_payment_error: failed }, null],
    [{ object: 'setup_intent', status: 'requires_payment_method', last_payment_error: failed }, null],
    [{ object: 'setup_intent', status: 'requires_payment_method', last_setup_error: failed }, 'declined'],
    [{ object: 'setup_attempt', status: 'failed', setup_error: failed }, 'declined'],
    [{ object: 'setup_attempt', status: 'requires_payment_method', setup_error: failed }, null],
    [{ object: 'charge', status: 'requires_payment_method', last_payment_error: failed }, null],
    [{ status: 'requires_payment_method', last_payment_error: failed }, 'unrecognized'],
    [{ status: 'succeeded', last_payment_error: failed }, null],
  ])('%j: %j', (body, category) => {
    expect(inspect(stripe, { status: 200, body })?.category ?? null).toBe(category);
  });
});

describe('privacy', () => {
  const secret = ['pi_1Tz', 'secret', 'Kx8vQ2mR7tB4'].join('_');
  const payer = {
    id: 'pm_1Tz',
    billing_details: { name: 'Jo Doe', email: 'jo@shop.example', address: { line1: 'Low Road 7' } },
    card: { last4: '0341', fingerprint: 'Fp9' },
  };
  const intent = { id: 'pi_1Tz', client_secret: secret, description: 'Jo Doe', payment_method: payer };
  const failure = {
    code: 'card_declined',
    decline_code: 'lost_card',
    message: 'No.',
    payment_method: payer,
    source: payer,
    request_log_url: 'https://dashboard.stripe.com/logs/req_1',
  };
  const hidden = [secret, 'Kx8v', 'Jo', 'Low Road', '0341', 'Fp9', 'dashboard'];

  test('of the objects in an error nothing but the id is kept', () => {
    const body = { error: { ...failure, type: 'card_error', payment_intent: intent, charge: 'ch_1Tz' } };
    const error = normalize(stripe, { status: 402, body });
    expect(error.resource).toEqual({ kind: 'payment', id: 'pi_1Tz' });
    for (const text of hidden) expect(JSON.stringify(error)).not.toContain(text);
    for (const text of hidden) expect(JSON.stringify(stripe.parseErrorBody(body))).not.toContain(text);
  });

  test('nor of a resource', () => {
    const body = {
      ...intent,
      object: 'payment_intent',
      status: 'requires_payment_method',
      last_payment_error: failure,
    };
    const error = inspect(stripe, { status: 200, body });
    expect(error).toMatchObject({ category: 'declined', resource: { id: 'pi_1Tz' } });
    for (const text of hidden) expect(JSON.stringify(error)).not.toContain(text);
    for (const text of hidden) expect(JSON.stringify(stripe.parseResourceBody(body))).not.toContain(text);
  });
});

/** A body with each member at this place changed in turn. */
function variantsOf(body: unknown, [first, ...rest]: readonly string[], value: unknown): readonly object[] {
  if (typeof body !== 'object' || body === null) return [];
  if (first === undefined) return Object.keys(body).map((name) => ({ ...body, [name]: value }));
  const inner: unknown = Object.entries(body).find(([name]) => name === first)?.[1];
  return variantsOf(inner, rest, value).map((changed) => ({ ...body, [first]: changed }));
}

describe('bodies', () => {
  const odd = [null, undefined, 7, 'x', '', true, [], {}, [[]], { id: 7 }, Number.NaN];

  test('whatever stands in place of a member, nothing throws, and what stands beside it still speaks', () => {
    let tried = 0;
    for (const { reply } of fixturesOf('stripe'))
      for (const place of [[], ['error'], ['last_payment_error'], ['outcome'], ['action']])
        for (const value of odd)
          for (const body of variantsOf(reply.body, place, value)) {
            tried++;
            expect(() => inspect(stripe, { status: reply.status, body })).not.toThrow();
          }
    expect(tried).toBeGreaterThan(10_000);
  });

  test.each(['payment_intent', 'setup_intent', 'charge', 'doc_url', 'param', 'advice_code', 'message'])(
    'an odd %s takes nothing from the code beside it',
    (name) => {
      for (const value of odd) {
        const body = { error: { type: 'card_error', decline_code: 'lost_card', [name]: value } };
        expect(normalize(stripe, { status: 402, body })).toMatchObject({ declineReason: 'lost_or_stolen' });
      }
    },
  );

  test('are given parsed', () => {
    expect(stripe.parseErrorBody({ error: { code: 'x', charge: 'ch_1' } })).toMatchObject({
      error: { code: 'x', charge: 'ch_1' },
    });
    expect(stripe.parseErrorBody({ error: 'invalid_grant' })).toMatchObject({ error: 'invalid_grant' });
    expect(stripe.parseErrorBody([])).toBeUndefined();
    expect(stripe.parseResourceBody({ object: 'charge', outcome: { reason: 'rule' } })).toMatchObject({
      object: 'charge',
      outcome: { reason: 'rule' },
    });
  });
});
