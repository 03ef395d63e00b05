import type { Table } from '../../provider/row.js';

const CHARGES = 'https://docs.stripe.com/api/charges/object';
const REFUNDS = 'https://docs.stripe.com/refunds';
const PAYOUTS = 'https://docs.stripe.com/api/payouts/failures';
const READERS = 'https://docs.stripe.com/api/terminal/readers/object';

/** All requests but those that change what is written of an object, which may have failed long before. */
const NOT_AN_UPDATE =
  /^(?!POST .*\/v1\/(?:charges|payment_intents|payouts|refunds|setup_intents|sources|topups)\/[^/]+\/?$)/;
const OUTGOING = { outcome: 'not_performed', retry: 'reconcile_first', fixableBy: 'merchant' } as const;

// Object, status and reason; top-ups fail in the words of payouts.
export const states = /* @__PURE__ */ (() => {
  const onPaths = NOT_AN_UPDATE;
  const byCode = { is: 'declined: unspecified', byCode: true, onPaths } as const;
  const charge = { source: CHARGES, onPaths } as const;
  const refund = { source: REFUNDS, onPaths } as const;
  const payout = { ...OUTGOING, source: PAYOUTS, onPaths } as const;
  return {
    'payment_intent.requires_payment_method payment_intent.requires_source': byCode,
    'setup_intent.requires_payment_method setup_intent.requires_source setup_attempt.failed': byCode,
    'charge.failed': byCode,
    'charge.failed.highest_risk_level': { is: 'declined: suspected_fraud', ...charge },
    'charge.failed.elevated_risk_level charge.failed.low_probability_of_authorization charge.failed.rule': {
      is: 'declined: unspecified', // blocked by Radar
      ...charge,
    },

    'refund.failed refund.failed.declined refund.failed.unknown': {
      is: 'declined: unspecified',
      ...refund,
    },
    'refund.failed.lost_or_stolen_card': { is: 'declined: lost_or_stolen', ...refund },
    'refund.failed.expired_or_canceled_card': { is: 'declined: expired_card', ...refund },
    'refund.failed.charge_for_pending_refund_disputed refund.failed.merchant_request': {
      is: 'conflict',
      outcome: 'not_performed',
      retry: 'never',
      ...refund,
    },
    'refund.failed.insufficient_funds': {
      is: 'conflict',
      ...OUTGOING,
      why: 'The merchant’s balance did not cover the refund.',
      ...refund,
    },
    'refund.failed.*': { is: 'declined: unrecognized', ...refund },

    'payout.failed payout.failed.declined payout.failed.could_not_process': {
      is: 'declined: unspecified',
      ...payout,
    },
    'payout.failed.account_closed payout.failed.bank_ownership_changed': {
      is: 'declined: account_closed',
      ...payout,
    },
    'payout.failed.account_frozen': { is: 'declined: restricted_card', ...payout },
    'payout.failed.debit_not_authorized payout.failed.bank_account_restricted': {
      is: 'declined: not_permitted',
      ...payout,
    },
    'payout.failed.no_account payout.failed.invalid_account_number': {
      is: 'declined: invalid_account',
      ...payout,
    },
    'payout.failed.incorrect_account_holder_name payout.failed.incorrect_account_holder_address': {
      is: 'declined: invalid_account',
      ...payout,
    },
    'payout.failed.incorrect_account_holder_tax_id payout.failed.incorrect_account_type': {
      is: 'declined: invalid_account',
      ...payout,
    },
    'payout.failed.invalid_card': { is: 'declined: invalid_account', ...payout },
    'payout.failed.invalid_issuer': { is: 'declined: invalid_account', ...payout, source: 'observed' },
    'payout.failed.invalid_currency': { is: 'declined: currency_not_supported', ...payout },
    'payout.failed.unsupported_card': { is: 'declined: card_not_supported', ...payout },
    'payout.failed.insufficient_funds': { is: 'declined: insufficient_funds', ...payout },
    'payout.failed.exceeds_amount_limit': { is: 'declined: limit_exceeded', ...payout },
    'payout.failed.exceeds_count_limit': { is: 'declined: limit_exceeded', ...payout, source: 'observed' },
    'payout.failed.issuer_unavailable': { is: 'declined: issuer_unavailable', ...payout },
    'payout.failed.refer_to_card_issuer': { is: 'declined: call_issuer', ...payout },
    'payout.failed.expired_card': { is: 'declined: expired_card', ...payout, source: 'observed' },
    'payout.failed.*': { is: 'declined: unrecognized', ...payout },
    'outbound.failed outbound.returned inbound.failed': {
      is: 'declined: unspecified',
      ...payout,
      source: 'observed',
    },

    'source.failed': { is: 'declined: unspecified', source: 'observed', onPaths },
    // What became of the payment, the payment says.
    'reader.failed': {
      is: 'conflict',
      source: READERS,
      onPaths: /^POST .*\/v1\/terminal\/readers\/[^/]+\/(?:confirm|process|refund)_\w+\/?$/,
    },
  } as const satisfies Table;
})();
