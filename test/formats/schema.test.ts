import { readFileSync } from 'node:fs';

import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, test } from 'vitest';

import { CATEGORIES, normalize, normalizeThrown } from '../../src/index.js';
import { FAULT_BY_CODE } from '../../src/thrown.js';
import { fixturedErrors, REQUESTS } from '../errors.js';
import { PROVIDERS } from '../fixtures.js';
import { EXAMPLES, fieldErrorAt, invalidRequestWith } from './examples.js';

const schema = JSON.parse(
  readFileSync(new URL('../../payment-error.schema.json', import.meta.url), 'utf8'),
) as object;
const validate: ValidateFunction = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true }).compile(
  schema,
);

function expectValid(error: unknown): void {
  expect({ error, valid: validate(error), problems: validate.errors }).toEqual({
    error,
    valid: true,
    problems: null,
  });
}

describe('payment-error.schema.json takes', () => {
  test('the error of every fixture', () => {
    const errors = fixturedErrors();
    expect(errors.length).toBeGreaterThan(900);
    for (const { error } of errors) expectValid(JSON.parse(JSON.stringify(error)));
  });

  test('whatever is judged of a status', () => {
    for (const provider of PROVIDERS)
      for (const request of REQUESTS)
        for (let status = 100; status <= 599; status++) expectValid(normalize(provider, { status }, request));
  });

  test('whatever is judged of something thrown', async () => {
    const codes = [...Object.keys(FAULT_BY_CODE), 'SOMETHING_ELSE'];
    expect(codes.length).toBeGreaterThan(40);
    for (const provider of PROVIDERS)
      for (const request of REQUESTS)
        for (const code of codes) expectValid(await normalizeThrown(provider, { code }, request));
  });

  test.each(CATEGORIES)('an example of %s', (category) => {
    expectValid(EXAMPLES[category]);
  });

  test('field errors', () => {
    const allowed = { ...fieldErrorAt(['currency'], 'not_allowed'), allowed: ['EUR'], message: null };
    expectValid(invalidRequestWith(fieldErrorAt(['items', 0, 'name']), allowed));
  });
});

describe('payment-error.schema.json refuses', () => {
  const retries = {
    never: { strategy: 'never', why: 'No.' },
    fix_request: { strategy: 'fix_request', why: 'No.' },
    payer_action: { strategy: 'payer_action', action: 'try_again', why: 'No.' },
    after_delay: { strategy: 'after_delay', delayMs: null, why: 'No.' },
    same_key: { strategy: 'same_key', delayMs: null, why: 'No.' },
    reconcile_first: { strategy: 'reconcile_first', lookup: 'resource', why: 'No.' },
  } as const;
  const sent = EXAMPLES.network;
  const declined = EXAMPLES.declined;

  test.each<[string, object]>([
    [
      'an unknown outcome that may be sent again after a wait',
      { ...EXAMPLES.provider_error, retryable: true, retry: retries.after_delay },
    ],
    [
      'an unknown outcome that is never to be looked up',
      { ...EXAMPLES.provider_error, retry: retries.never },
    ],
    ['an unknown outcome of a refused request', { ...EXAMPLES.invalid_request, outcome: 'unknown' }],
    [
      'a refused request that may be sent again',
      { ...EXAMPLES.not_found, retryable: true, retry: retries.after_delay },
    ],
    ['a decline of unknown outcome', { ...declined, outcome: 'unknown', retry: retries.reconcile_first }],
    ['a decline without a reason', without(declined, 'declineReason')],
    ['a decline for a reason that nobody knows', { ...declined, declineReason: 'bad_mood' }],
    ['a decline reason on what is no decline', { ...EXAMPLES.conflict, declineReason: 'expired_card' }],
    ['retryable beside advice that is not', { ...declined, retryable: true }],
    ['advice to wait that is not retryable', { ...EXAMPLES.rate_limited, retryable: false }],
    ['a rate limit of unknown outcome', { ...EXAMPLES.rate_limited, outcome: 'unknown' }],
    ['a rate limit that was performed', { ...EXAMPLES.rate_limited, outcome: 'performed' }],
    ['a network failure with a status', { ...sent, status: 502 }],
    ['a network failure with a code of the provider', { ...sent, code: 'E42' }],
    ['a network failure recognised by a code', { ...sent, matchedOn: 'code' }],
    ['a network failure that does not say whether it was sent', without(sent, 'sent')],
    ['an unknown outcome of what was never sent', { ...sent, sent: 'no' }],
    ['a time-out of the client with a status', { ...EXAMPLES.timeout, status: 500 }],
    [
      'a time-out of the provider with another status than 408',
      { ...EXAMPLES.timeout, status: 504, matchedOn: 'status' },
    ],
    ['a 408 recognised by what was thrown', { ...EXAMPLES.timeout, status: 408 }],
    ['a key in use whose outcome is known', { ...EXAMPLES.idempotency_conflict, conflict: 'in_progress' }],
    [
      'a key of another request that may be sent again',
      { ...EXAMPLES.idempotency_conflict, retryable: true, retry: retries.same_key, outcome: 'unknown' },
    ],
    ['an answer that is recognised and yet not', { ...EXAMPLES.invalid_response, matchedOn: 'code' }],
    ['a recognised category that was recognised by nothing', { ...EXAMPLES.not_found, matchedOn: 'none' }],
    ['a cancelled request to be fixed', { ...EXAMPLES.aborted, retry: retries.fix_request }],
    ['advice without what it needs', { ...declined, retry: without(retries.payer_action, 'action') }],
    ['advice with what belongs to another', { ...declined, retry: { ...retries.payer_action, delayMs: 5 } }],
    ['advice without a reason', { ...declined, retry: { ...retries.payer_action, why: '' } }],
    ['a wait below zero', { ...EXAMPLES.rate_limited, retry: { ...retries.after_delay, delayMs: -1 } }],
    ['an unknown category', { ...EXAMPLES.unknown, category: 'mystery' }],
    ['an unknown tag', { ...EXAMPLES.unknown, name: 'Error' }],
    ['something more', { ...EXAMPLES.unknown, raw: {} }],
    ['an empty message', { ...EXAMPLES.unknown, message: '' }],
    ['a message that is too long', { ...EXAMPLES.unknown, message: 'x'.repeat(1_001) }],
    ['a status that is none', { ...EXAMPLES.unknown, status: 99 }],
    ['a code that is a number', { ...EXAMPLES.unknown, code: 42 }],
    ['an address that is none', { ...EXAMPLES.unknown, docUrl: 'javascript:alert(1)' }],
    ['101 field errors', invalidRequestWith(...Array.from({ length: 101 }, () => fieldErrorAt(['x'])))],
    [
      'a field error of another kind',
      { ...EXAMPLES.invalid_request, fieldErrors: [{ ...fieldErrorAt(['x']), code: 'odd' }] },
    ],
    [
      'a field error with something more',
      { ...EXAMPLES.invalid_request, fieldErrors: [{ ...fieldErrorAt(['x']), value: 1 }] },
    ],
  ])('%s', (_name, contradiction) => {
    expect(validate(contradiction)).toBe(false);
  });

  test.each(Object.keys(EXAMPLES.unknown))('an error without its %s', (name) => {
    expect(validate(without(EXAMPLES.unknown, name))).toBe(false);
  });

  test.each([null, [], 'PaymentError', 42, {}])('%j', (value) => {
    expect(validate(value)).toBe(false);
  });

  test('every other pair of outcome and advice, for every category', () => {
    const outcomes = ['not_performed', 'unknown', 'performed'] as const;
    let taken = 0;
    for (const category of CATEGORIES)
      for (const outcome of outcomes)
        for (const [strategy, retry] of Object.entries(retries)) {
          const retryable = strategy === 'after_delay' || strategy === 'same_key';
          const error = { ...EXAMPLES[category], outcome, retry, retryable };
          if (validate(error)) taken++;
          expect(validate({ ...error, retryable: !retryable })).toBe(false);
          if (outcome === 'unknown' && strategy !== 'same_key' && strategy !== 'reconcile_first')
            expect(validate(error)).toBe(false);
          if (outcome === 'performed' && strategy !== 'never' && strategy !== 'reconcile_first')
            expect(validate(error)).toBe(false);
        }
    expect(taken).toBeGreaterThan(CATEGORIES.length);
  });
});

function without(whole: object, name: string): object {
  return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name));
}
