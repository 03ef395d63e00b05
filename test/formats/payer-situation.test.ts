import { describe, expect, test } from 'vitest';

import {
  CATEGORIES,
  DECLINE_REASONS,
  type DeclineReason,
  mayHaveCharged,
  PAYER_SITUATIONS,
  type PayerAction,
  type PaymentError,
  type PayerSituation,
  payerSituation,
} from '../../src/index.js';
import { fixturedErrors } from '../errors.js';
import { forAll } from '../properties/runs.js';
import { ERRORS_TO_SHOW, withReason } from './errors-to-show.js';
import { EXAMPLES, fieldErrorAt, invalidRequestWith } from './examples.js';

const REFUSED = { ...EXAMPLES.declined, methodAdvice: 'unspecified' } as const;

/** A decline as the judge makes it for a reason. */
function declined(declineReason: DeclineReason, action: PayerAction = 'use_other_method') {
  const retry = { strategy: 'payer_action', action, why: 'It was refused.' } as const;
  return { ...REFUSED, declineReason, retry } satisfies PaymentError;
}

/** An error that is about something of this kind. */
function about(kind: NonNullable<PaymentError['resource']>['kind'], error: PaymentError): PaymentError {
  return { ...error, resource: { kind, id: 'id_1' } };
}

const LOOK_FIRST = { strategy: 'reconcile_first', delayMs: null, why: 'Look first.' } as const;
const NEVER = { strategy: 'never', why: 'It is final.' } as const;
const PERFORMED = { outcome: 'performed', lookup: 'resource', retry: LOOK_FIRST } as const;

/** What each action stands for, and the situation of the reason that leads to it. */
const BY_REASON: Readonly<Record<DeclineReason, readonly [PayerAction, PayerSituation]>> = {
  insufficient_funds: ['add_funds', 'insufficient_funds'],
  do_not_honor: ['use_other_method', 'refused'],
  expired_card: ['check_details', 'card_expired'],
  incorrect_number: ['check_details', 'check_number'],
  incorrect_cvc: ['check_details', 'check_security_code'],
  incorrect_expiry: ['check_details', 'check_expiry'],
  incorrect_address: ['check_details', 'check_address'],
  incorrect_pin: ['check_details', 'check_pin'],
  pin_tries_exceeded: ['contact_issuer', 'ask_bank'],
  lost_or_stolen: ['use_other_method', 'refused'],
  restricted_card: ['use_other_method', 'refused'],
  account_closed: ['use_other_method', 'refused'],
  invalid_account: ['check_details', 'check_details'],
  not_permitted: ['use_other_method', 'refused'],
  card_not_supported: ['use_other_method', 'method_not_accepted'],
  currency_not_supported: ['use_other_method', 'currency_not_accepted'],
  limit_exceeded: ['use_other_method', 'above_limit'],
  invalid_amount: ['check_details', 'check_details'],
  suspected_fraud: ['use_other_method', 'refused'],
  compliance: ['use_other_method', 'refused'],
  authentication_required: ['authenticate', 'confirm_with_bank'],
  authentication_failed: ['authenticate', 'confirmation_failed'],
  authentication_unavailable: ['try_again', 'bank_unreachable'],
  mandate_revoked: ['use_other_method', 'refused'],
  issuer_unavailable: ['try_again', 'bank_unreachable'],
  processing_error: ['try_again', 'try_later'],
  call_issuer: ['contact_issuer', 'ask_bank'],
  duplicate_transaction: ['use_other_method', 'in_doubt'],
  attempt_limit_exceeded: ['use_other_method', 'refused'],
  payer_canceled: ['try_again', 'canceled'],
  payer_timed_out: ['try_again', 'timed_out'],
  unspecified: ['use_other_method', 'refused'],
  unrecognized: ['use_other_method', 'refused'],
};

describe('a decline', () => {
  test.each(DECLINE_REASONS)('%s', (reason) => {
    const [action, situation] = BY_REASON[reason];
    expect(payerSituation(declined(reason, action))).toBe(situation);
  });

  test('is a plain refusal for a reason that only a newer version knows', () => {
    for (const reason of ['card_in_orbit', 'constructor', '__proto__'])
      expect(payerSituation(declined(reason as 'unspecified'))).toBe('refused');
  });

  test.each<[PayerAction, PayerSituation]>([
    ['authenticate', 'confirm_with_bank'],
    ['check_details', 'check_details'],
    ['add_funds', 'insufficient_funds'],
    ['try_again', 'try_later'],
    ['use_other_method', 'refused'],
    ['contact_issuer', 'refused'],
  ])(
    'without a reason goes by the action, %s, unless that would tell stolen cards apart',
    (action, expected) => {
      expect(payerSituation(declined('unspecified', action))).toBe(expected);
      expect(payerSituation(declined('unrecognized', action))).toBe(expected);
      expect(payerSituation(declined('do_not_honor', action))).toBe('refused');
    },
  );

  test.each<DeclineReason>([
    'insufficient_funds',
    'authentication_required',
    'authentication_failed',
    'authentication_unavailable',
    'issuer_unavailable',
    'processing_error',
    'payer_canceled',
    'payer_timed_out',
  ])('never invites the payer to use once more what must not be used again: %s', (reason) => {
    const [action] = BY_REASON[reason];
    const forbidden: object = { ...declined(reason, action), methodAdvice: 'do_not_try_again' };
    expect(payerSituation(forbidden as PaymentError)).toBe('refused');
    expect(payerSituation(declined(reason, 'use_other_method'))).toBe('refused');
    expect(payerSituation({ ...declined(reason), retry: NEVER })).toBe('refused');
    expect(payerSituation(declined(reason, 'contact_issuer'))).toBe('ask_bank');
  });

  test('asks for what is wrong with the details also where they must not be used as they are', () => {
    const advised = {
      ...declined('invalid_account'),
      methodAdvice: 'do_not_try_again',
      retry: { strategy: 'payer_action', action: 'check_details', why: 'It was refused.' },
    } as const;
    expect(payerSituation(advised)).toBe('check_details');
  });

  test('is in doubt while the provider may go on by itself', () => {
    expect(payerSituation({ ...declined('insufficient_funds'), lookup: 'resource', retry: LOOK_FIRST })).toBe(
      'in_doubt',
    );
  });
});

describe('what may have been performed', () => {
  test('is in doubt, whatever the category', () => {
    const doubtful = CATEGORIES.map((category) => EXAMPLES[category]).filter(mayHaveCharged);
    expect(doubtful.length).toBeGreaterThan(7);
    for (const error of doubtful) expect(payerSituation(error)).toBe('in_doubt');
  });

  test('was paid before only where the provider calls the payment a duplicate', () => {
    const duplicate: PaymentError = { ...declined('duplicate_transaction'), ...PERFORMED };
    expect(payerSituation(duplicate)).toBe('already_paid');
    expect(payerSituation(about('payment', duplicate))).toBe('already_paid');
    expect(payerSituation(about('checkout', duplicate))).toBe('already_paid');
    expect(payerSituation(about('other', duplicate))).toBe('in_doubt'); // a mandate is no payment
    expect(payerSituation({ ...declined('unspecified'), ...PERFORMED })).toBe('in_doubt');
    expect(payerSituation({ ...declined('duplicate_transaction'), ...PERFORMED, outcome: 'unknown' })).toBe(
      'in_doubt',
    );
  });

  test('is in doubt where something else than a payment was performed before, such as cancelling it', () => {
    expect(payerSituation({ ...EXAMPLES.conflict, ...PERFORMED })).toBe('in_doubt');
  });
});

describe('what failed without a decline, and nothing was performed', () => {
  test.each([
    ['rate_limited', 'try_later'],
    ['aborted', 'try_later'],
    ['unauthenticated', 'our_fault'],
    ['permission_denied', 'our_fault'],
    ['not_configured', 'our_fault'],
    ['not_found', 'our_fault'],
    ['invalid_request', 'our_fault'],
  ] as const)('%s: %s', (category, situation) => {
    expect(payerSituation(EXAMPLES[category])).toBe(situation);
  });

  test('marks fields where the provider names some', () => {
    expect(payerSituation(invalidRequestWith(fieldErrorAt(['email'])))).toBe('check_fields');
    const ours: PaymentError = { ...EXAMPLES.unauthenticated, fieldErrors: [fieldErrorAt(['X-Api-Key'])] };
    expect(payerSituation(ours)).toBe('our_fault');
  });

  test('is for the payer to mend where the provider’s facts say so', () => {
    expect(payerSituation({ ...EXAMPLES.invalid_request, fixableBy: 'payer' })).toBe('check_details');
    expect(payerSituation({ ...EXAMPLES.not_configured, fixableBy: 'payer' })).toBe('refused');
  });

  const unperformed = { outcome: 'not_performed', lookup: null } as const;

  test.each<[PayerAction, PayerSituation]>([
    ['authenticate', 'confirm_with_bank'],
    ['check_details', 'check_details'],
    ['add_funds', 'insufficient_funds'],
    ['contact_issuer', 'ask_bank'],
    ['try_again', 'try_later'],
    ['use_other_method', 'refused'],
    ['constructor' as PayerAction, 'refused'], // one that only a newer version knows
  ])('asks the payer to %s: %s', (action, situation) => {
    const retry = { strategy: 'payer_action', action, why: 'The token is used up.' } as const;
    expect(payerSituation({ ...EXAMPLES.conflict, ...unperformed, retry })).toBe(situation);
  });

  test('may work later with a new key', () => {
    const retry = { strategy: 'new_key', delayMs: null, why: 'The key is used up.' } as const;
    expect(payerSituation({ ...EXAMPLES.provider_error, ...unperformed, retry })).toBe('try_later');
  });

  test('is ours to mend where nothing makes it good', () => {
    expect(payerSituation({ ...EXAMPLES.provider_error, ...unperformed, retry: NEVER })).toBe('our_fault');
  });

  test('is in doubt where something has to be looked up first', () => {
    expect(payerSituation({ ...EXAMPLES.conflict, ...unperformed, retry: LOOK_FIRST })).toBe('in_doubt');
  });
});

describe.each(['refund', 'payout'] as const)('a %s', (kind) => {
  test('is no payment of the payer’s', () => {
    const refused = { ...declined('insufficient_funds'), lookup: 'resource', retry: LOOK_FIRST } as const;
    expect(payerSituation(about(kind, refused))).toBe('outgoing_not_made');
    expect(payerSituation(about(kind, EXAMPLES.rate_limited))).toBe('outgoing_not_made');
    expect(payerSituation(about(kind, EXAMPLES.timeout))).toBe('outgoing_in_doubt');
    expect(payerSituation(about(kind, { ...declined('duplicate_transaction'), ...PERFORMED }))).toBe(
      'outgoing_in_doubt',
    );
  });

  test('marks the fields of whoever makes it', () => {
    expect(payerSituation(about(kind, invalidRequestWith(fieldErrorAt(['amount']))))).toBe('check_fields');
  });
});

describe('a refusal that is the merchant’s to look into', () => {
  const refused = { ...declined('insufficient_funds'), retry: LOOK_FIRST, fixableBy: 'merchant' } as const;

  test('is of money that goes out where the answer does not say what it is about', () => {
    expect(payerSituation(refused)).toBe('outgoing_not_made');
    expect(payerSituation(about('other', refused))).toBe('outgoing_not_made');
  });

  test('and that of a payment leaves it in doubt', () => {
    for (const kind of ['payment', 'capture', 'checkout'] as const)
      expect(payerSituation(about(kind, refused))).toBe('in_doubt');
    expect(payerSituation({ ...refused, fixableBy: 'payer' })).toBe('in_doubt');
    expect(payerSituation({ ...refused, outcome: 'unknown', lookup: 'resource' })).toBe('in_doubt');
    expect(payerSituation({ ...EXAMPLES.conflict, fixableBy: 'merchant' })).toBe('in_doubt');
  });

  test('is told as any other where another payment makes it good', () => {
    expect(payerSituation({ ...declined('limit_exceeded'), fixableBy: 'merchant' })).toBe('above_limit');
  });
});

describe('for every error of the union', () => {
  const concealed: readonly DeclineReason[] = [
    'lost_or_stolen',
    'suspected_fraud',
    'compliance',
    'restricted_card',
    'attempt_limit_exceeded',
  ];

  test('a reason that must not be told cannot be told from do_not_honor', async () => {
    await forAll(ERRORS_TO_SHOW, 2_000, (error) => {
      const plain = payerSituation(withReason(error, 'do_not_honor'));
      for (const reason of concealed) expect(payerSituation(withReason(error, reason))).toBe(plain);
    });
  });

  test('a refusal of such a reason is final or asks for another method: then it is like one without a reason', async () => {
    await forAll(ERRORS_TO_SHOW, 2_000, (error) => {
      const { retry } = error;
      const isUsual = retry.strategy !== 'payer_action' || retry.action === 'use_other_method';
      const action = isUsual ? null : retry.action;
      if (action !== null && action !== 'contact_issuer') return; // a row says more than that it was refused
      const plain = payerSituation(withReason(error, 'unspecified'));
      for (const reason of concealed) expect(payerSituation(withReason(error, reason))).toBe(plain);
    });
  });

  const onlyWhenNothingWasPerformed = PAYER_SITUATIONS.filter(
    (situation) => !['already_paid', 'in_doubt', 'outgoing_in_doubt'].includes(situation),
  );

  test('nothing but doubt, or a payment that was made, is told where money may have moved', async () => {
    await forAll(ERRORS_TO_SHOW, 5_000, (error) => {
      const situation = payerSituation(error);
      if (mayHaveCharged(error)) expect(onlyWhenNothingWasPerformed).not.toContain(situation);
      else expect(['already_paid', 'outgoing_in_doubt']).not.toContain(situation);
    });
  });

  test('nothing asks for another payment while something has to be looked up first', async () => {
    await forAll(ERRORS_TO_SHOW, 5_000, (error) => {
      if (error.retry.strategy === 'reconcile_first')
        expect(payerSituation(error)).toMatch(/^(?:in_doubt|already_paid|outgoing_\w+)$/);
    });
  });

  test('each situation is one of the list, and each of the list is met', async () => {
    const met = new Set<PayerSituation>();
    await forAll(ERRORS_TO_SHOW, 2_000, (error) => {
      for (const reason of DECLINE_REASONS) met.add(payerSituation(withReason(error, reason)));
    });
    expect([...met].sort()).toEqual([...PAYER_SITUATIONS].sort());
  });

  test('also for words that only a newer version knows, the careful way', () => {
    const newer = (members: object): PaymentError => ({ ...EXAMPLES.rate_limited, ...members });
    expect(payerSituation(newer({ outcome: 'perhaps' }))).toBe('in_doubt');
    expect(payerSituation(newer({ retry: { strategy: 'pray', why: '' } }))).toBe('in_doubt');
    expect(payerSituation(newer({ category: 'moon_phase' }))).toBe('try_later');
  });
});

test('what providers are documented to answer leads to most of the situations', () => {
  const errors = fixturedErrors();
  expect(errors.length).toBeGreaterThan(900);
  expect(new Set(errors.map(({ error }) => payerSituation(error))).size).toBeGreaterThan(12);
});
