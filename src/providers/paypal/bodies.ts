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
