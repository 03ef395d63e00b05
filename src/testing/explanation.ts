import type { PaymentError } from '../error/payment-error.js';
import type { BodyTrial } from './explain-body.js';
import type { Decision } from './explain-decision.js';
import type { Consultation } from './explain-rows.js';
import type { JudgingLine } from './judging-lines.js';
import type { JsonValue } from './safe-json.js';
import type { ReadAs } from './trace.js';

/** How a body was read. */
export interface BodyReading extends BodyTrial {
  /** As what: an error, an error inside of a success, or a resource. */
  readonly as: ReadAs;
  /** What `read` stated, with nothing that was not said; one item for each resource. */
  readonly said: readonly JsonValue[];
}

/** How an error came about, step by step. Plain data, redacted as an error is. */
export interface Explanation {
  readonly provider: string;
  /** The HTTP status that came; `null` when none is known. */
  readonly status: number | null;
  /** What is known of the request. */
  readonly request: {
    /** In capitals; `null` when it is not known, which counts as a write. */
    readonly method: string | null;
    /** What the contract's patterns are compared with: `POST /v1/payments`; `null` when it is not known. */
    readonly line: string | null;
    readonly isRead: boolean;
    /** Which kind of the merchant's money it sends out, by the contract's paths; `null`: none that is listed. */
    readonly outgoing: 'refund' | 'payout' | null;
    /** Was a key sent that the provider takes there? */
    readonly hasKey: boolean;
  };
  /** How the body was read, in that order; empty where it was not looked at. */
  readonly bodies: readonly BodyReading[];
  /** The tables that were consulted, with which words, in that order. */
  readonly consulted: readonly Consultation[];
  /** What decided. */
  readonly decision: Decision;
  /** The line of the judging table that spoke; `null` for a success. */
  readonly judgement: JudgingLine | null;
  /** What became of it, exactly as `inspect` gives it; `null` for a success. */
  readonly error: PaymentError | null;
  /** All of it as text, for people. */
  readonly text: string;
}
