import type { FieldReason } from '../../error/words.js';
import type { FieldErrorReading } from '../../provider/reading.js';
import type { PaypalErrorDetail } from './bodies.js';

const REASON_BY_ISSUE = /* @__PURE__ */ reasonsByIssue({
  'MISSING_REQUIRED_PARAMETER REQUIRED_PARAMETER_FOR_PAYMENT_SOURCE REQUIRED_PARAMETER_FOR_CUSTOMER_INITIATED_PAYMENT ONE_OF_PARAMETERS_REQUIRED ONE_OF_THE_PARAMETERS_REQUIRED':
    'required',
  'NO_PAYMENT_SOURCE_PROVIDED MISSING_CRYPTOGRAM MISSING_PICKUP_ADDRESS MISSING_PREVIOUS_REFERENCE CITY_REQUIRED POSTAL_CODE_REQUIRED ITEM_TOTAL_REQUIRED TAX_TOTAL_REQUIRED REFERENCE_ID_REQUIRED':
    'required',
  'CARD_NUMBER_REQUIRED CARD_EXPIRY_REQUIRED RETURN_URL_REQUIRED CANCEL_URL_REQUIRED CRYPTOGRAM_REQUIRED EMV_DATA_REQUIRED VAULT_INSTRUCTION_REQUIRED PATCH_PATH_REQUIRED PATCH_VALUE_REQUIRED PAYPAL_REQUEST_ID_REQUIRED':
    'required',
  // INVALID_PARAMETER: it must not be there.
  'NOT_SUPPORTED INVALID_PARAMETER NOT_PATCHABLE FIELD_NOT_PATCHABLE UNSUPPORTED_PATCH_PARAMETER_VALUE UNSUPPORTED_INTENT':
    'not_allowed',
  'INVALID_PARAMETER_VALUE INVALID_PARAMETER_SYNTAX INVALID_STRING_LENGTH INVALID_STRING_MAX_LENGTH INVALID_ARRAY_MIN_ITEMS INVALID_ARRAY_MAX_ITEMS MALFORMED_REQUEST_JSON INVALID_SYNTAX':
    'invalid',
  'INVALID_COUNTRY_CODE INVALID_CURRENCY_CODE INVALID_EXPIRY_DATE INVALID_IBAN INVALID_SECURITY_CODE_LENGTH AMOUNT_MISMATCH ITEM_TOTAL_MISMATCH TAX_TOTAL_MISMATCH DECIMAL_PRECISION':
    'invalid',
  'DECIMALS_NOT_SUPPORTED MAX_VALUE_EXCEEDED CANNOT_BE_NEGATIVE CANNOT_BE_ZERO_OR_NEGATIVE INCOMPATIBLE_PARAMETER_VALUE BILLING_ADDRESS_INVALID SHIPPING_ADDRESS_INVALID':
    'invalid',
});

function reasonsByIssue(groups: Readonly<Record<string, FieldReason>>): ReadonlyMap<string, FieldReason> {
  return new Map(
    Object.entries(groups).flatMap(([words, reason]) => words.split(' ').map((issue) => [issue, reason])),
  );
}

/** An issue that is a code; some are sentences. */
export function codeOf({ issue }: PaypalErrorDetail): string | undefined {
  return issue && /^[A-Z\d_]+$/.test(issue) ? issue : undefined;
}

export function fieldErrorIn(detail: PaypalErrorDetail): readonly FieldErrorReading[] {
  const { field, issue, description } = detail;
  if (!field) return [];
  const code = codeOf(detail);
  const reason = REASON_BY_ISSUE.get(code ?? '') ?? 'unrecognized';
  return [{ field, path: pathOf(field), reason, code, message: code ? description : (issue ?? description) }];
}

/** The segments of a JSON pointer, whose first slash may be missing; other names are split as usual. */
function pathOf(field: string): FieldErrorReading['path'] {
  if (!field.includes('/')) return undefined;
  const segments = field.replace(/^\//, '').split('/');
  return segments.map((segment) =>
    /^(?:0|[1-9]\d{0,8})$/.test(segment)
      ? Number(segment)
      : segment.replaceAll('~1', '/').replaceAll('~0', '~'),
  );
}
