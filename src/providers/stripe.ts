import type { FieldError } from '../error/members.js';
import type { ResourceKind } from '../error/words.js';
import { entryOf } from '../provider/careful.js';
import { makeProvider } from '../provider/define-provider.js';
import type { ErrorReading, FieldErrorReading, ResourceReading } from '../provider/reading.js';
import {
  envelope,
  resource,
  type StripeError,
  type StripeFailure,
  type StripePaymentReference,
  type StripeReference,
  type StripeResource,
} from './stripe/bodies.js';
import { codes } from './stripe/codes.js';
import { states } from './stripe/states.js';
import { broadTypes, types, typesOfV2 } from './stripe/types.js';

export type {
  StripeError,
  StripeFailure,
  StripePaymentReference,
  StripeReference,
  StripeResource,
} from './stripe/bodies.js';

const DAY = 86_400_000;

const FIELD_REASONS: Readonly<Record<string, FieldError['reason']>> = {
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

function isTypeOfV2(type: string | undefined): boolean {
  return Object.keys(typesOfV2).some((words) => words.split(' ').includes(`v2.${String(type)}`));
}

/** What an object that is named, or an amount, can be refused for: what an earlier attempt made of it. */
const CAN_BE_USED_UP =
  /^(?:amount|charge|id|invoice|payment_intent|payment_method|payout|refund|setup_intent|source|transfer)/;

/**
 * Without a type, a code is the word of `/v2`. First, what it means where it may come of an earlier attempt; without a
 * code, the type of `/v1` likewise, unless it is about a parameter. Last, what a type means for the requests that its own
 * row leaves out.
 */
function typesOf({ type, code, param }: StripeFailure): readonly (string | undefined)[] {
  const word = type || code;
  const isAboutParameter = Boolean(param) && !CAN_BE_USED_UP.test(String(param));
  return [
    word && `in_doubt.${word}`,
    word && `v2.${word}`,
    ...(isAboutParameter
      ? [type && `param.${type}`, type]
      : [type && !code ? `bare.${type}` : undefined, type, type && `once_only.${type}`]),
  ];
}

type FailureCodes = Pick<StripeFailure, 'code' | 'decline_code'>;

/** Beside a decline code `card_declined` says nothing: an unlisted one has to stay unlisted. */
function codesOf({ code, decline_code }: FailureCodes): readonly (string | undefined)[] {
  return [decline_code, decline_code && code === 'card_declined' ? undefined : code];
}

type AdviceWords = Pick<StripeFailure, 'advice_code' | 'network_advice_code' | 'network_decline_code'>;

/** The network's advice is two digits, of Mastercard's list. */
function adviceOf(said: AdviceWords | undefined): Partial<ErrorReading & ResourceReading> {
  return {
    networkDeclineCode: said?.network_decline_code,
    networkAdviceCode: said?.network_advice_code || said?.advice_code,
    adviceNetwork: 'mastercard',
    advice: [said?.advice_code],
  };
}

type ErrorObject = Exclude<StripeError['error'], string | undefined>;

function fieldErrorsIn({ code, param, invalid_param }: ErrorObject): readonly FieldErrorReading[] {
  const field = param || invalid_param;
  return field ? [{ field, reason: entryOf(FIELD_REASONS, code) ?? 'invalid', code }] : [];
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

/** An event or a list is none of these, nor is what may still succeed. */
function readResource(body: StripeResource): ResourceReading | null {
  const { last_payment_error, last_setup_error, setup_error, failure_code, failure_reason, action } = body;
  switch (body.object ?? seemsToBe(body)) {
    case 'payment_intent': // a new one has that status too
      return last_payment_error ? attemptIn('payment_intent', body, last_payment_error) : null;
    case 'setup_intent':
      return last_setup_error ? attemptIn('setup_intent', body, last_setup_error) : null;
    case 'setup_attempt':
      return attemptIn('setup_attempt', body, setup_error);
    case 'charge':
      return chargeIn(body);
    case 'refund':
      return transferIn('refund', 'refund', body, failure_reason);
    case 'payout':
      return transferIn('payout', 'payout', body, failure_code);
    case 'topup':
      return transferIn('other', 'payout', body, failure_code);
    case 'treasury.outbound_payment':
    case 'treasury.outbound_transfer':
    case 'v2.money_management.outbound_payment':
    case 'v2.money_management.outbound_transfer':
      return stateOf('payout', 'outbound', body, undefined);
    case 'source':
      return stateOf('other', 'source', body, undefined);
    case 'terminal.reader':
      return transferIn('other', 'reader', { ...body, ...action }, action?.failure_code);
    default:
      return null;
  }
}

/** Without its `object` nothing says for sure what it is. */
function seemsToBe({ last_payment_error, last_setup_error }: StripeResource): string {
  if (last_payment_error) return 'payment_intent';
  return last_setup_error ? 'setup_intent' : 'charge';
}

function attemptIn(object: string, body: StripeResource, failed: StripeFailure | undefined): ResourceReading {
  const { decline_code, code, message } = failed ?? {};
  return {
    ...stateOf(object === 'payment_intent' ? 'payment' : 'other', object, body, decline_code || code),
    codes: failed && codesOfAttempt(failed),
    message,
    ...adviceOf(failed),
  };
}

const LIMITS_OF_REQUESTS: readonly unknown[] = [
  'lock_timeout',
  'rate_limit',
  'payment_intent_rate_limit_exceeded',
];

/** They say nothing of an attempt, which is not to be sent again after a wait. */
function codesOfAttempt(failed: FailureCodes): readonly (string | undefined)[] {
  return codesOf(failed).filter((code) => !LIMITS_OF_REQUESTS.includes(code));
}

function chargeIn(body: StripeResource): ResourceReading {
  const { outcome, failure_code, failure_message } = body;
  const reason = outcome?.reason;
  return {
    ...stateOf('payment', 'charge', body, reason || failure_code),
    codes: codesOfAttempt({ decline_code: reason, code: failure_code }),
    message: failure_message,
    ...adviceOf(outcome),
  };
}

function transferIn(
  kind: ResourceKind,
  object: string,
  body: StripeResource,
  reason: string | undefined,
): ResourceReading {
  return { ...stateOf(kind, object, body, reason), message: body.failure_message };
}

/** What its state is called, with the reason where there is one. A failure that took money contradicts itself. */
function stateOf(
  kind: ResourceKind,
  object: string,
  body: StripeResource,
  reason: string | undefined,
): ResourceReading {
  const { object: given, id, status, invoice } = body;
  const state = `${object}.${String(status)}`;
  return {
    kind,
    id,
    identified: given !== undefined && !tookMoney(body),
    triesAgain: Boolean(invoice), // an invoice may be charged again
    states: [reason && `${state}.${reason}`, state],
    code: reason || status,
  };
}

const NOT_SAID: readonly unknown[] = [undefined, null, false, 'false'];

/** Where it is said that it is not paid, what was captured was not taken, or came back: so ends a bank debit. */
function tookMoney({ paid, amount_received, captured, amount_captured }: StripeResource): boolean {
  if (!NOT_SAID.includes(paid) || isSum(amount_received)) return true;
  const isUnpaid = paid === false || paid === 'false';
  return !isUnpaid && (!NOT_SAID.includes(captured) || isSum(amount_captured));
}

/** Is it anything but nothing? */
function isSum(amount: number | string = 0): boolean {
  return !(Number(amount) <= 0);
}
