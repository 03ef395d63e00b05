import { readFileSync } from 'node:fs';

import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, test } from 'vitest';

import { CATEGORIES, normalize, normalizeThrown, type Retry, RETRY_STRATEGIES } from '../../src/index.js';
import { FAULT_BY_CODE } from '../../src/wire/faults.js';
import { fixturedErrors, REQUESTS } from '../errors.js';
import { PROVIDERS } from '../fixtures.js';
import { EXAMPLES, fieldErrorAt, invalidRequestWith } from './examples.js';

const schema = JSON.parse(
  readFileSync(new URL('../../docs/payment-error.schema.json', import.meta.url), 'utf8'),
) as object;
const validate: ValidateFunction = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true }).compile(
  schema,
);

const { definitions } = schema as { readonly definitions: object };

function expectValid(error: unknown): void {
  expect({ error, valid: validate(error), problems: validate.errors }).toEqual({
    error,
    valid: true,
    problems: null,
  });
}

test('its definitions bear the names of the types, for what is generated from them', () => {
  const members = ['DeclineReason', 'ErrorResource', 'FieldError', 'Lookup', 'MethodAdvice', 'PayerAction'];
  const retries = ['AfterDelay', 'FixRequest', 'Never', 'NewKey', 'ReconcileFirst', 'SameKey'];
  expect(Object.keys(definitions)).toEqual(
    expect.arrayContaining([...members, ...retries.map((strategy) => `Retry${strategy}`)]),
  );
});

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
        for (const code of codes) {
          const cause = Object.assign(new Error('It broke.'), { code });
          expectValid(await normalizeThrown(provider, new TypeError('fetch failed', { cause }), request));
        }
  });

  test.each(CATEGORIES)('an example of %s', (category) => {
    expectValid(EXAMPLES[category]);
  });

  test('members that a newer version may have, anywhere', () => {
    const { declined } = EXAMPLES;
    expectValid({ ...declined, more: 1, retry: { ...declined.retry, more: 1 } });
    expectValid(invalidRequestWith({ ...fieldErrorAt(['x']), more: 1 } as never));
  });

  test('a resource, and an error without one', () => {
    expectValid({ ...EXAMPLES.declined, resource: { kind: 'payment', id: 'p-1' } });
    expectValid({ ...EXAMPLES.declined, resource: { kind: 'refund', id: null } });
    expectValid({ ...EXAMPLES.declined, resource: null });
  });

  test('field errors', () => {
    const allowed = { ...fieldErrorAt(['currency'], 'not_allowed'), allowed: ['EUR'], message: null };
    expectValid(invalidRequestWith(fieldErrorAt(['items', 0, 'name']), allowed));
  });
});

test('payment-error.schema.json has an address of its own, with the version that it is of', () => {
  expect(schema).toHaveProperty('$id', 'https://payfault.dev/schemas/payment-error/1.json');
  expect(JSON.stringify(schema)).not.toContain('additionalProperties');
});

describe('payment-error.schema.json refuses', () => {
  const retries = {
    never: { strategy: 'never', why: 'No.' },
    fix_request: { strategy: 'fix_request', why: 'No.' },
    payer_action: { strategy: 'payer_action', action: 'try_again', why: 'No.' },
    after_delay: { strategy: 'after_delay', delayMs: null, why: 'No.' },
    new_key: { strategy: 'new_key', delayMs: null, why: 'No.' },
    same_key: { strategy: 'same_key', delayMs: null, keyLifeMs: null, why: 'No.' },
    reconcile_first: { strategy: 'reconcile_first', delayMs: null, why: 'No.' },
  } as const satisfies Readonly<Record<Retry['strategy'], Retry>>;
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
    ['an outcome in doubt with nothing to look it up by', { ...EXAMPLES.provider_error, lookup: null }],
    ['a new key where it may have been performed', { ...EXAMPLES.provider_error, retry: retries.new_key }],
    [
      'a payment method that must not be tried again and yet should',
      { ...declined, methodAdvice: 'do_not_try_again', retry: retries.payer_action },
    ],
    ['advice on the method that nobody knows', { ...declined, methodAdvice: 'perhaps' }],
    ['a resource of no kind', { ...declined, resource: { id: 'p-1' } }],
    ['a code of the wire that is a number', { ...EXAMPLES.network, faultCode: 111 }],
    ['another version', { ...declined, version: 2 }],
    ['a decline without a reason', without(declined, 'declineReason')],
    ['a decline for a reason that nobody knows', { ...declined, declineReason: 'bad_mood' }],
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
    ['a key in use whose outcome is known', { ...EXAMPLES.idempotency_conflict, outcome: 'not_performed' }],
    [
      'a key of another request that may be sent again',
      { ...EXAMPLES.idempotency_conflict, keyConflict: 'mismatch', retryable: true, retry: retries.same_key },
    ],
    ['an answer that is recognised and yet not', { ...EXAMPLES.invalid_response, matchedOn: 'code' }],
    ['a recognised category that was recognised by nothing', { ...EXAMPLES.not_found, matchedOn: 'none' }],
    ['a cancelled request to be fixed', { ...EXAMPLES.aborted, retry: retries.fix_request }],
    ['advice without what it needs', { ...declined, retry: without(retries.payer_action, 'action') }],
    [
      'the same key without its life',
      { ...EXAMPLES.timeout, retryable: true, retry: without(retries.same_key, 'keyLifeMs') },
    ],
    ['advice without a reason', { ...declined, retry: { ...retries.payer_action, why: '' } }],
    ['a wait below zero', { ...EXAMPLES.rate_limited, retry: { ...retries.after_delay, delayMs: -1 } }],
    ['an unknown category', { ...EXAMPLES.unrecognized, category: 'mystery' }],
    ['an unknown tag', { ...EXAMPLES.unrecognized, name: 'Error' }],
    ['an empty message', { ...EXAMPLES.unrecognized, message: '' }],
    ['a message that is too long', { ...EXAMPLES.unrecognized, message: 'x'.repeat(1_001) }],
    ['a status that is none', { ...EXAMPLES.unrecognized, status: 99 }],
    ['a code that is a number', { ...EXAMPLES.unrecognized, code: 42 }],
    ['an address that is none', { ...EXAMPLES.unrecognized, docUrl: 'javascript:alert(1)' }],
    ['101 field errors', invalidRequestWith(...Array.from({ length: 101 }, () => fieldErrorAt(['x'])))],
    [
      'a field error of another kind',
      { ...EXAMPLES.invalid_request, fieldErrors: [{ ...fieldErrorAt(['x']), reason: 'odd' }] },
    ],
  ])('%s', (_name, contradiction) => {
    expect(validate(contradiction)).toBe(false);
  });

  test.each(Object.keys(EXAMPLES.unrecognized))('an error without its %s', (name) => {
    expect(validate(without(EXAMPLES.unrecognized, name))).toBe(false);
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
          const error = { ...EXAMPLES[category], outcome, retry, retryable, lookup: 'resource' };
          if (validate(error)) taken++;
          expect(validate({ ...error, retryable: !retryable })).toBe(false);
          if (outcome === 'unknown' && strategy !== 'same_key' && strategy !== 'reconcile_first')
            expect(validate(error)).toBe(false);
          if (outcome === 'performed' && strategy !== 'never' && strategy !== 'reconcile_first')
            expect(validate(error)).toBe(false);
        }
    expect(taken).toBeGreaterThan(CATEGORIES.length);
    expect(Object.keys(retries)).toEqual(RETRY_STRATEGIES);
  });
});

function without(whole: object, name: string): object {
  return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name));
}
