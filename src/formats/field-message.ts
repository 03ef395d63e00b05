import type { FieldError } from '../error/members.js';
import type { FieldReason } from '../error/words.js';
import type { FieldMessageKey, PayerMessages } from './payer-messages.js';

/** The sentences for fields, which come with whoever needs them: without those for payers, of which there are more. */
export const FIELD_MESSAGES: Readonly<Record<FieldMessageKey, string>> = {
  field_required: 'This field is required.',
  field_invalid: 'This value is not valid.',
  field_not_allowed: 'This value is not allowed.',
  field_not_one_of: 'This value is not allowed. Please choose one of these: {allowed}.',
  field_unrecognized: 'This value was not accepted.',
  field_not_in_form: 'Something that is not on this form was not accepted. Please contact us.',
};

/** The part of a language's texts that is needed here. */
export type FieldMessages = Pick<PayerMessages, FieldMessageKey>;

const KEYS: Readonly<Record<FieldReason, FieldMessageKey>> = {
  required: 'field_required',
  invalid: 'field_invalid',
  not_allowed: 'field_not_allowed',
  unrecognized: 'field_unrecognized',
};

/** More values, or longer ones, are a list for developers. */
const MOST_VALUES = 12;
const LONGEST_VALUE = 40;

/** Gives our own sentence for whoever filled the field in: what the provider wrote is for developers. */
export function messageFor(
  reason: FieldReason,
  allowed: FieldError['allowed'] = null,
  messages: FieldMessages = FIELD_MESSAGES,
): string {
  const key = KEYS[knownReason(reason)];
  return key === 'field_not_allowed' && allowed !== null && canBeListed(allowed)
    ? textOf('field_not_one_of', messages).replaceAll('{allowed}', () => allowed.join(', '))
    : textOf(key, messages);
}

/** Gives the sentence in a language; in English where it has none. */
export function textOf(key: FieldMessageKey, messages: FieldMessages): string {
  return messages[key] ?? FIELD_MESSAGES[key];
}

/** Gives the reason; `unrecognized` for a word that only a newer version knows. */
export function knownReason(reason: FieldReason): FieldReason {
  return Object.hasOwn(KEYS, reason) ? reason : 'unrecognized';
}

function canBeListed(values: readonly string[]): boolean {
  return (
    values.length > 0 &&
    values.length <= MOST_VALUES &&
    values.every((value) => value !== '' && value.length <= LONGEST_VALUE)
  );
}
