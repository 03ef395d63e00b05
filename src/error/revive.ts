import { isPaymentError } from './guards.js';
import { JUDGEMENTS } from './judgements.js';
import type { PaymentError } from './payment-error.js';
import {
  CATEGORIES,
  type Category,
  FIXABLE_BY,
  type Lookup,
  LOOKUPS,
  type Outcome,
  OUTCOMES,
  RETRY_STRATEGIES,
  type RetryStrategy,
} from './words.js';
import { keepRawBody } from './raw-body.js';
import {
  duration,
  fieldErrorsOf,
  type Members,
  oneOf,
  ownMembersOf,
  resourceOf,
  retryOf,
  text,
} from './revive-members.js';

/**
 * Gives a {@link PaymentError} back that came out of a database or a queue. Members that its version did not have are
 * filled; words that this version does not know are lowered to the safe side: a category to `unrecognized`, an outcome to
 * `unknown`, a strategy to `reconcile_first`, or `never` where nothing was performed. So is a pair of outcome and strategy
 * that its category cannot have, and a `same_key` of which nobody knows how long the key is kept.
 *
 * Members that this version does not know are kept as they are, as long as they take no more than 4,000 characters of
 * JSON in all; they were redacted when the error was made, and are not again.
 *
 * Time has passed in the meantime: `keyLifeMs` counts from the key's first use.
 *
 * @param json - JSON text, or what was parsed of it.
 * @returns `null` when it is no PaymentError: where one was stored, it says nothing of whether money has moved. Never
 *   throws.
 *
 * @example
 * ```ts
 * const error = revivePaymentError(job.lastError);
 * if (error && mayHaveCharged(error)) await lookUp(job.order, error.lookup);
 * ```
 */
export function revivePaymentError(json: unknown): PaymentError | null {
  try {
    // Twice: a text may hold numbers that JSON cannot give back, such as 1e999.
    const given: unknown = typeof json === 'string' ? JSON.parse(json) : json;
    const value: unknown = JSON.parse(JSON.stringify(given));
    if (!isPaymentError(value)) return null;
    const error = lowered(value);
    keepRawBody(error, undefined);
    return error;
  } catch {
    return null; // no JSON, or what JSON cannot hold
  }
}

function lowered(given: Members): PaymentError {
  const { provider, message, fixableBy, retry, requestId, docUrl } = given;
  const { category, outcome, strategy } = judgementOf(given);
  const own = ownMembersOf(given, category, outcome);
  return {
    ...unknownMembers(given),
    name: 'PaymentError',
    version: 1,
    provider,
    category,
    message,
    outcome,
    lookup: lookupOf(given, outcome, strategy),
    resource: resourceOf(given),
    retryable: strategy === 'after_delay' || strategy === 'same_key',
    retry: retryOf(retry as Members, strategy, own['methodAdvice']), // isPaymentError has looked for one
    fixableBy: oneOf(FIXABLE_BY, fixableBy, 'developer'),
    fieldErrors: fieldErrorsOf(given),
    requestId: text(requestId),
    docUrl: text(docUrl),
    ...own,
  } as unknown as PaymentError; // judgementOf and ownMembersOf give what a variant of the union holds
}

interface Judgement {
  readonly category: Category;
  readonly outcome: Outcome;
  readonly strategy: RetryStrategy;
}

/** What it says, as far as the union has that; else the nearest to it on the safe side. */
function judgementOf(given: Members): Judgement {
  const category = oneOf(CATEGORIES, given['category'], 'unrecognized');
  const outcome = oneOf(OUTCOMES, given['outcome'], 'unknown');
  const careful = outcome === 'not_performed' ? 'never' : 'reconcile_first';
  const strategy = oneOf(RETRY_STRATEGIES, (given['retry'] as Members)['strategy'], careful);
  const nearestFirst: readonly Judgement[] = [
    { category, outcome, strategy },
    { category, outcome, strategy: careful },
    { category: 'unrecognized', outcome, strategy: careful },
  ];
  return nearestFirst.find((judgement) => isPossible(judgement, given)) ?? IN_DOUBT;
}

const IN_DOUBT: Judgement = { category: 'unrecognized', outcome: 'unknown', strategy: 'reconcile_first' };

function isPossible({ category, outcome, strategy }: Judgement, given: Members): boolean {
  const judgements: readonly string[] = JUDGEMENTS[category];
  if (!judgements.includes(`${outcome} ${strategy}`)) return false;
  if (strategy === 'same_key') {
    const isOfAnotherRequest = category === 'idempotency_conflict' && given['keyConflict'] !== 'in_progress';
    return !isOfAnotherRequest && isKeyAlive(given['retry'] as Members); // isPaymentError has looked for one
  }
  return category !== 'network' || strategy !== 'fix_request' || given['sent'] === 'no';
}

/** Is it known how long the key is kept, and does it outlive the wait? */
function isKeyAlive({ keyLifeMs, delayMs }: Members): boolean {
  if (keyLifeMs === null) return true;
  const lifeMs = duration(keyLifeMs) ?? 0;
  return lifeMs > (duration(delayMs) ?? 0);
}

function lookupOf({ lookup }: Members, outcome: Outcome, strategy: RetryStrategy): Lookup | null {
  const isNeeded = outcome !== 'not_performed' || strategy === 'reconcile_first';
  return isNeeded || text(lookup) !== null ? oneOf(LOOKUPS, lookup, 'resource') : null;
}

/** What every category has. */
const COMMON_MEMBERS = [
  ...[
    'name',
    'version',
    'provider',
    'category',
    'status',
    'code',
    'message',
    'outcome',
    'lookup',
    'resource',
  ],
  ...['retryable', 'retry', 'fixableBy', 'fieldErrors', 'matchedOn', 'requestId', 'docUrl'],
];

/** What only some categories have: whichever there ought to be are put in anew. */
const OWN_MEMBERS = [
  ...['declineReason', 'methodAdvice', 'methodDelayMs', 'networkDeclineCode', 'networkAdviceCode'],
  ...['keyConflict', 'sent', 'faultCode'],
];

const KNOWN_MEMBERS: readonly string[] = /* @__PURE__ */ (() => [
  ...COMMON_MEMBERS,
  ...OWN_MEMBERS,
  '__proto__',
])();

/** What a newer version says beside the rest. No more is kept, in characters of JSON. */
const MOST_UNKNOWN = 4_000;

function unknownMembers(given: Members): object {
  const members = Object.entries(given).filter(([name]) => !KNOWN_MEMBERS.includes(name));
  const kept = Object.fromEntries(members);
  return JSON.stringify(kept).length <= MOST_UNKNOWN ? kept : {};
}
