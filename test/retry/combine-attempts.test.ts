import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { combineAttempts, getRawBody, mayHaveCharged, type PaymentError } from '../../src/index.js';
import { keepRawBody } from '../../src/error/raw-body.js';
import { ERRORS } from '../error/arbitrary-errors.js';
import { EXAMPLES } from '../formats/examples.js';
import { forAll } from '../properties/runs.js';

const DAY = 86_400_000;

/** In doubt, and the provider keeps the key. */
const SAME_KEY: PaymentError = {
  ...EXAMPLES.network,
  retryable: true,
  retry: {
    strategy: 'same_key',
    delayMs: null,
    keyLifeMs: DAY,
    why: 'The same key keeps it from happening twice.',
  },
};

/** In doubt, and not even the same key keeps it from happening twice. */
const LOOK_FIRST: PaymentError = EXAMPLES.provider_error;

const PERFORMED: PaymentError = {
  ...EXAMPLES.conflict,
  outcome: 'performed',
  retry: { strategy: 'never', why: 'It was refunded before.' },
};

const NOT_PERFORMED = { outcome: 'not_performed', lookup: null, retryable: false } as const;

const REFUSED_CONNECTION: PaymentError = {
  ...EXAMPLES.network,
  ...NOT_PERFORMED,
  faultCode: 'ECONNREFUSED',
  sent: 'no',
  retryable: true,
  retry: { strategy: 'after_delay', delayMs: null, why: 'The request never left.' },
};

const MISPROGRAMMED: PaymentError = {
  ...EXAMPLES.network,
  ...NOT_PERFORMED,
  sent: 'no',
  retry: { strategy: 'fix_request', why: 'fetch refuses to send it.' },
};

const NOT_PROCESSED: PaymentError = {
  ...EXAMPLES.provider_unavailable,
  ...NOT_PERFORMED,
  status: 425,
  matchedOn: 'status',
  retryable: true,
  retry: { strategy: 'after_delay', delayMs: null, why: 'The server says that it did not process it.' },
};

const BUSY: PaymentError = { ...NOT_PROCESSED, status: 503, matchedOn: 'code' };

const FAILED_UNDER_THIS_KEY: PaymentError = {
  ...EXAMPLES.provider_error,
  ...NOT_PERFORMED,
  status: 201,
  retry: { strategy: 'new_key', delayMs: null, why: 'The key brings the failure back.' },
};

const UNAVAILABLE_UNDER_THIS_KEY: PaymentError = {
  ...EXAMPLES.provider_unavailable,
  ...NOT_PERFORMED,
  retry: { strategy: 'never', why: 'The provider gave it up.' },
};

const USED_TOKEN: PaymentError = {
  ...EXAMPLES.conflict,
  ...NOT_PERFORMED,
  retry: { strategy: 'payer_action', action: 'check_details', why: 'The card token was used before.' },
};

const REFUSED_REFUND: PaymentError = {
  ...EXAMPLES.declined,
  fixableBy: 'merchant',
  lookup: 'resource',
  retry: { strategy: 'reconcile_first', delayMs: null, why: 'No payer can change that.' },
};

const BARE_402: PaymentError = { ...EXAMPLES.declined, code: null, matchedOn: 'status' };

/** Every kind of later attempt that was not performed: does it speak of what was sent with the key before? */
const LATER: readonly (readonly [title: string, latest: PaymentError, speaksOfTheKey: boolean])[] = [
  ['a decline', EXAMPLES.declined, true],
  ['a decline that only the status tells', BARE_402, false],
  ['a declined refund', REFUSED_REFUND, true],
  ['an invalid request by its code', EXAMPLES.invalid_request, true],
  ['an invalid request by a family of codes', { ...EXAMPLES.invalid_request, matchedOn: 'family' }, true],
  ['an invalid request by its type', { ...EXAMPLES.invalid_request, matchedOn: 'type' }, false],
  ['an invalid request by its message', { ...EXAMPLES.invalid_request, matchedOn: 'message' }, true],
  ['a missing object by its code, as a look-up may say', EXAMPLES.not_found, false],
  ['a payment that failed under the key', FAILED_UNDER_THIS_KEY, true],
  ['a payment that was given up under the key', UNAVAILABLE_UNDER_THIS_KEY, true],

  ['a 400 that a gateway could have sent', { ...EXAMPLES.invalid_request, matchedOn: 'status' }, false],
  ['a 404 that a gateway could have sent', { ...EXAMPLES.not_found, matchedOn: 'status' }, false],
  ['credentials that are wrong by now', EXAMPLES.unauthenticated, false],
  ['permission that is missing by now', EXAMPLES.permission_denied, false],
  ['an account that is closed by now', EXAMPLES.not_configured, false],
  ['a card token that the earlier attempt may have used', USED_TOKEN, false],
  ['a 429', EXAMPLES.rate_limited, false],
  ['a refused connection', REFUSED_CONNECTION, false],
  ['a request that fetch refuses to send', MISPROGRAMMED, false],
  ['an abort before it was sent', EXAMPLES.aborted, false],
  ['a 425', NOT_PROCESSED, false],
  ['a documented failure that asks to be sent again', BUSY, false],
];

describe('without an attempt before that may have charged, the latest counts', () => {
  test.each(LATER)('%s', (_title, latest) => {
    expect(combineAttempts(null, latest)).toBe(latest);
    expect(combineAttempts(EXAMPLES.rate_limited, latest)).toBe(latest);
    expect(combineAttempts(EXAMPLES.declined, latest)).toBe(latest);
  });

  test.each([
    ['in doubt', SAME_KEY],
    ['in doubt, to be looked up', LOOK_FIRST],
    ['performed', PERFORMED],
  ])('%s', (_title, latest) => {
    expect(combineAttempts(null, latest)).toBe(latest);
    expect(combineAttempts(REFUSED_CONNECTION, latest)).toBe(latest);
  });
});

describe('after an attempt in doubt whose key the provider keeps', () => {
  test.each(LATER.filter(([, , speaksOfTheKey]) => speaksOfTheKey))('%s settles it', (_title, latest) => {
    expect(combineAttempts(SAME_KEY, latest)).toBe(latest);
  });

  test.each(LATER.filter(([, , speaksOfTheKey]) => !speaksOfTheKey))(
    '%s settles nothing',
    (_title, latest) => {
      const delayMs = 'delayMs' in latest.retry ? latest.retry.delayMs : null;
      expect(combineAttempts(SAME_KEY, latest)).toEqual({
        ...SAME_KEY,
        retry: { ...SAME_KEY.retry, delayMs },
      });
    },
  );

  test('what was performed settles it', () => {
    expect(combineAttempts(SAME_KEY, PERFORMED)).toBe(PERFORMED);
  });

  test.each(LATER)('%s of another provider settles nothing', (_title, latest) => {
    expect(mayHaveCharged(combineAttempts(SAME_KEY, { ...latest, provider: 'another' }))).toBe(true);
  });

  test('another doubt is the newer one', () => {
    const newer: PaymentError = { ...SAME_KEY, message: 'The connection broke once more.' };
    expect(combineAttempts(SAME_KEY, newer)).toBe(newer);
  });

  test.each(['mismatch', 'unspecified'] as const)(
    'a key that is held, %s, has to be looked up',
    (keyConflict) => {
      const held: PaymentError = { ...EXAMPLES.idempotency_conflict, keyConflict };
      expect(combineAttempts(SAME_KEY, held)).toBe(held);
    },
  );
});

describe('after an attempt in doubt that has to be looked up first', () => {
  test.each(LATER)('%s settles nothing', (_title, latest) => {
    const together = combineAttempts(LOOK_FIRST, latest);
    expect(together).toMatchObject({
      category: LOOK_FIRST.category,
      outcome: 'unknown',
      retryable: false,
      retry: { strategy: 'reconcile_first', why: LOOK_FIRST.retry.why },
    });
  });

  test('what was performed settles it', () => {
    expect(combineAttempts(LOOK_FIRST, PERFORMED)).toBe(PERFORMED);
  });

  test('an attempt that could be sent again does not make it less careful', () => {
    expect(combineAttempts(LOOK_FIRST, SAME_KEY)).toStrictEqual({
      ...SAME_KEY,
      retryable: false,
      retry: LOOK_FIRST.retry,
    });
    expect(combineAttempts(SAME_KEY, LOOK_FIRST)).toBe(LOOK_FIRST);
  });
});

describe('after what was performed', () => {
  test.each([...LATER.map(([title, latest]) => [title, latest] as const), ['a doubt', SAME_KEY] as const])(
    '%s does not make it undone',
    (_title, latest) => {
      expect(combineAttempts(PERFORMED, latest)).toBe(PERFORMED);
    },
  );

  test('the newer word for it counts', () => {
    const found: PaymentError = { ...PERFORMED, message: 'Found.' };
    expect(combineAttempts(PERFORMED, found)).toBe(found);
  });
});

describe('while doubt stays', () => {
  const waiting = (error: PaymentError, delayMs: number | null): PaymentError =>
    ({ ...error, retry: { ...error.retry, delayMs } }) as PaymentError; // each of these has a delay

  test.each([
    [null, null, null],
    [null, 5_000, 5_000],
    [5_000, null, 5_000],
    [5_000, 1_000, 1_000],
    [5_000, 0, 0],
  ])('the wait is the newest that was asked for: %s, then %s', (first, second, delayMs) => {
    const later = waiting(EXAMPLES.rate_limited, second);
    expect(combineAttempts(waiting(SAME_KEY, first), later).retry).toHaveProperty('delayMs', delayMs);
    expect(combineAttempts(waiting(LOOK_FIRST, first), later).retry).toHaveProperty('delayMs', delayMs);
    expect(combineAttempts(waiting(SAME_KEY, first), waiting(SAME_KEY, second)).retry).toHaveProperty(
      'delayMs',
      delayMs,
    );
  });

  test('a wait that outlives the key makes it one to look up', () => {
    expect(combineAttempts(SAME_KEY, waiting(EXAMPLES.rate_limited, DAY - 1))).toMatchObject({
      retryable: true,
    });
    expect(combineAttempts(SAME_KEY, waiting(EXAMPLES.rate_limited, DAY))).toMatchObject({
      category: 'network',
      outcome: 'unknown',
      lookup: 'resource',
      retryable: false,
      retry: { strategy: 'reconcile_first', delayMs: DAY },
    });
  });

  test('an id that an earlier attempt told is kept for looking up', () => {
    const told: PaymentError = { ...SAME_KEY, resource: { kind: 'payment', id: 'pay_1' } };
    const untold: PaymentError = { ...SAME_KEY, resource: { kind: 'other', id: null } };
    expect(combineAttempts(told, SAME_KEY).resource).toEqual(told.resource);
    expect(combineAttempts(told, untold).resource).toEqual(told.resource);
    expect(combineAttempts(untold, told).resource).toEqual(told.resource);
    expect(combineAttempts(SAME_KEY, untold).resource).toEqual(untold.resource);
    expect(combineAttempts(told, REFUSED_CONNECTION).resource).toEqual(told.resource);
  });

  test('the body that the doubt was made from is kept with it', () => {
    const doubt = { ...SAME_KEY };
    keepRawBody(doubt, 'the body');
    const together = combineAttempts(doubt, EXAMPLES.rate_limited);
    expect(together).not.toBe(doubt);
    expect(getRawBody(together)).toBe('the body');
  });
});

describe('whatever the attempts were', () => {
  const chains = fc.array(ERRORS, { minLength: 1, maxLength: 6 });
  const fold = (errors: readonly PaymentError[]): PaymentError | null =>
    errors.reduce<PaymentError | null>(combineAttempts, null);

  test('what is in doubt is only settled by the rules', async () => {
    let settled = 0;
    await forAll(fc.tuple(ERRORS, ERRORS), 20_000, ([earlier, latest]) => {
      const together = combineAttempts(earlier, latest);
      if (earlier.outcome !== 'unknown' || together.outcome !== 'not_performed') return;
      settled++;
      expect(earlier.retry.strategy).toBe('same_key');
      expect(together).toBe(latest);
      expect(latest.retry.strategy).not.toBe('after_delay');
      expect(latest.category).toMatch(/^(declined|invalid_request|provider_error|provider_unavailable)$/);
      if (latest.category !== 'declined') expect(latest.matchedOn).toMatch(/^(code|family|type|message)$/);
    });
    expect(settled).toBeGreaterThan(100);
  });

  test('together they are never less careful than the latest', async () => {
    await forAll(fc.tuple(ERRORS, ERRORS), 5_000, ([earlier, latest]) => {
      const together = combineAttempts(earlier, latest);
      if (mayHaveCharged(latest)) expect(mayHaveCharged(together)).toBe(true);
      if (latest.retry.strategy === 'reconcile_first' && mayHaveCharged(latest))
        expect(together.retry.strategy).not.toBe('same_key');
      if (together.outcome === 'unknown')
        expect(together.retry.strategy).toMatch(/^(same_key|reconcile_first)$/);
      if (together.retry.strategy === 'same_key' && together.retry.keyLifeMs !== null)
        expect(together.retry.delayMs ?? 0).toBeLessThanOrEqual(together.retry.keyLifeMs);
    });
  });

  test('it is plain data of the same shape, and none of them was changed', async () => {
    await forAll(chains, 5_000, (errors) => {
      const before = structuredClone(errors);
      const together = fold(errors);
      expect(JSON.parse(JSON.stringify(together))).toStrictEqual(together);
      expect(errors).toStrictEqual(before);
      const { category, retry } = together ?? EXAMPLES.unrecognized;
      const alike = errors.find((error) => error.category === category) ?? EXAMPLES.unrecognized;
      expect(Object.keys(together ?? {}).sort()).toEqual(Object.keys(alike).sort());
      expect(together).toHaveProperty('retryable', ['same_key', 'after_delay'].includes(retry.strategy));
    });
  });

  test('a job that keeps it as JSON comes to the same', async () => {
    await forAll(chains, 2_000, (errors) => {
      const kept = errors.reduce<PaymentError | null>(
        (earlier, latest) => JSON.parse(JSON.stringify(combineAttempts(earlier, latest))) as PaymentError,
        null,
      );
      expect(kept).toStrictEqual(fold(errors));
    });
  });

  test('outcome and strategy do not depend on how the attempts are grouped, unless one of them settles the others', async () => {
    // A wait that outlives a key belongs to the attempts before it.
    const withoutWaits = ERRORS.map((error): PaymentError => {
      const retry = 'delayMs' in error.retry ? { ...error.retry, delayMs: null } : error.retry;
      return { ...error, retry } as PaymentError;
    });
    let compared = 0;
    await forAll(fc.tuple(withoutWaits, withoutWaits, withoutWaits), 20_000, ([first, second, third]) => {
      const firstTwo = combineAttempts(first, second);
      const oneByOne = combineAttempts(firstTwo, third);
      const lastTwo = combineAttempts(first, combineAttempts(second, third));
      if (mayHaveCharged(oneByOne)) expect(mayHaveCharged(lastTwo)).toBe(true);
      if (mayHaveCharged(first) && !mayHaveCharged(firstTwo)) return;
      compared++;
      expect([oneByOne.outcome, oneByOne.retry.strategy]).toEqual([lastTwo.outcome, lastTwo.retry.strategy]);
    });
    expect(compared).toBeGreaterThan(10_000);
  });
});
