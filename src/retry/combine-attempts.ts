import { mayHaveCharged } from '../error/guards.js';
import type { PaymentError } from '../error/payment-error.js';
import type { RetryReconcileFirst } from '../error/retry.js';
import type { Category, MatchedOn } from '../error/words.js';
import { getRawBody, keepRawBody } from '../error/raw-body.js';

/** An attempt of which nobody knows whether it has charged. */
type Doubt = Extract<PaymentError, { readonly outcome: 'unknown' }>;

/**
 * Says what all attempts with one idempotency key prove together: an error speaks of its own attempt, and a later one
 * may say nothing of what an earlier one did. Keep the result from attempt to attempt; it is plain data, for the JSON of
 * a job too. The first row that fits:
 *
 * | earlier | latest | together |
 * | --- | --- | --- |
 * | none, or not performed | anything | the latest |
 * | anything | performed | the latest: found |
 * | performed | anything else | the earlier: what was found is not lost again |
 * | unknown | unknown | the latest; `reconcile_first` as soon as one of them says so |
 * | unknown, `same_key` | declined by a documented code, not performed | the latest: the provider answers for the key, so for the earlier attempt too |
 * | unknown, `same_key` | refused by a documented code of the request (`invalid_request`) or of what became of it (`provider_error`, `provider_unavailable`), not `after_delay` | the latest, likewise |
 * | unknown | any other that was not performed | the earlier: its doubt stays |
 *
 * So a refused connection, a 429, what only an HTTP status or a broader type tells (a gateway can send that), a refusal of the credentials
 * or the account (it is looked at before the key, and may have changed), a conflict (the earlier attempt may be its cause)
 * and what is not found (as a look-up may say right after a charge) settle nothing. Where doubt stays, `delayMs` is the newest wait that was asked for, and a wait that outlives the
 * key is `reconcile_first`. Never throws, and changes neither of the two.
 *
 * @param earlier - what this gave for the attempts before; `null`: there was none.
 * @param latest - the error of the latest attempt, sent to the same provider with the same key while it kept that.
 *
 * @example
 * ```ts
 * // What cannot be read any more is a doubt, not the absence of one.
 * const earlier = job.lastError && (revivePaymentError(job.lastError) ?? assumeSent(paysg, request));
 * const together = combineAttempts(earlier, latest);
 * job.lastError = JSON.stringify(together);
 * if (mayHaveCharged(together)) await lookUp(job.order, together.lookup);
 * ```
 */
export function combineAttempts(earlier: PaymentError | null, latest: PaymentError): PaymentError {
  if (!earlier || !mayHaveCharged(earlier) || latest.outcome === 'performed') return latest;
  if (earlier.outcome === 'performed') return earlier;
  if (latest.outcome === 'unknown') return inDoubt(latest, earlier, latest);
  return settles(earlier, latest) ? latest : inDoubt(earlier, earlier, latest);
}

/** Does the later answer speak of the key, and so of what was sent with it before? */
function settles(earlier: Doubt, { provider, category, matchedOn, retry }: PaymentError): boolean {
  if (earlier.retry.strategy !== 'same_key' || earlier.provider !== provider) return false;
  if (!DOCUMENTED.includes(matchedOn)) return false;
  return category === 'declined' || (OF_THE_KEY.includes(category) && retry.strategy !== 'after_delay');
}

/** What is said of the request itself, or of what became of it. Not found is what a look-up gets, too: that settles nothing. */
const OF_THE_KEY: readonly Category[] = ['invalid_request', 'provider_error', 'provider_unavailable'];

const DOCUMENTED: readonly MatchedOn[] = ['code', 'family', 'message'];

/** Gives the error that is kept, with the more careful advice, the newest wait and the newest id that is known. */
function inDoubt(kept: Doubt, earlier: Doubt, latest: PaymentError): PaymentError {
  const delayMs = delayOf(latest) ?? delayOf(earlier);
  const retry = withDelay((isForLooking(earlier) ? earlier : kept).retry, delayMs);
  const resource = kept.resource?.id ? kept.resource : (earlier.resource ?? kept.resource);
  if (isSameAdvice(retry, kept.retry) && resource === kept.resource) return kept;
  return withAdvice({ ...kept, resource }, kept, retry);
}

/** The same error with other advice, and with the body that it was made from. */
function withAdvice(error: object, madeAs: PaymentError, retry: Doubt['retry']): PaymentError {
  // Every category that can be `unknown` with `same_key` can be so with `reconcile_first`.
  const advised = { ...error, retry, retryable: retry.strategy === 'same_key' } as PaymentError;
  keepRawBody(advised, getRawBody(madeAs));
  return advised;
}

/** The same error, or what it says when the provider has forgotten the key by the time that it is that old. */
export function whileKeyLives(error: PaymentError, keyAgeMs: number): PaymentError {
  const { retry } = error;
  const isForgotten =
    retry.strategy === 'same_key' && retry.keyLifeMs !== null && keyAgeMs >= retry.keyLifeMs;
  return isForgotten ? withAdvice(error, error, keyOutlived(retry.delayMs)) : error;
}

function isForLooking({ retry }: Doubt): boolean {
  return retry.strategy === 'reconcile_first';
}

function delayOf({ retry }: PaymentError): number | null {
  return 'delayMs' in retry ? retry.delayMs : null;
}

function withDelay(retry: Doubt['retry'], delayMs: number | null): Doubt['retry'] {
  const isOutlived =
    retry.strategy === 'same_key' && retry.keyLifeMs !== null && (delayMs ?? 0) >= retry.keyLifeMs;
  return isOutlived ? keyOutlived(delayMs) : { ...retry, delayMs };
}

/** What to do when a key is forgotten before the request may be sent again. */
function keyOutlived(delayMs: number | null): RetryReconcileFirst {
  const why = 'It may have been performed, and the provider forgets the key before it may be sent again.';
  return { strategy: 'reconcile_first', delayMs, why };
}

function isSameAdvice(one: Doubt['retry'], other: Doubt['retry']): boolean {
  return one.strategy === other.strategy && one.delayMs === other.delayMs;
}
