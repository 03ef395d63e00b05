import type { PayerSituation } from './payer-situation.js';

/** What is said of a single field of a form. */
export type FieldMessageKey =
  | 'field_required'
  | 'field_invalid'
  | 'field_not_allowed'
  /** With the values that would be accepted in place of `{allowed}`. */
  | 'field_not_one_of'
  | 'field_unrecognized'
  /** What was refused is none of the form's fields. */
  | 'field_not_in_form';

/**
 * The texts of one language: what a payer is told in each situation, and what stands at a field of a form.
 * `payfault/messages/<language>` has them ready; spread one and change what should read otherwise.
 *
 * Situations have two short sentences, what happened and what to do next. A text for several situations must not tell
 * more than theirs do: only `canceled`, `timed_out`, `try_later` and `our_fault` are never given where money may have
 * moved, so that they alone can say that nothing was charged.
 */
export type PayerMessages = Readonly<Record<PayerSituation | FieldMessageKey, string>>;
