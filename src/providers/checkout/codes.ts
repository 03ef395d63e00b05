import type { Table } from '../../provider/row.js';

/** Before a request is sent again whose first sending is still running, in milliseconds. */
export const LEAST_WAIT = 30_000;

export const RESPONSE_CODES = 'https://www.checkout.com/docs/developer-resources/codes/api-response-codes';
export const IDEMPOTENCY = 'https://www.checkout.com/docs/developer-resources/api/idempotency';

const TOKEN_SPENT = {
  is: 'conflict',
  outcome: 'unknown',
  retry: 'reconcile_first',
  why: 'A token is good for one attempt: an earlier one may have got through.',
} as const;
const NOT_CONFIGURED = { is: 'not_configured', source: 'observed' } as const;
const AMOUNT = { field: 'amount', reason: 'invalid' } as const;
const MISTYPED = { is: 'invalid_request', fixableBy: 'payer' } as const;
const PAYOUT_LIMIT = {
  is: 'declined: limit_exceeded',
  outcome: 'not_performed',
  retry: 'reconcile_first',
  fixableBy: 'merchant',
  why: 'A payout to a card was refused; no payer can change that.',
} as const;
const NOT_ELIGIBLE = {
  is: 'declined: card_not_supported',
  outcome: 'not_performed',
  retry: 'reconcile_first',
  fixableBy: 'merchant',
  why: 'The card takes no such payout; no payer can change that.',
} as const;

// Error codes, and response codes of payments: the pages above; those without a source are in the provider's `docs`.
export const codes = {
  // Of an error, in `error_codes`. Some 80 more, in _required or _invalid, say no more than the status does.
  duplicate_request: { is: 'idempotency_conflict: in_progress', delayMs: LEAST_WAIT },
  api_calls_quota_exceeded: 'rate_limited',
  'token_used token_in_use': TOKEN_SPENT,
  token_expired: {
    is: 'conflict',
    outcome: 'not_performed',
    retry: 'payer_action: check_details',
    fixableBy: 'payer',
    why: 'It was not used within its 15 minutes: the payer enters the details again.',
  },
  'payment_expired action_failure_limit_exceeded customer_already_exists': 'conflict',
  'email_in_use recurring_plan_exists': 'conflict',
  'dispute_already_accepted dispute_already_expired': { is: 'conflict', source: 'observed' },
  'update_not_allowed_due_to_state session_already_in_use': 'conflict',
  'card_not_found customer_not_found source_id_unknown recurring_plan_not_exist': 'not_found',
  '3ds_not_configured aft_processor_not_matched': NOT_CONFIGURED,
  no_authorization_enabled_processors_available: NOT_CONFIGURED,
  'business_invalid business_settings_missing': 'not_configured',
  'channel_details_invalid channel_url_missing': 'not_configured',
  'processing_channel_disabled no_processor_configured_for_card_scheme': 'not_configured',
  vault_not_configured_for_processing_channel: 'not_configured',
  card_authorization_failed: 'declined: unspecified',
  card_disabled: 'declined: restricted_card',
  card_expired: 'declined: expired_card',
  issuer_network_unavailable: 'declined: issuer_unavailable',
  'amount_limit_exceeded velocity_amount_limit_exceeded velocity_count_limit_exceeded': PAYOUT_LIMIT,
  'card_not_eligible_domestic_money_transfer card_not_eligible_cross_border_money_transfer': NOT_ELIGIBLE,
  'card_not_eligible_domestic_non_money_transfer card_not_eligible_cross_border_non_money_transfer':
    NOT_ELIGIBLE,
  'card_not_eligible_domestic_online_gambling card_not_eligible_cross_border_online_gambling': NOT_ELIGIBLE,
  '3ds_payment_required': 'declined: authentication_required',
  '3ds_malfunction': 'declined: authentication_unavailable',
  '3ds_not_enabled_for_card': {
    is: 'declined: authentication_unavailable',
    outcome: 'not_performed',
    retry: 'payer_action: use_other_method',
    methodAdvice: 'unspecified',
    why: 'The card does not take part in 3-D Secure.',
  },
  refund_authorization_declined: {
    is: 'declined: unspecified',
    outcome: 'not_performed',
    retry: 'reconcile_first',
    fixableBy: 'merchant',
    source: 'observed',
  },
  // More than is left: perhaps since an earlier attempt took its part.
  'amount_exceeds_balance refund_amount_exceeds_balance': {
    is: 'conflict',
    fieldError: AMOUNT,
    source: 'observed',
  },
  capture_value_greater_than_remaining_authorized: { is: 'conflict', fieldError: AMOUNT },
  capture_value_greater_than_authorized: { is: 'invalid_request', fieldError: AMOUNT },
  'card_number_invalid cvv_invalid expiry_date_format_invalid': MISTYPED,
  'card_expiry_month_invalid card_expiry_year_invalid': MISTYPED,
  processing_error: { is: 'provider_error', source: 'observed' },
  'service_unavailable apm_service_unavailable': { is: 'provider_unavailable', source: 'observed' },
  'invalid_client invalid_grant unauthorized_client': 'unauthenticated',
  'access_denied invalid_context': { is: 'unauthenticated', source: 'observed' },
  'invalid_scope operation_not_allowed_for_scope': 'permission_denied',

  // Of a payment that was declined, in `response_code`.
  '20001 20002 2006P 200A4': { is: 'declined: call_issuer', source: RESPONSE_CODES },
  '20005 20046': { is: 'declined: do_not_honor', source: RESPONSE_CODES },
  '20051 50003 50280': { is: 'declined: insufficient_funds', source: RESPONSE_CODES },
  '20054 20100 30033': { is: 'declined: expired_card', source: RESPONSE_CODES },
  '20014 30015': { is: 'declined: incorrect_number', source: RESPONSE_CODES },
  '20087 20124 200N7': { is: 'declined: incorrect_cvc', source: RESPONSE_CODES },
  '20055': { is: 'declined: incorrect_pin', source: RESPONSE_CODES },
  '20107 20123 50491 50492 50494': { is: 'declined: incorrect_address', source: RESPONSE_CODES },
  '30041 30043': { is: 'declined: lost_or_stolen', source: RESPONSE_CODES },
  '30046 50466': { is: 'declined: account_closed', source: RESPONSE_CODES },
  '20004 20016 20062 20067 20072 20078 2009G 30004 30007 30035 30036 30037': {
    is: 'declined: restricted_card',
    source: RESPONSE_CODES,
  },
  '20039 20044 20052 20053 20056 20083 20101 20108 20114 20179 50020 50021 50025 50026 50030': {
    is: 'declined: invalid_account',
    source: RESPONSE_CODES,
  },
  '50401 50402 50403 50404 50405 50406 50407 50408 50409 50410 50441 50451 50452 50471 50481': {
    is: 'declined: invalid_account',
    source: RESPONSE_CODES,
  },
  '20012 20015 20040 20045 20057 2005C 20058 20081 200E0 20122 20156 20182': {
    is: 'declined: not_permitted',
    source: RESPONSE_CODES,
  },
  '30016 30017 30018 30019 50022 50453 50454': { is: 'declined: not_permitted', source: RESPONSE_CODES },
  '20031 20103 200T3': { is: 'declined: card_not_supported', source: RESPONSE_CODES },
  '20106': { is: 'declined: currency_not_supported', source: RESPONSE_CODES },
  '20061 20065 200P1 200P9 30021 30022': { is: 'declined: limit_exceeded', source: RESPONSE_CODES },
  '50023 50101 50102 50103 50104 50105 50106 50513 50514 50515 50517': {
    is: 'declined: limit_exceeded',
    source: RESPONSE_CODES,
  },
  '20121': { is: 'declined: limit_exceeded', fixableBy: 'merchant', source: RESPONSE_CODES },
  '20013 30020 50511 50512': { is: 'declined: invalid_amount', source: RESPONSE_CODES },
  '20059 20063 20066 20183 30034 43*': { is: 'declined: suspected_fraud', source: RESPONSE_CODES },
  '40* 44*': { is: 'declined: suspected_fraud', source: 'observed' },
  '41* 42*': { is: 'declined: suspected_fraud', fixableBy: 'merchant', source: RESPONSE_CODES }, // its own rules and lists
  '20093 50001 50002 50005': { is: 'declined: compliance', source: RESPONSE_CODES },
  '20064': {
    is: 'declined: compliance',
    outcome: 'not_performed',
    retry: 'payer_action: use_other_method',
    why: 'The bank’s rules against money laundering forbid it; another card may pay.',
    source: RESPONSE_CODES,
  },
  '30044': {
    is: 'declined: compliance',
    outcome: 'not_performed',
    retry: 'payer_action: use_other_method',
    why: 'A prepaid card without a known holder may not pay here; another one may.',
    source: RESPONSE_CODES,
  },
  '20070 20154 43401': { is: 'declined: authentication_required', source: RESPONSE_CODES },
  '44301': { is: 'declined: authentication_required', source: 'observed' },
  '20151 20155': { is: 'declined: authentication_failed', source: RESPONSE_CODES },
  '20153 20159': { is: 'declined: authentication_unavailable', source: RESPONSE_CODES },
  '20150': {
    is: 'declined: authentication_unavailable',
    outcome: 'not_performed',
    retry: 'payer_action: use_other_method',
    methodAdvice: 'unspecified',
    why: 'The card does not take part in 3-D Secure.',
    source: RESPONSE_CODES,
  },
  '20017': { is: 'declined: payer_canceled', source: RESPONSE_CODES },
  '20152': { is: 'declined: payer_timed_out', source: RESPONSE_CODES },
  '200R1 200R3': { is: 'declined: mandate_revoked', source: RESPONSE_CODES },
  '20020 20022 20068 20090 20091 20092 20096 200A6 200E3 200N0 50027': {
    is: 'declined: issuer_unavailable',
    source: RESPONSE_CODES,
  },
  '20094 50490': { is: 'declined: duplicate_transaction', source: RESPONSE_CODES },
  '20038 20075': { is: 'declined: pin_tries_exceeded', source: RESPONSE_CODES },
  '30038': {
    is: 'declined: pin_tries_exceeded',
    methodAdvice: 'do_not_try_again', // the bank wants the card back
    source: RESPONSE_CODES,
  },
  '20006 20018 20021 20023 20024 20025 20026 20027 20028 20029 20030 20042 20060 20082 20084': {
    is: 'declined: unspecified',
    source: RESPONSE_CODES,
  },
  '20085 20086 20088 20089 20095 20097 20098 20099 200A5 200E2': {
    is: 'declined: unspecified',
    source: RESPONSE_CODES,
  },
  '200S4 200T2 200T5 20104 20105 20113 20115 20116 20117 20119 20120 20193 20197': {
    is: 'declined: unspecified',
    source: RESPONSE_CODES,
  },
  '50070 50100 50150 50240 50260 50399 50499 50531 50599': {
    is: 'declined: unspecified',
    source: RESPONSE_CODES,
  },
  '20019': {
    is: 'declined: unspecified',
    outcome: 'not_performed',
    retry: 'payer_action: try_again',
    source: RESPONSE_CODES,
  },
  '20003 20102 20112 20157 30045 50200': { is: 'not_configured', source: RESPONSE_CODES },
  '20033 30401 30402 30403 30404 30405 50180 50501': { is: 'invalid_request', source: RESPONSE_CODES },
  // Still in progress, completed in part, completed, or pending.
  '20009 20032 20110 20118': {
    is: 'conflict',
    outcome: 'unknown',
    retry: 'reconcile_first',
    why: 'It may still be performed, or was in part.',
    source: RESPONSE_CODES,
  },
  // A refusal with the code of an approval.
  '10*': {
    is: 'conflict',
    outcome: 'unknown',
    retry: 'reconcile_first',
    why: 'The code says that it was approved, the status that it was declined.',
    source: RESPONSE_CODES,
  },
  '20109 20111 20199': { is: 'conflict', source: RESPONSE_CODES },
  '20158': {
    is: 'conflict',
    outcome: 'not_performed',
    retry: 'never',
    why: 'The time for refunds is over.',
    source: RESPONSE_CODES,
  },
} as const satisfies Table;
