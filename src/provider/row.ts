import type { FieldError } from '../error/members.js';
import type { PaymentErrorOf } from '../error/payment-error.js';
import type { Retry, RetryPayerAction } from '../error/retry.js';
import type {
  Category,
  DeclineReason,
  FixableBy,
  KeyConflict,
  MethodAdvice,
  Outcome,
  PayerAction,
  RetryStrategy,
  WIRE_CATEGORIES,
} from '../error/words.js';

/** The categories that a table can give; the others come from the wire. */
export type TableCategory = Exclude<Category, (typeof WIRE_CATEGORIES)[number]>;

/** What a code means, in one word: `invalid_request`, `declined: expired_card`, `idempotency_conflict: in_progress`. */
export type MeaningWord = { readonly [C in TableCategory]: WordFor<C> }[TableCategory];

type WordFor<C extends TableCategory> = C extends 'declined'
  ? `declined: ${DeclineReason}`
  : C extends 'idempotency_conflict'
    ? `idempotency_conflict: ${KeyConflict}`
    : C;

/** A strategy in one word: `never`, `payer_action: check_details`. */
export type RetryWord = Exclude<RetryStrategy, 'payer_action'> | `payer_action: ${PayerAction}`;

type WordOfRetry<R extends Retry> =
  R extends RetryPayerAction<infer Action> ? `payer_action: ${Action}` : R['strategy'];

/** The pairs of outcome and strategy that an error of a category can have. */
type RuleFor<E extends { readonly outcome: Outcome; readonly retry: Retry }> = E extends unknown
  ? { readonly outcome: E['outcome']; readonly retry: WordOfRetry<E['retry']> }
  : never;

/** Whether the key of an idempotency conflict may be sent again is not for a row to say. */
type RuleOf<C extends TableCategory> = C extends 'idempotency_conflict'
  ? { readonly outcome: 'unknown'; readonly retry: 'reconcile_first' }
  : RuleFor<PaymentErrorOf<C>>;

/** What a row says besides its meaning. */
interface RowFacts {
  /** Default: as the category says; the merchant where a refund or payout is declined. */
  readonly fixableBy?: FixableBy;
  /** How long to wait at least, in milliseconds, even where the answer asks for less. */
  readonly delayMs?: number;
  /**
   * The address of the page that lists it, where that is not the provider's error page. `observed`: no page does; it was
   * seen in real replies, or in the provider's own code.
   */
  readonly source?: 'observed' | `https://${string}`;
  /** The field that this is always about, where the answer names none. */
  readonly fieldError?: Pick<FieldError, 'field' | 'reason'>;
  /**
   * Only for requests like these: a pattern for the method in capitals, a space and the path without its query. Where the
   * address is not known the row counts all the same: let it be the more careful reading. Default: for all.
   */
  readonly onPaths?: RegExp;
  /** Only where an idempotency key was sent with a write. Default: with and without. */
  readonly withKey?: true;
  /**
   * Only in `resource.states`: the resource's own codes say more. Those that `error.codes` has decide in place of this
   * row; where it has none of them, a refusal that this row leaves unspecified is one that says why in an unlisted word.
   */
  readonly byCode?: true;
  /** Only in `resource.states`: the methods after which this state is what was asked for, and no failure. */
  readonly notAfter?: readonly ('POST' | 'PUT' | 'PATCH' | 'DELETE')[];
}

interface DeclineFacts {
  /** Exact texts, in lower case, that tell the reason more closely. */
  readonly byMessage?: Readonly<Record<string, DeclineReason>>;
  /** What it says about charging the same payment method again. Default: what follows from the reason. */
  readonly methodAdvice?: MethodAdvice;
  /** How long to wait before the same payment method is charged again, in milliseconds. Default: nobody says. */
  readonly methodDelayMs?: number;
}

type RowOf<C extends TableCategory> = RowFacts & {
  readonly is: WordFor<C>;
} & (C extends 'declined' ? DeclineFacts : { readonly [Member in keyof DeclineFacts]?: never }) &
  ((RuleOf<C> & RuleFacts) | { readonly outcome?: never; readonly retry?: never; readonly why?: never });

interface RuleFacts {
  /** One short stable sentence: why this outcome and this strategy. Default: the sentence of the judging table. */
  readonly why?: string;
}

/**
 * What one code means: a word where that says it all, else an object. Outcome and retry are said together, where they
 * are not those of the judging table. A decline needs its reason: `declined: unspecified` where none is given.
 *
 * @example
 * ```ts
 * const codes = {
 *   card_expired: 'declined: expired_card',
 *   already_refunded: { is: 'conflict', outcome: 'performed', retry: 'never' },
 * } as const satisfies Table;
 * ```
 */
export type Row = MeaningWord | { readonly [C in TableCategory]: RowOf<C> }[TableCategory];

/**
 * Words of a provider and what they mean, as a reviewer compares them with the provider's page. Several words that mean
 * the same may stand together, a space between them: `'lost_card stolen_card'`. One `*` in a word stands for one or more
 * characters: `'103*'` is every code that begins with 103, `'*_required'` every one that ends so. An exact word goes
 * before a family, a longer family before a shorter one.
 */
export type Table = Readonly<Record<string | number, Row>>;

/** Each word of a table, or of its keys: `'lost_card stolen_card'` are two. */
export type WordsOf<T> = [T] extends [never] ? never : WordsIn<`${Extract<keyof T, string | number>}`>;

type WordsIn<Key extends string, Found extends string = never> = Key extends `${infer First} ${infer Rest}`
  ? WordsIn<Rest, Found | First>
  : Found | Key;
