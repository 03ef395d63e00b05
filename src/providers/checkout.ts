import * as z from 'zod/mini';

import { makeProvider } from '../provider/define-provider.js';
import type { BodySchema } from '../provider/definition.js';
import type { FieldErrorReading, ResourceReading } from '../provider/reading.js';
import type { Table } from '../provider/row.js';
import { anything, either, list, optional, text, word } from '../provider/schema.js';
import type { CheckoutError, CheckoutPayment } from './checkout/bodies.js';
import { codes, IDEMPOTENCY, LEAST_WAIT, RESPONSE_CODES } from './checkout/codes.js';

export type { CheckoutError, CheckoutPayment } from './checkout/bodies.js';

const DAY = 86_400_000;

const envelope: BodySchema<CheckoutError> = /* @__PURE__ */ (() =>
  z.object({
    request_id: text,
    error_type: text,
    error_codes: either(list(word), word),
    error: text,
    message: text,
  }))();

const payment: BodySchema<CheckoutPayment> = /* @__PURE__ */ (() =>
  z.object({
    id: text,
    action_id: text,
    approved: anything,
    status: text,
    destination: optional(z.object({})),
    source: optional(z.object({ type: text })),
    response_code: word,
    response_summary: text,
    decline_reason: text,
    processing: optional(
      z.object({
        partner_response_code: word,
        partner_merchant_advice_code: word,
        recommendation_code: word,
      }),
    ),
  }))();

const REFERENCE = 'https://api-reference.checkout.com/';

// The status, and what it says in place of a code. Those of a payment that goes on or is paid are left out: its own next
// attempt (Retry Scheduled) is one of them, with the code of the last refusal.
const states = {
  Declined: { is: 'declined: unspecified', byCode: true, source: RESPONSE_CODES },
  'Declined.approved Canceled.approved Expired.approved': {
    is: 'conflict',
    outcome: 'unknown',
    retry: 'reconcile_first',
    why: 'It says that it was approved, and that it failed.',
    source: 'observed',
  },
  Canceled: { is: 'declined: payer_canceled', source: REFERENCE },
  Expired: { is: 'declined: payer_timed_out', source: REFERENCE },
  // Of a card no payer can do that: the merchant cancelled its next attempt, or let what was authorized run out.
  'card.Canceled card.Expired': {
    is: 'conflict',
    outcome: 'not_performed',
    retry: 'never',
    fixableBy: 'merchant',
    source: 'observed',
  },
  Returned: {
    is: 'declined: unspecified',
    outcome: 'not_performed',
    retry: 'reconcile_first',
    why: 'The money came back after it had been paid: see what else goes by that payment.',
    source: REFERENCE,
  },
  'Declined.not_enough_funds': { is: 'declined: insufficient_funds', source: 'observed' },
  'Declined.payment_cancelled': { is: 'declined: payer_canceled', source: 'observed' },
  'Declined.payment_expired': { is: 'declined: payer_timed_out', source: 'observed' },
  'Declined.try_again': {
    is: 'declined: unspecified',
    outcome: 'not_performed',
    retry: 'payer_action: try_again',
    source: 'observed',
  },
  'Declined.merchant_misconfiguration': { is: 'not_configured', source: 'observed' },
  'Declined.invalid_payment_session_data Declined.invalid_customer_data Declined.customer_misconfiguration': {
    is: 'declined: unspecified',
    source: 'observed',
  },
  'Declined.*': { is: 'declined: unrecognized', source: 'observed' },
} as const satisfies Table;

/**
 * Checkout.com. Only a 2xx is stored under an idempotency key: after a 4xx or 5xx the same key is carried out anew. A
 * decline is a 2xx, so a new attempt needs a new key.
 *
 * @see https://www.checkout.com/docs/developer-resources/codes/error-codes
 */
export const checkout = /* @__PURE__ */ makeProvider({
  name: 'checkout',
  docs: 'https://www.checkout.com/docs/developer-resources/codes/error-codes',
  idempotency: {
    header: 'Cko-Idempotency-Key',
    keyedPaths:
      /^POST (?:\/[\w.-]+)*\/(?:payment-contexts|transfers|payments(?:\/[\w-]+\/(?:authorizations|cancellations|captures|refunds|voids))?)\/?$/,
    readPaths: /^POST (?:\/[\w.-]+)*\/(?:payments\/search|metadata\/card)\/?$/,
    refundPaths: /^POST .*\/payments\/[\w-]+\/(?:refunds|reversals)\/?$/,
    payoutPaths: /^POST .*\/transfers\/?$/,
    keyLifeMs: DAY,
    failures: 'not_stored',
    lookup: 'merchant_reference',
  },
  requestIdHeader: 'Cko-Request-Id',
  error: {
    schema: envelope,
    read: ({ request_id, error_type, error_codes, error, message }) => {
      const codes = [error_codes ?? [], error ?? []].flat().filter(Boolean);
      if (!error_type && !request_id && codes.length === 0) return null;
      return {
        // A payment's response codes, and a gateway's "409 Conflict", say nothing here.
        codes: codes.filter((code) => !/^\d(?!ds_)/.test(code)),
        code: codes[0],
        type: error_type,
        message: message || [error_type, codes.join(', ')].filter(Boolean).join(': '),
        requestId: request_id,
        fieldErrors: codes.flatMap(fieldErrorIn),
      };
    },
    codes,
  },
  advice: { '01 1': 'update_details', '02 2': 'try_again_later', '03 3': 'do_not_try_again' },
  httpStatuses: {
    // Its state forbids it, perhaps since an earlier attempt got through; without a body.
    403: {
      is: 'conflict',
      onPaths:
        /^POST (?:\/+[\w.-]+)*\/+payments\/+[\w-]+\/+(?:authorizations|cancellations|captures|refunds|reversals|voids)\/*$/,
      source: REFERENCE,
    },
    // The first request with the key may be running; a code tells a mere limit.
    429: {
      is: 'idempotency_conflict: in_progress',
      withKey: true,
      delayMs: LEAST_WAIT,
      source: IDEMPOTENCY,
    },
  },
  resource: {
    schema: payment,
    read: readPayment,
    states,
  },
});

function readPayment(body: CheckoutPayment): ResourceReading | null {
  const { id, action_id, approved, response_code, decline_reason, processing, source } = body;
  if (id && !id.startsWith('pay_')) return null;
  const isAuthorization = !id && Boolean(action_id) && typeof approved === 'boolean';
  const status = body.status || (isAuthorization && !approved ? 'Declined' : undefined);
  const reason = response_code ? undefined : decline_reason;
  const advice = processing?.partner_merchant_advice_code;
  return {
    kind: isPayout(body) ? 'payout' : 'payment',
    id,
    identified: Boolean(id) || isAuthorization,
    states: [
      approved === true && `${String(status)}.approved`,
      status && isCard(source?.type) && `card.${status}`,
      status && reason && `${status}.${reason}`,
      status,
    ].filter((state) => state !== false),
    codes: [response_code],
    code: (status === 'Declined' && (response_code || reason)) || status,
    message: body.response_summary,
    networkDeclineCode: processing?.partner_response_code,
    networkAdviceCode: advice || processing?.recommendation_code,
    adviceNetwork: advice ? 'mastercard' : null,
    advice: [processing?.recommendation_code],
  };
}

function isCard(type = ''): boolean {
  return /^(?:card|network_token)$/i.test(type);
}

/** An answer does not always name the destination; the codes of payouts begin with 50. */
function isPayout({ destination, response_code }: CheckoutPayment): boolean {
  return destination !== undefined || response_code?.startsWith('50') === true;
}

/** They end as those that name a field do, and name none. */
const NO_FIELDS: readonly string[] = [
  'request_invalid',
  'request_json_invalid',
  'endpoint_invalid',
  'parameter_invalid',
  'business_invalid',
  'channel_details_invalid',
  '3ds_payment_required',
];

const FIELD_CODE = /^(.+?)_(?:(required)|(?:length_|format_)?invalid|(not_supported))$/;

function fieldErrorIn(code: string): readonly FieldErrorReading[] {
  const [, field, required, notAllowed] = FIELD_CODE.exec(code) ?? [];
  if (field === undefined || NO_FIELDS.includes(code)) return [];
  return [
    { field, path: [field], reason: required ? 'required' : notAllowed ? 'not_allowed' : 'invalid', code },
  ];
}
