import { STATUS_CODES } from 'node:http';

import { describe, expect, expectTypeOf, test } from 'vitest';

import {
  CATEGORIES,
  type Category,
  DECLINE_REASONS,
  type DeclineReason,
  inspect,
  mayHaveCharged,
  type PaymentError,
  payerSituation,
  type ProblemStatus,
  toProblemDetails,
} from '../../src/index.js';
import { adyen } from '../../src/providers/adyen.js';
import { checkout } from '../../src/providers/checkout.js';
import { stripe } from '../../src/providers/stripe.js';
import { fixturedErrors } from '../errors.js';
import { forAll } from '../properties/runs.js';
import { ERRORS_TO_SHOW, withReason } from './errors-to-show.js';
import { EXAMPLES, fieldErrorAt, invalidRequestWith } from './examples.js';

const DUPLICATE: PaymentError = {
  ...EXAMPLES.declined,
  declineReason: 'duplicate_transaction',
  outcome: 'performed',
  lookup: 'resource',
  retry: { strategy: 'reconcile_first', delayMs: null, why: 'Find it.' },
};

/** What was refused, and yet another payment could be the second: the provider goes on by itself, or money came back. */
function refusalsToLookUp(): readonly PaymentError[] {
  const post = { method: 'POST', idempotencyKey: 'order-81' };
  const last_payment_error = {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'insufficient_funds',
  };
  const ofInvoice = {
    object: 'payment_intent',
    id: 'pi_81',
    status: 'requires_payment_method',
    invoice: 'in_81',
    last_payment_error,
  };
  const rescued = {
    resultCode: 'Refused',
    pspReference: 'Q53968HTXK8VWZ65',
    refusalReasonCode: '12',
    additionalData: { 'retry.rescueScheduled': 'true' },
  };
  const returned = { id: 'pay_2azc5254dptjo4yulfqrf3mkeg', status: 'Returned', source: { type: 'sepa' } };
  return [
    inspect(stripe, { status: 200, body: ofInvoice }, post),
    inspect(adyen, { status: 200, body: rescued }, post),
    inspect(checkout, { status: 200, body: returned }, post),
  ].filter((error) => error !== null);
}

describe('the status that our own API answers with', () => {
  const statuses: Readonly<Record<Category, number>> = {
    invalid_request: 422,
    unauthenticated: 500,
    permission_denied: 500,
    not_configured: 500,
    not_found: 404,
    conflict: 409,
    idempotency_conflict: 409,
    declined: 402,
    rate_limited: 503,
    provider_unavailable: 503,
    provider_error: 502,
    timeout: 504,
    network: 502,
    aborted: 503,
    invalid_response: 502,
    unrecognized: 500,
  };

  test.each(CATEGORIES)('%s', (category) => {
    expect(toProblemDetails(EXAMPLES[category]).status).toBe(statuses[category]);
  });

  test('blames neither the client’s credentials nor its rate for what is ours', () => {
    for (const category of CATEGORIES)
      expect([401, 403, 407, 429]).not.toContain(toProblemDetails(EXAMPLES[category]).status);
  });

  test('is of a literal type, as frameworks ask for', () => {
    expectTypeOf(toProblemDetails).returns.toHaveProperty('status').toEqualTypeOf<ProblemStatus>();
    expectTypeOf<ProblemStatus>().toEqualTypeOf<402 | 404 | 409 | 422 | 500 | 502 | 503 | 504>();
  });

  test('is 402 for whatever the payer has to change', () => {
    const conflict: PaymentError = {
      ...EXAMPLES.conflict,
      outcome: 'not_performed',
      lookup: null,
      retry: { strategy: 'payer_action', action: 'check_details', why: 'The card token was used before.' },
    };
    expect(toProblemDetails(conflict)).toMatchObject({
      status: 402,
      title: 'Payment Required',
      category: 'conflict',
      detail: 'The payment was declined.',
    });
  });
});

describe('type and title', () => {
  test.each(CATEGORIES)('are about:blank and the phrase of the status for %s', (category) => {
    const { type, title, status } = toProblemDetails(EXAMPLES[category]);
    expect(type).toBe('about:blank');
    // Node has the phrase of WebDAV for this one; RFC 9110 names it anew.
    expect(title).toBe(status === 422 ? 'Unprocessable Content' : STATUS_CODES[status]);
  });

  const titles: Readonly<Record<Category, string>> = {
    invalid_request: 'Invalid request',
    unauthenticated: 'Payment set-up problem',
    permission_denied: 'Payment set-up problem',
    not_configured: 'Payment set-up problem',
    not_found: 'Not found',
    conflict: 'Conflict',
    idempotency_conflict: 'Request known already',
    declined: 'Declined',
    rate_limited: 'Payment service unavailable',
    provider_unavailable: 'Payment service unavailable',
    provider_error: 'Payment service failure',
    timeout: 'Payment service time-out',
    network: 'Payment service unreachable',
    aborted: 'Cancelled',
    invalid_response: 'Payment service failure',
    unrecognized: 'Payment set-up problem',
  };

  test.each(CATEGORIES)('are those of the category with a base for types: %s', (category) => {
    expect(toProblemDetails(EXAMPLES[category], { typeBase: '/problems#' })).toMatchObject({
      type: `/problems#${category}`,
      title: titles[category],
    });
  });

  test('are those of the category with a base for types, the title the same at every occurrence', () => {
    const options = { typeBase: 'https://shop.example/problems/' };
    const type = 'https://shop.example/problems/provider_error';
    const title = 'Payment service failure';
    expect(toProblemDetails(EXAMPLES.provider_error, options)).toMatchObject({ type, title, status: 502 });
    const newCard: PaymentError = {
      ...EXAMPLES.provider_error,
      outcome: 'not_performed',
      lookup: null,
      retry: { strategy: 'payer_action', action: 'check_details', why: 'The card must be entered again.' },
    };
    expect(toProblemDetails(newCard, options)).toMatchObject({ type, title, status: 402 });
  });
});

describe('detail', () => {
  const details: Readonly<Record<Category, string>> = {
    invalid_request: 'Something in the request was not accepted.',
    unauthenticated: 'A problem on our side keeps this from being carried out.',
    permission_denied: 'A problem on our side keeps this from being carried out.',
    not_configured: 'A problem on our side keeps this from being carried out.',
    not_found: 'What the request refers to does not exist.',
    conflict: 'The state of the payment does not allow this.',
    idempotency_conflict: 'A request with the same idempotency key was made before.',
    declined: 'The payment was declined.',
    rate_limited: 'The payment service is not available at the moment.',
    provider_unavailable: 'The payment service is not available at the moment.',
    provider_error: 'The payment service failed.',
    timeout: 'The payment service did not answer in time.',
    network: 'The payment service could not be reached.',
    aborted: 'The request was cancelled before the payment service answered.',
    invalid_response: 'The payment service failed.',
    unrecognized: 'A problem on our side keeps this from being carried out.',
  };
  const AND_ITS_OUTCOME = {
    not_performed: '',
    unknown: ' The request may have been carried out all the same: look up its state first.',
    performed: ' The same request was carried out before.',
  } as const;

  test.each(CATEGORIES)('says what happened, and what became of the request: %s', (category) => {
    const { outcome } = EXAMPLES[category];
    expect(toProblemDetails(EXAMPLES[category]).detail).toBe(details[category] + AND_ITS_OUTCOME[outcome]);
  });

  test('says that what was performed was carried out before', () => {
    expect(toProblemDetails(DUPLICATE)).toMatchObject({
      outcome: 'performed',
      detail: 'The payment, refund or payout was declined. The same request was carried out before.',
    });
  });

  test('never speaks of trying again while something has to be looked up first', () => {
    const unknown = CATEGORIES.map((category) => EXAMPLES[category]).filter(mayHaveCharged);
    expect(unknown.length).toBeGreaterThan(7);
    for (const error of [...unknown, ...refusalsToLookUp()]) {
      const { clientMayRetry, ...problem } = toProblemDetails(error);
      expect(clientMayRetry).toBe(false);
      expect(JSON.stringify(problem)).not.toMatch(/again|retry|repeat/i);
    }
  });
});

describe('a refusal that no other payment makes good', () => {
  const refund: PaymentError = {
    ...EXAMPLES.declined,
    resource: { kind: 'refund', id: 're_1' },
    fixableBy: 'merchant',
    lookup: 'resource',
    retry: { strategy: 'reconcile_first', delayMs: null, why: 'No payer can change that.' },
  };

  test.each([
    ['a refund, which is the merchant’s to look into', refund],
    ['one that was performed before', DUPLICATE],
  ])('asks the client for no other payment: %s', (_title, error) => {
    expect(toProblemDetails(error)).toMatchObject({ status: 409, title: 'Conflict', category: 'declined' });
    expect(toProblemDetails(error, { typeBase: '/' }).title).toBe('Declined');
  });

  test('asks for none either where the provider may go on by itself, or the money came back', () => {
    const refusals = refusalsToLookUp();
    expect(refusals).toHaveLength(3);
    for (const error of refusals) {
      expect(error).toMatchObject({ category: 'declined', outcome: 'not_performed', fixableBy: 'payer' });
      expect(payerSituation(error)).toBe('in_doubt');
      expect(toProblemDetails(error)).toEqual({
        type: 'about:blank',
        title: 'Conflict',
        status: 409,
        detail: 'The payment, refund or payout was declined.',
        category: 'declined',
        outcome: 'not_performed',
        clientMayRetry: false,
      });
    }
  });

  test('asks for none wherever the payer is told not to pay again, whatever was answered', () => {
    for (const { name, error } of fixturedErrors())
      if (/doubt|already_paid|outgoing/.test(payerSituation(error)))
        expect(toProblemDetails(error), name).not.toMatchObject({ status: 402 });
  });

  test('asks for none while something has to be looked up, for every error of the union', async () => {
    await forAll(ERRORS_TO_SHOW, 2_000, (error) => {
      if (error.retry.strategy === 'reconcile_first')
        expect(toProblemDetails(error)).not.toHaveProperty('action');
    });
  });

  test('does not show the merchant’s empty account as if it were the payer’s', () => {
    expect(toProblemDetails(refund)).not.toHaveProperty('declineReason');
    expect(JSON.stringify(toProblemDetails(refund))).not.toContain('funds');
  });
});

describe('declineReason', () => {
  const concealed: readonly DeclineReason[] = [
    'suspected_fraud',
    'lost_or_stolen',
    'restricted_card',
    'compliance',
    'attempt_limit_exceeded',
  ];
  const declined = (declineReason: DeclineReason): PaymentError => ({ ...EXAMPLES.declined, declineReason });

  test.each(concealed)('a payer cannot tell %s from do_not_honor by anything', (reason) => {
    expect(toProblemDetails(declined(reason))).toEqual(toProblemDetails(declined('do_not_honor')));
  });

  test('nor by what is advised: compliance is never to be tried again', () => {
    const compliance: PaymentError = {
      ...EXAMPLES.declined,
      declineReason: 'compliance',
      retry: { strategy: 'never', why: 'A rule forbids it.' },
    };
    expect(toProblemDetails(compliance)).toEqual(toProblemDetails(declined('do_not_honor')));
  });

  test('a word that the documentation does not list is unspecified', () => {
    expect(toProblemDetails(declined('unrecognized')).declineReason).toBe('unspecified');
  });

  test.each(['card_in_orbit', 'constructor'])('one that only a newer version knows, %s, is too', (reason) => {
    const newer: object = { ...EXAMPLES.declined, declineReason: reason };
    expect(toProblemDetails(newer as PaymentError).declineReason).toBe('unspecified');
  });

  const shown = DECLINE_REASONS.filter((reason) => reason !== 'unrecognized' && !concealed.includes(reason));

  test.each(shown)('%s is shown as it is', (reason) => {
    expect(toProblemDetails(declined(reason)).declineReason).toBe(reason);
  });

  test('is only there on a decline', () => {
    expect(toProblemDetails(EXAMPLES.conflict)).not.toHaveProperty('declineReason');
  });
});

describe('retryAfter', () => {
  const waiting = (delayMs: number | null): PaymentError => ({
    ...EXAMPLES.rate_limited,
    retry: { strategy: 'after_delay', delayMs, why: 'Too many requests.' },
  });

  test('is in whole seconds and never too early', () => {
    expect(toProblemDetails(waiting(1_500)).retryAfter).toBe(2);
    expect(toProblemDetails(waiting(30_000)).retryAfter).toBe(30);
    expect(toProblemDetails(waiting(0)).retryAfter).toBe(0);
  });

  test('is absent when the provider does not say how long', () => {
    expect(toProblemDetails(waiting(null))).not.toHaveProperty('retryAfter');
  });

  test('is absent when only our own key makes another attempt safe', () => {
    const sameKey: PaymentError = {
      ...EXAMPLES.provider_unavailable,
      retryable: true,
      retry: { strategy: 'same_key', delayMs: 5_000, keyLifeMs: null, why: 'It may have been performed.' },
    };
    expect(toProblemDetails(sameKey)).not.toHaveProperty('retryAfter');
  });

  test('is absent when something has to be looked up first, however long the provider asks to wait', () => {
    const inDoubt: PaymentError = {
      ...EXAMPLES.timeout,
      retry: { strategy: 'reconcile_first', delayMs: 5_000, why: 'It may have been performed.' },
    };
    expect(toProblemDetails(inDoubt)).not.toHaveProperty('retryAfter');
  });

  test('says when a new payment can be made, where nothing was carried out and only the key is used up', () => {
    const newKey: PaymentError = {
      ...EXAMPLES.provider_error,
      outcome: 'not_performed',
      lookup: null,
      retry: { strategy: 'new_key', delayMs: 5_000, why: 'The key brings the failure back.' },
    };
    expect(toProblemDetails(newKey)).toMatchObject({ status: 502, outcome: 'not_performed', retryAfter: 5 });
  });
});

describe('clientMayRetry', () => {
  test('says that the client may send it again by itself where nothing was carried out', () => {
    expect(toProblemDetails(EXAMPLES.rate_limited).clientMayRetry).toBe(true);
    for (const category of CATEGORIES.filter((each) => each !== 'rate_limited'))
      expect(toProblemDetails(EXAMPLES[category]).clientMayRetry, category).toBe(false);
  });

  test('is false where only our own key makes it safe, although the error is retryable', () => {
    const sameKey: PaymentError = {
      ...EXAMPLES.provider_unavailable,
      retryable: true,
      retry: { strategy: 'same_key', delayMs: null, keyLifeMs: null, why: 'It may have been performed.' },
    };
    expect(toProblemDetails(sameKey).clientMayRetry).toBe(false);
  });

  test('and a wait go with no outcome that is not known, for every error of the union', async () => {
    await forAll(ERRORS_TO_SHOW, 2_000, (error) => {
      const { clientMayRetry, retryAfter, outcome } = toProblemDetails(error);
      if (clientMayRetry || retryAfter !== undefined) expect(outcome).toBe('not_performed');
      if (retryAfter !== undefined) expect(clientMayRetry).toBe(true);
    });
    const lie: object = { ...EXAMPLES.rate_limited, outcome: 'unknown' };
    expect(toProblemDetails(lie as PaymentError)).toMatchObject({ clientMayRetry: false });
    expect(toProblemDetails(lie as PaymentError)).not.toHaveProperty('retryAfter');
  });
});

describe('action', () => {
  test('says what the payer can do, beside 402 alone', async () => {
    expect(toProblemDetails(EXAMPLES.declined).action).toBe('add_funds');
    await forAll(ERRORS_TO_SHOW, 2_000, (error) => {
      const { status, action, outcome } = toProblemDetails(error);
      expect(action !== undefined).toBe(status === 402);
      if (action !== undefined) expect(outcome).toBe('not_performed');
    });
  });

  test('tells no reason that must not be shown: all of them have the same', async () => {
    const concealed = ['suspected_fraud', 'lost_or_stolen', 'restricted_card', 'compliance'] as const;
    await forAll(ERRORS_TO_SHOW, 2_000, (error) => {
      for (const reason of concealed)
        expect(toProblemDetails(withReason(error, reason))).toEqual(
          toProblemDetails(withReason(error, 'do_not_honor')),
        );
    });
    const retry = { strategy: 'payer_action', action: 'contact_issuer', why: 'It was refused.' } as const;
    const stolen: PaymentError = { ...EXAMPLES.declined, declineReason: 'lost_or_stolen', retry };
    expect(toProblemDetails(stolen).action).toBe('use_other_method');
  });
});

describe('errors', () => {
  test('point at the fields, in our own words', () => {
    const error = invalidRequestWith(
      fieldErrorAt(['items', 0, 'name'], 'required'),
      fieldErrorAt(['currency'], 'not_allowed'),
      fieldErrorAt([], 'unrecognized'),
      fieldErrorAt(['amount']),
    );
    expect(toProblemDetails(error).errors).toEqual([
      { pointer: '#/items/0/name', detail: 'This field is required.', reason: 'required' },
      { pointer: '#/currency', detail: 'This value is not allowed.', reason: 'not_allowed' },
      { pointer: '#', detail: 'This value was not accepted.', reason: 'unrecognized' },
      { pointer: '#/amount', detail: 'This value is not valid.', reason: 'invalid' },
    ]);
  });

  test.each([
    ['a/b', '#/a~1b'],
    ['m~n', '#/m~0n'],
    ['~1', '#/~01'],
    ['', '#/'],
    [' ', '#/%20'],
    ['c%d', '#/c%25d'],
    ['#', '#/%23'],
    ['größe', '#/gr%C3%B6%C3%9Fe'],
    ['__proto__', '#/__proto__'],
    ['half \ud83d', '#/half%20%EF%BF%BD'],
    ['\ud83d\ude00', '#/%F0%9F%98%80'],
  ])('escape %j as RFC 6901 asks: %s', (segment, pointer) => {
    expect(toProblemDetails(invalidRequestWith(fieldErrorAt([segment]))).errors).toMatchObject([{ pointer }]);
  });

  test('have a sentence for a reason that only a newer version knows', () => {
    const error = invalidRequestWith(fieldErrorAt(['amount'], 'too_long' as 'invalid'));
    expect(toProblemDetails(error).errors).toEqual([
      { pointer: '#/amount', detail: 'This value was not accepted.', reason: 'unrecognized' },
    ]);
  });

  test('are absent when there are none', () => {
    expect(toProblemDetails(EXAMPLES.invalid_request)).not.toHaveProperty('errors');
  });

  test('are absent when the fault is ours: they would tell how we are set up', () => {
    const error: PaymentError = { ...EXAMPLES.unauthenticated, fieldErrors: [fieldErrorAt(['X-Api-Key'])] };
    expect(toProblemDetails(error)).not.toHaveProperty('errors');
  });
});

describe('what may be sent to a client', () => {
  test('a whole problem', () => {
    expect(toProblemDetails(EXAMPLES.declined)).toEqual({
      type: 'about:blank',
      title: 'Payment Required',
      status: 402,
      detail: 'The payment was declined.',
      category: 'declined',
      outcome: 'not_performed',
      clientMayRetry: false,
      action: 'add_funds',
      declineReason: 'insufficient_funds',
    });
  });

  test('a category that only a newer version knows is answered as what nobody recognises', () => {
    for (const category of ['moon_phase', 'constructor', '__proto__'])
      expect(toProblemDetails({ ...EXAMPLES.unrecognized, category: category as 'unrecognized' })).toEqual({
        ...toProblemDetails(EXAMPLES.unrecognized),
        category,
      });
  });

  test('the address of the occurrence, when it is given', () => {
    const instance = '/orders/81/attempts/3';
    expect(toProblemDetails(EXAMPLES.timeout, { instance }).instance).toBe(instance);
  });

  test('the provider’s name only on request', () => {
    expect(toProblemDetails(EXAMPLES.timeout)).not.toHaveProperty('provider');
    expect(toProblemDetails(EXAMPLES.timeout, { includeProvider: true }).provider).toBe('acme');
  });

  test('nothing that the provider wrote, for any answer', () => {
    const errors = fixturedErrors();
    expect(errors.length).toBeGreaterThan(900);
    for (const { error } of errors)
      expect(JSON.stringify(toProblemDetails(planted(error)))).not.toContain('PLANTED');
  });

  test('nothing that JSON would change', () => {
    for (const { error } of fixturedErrors()) {
      const problem = toProblemDetails(error);
      expect(JSON.parse(JSON.stringify(problem))).toStrictEqual(problem);
    }
  });
});

/** The same error, with a mark on everything that comes from the provider and has no place in an answer. */
function planted(error: PaymentError): PaymentError {
  const marked: object = {
    ...error,
    provider: 'PLANTED',
    message: 'PLANTED',
    requestId: 'PLANTED',
    docUrl: 'PLANTED',
    resource: { kind: 'payment', id: 'PLANTED' },
    faultCode: 'PLANTED',
    networkDeclineCode: 'PLANTED',
    networkAdviceCode: 'PLANTED',
    ...(error.code !== null && { code: 'PLANTED' }),
    retry: { ...error.retry, why: 'PLANTED' },
    fieldErrors: error.fieldErrors.map((fieldError) => ({
      ...fieldError,
      field: 'PLANTED',
      message: 'PLANTED',
      code: 'PLANTED',
      allowed: ['PLANTED'],
    })),
  };
  return marked as PaymentError; // texts were changed, and nothing that tells one variant from another
}
