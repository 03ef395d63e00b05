/** Every category that an error can have. The list is closed: a new category is a breaking change. */
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
  'unrecognized',
] as const;

/** One of {@link CATEGORIES}: what went wrong, the discriminant of a `PaymentError`. */
export type Category = (typeof CATEGORIES)[number];

/** Those that come from the wire alone; the others come from what a provider says. */
export const WIRE_CATEGORIES = [
  'network',
  'aborted',
  'timeout',
  'invalid_response',
  'unrecognized',
] as const satisfies readonly Category[];

/**
 * Why a payment or refund was refused, in the words of the field. The list may grow in a minor version: write a default.
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
  'incorrect_expiry',
  'incorrect_address',
  'incorrect_pin',
  'pin_tries_exceeded',
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
  'processing_error',
  'call_issuer',
  'duplicate_transaction',
  'attempt_limit_exceeded',
  'payer_canceled',
  'payer_timed_out',
  'unspecified',
  'unrecognized',
] as const;

/** One of {@link DECLINE_REASONS}. */
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Every strategy that {@link Retry} can name. The list is closed: a new strategy is a breaking change. */
export const RETRY_STRATEGIES = [
  'never',
  'fix_request',
  'payer_action',
  'after_delay',
  'new_key',
  'same_key',
  'reconcile_first',
] as const;

/** One of {@link RETRY_STRATEGIES}. */
export type RetryStrategy = (typeof RETRY_STRATEGIES)[number];

/** Every {@link Outcome}. */
export const OUTCOMES = ['not_performed', 'unknown', 'performed'] as const;

/** Did the requested effect (the charge, the refund, the capture) happen? Closed: a new word is a breaking change. */
export type Outcome = (typeof OUTCOMES)[number];

/** Every {@link FixableBy}. */
export const FIXABLE_BY = ['payer', 'developer', 'merchant', 'provider', 'nobody'] as const;

/** Who can change the answer. */
export type FixableBy = (typeof FIXABLE_BY)[number];

/** The {@link PayerAction}s that end in another charge of the same payment method. */
export const ACTIONS_WITH_SAME_METHOD = ['authenticate', 'add_funds', 'try_again'] as const;

/** Every {@link PayerAction}. */
export const PAYER_ACTIONS = [
  ...ACTIONS_WITH_SAME_METHOD,
  'use_other_method',
  'check_details',
  'contact_issuer',
] as const;

/** What the payer can do about a refusal. The list may grow in a minor version: write a default. */
export type PayerAction = (typeof PAYER_ACTIONS)[number];

/** Does the action end in another charge of the same payment method? */
export function needsSameMethod(action: PayerAction): action is (typeof ACTIONS_WITH_SAME_METHOD)[number] {
  return (ACTIONS_WITH_SAME_METHOD as readonly PayerAction[]).includes(action);
}

/** Every {@link Lookup}. */
export const LOOKUPS = ['idempotency_key', 'merchant_reference', 'resource'] as const;

/** What to look the request up by before deciding anything. The list may grow in a minor version: write a default. */
export type Lookup = (typeof LOOKUPS)[number];

/** By what an answer was recognised, surest first; `none`: by nothing. The list may grow: write a default. */
export type MatchedOn = 'code' | 'family' | 'type' | 'message' | 'status' | 'transport' | 'none';

/** Every {@link KeyConflict}. */
export const KEY_CONFLICTS = ['in_progress', 'mismatch', 'unspecified'] as const;

/** What an idempotency conflict says of the request that holds the key; `unspecified`: nothing. */
export type KeyConflict = (typeof KEY_CONFLICTS)[number];

/** Every {@link MethodAdvice}, the strictest first. */
export const METHOD_ADVICE = [
  'do_not_try_again',
  'update_details',
  'try_again_later',
  'unspecified',
] as const;

/**
 * What the provider and the card networks say about charging the same payment method again, the payer present or not.
 * The list may grow in a minor version: write a default.
 */
export type MethodAdvice = (typeof METHOD_ADVICE)[number];

/** Every {@link ResourceKind}. */
export const RESOURCE_KINDS = ['payment', 'refund', 'capture', 'payout', 'checkout', 'other'] as const;

/** What kind of thing an answer is about. The list may grow in a minor version: write a default. */
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

/** Every {@link FieldReason}. */
export const FIELD_REASONS = ['required', 'invalid', 'not_allowed', 'unrecognized'] as const;

/** What is wrong with a field of the request. The list may grow in a minor version: write a default. */
export type FieldReason = (typeof FIELD_REASONS)[number];
