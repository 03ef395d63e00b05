import { defineProvider, type Table } from '../provider.js';
import { object, text, word } from '../schema.js';

const errorObject = /* @__PURE__ */ object(({ type, code, message }) => ({
  type: text(type),
  code: word(code),
  message: text(message),
}));

const envelope = /* @__PURE__ */ object(({ error }) => ({ error: errorObject(error) }));

// Source: https://guide.pay.gov.sg/start-an-api-integration/errors (the list there is not exhaustive)
const codes = {
  parameter_invalid: { category: 'invalid_request' },
  api_key_invalid: { category: 'unauthenticated' },
  authentication_required: { category: 'unauthenticated' },
  api_key_expired: { category: 'unauthenticated', fixableBy: 'merchant' },
  user_forbidden: { category: 'permission_denied' },
  payment_not_found: { category: 'not_found' },
  payment_service_not_found: { category: 'not_found' },
  // A 402, and yet no payer's card is involved: the payment service has no Stripe account.
  stripe_connect_account_not_found_for_payment_service: { category: 'not_configured' },
  email_blacklisted: {
    category: 'invalid_request',
    fixableBy: 'payer',
    fieldError: { field: 'email', code: 'not_allowed' },
  },
  idempotent_request_in_progress: { category: 'idempotency_conflict', conflict: 'in_progress' },
  idempotent_request_body_mismatch: { category: 'idempotency_conflict', conflict: 'mismatch' },
  server_error: { category: 'provider_error' },
} as const satisfies Table;

const types = {
  invalid_request_error: { category: 'invalid_request', unlessStatus: [401, 403, 404, 409, 429] },
  idempotency_error: { category: 'idempotency_conflict', conflict: 'unspecified' },
  external_error: { category: 'provider_unavailable' },
  api_error: { category: 'provider_error' },
} as const satisfies Table;

/**
 * PaySG. Its API creates payment links and refunds: a payer's card is never declined here.
 *
 * An answer is stored under its idempotency key and replayed, a 500 too; only creating a payment takes a key.
 *
 * @see https://guide.pay.gov.sg/start-an-api-integration/errors
 * @see https://guide.pay.gov.sg/start-an-api-integration/idempotency
 */
export const paysg = /* @__PURE__ */ defineProvider({
  name: 'paysg',
  docs: 'https://guide.pay.gov.sg/start-an-api-integration/errors',
  idempotency: {
    key: 'header',
    header: 'Idempotency-Key',
    keylessPaths: /\/payments\/[^/]+\/./, // what is done to an existing payment: refund, cancel, e-mail
    replaysFailures: true,
    lookup: 'merchant_reference',
  },
  error: {
    schema: envelope,
    read: ({ error }) => (error ? { codes: [error.code], type: error.type, message: error.message } : null),
  },
  codes,
  types,
});
