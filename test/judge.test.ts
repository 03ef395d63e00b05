import { describe, expect, test } from 'vitest';

import { CATEGORIES, DECLINE_REASONS, type DeclineReason, type Judgement } from '../src/index.js';
import { judge, type RequestFacts, takeRequest } from '../src/judge.js';
import type { IdempotencyContract } from '../src/provider.js';
import type { Meaning, Reading } from '../src/recognize.js';

const NO_KEYS: IdempotencyContract = { key: 'none', lookup: 'resource' };
const KEYS: IdempotencyContract = {
  key: 'header',
  header: 'Idempotency-Key',
  replaysFailures: false,
  lookup: 'merchant_reference',
};
const REPLAYS: IdempotencyContract = { ...KEYS, replaysFailures: true };
const REFERENCE: IdempotencyContract = {
  key: 'merchant_reference',
  replaysFailures: false,
  lookup: 'merchant_reference',
};

const READ: RequestFacts = { method: 'GET' };
const WRITE: RequestFacts = { method: 'POST' };
const WRITE_WITH_KEY: RequestFacts = { method: 'POST', idempotencyKey: 'order-4821' };

describe('1: a rule of the provider’s table wins over everything', () => {
  test.each([READ, WRITE, WRITE_WITH_KEY])('%o', (request) => {
    const meaning: Meaning = {
      category: 'conflict',
      rule: { outcome: 'performed', strategy: 'never', why: 'Done before.' },
    };
    expect(verdict(meaning, request, KEYS)).toBe('performed never');
    expect(judgeAs(meaning, request, KEYS).retry.why).toBe('Done before.');
  });

  test('a rule without a sentence gets one', () => {
    const meaning: Meaning = {
      category: 'declined',
      declineReason: 'unspecified',
      rule: { outcome: 'not_performed', strategy: 'payer_action', action: 'contact_issuer' },
    };
    expect(judgeAs(meaning, WRITE, KEYS).retry).toEqual({
      strategy: 'payer_action',
      action: 'contact_issuer',
      why: expect.stringMatching(/\w/) as string,
    });
  });
});

describe('2: aborted with nothing to undo is final', () => {
  test('on a read', () => {
    expect(verdict({ category: 'aborted' }, READ, KEYS, { sent: 'unknown' })).toBe('not_performed never');
  });
  test('before anything was sent', () => {
    expect(verdict({ category: 'aborted' }, WRITE, KEYS, { sent: 'no' })).toBe('not_performed never');
  });
  test('not on a write under way', () => {
    expect(verdict({ category: 'aborted' }, WRITE, KEYS, { sent: 'unknown' })).toBe(
      'unknown reconcile_first',
    );
    expect(verdict({ category: 'aborted' }, WRITE_WITH_KEY, KEYS, { sent: 'unknown' })).toBe(
      'unknown same_key',
    );
  });
});

describe('3: a decline asks something of the payer', () => {
  const ACTIONS: Readonly<Record<DeclineReason, string>> = {
    insufficient_funds: 'add_funds',
    do_not_honor: 'use_other_method',
    expired_card: 'check_details',
    incorrect_number: 'check_details',
    incorrect_cvc: 'check_details',
    incorrect_address: 'check_details',
    incorrect_pin: 'check_details',
    lost_or_stolen: 'use_other_method',
    restricted_card: 'use_other_method',
    account_closed: 'use_other_method',
    invalid_account: 'check_details',
    not_permitted: 'use_other_method',
    card_not_supported: 'use_other_method',
    currency_not_supported: 'use_other_method',
    limit_exceeded: 'use_other_method',
    invalid_amount: 'check_details',
    suspected_fraud: 'use_other_method',
    compliance: 'never',
    authentication_required: 'authenticate',
    authentication_failed: 'authenticate',
    authentication_unavailable: 'try_again',
    mandate_revoked: 'use_other_method',
    issuer_unavailable: 'try_again',
    call_issuer: 'contact_issuer',
    duplicate_transaction: 'reconcile_first',
    retry_limit_exceeded: 'use_other_method',
    payer_cancelled: 'never',
    payer_timed_out: 'try_again',
    unspecified: 'use_other_method',
    unrecognized: 'use_other_method',
  };

  test.each(DECLINE_REASONS)('%s', (declineReason) => {
    const { outcome, retry } = judgeAs({ category: 'declined', declineReason }, WRITE, KEYS);
    expect('action' in retry ? retry.action : retry.strategy).toBe(ACTIONS[declineReason]);
    expect(outcome).toBe(declineReason === 'duplicate_transaction' ? 'performed' : 'not_performed');
    expect(retry.why).toMatch(/^\w.+\.$/);
  });

  test('a reason found by its exact message wins over the row’s', () => {
    const reading = readingOf(
      { category: 'declined', declineReason: 'unspecified' },
      { declineReason: 'expired_card' },
    );
    expect(judge(reading, takeRequest(WRITE), KEYS).retry).toMatchObject({ action: 'check_details' });
  });
});

describe('4: a refusal wants another request', () => {
  test.each([
    'invalid_request',
    'unauthenticated',
    'permission_denied',
    'not_configured',
    'not_found',
  ] as const)('%s', (category) => {
    expect(verdict({ category }, WRITE_WITH_KEY, REPLAYS)).toBe('not_performed fix_request');
  });
});

describe('5: a conflict is looked at first', () => {
  test('known by its code or type, it was not performed', () => {
    expect(verdict({ category: 'conflict' }, WRITE, KEYS, { matchedOn: 'type' })).toBe(
      'not_performed reconcile_first',
    );
  });
  test('known by its status alone, a write may have been', () => {
    expect(verdict({ category: 'conflict' }, WRITE_WITH_KEY, KEYS, { matchedOn: 'status' })).toBe(
      'unknown reconcile_first',
    );
  });
  test('known by its status alone, a read was not', () => {
    expect(verdict({ category: 'conflict' }, READ, KEYS, { matchedOn: 'status' })).toBe(
      'not_performed reconcile_first',
    );
  });
});

test('6: a rate limit is waited for', () => {
  expect(verdict({ category: 'rate_limited' }, WRITE, NO_KEYS)).toBe('not_performed after_delay');
});

describe('7: an idempotency conflict goes by its kind', () => {
  test.each([
    ['in_progress', 'unknown same_key'],
    ['mismatch', 'not_performed fix_request'],
    ['unspecified', 'unknown reconcile_first'],
  ] as const)('%s', (conflict, expected) => {
    expect(verdict({ category: 'idempotency_conflict', conflict }, WRITE_WITH_KEY, REPLAYS)).toBe(expected);
  });
});

const FAILURES = [
  'provider_unavailable',
  'provider_error',
  'timeout',
  'network',
  'invalid_response',
  'unknown',
] as const;

describe.each(FAILURES)('%s', (category) => {
  test('8: that never left can be sent again', () => {
    expect(verdict({ category }, WRITE, NO_KEYS, { sent: 'no' })).toBe('not_performed after_delay');
  });
  test.each(['GET', 'get', 'HEAD', 'OPTIONS'])('9: on a read (%s) can be repeated', (method) => {
    expect(verdict({ category }, { method }, REPLAYS, { status: 500 })).toBe('not_performed after_delay');
  });
  test.each([501, 505])('9: on a read with %i is final', (status) => {
    expect(verdict({ category }, READ, REPLAYS, { status })).toBe('not_performed never');
  });
  test('10: that the provider would replay is looked up', () => {
    expect(verdict({ category }, WRITE_WITH_KEY, REPLAYS)).toBe('unknown reconcile_first');
  });
  test('10: without an answer there is nothing to replay', () => {
    expect(verdict({ category }, WRITE_WITH_KEY, REPLAYS, { sent: 'unknown' })).toBe('unknown same_key');
  });
  test.each([KEYS, REFERENCE])('11: with a key is sent again with that key (%o)', (contract) => {
    expect(verdict({ category }, WRITE_WITH_KEY, contract)).toBe('unknown same_key');
  });
  test('12: with a key that the provider does not know is looked up', () => {
    expect(verdict({ category }, WRITE_WITH_KEY, NO_KEYS)).toBe('unknown reconcile_first');
  });
  test.each([WRITE, {}, null, { method: 'POST', idempotencyKey: '' }, { method: 'PROPFIND' }])(
    '12: without a key is looked up (%o)',
    (request) => {
      expect(verdict({ category }, request, KEYS)).toBe('unknown reconcile_first');
    },
  );
  test.each(['FORGET', 'HEADER', 'GET '])('12: %j is no read', (method) => {
    expect(verdict({ category }, { method }, KEYS)).toBe('unknown reconcile_first');
  });
});

test('every category is judged', () => {
  const judged = CATEGORIES.map((category) => verdict(meaningOf(category), WRITE, NO_KEYS));
  expect(judged).toHaveLength(16);
  for (const text of judged) expect(text).toMatch(/^\w+ \w+$/);
});

test('reconcile_first names what the provider’s contract says', () => {
  expect(judgeAs({ category: 'timeout' }, WRITE, NO_KEYS).retry).toMatchObject({ lookup: 'resource' });
  expect(judgeAs({ category: 'timeout' }, WRITE, KEYS).retry).toMatchObject({ lookup: 'merchant_reference' });
});

describe('the clock that a Retry-After date is compared with', () => {
  const headers = { 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' };
  const now = Date.UTC(1994, 10, 6, 8, 49, 7);

  test.each([now, new Date(now), (): number => now, (): Date => new Date(now)])('%o', (clock) => {
    const { retry } = judgeAs({ category: 'rate_limited' }, { now: clock }, KEYS, { headers });
    expect(retry).toMatchObject({ delayMs: 30_000 });
  });

  test.each([
    null,
    () => undefined,
    Number.NaN,
    new Date('x'),
    'soon',
    Symbol('now'),
    () => {
      throw new Error('stopped');
    },
  ])('is the machine’s when %o is given', (clock) => {
    const { retry } = judgeAs({ category: 'rate_limited' }, { now: clock as never }, KEYS, { headers });
    expect(retry).toMatchObject({ delayMs: 0 });
  });
});

test('what is no method is a write', () => {
  for (const method of [['GET'], 7, null, '', 'GETS'])
    expect(takeRequest({ method: method as never }).isRead).toBe(false);
  expect(takeRequest({ method: 'get' }).isRead).toBe(true);
});

function meaningOf(category: (typeof CATEGORIES)[number]): Meaning {
  if (category === 'declined') return { category, declineReason: 'unspecified' };
  if (category === 'idempotency_conflict') return { category, conflict: 'unspecified' };
  return { category };
}

function readingOf(meaning: Meaning, given: Partial<Reading> = {}): Reading {
  return {
    meaning,
    matchedOn: 'code',
    row: null,
    declineReason: null,
    said: null,
    status: null,
    headers: null,
    sent: 'yes',
    ...given,
  };
}

function judgeAs(
  meaning: Meaning,
  request: RequestFacts | null,
  contract: IdempotencyContract,
  given?: Partial<Reading>,
): Judgement {
  return judge(readingOf(meaning, given), takeRequest(request), contract);
}

function verdict(...[meaning, request, contract, given]: Parameters<typeof judgeAs>): string {
  const { outcome, retry, retryable } = judgeAs(meaning, request, contract, given);
  expect(retryable).toBe(retry.strategy === 'after_delay' || retry.strategy === 'same_key');
  expect(retry.why).toMatch(/^\w.+\.$/);
  return `${outcome} ${retry.strategy}`;
}
