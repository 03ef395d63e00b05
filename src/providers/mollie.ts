import * as z from 'zod/mini';

import type { ResourceKind } from '../error/words.js';
import { entryOf } from '../provider/careful.js';
import { makeProvider } from '../provider/define-provider.js';
import type { BodySchema } from '../provider/definition.js';
import type { FieldErrorReading, MaybeText } from '../provider/reading.js';
import type { Table } from '../provider/row.js';
import { either, number, optional, text } from '../provider/schema.js';
import type { MollieError, MollieResource } from './mollie/bodies.js';
import { codes } from './mollie/codes.js';
import { states } from './mollie/states.js';

const HOUR = 3_600_000;

export type { MollieError, MollieResource } from './mollie/bodies.js';

const envelope: BodySchema<MollieError> = /* @__PURE__ */ (() =>
  z.object({
    status: number,
    title: text,
    detail: text,
    field: text,
    extra: optional(z.object({ failureReason: text, failureMessage: text })),
    _links: optional(
      z.object({
        documentation: optional(z.object({ href: text })),
        dashboard: optional(z.object({ href: text })),
      }),
    ),
    error: either(text, optional(z.object({ message: text, field: text }))),
    error_description: text,
    resource: text,
  }))();

const resource: BodySchema<MollieResource> = /* @__PURE__ */ (() =>
  z.object({
    resource: text,
    id: text,
    status: text,
    authorizedAt: text,
    statusReason: optional(z.object({ code: text, message: text })),
    details: optional(
      z.object({ failureReason: text, failureMessage: text, bankReasonCode: text, bankReason: text }),
    ),
  }))();

// Mollie sends no codes with an error: `typesOf` says what these stand for.
const types = {
  'extra.failureReason': { is: 'declined: unrecognized', source: 'observed' },
} as const satisfies Table;

// Those that leave it to the HTTP status where that says more.
const broadTypes = {
  'oauth.invalid_client oauth.invalid_grant oauth.unauthorized_client': {
    is: 'unauthenticated',
    source: 'observed',
  },
  'api-idempotency.409': { is: 'idempotency_conflict: in_progress', source: 'observed' },
  'api-idempotency.400': { is: 'idempotency_conflict: mismatch', source: 'observed' },
  'dashboard.422': { is: 'not_configured', source: 'observed' },
  // Captured, refunded, paid out or cancelled already, or so much of it that too little is left: perhaps by one's own
  // request whose answer was lost.
  state: {
    is: 'conflict',
    source: 'observed',
    onPaths:
      /^DELETE |^POST .*\/(?:captures|orders\/[^/]+\/payments|payouts|refunds|release-authorization|routes|shipments|(?:balance-)?transfers)\/?$/,
  },
  // A customer has no two of the same description: the first may be one's own.
  'state.subscription': { is: 'conflict', source: 'observed', onPaths: /^POST .*\/subscriptions\/?$/ },
} as const satisfies Table;

const httpStatuses = {
  // Or the body is no JSON: only the link tells, and not for sure.
  400: {
    is: 'conflict',
    outcome: 'unknown',
    retry: 'reconcile_first',
    why: 'An earlier request with this key, but another body or path, may have got through.',
    withKey: true,
    onPaths: /^POST \/v2\//,
    source: 'https://docs.mollie.com/reference/api-idempotency',
  },
} as const satisfies Table;

const KINDS: Readonly<Record<string, ResourceKind>> = {
  payment: 'payment',
  refund: 'refund',
  capture: 'capture',
  payout: 'payout',
  settlement: 'payout',
  session: 'checkout',
  order: 'checkout',
  'connect-balance-transfer': 'other',
  'business-account-transfer': 'other',
};

/**
 * Mollie, API v2. It keeps an idempotency key for one hour, takes it on POST only, and gives back the stored answer;
 * after the hour the same key charges again.
 *
 * @see https://docs.mollie.com/reference/handling-errors
 * @see https://docs.mollie.com/reference/api-idempotency
 */
export const mollie = /* @__PURE__ */ makeProvider({
  name: 'mollie',
  docs: 'https://docs.mollie.com/reference/handling-errors',
  idempotency: {
    header: 'Idempotency-Key',
    keyedPaths: /^POST \/v2\//,
    readPaths: /^POST \/v2\/(?:business-accounts\/payee-verifications|wallets\/applepay\/sessions)$/,
    refundPaths: /^POST .*\/refunds\/?$/,
    payoutPaths: /^POST .*\/(?:payouts|routes|(?:balance-)?transfers)\/?$/,
    keyLifeMs: HOUR,
    failures: 'stored',
    lookup: 'resource',
  },
  error: {
    schema: envelope,
    read: (body) => {
      const { status, title, detail, extra, _links, error } = body;
      const v1 = typeof error === 'object' ? error : undefined;
      const isResource = body.resource && status === undefined; // a profile has a title too
      const isEnvelope = detail || (title && !isResource) || extra?.failureReason || error;
      if (!isEnvelope) return null;
      const sentence = detail || v1?.message;
      const isServerFault = status !== undefined && status >= 500;
      return {
        codes: [extra?.failureReason],
        code: extra?.failureReason || wordIn(error),
        type: typesOf(body),
        message: sentence || body.error_description || title || extra?.failureMessage,
        status,
        fieldErrors: isServerFault ? [] : fieldErrorsIn(body.field || v1?.field, sentence),
        docUrl: _links?.documentation?.href,
      };
    },
    codes,
    types,
    broadTypes,
  },
  httpStatuses,
  resource: {
    schema: resource,
    read: ({ resource: name, id, status, authorizedAt, statusReason, details }) => {
      const kind = name === undefined ? 'other' : entryOf(KINDS, name);
      if (kind === undefined) return null;
      const state = `${name ?? 'payment'}.${String(status)}`;
      const bankCode = bankCodeIn(details?.bankReasonCode);
      const reasons = [statusReason?.code, details?.failureReason, bankCode].filter(Boolean);
      return {
        kind,
        id,
        identified: name !== undefined,
        states: [
          ...reasons.map((reason) => `${state}.${String(reason)}`),
          authorizedAt && `${state}.authorized`,
          state,
        ],
        codes: reasons,
        code: reasons[0] ?? status,
        message: statusReason?.message || details?.failureMessage || details?.bankReason,
        networkDeclineCode: bankCode,
      };
    },
    states,
  },
});

/** As Mollie spells them: `lines.1.vatAmount`. Of anything else it is not sure that the request is at fault. */
const FIELD = /^[a-z][A-Za-z]*(?:\.[A-Za-z\d]+)*$/;

/** What may be more than is left. */
const MEASURE = /^(?:lines\.\d+\.)?(?:amount(?:\.value)?|quantity)$/;

/** What tells errors apart beside their status: a refused card, a link, a word of OAuth, or what the state may forbid. */
function typesOf({ status, field = '', extra, _links, error }: MollieError): readonly MaybeText[] {
  const isAboutKeys = /\/api-idempotency(?:[/?#]|$)/.test(_links?.documentation?.href ?? '');
  const oauth = wordIn(error);
  const isNoField = !FIELD.test(field);
  return [
    extra?.failureReason ? 'extra.failureReason' : null,
    isAboutKeys ? `api-idempotency.${String(status)}` : null,
    oauth ? `oauth.${oauth}` : null,
    _links?.dashboard?.href ? `dashboard.${String(status)}` : null,
    status === 422 && (isNoField || MEASURE.test(field)) ? 'state' : null,
    status === 422 && (isNoField || field === 'description') ? 'state.subscription' : null,
  ];
}

function wordIn(error: MollieError['error']): string | undefined {
  return typeof error === 'string' ? error : undefined;
}

/** A code of the European Payments Council; nothing else that may stand there. */
function bankCodeIn(code: string | undefined): string | undefined {
  return code !== undefined && /^[A-Z0-9]{4}$/.test(code) ? code : undefined;
}

/** At most one: Mollie names a field, and says in a sentence what is wrong with it. */
function fieldErrorsIn(
  field: string | undefined,
  sentence: string | undefined,
): readonly FieldErrorReading[] {
  if (!field) return [];
  const isMissing =
    sentence !== undefined && /(?:is missing|is required|must be provided)\.?$/.test(sentence);
  return [{ field, reason: isMissing ? 'required' : 'invalid', message: sentence }];
}
