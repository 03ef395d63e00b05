import type { Lookup } from '../error/words.js';

/** What became of a failure that was answered under an idempotency key. */
export type StoredFailures =
  /** The same key brings the stored failure back. */
  | 'stored'
  /** The same key would be carried out again, and could charge twice. */
  | 'not_stored'
  /** The provider vouches that sending it again with the same key is safe. */
  | 'safe_to_resend';

/** What a contract says whether or not there is a key. */
interface AnyContract {
  /** What to look a request up by when its outcome is not known. */
  readonly lookup: Lookup;
  /**
   * The requests that change nothing although their method is not GET, HEAD or OPTIONS; compared as `keyedPaths` is.
   * Default: none.
   */
  readonly readPaths?: RegExp;
  /**
   * The requests that refund, compared as `keyedPaths` is; an unknown method counts as POST. What comes of one is about a
   * refund, and its refusal is nobody's to mend who pays. Default: none; then only what the answer is about tells.
   */
  readonly refundPaths?: RegExp;
  /** The requests that pay out or transfer the merchant's money, likewise. Default: none. */
  readonly payoutPaths?: RegExp;
}

interface KeyContract extends AnyContract {
  /** What becomes of a failure under the key. */
  readonly failures: StoredFailures;
  /**
   * The requests that take the key, an allow-list: a pattern for the method in capitals, a space and the path without
   * its query, such as `POST /v1/payments`. Where it is given, a request whose address is not known takes no key.
   * Default: every write.
   */
  readonly keyedPaths?: RegExp;
  /** How long the provider keeps a key, in milliseconds from its first use. Default: for good. */
  readonly keyLifeMs?: number;
  /**
   * What the provider documents otherwise for some of its paths; the first that fits counts. A request whose address is
   * not known gets the contract without them: it has to be the most careful one. Default: the same for all paths.
   */
  readonly onPaths?: readonly ContractOnPaths[];
  /** A header of the answer that says whether the same key may be sent again. Default: none. */
  readonly retryHint?: {
    /** Its name. */
    readonly header: string;
    /** The value with which the provider says that the same key may be sent again. */
    readonly sameKey: string;
  };
}

/** What a contract says otherwise for some requests. Members that are missing are those of the contract. */
export interface ContractOnPaths {
  /** Which requests; compared as `keyedPaths` is. */
  readonly paths: RegExp;
  /** What becomes of a failure under the key there. Default: that of the contract. */
  readonly failures?: StoredFailures;
  /** How long the provider keeps a key there, in milliseconds from its first use. Default: that of the contract. */
  readonly keyLifeMs?: number;
}

/** The key travels in a request header. */
export interface HeaderContract extends KeyContract {
  /** The name of that header. */
  readonly header: string;
  /** Only of a `ReferenceContract`. */
  readonly reference?: never;
}

/** The merchant's own reference in the body keeps a second request from being carried out. */
export interface ReferenceContract extends KeyContract {
  /** Always `true`. */
  readonly reference: true;
  /** Only of a `HeaderContract`. */
  readonly header?: never;
}

/** The provider documents no idempotency key. */
export interface KeylessContract extends AnyContract {
  /** Only of a `HeaderContract`. */
  readonly header?: never;
  /** Only of a `ReferenceContract`. */
  readonly reference?: never;
  /** Only of the two others. */
  readonly failures?: never;
  /** Only of the two others. */
  readonly keyedPaths?: never;
  /** Only of the two others. */
  readonly keyLifeMs?: never;
  /** Only of the two others. */
  readonly onPaths?: never;
  /** Only of the two others. */
  readonly retryHint?: never;
}

/** How a provider treats a request that is sent twice, as facts. {@link https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2} */
export type IdempotencyContract = HeaderContract | ReferenceContract | KeylessContract;
