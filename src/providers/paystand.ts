import { entryOf, isText } from '../careful.js';
import type { DeclineReason, FieldError } from '../payment-error.js';
import { defineProvider, type Table } from '../provider.js';
import type { SaidFieldError } from '../said.js';
import { type Members, object, record, text, word } from '../schema.js';

// `error.status` may disagree with the HTTP status, which wins: it is not read.
const errorResource = /* @__PURE__ */ object(({ type, description, details, ref }) => ({
  type: text(type),
  description: text(description),
  details: detailsIn(record(details)),
  ref: text(ref),
}));

// OAuth failures put a word where other errors put an object.
const envelope = /* @__PURE__ */ object(({ error, error_description }) => ({
  error: text(error) ?? errorResource(error),
  description: text(error_description),
}));

const resource = /* @__PURE__ */ object(({ object, status }) => ({
  object: text(object),
  status: text(status),
}));

const BANK_MESSAGES: Readonly<Record<string, DeclineReason>> = {
  'do not honor': 'do_not_honor',
  'expired card': 'expired_card',
  'insufficient funds': 'insufficient_funds',
  'service not allowed': 'not_permitted',
  'generic decline': 'unspecified',
};
const DECLINED = { category: 'declined', declineReason: 'unspecified' } as const;
const DECLINED_BY_BANK = { ...DECLINED, byMessage: BANK_MESSAGES } as const;
const MOVE_FAILED = {
  ...DECLINED,
  rule: { outcome: 'not_performed', strategy: 'reconcile_first' },
} as const;

// Source: https://developers.paystand.com/reference/error-resource
const codes = {
  validationError: { category: 'invalid_request' },
  apiError: { category: 'provider_error', at4xx: { category: 'invalid_request' } },
  resourceNotFound: { category: 'not_found' },
  // Comes with HTTP 401, and yet a new token does not help.
  insufficientResourceAccess: { category: 'permission_denied' },
  insufficientFeatureAccess: { category: 'not_configured' },
  cardFailure: DECLINED_BY_BANK,
  bankFailure: DECLINED_BY_BANK,
  paymentFailure: DECLINED_BY_BANK,
  refundFailure: MOVE_FAILED,
  transferFailure: MOVE_FAILED,
  bankLoginFailure: { category: 'declined', declineReason: 'authentication_failed' },
  tokenFailure: {
    category: 'conflict',
    fixableBy: 'payer',
    rule: { outcome: 'not_performed', strategy: 'payer_action', action: 'check_details' },
  },
  customerFailure: { category: 'invalid_request' },
  invalidTestCredentials: { category: 'unauthenticated' },
  invalid_client: { category: 'unauthenticated', source: 'observed' },
  invalid_grant: { category: 'unauthenticated', source: 'observed' },
  unauthorized_client: { category: 'unauthenticated', source: 'observed' },
  invalid_token: { category: 'unauthenticated', source: 'observed' },
  insufficient_scope: { category: 'permission_denied', source: 'observed' },
} as const satisfies Table;

// requestError and apiError say no more than the HTTP status does.
const types = {
  authenticationError: { category: 'unauthenticated' },
  accessError: { category: 'permission_denied' },
  rateLimitError: { category: 'rate_limited' },
  apiConnectionError: { category: 'provider_unavailable' },
} as const satisfies Table;

const FIELD_ERROR_CODES: Readonly<Record<string, FieldError['code']>> = { parameterMissing: 'required' };

/**
 * Paystand. It documents no idempotency key: an unknown outcome is settled by looking at the resource.
 *
 * @see https://developers.paystand.com/reference/error-resource
 */
export const paystand = /* @__PURE__ */ defineProvider({
  name: 'paystand',
  docs: 'https://developers.paystand.com/reference/error-resource',
  idempotency: { key: 'none', lookup: 'resource' },
  error: {
    schema: envelope,
    in2xx: ({ error }) => typeof error === 'object',
    read: ({ error, description: oauthDescription }) => {
      if (error === undefined) return null;
      if (isText(error)) return { codes: [error], message: oauthDescription };
      const { type, description, details, ref } = error;
      return {
        codes: [details.detailCode, details.code],
        type,
        message: details.explanation ?? details.description ?? description,
        exactMessage: details.explanation,
        fieldErrors: fieldErrorsIn(details),
        requestId: ref,
      };
    },
  },
  codes,
  types,
  statuses: { 402: DECLINED },
  outcome: {
    schema: resource,
    read: ({ object, status }) => ({ rows: [`${String(object)}.${String(status)}`], code: status }),
  },
  outcomes: { 'payment.failed': DECLINED },
});

/** The payer's input is in `value`, which is not read. */
function detailsIn({ code, detailCode, description, parameter, explanation }: Members) {
  return {
    code: word(code),
    detailCode: word(detailCode),
    description: text(description),
    parameter: text(parameter),
    explanation: text(explanation),
  };
}

function fieldErrorsIn({
  detailCode,
  parameter,
  explanation,
}: ReturnType<typeof detailsIn>): readonly SaidFieldError[] | undefined {
  if (!parameter) return undefined;
  const worded = explanation?.endsWith('is required') ? 'required' : 'invalid';
  return [
    {
      field: parameter,
      code: entryOf(FIELD_ERROR_CODES, detailCode) ?? worded,
      message: explanation,
    },
  ];
}
