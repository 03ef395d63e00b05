import { entryOf, isText } from '../careful.js';
import type { FieldError } from '../payment-error.js';
import { defineProvider, type Table } from '../provider.js';
import type { SaidFieldError } from '../said.js';
import { entries, list, type Members, object, record, text } from '../schema.js';

// RFC 7807. A `status` in a body is the HTTP status when it is a number and a resource's status when it is a string.
const problem = /* @__PURE__ */ object(({ type, title, detail, errors, errors_metadata }) => ({
  type: text(type),
  title: text(title),
  detail: text(detail),
  errors,
  errors_metadata,
}));

const resource = /* @__PURE__ */ object(({ id, status, reason }) => ({
  id: text(id),
  status: text(status),
  reason: record(reason),
}));

// Source: https://docs.getpaid.io/integration/api/responses
const types = {
  'not-found': { category: 'not_found' },
  conflict: { category: 'conflict' },
  'invalid-parameters': { category: 'invalid_request' },
  'server-unavailable': { category: 'provider_unavailable' },
} as const satisfies Table;

const FIELD_ERROR_CODES: Readonly<Record<string, FieldError['code']>> = {
  required: 'required',
  invalid_option: 'not_allowed',
  field_invalid: 'invalid',
};

const PAYMENT_FAILED = {
  category: 'provider_error',
  rule: {
    outcome: 'not_performed',
    strategy: 'after_delay',
    why: 'It failed and no money moved; its key would replay this answer, so use a new one.',
  },
} as const;
const REFUND_DECLINED = { outcome: 'not_performed', strategy: 'reconcile_first' } as const;
const REFUND_IMPOSSIBLE = { outcome: 'not_performed', strategy: 'never' } as const;
const LOST_OR_STOLEN = { category: 'declined', declineReason: 'lost_or_stolen' } as const;
const UNSPECIFIED = { category: 'declined', declineReason: 'unspecified' } as const;

// resource.status.reason; `*` is any other reason.
const outcomes = {
  'payment.declined.3ds_failed': { category: 'declined', declineReason: 'authentication_failed' },
  'payment.declined.3ds_rejected': {
    category: 'declined',
    declineReason: 'authentication_failed',
    rule: { outcome: 'not_performed', strategy: 'payer_action', action: 'contact_issuer' },
  },
  'payment.declined.3ds_not_enrolled': {
    category: 'declined',
    declineReason: 'authentication_failed',
    rule: { outcome: 'not_performed', strategy: 'payer_action', action: 'use_other_method' },
  },
  'payment.declined.3ds_timeout': { category: 'declined', declineReason: 'payer_timed_out' },
  'payment.declined.buyer_abandoned': { category: 'declined', declineReason: 'payer_timed_out' },
  'payment.declined.3ds_unavailable': { category: 'declined', declineReason: 'authentication_unavailable' },
  'payment.declined.cancelled_by_buyer': { category: 'declined', declineReason: 'payer_cancelled' },
  'payment.declined.declined_by_acquirer': { category: 'declined', declineReason: 'do_not_honor' },
  'payment.declined.insufficient_funds': { category: 'declined', declineReason: 'insufficient_funds' },
  'payment.declined.stole_card': LOST_OR_STOLEN, // so printed
  'payment.declined.stolen_card': LOST_OR_STOLEN,
  'payment.declined': UNSPECIFIED,
  'payment.declined.*': { category: 'declined', declineReason: 'unrecognized' },
  'payment.failed': PAYMENT_FAILED,
  'refund.declined.already_refunded': {
    category: 'conflict',
    rule: { outcome: 'performed', strategy: 'never', why: 'It was refunded before.' },
  },
  'refund.declined.exceeds_captured_amount': { category: 'invalid_request' },
  'refund.declined.refund_period_expired': { category: 'conflict', rule: REFUND_IMPOSSIBLE },
  'refund.declined.refund_unavailable': { category: 'conflict', rule: REFUND_IMPOSSIBLE },
  'refund.declined.declined': { ...UNSPECIFIED, rule: REFUND_DECLINED },
  'refund.declined': { ...UNSPECIFIED, rule: REFUND_DECLINED },
  'refund.declined.*': { category: 'declined', declineReason: 'unrecognized', rule: REFUND_DECLINED },
  'refund.failed': PAYMENT_FAILED,
  'checkout.failed': UNSPECIFIED,
  'checkout.declined': UNSPECIFIED,
  'checkout.expired': { category: 'declined', declineReason: 'payer_timed_out' },
} as const satisfies Table;

/** Their names by resource, status and reason: one put together for each answer would be hashed each time, too. */
const NAMES = /* @__PURE__ */ namesByPart(Object.keys(outcomes));

/**
 * Getpaid. Only successful answers are stored under an idempotency key, for 7 days: after a 4xx or 5xx the same key may
 * be sent again; a decline inside a 2xx is stored, so a new attempt needs a new key.
 *
 * @see https://docs.getpaid.io/integration/api/responses
 */
export const getpaid = /* @__PURE__ */ defineProvider({
  name: 'getpaid',
  docs: 'https://docs.getpaid.io/integration/api/responses',
  idempotency: {
    key: 'header',
    header: 'Getpaid-Idempotency-Key',
    replaysFailures: false,
    lookup: 'resource',
  },
  requestIdHeader: 'Getpaid-Trace-Id',
  error: {
    schema: problem,
    read: ({ type, title, detail, errors, errors_metadata }) => {
      const slug = slugOf(type);
      if (title === undefined && slug === undefined) return null;
      return {
        codes: [slug],
        type: slug,
        message: detail ?? title,
        fieldErrors: fieldErrorsIn(errors, record(errors_metadata)),
        docUrl: type,
      };
    },
  },
  codes: {},
  types,
  outcome: {
    schema: resource,
    read: ({ id, status, reason }) => {
      const names = NAMES.get(resourceOf(id))?.get(status ?? '');
      if (!names) return null;
      const reasonCode = text(reason['code']) ?? '';
      return {
        rows: [names.get(reasonCode) ?? names.get('*') ?? names.get('')],
        code: reasonCode || status,
        message: text(reason['description']) ?? text(reason['details']),
      };
    },
  },
  outcomes,
});

/** The prefixes of type URIs differ between versions of the docs: the fragment behind its leading `404---` is stable. */
function slugOf(type: string | undefined): string | undefined {
  return type ? /#(?:\d{3}---)?([^#]*)$/.exec(type)?.[1] : undefined;
}

type Branches<Leaf> = Map<string, Leaf>;

function namesByPart(names: readonly string[]): Branches<Branches<Branches<string>>> {
  const byPart = new Map<string, Branches<Branches<string>>>();
  for (const name of names) {
    const [resource, status, reason = ''] = name.split('.') as [string, string, string?]; // all have two or three
    branchOf(branchOf(byPart, resource), status).set(reason, name);
  }
  return byPart;
}

function branchOf<Leaf>(branches: Branches<Branches<Leaf>>, part: string): Branches<Leaf> {
  const branch = branches.get(part) ?? new Map<string, Leaf>();
  branches.set(part, branch);
  return branch;
}

function resourceOf(id = ''): string {
  if (id.startsWith('rfd_')) return 'refund';
  return id.startsWith('cko_') || id.startsWith('chk_') ? 'checkout' : 'payment';
}

function fieldErrorsIn(errors: unknown, metadata: Members): readonly SaidFieldError[] | undefined {
  return entries(errors)?.flatMap(
    ([field, tokens]) =>
      list(tokens)
        ?.filter(isText)
        .map((token) => ({
          field,
          code: entryOf(FIELD_ERROR_CODES, token) ?? 'unrecognized',
          providerCode: token,
          allowed: allowedOptions(metadata[field], token),
        })) ?? [],
  );
}

function allowedOptions(metadata: unknown, token: string): readonly string[] | null {
  return list(record(record(metadata)[token])['allowed_options'])?.filter(isText) ?? null;
}
