import * as z from 'zod/mini';

import type { DeclineReason, ResourceKind } from '../error/words.js';
import { entryOf } from '../provider/careful.js';
import { makeProvider } from '../provider/define-provider.js';
import type { BodySchema } from '../provider/definition.js';
import type { FieldErrorReading } from '../provider/reading.js';
import type { Table } from '../provider/row.js';
import { either, optional, text, word } from '../provider/schema.js';

/** What Paystand says of an error in detail. */
export type PaystandDetails = {
  readonly code: string | undefined;
  readonly detailCode: string | undefined;
  readonly description: string | undefined;
  readonly parameter: string | undefined;
  readonly explanation: string | undefined;
};

/** The body of Paystand's errors; of its OAuth failures, `error` is a word. The payer's input, in `value`, is left out. */
export type PaystandError = {
  readonly error:
    | string
    | {
        /** The HTTP status as Paystand names it; it may disagree with the one received. */
        readonly status: string | undefined;
        readonly type: string | undefined;
        readonly description: string | undefined;
        readonly details: PaystandDetails | undefined;
        readonly ref: string | undefined;
      }
    | undefined;
  readonly error_description: string | undefined;
};

/** A resource of Paystand. */
export type PaystandResource = {
  readonly object: string | undefined;
  readonly id: string | undefined;
  readonly status: string | undefined;
};

const envelope: BodySchema<PaystandError> = /* @__PURE__ */ (() =>
  z.object({
    error: either(
      text,
      optional(
        z.object({
          status: word,
          type: text,
          description: text,
          details: optional(
            z.object({
              code: word,
              detailCode: word,
              description: text,
              parameter: text,
              explanation: text,
            }),
          ),
          ref: text,
        }),
      ),
    ),
    error_description: text,
  }))();

const resource: BodySchema<PaystandResource> = /* @__PURE__ */ (() =>
  z.object({ object: text, id: word, status: text }))();

const BANK_MESSAGES: Readonly<Record<string, DeclineReason>> = {
  'do not honor': 'do_not_honor',
  'expired card': 'expired_card',
  'insufficient funds': 'insufficient_funds',
  'service not allowed': 'not_permitted',
  'generic decline': 'unspecified',
};

const BY_BANK = { is: 'declined: unspecified', byMessage: BANK_MESSAGES } as const;
const MOVE_FAILED = {
  is: 'declined: unspecified',
  outcome: 'unknown',
  retry: 'reconcile_first',
  fixableBy: 'merchant',
  why: 'It is the one code for all that can be wrong with it: an earlier attempt may have taken what was left.',
} as const;
const OAUTH = { is: 'unauthenticated', source: 'observed' } as const;

// apiError is left out: it says no more than the type and the status do.
const codes = {
  validationError: 'invalid_request',
  resourceNotFound: 'not_found',
  insufficientResourceAccess: 'permission_denied', // with HTTP 401, and yet a new token does not help
  insufficientFeatureAccess: 'not_configured',
  cardFailure: BY_BANK,
  bankFailure: BY_BANK,
  paymentFailure: BY_BANK,
  refundFailure: MOVE_FAILED,
  transferFailure: MOVE_FAILED,
  bankLoginFailure: 'declined: authentication_failed',
  tokenFailure: 'conflict', // perhaps since an earlier attempt used it up
  customerFailure: 'invalid_request',
  invalidTestCredentials: 'unauthenticated',
  invalid_client: OAUTH,
  invalid_grant: OAUTH,
  unauthorized_client: OAUTH,
  invalid_token: OAUTH,
  insufficient_scope: { is: 'permission_denied', source: 'observed' },
} as const satisfies Table;

// requestError and apiError are left out: they say no more than the HTTP status does.
const types = {
  authenticationError: 'unauthenticated',
  accessError: 'permission_denied',
  rateLimitError: 'rate_limited',
  apiConnectionError: 'provider_unavailable',
} as const satisfies Table;

/** What an error is about, by its code, where money goes out. */
const OUTGOING: Readonly<Record<string, ResourceKind>> = {
  refundFailure: 'refund',
  transferFailure: 'payout',
};

/**
 * Paystand. It documents no idempotency key: an unknown outcome is settled by looking at the resource.
 *
 * @see https://developers.paystand.com/reference/error-resource
 */
export const paystand = /* @__PURE__ */ makeProvider({
  name: 'paystand',
  docs: 'https://developers.paystand.com/reference/error-resource',
  idempotency: {
    refundPaths: /^POST .*\/refunds\/?$/,
    payoutPaths: /^POST .*\/(?:transfers|withdrawals)\/?$/,
    lookup: 'resource',
  },
  error: {
    schema: envelope,
    read: ({ error, error_description }) => {
      if (error === undefined) return null;
      if (typeof error === 'string') return { codes: [error], message: error_description };
      const { status, type, description, details, ref } = error;
      const kind = entryOf(OUTGOING, details?.code);
      return {
        codes: [details?.detailCode, details?.code],
        type,
        message: details?.explanation ?? details?.description ?? description,
        exactMessage: details?.explanation,
        status,
        fieldErrors: fieldErrorsIn(details),
        requestId: ref,
        resource: kind && { kind },
      };
    },
    insideSuccess: ({ error }) => typeof error === 'object',
    codes,
    types,
  },
  httpStatuses: { 402: 'declined: unspecified' },
  resource: {
    schema: resource,
    read: ({ object, id, status }) =>
      object === 'payment' || object === undefined
        ? {
            kind: 'payment',
            id,
            identified: object === 'payment',
            states: [`payment.${String(status)}`],
            code: status,
          }
        : null,
    states: { 'payment.failed': 'declined: unspecified' },
  },
});

function fieldErrorsIn(details: PaystandDetails | undefined): readonly FieldErrorReading[] {
  if (!details?.parameter) return [];
  const { detailCode, parameter, explanation } = details;
  const isRequired = detailCode === 'parameterMissing' || explanation?.endsWith('is required');
  return [{ field: parameter, reason: isRequired ? 'required' : 'invalid', message: explanation }];
}
