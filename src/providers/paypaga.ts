import * as z from 'zod/mini';

import { makeProvider } from '../provider/define-provider.js';
import type { BodySchema } from '../provider/definition.js';
import type { FieldErrorReading } from '../provider/reading.js';
import type { Table } from '../provider/row.js';
import { byName, either, list, optional, text, word } from '../provider/schema.js';

/** What is said of one field: a message, several, or one in an object. */
type Messages = string | readonly string[] | { readonly message: string | undefined } | undefined;

/** The details of PayPaga's validation errors, in both shapes that arrive. */
export type PaypagaDetails =
  | readonly { readonly field: string | undefined; readonly message: string | undefined }[]
  | Readonly<Record<string, NonNullable<Messages>>>
  | undefined;

/** The body of PayPaga's errors; of its OAuth failures, `error` is a word. */
export type PaypagaError = {
  readonly error:
    | string
    | {
        readonly code: string | undefined;
        readonly message: string | undefined;
        readonly details: PaypagaDetails;
      }
    | undefined;
  readonly error_description: string | undefined;
};

/** A transaction of PayPaga. */
export type PaypagaTransaction = {
  readonly transaction_id: string | undefined;
  readonly merchant_transaction_reference: string | undefined;
  readonly status: string | undefined;
  readonly fail_reason: string | undefined;
};

const envelope: BodySchema<PaypagaError> = /* @__PURE__ */ (() =>
  z.object({
    error: either(
      text,
      optional(
        z.object({
          code: word,
          message: text,
          // Documented is `{}`.
          details: either(
            list(z.object({ field: text, message: text })),
            byName(either(text, either(list(text), optional(z.object({ message: text }))))),
          ),
        }),
      ),
    ),
    error_description: text,
  }))();

const transaction: BodySchema<PaypagaTransaction> = /* @__PURE__ */ (() =>
  z.object({
    transaction_id: word,
    merchant_transaction_reference: word,
    status: text,
    fail_reason: text,
  }))();

const OAUTH = { is: 'unauthenticated', source: 'observed' } as const;

const codes = {
  BAD_REQUEST: 'invalid_request',
  VALIDATION_ERROR: 'invalid_request',
  // It is taken once: perhaps an earlier request has used it.
  'VALIDATION_ERROR.merchant_transaction_reference': { is: 'conflict', onPaths: /^POST / },
  CONFIGURATION_NOT_AVAILABLE: { is: 'not_configured', source: 'observed' },
  UNAUTHORIZED: 'unauthenticated',
  FORBIDDEN: 'permission_denied',
  NOT_FOUND: 'not_found',
  // The transaction that has this reference may have failed, or be another order's.
  MERCHANT_REFERENCE_ALREADY_EXISTS: 'conflict',
  INVALID_STATUS_TRANSITION: { is: 'conflict', source: 'observed' },
  INTERNAL_ERROR: 'provider_error',
  invalid_client: OAUTH,
  invalid_grant: OAUTH,
  unauthorized_client: OAUTH,
  invalid_token: OAUTH,
} as const satisfies Table;

// By the payment provider, not by the payer.
const CANCELED = { is: 'declined: unspecified', notAfter: ['DELETE'] } as const;

// In lower case. The first version of the API says "Reject" and "Declined".
const states = {
  declined: 'declined: unspecified',
  rejected: 'declined: unspecified',
  reject: 'declined: unspecified',
  failed: {
    is: 'provider_error',
    outcome: 'not_performed',
    retry: 'new_key',
    why: 'It failed for good and no money moved; its reference is used up.',
  },
  error: {
    is: 'provider_error',
    outcome: 'unknown',
    retry: 'reconcile_first',
    why: 'It broke off inside the provider; money may have moved.',
  },
  canceled: CANCELED,
  cancelled: CANCELED,
  expired: 'declined: payer_timed_out',
} as const satisfies Table;

/**
 * PayPaga. It takes no idempotency key: a `merchant_transaction_reference` that exists already is refused, and may be
 * given as the request's `idempotencyKey`.
 *
 * @see https://docsv2.paypaga.com/errors-2113602m0
 */
export const paypaga = /* @__PURE__ */ makeProvider({
  name: 'paypaga',
  docs: 'https://docsv2.paypaga.com/errors-2113602m0',
  idempotency: {
    reference: true,
    payoutPaths: /\/pay-?out(?:\/|$)/, // reading one too: nothing in it tells what it is
    failures: 'safe_to_resend',
    lookup: 'merchant_reference',
  },
  error: {
    schema: envelope,
    read: ({ error, error_description }) => {
      if (error === undefined) return null;
      if (typeof error === 'string') return { codes: [error], message: error_description };
      const { code, message, details } = error;
      const fieldErrors = fieldErrorsIn(details);
      const isReferenceWrong = code !== undefined && fieldErrors.some(isAboutReference);
      const codes = isReferenceWrong ? [code, `${code}.merchant_transaction_reference`] : [code];
      return { codes, message, fieldErrors };
    },
    codes,
  },
  resource: {
    schema: transaction,
    read: ({ transaction_id, merchant_transaction_reference, status, fail_reason }) => ({
      kind: 'payment',
      id: transaction_id,
      identified: [transaction_id, merchant_transaction_reference].some(Boolean),
      states: [status?.toLowerCase()],
      code: status,
      message: fail_reason,
    }),
    states,
  },
});

function fieldErrorsIn(details: PaypagaDetails): readonly FieldErrorReading[] {
  if (isList(details)) return details.flatMap(({ field, message }) => fieldError(field, message));
  return Object.entries(details ?? {}).flatMap(([field, said]) =>
    messagesIn(said).flatMap((message) => fieldError(field, message)),
  );
}

/** `Array.isArray` does not tell a readonly list from an object. */
function isList<Value>(value: Value): value is Extract<Value, readonly unknown[]> {
  return Array.isArray(value);
}

function messagesIn(said: NonNullable<Messages>): readonly string[] {
  if (typeof said === 'string') return [said];
  if (isList(said)) return said;
  return said.message === undefined ? [] : [said.message];
}

function fieldError(field: string | undefined, message: string | undefined): readonly FieldErrorReading[] {
  if (field === undefined) return [];
  const isRequired = message !== undefined && /is required\.?$/.test(message);
  return [{ field, reason: isRequired ? 'required' : 'invalid', message }];
}

/** Is it the merchant's reference, and not merely missing? */
function isAboutReference({ field, reason }: FieldErrorReading): boolean {
  return reason !== 'required' && /(?:^|\.)merchant_transaction_reference$/.test(field);
}
