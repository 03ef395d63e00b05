import type { Table } from '../../provider/row.js';

const REFUSALS = 'https://docs.adyen.com/development-resources/refusal-reasons';

const PAYOUT = /\/Payout\//;
const NO_PAYOUT = /^(?!.*\/Payout\/)/;

/** What a reason means where somebody pays; it is documented for no payout, and there no payer can act on it. */
function refusal<const Meaning extends string>(
  is: Meaning,
): { is: Meaning; source: typeof REFUSALS; onPaths: RegExp } {
  return { is, source: REFUSALS, onPaths: NO_PAYOUT };
}

const NOT_SENT_ON = {
  is: 'provider_error',
  source: REFUSALS,
  onPaths: NO_PAYOUT,
  outcome: 'not_performed',
  retry: 'new_key',
  why: 'It failed and no money moved; its key would bring this answer back.',
} as const;

const UNKNOWN_FAILURE = { is: 'provider_error', source: REFUSALS } as const;

const CHANGE_REFUSED = {
  is: 'declined: unspecified',
  outcome: 'not_performed',
  retry: 'reconcile_first',
  fixableBy: 'merchant',
  why: 'The change was refused; the payment stands as it was.',
} as const;

export const states = /* @__PURE__ */ (() =>
  ({
    // By `refusalReasonCode`, or by `refusalReason` with `_` for its blanks where there is no code.
    'refusal.2 refusal.refused refusal.27 refusal.declined_non_generic': refusal('declined: unspecified'),
    'refusal.3 refusal.referral': refusal('declined: call_issuer'),
    'refusal.4 refusal.acquirer_error refusal.21 refusal.not_submitted': NOT_SENT_ON,
    'refusal.5 refusal.blocked_card refusal.25 refusal.restricted_card': refusal('declined: restricted_card'),
    'refusal.6 refusal.expired_card': refusal('declined: expired_card'),
    'refusal.7 refusal.invalid_amount': refusal('declined: invalid_amount'),
    'refusal.8 refusal.invalid_card_number': refusal('declined: incorrect_number'),
    'refusal.9 refusal.issuer_unavailable': refusal('declined: issuer_unavailable'),
    'refusal.10 refusal.not_supported': refusal('declined: not_permitted'),
    // With the `inferredRefusalReason` behind it.
    'refusal.10.3d_secure_mandated refusal.not_supported.3d_secure_mandated': refusal(
      'declined: authentication_required',
    ),
    'refusal.10.closed_account refusal.not_supported.closed_account': refusal('declined: account_closed'),
    'refusal.10.cvc_mandated refusal.not_supported.cvc_mandated': refusal('declined: incorrect_cvc'),
    'refusal.10.non-reloadable_prepaid_card refusal.not_supported.non-reloadable_prepaid_card': refusal(
      'declined: card_not_supported',
    ),
    'refusal.11 refusal.3d_not_authenticated': refusal('declined: authentication_failed'),
    'refusal.12 refusal.not_enough_balance': refusal('declined: insufficient_funds'),
    'refusal.14 refusal.acquirer_fraud refusal.20 refusal.fraud refusal.22 refusal.fraud-cancelled':
      refusal('declined: suspected_fraud'),
    'refusal.15 refusal.cancelled refusal.16 refusal.shopper_cancelled': refusal('declined: payer_canceled'),
    'refusal.17 refusal.invalid_pin': refusal('declined: incorrect_pin'),
    'refusal.18 refusal.pin_tries_exceeded': refusal('declined: pin_tries_exceeded'),
    'refusal.19 refusal.pin_validation_not_possible refusal.39 refusal.rreq_not_received_from_ds refusal.42 refusal.3ds_authentication_error':
      refusal('declined: authentication_unavailable'),
    'refusal.23 refusal.transaction_not_permitted': refusal('declined: not_permitted'),
    'refusal.24 refusal.cvc_declined': refusal('declined: incorrect_cvc'),
    'refusal.26 refusal.revocation_of_auth refusal.50 refusal.token_revoked':
      refusal('declined: mandate_revoked'),
    'refusal.28 refusal.withdrawal_amount_exceeded refusal.29 refusal.withdrawal_count_exceeded':
      refusal('declined: limit_exceeded'),
    'refusal.31 refusal.issuer_suspected_fraud': refusal('declined: suspected_fraud'),
    'refusal.32 refusal.avs_declined': refusal('declined: incorrect_address'),
    'refusal.33 refusal.card_requires_online_pin refusal.36 refusal.mobile_pin_required refusal.38 refusal.authentication_required refusal.41 refusal.cvm_required_restart_payment':
      refusal('declined: authentication_required'),
    'refusal.34 refusal.no_checking_account_available_on_card refusal.35 refusal.no_savings_account_available_on_card':
      refusal('declined: card_not_supported'),
    'refusal.37 refusal.contactless_fallback': refusal('declined: payer_timed_out'), // the shopper left
    'refusal.40 refusal.current_aid_is_in_penalty_box': {
      ...refusal('declined: issuer_unavailable'),
      outcome: 'not_performed',
      retry: 'payer_action: use_other_method',
      why: 'The network of this card is down.',
    },
    'refusal.43 refusal.online_pin_required': {
      ...refusal('declined: authentication_required'),
      source: 'observed',
    },
    'refusal.44 refusal.try_another_interface refusal.45 refusal.chip_downgrade_mode': {
      ...refusal('declined: unspecified'),
      source: 'observed',
    },
    'refusal.46 refusal.transaction_blocked_by_adyen_to_prevent_excessive_retry_fees': refusal(
      'declined: attempt_limit_exceeded',
    ),

    // These mean a success, or one that is still to come: no failure can have them.
    'refusal.1 refusal.authorised refusal.13 refusal.pending refusal.30 refusal.partially_approved':
      UNKNOWN_FAILURE,

    // By `resultCode` alone.
    'payment.Refused': refusal('declined: unspecified'),
    'payment.Refused.*': refusal('declined: unrecognized'), // with another reason
    'payment.Cancelled': refusal('declined: payer_canceled'),
    'payment.Error payment.Error.*': UNKNOWN_FAILURE, // only 4 and 21 say that no money moved
    'payout.Refused payout.Cancelled': { is: 'declined: unspecified', source: REFUSALS, onPaths: PAYOUT },

    'amountUpdate.refused modification.Refused': CHANGE_REFUSED,
    'modification.Error': 'provider_error',
    'balance.Failed': 'declined: unspecified',
    'donation.refused': 'declined: unspecified',
    'session.refused': 'declined: attempt_limit_exceeded',
    'session.canceled': 'declined: payer_canceled',
    'session.expired': 'declined: payer_timed_out',
    'paypalOrder.error': 'provider_error',
    'transfer.refused transfer.failed transfer.rejected return.Declined': 'declined: unspecified',
    'transfer.error': {
      is: 'provider_error',
      outcome: 'unknown',
      retry: 'reconcile_first',
      why: 'The transfer failed, and it is not said whether money moved.',
      source: 'observed',
    },
  }) as const satisfies Table)();
