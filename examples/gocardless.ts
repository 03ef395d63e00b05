import { defineProvider } from 'payfault/provider';
import * as z from 'zod';

// What has the wrong type counts as missing: a bad leaf must not discard the reason beside it.
const text = z.string().optional().catch(undefined);
const problem = z.object({ reason: text, message: text, field: text, request_pointer: text });
const links = z.object({ conflicting_resource_id: text }).optional().catch(undefined);
const problems = z.array(problem.extend({ links })).optional().catch(undefined);

const payment = z.object({ id: text, status: text }).optional().catch(undefined);

/**
 * GoCardless, which collects by direct debit. The same key never creates a second resource, whatever became of the first
 * request; a second one is answered with a conflict that names what the first created.
 *
 * @see https://developer.gocardless.com/api-reference#api-usage-errors
 * @see https://developer.gocardless.com/api-reference#making-requests-idempotency-keys
 */
export const gocardless = defineProvider({
  name: 'gocardless',
  docs: 'https://developer.gocardless.com/api-reference#api-usage-errors',
  idempotency: {
    header: 'Idempotency-Key',
    keyedPaths: /^POST \/[a-z_]+$/, // creating a resource; actions such as /payments/PM1/actions/cancel take none
    keyLifeMs: 24 * 3_600_000, // how long a key is kept was not to be found: a day is careful
    failures: 'safe_to_resend',
    lookup: 'resource',
  },
  requestIdHeader: 'X-Request-Id',
  error: {
    schema: z.object({
      error: z.object({
        type: text,
        message: text,
        request_id: text,
        documentation_url: text,
        errors: problems,
      }),
    }),
    read: ({ error: { type, message, request_id, documentation_url, errors = [] } }) => ({
      codes: errors.map(({ reason }) => reason),
      type,
      message: errors[0]?.message ?? message,
      requestId: request_id,
      docUrl: documentation_url,
      fieldErrors: errors.flatMap(({ field, request_pointer, message }) =>
        field ? [{ field: request_pointer ?? field, reason: missing(message), message }] : [],
      ),
      resource: conflictingResource(errors[0]?.links?.conflicting_resource_id),
    }),
    codes: {
      idempotent_creation_conflict: 'idempotency_conflict: unspecified',
      rate_limit_exceeded: 'rate_limited',
      'access_token_not_found access_token_not_active access_token_revoked missing_authorization_header':
        'unauthenticated',
      'forbidden insufficient_permissions': 'permission_denied',
      feature_disabled: 'not_configured',
      'resource_not_found link_not_found': 'not_found',
      'cancellation_failed retry_failed disable_failed': 'conflict', // perhaps the work of an earlier attempt
      'mandate_is_inactive bank_account_disabled': 'declined: mandate_revoked',
      'refund_payment_invalid_state number_of_refunds_exceeded': 'conflict',
    },
    types: { validation_failed: 'invalid_request', invalid_state: 'conflict' },
    broadTypes: { invalid_api_usage: 'invalid_request', gocardless: 'provider_error' },
  },
  resource: {
    schema: z.object({ payments: payment, refunds: payment }),
    read: ({ payments, refunds }) => [
      { kind: 'payment', id: payments?.id, states: [payments?.status], code: payments?.status },
      { kind: 'refund', id: refunds?.id, states: [refunds?.status && `refund.${refunds.status}`] },
    ],
    states: {
      failed: 'declined: unspecified', // an event tells why
      customer_approval_denied: 'declined: payer_canceled',
      'refund.failed refund.bounced': 'declined: unspecified',
    },
  },
});

/** Validation errors say in a sentence what is wrong with a field. */
function missing(message: string | undefined): 'required' | 'invalid' {
  return message !== undefined && /^(?:is required|can't be blank|must be provided)$/.test(message)
    ? 'required'
    : 'invalid';
}

function conflictingResource(id: string | undefined): { kind: 'other'; id: string } | null {
  return id === undefined ? null : { kind: 'other', id };
}
