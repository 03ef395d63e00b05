import { describe, expect, test } from 'vitest';

import type { PaymentError } from '../../src/error/payment-error.js';
import { CATEGORIES, DECLINE_REASONS, type DeclineReason } from '../../src/error/words.js';
import type { Statement } from '../../src/provider/statement.js';
import type { IdempotencyContract } from '../../src/provider/contract.js';
import { type Meaning, plainMeaning, type Rule } from '../../src/provider/table.js';
import type { AdviceOnMethod } from '../../src/provider/advice.js';
import { isMerchantsOwn, judge, type Verdict } from '../../src/verdict/judge.js';
import type { Reading } from '../../src/verdict/reading.js';
import type { SentRequest } from '../../src/verdict/request.js';

const HOUR = 3_600_000;
const KEYLESS: IdempotencyContract = { lookup: 'resource' };
const SAFE: IdempotencyContract = {
  header: 'Idempotency-Key',
  keyLifeMs: HOUR,
  failures: 'safe_to_resend',
  lookup: 'merchant_reference',
};
const STORED: IdempotencyContract = { ...SAFE, failures: 'stored' };
const NOT_STORED: IdempotencyContract = { ...SAFE, failures: 'not_stored' };
const HINTING: IdempotencyContract = { ...STORED, retryHint: { header: 'Retry-Hint', sameKey: 'Yes' } };

/** What is judged of a request beside its contract. */
type Sent = Omit<SentRequest, 'contract' | 'line' | 'mayHaveKey'>;

const READ: Sent = { method: 'GET', isRead: true, hasKey: false, outgoing: null };
const READ_WITH_KEY: Sent = { ...READ, hasKey: true };
const WRITE: Sent = { method: 'POST', isRead: false, hasKey: false, outgoing: null };
const WRITE_WITH_KEY: Sent = { ...WRITE, hasKey: true };

describe('1: a rule of the provider’s table wins over everything', () => {
  test.each([READ, WRITE, WRITE_WITH_KEY])('%o', (request) => {
    const meaning = ruled('conflict', { outcome: 'performed', strategy: 'never', why: 'Done before.' });
    expect(verdict(meaning, request, SAFE)).toBe('performed never');
    expect(judgeAs(meaning, request, SAFE)).toMatchObject({
      lookup: 'merchant_reference',
      retry: { why: 'Done before.' },
    });
  });

  test('a rule without a sentence gets one', () => {
    const meaning = ruled('declined', {
      outcome: 'not_performed',
      strategy: 'payer_action',
      action: 'contact_issuer',
    });
    expect(judgeAs(meaning, WRITE, SAFE).retry).toEqual({
      strategy: 'payer_action',
      action: 'contact_issuer',
      why: expect.stringMatching(/^\w.+\.$/) as string,
    });
  });

  test('a rule that asks for the same key asks to look first where no key was sent', () => {
    const meaning = ruled('provider_error', { outcome: 'unknown', strategy: 'same_key' });
    expect(verdict(meaning, WRITE_WITH_KEY, STORED)).toBe('unknown same_key');
    expect(verdict(meaning, WRITE, STORED)).toBe('unknown reconcile_first');
    expect(verdict(meaning, WRITE_WITH_KEY, STORED, {}, 2 * HOUR)).toBe('unknown reconcile_first');
  });

  test('a new key is no key again: the wait is told, and nobody may send it as it is', () => {
    const meaning = ruled('provider_error', { outcome: 'not_performed', strategy: 'new_key' });
    expect(judgeAs(meaning, WRITE_WITH_KEY, SAFE, {}, 5_000)).toMatchObject({
      lookup: null,
      retryable: false,
      retry: { strategy: 'new_key', delayMs: 5_000 },
    });
  });
});

describe('2: aborted with nothing to undo is final', () => {
  const aborted = plainMeaning('aborted');
  test('on a read', () => {
    expect(verdict(aborted, READ, SAFE, { sent: 'unknown' })).toBe('not_performed never');
  });
  test('before anything was sent', () => {
    expect(verdict(aborted, WRITE, SAFE, { sent: 'no' })).toBe('not_performed never');
  });
  test('not on a write under way', () => {
    expect(verdict(aborted, WRITE, SAFE, { sent: 'unknown' })).toBe('unknown reconcile_first');
    expect(verdict(aborted, WRITE_WITH_KEY, SAFE, { sent: 'unknown' })).toBe('unknown same_key');
  });
});

describe('3: a decline asks something of the payer', () => {
  test.each(DECLINE_REASONS)('%s', (declineReason) => {
    const { outcome, retry } = judgeAs(plainMeaning('declined'), WRITE, SAFE, { declineReason });
    const exceptions: Readonly<Record<string, string>> = {
      compliance: 'not_performed never',
      duplicate_transaction: 'performed reconcile_first',
    };
    expect(`${outcome} ${retry.strategy}`).toBe(exceptions[declineReason] ?? 'not_performed payer_action');
  });

  test('the action goes by the reason', () => {
    expect(
      judgeAs(plainMeaning('declined'), WRITE, SAFE, { declineReason: 'expired_card' }).retry,
    ).toMatchObject({ action: 'check_details' });
  });

  test('never the same method again where that is forbidden', () => {
    const advice: AdviceOnMethod = { methodAdvice: 'do_not_try_again', methodDelayMs: null };
    const declined = { declineReason: 'insufficient_funds' } as const;
    expect(judgeAs(plainMeaning('declined'), WRITE, SAFE, declined, null, advice).retry).toMatchObject({
      action: 'use_other_method',
    });
    expect(
      judgeAs(plainMeaning('declined'), WRITE, SAFE, declined, null, {
        ...advice,
        methodAdvice: 'unspecified',
      }).retry,
    ).toMatchObject({ action: 'add_funds' });
  });

  test.each([
    ['refund', 'refund', WRITE],
    ['payout', 'payout', WRITE],
    ['request that sends money out', 'payment', { ...WRITE, outgoing: 'payout' }],
  ] as const)('a %s that is declined is not the payer’s to fix', (_, kind, request) => {
    const statement = { resource: { kind, id: undefined } } as Statement;
    expect(isMerchantsOwn(statement, request)).toBe(true);
    const judged = (declineReason: DeclineReason): string =>
      verdict(plainMeaning('declined'), request, SAFE, { declineReason, statement });
    expect(judged('do_not_honor')).toBe('not_performed reconcile_first');
    expect(judged('compliance')).toBe('not_performed never');
    expect(judged('duplicate_transaction')).toBe('performed reconcile_first');
    const asking = ruled('declined', {
      outcome: 'not_performed',
      strategy: 'payer_action',
      action: 'try_again',
    });
    expect(verdict(asking, request, SAFE, { declineReason: 'unspecified', statement })).toBe(
      'not_performed reconcile_first',
    );
  });

  test('a payment that is declined is', () => {
    expect(isMerchantsOwn({ resource: { kind: 'payment', id: 'p' } } as Statement, WRITE)).toBe(false);
    expect(isMerchantsOwn(null, WRITE)).toBe(false);
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
    expect(verdict(plainMeaning(category), WRITE_WITH_KEY, STORED)).toBe('not_performed fix_request');
  });
});

describe('5: a conflict is looked at first', () => {
  test.each(['code', 'type', 'status'] as const)(
    'a write may have been performed, by an earlier attempt (matched on %s)',
    (matchedOn) => {
      expect(verdict(plainMeaning('conflict'), WRITE_WITH_KEY, SAFE, { matchedOn })).toBe(
        'unknown reconcile_first',
      );
    },
  );
  test('a read was not', () => {
    expect(verdict(plainMeaning('conflict'), READ, SAFE)).toBe('not_performed reconcile_first');
  });
});

test('6: a rate limit is waited for', () => {
  expect(verdict(plainMeaning('rate_limited'), WRITE, KEYLESS)).toBe('not_performed after_delay');
});

describe('7: an earlier request holds the key, and may have charged', () => {
  test.each([
    ['in_progress', WRITE_WITH_KEY, 'unknown same_key'],
    ['in_progress', WRITE, 'unknown reconcile_first'],
    ['in_progress', READ, 'unknown reconcile_first'],
    ['mismatch', WRITE_WITH_KEY, 'unknown reconcile_first'],
    ['unspecified', WRITE_WITH_KEY, 'unknown reconcile_first'],
  ] as const)('%s, %o', (keyConflict, request, expected) => {
    expect(verdict(plainMeaning('idempotency_conflict', { keyConflict }), request, STORED)).toBe(expected);
  });

  test('not the same key after a wait that outlives it', () => {
    const meaning = plainMeaning('idempotency_conflict', { keyConflict: 'in_progress' });
    expect(verdict(meaning, WRITE_WITH_KEY, STORED, {}, HOUR - 1)).toBe('unknown same_key');
    expect(verdict(meaning, WRITE_WITH_KEY, STORED, {}, HOUR)).toBe('unknown reconcile_first');
  });
});

const FAILURES = [
  'provider_unavailable',
  'provider_error',
  'timeout',
  'network',
  'invalid_response',
  'unrecognized',
] as const;

describe.each(FAILURES)('%s', (category) => {
  const meaning = plainMeaning(category);

  test('8: that never left can be sent again', () => {
    expect(verdict(meaning, WRITE, KEYLESS, { sent: 'no' })).toBe('not_performed after_delay');
  });
  test('9: on a read can be repeated', () => {
    expect(verdict(meaning, READ_WITH_KEY, STORED, { status: 500 })).toBe('not_performed after_delay');
  });
  test.each([501, 505])('9: on a read with %i is final', (status) => {
    expect(verdict(meaning, READ, STORED, { status })).toBe('not_performed never');
  });
  test.each([STORED, NOT_STORED])('10: is looked up where its key brings nothing back (%o)', (contract) => {
    expect(verdict(meaning, WRITE_WITH_KEY, contract)).toBe('unknown reconcile_first');
  });
  test.each([300, 302, 399, 501, 505])('10: with %i is looked up, whatever the key', (status) => {
    expect(verdict(meaning, WRITE_WITH_KEY, SAFE, { status })).toBe('unknown reconcile_first');
    const headers = { 'retry-hint': 'yes' };
    expect(verdict(meaning, WRITE_WITH_KEY, HINTING, { status, headers })).toBe('unknown reconcile_first');
  });
  test.each([299, 400, 408, 500, 502, 503])('11: with %i and a key is sent again with it', (status) => {
    expect(verdict(meaning, WRITE_WITH_KEY, SAFE, { status })).toBe('unknown same_key');
  });
  test.each([STORED, NOT_STORED])('11: without an answer there is nothing to bring back (%o)', (contract) => {
    expect(verdict(meaning, WRITE_WITH_KEY, contract, { sent: 'unknown' })).toBe('unknown same_key');
  });
  test('12: after a wait that outlives the key is looked up', () => {
    expect(verdict(meaning, WRITE_WITH_KEY, SAFE, {}, HOUR - 1)).toBe('unknown same_key');
    expect(verdict(meaning, WRITE_WITH_KEY, SAFE, {}, HOUR)).toBe('unknown reconcile_first');
    expect(verdict(meaning, WRITE_WITH_KEY, STORED, { sent: 'unknown' }, HOUR)).toBe(
      'unknown reconcile_first',
    );
  });
  test('12: without a key is looked up', () => {
    expect(verdict(meaning, WRITE, SAFE)).toBe('unknown reconcile_first');
    expect(verdict(meaning, WRITE, KEYLESS)).toBe('unknown reconcile_first');
  });
});

describe('a hint of the provider says whether the same key may be sent again', () => {
  const meaning = plainMeaning('provider_error');
  test.each([
    ['yes', 'same_key'],
    [' YES ', 'same_key'],
    ['no', 'reconcile_first'],
    ['yes, no', 'reconcile_first'],
    ['', 'reconcile_first'],
  ])('%j', (hint, strategy) => {
    const headers = { 'retry-hint': hint };
    expect(verdict(meaning, WRITE_WITH_KEY, HINTING, { headers, status: 500 })).toBe(`unknown ${strategy}`);
  });
  test('and forbids what the contract would allow', () => {
    const contract = { ...SAFE, retryHint: { header: 'Retry-Hint', sameKey: 'yes' } } as const;
    expect(verdict(meaning, WRITE_WITH_KEY, contract, { headers: { 'retry-hint': 'no' } })).toBe(
      'unknown reconcile_first',
    );
    expect(verdict(meaning, WRITE_WITH_KEY, contract)).toBe('unknown same_key');
  });
});

describe('what the strategy carries', () => {
  const timeout = plainMeaning('timeout');
  test('same_key: the wait, and how long the key is kept', () => {
    expect(judgeAs(timeout, WRITE_WITH_KEY, SAFE, {}, 2_000).retry).toMatchObject({
      delayMs: 2_000,
      keyLifeMs: HOUR,
    });
    const forGood: IdempotencyContract = { reference: true, failures: 'safe_to_resend', lookup: 'resource' };
    expect(judgeAs(timeout, WRITE_WITH_KEY, forGood).retry).toMatchObject({
      delayMs: null,
      keyLifeMs: null,
    });
  });
  test('reconcile_first: the wait, and the error what to look it up by', () => {
    expect(judgeAs(timeout, WRITE, KEYLESS, {}, 2_000)).toMatchObject({
      lookup: 'resource',
      retry: { delayMs: 2_000 },
    });
    expect(judgeAs(timeout, WRITE, SAFE).lookup).toBe('merchant_reference');
  });
  test('nothing to look up where nothing was performed', () => {
    expect(judgeAs(timeout, READ, SAFE).lookup).toBeNull();
  });
});

test('every category is judged', () => {
  const judged = CATEGORIES.map((category) => verdict(plainMeaning(category), WRITE, KEYLESS));
  expect(judged).toHaveLength(16);
  for (const text of judged) expect(text).toMatch(/^\w+ \w+$/);
});

function ruled(
  category: Meaning['category'],
  rule: Pick<Rule, 'outcome' | 'strategy'> & Partial<Rule>,
): Meaning {
  return plainMeaning(category, { rule: { action: undefined, why: undefined, ...rule } });
}

function readingOf(meaning: Meaning, given: Partial<Reading> = {}): Reading {
  return {
    meaning,
    matchedOn: 'code',
    row: null,
    declineReason: undefined,
    statement: null,
    status: null,
    headers: null,
    sent: 'yes',
    faultCode: null,
    ...given,
  };
}

function judgeAs(
  meaning: Meaning,
  request: Sent,
  contract: IdempotencyContract,
  given?: Partial<Reading>,
  delayMs: number | null = null,
  advice: AdviceOnMethod | null = null,
): Verdict {
  const sent = { ...request, contract, mayHaveKey: request.hasKey, line: null };
  return judge(readingOf(meaning, given), { request: sent, delayMs: () => delayMs, advice });
}

function verdict(...given: Parameters<typeof judgeAs>): string {
  const { outcome, retry, retryable, lookup } = judgeAs(...given);
  expect(retryable).toBe(retry.strategy === 'after_delay' || retry.strategy === 'same_key');
  expect(retry.why).toMatch(/^\w.+\.$/);
  if (outcome !== 'not_performed') expect(lookup).not.toBeNull();
  return `${outcome} ${retry.strategy}` satisfies `${PaymentError['outcome']} ${PaymentError['retry']['strategy']}`;
}
