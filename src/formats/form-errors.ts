import type { FieldError, PaymentError } from '../error/payment-error.js';
import { messageFor } from './field-message.js';

/** How {@link toFormErrors} words its messages. */
export interface FormErrorsOptions {
  /**
   * Gives the message for a field error, in the language of whoever filled the form in.
   * Default: a short English sentence for its `reason`, never the provider's text.
   */
  readonly translate?: ((fieldError: FieldError) => string) | undefined;
}

/**
 * Gives the messages for the fields of a form, by the field's path: `items[0].name`. Conform takes it as the `error` of
 * a submission result, react-hook-form entry by entry in `setError`. A message that would stand twice at a field stands
 * there once; what the provider says of no field in particular stands at `''`. Never throws, unless `translate` does.
 *
 * The paths are those of the request to the provider: where the form has other names, rename the keys.
 *
 * @returns `{}` when the error names no fields.
 *
 * @example
 * ```ts
 * for (const [path, messages] of Object.entries(toFormErrors(error)))
 *   form.setError(path, { message: messages.join(' ') });
 * ```
 */
export function toFormErrors(error: PaymentError, options: FormErrorsOptions = {}): Record<string, string[]> {
  const { translate = messageFor } = options;
  const messagesByPath = new Map<string, Set<string>>();
  for (const fieldError of error.fieldErrors) {
    const path = formPath(fieldError.path);
    const messages = messagesByPath.get(path) ?? new Set();
    messagesByPath.set(path, messages.add(translate(fieldError)));
  }
  // fromEntries, because a field can be called __proto__.
  return Object.fromEntries([...messagesByPath].map(([path, messages]) => [path, [...messages]]));
}

function formPath(path: FieldError['path']): string {
  return path
    .map((segment) => (typeof segment === 'number' ? `[${String(segment)}]` : `.${segment}`))
    .join('')
    .replace(/^\./, '');
}
