import type { ResourceKind } from '../error/words.js';
import { entryOf } from '../provider/careful.js';
import { makeProvider } from '../provider/define-provider.js';
import type { FieldErrorReading, MaybeText } from '../provider/reading.js';
import type { Table } from '../provider/row.js';
import { envelope, type MollieError, resource } from './mollie/bodies.js';
import { codes } from './mollie/codes.js';

export type { MollieError, MollieResource } from './mollie/bodies.js';

const HOUR = 3_600_000;
const RELEASES = 'https://docs.mollie.com/reference/release-authorization';

const MERCHANT = { outcome: 'not_performed', retry: 'reconcile_first', fixableBy: 'merchant' } as const;
const STATE_ENDED = {
  is: 'conflict',
  outcome: 'not_performed',
  retry: 'never',
  fixableBy: 'merchant',
} as const;
const FORBIDDEN = {
  is: 'declined: compliance',
  outcome: 'not_performed',
  retry: 'never',
  fixableBy: 'merchant',
} as const;

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

// Resource, status and reason.
const states = {
  'payment.failed': { is: 'declined: unspecified', byCode: true },
  'payment.canceled': { is: 'declined: payer_canceled', notAfter: ['DELETE'] },
  // No payer can cancel what is authorized: the merchant has released it.
  'payment.canceled.authorized': { ...STATE_ENDED, notAfter: ['DELETE'], source: RELEASES },
  // Nor let it expire: it was not captured in time.
  'payment.expired.authorized': { ...STATE_ENDED, source: 'observed' },
  'payment.expired session.expired order.expired': 'declined: payer_timed_out',
  'refund.failed capture.failed': { is: 'declined: unspecified', ...MERCHANT },
  'settlement.failed payout.failed connect-balance-transfer.failed': {
    is: 'declined: unspecified',
    ...MERCHANT,
  },
  'business-account-transfer.failed business-account-transfer.returned': {
    is: 'declined: unspecified',
    ...MERCHANT,
  },
  'refund.canceled payout.canceled order.canceled': { ...STATE_ENDED, notAfter: ['DELETE'] },
  'business-account-transfer.blocked': FORBIDDEN,

  'payout.failed.insufficient_funds settlement.failed.insufficient_funds': {
    is: 'declined: insufficient_funds',
    ...MERCHANT,
  },
  'payout.failed.organization_inactive payout.failed.payouts_blocked settlement.failed.organization_inactive settlement.failed.payouts_blocked':
    'not_configured',
  'payout.failed.invalid_request settlement.failed.invalid_request': 'invalid_request',
  'payout.failed.balance_not_found settlement.failed.balance_not_found': 'not_found',

  'connect-balance-transfer.failed.insufficient_funds': { is: 'declined: insufficient_funds', ...MERCHANT },
  'connect-balance-transfer.failed.transfer_limit_reached': { is: 'declined: limit_exceeded', ...MERCHANT },
  'connect-balance-transfer.failed.source_not_allowed connect-balance-transfer.failed.destination_not_allowed':
    'permission_denied',
  'connect-balance-transfer.failed.invalid_source_balance connect-balance-transfer.failed.invalid_destination_balance':
    'invalid_request',

  'business-account-transfer.failed.insufficient-funds business-account-transfer.returned.insufficient-funds':
    {
      is: 'declined: insufficient_funds', // so spelt
      ...MERCHANT,
    },
  'business-account-transfer.failed.rejected business-account-transfer.returned.rejected': FORBIDDEN,
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
