import { describe, expect, test } from 'vitest';

import {
  DECLINE_REASONS,
  type DeclineReason,
  type MethodAdvice,
  type PayerAction,
} from '../../src/error/words.js';
import type { AdviceOnMethod } from '../../src/provider/advice.js';
import type { Statement } from '../../src/provider/statement.js';
import { plainMeaning } from '../../src/provider/table.js';
import {
  actionOn,
  actionWithoutMethod,
  adviceOnMethod,
  MASTERCARD_ADVICE,
} from '../../src/verdict/decline.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PLAIN = plainMeaning('declined');

const NO_WORDS: ReadonlyMap<string, AdviceOnMethod> = new Map();

describe('what a reason says about the payment method and asks of the payer', () => {
  const BY_REASON: Readonly<Record<DeclineReason, readonly [MethodAdvice, PayerAction]>> = {
    insufficient_funds: ['try_again_later', 'add_funds'],
    do_not_honor: ['unspecified', 'use_other_method'],
    expired_card: ['update_details', 'check_details'],
    incorrect_number: ['update_details', 'check_details'],
    incorrect_cvc: ['update_details', 'check_details'],
    incorrect_expiry: ['update_details', 'check_details'],
    incorrect_address: ['update_details', 'check_details'],
    incorrect_pin: ['update_details', 'check_details'],
    pin_tries_exceeded: ['unspecified', 'contact_issuer'],
    lost_or_stolen: ['do_not_try_again', 'use_other_method'],
    restricted_card: ['do_not_try_again', 'use_other_method'],
    account_closed: ['do_not_try_again', 'use_other_method'],
    invalid_account: ['do_not_try_again', 'check_details'],
    not_permitted: ['do_not_try_again', 'use_other_method'],
    card_not_supported: ['unspecified', 'use_other_method'],
    currency_not_supported: ['unspecified', 'use_other_method'],
    limit_exceeded: ['try_again_later', 'use_other_method'],
    invalid_amount: ['unspecified', 'check_details'],
    suspected_fraud: ['unspecified', 'use_other_method'],
    compliance: ['do_not_try_again', 'use_other_method'],
    authentication_required: ['unspecified', 'authenticate'],
    authentication_failed: ['unspecified', 'authenticate'],
    authentication_unavailable: ['try_again_later', 'try_again'],
    mandate_revoked: ['do_not_try_again', 'use_other_method'],
    issuer_unavailable: ['try_again_later', 'try_again'],
    processing_error: ['try_again_later', 'try_again'],
    call_issuer: ['unspecified', 'contact_issuer'],
    duplicate_transaction: ['unspecified', 'use_other_method'],
    attempt_limit_exceeded: ['do_not_try_again', 'use_other_method'],
    payer_canceled: ['unspecified', 'try_again'],
    payer_timed_out: ['unspecified', 'try_again'],
    unspecified: ['unspecified', 'use_other_method'],
    unrecognized: ['unspecified', 'use_other_method'],
  };

  test.each(DECLINE_REASONS)('%s', (reason) => {
    const [methodAdvice, action] = BY_REASON[reason];
    expect(adviceOnMethod(PLAIN, null, reason, NO_WORDS)).toEqual({ methodAdvice, methodDelayMs: null });
    expect(actionOn(reason)).toBe(action);
  });
});

describe('an advice code of Mastercard', () => {
  test.each([
    ['01', 'update_details', null],
    ['02', 'try_again_later', null],
    ['03', 'do_not_try_again', null],
    ['21', 'do_not_try_again', null],
    ['24', 'try_again_later', HOUR],
    ['25', 'try_again_later', DAY],
    ['26', 'try_again_later', 2 * DAY],
    ['27', 'try_again_later', 4 * DAY],
    ['28', 'try_again_later', 6 * DAY],
    ['29', 'try_again_later', 8 * DAY],
    ['30', 'try_again_later', 10 * DAY],
    ['40', 'do_not_try_again', null],
    ['41', 'do_not_try_again', null],
  ])('%s is %s, after %o ms', (networkAdviceCode, methodAdvice, methodDelayMs) => {
    expect(Object.keys(MASTERCARD_ADVICE)).toHaveLength(13);
    expect(adviceOnMethod(PLAIN, byNetwork(networkAdviceCode), 'do_not_honor', NO_WORDS)).toEqual({
      methodAdvice,
      methodDelayMs,
    });
  });

  test('is none where the provider does not say whose it is: other networks mean other things', () => {
    const statement = { ...byNetwork('03'), adviceNetwork: undefined };
    expect(adviceOnMethod(PLAIN, statement, 'do_not_honor', NO_WORDS).methodAdvice).toBe('unspecified');
  });

  test.each(['99', '1', '__proto__', 'constructor'])('%s is none', (code) => {
    expect(adviceOnMethod(PLAIN, byNetwork(code), 'insufficient_funds', NO_WORDS).methodAdvice).toBe(
      'try_again_later',
    );
  });
});

describe('of what the answer says the strictest counts, and it goes before the reason', () => {
  test.each<[MethodAdvice, string | undefined, MethodAdvice]>([
    ['unspecified', undefined, 'unspecified'],
    ['unspecified', '02', 'try_again_later'],
    ['try_again_later', '03', 'do_not_try_again'],
    ['do_not_try_again', '02', 'do_not_try_again'],
    ['update_details', '24', 'update_details'],
  ])('%s and %s: %s', (methodAdvice, code, expected) => {
    const meaning = plainMeaning('declined', { methodAdvice });
    expect(adviceOnMethod(meaning, byNetwork(code), 'lost_or_stolen', NO_WORDS).methodAdvice).toBe(expected);
  });

  test('words of the provider count too', () => {
    const words = new Map<string, AdviceOnMethod>([
      ['stop', { methodAdvice: 'do_not_try_again', methodDelayMs: null }],
      ['later', { methodAdvice: 'try_again_later', methodDelayMs: DAY }],
    ]);
    const saying = (...advice: string[]): Statement => ({ ...byNetwork('24'), advice });
    const adviceOn = (statement: Statement): AdviceOnMethod =>
      adviceOnMethod(PLAIN, statement, 'insufficient_funds', words);
    expect(adviceOn(saying('stop', 'later')).methodAdvice).toBe('do_not_try_again');
    expect(adviceOn(saying('later', 'stop')).methodAdvice).toBe('do_not_try_again');
    expect(adviceOn(saying('later'))).toEqual({ methodAdvice: 'try_again_later', methodDelayMs: DAY });
    expect(adviceOn(saying('unlisted', '__proto__'))).toEqual({
      methodAdvice: 'try_again_later',
      methodDelayMs: HOUR,
    });
  });

  test('a row that names no advice may name a wait', () => {
    expect(
      adviceOnMethod(plainMeaning('declined', { methodDelayMs: DAY }), null, 'insufficient_funds', NO_WORDS),
    ).toEqual({ methodAdvice: 'try_again_later', methodDelayMs: DAY });
    expect(
      adviceOnMethod(
        plainMeaning('declined', { methodAdvice: 'try_again_later', methodDelayMs: DAY }),
        null,
        'unspecified',
        NO_WORDS,
      ),
    ).toEqual({ methodAdvice: 'try_again_later', methodDelayMs: DAY });
  });
});

test.each<[PayerAction, PayerAction]>([
  ['authenticate', 'use_other_method'],
  ['add_funds', 'use_other_method'],
  ['try_again', 'use_other_method'],
  ['use_other_method', 'use_other_method'],
  ['check_details', 'check_details'],
  ['contact_issuer', 'contact_issuer'],
])('where the method must not be charged again, %s becomes %s', (action, other) => {
  expect(actionWithoutMethod(action)).toBe(other);
});

function byNetwork(networkAdviceCode: string | undefined): Statement {
  return {
    code: undefined,
    codes: [],
    types: [],
    message: undefined,
    exactMessage: undefined,
    status: undefined,
    fieldErrors: [],
    requestId: undefined,
    docUrl: undefined,
    resource: undefined,
    networkDeclineCode: undefined,
    networkAdviceCode,
    adviceNetwork: 'mastercard',
    advice: [],
    triesAgain: false,
  };
}
