/**
 * Every category a {@link PaymentError} can have. The list is closed: a new category is a breaking change.
 */
export const CATEGORIES = [
  'invalid_request',
  'unauthenticated',
  'permission_denied',
  'not_configured',
  'not_found',
  'conflict',
  'idempotency_conflict',
  'declined',
  'rate_limited',
  'provider_unavailable',
  'provider_error',
  'timeout',
  'network',
  'aborted',
  'invalid_response',
  'unknown',
] as const;

/** What was said: the discriminant of {@link PaymentError}. */
export type Category = (typeof CATEGORIES)[number];

/**
 * Why a payment or refund was refused, in the words of the field. The list is closed.
 *
 * `unspecified`: the provider says that it refused, not why. `unrecognized`: it says why, in a word that its
 * documentation does not list.
 */
export const DECLINE_REASONS = [
  'insufficient_funds',
  'do_not_honor',
  'expired_card',
  'incorrect_number',
  'incorrect_cvc',
  'incorrect_address',
  'incorrect_pin',
  'lost_or_stolen',
  'restricted_card',
  'account_closed',
  'invalid_account',
  'not_permitted',
  'card_not_supported',
  'currency_not_supported',
  'limit_exceeded',
  'invalid_amount',
  'suspected_fraud',
  'compliance',
  'authentication_required',
  'authentication_failed',
  'authentication_unavailable',
  'mandate_revoked',
  'issuer_unavailable',
  'call_issuer',
  'duplicate_transaction',
  'retry_limit_exceeded',
  'payer_cancelled',
  'payer_timed_out',
  'unspecified',
  'unrecognized',
] as const;

/** One of {@link DECLINE_REASONS}. */
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Every strategy that {@link Retry} can name. The list is closed. */
export const RETRY_STRATEGIES = [
  'never',
  'fix_request',
  'payer_action',
  'after_delay',
  'same_key',
  'reconcile_first',
] as const;

/** One of {@link RETRY_STRATEGIES}. */
export type RetryStrategy = (typeof RETRY_STRATEGIES)[number];

/** Did the requested effect (the charge, the refund, the capture) happen? */
export type Outcome = 'not_performed' | 'unknown' | 'performed';

/** Who can change the answer. */
export type FixableBy = 'payer' | 'developer' | 'merchant' | 'provider' | 'nobody';

/** What the payer can do about a refusal. */
export type PayerAction =
  'authenticate' | 'use_other_method' | 'check_details' | 'add_funds' | 'contact_issuer' | 'try_again';

/** What to look the request up by before deciding anything. */
export type Lookup = 'idempotency_key' | 'merchant_reference' | 'resource';

/** By what an answer was recognised, surest first; `none`: by nothing. */
export type MatchedOn = 'code' | 'family' | 'type' | 'message' | 'status' | 'transport' | 'none';

interface Advice<Strategy extends RetryStrategy> {
  readonly strategy: Strategy;
  /** One short stable sentence: why this and nothing else. */
  readonly why: string;
}

/** Do not send it again: no change that you can make leads to another answer. */
export type RetryNever = Advice<'never'>;

/** Change the request or the account first, then make a new attempt. */
export type RetryFixRequest = Advice<'fix_request'>;

/** The payer has to do something first. */
export interface RetryPayerAction extends Advice<'payer_action'> {
  readonly action: PayerAction;
}

/** Send the same request again after a wait, with the same idempotency key if one was sent. */
export interface RetryAfterDelay extends Advice<'after_delay'> {
  /** How long the provider asks to wait, in milliseconds; `null` when it does not say. */
  readonly delayMs: number | null;
}

/** The outcome is unknown: send it again only with the very same idempotency key. */
export interface RetrySameKey extends Advice<'same_key'> {
  /** How long the provider asks to wait, in milliseconds; `null` when it does not say. */
  readonly delayMs: number | null;
}

/** Look at what the provider has on record before anything else; sending it again may charge twice. */
export interface RetryReconcileFirst extends Advice<'reconcile_first'> {
  readonly lookup: Lookup;
}

/** What to do next, discriminated by `strategy`. */
export type Retry =
  RetryNever | RetryFixRequest | RetryPayerAction | RetryAfterDelay | RetrySameKey | RetryReconcileFirst;

/** One field of the request that the provider objects to. */
export interface FieldError {
  /** The name as the provider sent it: `amount`, `customer.ip`, `$.items[0].name`, or a request header's name. */
  readonly field: string;
  /** The same name, split: `['items', 0, 'name']`. */
  readonly path: readonly (string | number)[];
  readonly code: 'required' | 'invalid' | 'not_allowed' | 'unrecognized';
  /** The provider's own word for what is wrong, or `null`. */
  readonly providerCode: string | null;
  /** The provider's sentence, redacted, or `null`. For developers; translate `code` for payers. */
  readonly message: string | null;
  /** The values that would be accepted, when the provider lists them. */
  readonly allowed: readonly string[] | null;
}

/**
 * Outcome and retry, judged together. A pair that could charge twice is not in this type: an unknown outcome is only
 * ever `same_key` or `reconcile_first`. `retryable` is true exactly for `after_delay` and `same_key`.
 */
export type Judgement =
  | NotPerformed<RetryNever | RetryFixRequest | RetryPayerAction | RetryReconcileFirst | RetryAfterDelay>
  | Uncertain
  | Performed;

type NotPerformed<R extends Retry> = Judged<'not_performed', R>;
type Uncertain = Judged<'unknown', RetrySameKey | RetryReconcileFirst>;
type Performed = Judged<'performed', RetryNever | RetryReconcileFirst>;

type Waiting = RetryAfterDelay | RetrySameKey;

type Judged<O extends Outcome, R extends Retry> =
  | If<
      Extract<R, Waiting>,
      { readonly outcome: O; readonly retryable: true; readonly retry: Extract<R, Waiting> }
    >
  | If<
      Exclude<R, Waiting>,
      { readonly outcome: O; readonly retryable: false; readonly retry: Exclude<R, Waiting> }
    >;

type If<Possible, T> = [Possible] extends [never] ? never : T;

/** The fields that every {@link PaymentError} has, whatever its category. */
interface Common {
  /** A tag that survives JSON, structuredClone, realms and duplicate copies of this library. */
  readonly name: 'PaymentError';
  /** The `name` of the provider that answered. */
  readonly provider: string;
  /** The HTTP status received; never invented. `null` when no answer arrived or its status is not known. */
  readonly status: number | null;
  /** The provider's most specific code, as sent; numbers become decimal strings. */
  readonly code: string | null;
  /** For developers and logs: never empty, redacted, at most 1,000 characters. Not for payers. */
  readonly message: string;
  /** Who can change the answer. */
  readonly fixableBy: FixableBy;
  /** At most 100; empty when none. */
  readonly fieldErrors: readonly FieldError[];
  readonly matchedOn: MatchedOn;
  /** The provider's correlation id, from a header or the body. */
  readonly requestId: string | null;
  /** Where the provider documents it. */
  readonly docUrl: string | null;
}

type Flat<T> = T extends unknown ? { readonly [Key in keyof T]: T[Key] } : never;

type Variant<C extends Category, J extends Judgement, Own = unknown> = J extends unknown
  ? Flat<Omit<Common, keyof Own> & { readonly category: C } & Own & J>
  : never;

interface Answered {
  readonly matchedOn: Exclude<MatchedOn, 'transport' | 'none'>;
}
interface Unanswered {
  readonly status: null;
  readonly code: null;
  readonly matchedOn: 'transport';
}
interface Unrecognised {
  readonly matchedOn: 'none';
}

/** Nothing sure is known: waiting and sending again is offered only where that cannot charge twice. */
type Failure = NotPerformed<RetryNever | RetryAfterDelay> | Uncertain;

/** Malformed or rejected input; usually has `fieldErrors`. */
export type InvalidRequestError = Variant<'invalid_request', NotPerformed<RetryFixRequest>, Answered>;
/** API credentials are missing, wrong or expired (not 3-D Secure). */
export type UnauthenticatedError = Variant<'unauthenticated', NotPerformed<RetryFixRequest>, Answered>;
/** The credentials are valid, but may not do this. */
export type PermissionDeniedError = Variant<'permission_denied', NotPerformed<RetryFixRequest>, Answered>;
/** The merchant's account cannot do this: not active, feature off, not connected. */
export type NotConfiguredError = Variant<'not_configured', NotPerformed<RetryFixRequest>, Answered>;
/** There is no such object, or it is not yours. */
export type NotFoundError = Variant<'not_found', NotPerformed<RetryFixRequest>, Answered>;
/** The object's state, a duplicate, or a concurrent change forbids it. */
export type ConflictError = Variant<
  'conflict',
  | NotPerformed<RetryNever | RetryPayerAction | RetryAfterDelay | RetryReconcileFirst>
  | Judged<'unknown', RetryReconcileFirst>
  | Performed,
  Answered
>;
/** The idempotency key is in use, was used for another request, or is refused without saying which. */
export type IdempotencyConflictError =
  | Variant<
      'idempotency_conflict',
      Judged<'unknown', RetrySameKey>,
      Answered & { readonly conflict: 'in_progress' }
    >
  | Variant<
      'idempotency_conflict',
      NotPerformed<RetryFixRequest>,
      Answered & { readonly conflict: 'mismatch' }
    >
  | Variant<
      'idempotency_conflict',
      Judged<'unknown', RetryReconcileFirst>,
      Answered & { readonly conflict: 'unspecified' }
    >;
/** The payment or refund was refused. */
export type DeclinedError = Variant<
  'declined',
  NotPerformed<RetryNever | RetryPayerAction | RetryReconcileFirst> | Performed,
  Answered & { readonly declineReason: DeclineReason }
>;
/** Too many requests; nothing was performed. */
export type RateLimitedError = Variant<'rate_limited', NotPerformed<RetryAfterDelay>, Answered>;
/** The provider, or what it relies on, is down. */
export type ProviderUnavailableError = Variant<'provider_unavailable', Failure, Answered>;
/** The provider failed inside. */
export type ProviderFailureError = Variant<
  'provider_error',
  Failure | NotPerformed<RetryPayerAction>,
  Answered
>;
/** No answer in time: on the client's side (`status: null`), or the provider's own 408. */
export type TimeoutError =
  | Variant<'timeout', Failure, Unanswered>
  | Variant<'timeout', Failure, { readonly status: 408; readonly matchedOn: 'status' }>;
/** No HTTP answer. `sent: 'no'` is said only with proof that the request never left. */
export type NetworkError =
  | Variant<'network', NotPerformed<RetryAfterDelay | RetryFixRequest>, Unanswered & { readonly sent: 'no' }>
  | Variant<'network', NotPerformed<RetryAfterDelay> | Uncertain, Unanswered & { readonly sent: 'unknown' }>;
/** The caller cancelled. */
export type AbortedError = Variant<'aborted', NotPerformed<RetryNever> | Uncertain, Unanswered>;
/** An answer that neither its status nor its body explains. */
export type InvalidResponseError = Variant<'invalid_response', Failure, Unrecognised>;
/** An error envelope was understood, but neither code nor status says what it means. */
export type UnknownError = Variant<'unknown', Failure, Unrecognised>;

/**
 * What a payment provider, the wire, or the caller's own abort answered, in one shape. Plain data: safe for JSON and
 * structuredClone, and free of secrets. Narrow it by `category`, by `retryable`, or by `retry.strategy`.
 *
 * @example
 * ```ts
 * if (error.category === 'declined') showToPayer(error.declineReason);
 * else if (error.outcome !== 'not_performed') await reconcile(error);
 * ```
 */
export type PaymentError =
  | InvalidRequestError
  | UnauthenticatedError
  | PermissionDeniedError
  | NotConfiguredError
  | NotFoundError
  | ConflictError
  | IdempotencyConflictError
  | DeclinedError
  | RateLimitedError
  | ProviderUnavailableError
  | ProviderFailureError
  | TimeoutError
  | NetworkError
  | AbortedError
  | InvalidResponseError
  | UnknownError;
