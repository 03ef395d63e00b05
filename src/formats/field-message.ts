import type { FieldError } from '../error/payment-error.js';

const MESSAGES: Readonly<Record<FieldError['reason'], string>> = {
  required: 'This field is required.',
  invalid: 'This value is not valid.',
  not_allowed: 'This value is not allowed.',
  unrecognized: 'This value was not accepted.',
};

/** Gives our own sentence for whoever filled the field in: what the provider wrote is for developers. */
export function messageFor({ reason }: FieldError): string {
  return MESSAGES[knownReason(reason)];
}

/** Gives the reason; `unrecognized` for a word that only a newer version knows. */
export function knownReason(reason: FieldError['reason']): FieldError['reason'] {
  return Object.hasOwn(MESSAGES, reason) ? reason : 'unrecognized';
}
