import * as z from 'zod/mini';

import type { BodySchema } from '../../provider/definition.js';
import { either, list, optional, text, word } from '../../provider/schema.js';

/** An address that PayPal puts beside what it says. */
export type PaypalLink = { readonly href: string | undefined; readonly rel: string | undefined };

/** One thing that is wrong; the `value` that was sent is left out. */
export type PaypalErrorDetail = {
  /** A code in capitals; under `/v1`, of a VALIDATION_ERROR, a sentence. */
  readonly issue: string | undefined;
  readonly description: string | undefined;
  /** A JSON pointer; under `/v1` a name with dots. */
  readonly field: string | undefined;
};

/** The body of PayPal's errors; those of a token have `error` in place of `name`. */
export type PaypalError = {
  readonly name: string | undefined;
  readonly message: string | undefined;
  readonly debug_id: string | undefined;
  /** In place of `debug_id` where a token is refused. */
  readonly correlation_id: string | undefined;
  readonly details: readonly PaypalErrorDetail[] | undefined;
  readonly links: readonly PaypalLink[] | undefined;
  /** In place of `links`. */
  readonly information_link: string | undefined;
  readonly error: string | undefined;
  readonly error_description: string | undefined;
};

/** A capture, authorization or refund of PayPal. */
export type PaypalPayment = {
  readonly id: string | undefined;
  readonly status: string | undefined;
  readonly status_details: { readonly reason: string | undefined } | undefined;
  readonly processor_response:
    | { readonly response_code: string | undefined; readonly payment_advice_code: string | undefined }
    | undefined;
  readonly network_transaction_reference: { readonly network: string | undefined } | undefined;
};

/**
 * An order of PayPal, which has purchase units, or a single capture, authorization or refund. What stands among an order's
 * payments and cannot be read is a payment of which nothing is known.
 */
export type PaypalResource = PaypalPayment & {
  readonly links: readonly PaypalLink[] | undefined;
  readonly purchase_units:
    | readonly {
        readonly payments:
          | {
              readonly captures: readonly PaypalPayment[] | undefined;
              readonly authorizations: readonly PaypalPayment[] | undefined;
            }
          | undefined;
      }[]
    | undefined;
};

export const envelope: BodySchema<PaypalError> = /* @__PURE__ */ (() =>
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

export const resource: BodySchema<PaypalResource> = /* @__PURE__ */ (() => {
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
