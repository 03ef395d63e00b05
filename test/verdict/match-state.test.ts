import { describe, expect, test } from 'vitest';

import type { PaymentError } from '../../src/error/payment-error.js';
import { defineProvider } from '../../src/provider/define-provider.js';
import type { ResourceReading } from '../../src/provider/reading.js';
import { inspect } from '../../src/verdict/normalize.js';

/** The error of a success that holds these resources. */
function errorOf(
  said: ResourceReading | readonly ResourceReading[],
  request: Parameters<typeof inspect>[2] = { method: 'POST' },
): PaymentError | null {
  const acme = defineProvider({
    name: 'acme',
    docs: 'https://acme.example/errors',
    idempotency: { lookup: 'resource' },
    error: {
      read: () => null,
      codes: {
        'lost_card stolen_card': 'declined: lost_or_stolen',
        no_funds: 'declined: insufficient_funds',
        charged_before: 'declined: duplicate_transaction',
        not_set_up: 'not_configured',
      },
    },
    resource: {
      read: () => said,
      states: {
        'payment.failed': { is: 'declined: unspecified', byCode: true },
        'payment.failed.broken': { is: 'provider_error', outcome: 'not_performed', retry: 'never' },
        'refund.failed': 'declined: unspecified',
        'payment.final': 'declined: compliance',
        'payment.stopped': { is: 'declined: payer_canceled', onPaths: /^POST \/payments$/ },
        'order.partly': { is: 'declined: unspecified', outcome: 'performed', retry: 'reconcile_first' },
        'payment.refused': {
          is: 'declined: unspecified',
          outcome: 'not_performed',
          retry: 'payer_action: check_details',
        },
      },
    },
  });
  return inspect(acme, { status: 201, body: {} }, request);
}

const FAILED: ResourceReading = { kind: 'payment', id: 'p1', states: ['payment.failed'] };

describe('a state that says less than the resource’s codes is told by them', () => {
  test('by the row that the table of errors has for one', () => {
    expect(errorOf({ ...FAILED, codes: ['stolen_card'] })).toMatchObject({
      category: 'declined',
      declineReason: 'lost_or_stolen',
      code: 'stolen_card',
      matchedOn: 'code',
    });
    expect(errorOf({ ...FAILED, codes: ['not_set_up'] })).toMatchObject({ category: 'not_configured' });
  });

  test('by the gravest of several', () => {
    const codes = ['no_funds', 'charged_before'];
    expect(errorOf({ ...FAILED, codes })).toMatchObject({
      declineReason: 'duplicate_transaction',
      outcome: 'performed',
      code: 'no_funds',
    });
  });

  test('by nothing where there is none', () => {
    expect(errorOf(FAILED)).toMatchObject({ declineReason: 'unspecified', code: null });
  });

  test('as a reason that is not documented where no table has any', () => {
    expect(errorOf({ ...FAILED, codes: ['brand_new'] })).toMatchObject({
      declineReason: 'unrecognized',
      code: 'brand_new',
    });
  });

  test('but not where its own row is more specific, nor where the row does not ask for them', () => {
    const states = ['payment.failed.broken', 'payment.failed'];
    expect(errorOf({ ...FAILED, states, codes: ['no_funds'] })).toMatchObject({ category: 'provider_error' });
    const refund: ResourceReading = { kind: 'refund', id: 'r1', states: ['refund.failed'] };
    expect(errorOf({ ...refund, codes: ['no_funds'] })).toMatchObject({ declineReason: 'unspecified' });
  });

  test('and keeps another word as its code where the provider says so', () => {
    expect(errorOf({ ...FAILED, codes: ['no_funds'], code: '51' })).toMatchObject({
      code: '51',
      declineReason: 'insufficient_funds',
    });
  });
});

describe('of several resources', () => {
  const refund: ResourceReading = { kind: 'refund', id: 'r1', states: ['refund.failed'] };

  test('the gravest failure speaks, the first of those that are as grave', () => {
    const partly: ResourceReading = { kind: 'checkout', id: 'o1', states: ['order.partly'] };
    expect(errorOf([FAILED, partly])).toMatchObject({ outcome: 'performed', resource: { id: 'o1' } });
    expect(errorOf([FAILED, refund])).toMatchObject({ resource: { kind: 'payment', id: 'p1' } });
    expect(errorOf([refund, FAILED])).toMatchObject({ resource: { kind: 'refund', id: 'r1' } });
  });

  test('those that did not fail say nothing', () => {
    const paid: ResourceReading = { kind: 'payment', id: 'p2', states: ['payment.paid'] };
    expect(errorOf([paid, FAILED])).toMatchObject({ resource: { id: 'p1' } });
    expect(errorOf([paid, paid])).toBeNull();
    expect(errorOf([])).toBeNull();
  });

  test('junk between them counts as none', () => {
    expect(errorOf([null, 7, [], FAILED] as never)).toMatchObject({ resource: { id: 'p1' } });
  });

  test('a hundred are looked at', () => {
    const paid: ResourceReading = { kind: 'payment', id: 'p2', states: ['payment.paid'] };
    const many = (count: number): ResourceReading[] => [
      ...new Array<ResourceReading>(count).fill(paid),
      FAILED,
    ];
    expect(errorOf(many(99))).not.toBeNull();
    expect(errorOf(many(100))).toBeNull();
  });
});

describe('a state that is one after some requests only', () => {
  const stopped: ResourceReading = { kind: 'payment', id: 'p1', states: ['payment.stopped'] };

  test.each([
    [{ method: 'POST', url: 'https://api.acme.example/payments' }, 'declined'],
    [{ method: 'POST', url: 'https://api.acme.example/payments?x=1' }, 'declined'],
    [{ method: 'POST' }, 'declined'],
    [undefined, 'declined'],
  ])('is one after %j', (request, category) => {
    expect(errorOf(stopped, request)).toMatchObject({ category });
  });

  test.each([
    [{ method: 'POST', url: 'https://api.acme.example/payments/p1/cancel' }],
    [{ method: 'DELETE', url: 'https://api.acme.example/payments' }],
  ])('is none after %j', (request) => {
    expect(errorOf(stopped, request)).toBeNull();
  });
});

test('what the provider will try again by itself is nobody’s to send again', () => {
  for (const state of ['payment.failed', 'payment.refused'])
    expect(errorOf({ ...FAILED, states: [state], triesAgain: true })).toMatchObject({
      category: 'declined',
      outcome: 'not_performed',
      retry: { strategy: 'reconcile_first' },
      lookup: 'resource',
      methodAdvice: 'do_not_try_again',
    });
  expect(errorOf({ ...FAILED, states: ['payment.failed.broken'], triesAgain: true })).toMatchObject({
    category: 'provider_error',
    outcome: 'unknown',
    retry: { strategy: 'reconcile_first' },
  });
  expect(errorOf({ ...FAILED, states: ['payment.final'], triesAgain: true })).toMatchObject({
    declineReason: 'compliance',
    retry: { strategy: 'reconcile_first' },
  });
  expect(errorOf({ ...FAILED, triesAgain: 'yes' as never })).toMatchObject({
    retry: { strategy: 'payer_action' },
  });
});
