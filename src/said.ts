import { isText } from './careful.js';
import type { FieldError } from './payment-error.js';
import { text } from './schema.js';

/** A string, or whatever a provider may leave in its place. */
export type MaybeText = string | null | undefined;

/** One field error as a provider says it; `path` is split from `field`, other members default to `null`. */
export type SaidFieldError = Pick<FieldError, 'field' | 'code'> &
  Partial<Pick<FieldError, 'path' | 'allowed'>> & {
    readonly providerCode?: MaybeText;
    readonly message?: MaybeText;
  };

/**
 * What an error answer says, before anybody judges it: a plain object. Members that are missing, empty, `null` or of
 * another type count as not said.
 */
export interface Said {
  /** The provider's codes, most specific first; the first is kept as `code`, the first that a table knows decides. */
  readonly codes?: readonly (string | number | null | undefined)[];
  /** The provider's broader type. */
  readonly type?: MaybeText;
  readonly message?: MaybeText;
  /** The text that a row's `byMessage` is compared with: whole, trimmed, in any letter case. */
  readonly exactMessage?: MaybeText;
  readonly fieldErrors?: readonly SaidFieldError[] | undefined;
  readonly requestId?: MaybeText;
  /** An http(s) address; anything else is dropped. Default: the provider's `docs`. */
  readonly docUrl?: MaybeText;
}

/** What a resource in a 2xx answer says. */
export interface SaidOutcome extends Pick<Said, 'message' | 'requestId'> {
  /** The names of the rows to try, most specific first; one that is no string names none. None known: not a failure. */
  readonly rows: readonly MaybeText[];
  /** The provider's word, kept as `code`. */
  readonly code?: MaybeText;
}

/** What an answer says, with nothing left to doubt. All have one shape: reading one takes no search for its members. */
export interface Statement {
  /** The names of the rows to try, most specific first; only a resource gives them. */
  readonly rows: readonly string[];
  /** As text, most specific first. */
  readonly codes: readonly string[];
  readonly type: MaybeText;
  readonly message: MaybeText;
  readonly exactMessage: MaybeText;
  readonly fieldErrors: readonly SaidFieldError[] | null | undefined;
  readonly requestId: MaybeText;
  readonly docUrl: MaybeText;
}

/** Takes apart what a provider says: one without types may leave anything in place of a list or a text. */
export function takeSaid(said: Said & Partial<Pick<SaidOutcome, 'rows'>>): Statement {
  return {
    rows: wordsIn(said.rows),
    codes: wordsIn(said.codes),
    type: text(said.type),
    message: text(said.message),
    exactMessage: text(said.exactMessage),
    fieldErrors: said.fieldErrors,
    requestId: text(said.requestId),
    docUrl: text(said.docUrl),
  };
}

/** Takes apart what a provider says of a resource. */
export function takeOutcome({ rows, code, message, requestId }: SaidOutcome): Statement {
  return takeSaid({ rows, codes: [code], message, requestId });
}

const NO_WORDS: readonly string[] = [];

/** The words of a list, numbers as text. Nearly all have one, and an empty list that grows takes the room of seventeen. */
function wordsIn(list: unknown): readonly string[] {
  let words: string[] | undefined;
  if (Array.isArray(list))
    for (const item of list as readonly unknown[])
      if (typeof item === 'number' || (isText(item) && item !== '')) {
        if (words) words.push(String(item));
        else words = [String(item)];
      }
  return words ?? NO_WORDS;
}
