import { defineProvider } from 'payfault/provider';
import * as z from 'zod';

// What has the wrong type counts as missing: a bad leaf must not discard the code beside it.
const text = z.string().optional().catch(undefined);
const fields = { type: text, code: text, decline_code: text, message: text, param: text, doc_url: text };

const DAY = 24 * 3_600_000;

/**
 * Stripe. Answers are stored under an idempotency key and replayed, a 500 too, once a request began to be carried out.
 *
 * @see https://docs.stripe.com/api/errors
 * @see https://docs.stripe.com/api/idempotent_requests
 */
export const stripe = defineProvider({
  name: 'stripe',
  docs: 'https://docs.stripe.com/error-codes',
  idempotency: { header: 'Idempotency-Key', keyLifeMs: DAY, failures: 'stored', lookup: 'resource' },
  requestIdHeader: 'Request-Id',
  error: {
    schema: z.object({ error: z.object(fields) }),
    read: ({ error: { type, code, decline_code, message, param, doc_url } }) => ({
      codes: [decline_code, code],
      type,
      message,
      docUrl: doc_url,
      fieldErrors: param
        ? [{ field: param, reason: code === 'parameter_missing' ? 'required' : 'invalid', code }]
        : [],
    }),
    codes: {
      // https://docs.stripe.com/declines/codes
      authentication_required: 'declined: authentication_required',
      call_issuer: 'declined: call_issuer',
      card_declined: 'declined: unspecified',
      card_not_supported: 'declined: card_not_supported',
      card_velocity_exceeded: 'declined: limit_exceeded',
      currency_not_supported: 'declined: currency_not_supported',
      do_not_honor: 'declined: do_not_honor',
      duplicate_transaction: 'declined: duplicate_transaction',
      expired_card: 'declined: expired_card',
      fraudulent: 'declined: suspected_fraud',
      incorrect_cvc: 'declined: incorrect_cvc',
      incorrect_number: 'declined: incorrect_number',
      insufficient_funds: 'declined: insufficient_funds',
      issuer_not_available: 'declined: issuer_unavailable',
      lost_card: 'declined: lost_or_stolen',
      stolen_card: 'declined: lost_or_stolen',
      // https://docs.stripe.com/error-codes
      api_key_expired: { is: 'unauthenticated', fixableBy: 'merchant' },
      charge_already_refunded: { is: 'conflict', outcome: 'performed', retry: 'never' },
      idempotency_key_in_use: 'idempotency_conflict: in_progress',
      lock_timeout: 'rate_limited', // another request holds the object
      resource_missing: 'not_found',
    },
    types: { card_error: 'declined: unrecognized', idempotency_error: 'idempotency_conflict: mismatch' },
    broadTypes: { invalid_request_error: 'invalid_request', api_error: 'provider_error' },
  },
  httpStatuses: { 424: 'provider_unavailable' }, // something that Stripe relies on
  resource: {
    schema: z.object({ object: text, id: text, status: text, failure_code: text, failure_message: text }),
    read: ({ object, id, status, failure_code, failure_message }) => ({
      kind: object === 'refund' ? 'refund' : 'payment',
      id,
      states: [`${String(object)}.${String(status)}`],
      code: failure_code ?? status,
      message: failure_message,
    }),
    states: { 'charge.failed': 'declined: unspecified', 'refund.failed': 'declined: unspecified' },
  },
});
