import { describe, expect, test } from 'vitest';

import type { PaymentError } from '../../src/error/payment-error.js';
import { riskIn } from '../../src/testing/retry-risks.js';
import type { Trial } from '../../src/testing/trials.js';
import { normalize } from '../../src/verdict/normalize.js';
import { acme } from './acme.js';

const request = { method: 'POST', idempotencyKey: 'order-1' };
const failed = normalize(acme, { status: 500 }, request);
const declined = normalize(acme, { status: 402 }, request);

function trialWith(sent: Trial['request']): Trial {
  return { about: 'a trial', reply: {}, request: sent };
}

/** What is dangerous about an error that no provider can cause. */
function riskOf(error: PaymentError, changes: object, sent: Trial['request'] = request): string | null {
  return riskIn({ ...error, ...changes }, trialWith(sent), acme);
}

describe('there is no risk in', () => {
  test.each([
    ['the same key, which was sent', failed],
    ['a decline', declined],
  ])('%s', (_name, error) => {
    expect(riskOf(error, {})).toBeNull();
  });

  test('a 5xx after a read', () => {
    expect(riskOf(normalize(acme, { status: 500 }, { method: 'GET' }), {}, { method: 'GET' })).toBeNull();
  });

  test('another action after do_not_try_again', () => {
    const retry = { strategy: 'payer_action', action: 'use_other_method', why: 'No.' };
    expect(riskOf(declined, { methodAdvice: 'do_not_try_again', retry })).toBeNull();
  });
});

describe('a risk is', () => {
  test.each(['never', 'fix_request', 'after_delay', 'new_key', 'payer_action'])(
    'the advice %s where it may have been performed',
    (strategy) => {
      expect(riskOf(failed, { retry: { strategy, why: 'No.' } })).toBe(
        `outcome unknown, retry ${strategy}: what may have been performed needs its key or a look`,
      );
    },
  );

  test.each(['fix_request', 'after_delay', 'new_key', 'same_key', 'payer_action'])(
    'the advice %s where it was performed',
    (strategy) => {
      expect(riskOf(failed, { outcome: 'performed', retry: { strategy, why: 'No.' } })).toContain(
        'what was performed is not to be sent again',
      );
    },
  );

  test('nothing to look it up by', () => {
    expect(riskOf(failed, { lookup: null })).toContain('there is nothing to look it up by');
  });

  test('a flag that says something else than the strategy', () => {
    expect(riskOf(failed, { retryable: false })).toContain('retryable says something else');
    expect(riskOf(declined, { retryable: true })).toContain('retryable says something else');
  });

  test.each(['not_performed', 'performed'])('a 5xx to a write that was %s', (outcome) => {
    const retry = { strategy: 'never', why: 'No.' };
    expect(riskOf(failed, { outcome, retry, retryable: false })).toContain(
      'a 5xx does not tell whether a write was performed',
    );
  });

  test('the same key where none was sent', () => {
    expect(riskOf(failed, {}, { method: 'POST' })).toContain(
      'no idempotency key was sent that the provider takes there',
    );
  });

  test('the same key after the provider has dropped it', () => {
    const retry = { ...failed.retry, delayMs: 60_000 };
    expect(riskOf(failed, { retry })).toContain('the provider has dropped the key by then');
    expect(riskOf(failed, { retry: { ...retry, delayMs: 59_999 } })).toBeNull();
  });

  test.each(['authenticate', 'add_funds', 'try_again'])('%s after do_not_try_again', (action) => {
    const retry = { strategy: 'payer_action', action, why: 'No.' };
    expect(riskOf(declined, { methodAdvice: 'do_not_try_again', retry })).toContain(
      'the payment method must not be tried again',
    );
  });
});
