import * as z from 'zod/mini';

import type { FieldReason } from '../error/words.js';
import { entryOf } from '../provider/careful.js';
import { makeProvider } from '../provider/define-provider.js';
import type { BodySchema } from '../provider/definition.js';
import type { ErrorReading, FieldErrorReading } from '../provider/reading.js';
import { anything, either, number, optional, text, word } from '../provider/schema.js';
import type {
  StripeError,
  StripePaymentReference,
  StripeReference,
  StripeResource,
} from './stripe/bodies.js';
import { codes } from './stripe/codes.js';
import { states } from './stripe/states.js';
import { broadTypes, isTypeOfV2, types, typesOf } from './stripe/types.js';
import { adviceOf, codesOf } from './stripe/failures.js';
import { readResource } from './stripe/resources.js';

const DAY = 86_400_000;

export type {
  StripeError,
  StripeFailure,
  StripePaymentReference,
  StripeReference,
  StripeResource,
} from './stripe/bodies.js';

const adviceWords = () => ({ advice_code: word, network_advice_code: word, network_decline_code: word });

const failure = () => ({
  type: text,
  code: word,
  decline_code: word,
  message: text,
  param: text,
  ...adviceWords(),
});

const reference = () => either(text, optional(z.object({ id: text })));
const payment = () => either(text, optional(z.object({ id: text, invoice: reference() })));
const sum = () => either(number, text);

const envelope: BodySchema<StripeError> = /* @__PURE__ */ (() =>
  z.object({
    error: either(
      text,
      optional(
        z.object({
          ...failure(),
          doc_url: text,
          invalid_param: text,
          charge: payment(),
          payment_intent: payment(),
          setup_intent: reference(),
        }),
      ),
    ),
    error_description: text,
  }))();

const resource: BodySchema<StripeResource> = /* @__PURE__ */ (() => {
  const failed = optional(z.object(failure()));
  const said = { failure_code: word, failure_message: text };
  return z.object({
    object: text,
    id: text,
    status: text,
    invoice: reference(),
    last_payment_error: failed,
    amount_received: sum(),
    last_setup_error: failed,
    setup_error: failed,
    paid: anything,
    captured: anything,
    amount_captured: sum(),
    outcome: optional(z.object({ reason: word, ...adviceWords() })),
    ...said,
    failure_reason: word,
    action: optional(z.object({ status: text, ...said })),
  });
})();

const REASON_BY_CODE: Readonly<Record<string, FieldReason>> = {
  parameter_missing: 'required',
  parameter_invalid_empty: 'required',
  parameter_invalid_string_empty: 'required',
  parameter_unknown: 'not_allowed',
};

/**
 * Stripe, both `/v1` and `/v2`. Under `/v1` an answer is stored under its idempotency key and replayed, a decline and a
 * 500 too; under `/v2` a request that failed is carried out again. Which it is, and whether the key counts at all, is
 * told by the address of the request.
 *
 * An event of a webhook is no resource: give its `data.object` to `inspect`.
 *
 * @see https://docs.stripe.com/error-codes
 * @see https://docs.stripe.com/api/idempotent_requests
 * @see https://docs.stripe.com/error-low-level
 */
export const stripe = /* @__PURE__ */ makeProvider({
  name: 'stripe',
  docs: 'https://docs.stripe.com/error-codes',
  idempotency: {
    header: 'Idempotency-Key',
    keyedPaths: /^(?:POST \/v[12]|DELETE \/v2)\//,
    readPaths: /^POST \/v1\/invoices\/create_preview$/,
    refundPaths: /^POST .*\/(?:credit_notes|refunds?|refund_payment)(?:\/|$)/,
    payoutPaths: /^POST .*\/(?:v1\/(?:payouts|topups|transfers|treasury)|v2\/money_management)\b/,
    keyLifeMs: DAY,
    failures: 'stored',
    onPaths: [{ paths: /^[A-Z]+ \/v2\//, failures: 'safe_to_resend', keyLifeMs: 30 * DAY }],
    retryHint: { header: 'Stripe-Should-Retry', sameKey: 'true' },
    lookup: 'resource',
  },
  requestIdHeader: 'Request-Id',
  error: {
    schema: envelope,
    read: ({ error, error_description }) => {
      if (error === undefined) return null;
      // A word of OAuth, or of any gateway: never one of Stripe's codes.
      if (typeof error === 'string')
        return { code: error, type: `oauth.${error}`, message: error_description };
      const { type, code, decline_code, message, doc_url } = error;
      return {
        codes: isTypeOfV2(type) ? [] : [...codesOf(error), code && `in_doubt.${code}`],
        code: decline_code || code,
        type: typesOf(error),
        message,
        fieldErrors: fieldErrorsIn(error),
        docUrl: doc_url,
        resource: resourceIn(error),
        triesAgain: isOfInvoice(error.payment_intent) || isOfInvoice(error.charge),
        ...adviceOf(error),
      };
    },
    // Another `error` in a 2xx is a text of a report, or has no type.
    insideSuccess: ({ error }) => typeof error === 'object' && error.type !== undefined,
    codes,
    types,
    broadTypes,
  },
  advice: {
    do_not_try_again: 'do_not_try_again',
    confirm_card_data: 'update_details',
    try_again_later: 'try_again_later',
  },
  httpStatuses: { 402: 'declined: unspecified' },
  resource: { schema: resource, read: readResource, states },
});

type ErrorObject = Exclude<StripeError['error'], string | undefined>;

function fieldErrorsIn({ code, param, invalid_param }: ErrorObject): readonly FieldErrorReading[] {
  const field = param || invalid_param;
  return field ? [{ field, reason: entryOf(REASON_BY_CODE, code) ?? 'invalid', code }] : [];
}

function resourceIn({ payment_intent, charge, setup_intent }: ErrorObject): ErrorReading['resource'] {
  const paymentId = idOf(payment_intent) || idOf(charge);
  if (paymentId) return { kind: 'payment', id: paymentId };
  const setupId = idOf(setup_intent);
  return setupId ? { kind: 'other', id: setupId } : null;
}

/** An invoice may be charged again. */
function isOfInvoice(payment: StripePaymentReference): boolean {
  return typeof payment === 'object' && Boolean(payment.invoice);
}

function idOf(reference: StripeReference): string | undefined {
  return typeof reference === 'string' ? reference : reference?.id;
}
