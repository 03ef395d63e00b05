import type { PaymentError } from './payment-error.js';

/**
 * Tells whether a value is a {@link PaymentError}, by its tags and its shape and not by its words: also after JSON,
 * structuredClone, from another realm, from another copy of this library or a newer one. Never throws; anything else
 * gets `false`, an object that a promise would call included.
 *
 * @example
 * ```ts
 * const job: unknown = JSON.parse(message);
 * if (isPaymentError(job)) console.log(job.category);
 * ```
 */
export function isPaymentError(value: unknown): value is PaymentError {
  try {
    const candidate = value as Members; // whatever it is: a member that is missing is not of the type asked for
    const retry = candidate['retry'] as Members;
    return (
      candidate['name'] === 'PaymentError' &&
      candidate['version'] === 1 &&
      typeof candidate['retryable'] === 'boolean' &&
      TEXTS.every((name) => typeof candidate[name] === 'string') &&
      TEXTS_OR_NONE.every((name) => isOrNone(candidate[name], 'string')) &&
      isOrNone(candidate['status'], 'number') &&
      isOrNone(candidate['resource'], 'object') &&
      typeof retry['strategy'] === 'string' &&
      isOrNone(retry['delayMs'], 'number') &&
      isEach(candidate['fieldErrors'], isFieldError) &&
      typeof candidate['then'] !== 'function'
    );
  } catch {
    return false; // null, a getter or a proxy that throws
  }
}

type Members = Readonly<Record<string, unknown>>;

const TEXTS = ['provider', 'category', 'message', 'outcome', 'fixableBy', 'matchedOn'];

const TEXTS_OR_NONE = ['code', 'lookup', 'requestId', 'docUrl'];

/** A member that is `undefined` is one that the version of an older copy did not have. */
function isOrNone(value: unknown, type: 'string' | 'number' | 'object'): boolean {
  return value === undefined || value === null || typeof value === type;
}

function isFieldError(value: unknown): boolean {
  const { field, path, reason } = value as Members; // of null this throws, as isPaymentError expects
  return typeof field === 'string' && typeof reason === 'string' && isEach(path, isSegment);
}

function isSegment(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** No list of an error is longer: what says so would keep this from coming to an end. */
const MOST_ITEMS = 1_000;

/** Looks at the items one by one: a list may have a hole, or an `every` of its own. */
function isEach(list: unknown, check: (item: unknown) => boolean): boolean {
  if (!Array.isArray(list)) return false;
  const { length } = list; // asked once: a proxy may give another each time
  if (!(length <= MOST_ITEMS)) return false;
  for (let index = 0; index < length; index++) if (!check(list[index])) return false;
  return true;
}

/**
 * Tells whether money may have moved: true unless the outcome is known to be `not_performed`; then `error.lookup` says
 * what to look the request up by. It speaks of this attempt: an earlier one with the same key may have charged all the
 * same; `combineAttempts` gives what all of them prove together.
 *
 * @example
 * ```ts
 * if (mayHaveCharged(error)) await lookUp(order, error.lookup);
 * ```
 */
export function mayHaveCharged(
  error: PaymentError,
): error is Exclude<PaymentError, { readonly outcome: 'not_performed' }> {
  return error.outcome !== 'not_performed';
}
