import type { Retry, RetryPayerAction } from './retry.js';
import type {
  FieldReason,
  FixableBy,
  Lookup,
  MatchedOn,
  Outcome,
  PayerAction,
  ResourceKind,
  RetryStrategy,
} from './words.js';

/** What an answer is about, for look-ups. */
export type ErrorResource = {
  readonly kind: ResourceKind;
  /** The provider's id of it; `null` when the answer has none. */
  readonly id: string | null;
};

/** One field of the request that the provider objects to. */
export type FieldError = {
  /** The name as the provider sent it: `amount`, `customer.ip`, `$.items[0].name`, or a request header's name. */
  readonly field: string;
  /** The same name, split: `['items', 0, 'name']`. */
  readonly path: readonly (string | number)[];
  /** What is wrong with it. The list may grow in a minor version: write a default. */
  readonly reason: FieldReason;
  /** The provider's own word for what is wrong, or `null`. */
  readonly code: string | null;
  /** The provider's sentence, redacted, at most 300 characters, or `null`. For developers; translate `reason` for payers. */
  readonly message: string | null;
  /** The values that would be accepted, when the provider lists them. */
  readonly allowed: readonly string[] | null;
};

/** The members that every {@link PaymentError} has, whatever its category. */
export type Common = {
  /** A tag that survives JSON, structuredClone, realms and duplicate copies of this library. */
  readonly name: 'PaymentError';
  /** The version of this shape; it changes with the major version that breaks it. */
  readonly version: 1;
  /** The `name` of the provider that answered. */
  readonly provider: string;
  /** For developers and logs: never empty, redacted, one line, at most 1,000 characters. Never shown to a payer. */
  readonly message: string;
  /** What the answer is about, for look-ups; `null` when it does not say. */
  readonly resource: ErrorResource | null;
  /** Who can change the answer. */
  readonly fixableBy: FixableBy;
  /** The fields that the provider objects to: at most 100; empty when none. */
  readonly fieldErrors: readonly FieldError[];
  /** The provider's correlation id, from a header or the body. */
  readonly requestId: string | null;
  /** Where the provider documents it. */
  readonly docUrl: string | null;
};

/** The provider answered, in words or with a status that mean something. */
export type Answered = Common & {
  /** The HTTP status received; never invented. `null` when it is not known. */
  readonly status: number | null;
  /** The provider's most specific code, as sent; numbers become decimal strings. */
  readonly code: string | null;
  /** By what it was recognised. */
  readonly matchedOn: Exclude<MatchedOn, 'transport' | 'none'>;
};

/** Something came that neither a code nor a status explains. */
export type Unexplained = Common & {
  /** The HTTP status received; never invented. `null` when it is not known. */
  readonly status: number | null;
  /** The provider's most specific code, as sent; numbers become decimal strings. */
  readonly code: string | null;
  /** By nothing. */
  readonly matchedOn: 'none';
};

/** No answer came. */
export type Unanswered = Common & {
  /** No HTTP status was received. */
  readonly status: null;
  /** The provider said nothing. */
  readonly code: null;
  /** By what the runtime or the client threw. */
  readonly matchedOn: 'transport';
  /** The runtime's or the client's own code, from a list of ours, such as `ECONNREFUSED`; `null` when it gave none. */
  readonly faultCode: string | null;
};

type Waiting = 'after_delay' | 'same_key';

type RetryBy<Strategy extends RetryStrategy, Action extends PayerAction> = Strategy extends 'payer_action'
  ? RetryPayerAction<Action>
  : Extract<Retry, { readonly strategy: Strategy }>;

/**
 * Outcome and retry, judged together. A pair that could charge twice is not in the union: an unknown outcome is only
 * ever `same_key` or `reconcile_first`.
 */
export type Judged<
  O extends Outcome,
  Strategy extends RetryStrategy,
  Action extends PayerAction = PayerAction,
> = {
  /** Did the requested effect (the charge, the refund, the capture) happen? */
  readonly outcome: O;
  /** What to look the request up by; never `null` where it may have been performed. */
  readonly lookup: O extends 'not_performed' ? Lookup | null : Lookup;
  /** May the same request be sent again as it is? True exactly for `after_delay` and `same_key`. */
  readonly retryable: Strategy extends Waiting ? true : false;
  /** What to do next, and why. */
  readonly retry: RetryBy<Strategy, Action>;
};
