import { type DeclineReason, defineProvider } from 'payfault';
import * as z from 'zod';

// What has the wrong type counts as missing: a bad leaf must not discard the code beside it.
const text = z.string().optional().catch(undefined);
const fields = { type: text, code: text, decline_code: text, message: text, param: text, doc_url: text };

const declined = (declineReason: DeclineReason) => ({ category: 'declined', declineReason }) as const;

/**
 * Stripe. Answers are stored under an idempotency key and replayed, a 500 too, once a request began to be carried out.
 *
 * @see https://docs.stripe.com/api/errors
 * @see https://docs.stripe.com/api/idempotent_requests
 */
export const stripe = defineProvider({
  name: 'stripe',
  docs: 'https://docs.stripe.com/error-codes',
  idempotency: { key: 'header', header: 'Idempotency-Key', replaysFailures: true, lookup: 'resource' },
  requestIdHeader: 'Request-Id',
  error: {
    schema: z.object({ error: z.object(fields) }),
    read: ({ error: { type, code, decline_code, message, param, doc_url } }) => ({
      codes: [decline_code, code],
      type,
      message,
      docUrl: doc_url,
      fieldErrors: param
        ? [{ field: param, code: code === 'parameter_missing' ? 'required' : 'invalid', providerCode: code }]
        : [],
    }),
  },
  codes: {
    // Source: https://docs.stripe.com/declines/codes (any other comes with the code card_declined)
    authentication_required: declined('authentication_required'),
    call_issuer: declined('call_issuer'),
    card_declined: declined('unspecified'),
    card_not_supported: declined('card_not_supported'),
    card_velocity_exceeded: declined('limit_exceeded'),
    currency_not_supported: declined('currency_not_supported'),
    do_not_honor: declined('do_not_honor'),
    duplicate_transaction: declined('duplicate_transaction'),
    expired_card: declined('expired_card'),
    fraudulent: declined('suspected_fraud'),
    incorrect_cvc: declined('incorrect_cvc'),
    incorrect_number: declined('incorrect_number'),
    insufficient_funds: declined('insufficient_funds'),
    issuer_not_available: declined('issuer_unavailable'),
    lost_card: declined('lost_or_stolen'),
    stolen_card: declined('lost_or_stolen'),
    // Source: https://docs.stripe.com/error-codes
    api_key_expired: { category: 'unauthenticated', fixableBy: 'merchant' },
    charge_already_refunded: { category: 'conflict', rule: { outcome: 'performed', strategy: 'never' } },
    idempotency_key_in_use: { category: 'idempotency_conflict', conflict: 'in_progress' },
    lock_timeout: { category: 'rate_limited' }, // another request holds the object
    resource_missing: { category: 'not_found' },
  },
  types: {
    card_error: declined('unrecognized'),
    idempotency_error: { category: 'idempotency_conflict', conflict: 'mismatch' },
    invalid_request_error: { category: 'invalid_request', unlessStatus: [401, 403, 404, 409, 424, 429] },
    api_error: { category: 'provider_error' },
  },
  statuses: { 424: { category: 'provider_unavailable' } }, // something that Stripe relies on
  outcome: {
    schema: z.object({ object: text, status: text, failure_code: text, failure_message: text }),
    read: ({ object, status, failure_code, failure_message }) => ({
      rows: [`${String(object)}.${String(status)}`],
      code: failure_code ?? status,
      message: failure_message,
    }),
  },
  outcomes: { 'charge.failed': declined('unspecified'), 'refund.failed': declined('unspecified') },
});
