import type { FieldError } from '../error/members.js';
import type { PaymentError } from '../error/payment-error.js';
import type { Category, FieldReason, Outcome, PayerAction } from '../error/words.js';
import { knownReason, messageFor } from './field-message.js';
import { pointerTo } from './json-pointer.js';
import {
  answerTo,
  DECLINED_FOR_GOOD,
  PHRASES,
  type ProblemAnswer,
  type ProblemStatus,
} from './problem-answers.js';
import { type ShownDeclineReason, shownReason } from './shown-decline-reason.js';

export type { ProblemStatus } from './problem-answers.js';
export type { ShownDeclineReason } from './shown-decline-reason.js';

/** One field of the request, in {@link ProblemDetails}. */
export interface ProblemFieldError {
  /** A JSON pointer to the field, as a URI fragment: `#/items/0/name`. {@link https://www.rfc-editor.org/rfc/rfc6901#section-6} */
  readonly pointer: string;
  /** A short English sentence for `reason`, never the provider's text. */
  readonly detail: string;
  /** What is wrong with it. The list may grow in a minor version: write a default. */
  readonly reason: FieldReason;
}

/** A problem details object. {@link https://www.rfc-editor.org/rfc/rfc9457#section-3} */
export interface ProblemDetails {
  /** `about:blank`, or the address of the problem type. */
  readonly type: string;
  /** The phrase of the HTTP status; with a `typeBase`, a title for the category. */
  readonly title: string;
  /** The HTTP status to answer with: what the error means for one's own client, not what the provider answered. */
  readonly status: ProblemStatus;
  /** A sentence in English for one's own client. */
  readonly detail: string;
  /** The address of this occurrence; only there when the options give it. */
  readonly instance?: string;
  /** What went wrong: one of the closed list. */
  readonly category: Category;
  /** Was the request carried out? While that is `unknown`, a client must not simply try again. */
  readonly outcome: Outcome;
  /**
   * May the client send the same request again by itself? True only where nothing was carried out and waiting is all
   * that it takes. What our own idempotency key alone makes safe is for the server to send again.
   */
  readonly clientMayRetry: boolean;
  /** What the payer can do: only there with status 402. */
  readonly action?: PayerAction;
  /** Only there when another payment, or the same one changed, could make the refusal good. */
  readonly declineReason?: ShownDeclineReason;
  /** In seconds, for a Retry-After header; only there when nothing was carried out and the provider said how long. */
  readonly retryAfter?: number;
  /** The provider's lower-case name; only there with `includeProvider`. */
  readonly provider?: string;
  /** The fields that were refused, at least one; only there with a status below 500. */
  readonly errors?: readonly ProblemFieldError[];
}

/** What {@link toProblemDetails} cannot know. */
export interface ProblemDetailsOptions {
  /**
   * What to put before the category to make the address of the problem type: `https://shop.example/problems/`.
   * Default: none; the type is `about:blank`.
   */
  readonly typeBase?: string | undefined;
  /** The address of this occurrence. Default: none. */
  readonly instance?: string | undefined;
  /** Tell the client which provider it was? Default: false. */
  readonly includeProvider?: boolean | undefined;
}

/**
 * Gives the body of the answer to one's own client: problem details (RFC 9457) that are safe to send. No text, id or
 * address of the provider is in it, the provider's name only on request, and no decline reason that a payer must not
 * learn. Send it as `application/problem+json` with its `status`; replace what does not suit the API. Never throws.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 *
 * @example
 * ```ts
 * const problem = toProblemDetails(error, { typeBase: 'https://shop.example/problems/' });
 * return new Response(JSON.stringify(problem), {
 *   status: problem.status,
 *   headers: { 'Content-Type': 'application/problem+json' },
 * });
 * ```
 */
export function toProblemDetails(error: PaymentError, options: ProblemDetailsOptions = {}): ProblemDetails {
  const { typeBase, instance, includeProvider = false } = options;
  const { category, outcome } = error;
  const { status, title, detail } = answerFor(error);
  const retryAfter = retryAfterOf(error);
  const action = status === 402 ? shownAction(error) : null;
  return {
    type: typeBase === undefined ? 'about:blank' : typeBase + category,
    title: typeBase === undefined ? PHRASES[status] : title,
    status,
    detail: detail + detailOfOutcome(outcome),
    ...(instance !== undefined && { instance }),
    category,
    outcome,
    clientMayRetry: canBeSentAgain(error),
    ...(action !== null && { action }),
    // Beside any other status it would ask for a payment that nothing is gained by, or that would be the second.
    ...(category === 'declined' && status === 402 && { declineReason: shownReason(error.declineReason) }),
    ...(retryAfter !== null && { retryAfter }),
    ...(includeProvider && { provider: error.provider }),
    // What the provider objects to while the fault is ours would only tell the client how we are set up.
    ...(status < 500 && error.fieldErrors.length > 0 && { errors: error.fieldErrors.map(problemFieldError) }),
  };
}

function answerFor({ category, outcome, retry, fixableBy }: PaymentError): ProblemAnswer {
  const answer = answerTo(category);
  const isDeclined = category === 'declined';
  // The provider may go on with what it refused, and another payment could be the second.
  const isForLooking = outcome !== 'not_performed' || retry.strategy === 'reconcile_first';
  if (isDeclined && (isForLooking || fixableBy === 'merchant')) return DECLINED_FOR_GOOD;
  // What the payer has to change is answered like a decline, whatever the provider calls it.
  const isPayers = !isDeclined && retry.strategy === 'payer_action';
  return isPayers ? { ...answerTo('declined'), title: answer.title } : answer;
}

/** The client cannot see what became of its request: it is told, in words that fit every category. */
function detailOfOutcome(outcome: Outcome): string {
  switch (outcome) {
    case 'not_performed':
      return '';
    case 'performed':
      return ' The same request was carried out before.';
    default:
      return ' The request may have been carried out all the same: look up its state first.';
  }
}

/** Not for `same_key`: the key is ours, and a client that tries again on its own could be charged twice. */
function canBeSentAgain({ outcome, retry }: PaymentError): boolean {
  return outcome === 'not_performed' && (retry.strategy === 'after_delay' || retry.strategy === 'new_key');
}

function retryAfterOf(error: PaymentError): number | null {
  const delayMs = canBeSentAgain(error) && 'delayMs' in error.retry ? error.retry.delayMs : null;
  return delayMs === null ? null : Math.ceil(delayMs / 1000);
}

/** What is advised of a reason that must not be shown would tell it from a plain refusal: all have one action. */
function shownAction(error: PaymentError): PayerAction {
  const isPlain = error.category === 'declined' && shownReason(error.declineReason) === 'do_not_honor';
  return error.retry.strategy === 'payer_action' && !isPlain ? error.retry.action : 'use_other_method';
}

function problemFieldError({ path, reason }: FieldError): ProblemFieldError {
  return { pointer: pointerTo(path), detail: messageFor(reason), reason: knownReason(reason) };
}
