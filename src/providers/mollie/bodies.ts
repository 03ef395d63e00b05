/** The body of Mollie's errors. Of its OAuth failures `error` is a word, of API v1 an object. */
export type MollieError = {
  /** The HTTP status again. */
  readonly status: number | undefined;
  /** The reason phrase of the status. */
  readonly title: string | undefined;
  readonly detail: string | undefined;
  readonly field: string | undefined;
  readonly extra:
    { readonly failureReason: string | undefined; readonly failureMessage: string | undefined } | undefined;
  readonly _links:
    | {
        readonly documentation: { readonly href: string | undefined } | undefined;
        /** Where the merchant has to change a setting. */
        readonly dashboard: { readonly href: string | undefined } | undefined;
      }
    | undefined;
  readonly error:
    string | { readonly message: string | undefined; readonly field: string | undefined } | undefined;
  readonly error_description: string | undefined;
  /** What kind of resource it is: an error has none. */
  readonly resource: string | undefined;
};

/** A resource of Mollie. Nothing else of `details` is read: it names the payer, the card and the IBAN. */
export type MollieResource = {
  readonly resource: string | undefined;
  readonly id: string | undefined;
  readonly status: string | undefined;
  /** Only of a payment that was authorized. */
  readonly authorizedAt: string | undefined;
  readonly statusReason:
    { readonly code: string | undefined; readonly message: string | undefined } | undefined;
  readonly details:
    | {
        readonly failureReason: string | undefined;
        readonly failureMessage: string | undefined;
        readonly bankReasonCode: string | undefined;
        readonly bankReason: string | undefined;
      }
    | undefined;
};
