import { STATUS_CODES } from 'node:http';

import { describe, expect, test } from 'vitest';

import {
  CATEGORIES,
  type Category,
  DECLINE_REASONS,
  type DeclineReason,
  type PaymentError,
  toProblemDetails,
} from '../../src/index.js';
import { fixturedErrors } from '../errors.js';
import { EXAMPLES, fieldErrorAt, invalidRequestWith } from './examples.js';

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
    unknown: 500,
  };

  test.each(CATEGORIES)('%s', (category) => {
    expect(toProblemDetails(EXAMPLES[category]).status).toBe(statuses[category]);
  });

  test('blames neither the client’s credentials nor its rate for what is ours', () => {
    for (const category of CATEGORIES)
      expect([401, 403, 407, 429]).not.toContain(toProblemDetails(EXAMPLES[category]).status);
  });

  test('is 402 for whatever the payer has to change', () => {
    const conflict: PaymentError = {
      ...EXAMPLES.conflict,
      outcome: 'not_performed',
      retryable: false,
      retry: { strategy: 'payer_action', action: 'check_details', why: 'The card token was used before.' },
    };
    expect(toProblemDetails(conflict)).toMatchObject({
      status: 402,
      title: 'Payment Required',
      code: 'conflict',
      detail: 'The payment or refund was declined.',
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
    unknown: 'Payment set-up problem',
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
    declined: 'The payment or refund was declined.',
    rate_limited: 'The payment service is not available at the moment.',
    provider_unavailable: 'The payment service is not available at the moment.',
    provider_error: 'The payment service failed.',
    timeout: 'The payment service did not answer in time.',
    network: 'The payment service could not be reached.',
    aborted: 'The request was cancelled before the payment service answered.',
    invalid_response: 'The payment service failed.',
    unknown: 'A problem on our side keeps this from being carried out.',
  };
  const AND_ITS_OUTCOME = {
    not_performed: '',
    unknown: ' The request may have been carried out all the same: look up its state before trying again.',
    performed: ' The same request was carried out before.',
  } as const;

  test.each(CATEGORIES)('says what happened, and what became of the request: %s', (category) => {
    const { outcome } = EXAMPLES[category];
    expect(toProblemDetails(EXAMPLES[category]).detail).toBe(details[category] + AND_ITS_OUTCOME[outcome]);
  });

  test('says that what was performed was carried out before', () => {
    const duplicate: PaymentError = {
      ...EXAMPLES.declined,
      declineReason: 'duplicate_transaction',
      outcome: 'performed',
      retry: { strategy: 'reconcile_first', lookup: 'resource', why: 'Find it.' },
    };
    expect(toProblemDetails(duplicate)).toMatchObject({
      outcome: 'performed',
      detail: 'The payment or refund was declined. The same request was carried out before.',
    });
  });
});

describe('declineReason', () => {
  const concealed: readonly DeclineReason[] = [
    'suspected_fraud',
    'lost_or_stolen',
    'restricted_card',
    'compliance',
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
      outcome: 'unknown',
      retryable: true,
      retry: { strategy: 'same_key', delayMs: 5_000, why: 'It may have been performed.' },
    };
    expect(toProblemDetails(sameKey)).not.toHaveProperty('retryAfter');
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
      { pointer: '#/items/0/name', detail: 'This field is required.', code: 'required' },
      { pointer: '#/currency', detail: 'This value is not allowed.', code: 'not_allowed' },
      { pointer: '#', detail: 'This value was not accepted.', code: 'unrecognized' },
      { pointer: '#/amount', detail: 'This value is not valid.', code: 'invalid' },
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
      detail: 'The payment or refund was declined.',
      code: 'declined',
      outcome: 'not_performed',
      declineReason: 'insufficient_funds',
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
  return {
    ...error,
    provider: 'PLANTED',
    message: 'PLANTED',
    requestId: 'PLANTED',
    docUrl: 'PLANTED',
    ...(error.code !== null && { code: 'PLANTED' }),
    retry: { ...error.retry, why: 'PLANTED' },
    fieldErrors: error.fieldErrors.map((fieldError) => ({
      ...fieldError,
      field: 'PLANTED',
      message: 'PLANTED',
      providerCode: 'PLANTED',
      allowed: ['PLANTED'],
    })),
  } as PaymentError; // texts were changed, and nothing that tells one variant from another
}
