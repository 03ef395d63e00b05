import * as z from 'zod/mini';

import { makeProvider } from '../provider/define-provider.js';
import type { BodySchema } from '../provider/definition.js';
import type { Table } from '../provider/row.js';
import { anything, text, word } from '../provider/schema.js';

const DAY = 86_400_000;

/** The body of PaySG's errors. */
export type PaysgError = {
  readonly error: {
    readonly type: string | undefined;
    readonly code: string | undefined;
    readonly message: string | undefined;
    /** Further context, with no documented members. */
    readonly data: unknown;
  };
};

const envelope: BodySchema<PaysgError> = /* @__PURE__ */ (() =>
  z.object({
    error: z.object({ type: text, code: word, message: text, data: anything }),
  }))();

// The list there is not exhaustive.
const codes = {
  parameter_invalid: 'invalid_request',
  api_key_invalid: 'unauthenticated',
  authentication_required: 'unauthenticated',
  api_key_expired: { is: 'unauthenticated', fixableBy: 'merchant' },
  user_forbidden: 'permission_denied',
  payment_not_found: 'not_found',
  payment_service_not_found: 'not_found',
  // A 402, and yet no payer's card is involved: the payment service has no Stripe account.
  stripe_connect_account_not_found_for_payment_service: 'not_configured',
  email_blacklisted: {
    is: 'invalid_request',
    fixableBy: 'payer',
    fieldError: { field: 'email', reason: 'not_allowed' },
  },
  idempotent_request_in_progress: 'idempotency_conflict: in_progress',
  idempotent_request_body_mismatch: 'idempotency_conflict: mismatch',
  server_error: 'provider_error',
} as const satisfies Table;

const broadTypes = {
  // No page lists how a second refund is refused: the first may be one's own, whose answer was lost.
  'once_only.invalid_request_error': {
    is: 'conflict',
    onPaths: /^POST .*\/payments\/[\w-]+\/(?:cancel|refunds?)\/?$/,
  },
  invalid_request_error: 'invalid_request',
  idempotency_error: 'idempotency_conflict: unspecified',
  external_error: 'provider_unavailable',
  api_error: 'provider_error',
} as const satisfies Table;

/**
 * PaySG. Its API creates payment links and refunds: a payer's card is never declined here.
 *
 * An answer is stored under its idempotency key and replayed, a 500 too; only creating a payment takes a key.
 *
 * @see https://guide.pay.gov.sg/start-an-api-integration/errors
 * @see https://guide.pay.gov.sg/start-an-api-integration/idempotency
 */
export const paysg = /* @__PURE__ */ makeProvider({
  name: 'paysg',
  docs: 'https://guide.pay.gov.sg/start-an-api-integration/errors',
  idempotency: {
    header: 'Idempotency-Key',
    keyedPaths: /^POST (?:\/[\w.-]+)*\/payment-services\/[\w-]+\/payments$/,
    refundPaths: /^POST .*\/payments\/[\w-]+\/refunds?\/?$/,
    keyLifeMs: DAY,
    failures: 'stored',
    lookup: 'merchant_reference',
  },
  error: {
    schema: envelope,
    read: ({ error: { code, type, message } }) => ({
      codes: [code],
      type: [type && `once_only.${type}`, type],
      message,
    }),
    codes,
    broadTypes,
  },
});
