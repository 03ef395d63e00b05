import type { PayerAction } from './words.js';

/** Do not send it again: no change that you can make leads to another answer. */
export type RetryNever = {
  /** Do not send it again. */
  readonly strategy: 'never';
  /** One short stable sentence: why this and nothing else. */
  readonly why: string;
};

/** Change the request or the account first, then make a new attempt. */
export type RetryFixRequest = {
  /** Change the request or the account first, then make a new attempt. */
  readonly strategy: 'fix_request';
  /** One short stable sentence: why this and nothing else. */
  readonly why: string;
};

/** The payer has to do something first; then it is a new attempt. */
export type RetryPayerAction<Action extends PayerAction = PayerAction> = {
  /** The payer has to do something first; then it is a new attempt. */
  readonly strategy: 'payer_action';
  /** What the payer can do. */
  readonly action: Action;
  /** One short stable sentence: why this and nothing else. */
  readonly why: string;
};

/** Nothing was performed: send the same request again after a wait, with the same idempotency key if one was sent. */
export type RetryAfterDelay = {
  /** Send the same request again after a wait, with the same idempotency key if one was sent. */
  readonly strategy: 'after_delay';
  /** How long to wait, in milliseconds, as the provider asks; `null` when it does not say. */
  readonly delayMs: number | null;
  /** One short stable sentence: why this and nothing else. */
  readonly why: string;
};

/**
 * Nothing was performed, but the key or reference is used up and would bring the old answer back: send the request
 * again with a new one.
 */
export type RetryNewKey = {
  /** Nothing was performed, but the key is used up: send the request again with a new one. */
  readonly strategy: 'new_key';
  /** How long to wait, in milliseconds, as the provider asks; `null` when it does not say. */
  readonly delayMs: number | null;
  /** One short stable sentence: why this and nothing else. */
  readonly why: string;
};

/** The outcome is unknown: send it again only with the very same idempotency key, while the provider keeps that key. */
export type RetrySameKey = {
  /** Send it again only with the very same idempotency key, while the provider keeps that key. */
  readonly strategy: 'same_key';
  /** How long to wait, in milliseconds, as the provider asks; `null` when it does not say. */
  readonly delayMs: number | null;
  /** How long the provider keeps the key, in milliseconds from its first use; `null`: for good. */
  readonly keyLifeMs: number | null;
  /** One short stable sentence: why this and nothing else. */
  readonly why: string;
};

/** Look at what the provider has on record first, by the error's `lookup`; sending it again may charge twice. */
export type RetryReconcileFirst = {
  /** Look at what the provider has on record first, by the error's `lookup`. */
  readonly strategy: 'reconcile_first';
  /** How long to wait before looking, in milliseconds, as the provider asks; `null` when it does not say. */
  readonly delayMs: number | null;
  /** One short stable sentence: why this and nothing else. */
  readonly why: string;
};

/** What to do next, discriminated by `strategy`. */
export type Retry =
  | RetryNever
  | RetryFixRequest
  | RetryPayerAction
  | RetryAfterDelay
  | RetryNewKey
  | RetrySameKey
  | RetryReconcileFirst;
