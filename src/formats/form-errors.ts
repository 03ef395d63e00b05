import type { FieldError } from '../error/members.js';
import type { FieldReason } from '../error/words.js';
import type { PaymentError } from '../error/payment-error.js';
import { FIELD_MESSAGES, messageFor, textOf } from './field-message.js';
import { pathOfPointer } from './json-pointer.js';
import type { PayerMessages } from './payer-messages.js';
import type { ProblemDetails } from './problem-details.js';

/** How {@link toFormErrors} names fields and words its messages. */
export interface FormErrorsOptions {
  /**
   * Gives the name that a field has in one's own form, from the path that the provider knows it by: `items[0].name`.
   * `undefined` where the form has no such field: then something at `''` says so. Default: the path itself.
   */
  readonly name?: ((path: string) => string | null | undefined) | undefined;
  /** The texts of a language, as `payfault/messages/<language>` has them. Default: English. */
  readonly messages?: PayerMessages | undefined;
}

/**
 * Gives the messages for the fields of a form, by the field's path: `items[0].name`. Conform takes it as the `error` of
 * a submission result, react-hook-form entry by entry in `setError`. Fields that are one in the form share their
 * messages, each once; what is said of no field in particular stands at `''`. No text of the provider is shown, the
 * values that it would accept aside (at most 12 short ones). Never throws, unless `name` does.
 *
 * In the browser it takes the problem details that `toProblemDetails` made on the server, as JSON gave them back; what
 * is none counts as no errors. Those name no accepted values.
 *
 * @returns `{}` when the error names no fields.
 *
 * @example
 * ```ts
 * const errors = toFormErrors(await response.json(), { name: (path) => NAMES[path], messages: et });
 * for (const [field, messages] of Object.entries(errors)) form.setError(field, { message: messages.join(' ') });
 * ```
 */
export function toFormErrors(
  error: PaymentError | Pick<ProblemDetails, 'errors'>,
  options: FormErrorsOptions = {},
): Record<string, string[]> {
  const { name, messages = FIELD_MESSAGES } = options;
  const messagesByName = new Map<string, Set<string>>();
  for (const { path, reason, allowed } of fieldsOf(error)) {
    const given = formPath(path);
    const known = name && given !== '' ? name(given) || '' : given;
    const isInForm = known !== '' || given === '';
    const message = isInForm ? messageFor(reason, allowed, messages) : textOf('field_not_in_form', messages);
    messagesByName.set(known, (messagesByName.get(known) ?? new Set()).add(message));
  }
  // fromEntries, because a field can be called __proto__.
  return Object.fromEntries([...messagesByName].map(([field, texts]) => [field, [...texts]]));
}

/** What is looked at of a field's error, whatever it came in. */
type Field = Pick<FieldError, 'path' | 'reason' | 'allowed'>;

function fieldsOf(error: PaymentError | Pick<ProblemDetails, 'errors'> | null): readonly Field[] {
  if (typeof error !== 'object' || error === null) return []; // the body of an answer may be anything
  if ('fieldErrors' in error) return error.fieldErrors;
  const { errors } = error;
  return Array.isArray(errors) ? errors.flatMap(fieldOf) : [];
}

/** JSON has what it has, whatever its type promises. */
function fieldOf(error: Partial<Record<'pointer' | 'reason', unknown>> | null): readonly Field[] {
  if (typeof error?.pointer !== 'string') return [];
  const reason = typeof error.reason === 'string' ? error.reason : '';
  // A word that is none of the reasons has a sentence too.
  return [{ path: pathOfPointer(error.pointer), reason: reason as FieldReason, allowed: null }];
}

const INDEX = /^(?:0|[1-9]\d*)$/;

/** An index may be written as text: a pointer knows nothing else. */
function formPath(path: FieldError['path']): string {
  return path
    .map(String)
    .map((segment) => (INDEX.test(segment) ? `[${segment}]` : `.${segment}`))
    .join('')
    .replace(/^\./, '');
}
