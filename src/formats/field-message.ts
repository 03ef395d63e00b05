import type { FieldError } from '../payment-error.js';

const MESSAGES: Readonly<Record<FieldError['code'], string>> = {
  required: 'This field is required.',
  invalid: 'This value is not valid.',
  not_allowed: 'This value is not allowed.',
  unrecognized: 'This value was not accepted.',
};

/** Gives our own sentence for whoever filled the field in: what the provider wrote is for developers. */
export function messageFor({ code }: FieldError): string {
  return MESSAGES[code];
}
