import { isRecord, isText } from '../careful.js';
import { defineProvider, type Table } from '../provider.js';
import type { SaidFieldError } from '../said.js';
import { entries, list, object, text, word } from '../schema.js';

const errorObject = /* @__PURE__ */ object(({ code, message, details }) => ({
  code: word(code),
  message: text(message),
  details,
}));

// OAuth failures put a word where other errors put an object.
const envelope = /* @__PURE__ */ object(({ error, error_description }) => ({
  error: text(error) ?? errorObject(error),
  description: text(error_description),
}));

const transaction = /* @__PURE__ */ object(({ status, fail_reason }) => ({
  status: text(status),
  reason: text(fail_reason),
}));

// Source: https://docsv2.paypaga.com/errors-2113602m0
const codes = {
  BAD_REQUEST: { category: 'invalid_request' },
  VALIDATION_ERROR: { category: 'invalid_request' },
  CONFIGURATION_NOT_AVAILABLE: { category: 'not_configured', source: 'observed' },
  UNAUTHORIZED: { category: 'unauthenticated' },
  FORBIDDEN: { category: 'permission_denied' },
  NOT_FOUND: { category: 'not_found' },
  MERCHANT_REFERENCE_ALREADY_EXISTS: {
    category: 'conflict',
    rule: {
      outcome: 'performed',
      strategy: 'reconcile_first',
      why: 'It was performed before: find it.',
    },
  },
  INVALID_STATUS_TRANSITION: { category: 'conflict', source: 'observed' },
  INTERNAL_ERROR: { category: 'provider_error' },
  invalid_client: { category: 'unauthenticated', source: 'observed' },
  invalid_grant: { category: 'unauthenticated', source: 'observed' },
  unauthorized_client: { category: 'unauthenticated', source: 'observed' },
  invalid_token: { category: 'unauthenticated', source: 'observed' },
} as const satisfies Table;

// A transaction's final status words, in lower case. The first API version says "Reject" and "Declined".
const FAILED_INSIDE = {
  category: 'provider_error',
  rule: {
    outcome: 'not_performed',
    strategy: 'after_delay',
    why: 'It failed inside the provider; no money moved.',
  },
} as const;
const CANCELLED = { category: 'declined', declineReason: 'payer_cancelled' } as const;
const DECLINED = { category: 'declined', declineReason: 'unspecified' } as const;

const outcomes = {
  'transaction.declined': DECLINED,
  'transaction.rejected': DECLINED,
  'transaction.reject': DECLINED,
  'transaction.failed': FAILED_INSIDE,
  'transaction.error': FAILED_INSIDE,
  'transaction.canceled': CANCELLED,
  'transaction.cancelled': CANCELLED,
  'transaction.expired': { category: 'declined', declineReason: 'payer_timed_out' },
} as const satisfies Table;

/**
 * PayPaga. It takes no idempotency key: a `merchant_transaction_reference` that exists already is refused, and may
 * be given as the request's `idempotencyKey`.
 *
 * @see https://docsv2.paypaga.com/errors-2113602m0
 */
export const paypaga = /* @__PURE__ */ defineProvider({
  name: 'paypaga',
  docs: 'https://docsv2.paypaga.com/errors-2113602m0',
  idempotency: { key: 'merchant_reference', replaysFailures: false, lookup: 'merchant_reference' },
  error: {
    schema: envelope,
    read: ({ error, description }) => {
      if (error === undefined) return null;
      if (isText(error)) return { codes: [error], message: description };
      const { code, message, details } = error;
      return { codes: [code], message, fieldErrors: fieldErrorsIn(details) };
    },
  },
  codes,
  statuses: { 402: DECLINED },
  outcome: {
    schema: transaction,
    read: ({ status, reason }) =>
      status === undefined
        ? null
        : { rows: [`transaction.${status.toLowerCase()}`], code: status, message: reason },
  },
  outcomes,
});

/** `details` is documented as `{}`; what arrives is a list of `{ field, message }`, or messages by field. */
function fieldErrorsIn(details: unknown): readonly SaidFieldError[] | undefined {
  const listed = list(details);
  if (listed) return listed.filter(isRecord).flatMap(({ field, message }) => fieldError(field, message));
  return entries(details)?.flatMap(([field, messages]) =>
    (list(messages) ?? [messages]).flatMap((message) => (isText(message) ? fieldError(field, message) : [])),
  );
}

function fieldError(field: unknown, message: unknown): readonly SaidFieldError[] {
  if (!isText(field)) return [];
  if (!isText(message)) return [{ field, code: 'invalid' }];
  return [{ field, code: message.endsWith('is required') ? 'required' : 'invalid', message }];
}
