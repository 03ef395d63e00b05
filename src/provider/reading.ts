import type { FieldError } from '../error/members.js';
import type { ResourceKind } from '../error/words.js';

/** A string, or whatever a provider may leave in its place. */
export type MaybeText = string | null | undefined;

/** One field error as a provider says it; `path` is split from `field`, other members default to `null`. */
export interface FieldErrorReading extends Pick<FieldError, 'field' | 'reason'> {
  /** The segments of `field`, where splitting it at its dots and brackets would not give them. */
  readonly path?: FieldError['path'] | undefined;
  /** The provider's word for what is wrong. */
  readonly code?: MaybeText;
  /** The provider's sentence about it. */
  readonly message?: MaybeText;
  /** The values that would be accepted. */
  readonly allowed?: readonly (string | number)[] | null | undefined;
}

/** What any answer says. Members that are missing, empty, `null` or of another type count as not said. */
interface AnyReading {
  /** The provider's sentence for developers. Default: a sentence of ours. */
  readonly message?: MaybeText;
  /** The text that a row's `byMessage` is compared with: whole, trimmed, in any letter case. */
  readonly exactMessage?: MaybeText;
  /** The provider's correlation id. */
  readonly requestId?: MaybeText;
  /** The card network's response code, as the provider passes it on. */
  readonly networkDeclineCode?: MaybeText;
  /** The card network's advice code, as the provider passes it on. */
  readonly networkAdviceCode?: MaybeText;
  /** The network whose advice code it is, where the provider says so. Other networks mean other things by the same digits. */
  readonly adviceNetwork?: 'mastercard' | null | undefined;
  /** Words about charging the same payment method again, to look for in the definition's `advice`. */
  readonly advice?: readonly MaybeText[] | undefined;
  /** Will the provider try it again by itself? Then a new attempt could charge twice. Default: `false`. */
  readonly triesAgain?: boolean | undefined;
}

/** What an error answer says, before anybody judges it: a plain object. */
export interface ErrorReading extends AnyReading {
  /** The provider's codes, most specific first. Of those in the table the gravest decides. */
  readonly codes?: readonly (string | number | null | undefined)[] | undefined;
  /** What is kept as `code`, where that is not the first of `codes`. */
  readonly code?: MaybeText;
  /** The provider's broader type; or several ways to look it up, most specific first. */
  readonly type?: MaybeText | readonly MaybeText[];
  /** The HTTP status that the body itself names: it counts where HTTP gives none, or a 2xx. */
  readonly status?: string | number | null | undefined;
  /** What the answer says of single fields of the request; at most 100 are kept. */
  readonly fieldErrors?: readonly FieldErrorReading[] | undefined;
  /** An http(s) address; anything else is dropped. Default: the page of the row. */
  readonly docUrl?: MaybeText;
  /** What the answer is about. */
  readonly resource?: { readonly kind: ResourceKind; readonly id?: MaybeText } | null | undefined;
}

/** What a resource says: a plain object. */
export interface ResourceReading extends AnyReading {
  /** What it is. */
  readonly kind: ResourceKind;
  /** The provider's id of it. */
  readonly id?: MaybeText;
  /**
   * Is it known for sure that this is such a resource? A status word alone proves nothing. Default: whether there is an
   * `id`.
   */
  readonly identified?: boolean;
  /** What to look for in `states`, most specific first. None known: not a failure. */
  readonly states: readonly MaybeText[];
  /** Codes of `error.codes`, most specific first: consulted where the row of the state has `byCode`. */
  readonly codes?: readonly (string | number | null | undefined)[] | undefined;
  /** The provider's word, kept as `code`. Default: the first of `codes`. */
  readonly code?: MaybeText;
}
