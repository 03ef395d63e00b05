/** What Stripe says of an attempt that failed; the payer's data that it puts beside this is left out. */
export type StripeFailure = {
  readonly type: string | undefined;
  readonly code: string | undefined;
  readonly decline_code: string | undefined;
  readonly message: string | undefined;
  readonly param: string | undefined;
  readonly advice_code: string | undefined;
  readonly network_advice_code: string | undefined;
  readonly network_decline_code: string | undefined;
};

/** Another object: its id, or the object itself, of which nothing but the id is kept. */
export type StripeReference = string | { readonly id: string | undefined } | undefined;

/** A charge or payment intent, of which nothing is kept but the id and, in older versions of the API, the invoice. */
export type StripePaymentReference =
  string | { readonly id: string | undefined; readonly invoice: StripeReference } | undefined;

/** The body of Stripe's errors; of an OAuth failure, `error` is a word. Of the objects in it only the ids are kept. */
export type StripeError = {
  readonly error:
    | string
    | (StripeFailure & {
        readonly doc_url: string | undefined;
        /** Instead of `param` under `/v2`. */
        readonly invalid_param: string | undefined;
        readonly charge: StripePaymentReference;
        readonly payment_intent: StripePaymentReference;
        readonly setup_intent: StripeReference;
      })
    | undefined;
  readonly error_description: string | undefined;
};

/** An object of Stripe that can fail. */
export type StripeResource = {
  /** Which object it is. */
  readonly object: string | undefined;
  readonly id: string | undefined;
  readonly status: string | undefined;
  /** Of a charge or payment intent, in older versions of the API. */
  readonly invoice: StripeReference;
  /** Of a payment intent. */
  readonly last_payment_error: StripeFailure | undefined;
  /** Of a payment intent, in the smallest unit of the currency. */
  readonly amount_received: number | string | undefined;
  /** Of a setup intent. */
  readonly last_setup_error: StripeFailure | undefined;
  /** Of a setup attempt. */
  readonly setup_error: StripeFailure | undefined;
  /** Of a charge: is it `true` that money was taken or held? */
  readonly paid: unknown;
  /** Of a charge: is it `true` that the money was taken, be it only held before? */
  readonly captured: unknown;
  /** Of a charge, in the smallest unit of the currency. */
  readonly amount_captured: number | string | undefined;
  /** Of a charge. */
  readonly outcome:
    | {
        readonly reason: string | undefined;
        readonly advice_code: string | undefined;
        readonly network_advice_code: string | undefined;
        readonly network_decline_code: string | undefined;
      }
    | undefined;
  /** Of a charge, payout or top-up. */
  readonly failure_code: string | undefined;
  readonly failure_message: string | undefined;
  /** Of a refund. */
  readonly failure_reason: string | undefined;
  /** Of a reader of Terminal: what it was told to do last. */
  readonly action:
    | {
        readonly status: string | undefined;
        readonly failure_code: string | undefined;
        readonly failure_message: string | undefined;
      }
    | undefined;
};
