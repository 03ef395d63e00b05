import { entryOf, isText } from '../careful.js';
import type { FieldError } from '../payment-error.js';
import { defineProvider, type Table } from '../provider.js';
import type { SaidFieldError } from '../said.js';
import { list, object, record, text, word } from '../schema.js';

const envelope = /* @__PURE__ */ object(({ code, message, errors }) => ({
  code: word(code),
  message: text(message),
  errors: list(errors),
}));

const resource = /* @__PURE__ */ object(({ status }) => ({ status: text(status) }));

const CARD_AGAIN = {
  outcome: 'not_performed',
  strategy: 'payer_action',
  action: 'check_details',
  why: 'The card must be entered again.',
} as const;
const NEW_CARD = { category: 'conflict', fixableBy: 'payer', rule: CARD_AGAIN } as const;
const DECLINED = { category: 'declined', declineReason: 'unspecified' } as const;
const CONFLICT = { category: 'conflict' } as const;
const NOT_CONFIGURED = { category: 'not_configured' } as const;
const INVALID_REQUEST = { category: 'invalid_request' } as const;
const MAY_HAVE_MOVED = {
  category: 'provider_error',
  rule: {
    outcome: 'unknown',
    strategy: 'reconcile_first',
    why: 'It broke off; money may have moved.',
  },
} as const;

// Source: https://developer.maksekeskus.ee/docs
const codes = {
  1001: INVALID_REQUEST,
  1002: { category: 'not_found' },
  1004: { category: 'unauthenticated', source: 'observed' },
  1011: NOT_CONFIGURED, // shop not active
  1012: NOT_CONFIGURED, // card payments off
  1013: NOT_CONFIGURED, // one-click or recurring payments off
  1021: CONFLICT, // the transaction's status
  1031: CONFLICT, // the payment's status
  1032: CONFLICT, // the transaction's status
  1033: { category: 'declined', declineReason: 'expired_card' },
  1034: { category: 'declined', declineReason: 'insufficient_funds' },
  1035: DECLINED,
  1036: DECLINED, // the card's authorization, not the API credentials
  1041: CONFLICT, // the transaction's status does not allow a refund
  1042: INVALID_REQUEST, // more than is left to refund
  1045: {
    category: 'conflict',
    source: 'observed',
    rule: {
      outcome: 'not_performed',
      strategy: 'after_delay',
      why: 'It is still being processed, perhaps for hours.',
    },
  },
  1061: INVALID_REQUEST,
  1062: CONFLICT,
  1063: { category: 'provider_error', fixableBy: 'payer', rule: CARD_AGAIN },
  1064: NEW_CARD,
  1065: NEW_CARD,
  2003: MAY_HAVE_MOVED,
  2005: MAY_HAVE_MOVED,
} as const satisfies Table;

// Every other code of a documented hundred or thousand.
const families = {
  '101x': NOT_CONFIGURED,
  '102x': CONFLICT,
  '103x': { category: 'declined', declineReason: 'unrecognized' },
  '104x': CONFLICT,
  '105x': INVALID_REQUEST, // the customer
  '106x': CONFLICT,
  '2xxx': MAY_HAVE_MOVED,
} as const satisfies Table;

const FIELD_ERROR_CODES: Readonly<Record<string, FieldError['code']>> = {
  missing: 'required',
  invalid: 'invalid',
  validation: 'invalid',
};

/**
 * MakeCommerce (Maksekeskus). It documents no idempotency key: an unknown outcome is settled by the merchant reference.
 *
 * @see https://developer.maksekeskus.ee/docs
 */
export const makecommerce = /* @__PURE__ */ defineProvider({
  name: 'makecommerce',
  docs: 'https://developer.maksekeskus.ee/docs',
  idempotency: { key: 'none', lookup: 'merchant_reference' },
  requestIdHeader: 'X-Request-Id',
  error: {
    schema: envelope,
    read: ({ code, message, errors }) => ({
      codes: code !== undefined && isCode(code) ? [code] : [],
      message,
      fieldErrors: errors?.flatMap(fieldErrorsIn),
    }),
  },
  codes,
  families,
  outcome: {
    schema: resource,
    read: ({ status = '' }) => ({ rows: [status], code: status }),
  },
  // The first is a refund's status, the others a transaction's.
  outcomes: {
    FAILED: DECLINED,
    CANCELLED: { category: 'declined', declineReason: 'payer_cancelled' },
    EXPIRED: { category: 'declined', declineReason: 'payer_timed_out' },
    DECLINED,
  },
});

/** Zero and what repeats an HTTP status are no codes. */
function isCode(code: string): boolean {
  const number = Number(code);
  return number !== 0 && !(number >= 100 && number <= 599);
}

/** An entry is `{ resource, field, type }`, or `{ type, parameter }`. */
function fieldErrorsIn(entry: unknown): readonly SaidFieldError[] {
  const { resource, field, type, parameter } = record(entry);
  const path = [resource, field].filter(isText);
  const name = isText(parameter) ? parameter : path.join('.');
  if (name === '') return [];
  const providerCode = isText(type) ? type : null;
  const code = entryOf(FIELD_ERROR_CODES, providerCode) ?? 'unrecognized';
  return [{ field: name, code, providerCode, ...(!isText(parameter) && { path }) }];
}
