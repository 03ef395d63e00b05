/** The body of Adyen's errors: that of Checkout and the classic APIs, or problem details (RFC 7807). */
export type AdyenError = {
  /** The HTTP status; a resource's status, which is a text, is not taken for it. */
  readonly status: number | undefined;
  /** With its leading zeros: `010` is not `10`. */
  readonly errorCode: string | undefined;
  readonly message: string | undefined;
  readonly errorType: string | undefined;
  readonly pspReference: string | undefined;
  /** Of problem details, as the four below: the address of a page. */
  readonly type: string | undefined;
  readonly title: string | undefined;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  /** What was submitted, in `value`, is left out. */
  readonly invalidFields:
    readonly { readonly name: string | undefined; readonly message: string | undefined }[] | undefined;
};

/** A payment of Adyen; also the answer of a gift card's balance. */
export type AdyenPayment = {
  readonly resultCode: string | undefined;
  readonly refusalReasonCode: string | undefined;
  readonly refusalReason: string | undefined;
  readonly pspReference: string | undefined;
  /** Nothing else of it is read: it names the card and its holder. */
  readonly additionalData:
    | {
        readonly inferredRefusalReason: string | undefined;
        readonly merchantAdviceCode: string | undefined;
        readonly refusalReasonRaw: string | undefined;
        readonly 'retry.rescueScheduled': unknown;
      }
    | undefined;
};

/** A success of Adyen: a payment, or by its other members a donation, a modification, a session, an order or a transfer. */
export type AdyenResource = AdyenPayment & {
  readonly id: string | undefined;
  readonly status: string | undefined;
  readonly reason: string | undefined;
  readonly donationAccount: string | undefined;
  readonly payment: AdyenPayment | undefined;
  readonly paymentPspReference: string | undefined;
  readonly response: string | undefined;
  readonly paymentData: string | undefined;
  readonly category: string | undefined;
  readonly counterparty: unknown;
  readonly transferId: string | undefined;
};
