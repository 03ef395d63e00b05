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
