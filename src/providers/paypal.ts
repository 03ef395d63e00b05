import * as z from 'zod/mini';

import { makeProvider } from '../provider/define-provider.js';
import type { BodySchema } from '../provider/definition.js';
import type { ResourceReading } from '../provider/reading.js';
import { either, list, optional, text, word } from '../provider/schema.js';
import type { PaypalError, PaypalPayment, PaypalResource } from './paypal/bodies.js';
import { codeOf, fieldErrorIn } from './paypal/field-errors.js';
import { issues } from './paypal/issues.js';
import { processorCodes, statusReasons, processorCodeOf, reasonOf, withZeros } from './paypal/refusals.js';
import { PAID, states, types } from './paypal/states.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export type {
  PaypalError,
  PaypalErrorDetail,
  PaypalLink,
  PaypalPayment,
  PaypalResource,
} from './paypal/bodies.js';

const envelope: BodySchema<PaypalError> = /* @__PURE__ */ (() =>
  z.object({
    name: text,
    message: text,
    debug_id: text,
    correlation_id: text,
    details: list(z.object({ issue: text, description: text, field: text })),
    links: list(z.object({ href: text, rel: text })),
    information_link: text,
    error: text,
    error_description: text,
  }))();

// What cannot be read may be what was paid: it stays there as this.
const UNREAD: PaypalPayment = {
  id: undefined,
  status: undefined,
  status_details: undefined,
  processor_response: undefined,
  network_transaction_reference: undefined,
};
const UNREAD_UNIT = /* @__PURE__ */ (() => ({ captures: [UNREAD], authorizations: undefined }))();

const resource: BodySchema<PaypalResource> = /* @__PURE__ */ (() => {
  const payment = {
    id: text,
    status: text,
    status_details: optional(z.object({ reason: text })),
    processor_response: optional(z.object({ response_code: word, payment_advice_code: word })),
    network_transaction_reference: optional(z.object({ network: text })),
  };
  const payments = orUnread(list(orElse(z.object(payment), UNREAD)), [UNREAD]);
  const unit = {
    payments: orUnread(z.object({ captures: payments, authorizations: payments }), UNREAD_UNIT),
  };
  return z.object({
    ...payment,
    links: list(z.object({ href: text, rel: text })),
    purchase_units: list(orElse(z.object(unit), { payments: UNREAD_UNIT })),
  });
})();

/** What a schema makes of an item, or what stands for one that it refuses. */
function orElse<Output>(schema: z.ZodMiniType<Output>, unread: Output): z.ZodMiniType<Output | undefined> {
  return either(
    schema,
    z.transform(() => unread),
  );
}

/** The same of a member, which may be missing. */
function orUnread<Output>(
  schema: z.ZodMiniType<Output>,
  unread: NonNullable<Output>,
): z.ZodMiniType<Output | undefined> {
  return optional(
    either(
      schema,
      z.transform((value) => (value === null ? undefined : unread)),
    ),
  );
}

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
