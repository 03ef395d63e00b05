import { describe, expect, test } from 'vitest';

import {
  assumeSent,
  combineAttempts,
  isPaymentError,
  normalize,
  payerMessage,
  payerSituation,
  retrySafely,
} from '../../src/index.js';
import { checkout } from '../../src/providers/checkout.js';
import { paypal } from '../../src/providers/paypal.js';
import { paystand } from '../../src/providers/paystand.js';
import { stripe } from '../../src/providers/stripe.js';
import { PROVIDERS } from '../fixtures.js';
import { faultsOf } from '../properties/valid.js';

const CONFIRM = { method: 'POST', url: 'https://api.stripe.com/v1/payment_intents/pi_1/confirm' };
const WITH_KEY = { ...CONFIRM, idempotencyKey: 'order-4821-1' };

describe.each(PROVIDERS)('of $name', (provider) => {
  test('a write is in doubt, whatever is known of it', () => {
    const requests = [undefined, CONFIRM, WITH_KEY, { method: 'PATCH' }, { method: 'DELETE' }];
    for (const request of requests) {
      const error = assumeSent(provider, request);
      expect(faultsOf(error)).toEqual([]);
      expect(error).toMatchObject({
        category: 'unrecognized',
        outcome: 'unknown',
        status: null,
        matchedOn: 'none',
      });
      expect(payerSituation(error)).toBe('in_doubt');
    }
  });

  test('reading changes nothing', () => {
    expect(assumeSent(provider, { method: 'GET' })).toMatchObject({
      outcome: 'not_performed',
      retry: { strategy: 'after_delay' },
    });
  });
});

test('with a key that counts, the very same request may be sent again while the key lives', () => {
  expect(assumeSent(stripe, WITH_KEY)).toMatchObject({
    retryable: true,
    retry: { strategy: 'same_key', keyLifeMs: 86_400_000 },
    lookup: 'resource',
    message: 'No answer from stripe: none is on record.',
  });
});

test.each([
  ['no key was sent', assumeSent(stripe, CONFIRM)],
  ['the provider knows no key', assumeSent(paystand, WITH_KEY)],
  ['nothing is told of the request', assumeSent(stripe)],
  ['it may have been answered by a failure that the provider does not keep', assumeSent(checkout, WITH_KEY)],
])('it has to be looked up where %s', (_why, error) => {
  expect(error.retry.strategy).toBe('reconcile_first');
});

test('a refund says what it is about', () => {
  const url = 'https://api.stripe.com/v1/refunds';
  const error = assumeSent(stripe, { method: 'POST', url, idempotencyKey: 'r-1' });
  expect(error.resource).toEqual({ kind: 'refund', id: null });
  expect(payerMessage(error)).not.toContain('pay again');
});

test.each([undefined, null, {}, 'stripe'])('%j is no provider', (provider) => {
  expect(() => assumeSent(provider as never)).toThrow(TypeError);
  expect(() => assumeSent(provider as never)).toThrow('provider');
});

describe('stored before each sending', () => {
  const tooMany = normalize(stripe, { status: 429 }, WITH_KEY);

  test('it takes the place of what an earlier attempt was told', () => {
    expect(tooMany.outcome).toBe('not_performed');
    const stored = combineAttempts(tooMany, assumeSent(stripe, WITH_KEY));
    expect(isPaymentError(stored)).toBe(true);
    expect(stored.outcome).toBe('unknown');
  });

  test('a key that was forgotten since then is not sent again', async () => {
    const nineDaysAgo = Date.now() - 9 * 86_400_000;
    let sent = 0;
    const call = retrySafely(() => ++sent, {
      earlier: assumeSent(stripe, WITH_KEY),
      keyFirstSentAt: nineDaysAgo,
    });
    await expect(call).rejects.toMatchObject({ error: { retry: { strategy: 'reconcile_first' } } });
    expect(sent).toBe(0);
  });

  test('a refusal of the credentials afterwards does not say that nothing was charged', () => {
    const refused = normalize(stripe, { status: 401 }, WITH_KEY);
    expect(refused.outcome).toBe('not_performed');
    expect(combineAttempts(assumeSent(stripe, WITH_KEY), refused).outcome).toBe('unknown');
  });

  test('after a look-up that found nothing, a decline for the same key settles it', () => {
    const order = {
      method: 'POST',
      url: 'https://api-m.paypal.com/v2/checkout/orders/5O1/capture',
      idempotencyKey: 'k-1',
    };
    const body = {
      name: 'UNPROCESSABLE_ENTITY',
      message: 'No.',
      details: [{ issue: 'INSTRUMENT_DECLINED' }],
    };
    const declined = normalize(paypal, { status: 422, body }, order);
    expect(combineAttempts(assumeSent(paypal, order), declined)).toBe(declined);
  });
});
