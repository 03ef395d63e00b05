import * as z from 'zod/mini';

import type { FieldReason } from '../error/words.js';
import { entryOf } from '../provider/careful.js';
import { makeProvider } from '../provider/define-provider.js';
import type { BodySchema } from '../provider/definition.js';
import type { FieldErrorReading } from '../provider/reading.js';
import type { Table } from '../provider/row.js';
import { list, text, word } from '../provider/schema.js';

const HOUR = 3_600_000;

/** One entry of `errors`, in both shapes: `{ resource, field, type }`, or `{ type, parameter }`. */
export type MakecommerceFieldError = {
  readonly resource: string | undefined;
  readonly field: string | undefined;
  readonly type: string | undefined;
  readonly parameter: string | undefined;
};

/** The body of MakeCommerce's errors. */
export type MakecommerceError = {
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly errors: readonly MakecommerceFieldError[] | undefined;
};

/** A transaction or refund of MakeCommerce. */
export type MakecommerceResource = {
  readonly object: string | undefined;
  readonly id: string | undefined;
  readonly status: string | undefined;
};

const envelope: BodySchema<MakecommerceError> = /* @__PURE__ */ (() =>
  z.object({
    code: word,
    message: text,
    errors: list(z.object({ resource: text, field: text, type: text, parameter: text })),
  }))();

const resource: BodySchema<MakecommerceResource> = /* @__PURE__ */ (() =>
  z.object({ object: text, id: word, status: text }))();

const CARD_AGAIN = {
  outcome: 'not_performed',
  retry: 'payer_action: check_details',
  fixableBy: 'payer',
  why: 'The card must be entered again.',
} as const;
const MAY_HAVE_MOVED = {
  is: 'provider_error',
  outcome: 'unknown',
  retry: 'reconcile_first',
  why: 'It broke off; money may have moved.',
} as const;

const codes = {
  1001: 'invalid_request',
  1002: 'not_found',
  1004: { is: 'unauthenticated', source: 'observed' },
  // Shop or merchant: not active, card payments off, one-click or recurring payments off
  1011: 'not_configured',
  1012: 'not_configured',
  1013: 'not_configured',
  '101*': 'not_configured',
  // Transactions: the wrong status, which an earlier attempt may have brought about
  1021: 'conflict',
  '102*': 'conflict',
  // Payments: some are states, some the card's refusal; 1036 is the card's authorization, not the API credentials
  1031: 'conflict',
  1032: 'conflict',
  1033: 'declined: expired_card',
  1034: 'declined: insufficient_funds',
  1035: 'declined: unspecified',
  1036: 'declined: unspecified',
  '103*': 'conflict',
  // Refunds; 1042 is more than is left, perhaps since an earlier attempt took its part
  1041: 'conflict',
  1042: 'conflict',
  1045: {
    is: 'conflict',
    source: 'observed',
    outcome: 'not_performed',
    retry: 'after_delay',
    delayMs: HOUR,
    why: 'It is still being processed, perhaps for hours.',
  },
  '104*': 'conflict',
  // Customers
  '105*': 'invalid_request',
  // Tokens; 1061 and 1065 may say no more than that an earlier attempt has used them
  1061: 'conflict',
  1062: 'conflict',
  1063: { is: 'provider_error', ...CARD_AGAIN },
  1064: { is: 'conflict', ...CARD_AGAIN },
  1065: 'conflict',
  '106*': 'conflict',
  // A deposit (capture) or a refund that was not carried through
  2003: MAY_HAVE_MOVED,
  2005: MAY_HAVE_MOVED,
  '2*': MAY_HAVE_MOVED,
} as const satisfies Table;

const REASON_BY_TYPE: Readonly<Record<string, FieldReason>> = {
  missing: 'required',
  invalid: 'invalid',
  validation: 'invalid',
};

/**
 * MakeCommerce (Maksekeskus). It documents no idempotency key: an unknown outcome is settled by the merchant reference.
 *
 * @see https://developer.maksekeskus.ee/docs
 */
export const makecommerce = /* @__PURE__ */ makeProvider({
  name: 'makecommerce',
  docs: 'https://developer.maksekeskus.ee/docs',
  idempotency: { refundPaths: /^POST .*\/refunds\/?$/, lookup: 'merchant_reference' },
  requestIdHeader: 'X-Request-Id',
  error: {
    schema: envelope,
    read: ({ code, message, errors }) => ({
      codes: isCode(code) ? [code] : [],
      message,
      fieldErrors: errors?.flatMap(fieldErrorsIn),
    }),
    codes,
  },
  resource: {
    schema: resource,
    read: ({ object, id, status }) => {
      if (object !== undefined && object !== 'refund' && object !== 'transaction') return null;
      const isRefund = object === 'refund' || (object === undefined && status === 'FAILED'); // no transaction is FAILED
      return {
        kind: isRefund ? 'refund' : 'payment',
        id,
        identified: object !== undefined || isId(id),
        states: [`${isRefund ? 'refund' : 'transaction'}.${String(status)}`],
        code: status,
      };
    },
    states: {
      'refund.FAILED': 'declined: unspecified',
      'refund.CANCELLED': 'declined: unspecified',
      'transaction.CANCELLED': { is: 'declined: payer_canceled', notAfter: ['DELETE'] },
      'transaction.EXPIRED': 'declined: payer_timed_out',
      'transaction.DECLINED': 'declined: unspecified',
    },
  },
});

/** All ids are UUIDs. */
function isId(id: string | undefined): boolean {
  return id !== undefined && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id);
}

/** Zero and what repeats an HTTP status are no codes. */
function isCode(code: string | undefined): boolean {
  const number = Number(code);
  return number !== 0 && !(number >= 100 && number <= 599);
}

function fieldErrorsIn(entry: MakecommerceFieldError): readonly FieldErrorReading[] {
  const { resource, field, type, parameter } = entry;
  const path = [resource, field].filter((segment) => segment !== undefined);
  const name = parameter ?? path.join('.');
  if (name === '') return [];
  const reason = entryOf(REASON_BY_TYPE, type) ?? 'unrecognized';
  return [{ field: name, path: parameter === undefined ? path : undefined, reason, code: type }];
}
