import { makeProvider } from '../provider/define-provider.js';
import type { MaybeText, ResourceReading } from '../provider/reading.js';
import type { Table } from '../provider/row.js';
import { envelope, type PaypalPayment, type PaypalResource, resource } from './paypal/bodies.js';
import { codeOf, fieldErrorIn } from './paypal/field-errors.js';
import { issues } from './paypal/issues.js';
import { processorCodes, statusReasons, TELLING_REASONS } from './paypal/refusals.js';

export type {
  PaypalError,
  PaypalErrorDetail,
  PaypalLink,
  PaypalPayment,
  PaypalResource,
} from './paypal/bodies.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

// By `name`, then by issue. UNPROCESSABLE_ENTITY is left out: it says no more than 422 does.
const types = {
  INVALID_REQUEST: 'invalid_request',
  'VALIDATION_ERROR MALFORMED_REQUEST': { is: 'invalid_request', source: 'observed' },
  AUTHENTICATION_FAILURE: 'unauthenticated',
  NOT_AUTHORIZED: 'permission_denied',
  RESOURCE_NOT_FOUND: 'not_found',
  RESOURCE_CONFLICT: 'conflict',
  UNSUPPORTED_MEDIA_TYPE: 'invalid_request',
  RATE_LIMIT_REACHED: 'rate_limited',
  INTERNAL_SERVER_ERROR: 'provider_error',
  INTERNAL_SERVICE_ERROR: { is: 'provider_error', source: 'observed' },
  SERVICE_UNAVAILABLE: 'provider_unavailable',
  'issue.PAYER_ACCOUNT_LOCKED_OR_CLOSED': 'declined: account_closed', // of a payment
} as const satisfies Table;

const REFUSED = { is: 'declined: unspecified', byCode: true } as const;

// What it is, and its status; an order has none for this.
const states = {
  'capture.DECLINED': REFUSED,
  'capture.DENIED': REFUSED,
  'authorization.DENIED': REFUSED,
  // Not by code: the processor's may be that of a broken connection, and says nothing of what PayPal did.
  'capture.FAILED': {
    is: 'provider_error',
    outcome: 'unknown',
    retry: 'reconcile_first',
    why: 'PayPal failed while it captured, which does not prove that no money moved: look at what was received.',
  },
  'refund.FAILED': 'declined: unspecified',
  'refund.CANCELLED': 'declined: unspecified',
  'order.FAILED_IN_PART': {
    is: 'declined: unspecified',
    outcome: 'performed',
    retry: 'reconcile_first',
    why: 'Part of the money moved: look at each purchase unit.',
  },
  'order.FAILED_AND_OPEN': {
    is: 'declined: unspecified',
    outcome: 'unknown',
    retry: 'reconcile_first',
    why: 'Part of it was refused, and the rest may still be paid: look at each purchase unit.',
  },
} as const satisfies Table;

// Money moved, even where it went back.
const PAID: readonly MaybeText[] = [
  'capture.COMPLETED',
  'capture.PARTIALLY_REFUNDED',
  'capture.REFUNDED',
  'authorization.CAPTURED',
  'authorization.PARTIALLY_CAPTURED',
];

/**
 * PayPal: orders, payments and the tokens for them. After a time-out or a 5xx the same key brings the latest state of the
 * first request; a decline inside a 2xx is kept, so a new attempt needs a new key, and a new order once that one is
 * completed.
 *
 * @see https://developer.paypal.com/api/orders/v2/error-messages
 * @see https://developer.paypal.com/reference/guidelines/idempotency/
 */
export const paypal = /* @__PURE__ */ makeProvider({
  name: 'paypal',
  docs: 'https://developer.paypal.com/api/orders/v2/error-messages',
  idempotency: {
    header: 'PayPal-Request-Id',
    keyedPaths:
      /^POST .*\/(?:checkout\/orders(?:\/?|\/[\w-]+\/(?:authorize|capture))|payments\/(?:authorizations\/[\w-]+\/(?:capture|reauthorize|void)|captures\/[\w-]+\/refund))$/,
    readPaths: /^POST .*\/v1\/oauth2\/token$/,
    refundPaths: /^POST .*\/payments\/(?:captures?|sale)\/[^/]+\/refund\/?$/,
    payoutPaths: /^POST .*\/payments\/(?:payouts|referenced-payouts(?:-items)?)\/?$/,
    keyLifeMs: 6 * HOUR,
    onPaths: [{ paths: /^POST .*\/payments\/(?:authorizations|captures)\//, keyLifeMs: 45 * DAY }],
    failures: 'safe_to_resend',
    lookup: 'resource',
  },
  requestIdHeader: 'PayPal-Debug-Id',
  error: {
    schema: envelope,
    read: ({ name, message, debug_id, correlation_id, details, links, information_link, ...token }) => {
      const { error, error_description } = token;
      // Other things have a name, too.
      if ((message ?? debug_id ?? details ?? error) === undefined) return null;
      const issueCodes = [...new Set(details?.map(codeOf))].filter((code) => code !== undefined);
      return {
        codes: [...issueCodes, name, error],
        type: [name, ...issueCodes.map((issue) => `issue.${issue}`)],
        message: details?.find(({ description }) => description)?.description ?? message ?? error_description,
        fieldErrors: details?.flatMap(fieldErrorIn).filter(({ field }) => !keepsFromTwice(name, field)),
        requestId: debug_id ?? correlation_id,
        docUrl: links?.find(({ rel }) => rel === 'information_link')?.href ?? information_link,
      };
    },
    codes: /* @__PURE__ */ (() => ({ ...issues, ...processorCodes, ...statusReasons }))(),
    types,
  },
  // By network, where it is told; what else is listed for one network alone is Mastercard's. What the other networks mean
  // by these digits is not documented.
  advice: {
    '01': 'update_details',
    '02 03 21 40 VISA.02 VISA.03 VISA.21': 'do_not_try_again',
    '24': { is: 'try_again_later', delayMs: HOUR },
    '25': { is: 'try_again_later', delayMs: DAY },
    '26': { is: 'try_again_later', delayMs: 2 * DAY },
    '27': { is: 'try_again_later', delayMs: 4 * DAY },
    '28': { is: 'try_again_later', delayMs: 6 * DAY },
    '29': { is: 'try_again_later', delayMs: 8 * DAY },
    '30': { is: 'try_again_later', delayMs: 10 * DAY },
    'MASTERCARD.02': { is: 'try_again_later', delayMs: 3 * DAY },
  },
  resource: {
    schema: resource,
    read: (body) => {
      if (body.purchase_units) return failuresIn(body.id, body.purchase_units);
      const address = body.links?.find(({ rel }) => rel === 'self')?.href;
      if (address === undefined) return unidentified(body);
      const kind = KINDS.find((one) => address.includes(`/v2/payments/${one}s/`));
      return kind ? readingOf(kind, body) : null;
    },
    states,
  },
});

/** Is it the id that keeps a payout from being made twice? Nobody is told to change that one. */
function keepsFromTwice(name: string | undefined, field: string): boolean {
  return name === 'USER_BUSINESS_ERROR' && /sender_batch_id$/i.test(field);
}

const KINDS = ['capture', 'authorization', 'refund'] as const;
type Kind = (typeof KINDS)[number];

/** What has no address for itself: a failing status is that of any kind. */
function unidentified(payment: PaypalPayment): ResourceReading {
  const states = KINDS.map((kind) => stateOf(kind, payment));
  return { ...readingOf('capture', payment), kind: 'other', states, identified: false };
}

/** As many items of a list are read. */
const MOST_ITEMS = 100;

/** The payments of an order, where all of them failed for sure; else the order, where a purchase unit was not paid. */
function failuresIn(
  id: string | undefined,
  units: NonNullable<PaypalResource['purchase_units']>,
): readonly ResourceReading[] {
  const paymentsByUnit = units.map(paymentsIn);
  const payments = paymentsByUnit.flat();
  const isWhole = units.length < MOST_ITEMS && payments.length < MOST_ITEMS;
  if (isWhole && payments.every(hasFailed)) return payments;
  // A unit that has any other payment was paid by that, or may still be.
  const [first] = paymentsByUnit
    .filter((tried) => tried.every((payment) => hasFailed(payment) || isUnread(payment)))
    .flatMap((tried) => tried.filter(hasFailed));
  if (!first) return [];
  const state = payments.some(isPaid) ? 'order.FAILED_IN_PART' : 'order.FAILED_AND_OPEN';
  return [{ ...first, kind: 'checkout', id, states: [state], codes: [] }];
}

function paymentsIn({
  payments,
}: NonNullable<PaypalResource['purchase_units']>[number]): readonly ResourceReading[] {
  const { captures = [], authorizations = [] } = payments ?? {};
  return [
    ...captures.map((capture) => readingOf('capture', capture)),
    ...authorizations.map((authorization) => readingOf('authorization', authorization)),
  ];
}

function hasFailed({ states: [state] }: ResourceReading): boolean {
  return Object.hasOwn(states, String(state));
}

function isUnread({ states: [state] }: ResourceReading): boolean {
  return state === undefined;
}

function isPaid({ states: [state] }: ResourceReading): boolean {
  return PAID.includes(state);
}

function readingOf(kind: Kind, payment: PaypalPayment): ResourceReading {
  const { id, status, processor_response, network_transaction_reference } = payment;
  const reason = reasonOf(payment);
  const code = processorCodeOf(payment);
  const advice = withZeros(processor_response?.payment_advice_code, 2);
  const network = network_transaction_reference?.network;
  return {
    kind: kind === 'authorization' ? 'payment' : kind,
    id,
    identified: true,
    states: [stateOf(kind, payment)],
    codes: [reason && `reason.${reason}`, code],
    code: reason ?? code ?? status,
    networkAdviceCode: advice,
    adviceNetwork: network === 'MASTERCARD' ? 'mastercard' : undefined,
    advice: advice ? [network ? `${network}.${advice}` : advice] : [],
  };
}

function stateOf(kind: Kind, { status }: PaypalPayment): string | undefined {
  return status && `${kind}.${status}`;
}

/** Why it was refused, where PayPal says so itself. */
function reasonOf({ status_details }: PaypalPayment): string | undefined {
  const reason = status_details?.reason;
  return TELLING_REASONS.has(`reason.${String(reason)}`) ? reason : undefined;
}

/** Why the processor refused it; `0000` says that the processor, for one, approved it. */
function processorCodeOf({ processor_response }: PaypalPayment): string | undefined {
  const code = withZeros(processor_response?.response_code, 4);
  return code === '0000' ? undefined : code;
}

/** The digits of a code that somebody made a number of have lost their zeros. */
function withZeros(code: string | undefined, length: number): string | undefined {
  return code && /^\d+$/.test(code) ? code.padStart(length, '0') : code || undefined;
}
