import type { Table } from '../../provider/row.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

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
export const issues = {
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

  // Names of /v1. The first is how a payout is refused that was sent before, under the same sender_batch_id.
  'USER_BUSINESS_ERROR TRANSACTION_ALREADY_REFUNDED REFUND_EXCEEDED_TRANSACTION_AMOUNT FULL_REFUND_NOT_ALLOWED_AFTER_PARTIAL_REFUND PAYMENT_ALREADY_DONE AUTHORIZATION_ALREADY_COMPLETED CAPTURE_AMOUNT_LIMIT_EXCEEDED':
    { is: 'conflict', source: 'observed' },

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
