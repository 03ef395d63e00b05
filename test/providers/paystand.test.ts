import { describe, expect, test } from 'vitest';

import { paystand } from '../../src/providers/paystand.js';
import { inspect, normalize } from '../../src/verdict/normalize.js';

test('takes no key: what happened is looked up by the resource', () => {
  expect(paystand.idempotency).toEqual({
    refundPaths: expect.any(RegExp) as RegExp,
    payoutPaths: expect.any(RegExp) as RegExp,
    lookup: 'resource',
  });
});

describe('the most specific code is kept', () => {
  test.each<[unknown, string | null]>([
    [{ code: 'cardFailure', detailCode: 'parameterMissing' }, 'parameterMissing'],
    [{ code: 'cardFailure', detailCode: '' }, 'cardFailure'],
    [{ code: 'cardFailure' }, 'cardFailure'],
    [{}, null],
    [undefined, null],
    ['cardFailure', null],
  ])('%j: %j', (details, code) => {
    expect(normalize(paystand, { status: 402, body: { error: { details } } }).code).toBe(code);
  });
});

describe('the words of a bank are known by heart, and nothing else is read', () => {
  test.each([
    ['Do not honor', 'do_not_honor', 'message'],
    [' EXPIRED CARD ', 'expired_card', 'message'],
    ['insufficient funds', 'insufficient_funds', 'message'],
    ['service not allowed', 'not_permitted', 'message'],
    ['generic decline', 'unspecified', 'message'],
    ['insufficient funds.', 'unspecified', 'code'],
    ['constructor', 'unspecified', 'code'],
    [undefined, 'unspecified', 'code'],
  ])('%j', (explanation, declineReason, matchedOn) => {
    for (const code of ['cardFailure', 'bankFailure', 'paymentFailure'])
      expect(
        normalize(paystand, { status: 402, body: { error: { details: { code, explanation } } } }),
      ).toMatchObject({ category: 'declined', declineReason, matchedOn, outcome: 'not_performed' });
  });
});

test.each([
  ['refundFailure', 'refund'],
  ['transferFailure', 'payout'],
])('%s is the merchant’s to look at: an earlier attempt may have taken what was left', (code, kind) => {
  expect(
    normalize(paystand, { status: 402, body: { error: { details: { code } } } }, { method: 'POST' }),
  ).toMatchObject({
    category: 'declined',
    outcome: 'unknown',
    lookup: 'resource',
    resource: { kind, id: null },
    retry: { strategy: 'reconcile_first' },
    fixableBy: 'merchant',
  });
});

describe('the general API error says no more than the status', () => {
  test.each([
    [400, 'invalid_request'],
    [401, 'unauthenticated'],
    [402, 'declined'],
    [404, 'not_found'],
    [408, 'timeout'],
    [409, 'conflict'],
    [429, 'rate_limited'],
    [500, 'provider_error'],
    [503, 'provider_unavailable'],
  ])('%i: %s', (status, category) => {
    const body = { error: { type: 'apiError', details: { code: 'apiError' } } };
    expect(normalize(paystand, { status, body })).toMatchObject({ category, matchedOn: 'status' });
  });
});

test('a token that was used is looked into: an earlier attempt may have used it', () => {
  const body = { error: { details: { code: 'tokenFailure' } } };
  expect(normalize(paystand, { status: 402, body }, { method: 'POST' })).toMatchObject({
    category: 'conflict',
    outcome: 'unknown',
    retry: { strategy: 'reconcile_first' },
  });
});

describe('an error object inside a 2xx', () => {
  test('is one, and the status that it names counts', () => {
    const error = { status: '404', details: { parameter: 'id' } };
    expect(inspect(paystand, { status: 200, body: { error } })).toMatchObject({
      category: 'not_found',
      status: 200,
      fieldErrors: [{ field: 'id', reason: 'invalid' }],
    });
    expect(inspect(paystand, { status: 200, body: { error: {} } })).toMatchObject({
      category: 'invalid_response',
      outcome: 'unknown',
    });
  });
  test.each([null, false, 'invalid_client', []])('%j is none', (error) => {
    expect(inspect(paystand, { status: 200, body: { error } })).toBeNull();
  });
});

describe('a field error', () => {
  test.each<[Record<string, unknown>, object[]]>([
    [{ parameter: 'amount', explanation: 'amount is required' }, [{ reason: 'required' }]],
    [{ parameter: 'amount', detailCode: 'parameterMissing' }, [{ reason: 'required' }]],
    [{ parameter: 'amount', explanation: 'is required to be 7' }, [{ reason: 'invalid' }]],
    [{ parameter: 'amount' }, [{ reason: 'invalid', message: null }]],
    [{ parameter: '', explanation: 'amount is required' }, []],
    [{ explanation: 'amount is required' }, []],
  ])('%j', (details, expected) => {
    const { fieldErrors } = normalize(paystand, { status: 422, body: { error: { details } } });
    expect(fieldErrors).toHaveLength(expected.length);
    expect(fieldErrors).toMatchObject(expected);
  });

  test('never has the payer’s input', () => {
    const details = {
      code: 'validationError',
      parameter: 'account',
      value: 'Jane Doe',
      explanation: 'It is odd',
    };
    const error = normalize(paystand, { status: 422, body: { error: { details } } });
    expect(JSON.stringify(error)).not.toContain('Jane');
  });
});

test.each([
  [{ object: 'payment', id: 'p1', status: 'failed' }, 'declined'],
  [{ object: 'payment', id: 'p1', status: 'posted' }, null],
  [{ object: 'payment', id: 'p1' }, null],
  [{ object: 'event', id: 'p1', status: 'failed' }, null],
  [{ id: 'p1', status: 'failed' }, 'unrecognized'],
  [{ object: 'refund', id: 'p1', status: 'failed' }, null],
])('%j: %j', (body, category) => {
  expect(inspect(paystand, { status: 200, body })?.category ?? null).toBe(category);
});

test('gives its bodies, parsed', () => {
  expect(paystand.parseErrorBody({ error: { status: 422, details: { code: 'x' } } })).toMatchObject({
    error: { status: '422', details: { code: 'x' } },
  });
  expect(paystand.parseResourceBody({ object: 'payment' })).toMatchObject({ object: 'payment' });
});
