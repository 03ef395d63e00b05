import { describe, expect, expectTypeOf, test } from 'vitest';
import fc from 'fast-check';

import {
  CATEGORIES,
  type Category,
  DECLINE_REASONS,
  getRawBody,
  isPaymentError,
  type PaymentError,
  RETRY_STRATEGIES,
  revivePaymentError,
} from '../../src/index.js';
import { JUDGEMENTS, type JudgementOf } from '../../src/error/judgements.js';
import { wasMadeHere } from '../../src/error/raw-body.js';
import { EXAMPLES, fieldErrorAt, invalidRequestWith } from '../formats/examples.js';
import { forAll } from '../properties/runs.js';
import { ERRORS } from './arbitrary-errors.js';

/** Revives an example of which some members are others, or missing. */
function revived(category: Category, changes: object): PaymentError {
  const given: object = { ...(EXAMPLES[category] as object), ...changes };
  const error = revivePaymentError(JSON.stringify(given));
  if (error === null) throw new Error('It was not taken for an error.');
  return error;
}

/** The same without some of its members. */
function without(error: object, ...names: readonly string[]): object {
  return Object.fromEntries(Object.entries(error).filter(([name]) => !names.includes(name)));
}

const SAME_KEY = { strategy: 'same_key', delayMs: 1_500, keyLifeMs: 86_400_000, why: 'It may have been.' };

test('gives back what JSON kept, whatever it was', async () => {
  await forAll(ERRORS, 5_000, (error) => {
    const back = revivePaymentError(JSON.stringify(error));
    expect(back).toStrictEqual(error);
    expect(revivePaymentError(error)).toStrictEqual(error);
  });
});

test('gives a copy, which counts as made here and has no body', () => {
  const back = revivePaymentError(EXAMPLES.timeout);
  expect(back).not.toBe(EXAMPLES.timeout);
  expect(wasMadeHere(back ?? {})).toBe(true);
  expect(getRawBody(back ?? EXAMPLES.timeout)).toBeUndefined();
});

describe('is null for what is no error', () => {
  const throwing = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no');
      },
    },
  );
  const cyclic: Record<string, unknown> = {};
  cyclic['itself'] = cyclic;

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['the text null', 'null'],
    ['an empty text', ''],
    ['text', 'PaymentError'],
    ['JSON that breaks off', JSON.stringify(EXAMPLES.timeout).slice(0, -9)],
    ['a list of them', [EXAMPLES.timeout]],
    ['an exception', new Error('x')],
    ['a function', () => EXAMPLES.timeout],
    ['a bigint', 1n],
    ['a ring', cyclic],
    ['field errors that are none', { ...(EXAMPLES.timeout as object), fieldErrors: [null] }],
    ['another major version', { ...(EXAMPLES.timeout as object), version: 2 }],
    ['a proxy that throws', throwing],
    [
      'a getter that throws',
      {
        ...(EXAMPLES.timeout as object),
        get extra() {
          throw new Error('no');
        },
      },
    ],
  ])('%s', (_title, value) => {
    expect(revivePaymentError(value)).toBeNull();
  });
});

test('a thenable loses its then', async () => {
  const thenable: object = { ...(EXAMPLES.timeout as object), then: () => undefined };
  const back = revivePaymentError(thenable);
  expect(back).toStrictEqual(EXAMPLES.timeout);
  expect(await Promise.resolve(back)).toBe(back);
});

test('a proxy is copied, and never asked again', () => {
  let asked = 0;
  const proxy = new Proxy(EXAMPLES.timeout, {
    get: (target, key) => {
      asked++;
      return Reflect.get(target, key) as unknown;
    },
  });
  const back = revivePaymentError(proxy);
  const before = asked;
  expect(back).toStrictEqual(EXAMPLES.timeout);
  expect(asked).toBe(before);
});

describe('words that this version does not know are lowered to the safe side', () => {
  test('a category to unrecognized, without the members of another', () => {
    const error = revived('declined', { category: 'moon_phase' });
    expect(error).toMatchObject({
      category: 'unrecognized',
      matchedOn: 'none',
      outcome: 'not_performed',
      retryable: false,
      retry: { strategy: 'never' },
    });
    expect(error).not.toHaveProperty('declineReason');
    expect(error).not.toHaveProperty('methodAdvice');
  });

  test('an outcome to unknown', () => {
    expect(revived('timeout', { outcome: 'half_performed' })).toMatchObject({
      category: 'timeout',
      outcome: 'unknown',
      lookup: 'resource',
      retry: { strategy: 'reconcile_first' },
    });
  });

  test('an outcome that its category cannot have: who knows what it was', () => {
    expect(revived('invalid_request', { outcome: 'half_performed' })).toMatchObject({
      category: 'unrecognized',
      outcome: 'unknown',
      lookup: 'resource',
      retry: { strategy: 'reconcile_first' },
    });
  });

  test('what was performed stays that, or unknown, and is never sent again', () => {
    const performed = { outcome: 'performed', lookup: 'resource', retry: { strategy: 'pray', why: 'New.' } };
    expect(revived('conflict', performed)).toMatchObject({
      category: 'conflict',
      outcome: 'performed',
      retry: { strategy: 'reconcile_first', why: 'New.' },
    });
    expect(revived('timeout', performed)).toMatchObject({
      category: 'unrecognized',
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first' },
    });
  });

  test.each([
    ['provider_error', 'unknown', 'reconcile_first'],
    ['provider_error', 'not_performed', 'never'],
  ] as const)('a strategy, of %s that is %s, to %s', (category, outcome, strategy) => {
    const error = revived(category, { outcome, retryable: true, retry: { strategy: 'pray', why: 'New.' } });
    expect(error).toMatchObject({ category, outcome, retryable: false, retry: { strategy, why: 'New.' } });
  });

  test('a strategy that could charge twice', () => {
    for (const strategy of ['after_delay', 'new_key', 'fix_request', 'payer_action', 'never'])
      expect(
        revived('timeout', { retryable: true, retry: { strategy, delayMs: 5, why: 'x' } }),
      ).toMatchObject({
        retryable: false,
        retry: { strategy: 'reconcile_first' },
      });
  });

  test.each<[Category, object, object]>([
    ['declined', { declineReason: 'card_in_orbit' }, { declineReason: 'unrecognized' }],
    ['declined', { methodAdvice: 'ask_twice' }, { methodAdvice: 'do_not_try_again' }],
    ['declined', { methodDelayMs: 'soon' }, { methodDelayMs: null }],
    ['idempotency_conflict', { keyConflict: 'shared' }, { keyConflict: 'unspecified' }],
    ['network', { sent: 'perhaps' }, { sent: 'unknown' }],
    ['network', { sent: 'no' }, { sent: 'unknown', outcome: 'unknown' }],
    ['timeout', { lookup: 'crystal_ball' }, { lookup: 'resource' }],
    ['timeout', { fixableBy: 'the_moon' }, { fixableBy: 'developer' }],
    ['timeout', { matchedOn: 'smell' }, { matchedOn: 'transport' }],
    ['conflict', { matchedOn: 'smell' }, { matchedOn: 'status' }],
    [
      'conflict',
      { resource: { kind: 'subscription', id: 'sub_1' } },
      { resource: { kind: 'other', id: 'sub_1' } },
    ],
    ['conflict', { resource: { kind: 'payment', id: 7 } }, { resource: { kind: 'payment', id: null } }],
    ['timeout', { status: 500, code: 'E1' }, { status: null, code: null }],
    ['timeout', { status: 408, code: 'E1' }, { status: 408, code: 'E1', matchedOn: 'status' }],
  ])('%s: %j', (category, changes, expected) => {
    expect(revived(category, changes)).toMatchObject(expected);
  });

  test('a payer’s action', () => {
    const retry = { strategy: 'payer_action', action: 'dance', why: 'New.' };
    expect(revived('declined', { retry }).retry).toEqual({ ...retry, action: 'use_other_method' });
  });

  test.each(['authenticate', 'add_funds', 'try_again'])(
    '%s, where the method must not be tried again',
    (action) => {
      const retry = { strategy: 'payer_action', action, why: 'x' };
      expect(revived('declined', { retry, methodAdvice: 'do_not_try_again' }).retry).toEqual({
        ...retry,
        action: 'use_other_method',
      });
      expect(revived('declined', { retry }).retry).toEqual(retry);
    },
  );

  test('what is said of a field', () => {
    const fieldError = { ...fieldErrorAt(['amount']), reason: 'too_loud', code: 7, allowed: ['EUR', 7] };
    expect(revived('invalid_request', { fieldErrors: [fieldError] }).fieldErrors).toEqual([
      { ...fieldErrorAt(['amount']), reason: 'unrecognized', code: null, allowed: ['EUR'] },
    ]);
  });

  test('words that every object has', () => {
    for (const word of ['constructor', '__proto__', 'toString'])
      expect(
        revived('declined', {
          category: word,
          outcome: word,
          declineReason: word,
          retry: { strategy: word },
        }),
      ).toMatchObject({
        category: 'unrecognized',
        outcome: 'unknown',
        retry: { strategy: 'reconcile_first' },
      });
  });
});

describe('the same key', () => {
  const inProgress = { keyConflict: 'in_progress', retryable: true, retry: SAME_KEY };

  test('stays where it is known how long it is kept', () => {
    expect(revived('timeout', { retryable: true, retry: SAME_KEY })).toMatchObject({
      retryable: true,
      retry: SAME_KEY,
    });
    expect(revived('idempotency_conflict', inProgress)).toMatchObject({ retryable: true, retry: SAME_KEY });
  });

  test.each<[string, object]>([
    ['nobody knows how long it is kept', { keyLifeMs: undefined }],
    ['its life is no number', { keyLifeMs: 'a day' }],
    ['it is not kept at all', { keyLifeMs: 0 }],
    ['the wait outlives it', { delayMs: 86_400_001 }],
  ])('is not advised where %s', (_title, changes) => {
    expect(revived('timeout', { retryable: true, retry: { ...SAME_KEY, ...changes } })).toMatchObject({
      category: 'timeout',
      retryable: false,
      retry: { strategy: 'reconcile_first' },
    });
  });

  test('is not advised where another request holds it', () => {
    expect(revived('idempotency_conflict', { ...inProgress, keyConflict: 'shared' })).toMatchObject({
      category: 'idempotency_conflict',
      keyConflict: 'unspecified',
      retryable: false,
      retry: { strategy: 'reconcile_first' },
    });
  });
});

describe('members', () => {
  test('that an older version did not have are filled', () => {
    const older = without(EXAMPLES.timeout, 'lookup', 'resource', 'requestId', 'docUrl');
    expect(revivePaymentError(older)).toStrictEqual({ ...EXAMPLES.timeout, requestId: null, docUrl: null });
    const declined = without(EXAMPLES.declined, 'methodAdvice', 'methodDelayMs', 'networkDeclineCode');
    expect(revivePaymentError(declined)).toMatchObject({
      methodAdvice: 'unspecified',
      methodDelayMs: null,
      networkDeclineCode: null,
    });
  });

  test('that only a newer version has are kept', () => {
    expect(revived('timeout', { severity: { of: [7] } })).toStrictEqual({
      ...EXAMPLES.timeout,
      severity: { of: [7] },
    });
  });

  test('that only a newer version has are dropped where they are too large', () => {
    expect(revived('timeout', { trace: 'x'.repeat(3_900) })).toHaveProperty('trace');
    expect(revived('timeout', { trace: 'x'.repeat(4_000) })).toStrictEqual(EXAMPLES.timeout);
  });

  test('are what JSON can give back: no number is without end', () => {
    const json = JSON.stringify({ ...EXAMPLES.provider_error, since: 0, status: 599 });
    const back = revivePaymentError(json.replace('"since":0', '"since":-1e999').replace('599', '1e999'));
    expect(back).toMatchObject({ category: 'provider_error', status: null, since: null });
    expect(revivePaymentError(JSON.stringify(back))).toStrictEqual(back);
  });

  test.each([0, 99, 1_000, 500.5, -500])('a status of %d is none', (status) => {
    expect(revived('provider_error', { status }).status).toBeNull();
  });

  test('called __proto__ change no prototype, here or in a copy', () => {
    const json = JSON.stringify(EXAMPLES.timeout).replace('{', '{"__proto__":{"outcome":"not_performed"},');
    const back = revivePaymentError(json) ?? EXAMPLES.unrecognized;
    expect(back).toStrictEqual(EXAMPLES.timeout);
    expect(Object.getPrototypeOf(Object.assign({}, back))).toBe(Object.prototype);
  });

  test('field errors are at most a hundred', () => {
    const many = invalidRequestWith(...Array.from({ length: 101 }, () => fieldErrorAt(['a'])));
    expect(revivePaymentError(many)?.fieldErrors).toHaveLength(100);
  });
});

describe('whatever it gives is safe', () => {
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(null, 'unknown', 'performed', 'same_key'),
  );
  const changes = fc.dictionary(
    fc.constantFrom(
      ...[
        'category',
        'outcome',
        'lookup',
        'resource',
        'retryable',
        'fixableBy',
        'matchedOn',
        'status',
        'code',
      ],
      ...[
        'declineReason',
        'methodAdvice',
        'keyConflict',
        'sent',
        'faultCode',
        'fieldErrors',
        'docUrl',
        '__proto__',
      ],
    ),
    anything,
  );
  const words = fc.record(
    {
      category: fc.constantFrom<string>(...CATEGORIES, 'moon_phase'),
      outcome: fc.constantFrom('not_performed', 'unknown', 'performed', 'half_performed'),
      retry: fc.record({
        strategy: fc.constantFrom<string>(...RETRY_STRATEGIES, 'pray'),
        delayMs: fc.constantFrom(null, 0, 1_500, 1e12),
        keyLifeMs: fc.oneof(fc.constantFrom(null, 0, 86_400_000), anything),
        action: fc.constantFrom('authenticate', 'check_details', 'dance'),
      }),
      declineReason: fc.constantFrom<string>(...DECLINE_REASONS, 'card_in_orbit'),
      methodAdvice: fc.constantFrom('do_not_try_again', 'unspecified', 'ask_twice'),
      keyConflict: fc.constantFrom('in_progress', 'mismatch', 'shared'),
      sent: fc.constantFrom('no', 'unknown', 'perhaps'),
    },
    { requiredKeys: [] },
  );
  const stored = fc
    .tuple(
      ERRORS,
      words,
      fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: changes }),
    )
    .map(([error, other, junk]): object => ({ ...(error as object), ...other, ...junk }));

  test('to send again, to look up, and to put into JSON', async () => {
    let given = 0;
    await forAll(stored, 20_000, (value) => {
      const error = revivePaymentError(value);
      if (error === null) return;
      given++;
      const { category, outcome, retry, retryable, lookup } = error;
      expect(isPaymentError(error)).toBe(true);
      expect(JUDGEMENTS[category] as readonly string[]).toContain(`${outcome} ${retry.strategy}`);
      expect(retryable).toBe(retry.strategy === 'after_delay' || retry.strategy === 'same_key');
      if (outcome !== 'not_performed') {
        expect(lookup).not.toBeNull();
        expect(retry.strategy).toMatch(
          outcome === 'unknown' ? /^(same_key|reconcile_first)$/ : /^(never|reconcile_first)$/,
        );
      }
      if (retry.strategy === 'same_key' && retry.keyLifeMs !== null) {
        expect(retry.keyLifeMs).toBeGreaterThan(0);
        expect(retry.keyLifeMs).toBeGreaterThanOrEqual(retry.delayMs ?? 0);
      }
      if (error.category === 'idempotency_conflict' && retryable)
        expect(error.keyConflict).toBe('in_progress');
      expect(JSON.parse(JSON.stringify(error))).toStrictEqual(error);
      expect(revivePaymentError(error)).toStrictEqual(error);
    });
    expect(given).toBeGreaterThan(10_000);
  });

  test('an outcome is never made not_performed that was not', async () => {
    await forAll(stored, 5_000, (value) => {
      const error = revivePaymentError(value);
      if (error?.outcome === 'not_performed') expect(value).toHaveProperty('outcome', 'not_performed');
    });
  });
});

test('the judgements at run time are those of the union', () => {
  type Missing = { [C in Category]: Exclude<JudgementOf<C>, (typeof JUDGEMENTS)[C][number]> }[Category];
  expectTypeOf<Missing>().toBeNever();
  expect(Object.keys(JUDGEMENTS)).toEqual([...CATEGORIES]);
});
