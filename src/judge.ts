import { attempt, member } from './careful.js';
import type {
  DeclineReason,
  Judgement,
  Outcome,
  PayerAction,
  Retry,
  RetryStrategy,
} from './payment-error.js';
import type { IdempotencyContract } from './provider.js';
import type { Reading } from './recognize.js';
import { delayOf } from './retry-after.js';

const READ = /^(?:get|head|options)$/i; // POST, by far the most frequent, is told apart without it

/** The request that failed, as far as a caller knows it. */
export interface RequestFacts {
  /** The HTTP method, in any letter case. Default: a write. */
  readonly method?: string | null | undefined;
  /**
   * The key that was sent with it, where the provider takes one. For a provider without a key header, the merchant's
   * own reference. Default: none.
   */
  readonly idempotencyKey?: string | null | undefined;
  /** The clock that a Retry-After date is compared with, or the time in ms since 1970. Default: `Date.now`. */
  readonly now?: number | Date | (() => number | Date) | undefined;
}

/** The request that failed, with nothing left to doubt. */
export interface SentRequest {
  readonly isRead: boolean;
  readonly hasKey: boolean;
  /** What the caller gave: its clock is asked only where an answer names a date. */
  readonly facts: unknown;
}

/** Takes a request apart. Never throws: what can't be read counts as not given, and a request as a write. */
export function takeRequest(request: RequestFacts | null | undefined): SentRequest {
  const method = member(request, 'method');
  const key = member(request, 'idempotencyKey');
  return {
    isRead: typeof method === 'string' && method !== 'POST' && READ.test(method),
    hasKey: typeof key === 'string' && key !== '',
    facts: request,
  };
}

/**
 * Judges outcome and retry together. The first row that fits wins; the numbers are those of docs/judging.md.
 * Never throws.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2
 */
export function judge(reading: Reading, request: SentRequest, contract: IdempotencyContract): Judgement {
  const advice = adviceOn(reading, request, contract);
  const retry = retryOf(advice, reading, request, contract);
  return { outcome: advice.outcome, retryable: 'delayMs' in retry, retry } as Judgement; // the table's rows pair what fits
}

function retryOf(
  { strategy, why, action = 'use_other_method' }: Advice,
  { headers }: Reading,
  { facts }: SentRequest,
  { lookup }: IdempotencyContract,
): Retry {
  switch (strategy) {
    case 'after_delay':
    case 'same_key':
      return { strategy, delayMs: delayOf(headers, () => timeOf(facts)), why };
    case 'reconcile_first':
      return { strategy, lookup, why };
    case 'payer_action':
      return { strategy, action, why };
    default:
      return { strategy, why };
  }
}

/** The time by the caller's clock, by ours where it gives none. */
function timeOf(facts: unknown): number {
  const now = member(facts, 'now');
  const time =
    attempt(() => Number((typeof now === 'function' ? (now as () => unknown)() : now) ?? NaN)) ?? NaN;
  return Number.isFinite(time) ? time : Date.now();
}

/** What a row of the table says. */
interface Advice {
  readonly outcome: Outcome;
  readonly strategy: RetryStrategy;
  readonly why: string;
  readonly action: PayerAction | undefined;
}

function advise(outcome: Outcome, strategy: RetryStrategy, why: string, action?: PayerAction): Advice {
  return { outcome, strategy, why, action };
}

/** The judging table. */
function adviceOn(reading: Reading, request: SentRequest, contract: IdempotencyContract): Advice {
  const { meaning, matchedOn, status, sent } = reading;
  const { category, rule } = meaning;
  const { isRead, hasKey } = request;

  // 1: the provider's table has a rule for this very code. One that asks for the same key is no advice without a key.
  if (rule)
    return advise(
      rule.outcome,
      rule.strategy === 'same_key' && !hasKey ? 'reconcile_first' : rule.strategy,
      rule.why ?? 'The provider says so of this code.',
      'action' in rule ? rule.action : undefined,
    );

  // 2: nothing is left to undo.
  if (category === 'aborted' && (isRead || sent === 'no'))
    return advise('not_performed', 'never', 'You cancelled the request.');

  switch (category) {
    // 3
    case 'declined':
      switch (reading.declineReason ?? meaning.declineReason) {
        case 'payer_cancelled':
        case 'compliance':
          return advise('not_performed', 'never', 'This refusal is final.');
        case 'duplicate_transaction':
          return advise('performed', 'reconcile_first', 'It was performed before: find it.');
        default:
          return advise(
            'not_performed',
            'payer_action',
            'It was refused; only the payer can change that.',
            actionOn(reading.declineReason ?? meaning.declineReason),
          );
      }
    // 4
    case 'invalid_request':
    case 'unauthenticated':
    case 'permission_denied':
    case 'not_configured':
    case 'not_found':
      return advise('not_performed', 'fix_request', 'It was refused as it stands; nothing was performed.');
    // 5
    case 'conflict':
      return isRead || matchedOn !== 'status'
        ? advise('not_performed', 'reconcile_first', 'Its state forbids it: look at it, then decide.')
        : advise('unknown', 'reconcile_first', 'An earlier attempt may have got through.');
    // 6
    case 'rate_limited':
      return advise('not_performed', 'after_delay', 'Too many requests; nothing was performed.');
    // 7
    case 'idempotency_conflict':
      return meaning.conflict === 'in_progress'
        ? advise('unknown', 'same_key', 'The first request with this key is still running.')
        : meaning.conflict === 'mismatch'
          ? advise('not_performed', 'fix_request', 'This key belongs to another request.')
          : advise('unknown', 'reconcile_first', 'An earlier attempt may have got through.');
    default:
      // 8
      if (sent === 'no') return advise('not_performed', 'after_delay', 'The request never left.');
      // 9
      if (isRead)
        return status === 501 || status === 505
          ? advise('not_performed', 'never', 'The provider cannot do this.')
          : advise('not_performed', 'after_delay', 'Reading again changes nothing.');
      // 10
      if (sent === 'yes' && contract.key !== 'none' && contract.replaysFailures)
        return advise(
          'unknown',
          'reconcile_first',
          'The same key would replay this failure, a new one could charge twice.',
        );
      // 11
      if (hasKey && contract.key !== 'none')
        return advise(
          'unknown',
          'same_key',
          'It may have been performed; the same key keeps it from happening twice.',
        );
      // 12
      return advise(
        'unknown',
        'reconcile_first',
        'It may have been performed; sending it again could do it twice.',
      );
  }
}

function actionOn(reason: DeclineReason): PayerAction | undefined {
  return reason.startsWith('incorrect_') ? 'check_details' : ACTIONS[reason];
}

const ACTIONS: Readonly<Partial<Record<DeclineReason, PayerAction>>> = {
  insufficient_funds: 'add_funds',
  expired_card: 'check_details',
  invalid_account: 'check_details',
  invalid_amount: 'check_details',
  authentication_required: 'authenticate',
  authentication_failed: 'authenticate',
  authentication_unavailable: 'try_again',
  issuer_unavailable: 'try_again',
  payer_timed_out: 'try_again',
  call_issuer: 'contact_issuer',
};
