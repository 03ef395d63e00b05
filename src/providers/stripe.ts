import * as z from 'zod/mini';

import type { FieldError } from '../error/payment-error.js';
import type { ResourceKind } from '../error/words.js';
import { entryOf } from '../provider/careful.js';
import { makeProvider } from '../provider/define-provider.js';
import type { BodySchema } from '../provider/definition.js';
import type { ErrorReading, FieldErrorReading, ResourceReading } from '../provider/reading.js';
import type { Table } from '../provider/row.js';
import { either, optional, text, word } from '../provider/schema.js';

const DAY = 86_400_000;

/** What Stripe says of an attempt that failed; the payer's data that it puts beside this is left out. */
export type StripeFailure = {
  readonly type: string | undefined;
  readonly code: string | undefined;
  readonly decline_code: string | undefined;
  readonly message: string | undefined;
  readonly param: string | undefined;
  readonly advice_code: string | undefined;
  readonly network_advice_code: string | undefined;
  readonly network_decline_code: string | undefined;
};

/** The body of Stripe's errors; of an OAuth failure, `error` is a word. Of the objects in it only the ids are kept. */
export type StripeError = {
  readonly error:
    | string
    | (StripeFailure & {
        readonly doc_url: string | undefined;
        /** Instead of `param` under `/v2`. */
        readonly invalid_param: string | undefined;
        readonly charge: string | undefined;
        readonly payment_intent: { readonly id: string | undefined } | undefined;
        readonly setup_intent: { readonly id: string | undefined } | undefined;
      })
    | undefined;
  readonly error_description: string | undefined;
};

/** An object of Stripe that can fail. */
export type StripeResource = {
  /** Which object it is. */
  readonly object: string | undefined;
  readonly id: string | undefined;
  readonly status: string | undefined;
  /** Of a payment intent. */
  readonly last_payment_error: StripeFailure | undefined;
  /** Of a setup intent. */
  readonly last_setup_error: StripeFailure | undefined;
  /** Of a setup attempt. */
  readonly setup_error: StripeFailure | undefined;
  /** Of a charge. */
  readonly outcome:
    | {
        readonly reason: string | undefined;
        readonly advice_code: string | undefined;
        readonly network_advice_code: string | undefined;
        readonly network_decline_code: string | undefined;
      }
    | undefined;
  /** Of a charge, payout or top-up. */
  readonly failure_code: string | undefined;
  readonly failure_message: string | undefined;
  /** Of a refund. */
  readonly failure_reason: string | undefined;
};

const adviceWords = () => ({ advice_code: word, network_advice_code: word, network_decline_code: word });

const failure = () => ({
  type: text,
  code: word,
  decline_code: word,
  message: text,
  param: text,
  ...adviceWords(),
});

const envelope: BodySchema<StripeError> = /* @__PURE__ */ (() => {
  const withId = optional(z.object({ id: text }));
  return z.object({
    error: either(
      text,
      optional(
        z.object({
          ...failure(),
          doc_url: text,
          invalid_param: text,
          charge: text,
          payment_intent: withId,
          setup_intent: withId,
        }),
      ),
    ),
    error_description: text,
  });
})();

const resource: BodySchema<StripeResource> = /* @__PURE__ */ (() => {
  const failed = optional(z.object(failure()));
  return z.object({
    object: text,
    id: text,
    status: text,
    last_payment_error: failed,
    last_setup_error: failed,
    setup_error: failed,
    outcome: optional(z.object({ reason: word, ...adviceWords() })),
    failure_code: word,
    failure_message: text,
    failure_reason: word,
  });
})();

const DECLINES = 'https://docs.stripe.com/declines/codes';
const CHARGES = 'https://docs.stripe.com/api/charges/object';
const REFUNDS = 'https://docs.stripe.com/refunds';
const PAYOUTS = 'https://docs.stripe.com/api/payouts/failures';

const PAYERS_INPUT = { is: 'invalid_request', fixableBy: 'payer' } as const;
const MERCHANTS_LIMIT = { is: 'conflict', fixableBy: 'merchant' } as const;
const FINAL = { is: 'conflict', outcome: 'not_performed', retry: 'never' } as const;
const NOT_YET = { is: 'conflict', outcome: 'not_performed', retry: 'after_delay' } as const;
const DONE_BEFORE = {
  is: 'conflict',
  outcome: 'performed',
  retry: 'never',
  why: 'It was performed before.',
} as const;

// A decline code goes before the error code beside it. What the list of error codes says no more of than the type does
// is left out.
const codes = {
  // decline codes
  insufficient_funds: { is: 'declined: insufficient_funds', source: DECLINES },
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
  'payment_intent_authentication_failure setup_intent_authentication_failure':
    'declined: authentication_failed',
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

  // other error codes
  'lock_timeout rate_limit': 'rate_limited', // lock_timeout: another request holds the object
  payment_intent_rate_limit_exceeded: { is: 'rate_limited', source: 'observed' },
  idempotency_key_in_use: 'idempotency_conflict: in_progress',
  // A second confirmation of a paid intent gets these: the first may have charged.
  'payment_intent_unexpected_state setup_intent_unexpected_state intent_invalid_state': 'conflict',
  'token_already_used token_in_use terminal_reader_busy terminal_reader_timeout': 'conflict', // likewise
  'charge_already_refunded charge_already_captured': DONE_BEFORE,
  return_intent_already_processed: { is: 'conflict', outcome: 'performed', retry: 'reconcile_first' },
  'charge_disputed refund_disputed_payment': FINAL,
  'charge_expired_for_capture capture_charge_authorization_expired': FINAL,
  terminal_reader_hardware_fault: {
    is: 'conflict',
    outcome: 'not_performed',
    retry: 'never',
    fixableBy: 'merchant',
  },
  'acss_debit_session_incomplete payout_reconciliation_not_ready terminal_reader_offline': NOT_YET,
  'balance_insufficient instant_payouts_limit_exceeded payouts_limit_exceeded': MERCHANTS_LIMIT,
  progressive_onboarding_limit_exceeded: MERCHANTS_LIMIT,
  'charge_not_refundable resource_already_exists capture_unauthorized_payment': 'conflict',
  'invalid_source_usage payment_method_unexpected_state bank_account_exists': 'conflict',
  'payment_method_bank_account_already_verified customer_max_payment_methods': 'conflict',
  'customer_max_subscriptions status_transition_invalid': 'conflict',
  'invoice_not_editable invoice_no_customer_line_items invoice_no_subscription_line_items': 'conflict',
  'out_of_inventory product_inactive sku_inactive': 'conflict',
  resource_missing: 'not_found', // a 400 where the id stands in the body
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
  // The other end may have acted.
  'forwarding_api_upstream_connection_error forwarding_api_upstream_connection_timeout':
    'provider_unavailable',
  'forwarding_api_upstream_error forwarding_api_retryable_upstream_error': {
    is: 'provider_unavailable',
    source: 'observed',
  },
  'account_number_invalid routing_number_invalid bank_account_bad_routing_numbers': PAYERS_INPUT,
  'bank_account_verification_failed postal_code_invalid email_invalid tax_id_invalid': PAYERS_INPUT,
  payment_method_billing_details_address_missing: PAYERS_INPUT,
  payment_intent_konbini_rejected_confirmation_number: PAYERS_INPUT,
  payment_method_microdeposit_verification_amounts_invalid: PAYERS_INPUT,
  payment_method_microdeposit_verification_amounts_mismatch: PAYERS_INPUT,
  payment_method_microdeposit_verification_descriptor_code_mismatch: PAYERS_INPUT,
  'parameter_missing parameter_unknown parameters_exclusive': 'invalid_request',
  'parameter_invalid_empty parameter_invalid_integer': 'invalid_request',
  'parameter_invalid_string_blank parameter_invalid_string_empty': 'invalid_request',
  'amount_too_small amount_too_large': 'invalid_request',
} as const satisfies Table;

// Under /v2 the type says what happened; the code beside it is not meant for programs.
const typesOfV2 = {
  'v2.rate_limit': { is: 'rate_limited', source: 'observed' },
  'v2.temporary_session_expired': { is: 'unauthenticated', source: 'observed' },
  'v2.capability_not_enabled v2.feature_not_enabled v2.financial_account_not_open': {
    is: 'not_configured',
    source: 'observed',
  },
  'v2.blocked_by_stripe': { is: 'permission_denied', source: 'observed' },
  'v2.already_canceled': {
    is: 'conflict',
    outcome: 'performed',
    retry: 'never',
    why: 'It was canceled before.',
    source: 'observed',
  },
  'v2.not_cancelable v2.cannot_proceed v2.controlled_by_alternate_resource v2.fx_quote_needs_refresh': {
    is: 'conflict',
    source: 'observed',
  },
  'v2.verification_attempt_failed v2.verification_expired v2.verification_not_initiated': {
    is: 'conflict',
    source: 'observed',
  },
  // insufficient_funds: in the merchant's own financial account.
  'v2.quota_exceeded v2.insufficient_funds': { is: 'conflict', fixableBy: 'merchant', source: 'observed' },
  'v2.invalid_payment_method v2.invalid_payout_method': { is: 'invalid_request', source: 'observed' },
  'v2.invalid_vaulted_credential v2.recipient_not_notifiable': { is: 'invalid_request', source: 'observed' },
} as const satisfies Table;

const types = /* @__PURE__ */ (() =>
  ({
    card_error: 'declined: unspecified',
    api_error: 'provider_error', // at a 402 too
    idempotency_error: 'idempotency_conflict: mismatch',
    rate_limit_error: { is: 'rate_limited', source: 'observed' },
    authentication_error: { is: 'unauthenticated', source: 'observed' },
    ...typesOfV2,
  }) as const satisfies Table)();

const broadTypes = {
  invalid_request_error: 'invalid_request',
  // OAuth
  'oauth.invalid_client oauth.invalid_grant': { is: 'unauthenticated', source: 'observed' },
  'oauth.invalid_request oauth.invalid_scope': { is: 'invalid_request', source: 'observed' },
  'oauth.unsupported_grant_type oauth.unsupported_response_type': {
    is: 'invalid_request',
    source: 'observed',
  },
} as const satisfies Table;

// Object, status and reason; top-ups fail in the words of payouts.
const states = /* @__PURE__ */ (() => {
  const byCode = { is: 'declined: unspecified', byCode: true } as const;
  const payout = {
    outcome: 'not_performed',
    retry: 'reconcile_first',
    fixableBy: 'merchant',
    source: PAYOUTS,
  } as const;
  return {
    'payment_intent.requires_payment_method payment_intent.requires_source': byCode,
    'setup_intent.requires_payment_method setup_intent.requires_source setup_attempt.failed': byCode,
    'charge.failed': byCode,
    'charge.failed.highest_risk_level': { is: 'declined: suspected_fraud', source: CHARGES },
    'charge.failed.elevated_risk_level charge.failed.low_probability_of_authorization charge.failed.rule': {
      is: 'declined: unspecified', // blocked by Radar
      source: CHARGES,
    },

    'refund.failed refund.failed.declined refund.failed.unknown': {
      is: 'declined: unspecified',
      source: REFUNDS,
    },
    'refund.failed.lost_or_stolen_card': { is: 'declined: lost_or_stolen', source: REFUNDS },
    'refund.failed.expired_or_canceled_card': { is: 'declined: expired_card', source: REFUNDS },
    'refund.failed.charge_for_pending_refund_disputed refund.failed.merchant_request': {
      is: 'conflict',
      outcome: 'not_performed',
      retry: 'never',
      source: REFUNDS,
    },
    'refund.failed.insufficient_funds': {
      is: 'conflict',
      outcome: 'not_performed',
      retry: 'reconcile_first',
      fixableBy: 'merchant',
      why: 'The merchant’s balance did not cover the refund.',
      source: REFUNDS,
    },
    'refund.failed.*': { is: 'declined: unrecognized', source: REFUNDS },

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
  } as const satisfies Table;
})();

const FIELD_REASONS: Readonly<Record<string, FieldError['reason']>> = {
  parameter_missing: 'required',
  parameter_invalid_empty: 'required',
  parameter_invalid_string_empty: 'required',
  parameter_unknown: 'not_allowed',
};

/**
 * Stripe, both `/v1` and `/v2`. Under `/v1` an answer is stored under its idempotency key and replayed, a decline and a
 * 500 too; under `/v2` a request that failed is carried out again. Which it is, and whether the key counts at all, is
 * told by the address of the request.
 *
 * An event of a webhook is no resource: give its `data.object` to `inspect`.
 *
 * @see https://docs.stripe.com/error-codes
 * @see https://docs.stripe.com/api/idempotent_requests
 * @see https://docs.stripe.com/error-low-level
 */
export const stripe = /* @__PURE__ */ makeProvider({
  name: 'stripe',
  docs: 'https://docs.stripe.com/error-codes',
  idempotency: {
    header: 'Idempotency-Key',
    keyedPaths: /^(?:POST \/v[12]|DELETE \/v2)\//,
    readPaths: /^POST \/v1\/invoices\/create_preview$/,
    keyLifeMs: DAY,
    failures: 'stored',
    onPaths: [{ paths: /^[A-Z]+ \/v2\//, failures: 'safe_to_resend', keyLifeMs: 30 * DAY }],
    retryHint: { header: 'Stripe-Should-Retry', sameKey: 'true' },
    lookup: 'resource',
  },
  requestIdHeader: 'Request-Id',
  error: {
    schema: envelope,
    read: ({ error, error_description }) => {
      if (error === undefined) return null;
      // A word of OAuth, or of any gateway: never one of Stripe's codes.
      if (typeof error === 'string')
        return { code: error, type: `oauth.${error}`, message: error_description };
      const { type, code, decline_code, message, doc_url } = error;
      return {
        codes: isTypeOfV2(type) ? [] : codesOf(error),
        code: decline_code || code,
        type: [type && `v2.${type}`, type],
        message,
        fieldErrors: fieldErrorsIn(error),
        docUrl: doc_url,
        resource: resourceIn(error),
        ...adviceOf(error),
      };
    },
    // Another `error` in a 2xx is a text of a report, or has no type.
    insideSuccess: ({ error }) => typeof error === 'object' && error.type !== undefined,
    codes,
    types,
    broadTypes,
  },
  advice: {
    do_not_try_again: 'do_not_try_again',
    confirm_card_data: 'update_details',
    try_again_later: 'try_again_later',
  },
  httpStatuses: { 402: 'declined: unspecified' },
  resource: { schema: resource, read: readResource, states },
});

function isTypeOfV2(type: string | undefined): boolean {
  return Object.keys(typesOfV2).some((words) => words.split(' ').includes(`v2.${String(type)}`));
}

/** Beside a decline code `card_declined` says nothing: an unlisted one has to stay unlisted. */
function codesOf({
  code,
  decline_code,
}: Pick<StripeFailure, 'code' | 'decline_code'>): readonly (string | undefined)[] {
  return [decline_code, decline_code && code === 'card_declined' ? undefined : code];
}

type AdviceWords = Pick<StripeFailure, 'advice_code' | 'network_advice_code' | 'network_decline_code'>;

/** The network's advice is two digits, of Mastercard's list. */
function adviceOf(said: AdviceWords | undefined): Partial<ErrorReading & ResourceReading> {
  return {
    networkDeclineCode: said?.network_decline_code,
    networkAdviceCode: said?.network_advice_code || said?.advice_code,
    adviceNetwork: 'mastercard',
    advice: [said?.advice_code],
  };
}

type ErrorObject = Exclude<StripeError['error'], string | undefined>;

function fieldErrorsIn({ code, param, invalid_param }: ErrorObject): readonly FieldErrorReading[] {
  const field = param || invalid_param;
  return field ? [{ field, reason: entryOf(FIELD_REASONS, code) ?? 'invalid', code }] : [];
}

function resourceIn({ payment_intent, charge, setup_intent }: ErrorObject): ErrorReading['resource'] {
  const paymentId = payment_intent?.id || charge;
  if (paymentId) return { kind: 'payment', id: paymentId };
  return setup_intent?.id ? { kind: 'other', id: setup_intent.id } : null;
}

/** An event or a list is none of these, nor is what may still succeed. */
function readResource(body: StripeResource): ResourceReading | null {
  const { last_payment_error, last_setup_error, setup_error, failure_code, failure_reason } = body;
  switch (body.object ?? seemsToBe(body)) {
    case 'payment_intent': // a new one has that status too
      return last_payment_error ? attemptIn('payment_intent', body, last_payment_error) : null;
    case 'setup_intent':
      return last_setup_error ? attemptIn('setup_intent', body, last_setup_error) : null;
    case 'setup_attempt':
      return attemptIn('setup_attempt', body, setup_error);
    case 'charge':
      return chargeIn(body);
    case 'refund':
      return transferIn('refund', 'refund', body, failure_reason);
    case 'payout':
      return transferIn('payout', 'payout', body, failure_code);
    case 'topup':
      return transferIn('other', 'payout', body, failure_code);
    default:
      return null;
  }
}

/** Without its `object` nothing says for sure what it is. */
function seemsToBe({ last_payment_error, last_setup_error }: StripeResource): string {
  if (last_payment_error) return 'payment_intent';
  return last_setup_error ? 'setup_intent' : 'charge';
}

function attemptIn(object: string, body: StripeResource, failed: StripeFailure | undefined): ResourceReading {
  const { decline_code, code, message } = failed ?? {};
  return {
    ...stateOf(object === 'payment_intent' ? 'payment' : 'other', object, body, decline_code || code),
    codes: failed && codesOf(failed),
    message,
    ...adviceOf(failed),
  };
}

function chargeIn(body: StripeResource): ResourceReading {
  const { outcome, failure_code, failure_message } = body;
  const reason = outcome?.reason;
  return {
    ...stateOf('payment', 'charge', body, reason || failure_code),
    codes: codesOf({ decline_code: reason, code: failure_code }),
    message: failure_message,
    ...adviceOf(outcome),
  };
}

function transferIn(
  kind: ResourceKind,
  object: string,
  body: StripeResource,
  reason: string | undefined,
): ResourceReading {
  return { ...stateOf(kind, object, body, reason), message: body.failure_message };
}

/** What its state is called, with the reason where there is one. */
function stateOf(
  kind: ResourceKind,
  object: string,
  { object: given, id, status }: StripeResource,
  reason: string | undefined,
): ResourceReading {
  const state = `${object}.${String(status)}`;
  return {
    kind,
    id,
    identified: given !== undefined,
    states: [reason && `${state}.${reason}`, state],
    code: reason || status,
  };
}
