import type { Table } from '../../provider/row.js';

const DAY = 86_400_000;

const DECLINES = 'https://docs.stripe.com/declines/codes';
const DEBITS = 'https://docs.stripe.com/payments/sepa-debit';

const PAYERS_INPUT = { is: 'invalid_request', fixableBy: 'payer' } as const;
const MERCHANTS_LIMIT = { is: 'conflict', fixableBy: 'merchant' } as const;
const FINAL = { is: 'conflict', outcome: 'not_performed', retry: 'never' } as const;
const KEY_USED_UP = {
  is: 'conflict',
  outcome: 'not_performed',
  retry: 'new_key',
  why: 'Nothing was performed; a key would bring this answer back.',
} as const;
const DONE_BEFORE = {
  is: 'conflict',
  outcome: 'performed',
  retry: 'never',
  why: 'It was performed before.',
} as const;

// https://docs.stripe.com/error-codes and https://docs.stripe.com/declines/codes
// A decline code goes before the error code beside it. What the list of error codes says no more of than the type does
// is left out. What begins with in_doubt is a code once more, for the paths where it may come of an earlier attempt.
export const codes = {
  // decline codes
  // Under /v2 it is the merchant who lacks money: a type says so.
  insufficient_funds: {
    is: 'declined: insufficient_funds',
    onPaths: /^(?![A-Z]+ .*\/v2\/)/,
    source: DECLINES,
  },
  do_not_honor: { is: 'declined: do_not_honor', source: DECLINES },
  call_issuer: { is: 'declined: call_issuer', source: DECLINES },
  expired_card: { is: 'declined: expired_card', source: DECLINES },
  card_not_supported: { is: 'declined: card_not_supported', source: DECLINES },
  currency_not_supported: { is: 'declined: currency_not_supported', source: DECLINES },
  invalid_amount: { is: 'declined: invalid_amount', source: DECLINES },
  'generic_decline no_action_taken security_violation': { is: 'declined: unspecified', source: DECLINES },
  do_not_try_again: { is: 'declined: unspecified', methodAdvice: 'do_not_try_again', source: DECLINES },
  'approve_with_id reenter_transaction try_again_later': {
    is: 'declined: unspecified',
    outcome: 'not_performed',
    retry: 'payer_action: try_again',
    methodAdvice: 'try_again_later',
    why: 'It was refused; the same card may be tried again.',
    source: DECLINES,
  },
  processing_error: { is: 'declined: processing_error', source: DECLINES },
  issuer_not_available: { is: 'declined: issuer_unavailable', source: DECLINES },
  'invalid_expiry_month invalid_expiry_year': { is: 'declined: incorrect_expiry', source: DECLINES },
  'incorrect_number invalid_number': { is: 'declined: incorrect_number', source: DECLINES },
  'incorrect_cvc invalid_cvc': { is: 'declined: incorrect_cvc', source: DECLINES },
  'incorrect_pin invalid_pin': { is: 'declined: incorrect_pin', source: DECLINES },
  'incorrect_zip incorrect_address': { is: 'declined: incorrect_address', source: DECLINES },
  incorrect_postal_code: { is: 'declined: incorrect_address', source: 'observed' },
  'not_permitted service_not_allowed transaction_not_allowed': {
    is: 'declined: not_permitted',
    source: DECLINES,
  },
  'lost_card stolen_card': { is: 'declined: lost_or_stolen', source: DECLINES },
  fraudulent: { is: 'declined: suspected_fraud', source: DECLINES },
  // The merchant's own block list.
  merchant_blacklist: { is: 'declined: suspected_fraud', fixableBy: 'merchant', source: DECLINES },
  'pickup_card restricted_card': { is: 'declined: restricted_card', source: DECLINES }, // perhaps lost or stolen
  invalid_account: { is: 'declined: invalid_account', source: DECLINES },
  new_account_information_available: {
    is: 'declined: invalid_account',
    methodAdvice: 'update_details',
    source: DECLINES,
  },
  'card_velocity_exceeded withdrawal_count_limit_exceeded': {
    is: 'declined: limit_exceeded',
    source: DECLINES,
  },
  pin_try_exceeded: { is: 'declined: pin_tries_exceeded', source: DECLINES },
  'authentication_required authentication_not_handled mobile_device_authentication_required': {
    is: 'declined: authentication_required',
    source: DECLINES,
  },
  'offline_pin_required online_or_offline_pin_required': {
    is: 'declined: authentication_required',
    source: DECLINES,
  },
  // The page gives no reason for these; the words do.
  'revocation_of_authorization revocation_of_all_authorizations stop_payment_order': {
    is: 'declined: mandate_revoked',
    source: DECLINES,
  },
  transaction_not_approved: { is: 'declined: mandate_revoked', source: 'observed' },
  duplicate_transaction: { is: 'declined: duplicate_transaction', source: DECLINES },
  testmode_decline: { is: 'declined: card_not_supported', fixableBy: 'developer', source: DECLINES },
  'test_mode_live_card live_mode_test_card': {
    is: 'declined: card_not_supported',
    fixableBy: 'developer',
    source: 'observed',
  },
  // decline codes of local payment methods
  'partner_generic_decline partner_payment_not_found': { is: 'declined: unspecified', source: DECLINES },
  partner_action_not_supported: { is: 'declined: unspecified', source: 'observed' },
  lost_or_stolen_card: { is: 'declined: lost_or_stolen', source: 'observed' },
  'invalid_customer_account invalid_payment_information': {
    is: 'declined: invalid_account',
    source: DECLINES,
  },
  expired_payment_information: { is: 'declined: expired_card', source: DECLINES },
  payment_limit_exceeded: { is: 'declined: limit_exceeded', source: DECLINES },
  partner_high_risk_customer: { is: 'declined: suspected_fraud', source: DECLINES },
  compliance_violation: { is: 'declined: compliance', source: DECLINES },
  'invalid_billing_agreement invalid_authorization': { is: 'declined: mandate_revoked', source: DECLINES },
  recurring_not_supported_by_bank: { is: 'declined: not_permitted', source: 'observed' },
  payment_disputed: { is: 'conflict', source: DECLINES },
  invalid_business_account: { is: 'not_configured', source: DECLINES },

  // error codes that are refusals
  'card_declined payment_intent_payment_attempt_failed setup_attempt_failed': 'declined: unspecified',
  payment_method_provider_decline: 'declined: unspecified',
  'payment_intent_action_required invoice_payment_intent_requires_action':
    'declined: authentication_required',
  subscription_payment_intent_requires_action: {
    is: 'declined: authentication_required',
    source: 'observed',
  },
  'payment_intent_authentication_failure setup_intent_authentication_failure':
    'declined: authentication_failed',
  authentication_failure: { is: 'declined: authentication_failed', source: 'observed' },
  three_d_secure_authentication_upstream_error: {
    is: 'declined: authentication_unavailable',
    source: 'observed',
  },
  expired_payment_method: { is: 'declined: expired_card', source: 'observed' },
  payment_method_restricted: { is: 'declined: restricted_card', source: 'observed' },
  'payment_intent_payment_attempt_expired setup_intent_setup_attempt_expired': 'declined: payer_timed_out',
  payment_method_customer_decline: 'declined: payer_canceled',
  'payment_method_not_available payment_method_provider_timeout': 'declined: issuer_unavailable',
  card_decline_rate_limit_exceeded: {
    is: 'declined: attempt_limit_exceeded',
    methodAdvice: 'try_again_later',
    methodDelayMs: DAY,
  },
  'payment_intent_mandate_invalid setup_intent_mandate_invalid billing_invalid_mandate':
    'declined: mandate_revoked',
  india_recurring_payment_mandate_canceled: { is: 'declined: mandate_revoked', source: 'observed' },
  'debit_not_authorized refer_to_customer': 'declined: mandate_revoked', // the payer stopped it at the bank
  account_closed: 'declined: account_closed',
  no_account: 'declined: invalid_account',
  'bank_account_declined bank_account_restricted bank_account_unusable': 'declined: not_permitted',
  payment_method_bank_account_blocked: 'declined: not_permitted',
  payment_method_microdeposit_verification_attempts_exceeded: 'declined: attempt_limit_exceeded',

  // failure codes of bank debits
  'authorization_revoked debit_authorization_not_match': { is: 'declined: mandate_revoked', source: DEBITS },
  recipient_deceased: { is: 'declined: account_closed', source: DEBITS },
  'invalid_account_number branch_does_not_exist incorrect_account_holder_name': {
    is: 'declined: invalid_account',
    source: DEBITS,
  },
  generic_could_not_process: { is: 'declined: unspecified', source: DEBITS },
  // The payer took the money back: another debit would be against their will.
  debit_disputed: { is: 'declined: unspecified', methodAdvice: 'do_not_try_again', source: DEBITS },

  // other error codes
  'lock_timeout rate_limit': 'rate_limited', // lock_timeout: another request holds the object
  payment_intent_rate_limit_exceeded: { is: 'rate_limited', source: 'observed' },
  idempotency_key_in_use: 'idempotency_conflict: in_progress',
  approval_required: {
    is: 'conflict',
    outcome: 'unknown',
    retry: 'reconcile_first',
    fixableBy: 'merchant',
    why: 'It is carried out once it is approved.',
    source: 'https://docs.stripe.com/account/approvals',
  },
  // A second confirmation of a paid intent gets these: the first may have charged.
  'payment_intent_unexpected_state setup_intent_unexpected_state intent_invalid_state': 'conflict',
  'token_already_used token_in_use terminal_reader_busy terminal_reader_timeout': 'conflict', // likewise
  charge_already_captured: DONE_BEFORE,
  charge_already_refunded: DONE_BEFORE,
  // A capture or a transfer is not performed by what forbids it.
  'in_doubt.charge_already_refunded': {
    is: 'conflict',
    onPaths: /^(?!POST .*\/(?:v1\/refunds|charges\/[^/]+\/refunds?|refund_payment)\/*$)/,
  },
  return_intent_already_processed: { is: 'conflict', outcome: 'performed', retry: 'reconcile_first' },
  'charge_disputed refund_disputed_payment': FINAL,
  'charge_expired_for_capture capture_charge_authorization_expired': FINAL,
  terminal_reader_hardware_fault: {
    is: 'conflict',
    outcome: 'not_performed',
    retry: 'never',
    fixableBy: 'merchant',
  },
  'acss_debit_session_incomplete terminal_reader_offline': KEY_USED_UP,
  payout_reconciliation_not_ready: { is: 'conflict', outcome: 'not_performed', retry: 'after_delay' }, // a read
  'balance_insufficient instant_payouts_limit_exceeded payouts_limit_exceeded': MERCHANTS_LIMIT,
  progressive_onboarding_limit_exceeded: MERCHANTS_LIMIT,
  'charge_not_refundable resource_already_exists capture_unauthorized_payment': 'conflict',
  'invalid_source_usage payment_method_unexpected_state bank_account_exists': 'conflict',
  'payment_method_bank_account_already_verified customer_max_payment_methods': 'conflict',
  'customer_max_subscriptions status_transition_invalid': 'conflict',
  'invoice_not_editable invoice_no_customer_line_items invoice_no_subscription_line_items': 'conflict',
  'out_of_inventory product_inactive sku_inactive': 'conflict',
  // A 400 where the id stands in the body. A type says what it means where a subscription is canceled.
  resource_missing: { is: 'not_found', onPaths: /^(?!DELETE .*\/subscriptions\/[^/]+\/*$)/ },
  'api_key_expired platform_api_key_expired': { is: 'unauthenticated', fixableBy: 'merchant' },
  secret_key_required: 'unauthenticated',
  'account_invalid not_allowed_on_standard_account transfers_not_allowed': 'permission_denied',
  // The limits of the merchant.
  'application_fees_not_allowed charge_exceeds_source_limit charge_exceeds_transaction_limit':
    'permission_denied',
  'payouts_not_allowed testmode_charges_only platform_account_required': 'not_configured',
  'payment_method_unactivated sepa_unsupported_account stripe_tax_inactive': 'not_configured',
  'instant_payouts_config_disabled instant_payouts_currency_disabled': 'not_configured',
  'instant_payouts_unsupported forwarding_api_inactive': 'not_configured',
  'capability_not_active insufficient_capabilities_for_transfer': {
    is: 'not_configured',
    source: 'observed',
  },
  // The other end may have acted.
  'forwarding_api_upstream_connection_error forwarding_api_upstream_connection_timeout':
    'provider_unavailable',
  'forwarding_api_upstream_error forwarding_api_retryable_upstream_error': {
    is: 'provider_unavailable',
    source: 'observed',
  },
  'account_number_invalid routing_number_invalid bank_account_bad_routing_numbers': PAYERS_INPUT,
  'bank_account_verification_failed postal_code_invalid email_invalid tax_id_invalid': PAYERS_INPUT,
  'customer_tax_location_invalid payment_method_billing_details_address_missing': PAYERS_INPUT,
  payment_intent_konbini_rejected_confirmation_number: PAYERS_INPUT,
  payment_method_microdeposit_verification_amounts_invalid: PAYERS_INPUT,
  payment_method_microdeposit_verification_amounts_mismatch: PAYERS_INPUT,
  payment_method_microdeposit_verification_descriptor_code_mismatch: PAYERS_INPUT,
  'parameter_missing parameter_unknown parameters_exclusive': 'invalid_request',
  'parameter_invalid_empty parameter_invalid_integer': 'invalid_request',
  'parameter_invalid_string_blank parameter_invalid_string_empty': 'invalid_request',
  'amount_too_small amount_too_large': 'invalid_request',
  // More than is left, perhaps since the same was made before.
  'in_doubt.amount_too_large': {
    is: 'conflict',
    onPaths: /^POST .*\/(?:capture|credit_notes|refunds?|refund_\w+|reversals|reverse|transfers)\/*$/,
  },
} as const satisfies Table;
