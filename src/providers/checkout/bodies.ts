import * as z from 'zod/mini';

import type { BodySchema } from '../../provider/definition.js';
import { anything, either, list, optional, text, word } from '../../provider/schema.js';

/** The body of Checkout.com's errors; many come without one. */
export type CheckoutError = {
  readonly request_id: string | undefined;
  readonly error_type: string | undefined;
  readonly error_codes: readonly string[] | string | undefined;
  /** Only where a token is asked for: the one code. */
  readonly error: string | undefined;
  readonly message: string | undefined;
};

/** A payment, a payout or an incremental authorization of Checkout.com. Who pays and who is paid is left out. */
export type CheckoutPayment = {
  readonly id: string | undefined;
  /** Instead of an id on an incremental authorization. */
  readonly action_id: string | undefined;
  readonly approved: unknown;
  readonly status: string | undefined;
  /** Only a payout has one. */
  readonly destination: object | undefined;
  readonly source: { readonly type: string | undefined } | undefined;
  readonly response_code: string | undefined;
  readonly response_summary: string | undefined;
  /** Instead of `response_code` on payment sessions. */
  readonly decline_reason: string | undefined;
  readonly processing:
    | {
        readonly partner_response_code: string | undefined;
        /** Mastercard's. */
        readonly partner_merchant_advice_code: string | undefined;
        /** Checkout.com's own word for what a network advises. */
        readonly recommendation_code: string | undefined;
      }
    | undefined;
};

export const envelope: BodySchema<CheckoutError> = /* @__PURE__ */ (() =>
  z.object({
    request_id: text,
    error_type: text,
    error_codes: either(list(word), word),
    error: text,
    message: text,
  }))();

export const payment: BodySchema<CheckoutPayment> = /* @__PURE__ */ (() =>
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
