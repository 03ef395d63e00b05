import * as z from 'zod/mini';

import type { FieldError } from '../error/payment-error.js';
import { makeProvider } from '../provider/define-provider.js';
import type { BodySchema } from '../provider/definition.js';
import type { FieldErrorReading, MaybeText, ResourceReading } from '../provider/reading.js';
import type { Table } from '../provider/row.js';
import { either, list, optional, text, word } from '../provider/schema.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** An address that PayPal puts beside what it says. */
export type PaypalLink = { readonly href: string | undefined; readonly rel: string | undefined };

/** One thing that is wrong; the `value` that was sent is left out. */
export type PaypalErrorDetail = {
  /** A code in capitals; under `/v1`, of a VALIDATION_ERROR, a sentence. */
  readonly issue: string | undefined;
  readonly description: string | undefined;
  /** A JSON pointer; under `/v1` a name with dots. */
  readonly field: string | undefined;
};

/** The body of PayPal's errors; those of a token have `error` in place of `name`. */
export type PaypalError = {
  readonly name: string | undefined;
  readonly message: string | undefined;
  readonly debug_id: string | undefined;
  /** In place of `debug_id` where a token is refused. */
  readonly correlation_id: string | undefined;
  readonly details: readonly PaypalErrorDetail[] | undefined;
  readonly links: readonly PaypalLink[] | undefined;
  /** In place of `links`. */
  readonly information_link: string | undefined;
  readonly error: string | undefined;
  readonly error_description: string | undefined;
};

/** A capture, authorization or refund of PayPal. */
export type PaypalPayment = {
  readonly id: string | undefined;
  readonly status: string | undefined;
  readonly status_details: { readonly reason: string | undefined } | undefined;
  readonly processor_response:
    | { readonly response_code: string | undefined; readonly payment_advice_code: string | undefined }
    | undefined;
  readonly network_transaction_reference: { readonly network: string | undefined } | undefined;
};

/**
 * An order of PayPal, which has purchase units, or a single capture, authorization or refund. What stands among an order's
 * payments and cannot be read is a payment of which nothing is known.
 */
export type PaypalResource = PaypalPayment & {
  readonly links: readonly PaypalLink[] | undefined;
  readonly purchase_units:
    | readonly {
        readonly payments:
          | {
              readonly captures: readonly PaypalPayment[] | undefined;
              readonly authorizations: readonly PaypalPayment[] | undefined;
            }
          | undefined;
      }[]
    | undefined;
};

const envelope: BodySchema<PaypalError> = /* @__PURE__ */ (() =>
  z.object({
    name: text,
    message: text,
    debug_id: text,
    correlation_id: text,
    details: list(z.object({ issue: text, description: text, field: text })),
    links: list(z.object({ href: text, rel: text })),
    information_link: text,
    error: text,
    error_description: text,
  }))();

// What cannot be read may be what was paid: it stays there as this.
const UNREAD: PaypalPayment = {
  id: undefined,
  status: undefined,
  status_details: undefined,
  processor_response: undefined,
  network_transaction_reference: undefined,
};
const UNREAD_UNIT = /* @__PURE__ */ (() => ({ captures: [UNREAD], authorizations: undefined }))();

const resource: BodySchema<PaypalResource> = /* @__PURE__ */ (() => {
  const payment = {
    id: text,
    status: text,
    status_details: optional(z.object({ reason: text })),
    processor_response: optional(z.object({ response_code: word, payment_advice_code: word })),
    network_transaction_reference: optional(z.object({ network: text })),
  };
  const payments = orUnread(list(orElse(z.object(payment), UNREAD)), [UNREAD]);
  const unit = {
    payments: orUnread(z.object({ captures: payments, authorizations: payments }), UNREAD_UNIT),
  };
  return z.object({
    ...payment,
    links: list(z.object({ href: text, rel: text })),
    purchase_units: list(orElse(z.object(unit), { payments: UNREAD_UNIT })),
  });
})();

/** What a schema makes of an item, or what stands for one that it refuses. */
function orElse<Output>(schema: z.ZodMiniType<Output>, unread: Output): z.ZodMiniType<Output | undefined> {
  return either(
    schema,
    z.transform(() => unread),
  );
}

/** The same of a member, which may be missing. */
function orUnread<Output>(
  schema: z.ZodMiniType<Output>,
  unread: NonNullable<Output>,
): z.ZodMiniType<Output | undefined> {
  return optional(
    either(
      schema,
      z.transform((value) => (value === null ? undefined : unread)),
    ),
  );
}

// A page for each issue.
const PAYMENTS = 'https://developer.paypal.com/api/payments/v2/errors';

const REFUND_REFUSED = { outcome: 'not_performed', retry: 'reconcile_first', fixableBy: 'merchant' } as const;
const DONE_BEFORE = {
  is: 'conflict',
  outcome: 'performed',
  retry: 'never',
  why: 'It was performed before.',
} as const;
const ENDED = { is: 'conflict', outcome: 'not_performed', retry: 'never' } as const;
const PAYERS_INPUT = { is: 'invalid_request', fixableBy: 'payer' } as const;
const OF_A_TOKEN = { is: 'unauthenticated', source: 'observed' } as const;
const REQUEST_FOR_A_TOKEN = { is: 'invalid_request', source: 'observed' } as const;

// What only says that the request is wrong is left out: its status says as much.
const issues = {
  'INSTRUMENT_DECLINED PAYMENT_SOURCE_DECLINED_BY_PROCESSOR ALIAS_DECLINED_BY_PROCESSOR DECLINED_DUE_TO_RELATED_TXN':
    'declined: unspecified',
  PAYMENT_DENIED: { is: 'declined: unspecified', source: 'observed' },
  // An order that is sent again under its key is answered so, too: the first one may have charged.
  TRANSACTION_REFUSED: {
    is: 'declined: unspecified',
    outcome: 'unknown',
    retry: 'reconcile_first',
    why: 'It is also how a repetition of what was performed is refused: look at the order.',
  },
  REDIRECT_PAYER_FOR_ALTERNATE_FUNDING: 'declined: unspecified', // the same order, paid from another source
  PAYER_ACTION_REQUIRED: 'declined: authentication_required', // back to PayPal: 3-D Secure, or something else
  'CARD_EXPIRED REFERENCED_CARD_EXPIRED': 'declined: expired_card',
  'CARD_BRAND_NOT_SUPPORTED CARD_TYPE_NOT_SUPPORTED': 'declined: card_not_supported',
  CURRENCY_NOT_SUPPORTED_FOR_CARD_TYPE: 'declined: currency_not_supported',
  PAYMENT_SOURCE_INFO_CANNOT_BE_VERIFIED: 'declined: incorrect_address',
  // No payer has another method for a refund; a payment's row is among the types.
  PAYER_ACCOUNT_LOCKED_OR_CLOSED: {
    is: 'declined: account_closed',
    ...REFUND_REFUSED,
    onPaths: /^POST .*\/refund$/,
  },
  PAYER_ACCOUNT_RESTRICTED: 'declined: restricted_card',
  AGREEMENT_ALREADY_CANCELLED: 'declined: mandate_revoked',
  'PAYER_CANNOT_PAY PAYMENT_SOURCE_CANNOT_BE_USED PAYMENT_SOURCE_NOT_SUPPORTED DOMESTIC_TRANSACTION_REQUIRED':
    'declined: not_permitted',
  'BANK_NOT_SUPPORTED_FOR_VERIFICATION IBAN_COUNTRY_NOT_SUPPORTED': 'declined: not_permitted',
  CARD_BILLING_ADDRESS_COUNTRY_NOT_SUPPORTED: {
    is: 'declined: not_permitted',
    source: `${PAYMENTS}/card_billing_address_country_not_supported`,
  },
  'PAYEE_BLOCKED_TRANSACTION TRANSACTION_BLOCKED_BY_PAYEE': 'declined: suspected_fraud', // by the merchant's own filters
  COMPLIANCE_VIOLATION: 'declined: compliance',
  TRANSACTION_LIMIT_EXCEEDED: 'declined: limit_exceeded',
  MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED: {
    is: 'declined: attempt_limit_exceeded',
    outcome: 'unknown',
    retry: 'reconcile_first',
    why: 'It says nothing of the attempts before, one of which may have got through: look at the order.',
  },
  REAUTHORIZATION_DECLINED_BY_PROCESSOR: {
    is: 'declined: unspecified',
    source: `${PAYMENTS}/reauthorization_declined_by_processor`,
  },
  REFUND_FAILED_INSUFFICIENT_FUNDS: { is: 'declined: insufficient_funds', ...REFUND_REFUSED },
  REFUND_FAILED_BY_PAYMENT_SOURCE: {
    is: 'declined: unspecified',
    ...REFUND_REFUSED,
    source: `${PAYMENTS}/refund_failed_by_payment_source`,
  },

  'PERMISSION_DENIED PERMISSION_DENIED_FOR_DONATION_ITEMS REFUND_IS_RESTRICTED': 'permission_denied',
  PAYEE_NOT_CONSENTED: { is: 'permission_denied', source: `${PAYMENTS}/payee_not_consented` },

  'PAYEE_ACCOUNT_NOT_VERIFIED NOT_ELIGIBLE_FOR_TOKEN_PROCESSING': 'not_configured',
  INVALID_ACCOUNT_STATUS: 'not_configured', // with HTTP 401, and yet a new token does not help
  'NOT_ENABLED_FOR_APPLE_PAY NOT_ENABLED_FOR_BANK_PROCESSING NOT_ENABLED_FOR_CARD_PROCESSING NOT_ENABLED_FOR_GOOGLE_PAY':
    'not_configured',
  'PAYEE_NOT_ENABLED_FOR_BANK_PROCESSING PAYEE_NOT_ENABLED_FOR_CARD_PROCESSING SHIPPING_TYPE_NOT_SUPPORTED_FOR_CLIENT':
    'not_configured',
  'NOT_ENABLED_TO_VAULT_PAYMENT_SOURCE NOT_ELIGIBLE_FOR_PAYPAL_TRANSACTION_ID_PROCESSING NOT_ELIGIBLE_FOR_PNREF_PROCESSING AUTH_CAPTURE_NOT_ENABLED':
    'not_configured',
  'PAYEE_ACCOUNT_LOCKED_OR_CLOSED PAYEE_ACCOUNT_RESTRICTED TRANSACTION_RECEIVING_LIMIT_EXCEEDED SETUP_ERROR_FOR_BANK':
    'not_configured',
  REFUND_FUNDS_NOT_AVAILABLE: { is: 'not_configured', source: `${PAYMENTS}/refund_funds_not_available` },
  'PLATFORM_FEES_NOT_SUPPORTED PLATFORM_FEE_NOT_ENABLED INVALID_PLATFORM_FEES_ACCOUNT PAYEE_PRICING_TIER_ID_NOT_ENABLED SAVE_ORDER_NOT_SUPPORTED':
    'not_configured',

  'INVALID_RESOURCE_ID TRACKER_ID_NOT_FOUND TOKEN_ID_NOT_FOUND PNREF_NOT_FOUND PAYPAL_TRANSACTION_ID_NOT_FOUND BILLING_AGREEMENT_NOT_FOUND IDENTIFIER_NOT_FOUND CAPTURE_ID_NOT_FOUND':
    'not_found',

  // Perhaps an earlier attempt got through; and yet none of these says that money moved: that capture may be declined.
  'ORDER_ALREADY_CAPTURED ORDER_ALREADY_AUTHORIZED AUTHORIZATION_ALREADY_CAPTURED': 'conflict',
  'ORDER_COMPLETED_OR_VOIDED ORDER_CANNOT_BE_CONFIRMED': 'conflict',
  ORDER_COMPLETION_IN_PROGRESS: 'conflict', // PayPal captures it by itself
  DUPLICATE_INVOICE_ID: 'conflict',
  DUPLICATE_REFUND: { is: 'conflict', source: `${PAYMENTS}/duplicate_refund` },
  DUPLICATE_TRANSACTION: {
    is: 'conflict',
    source: 'https://developer.paypal.com/api/errors/duplicate-transactions',
  },
  PREVIOUS_REQUEST_IN_PROGRESS: 'conflict', // on the same resource, whatever its key
  'REFUND_NOT_ALLOWED TRANSACTION_DISPUTED MAX_AUTHORIZATION_COUNT_EXCEEDED MAX_CAPTURE_COUNT_EXCEEDED MAX_NUMBER_OF_REFUNDS_EXCEEDED':
    'conflict',
  // What was captured, authorized or refunded before counts, too.
  'MAX_CAPTURE_AMOUNT_EXCEEDED AUTHORIZATION_AMOUNT_EXCEEDED REFUND_AMOUNT_EXCEEDED PLATFORM_FEE_EXCEEDED':
    'conflict',
  MAX_PAYEE_AMOUNT_LIMIT_EXCEEDED: {
    is: 'conflict',
    source: `${PAYMENTS}/max_payee_amount_limit_exceeded`,
  },
  MAX_PAYER_AMOUNT_LIMIT_EXCEEDED: {
    is: 'conflict',
    source: `${PAYMENTS}/max_payer_amount_limit_exceeded`,
  },
  MAX_REFUND_LIMIT_EXCEEDED: { is: 'conflict', source: `${PAYMENTS}/max_refund_limit_exceeded` },
  KYC_HOLD: { is: 'conflict', source: `${PAYMENTS}/kyc_hold` }, // the payment is pending, so there is one
  REAUTHORIZATION_TOO_SOON: { is: 'conflict', source: `${PAYMENTS}/reauthorization_too_soon` }, // once only
  'PREVIOUSLY_CAPTURED ORDER_ALREADY_COMPLETED PAYMENT_ALREADY_APPROVED ORDER_IS_PENDING_APPROVAL CAPTURE_STATUS_NOT_VALID':
    'conflict',

  'CAPTURE_FULLY_REFUNDED PREVIOUSLY_VOIDED': DONE_BEFORE,
  CAPTURED_AMOUNT_FULLY_REFUNDED: { ...DONE_BEFORE, source: `${PAYMENTS}/captured_amount_fully_refunded` },
  'AUTHORIZATION_DENIED AUTHORIZATION_EXPIRED AUTHORIZATION_VOIDED ORDER_EXPIRED REAUTHORIZATION_NOT_SUPPORTED REFUND_TIME_LIMIT_EXCEEDED REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK':
    ENDED,
  REAUTHORIZATION_NOT_SUPPORTED_FOR_PAYMENT_SOURCE: {
    ...ENDED,
    source: `${PAYMENTS}/reauthorization_not_supported_for_payment_source`,
  },
  PENDING_CAPTURE: {
    is: 'conflict',
    outcome: 'not_performed',
    retry: 'after_delay',
    delayMs: DAY,
    why: 'It can be refunded once it is no longer pending, which takes days.',
  },
  ORDER_NOT_APPROVED: {
    is: 'conflict',
    outcome: 'not_performed',
    retry: 'payer_action: try_again',
    fixableBy: 'payer',
  },
  TOKEN_EXPIRED: {
    is: 'conflict',
    outcome: 'not_performed',
    retry: 'payer_action: check_details',
    fixableBy: 'payer',
  },

  DUPLICATE_REQUEST_ID: {
    is: 'idempotency_conflict: unspecified',
    source: 'https://developer.paypal.com/api/deprecated/payments/v1/errors/duplicate_request_id',
  },
  PAYPAL_REQUEST_ID_PREVIOUSLY_USED: {
    is: 'idempotency_conflict: mismatch',
    source: 'https://developer.paypal.com/api/payment-tokens/v3/errors/paypal_request_id_previously_used',
  },
  PAYPAL_REQUEST_ID_REQUIRED: {
    is: 'invalid_request',
    fieldError: { field: 'PayPal-Request-Id', reason: 'required' },
  },
  'INVALID_SECURITY_CODE_LENGTH INVALID_EXPIRY_DATE INVALID_IBAN BILLING_ADDRESS_INVALID SHIPPING_ADDRESS_INVALID CITY_REQUIRED POSTAL_CODE_REQUIRED':
    PAYERS_INPUT,

  // of the token endpoint, and of a bad token anywhere
  'invalid_client invalid_grant unauthorized_client invalid_token': OF_A_TOKEN,
  'invalid_request unsupported_grant_type invalid_scope': REQUEST_FOR_A_TOKEN,
} as const satisfies Table;

const PROCESSOR =
  'https://www.github.com/paypal/PayPal-TypeScript-Server-SDK/tree/2.5.0/doc/models/processor-response-code.md';

// Of reading it, too: what is in doubt is the payment.
const MAY_HAVE_MOVED = {
  is: 'conflict',
  outcome: 'unknown',
  retry: 'reconcile_first',
  why: 'Money may have moved although it counts as refused: look at the payment.',
} as const;

// `processor_response.response_code` of a payment that was refused.
const processorCodes = {
  '0500 10BR': { is: 'declined: do_not_honor', source: PROCESSOR },
  '5120': { is: 'declined: insufficient_funds', source: PROCESSOR },
  '5140 PP06': { is: 'declined: account_closed', source: PROCESSOR },
  '0100 5930 9530': { is: 'declined: call_issuer', source: PROCESSOR },
  '0R00': { is: 'declined: mandate_revoked', source: PROCESSOR }, // the cardholder had the issuer stop it
  '5200': { is: 'declined: duplicate_transaction', source: PROCESSOR },
  '00N7 1382 5110 PCVV PPC2': { is: 'declined: incorrect_cvc', source: PROCESSOR },
  '5170 5190 PPAD PPAV': { is: 'declined: incorrect_address', source: PROCESSOR },
  '0890 5130 5500 7900': { is: 'declined: incorrect_pin', source: PROCESSOR },
  '1380 5400 PPEF PPEX': { is: 'declined: expired_card', source: PROCESSOR },
  '0390 1330 1335 6300 PPFI': { is: 'declined: invalid_account', source: PROCESSOR },
  '5950': { is: 'declined: invalid_account', methodAdvice: 'update_details', source: PROCESSOR },
  '1310 PPAI': { is: 'declined: invalid_amount', source: PROCESSOR },
  PPAX: { is: 'declined: limit_exceeded', source: PROCESSOR },
  '9520': { is: 'declined: lost_or_stolen', methodAdvice: 'do_not_try_again', source: PROCESSOR },
  '9500': { is: 'declined: suspected_fraud', methodAdvice: 'do_not_try_again', source: PROCESSOR },
  '9510': { is: 'declined: suspected_fraud', source: PROCESSOR },
  '1352 PPAB PPFR': { is: 'declined: restricted_card', source: PROCESSOR },
  '5150 5180': { is: 'declined: restricted_card', methodAdvice: 'do_not_try_again', source: PROCESSOR },
  '1320 PPCU PPUC': { is: 'declined: currency_not_supported', source: PROCESSOR },
  '0580 1312 5160 5210 5700 8030 PPAG PPBG PPCO PPQC PPTT PPUA PPUE PPUI': {
    is: 'declined: not_permitted',
    source: PROCESSOR,
  },
  'PPCT PPAE PPDI PPMC PPPM PPSE': { is: 'declined: card_not_supported', source: PROCESSOR },
  '5650 PCNR': { is: 'declined: authentication_required', source: PROCESSOR },
  '7710': { is: 'declined: authentication_failed', source: PROCESSOR },
  '7700 PPD3': { is: 'declined: authentication_unavailable', source: PROCESSOR },
  '5135': { is: 'declined: pin_tries_exceeded', source: PROCESSOR },
  '5710 PPEL PPNL PPDT': { is: 'declined: attempt_limit_exceeded', source: PROCESSOR },
  PPRN: { is: 'declined: attempt_limit_exceeded', methodAdvice: 'do_not_try_again', source: PROCESSOR },
  '5920 0960 8000 8010 8100 8110 8220 PPER PPNT': { is: 'declined: issuer_unavailable', source: PROCESSOR },
  '5910': {
    is: 'declined: issuer_unavailable',
    outcome: 'not_performed',
    retry: 'payer_action: use_other_method',
    methodAdvice: 'do_not_try_again',
    source: PROCESSOR,
  },
  '5100 9540': { is: 'declined: unspecified', source: PROCESSOR },
  '9100': {
    is: 'declined: unspecified',
    outcome: 'not_performed',
    retry: 'payer_action: try_again',
    methodAdvice: 'try_again_later',
    source: PROCESSOR,
  },
  '1340 1350 1370 8020 PPAU PPCE PPNM PPRR': { is: 'not_configured', source: PROCESSOR },
  // The key was used; it is settled already; it has to be reversed, or cannot be; it was approved, if not captured, or in part.
  'PPIF PPS1 0800 5800 PPLR PPUR 7600 1000': { ...MAY_HAVE_MOVED, source: PROCESSOR },
} as const satisfies Table;

const REASONS =
  'https://www.github.com/paypal/PayPal-TypeScript-Server-SDK/tree/2.5.0/doc/models/capture-incomplete-reason.md';

// `status_details.reason` of a payment that was refused; the others say nothing of why.
const statusReasons = {
  'reason.DECLINED_BY_RISK_FRAUD_FILTERS': { is: 'declined: suspected_fraud', source: 'observed' },
  'reason.BUYER_COMPLAINT reason.CHARGEBACK reason.REFUNDED': { ...MAY_HAVE_MOVED, source: REASONS },
  // The merchant did not accept it, or could not.
  'reason.INTERNATIONAL_WITHDRAWAL reason.RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION reason.UNILATERAL reason.VERIFICATION_REQUIRED':
    { is: 'not_configured', source: REASONS },
} as const satisfies Table;

const TELLING_REASONS: ReadonlySet<string> = /* @__PURE__ */ (() =>
  new Set(Object.keys(statusReasons).flatMap((words) => words.split(' '))))();

// By `name`, then by issue. UNPROCESSABLE_ENTITY is left out: it says no more than 422 does.
const types = {
  INVALID_REQUEST: 'invalid_request',
  'VALIDATION_ERROR MALFORMED_REQUEST': { is: 'invalid_request', source: 'observed' },
  AUTHENTICATION_FAILURE: 'unauthenticated',
  NOT_AUTHORIZED: 'permission_denied',
  RESOURCE_NOT_FOUND: 'not_found',
  RESOURCE_CONFLICT: 'conflict',
  UNSUPPORTED_MEDIA_TYPE: 'invalid_request',
  RATE_LIMIT_REACHED: 'rate_limited',
  INTERNAL_SERVER_ERROR: 'provider_error',
  INTERNAL_SERVICE_ERROR: { is: 'provider_error', source: 'observed' },
  SERVICE_UNAVAILABLE: 'provider_unavailable',
  'issue.PAYER_ACCOUNT_LOCKED_OR_CLOSED': 'declined: account_closed', // of a payment
} as const satisfies Table;

const REFUSED = { is: 'declined: unspecified', byCode: true } as const;

// What it is, and its status; an order has none for this.
const states = {
  'capture.DECLINED': REFUSED,
  'capture.DENIED': REFUSED,
  'authorization.DENIED': REFUSED,
  // Not by code: the processor's may be that of a broken connection, and says nothing of what PayPal did.
  'capture.FAILED': {
    is: 'provider_error',
    outcome: 'unknown',
    retry: 'reconcile_first',
    why: 'PayPal failed while it captured, which does not prove that no money moved: look at what was received.',
  },
  'refund.FAILED': 'declined: unspecified',
  'refund.CANCELLED': 'declined: unspecified',
  'order.FAILED_IN_PART': {
    is: 'declined: unspecified',
    outcome: 'performed',
    retry: 'reconcile_first',
    why: 'Part of the money moved: look at each purchase unit.',
  },
  'order.FAILED_AND_OPEN': {
    is: 'declined: unspecified',
    outcome: 'unknown',
    retry: 'reconcile_first',
    why: 'Part of it was refused, and the rest may still be paid: look at each purchase unit.',
  },
} as const satisfies Table;

// Money moved, even where it went back.
const PAID: readonly MaybeText[] = [
  'capture.COMPLETED',
  'capture.PARTIALLY_REFUNDED',
  'capture.REFUNDED',
  'authorization.CAPTURED',
  'authorization.PARTIALLY_CAPTURED',
];

const FIELD_REASONS = /* @__PURE__ */ reasonsByIssue({
  'MISSING_REQUIRED_PARAMETER REQUIRED_PARAMETER_FOR_PAYMENT_SOURCE REQUIRED_PARAMETER_FOR_CUSTOMER_INITIATED_PAYMENT ONE_OF_PARAMETERS_REQUIRED ONE_OF_THE_PARAMETERS_REQUIRED':
    'required',
  'NO_PAYMENT_SOURCE_PROVIDED MISSING_CRYPTOGRAM MISSING_PICKUP_ADDRESS MISSING_PREVIOUS_REFERENCE CITY_REQUIRED POSTAL_CODE_REQUIRED ITEM_TOTAL_REQUIRED TAX_TOTAL_REQUIRED REFERENCE_ID_REQUIRED':
    'required',
  'CARD_NUMBER_REQUIRED CARD_EXPIRY_REQUIRED RETURN_URL_REQUIRED CANCEL_URL_REQUIRED CRYPTOGRAM_REQUIRED EMV_DATA_REQUIRED VAULT_INSTRUCTION_REQUIRED PATCH_PATH_REQUIRED PATCH_VALUE_REQUIRED PAYPAL_REQUEST_ID_REQUIRED':
    'required',
  // INVALID_PARAMETER: it must not be there.
  'NOT_SUPPORTED INVALID_PARAMETER NOT_PATCHABLE FIELD_NOT_PATCHABLE UNSUPPORTED_PATCH_PARAMETER_VALUE UNSUPPORTED_INTENT':
    'not_allowed',
  'INVALID_PARAMETER_VALUE INVALID_PARAMETER_SYNTAX INVALID_STRING_LENGTH INVALID_STRING_MAX_LENGTH INVALID_ARRAY_MIN_ITEMS INVALID_ARRAY_MAX_ITEMS MALFORMED_REQUEST_JSON INVALID_SYNTAX':
    'invalid',
  'INVALID_COUNTRY_CODE INVALID_CURRENCY_CODE INVALID_EXPIRY_DATE INVALID_IBAN INVALID_SECURITY_CODE_LENGTH AMOUNT_MISMATCH ITEM_TOTAL_MISMATCH TAX_TOTAL_MISMATCH DECIMAL_PRECISION':
    'invalid',
  'DECIMALS_NOT_SUPPORTED MAX_VALUE_EXCEEDED CANNOT_BE_NEGATIVE CANNOT_BE_ZERO_OR_NEGATIVE INCOMPATIBLE_PARAMETER_VALUE BILLING_ADDRESS_INVALID SHIPPING_ADDRESS_INVALID':
    'invalid',
});

function reasonsByIssue(
  groups: Readonly<Record<string, FieldError['reason']>>,
): ReadonlyMap<string, FieldError['reason']> {
  return new Map(
    Object.entries(groups).flatMap(([words, reason]) => words.split(' ').map((issue) => [issue, reason])),
  );
}

/**
 * PayPal: orders, payments and the tokens for them. After a time-out or a 5xx the same key brings the latest state of the
 * first request; a decline inside a 2xx is kept, so a new attempt needs a new key, and a new order once that one is
 * completed.
 *
 * @see https://developer.paypal.com/api/orders/v2/error-messages
 * @see https://developer.paypal.com/reference/guidelines/idempotency/
 */
export const paypal = /* @__PURE__ */ makeProvider({
  name: 'paypal',
  docs: 'https://developer.paypal.com/api/orders/v2/error-messages',
  idempotency: {
    header: 'PayPal-Request-Id',
    keyedPaths:
      /^POST .*\/(?:checkout\/orders(?:\/?|\/[\w-]+\/(?:authorize|capture))|payments\/(?:authorizations\/[\w-]+\/(?:capture|reauthorize|void)|captures\/[\w-]+\/refund))$/,
    readPaths: /^POST .*\/v1\/oauth2\/token$/,
    keyLifeMs: 6 * HOUR,
    onPaths: [{ paths: /^POST .*\/payments\/(?:authorizations|captures)\//, keyLifeMs: 45 * DAY }],
    failures: 'safe_to_resend',
    lookup: 'resource',
  },
  requestIdHeader: 'PayPal-Debug-Id',
  error: {
    schema: envelope,
    read: ({ name, message, debug_id, correlation_id, details, links, information_link, ...token }) => {
      const { error, error_description } = token;
      // Other things have a name, too.
      if ((message ?? debug_id ?? details ?? error) === undefined) return null;
      const issueCodes = [...new Set(details?.map(codeOf))].filter((code) => code !== undefined);
      return {
        codes: [...issueCodes, name, error],
        type: [name, ...issueCodes.map((issue) => `issue.${issue}`)],
        message: details?.find(({ description }) => description)?.description ?? message ?? error_description,
        fieldErrors: details?.flatMap(fieldErrorIn),
        requestId: debug_id ?? correlation_id,
        docUrl: links?.find(({ rel }) => rel === 'information_link')?.href ?? information_link,
      };
    },
    codes: /* @__PURE__ */ (() => ({ ...issues, ...processorCodes, ...statusReasons }))(),
    types,
  },
  // By network, where it is told; what else is listed for one network alone is Mastercard's. What the other networks mean
  // by these digits is not documented.
  advice: {
    '01': 'update_details',
    '02 03 21 40 VISA.02 VISA.03 VISA.21': 'do_not_try_again',
    '24': { is: 'try_again_later', delayMs: HOUR },
    '25': { is: 'try_again_later', delayMs: DAY },
    '26': { is: 'try_again_later', delayMs: 2 * DAY },
    '27': { is: 'try_again_later', delayMs: 4 * DAY },
    '28': { is: 'try_again_later', delayMs: 6 * DAY },
    '29': { is: 'try_again_later', delayMs: 8 * DAY },
    '30': { is: 'try_again_later', delayMs: 10 * DAY },
    'MASTERCARD.02': { is: 'try_again_later', delayMs: 3 * DAY },
  },
  resource: {
    schema: resource,
    read: (body) => {
      if (body.purchase_units) return failuresIn(body.id, body.purchase_units);
      const address = body.links?.find(({ rel }) => rel === 'self')?.href;
      if (address === undefined) return unidentified(body);
      const kind = KINDS.find((one) => address.includes(`/v2/payments/${one}s/`));
      return kind ? readingOf(kind, body) : null;
    },
    states,
  },
});

/** An issue that is a code; some are sentences. */
function codeOf({ issue }: PaypalErrorDetail): string | undefined {
  return issue && /^[A-Z\d_]+$/.test(issue) ? issue : undefined;
}

function fieldErrorIn(detail: PaypalErrorDetail): readonly FieldErrorReading[] {
  const { field, issue, description } = detail;
  if (!field) return [];
  const code = codeOf(detail);
  const reason = FIELD_REASONS.get(code ?? '') ?? 'unrecognized';
  return [{ field, path: pathOf(field), reason, code, message: code ? description : (issue ?? description) }];
}

/** The segments of a JSON pointer, whose first slash may be missing; other names are split as usual. */
function pathOf(field: string): FieldErrorReading['path'] {
  if (!field.includes('/')) return undefined;
  const segments = field.replace(/^\//, '').split('/');
  return segments.map((segment) =>
    /^(?:0|[1-9]\d{0,8})$/.test(segment)
      ? Number(segment)
      : segment.replaceAll('~1', '/').replaceAll('~0', '~'),
  );
}

const KINDS = ['capture', 'authorization', 'refund'] as const;
type Kind = (typeof KINDS)[number];

/** What has no address for itself: a failing status is that of any kind. */
function unidentified(payment: PaypalPayment): ResourceReading {
  const states = KINDS.map((kind) => stateOf(kind, payment));
  return { ...readingOf('capture', payment), kind: 'other', states, identified: false };
}

/** As many items of a list are read. */
const MOST_ITEMS = 100;

/** The payments of an order, where all of them failed for sure; else the order, where a purchase unit was not paid. */
function failuresIn(
  id: string | undefined,
  units: NonNullable<PaypalResource['purchase_units']>,
): readonly ResourceReading[] {
  const paymentsByUnit = units.map(paymentsIn);
  const payments = paymentsByUnit.flat();
  const isWhole = units.length < MOST_ITEMS && payments.length < MOST_ITEMS;
  if (isWhole && payments.every(hasFailed)) return payments;
  // A unit that has any other payment was paid by that, or may still be.
  const [first] = paymentsByUnit
    .filter((tried) => tried.every((payment) => hasFailed(payment) || isUnread(payment)))
    .flatMap((tried) => tried.filter(hasFailed));
  if (!first) return [];
  const state = payments.some(isPaid) ? 'order.FAILED_IN_PART' : 'order.FAILED_AND_OPEN';
  return [{ ...first, kind: 'checkout', id, states: [state], codes: [] }];
}

function paymentsIn({
  payments,
}: NonNullable<PaypalResource['purchase_units']>[number]): readonly ResourceReading[] {
  const { captures = [], authorizations = [] } = payments ?? {};
  return [
    ...captures.map((capture) => readingOf('capture', capture)),
    ...authorizations.map((authorization) => readingOf('authorization', authorization)),
  ];
}

function hasFailed({ states: [state] }: ResourceReading): boolean {
  return Object.hasOwn(states, String(state));
}

function isUnread({ states: [state] }: ResourceReading): boolean {
  return state === undefined;
}

function isPaid({ states: [state] }: ResourceReading): boolean {
  return PAID.includes(state);
}

function readingOf(kind: Kind, payment: PaypalPayment): ResourceReading {
  const { id, status, processor_response, network_transaction_reference } = payment;
  const reason = reasonOf(payment);
  const code = processorCodeOf(payment);
  const advice = withZeros(processor_response?.payment_advice_code, 2);
  const network = network_transaction_reference?.network;
  return {
    kind: kind === 'authorization' ? 'payment' : kind,
    id,
    identified: true,
    states: [stateOf(kind, payment)],
    codes: [reason && `reason.${reason}`, code],
    code: reason ?? code ?? status,
    networkAdviceCode: advice,
    adviceNetwork: network === 'MASTERCARD' ? 'mastercard' : undefined,
    advice: advice ? [network ? `${network}.${advice}` : advice] : [],
  };
}

function stateOf(kind: Kind, { status }: PaypalPayment): string | undefined {
  return status && `${kind}.${status}`;
}

/** Why it was refused, where PayPal says so itself. */
function reasonOf({ status_details }: PaypalPayment): string | undefined {
  const reason = status_details?.reason;
  return TELLING_REASONS.has(`reason.${String(reason)}`) ? reason : undefined;
}

/** Why the processor refused it; `0000` says that the processor, for one, approved it. */
function processorCodeOf({ processor_response }: PaypalPayment): string | undefined {
  const code = withZeros(processor_response?.response_code, 4);
  return code === '0000' ? undefined : code;
}

/** The digits of a code that somebody made a number of have lost their zeros. */
function withZeros(code: string | undefined, length: number): string | undefined {
  return code && /^\d+$/.test(code) ? code.padStart(length, '0') : code || undefined;
}
