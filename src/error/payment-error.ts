import type { Answered, Common, Judged, Unanswered, Unexplained } from './members.js';
import type {
  Category,
  DeclineReason,
  KeyConflict,
  MethodAdvice,
  Outcome,
  PayerAction,
  RetryStrategy,
} from './words.js';

// Each variant names its category, its outcome and its strategies: an editor's hover and a compiler's message show that.
// `category` comes first: TypeScript tells the members of a union apart by the first literal that they have.

/** Malformed or rejected input; usually has `fieldErrors`. */
type InvalidRequestError = { readonly category: 'invalid_request' } & Answered &
  Judged<'not_performed', 'fix_request'>;

/** API credentials are missing, wrong or expired (not 3-D Secure). */
type UnauthenticatedError = { readonly category: 'unauthenticated' } & Answered &
  Judged<'not_performed', 'fix_request'>;

/** The credentials are valid, but may not do this. */
type PermissionDeniedError = { readonly category: 'permission_denied' } & Answered &
  Judged<'not_performed', 'fix_request'>;

/** The merchant's account cannot do this: not active, feature off, not connected. */
type NotConfiguredError = { readonly category: 'not_configured' } & Answered &
  Judged<'not_performed', 'fix_request'>;

/** There is no such object, or it is not yours. */
type NotFoundError = { readonly category: 'not_found' } & Answered & Judged<'not_performed', 'fix_request'>;

/** The object's state, a duplicate, or a concurrent change forbids it. */
type ConflictError<O extends Outcome, Strategy extends RetryStrategy> = {
  readonly category: 'conflict';
} & Answered &
  Judged<O, Strategy>;

/** An earlier request holds the idempotency key, and may have charged. */
type IdempotencyConflictError<Kind extends KeyConflict, Strategy extends RetryStrategy> = {
  readonly category: 'idempotency_conflict';
  /** What the provider says of the request that holds the key. */
  readonly keyConflict: Kind;
} & Answered &
  Judged<'unknown', Strategy>;

/** The payment, refund or payout was refused. */
type DeclinedError<O extends Outcome, Strategy extends RetryStrategy, Advice extends MethodAdvice> = {
  readonly category: 'declined';
  /** Why it was refused. */
  readonly declineReason: DeclineReason;
  /**
   * What the provider and the card networks say about charging the same payment method again, the payer present or not.
   * Networks fine an attempt after `do_not_try_again`.
   */
  readonly methodAdvice: Advice;
  /** How long to wait before the same payment method is charged again, in milliseconds; `null` when nobody says. */
  readonly methodDelayMs: number | null;
  /** The card network's response code, as the provider passes it on. */
  readonly networkDeclineCode: string | null;
  /** The card network's advice code, as the provider passes it on. */
  readonly networkAdviceCode: string | null;
} & Answered &
  Judged<O, Strategy, Advice extends 'do_not_try_again' ? ActionWithoutMethod : PayerAction>;

/** What can be asked of a payer whose payment method must not be charged again as it is. */
type ActionWithoutMethod = Exclude<PayerAction, 'authenticate' | 'add_funds' | 'try_again'>;

type MayTryAgain = Exclude<MethodAdvice, 'do_not_try_again'>;

/** Too many requests; nothing was performed. */
type RateLimitedError = { readonly category: 'rate_limited' } & Answered &
  Judged<'not_performed', 'after_delay'>;

/** The provider, or what it relies on, is down. */
type ProviderUnavailableError<O extends Outcome, Strategy extends RetryStrategy> = {
  readonly category: 'provider_unavailable';
} & Answered &
  Judged<O, Strategy>;

/** The provider failed inside. */
type ProviderFailureError<O extends Outcome, Strategy extends RetryStrategy> = {
  readonly category: 'provider_error';
} & Answered &
  Judged<O, Strategy>;

/** No answer in time: on the client's side (`status: null`), or the provider's own 408. */
type TimeoutError<O extends Outcome, Strategy extends RetryStrategy> = {
  readonly category: 'timeout';
  /** `null`, or the provider's own 408. */
  readonly status: 408 | null;
  /** The provider's most specific code beside a 408, as sent. */
  readonly code: string | null;
  /** By the status, or by what the runtime or the client threw. */
  readonly matchedOn: 'status' | 'transport';
  /** The runtime's or the client's own code, from a list of ours, such as `ETIMEDOUT`; `null` when it gave none. */
  readonly faultCode: string | null;
} & Common &
  Judged<O, Strategy>;

/** No HTTP answer. `sent: 'no'` is said only with proof that the request never left. */
type NetworkError<Sent extends 'no' | 'unknown', O extends Outcome, Strategy extends RetryStrategy> = {
  readonly category: 'network';
  /** Did the request leave? `no` is said only with proof. */
  readonly sent: Sent;
} & Unanswered &
  Judged<O, Strategy>;

/** The caller cancelled. */
type AbortedError<O extends Outcome, Strategy extends RetryStrategy> = {
  readonly category: 'aborted';
} & Unanswered &
  Judged<O, Strategy>;

/** An answer that neither its status nor its body explains, or a success whose body did not arrive whole. */
type InvalidResponseError<O extends Outcome, Strategy extends RetryStrategy> = {
  readonly category: 'invalid_response';
} & Unexplained &
  Judged<O, Strategy>;

/** An error envelope was understood, but neither code nor status says what it means. */
type UnrecognizedError<O extends Outcome, Strategy extends RetryStrategy> = {
  readonly category: 'unrecognized';
} & Unexplained &
  Judged<O, Strategy>;

/**
 * What a payment provider, the wire, or the caller's own abort answered, in one shape. Plain data: safe for JSON and
 * structuredClone, and free of secrets. Narrow it by `category`, by `outcome`, by `retryable`, or by `retry.strategy`.
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
  | ConflictError<'not_performed', 'never' | 'payer_action' | 'new_key' | 'reconcile_first'>
  | ConflictError<'not_performed', 'after_delay'>
  | ConflictError<'unknown', 'reconcile_first'>
  | ConflictError<'performed', 'never' | 'reconcile_first'>
  | IdempotencyConflictError<'in_progress', 'same_key'>
  | IdempotencyConflictError<KeyConflict, 'reconcile_first'>
  | DeclinedError<'not_performed', 'never' | 'payer_action' | 'reconcile_first', MayTryAgain>
  | DeclinedError<'not_performed', 'never' | 'payer_action' | 'reconcile_first', 'do_not_try_again'>
  | DeclinedError<'unknown', 'reconcile_first', MethodAdvice>
  | DeclinedError<'performed', 'never' | 'reconcile_first', MethodAdvice>
  | RateLimitedError
  | ProviderUnavailableError<'not_performed', 'never' | 'new_key'>
  | ProviderUnavailableError<'not_performed', 'after_delay'>
  | ProviderUnavailableError<'unknown', 'same_key'>
  | ProviderUnavailableError<'unknown', 'reconcile_first'>
  | ProviderFailureError<'not_performed', 'never' | 'payer_action' | 'new_key'>
  | ProviderFailureError<'not_performed', 'after_delay'>
  | ProviderFailureError<'unknown', 'same_key'>
  | ProviderFailureError<'unknown', 'reconcile_first'>
  | TimeoutError<'not_performed', 'after_delay'>
  | TimeoutError<'unknown', 'same_key'>
  | TimeoutError<'unknown', 'reconcile_first'>
  | NetworkError<'no', 'not_performed', 'fix_request'>
  | NetworkError<'no' | 'unknown', 'not_performed', 'after_delay'>
  | NetworkError<'unknown', 'unknown', 'same_key'>
  | NetworkError<'unknown', 'unknown', 'reconcile_first'>
  | AbortedError<'not_performed', 'never'>
  | AbortedError<'unknown', 'same_key'>
  | AbortedError<'unknown', 'reconcile_first'>
  | InvalidResponseError<'not_performed', 'after_delay'>
  | InvalidResponseError<'unknown', 'same_key'>
  | InvalidResponseError<'unknown', 'reconcile_first'>
  | UnrecognizedError<'not_performed', 'never'>
  | UnrecognizedError<'not_performed', 'after_delay'>
  | UnrecognizedError<'unknown', 'same_key'>
  | UnrecognizedError<'unknown', 'reconcile_first'>;

/**
 * The variants of one category, or of several: `PaymentErrorOf<'timeout'>`.
 *
 * @example
 * ```ts
 * function explain(error: PaymentErrorOf<'declined'>): string {
 *   return error.declineReason;
 * }
 * ```
 */
export type PaymentErrorOf<C extends Category> = Extract<PaymentError, { readonly category: C }>;
