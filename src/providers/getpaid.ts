import * as z from 'zod/mini';

import type { FieldReason, ResourceKind } from '../error/words.js';
import { entryOf } from '../provider/careful.js';
import { makeProvider } from '../provider/define-provider.js';
import type { BodySchema } from '../provider/definition.js';
import type { FieldErrorReading } from '../provider/reading.js';
import type { Table } from '../provider/row.js';
import { byName, list, number, optional, text, word } from '../provider/schema.js';

const DAY = 86_400_000;

/** The body of Getpaid's errors: problem details (RFC 7807). */
export type GetpaidProblem = {
  readonly type: string | undefined;
  readonly title: string | undefined;
  /** The HTTP status; a resource's status, which is a text, is not taken for it. */
  readonly status: number | undefined;
  readonly detail: string | undefined;
  /** What is wrong with each field, by its name. */
  readonly errors: Readonly<Record<string, readonly string[]>> | undefined;
  /** The same in more detail, by the name of the field and by what is wrong. */
  readonly errors_metadata:
    | Readonly<
        Record<string, Readonly<Record<string, { readonly allowed_options: readonly string[] | undefined }>>>
      >
    | undefined;
};

/** A payment, refund or checkout of Getpaid. */
export type GetpaidResource = {
  readonly id: string | undefined;
  readonly status: string | undefined;
  readonly reason:
    | {
        readonly code: string | undefined;
        readonly description: string | undefined;
        /** Instead of `description` in older answers. */
        readonly details: string | undefined;
      }
    | undefined;
};

const problem: BodySchema<GetpaidProblem> = /* @__PURE__ */ (() =>
  z.object({
    type: text,
    title: text,
    status: number,
    detail: text,
    errors: byName(list(text)),
    errors_metadata: byName(byName(z.object({ allowed_options: list(word) }))),
  }))();

const resource: BodySchema<GetpaidResource> = /* @__PURE__ */ (() =>
  z.object({
    id: text,
    status: text,
    reason: optional(z.object({ code: text, description: text, details: text })),
  }))();

// By the fragment of the type's address.
const types = {
  conflict: 'conflict',
  'server-unavailable': 'provider_unavailable',
} as const satisfies Table;

// Those that leave it to the HTTP status where that says more: a 409 or a 408 stays in doubt.
const broadTypes = {
  'not-found': 'not_found',
  'invalid-parameters': 'invalid_request',
} as const satisfies Table;

const FAILED = {
  is: 'provider_error',
  outcome: 'not_performed',
  retry: 'new_key',
  why: 'It failed and no money moved; its key would bring this answer back.',
} as const;

// Resource, status and reason.
const states = {
  'payment.declined.3ds_failed': 'declined: authentication_failed',
  'payment.declined.3ds_rejected': {
    is: 'declined: authentication_failed',
    outcome: 'not_performed',
    retry: 'payer_action: contact_issuer',
  },
  'payment.declined.3ds_not_enrolled': {
    is: 'declined: authentication_unavailable',
    outcome: 'not_performed',
    retry: 'payer_action: use_other_method',
    methodAdvice: 'unspecified',
    why: 'The card does not take part in 3-D Secure.',
  },
  'payment.declined.3ds_timeout': 'declined: payer_timed_out',
  'payment.declined.buyer_abandoned': 'declined: payer_timed_out',
  'payment.declined.3ds_unavailable': 'declined: authentication_unavailable',
  'payment.declined.cancelled_by_buyer': 'declined: payer_canceled',
  'payment.declined.declined_by_acquirer': 'declined: unspecified', // not by the issuer
  'payment.declined.insufficient_funds': 'declined: insufficient_funds',
  'payment.declined.stole_card': 'declined: lost_or_stolen', // so printed
  'payment.declined.stolen_card': 'declined: lost_or_stolen',
  'payment.declined': 'declined: unspecified',
  'payment.declined.*': 'declined: unrecognized',
  'payment.failed': FAILED,
  'refund.declined.already_refunded': {
    is: 'conflict',
    outcome: 'performed',
    retry: 'never',
    why: 'It was refunded before.',
  },
  'refund.declined.exceeds_captured_amount': 'conflict', // perhaps since an earlier attempt took its part
  'refund.declined.refund_period_expired': { is: 'conflict', outcome: 'not_performed', retry: 'never' },
  'refund.declined.refund_unavailable': {
    is: 'conflict',
    outcome: 'not_performed',
    retry: 'reconcile_first',
    why: 'A payment that is not captured yet can only be voided.',
  },
  'refund.declined.declined': 'declined: unspecified',
  'refund.declined': 'declined: unspecified',
  'refund.declined.*': 'declined: unrecognized',
  'refund.failed': FAILED,
  'checkout.failed': 'declined: unspecified',
  'checkout.declined': 'declined: unspecified',
  'checkout.expired': 'declined: payer_timed_out',
} as const satisfies Table;

const REASON_BY_TOKEN: Readonly<Record<string, FieldReason>> = {
  required: 'required',
  invalid_option: 'not_allowed',
  field_invalid: 'invalid',
};

/**
 * Getpaid. Only successful answers are stored under an idempotency key: after a 4xx or 5xx the same key may be sent
 * again; a decline inside a 2xx is stored, so a new attempt needs a new key.
 *
 * @see https://docs.getpaid.io/integration/api/responses
 */
export const getpaid = /* @__PURE__ */ makeProvider({
  name: 'getpaid',
  docs: 'https://docs.getpaid.io/integration/api/responses',
  idempotency: {
    header: 'Getpaid-Idempotency-Key',
    keyedPaths: /^POST (?:\/(?:[a-z]+(?:-[a-z]+)*|v\d+))+$/, // no id in it
    readPaths: /^POST (?:\/[a-z\d-]+)+\/query$/,
    refundPaths: /^POST .*\/refunds\/?$/,
    keyLifeMs: 7 * DAY,
    failures: 'safe_to_resend',
    lookup: 'resource',
  },
  requestIdHeader: 'Getpaid-Trace-Id',
  error: {
    schema: problem,
    read: ({ type, title, status, detail, errors, errors_metadata }) => {
      const slug = slugOf(type);
      if (title === undefined && slug === undefined && errors === undefined) return null;
      return {
        codes: [slug],
        type: slug,
        message: detail ?? title,
        status,
        fieldErrors: fieldErrorsIn(errors, errors_metadata),
        docUrl: type,
      };
    },
    types,
    broadTypes,
  },
  resource: {
    schema: resource,
    read: ({ id, status, reason }) => {
      const code = reason?.code;
      const kind = kindOf(id, code);
      if (kind === null) return null;
      return {
        kind,
        id,
        states: [code && `${kind}.${String(status)}.${code}`, `${kind}.${String(status)}`],
        code: code || status,
        message: reason?.description ?? reason?.details,
      };
    },
    states,
  },
});

/** The prefixes of type URIs differ between versions of the docs: the fragment behind its leading `404---` is stable. */
function slugOf(type: string | undefined): string | undefined {
  return type ? /#(?:\d{3}---)?([^#]*)$/.exec(type)?.[1] : undefined;
}

/** The kind of a resource, by its id; without one it seems to be a payment. `null`: none of these. */
function kindOf(id: string | undefined, reason: string | undefined): ResourceKind | null {
  if (!id || id.startsWith('pay_')) return 'payment';
  if (id.startsWith('rfd_')) return 'refund';
  if (id.startsWith('cko_') || id.startsWith('chk_')) return 'checkout';
  const kinds = ['payment', 'refund'] as const;
  return kinds.find((kind) => Object.hasOwn(states, `${kind}.declined.${String(reason)}`)) ?? null;
}

function fieldErrorsIn(
  errors: GetpaidProblem['errors'] = {},
  metadata: GetpaidProblem['errors_metadata'] = {},
): readonly FieldErrorReading[] {
  return Object.entries(errors).flatMap(([field, tokens]) =>
    [...new Set(tokens)].map((token) => ({
      field,
      reason: entryOf(REASON_BY_TOKEN, token) ?? 'unrecognized',
      code: token,
      allowed: entryOf(entryOf(metadata, field) ?? {}, token)?.allowed_options,
    })),
  );
}
