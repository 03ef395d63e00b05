import type { Table } from '../../provider/row.js';

const CARDS = 'https://docs.mollie.com/docs/handling-errors-with-mollie-components';
const TERMINALS = 'https://docs.mollie.com/reference/status-reasons';

// Refused cards: `details.failureReason` of a payment, `extra.failureReason` of an error.
const cards = {
  authentication_abandoned: { is: 'declined: payer_timed_out', source: CARDS },
  authentication_failed: { is: 'declined: authentication_failed', source: CARDS },
  authentication_required: { is: 'declined: authentication_required', source: CARDS },
  authentication_unavailable_acs: { is: 'declined: authentication_unavailable', source: CARDS },
  'card_declined unknown_reason': { is: 'declined: unspecified', source: CARDS },
  card_expired: { is: 'declined: expired_card', source: CARDS },
  inactive_card: { is: 'declined: restricted_card', source: CARDS },
  invalid_cvv: { is: 'declined: incorrect_cvc', source: CARDS },
  invalid_card_holder_name: {
    is: 'declined: unspecified',
    outcome: 'not_performed',
    retry: 'payer_action: check_details',
    methodAdvice: 'update_details',
    source: CARDS,
  },
  invalid_card_number: { is: 'declined: incorrect_number', source: CARDS },
  invalid_card_type: { is: 'declined: card_not_supported', source: CARDS },
  possible_fraud: { is: 'declined: suspected_fraud', source: CARDS },
  refused_by_issuer: { is: 'declined: do_not_honor', source: CARDS },
  insufficient_funds: { is: 'declined: insufficient_funds', source: CARDS },
} as const satisfies Table;

/** At a terminal, of cards and vouchers alike. */
function atTerminal<const Reason extends string>(reason: Reason): { is: Reason; source: typeof TERMINALS } {
  return { is: reason, source: TERMINALS };
}

const AGAIN = {
  ...atTerminal('declined: unspecified'),
  outcome: 'not_performed',
  retry: 'payer_action: try_again',
} as const;

// The card is not at fault.
const NOT_HERE = { ...atTerminal('declined: not_permitted'), methodAdvice: 'unspecified' } as const;

// `statusReason.code` of a payment at a terminal.
const terminals = /* @__PURE__ */ (() =>
  ({
    expired_card: atTerminal('declined: expired_card'),
    do_not_honor: atTerminal('declined: do_not_honor'),
    'invalid_amount incorrect_purchase_value': atTerminal('declined: invalid_amount'),
    'suspected_fraud fraud_security_related': atTerminal('declined: suspected_fraud'),
    'issuer_unavailable credit_issuer_unavailable system_malfunction file_temporarily_unavailable unable_to_go_online':
      atTerminal('declined: issuer_unavailable'),
    duplicate_transaction: atTerminal('declined: duplicate_transaction'),
    'invalid_card_id card_does_not_exist': atTerminal('declined: incorrect_number'),
    decline_for_cvv2_failure: atTerminal('declined: incorrect_cvc'),
    missing_cvv2_cvc2: { ...atTerminal('declined: incorrect_cvc'), fixableBy: 'merchant' },
    'invalid_pin cannot_verify_pin': atTerminal('declined: incorrect_pin'),
    'lost_card stolen_card capture_card pick_up_card_special_condition':
      atTerminal('declined: lost_or_stolen'),
    allowable_number_of_pin_tries_exceeded: atTerminal('declined: pin_tries_exceeded'),
    'restricted_card blocked_first_used card_is_blocked card_is_not_active card_is_transferred card_not_available':
      atTerminal('declined: restricted_card'),
    'refer_to_card_issuer refer_to_card_issuer_special_condition contact_card_issuer invalid_merchant security_violation lifecycle_related policy_related negative_online_cam_result':
      atTerminal('declined: call_issuer'),
    'invalid_transaction transaction_not_permitted_to_cardholder domestic_debit_transaction_not_allowed':
      atTerminal('declined: not_permitted'),
    cash_service_not_available: NOT_HERE,
    'transaction_not_allowed_at_terminal transaction_not_permitted_at_terminal': {
      ...NOT_HERE,
      fixableBy: 'merchant',
    },
    'exceeds_withdrawal_amount_limit exceeds_withdrawal_count_limit cashback_request_exceeds_issuer_limit transaction_amount_exceeds_pre_authorized_amount':
      atTerminal('declined: limit_exceeded'),
    'invalid_account_number no_credit_account no_checking_account no_savings_account invalid_nonexistent_account_specified invalid_nonexistent_to_account_specified invalid_nonexistent_from_account_specified':
      atTerminal('declined: invalid_account'),
    closed_account: atTerminal('declined: account_closed'),
    invalid_issuer: atTerminal('declined: card_not_supported'),
    wrong_currency: atTerminal('declined: currency_not_supported'),
    invalid_currency: { ...atTerminal('declined: currency_not_supported'), fixableBy: 'merchant' },
    'transaction_does_not_fulfill_aml_requirement violation_of_law': atTerminal('declined: compliance'),
    card_authentication_failed: atTerminal('declined: authentication_failed'),
    'additional_customer_authentication_required pin_data_required': atTerminal(
      'declined: authentication_required',
    ),
    'stop_payment_order revocation_of_authorization revocation_of_all_authorizations':
      atTerminal('declined: mandate_revoked'),
    'error re_enter_transaction': AGAIN,
    'terminal_busy terminal_unreachable': { ...AGAIN, fixableBy: 'merchant' },
    // Approvals, in full or in part; a decision left to somebody else; a reversal that did not find what to reverse.
    'approved_or_completed_successfully partial_approval honor_with_id vip_approval no_reason_to_decline purchase_amount_only_no_cash_back_allowed force_stip no_action_taken unable_to_locate_previous_message previous_message_located_inconsistent_data':
      {
        ...atTerminal('declined: unspecified'),
        outcome: 'unknown',
        retry: 'reconcile_first',
        why: 'The state says that it failed, but the reason is no refusal: some of it may have been charged.',
      },
    'unable_to_route_transaction format_error pin_not_changed invalid_authorization_life_cycle cryptographic_failure pin_cryptographic_error_found unacceptable_pin unsafe_pin pin_change_unblock_request_declined unable_to_locate_record transaction_reversed invalid_biller_information forward_to_issuer_xa forward_to_issuer_xd':
      atTerminal('declined: unspecified'),
    'invalid_ean_code cvv2_not_allowed service_failed invalid_operation authorization_error login_failed_without_reason login_failed_unknown_user login_failed_invalid_password':
      { ...atTerminal('declined: unspecified'), fixableBy: 'merchant' },
    'merchant_id_not_found merchant_account_closed sub_merchant_account_closed invalid_merchant_data invalid_category_code terminal_id_not_found invalid_retailer terminal_closed agreement_terminal_not_related invalid_processor_id merchant_not_registered_vbv merchant_not_registered_for_amex':
      atTerminal('not_configured'),
  }) as const satisfies Table)();

// `details.bankReasonCode` of a direct debit: the codes of the European Payments Council.
const banks = {
  'AC01 RC01': 'declined: invalid_account',
  'AC04 MD07': 'declined: account_closed',
  'AC06 AG01 SL01': 'declined: not_permitted',
  AM04: 'declined: insufficient_funds',
  AM05: 'declined: duplicate_transaction',
  MD01: 'declined: mandate_revoked',
  // The payer refused it, not the bank: to debit that account again would be against their will.
  MS02: {
    is: 'declined: payer_canceled',
    outcome: 'not_performed',
    retry: 'payer_action: use_other_method',
  },
  MS03: 'declined: unspecified',
  'RR01 RR02 RR03': { is: 'declined: unspecified', fixableBy: 'merchant' }, // a name, an address or an account is missing
  RR04: 'declined: compliance',
} as const satisfies Table;

// Why a payment failed, by whatever it was paid.
export const codes = /* @__PURE__ */ (() =>
  ({ ...cards, ...terminals, ...banks }) as const satisfies Table)();
