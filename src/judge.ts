import type { DeclineReason, Judgement, Lookup, PayerAction } from './payment-error.js';
import type { IdempotencyContract, Rule } from './provider.js';
import type { Reading } from './recognize.js';
import { attempt } from './reply.js';
import { delayOf } from './retry-after.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

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
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Takes a request apart. Never throws: what can't be read counts as not given, and a request as a write. */
export function takeRequest(request: RequestFacts | null | undefined): SentRequest {
  return {
    isRead: attempt(() => READS.has(String(request?.method).toUpperCase())) === true,
    hasKey:
      attempt(() => typeof request?.idempotencyKey === 'string' && request.idempotencyKey !== '') === true,
    now: attempt(() => timeOf(request?.now)) ?? Date.now(),
  };
}

function timeOf(now: RequestFacts['now']): number | undefined {
  const time = Number(typeof now === 'function' ? now() : now);
  return Number.isFinite(time) ? time : undefined;
}

/**
 * Judges outcome and retry together. The first row that fits wins; the numbers are those of docs/judging.md.
 * Never throws.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2
 */
export function judge(reading: Reading, request: SentRequest, contract: IdempotencyContract): Judgement {
  const { meaning, matchedOn, sent } = reading;
  const { category, rule } = meaning;
  const { isRead } = request;
  const delayMs = (): number | null => delayOf(reading.headers, request.now);

  // 1: the provider's table has a rule for this very code.
  if (rule) return judgeByRule(rule, contract.lookup, delayMs);

  // 2: the caller cancelled, and nothing is left to undo.
  if (category === 'aborted' && (isRead || sent === 'no')) return never('You cancelled the request.');

  switch (category) {
    // 3
    case 'declined':
      return judgeDecline(reading.declineReason ?? meaning.declineReason, contract.lookup);
    // 4
    case 'invalid_request':
    case 'unauthenticated':
    case 'permission_denied':
    case 'not_configured':
    case 'not_found':
      return fixRequest('The request was refused as it stands; nothing was performed.');
    // 5
    case 'conflict':
      return isRead || matchedOn !== 'status'
        ? reconcile(
            'not_performed',
            contract.lookup,
            'The state of the resource forbids it: look at it, then decide.',
          )
        : reconcile(
            'unknown',
            contract.lookup,
            'A conflict without a reason may come from an attempt that got through.',
          );
    // 6
    case 'rate_limited':
      return afterDelay(delayMs(), 'Too many requests: this one was not performed.');
    // 7
    case 'idempotency_conflict':
      return judgeKeyConflict(meaning.conflict, contract.lookup, delayMs);
    default:
      return judgeFailure(reading, request, contract);
  }
}

/** Nobody refused anything: what counts is whether the request can have been carried out. */
function judgeFailure(
  { status, sent, headers }: Reading,
  { isRead, hasKey, now }: SentRequest,
  contract: IdempotencyContract,
): Judgement {
  const delayMs = (): number | null => delayOf(headers, now);
  // 8
  if (sent === 'no') return afterDelay(delayMs(), 'The request never left.');
  // 9
  if (isRead)
    return status === 501 || status === 505
      ? never('The provider does not support the request.')
      : afterDelay(delayMs(), 'A read changes nothing and can be repeated.');
  // 10
  if (sent === 'yes' && contract.key !== 'none' && contract.replaysFailures)
    return reconcile(
      'unknown',
      contract.lookup,
      'The same key would only bring back this failure; a new one could charge twice.',
    );
  // 11
  if (hasKey && contract.key !== 'none')
    return sameKey(
      delayMs(),
      'It may have been performed; the same idempotency key keeps it from happening twice.',
    );
  // 12
  return reconcile(
    'unknown',
    contract.lookup,
    'It may have been performed, and nothing keeps a second request from doing it again.',
  );
}

function judgeByRule(rule: Rule, lookup: Lookup, delayMs: () => number | null): Judgement {
  const why = rule.why ?? 'The provider documents what this code means for another attempt.';
  switch (rule.strategy) {
    case 'never':
      return never(why, rule.outcome);
    case 'fix_request':
      return fixRequest(why);
    case 'payer_action':
      return payerAction(rule.action, why);
    case 'after_delay':
      return afterDelay(delayMs(), why);
    case 'same_key':
      return sameKey(delayMs(), why);
    case 'reconcile_first':
      return reconcile(rule.outcome, lookup, why);
  }
}

function judgeDecline(reason: DeclineReason, lookup: Lookup): Judgement {
  switch (reason) {
    case 'payer_cancelled':
      return never('The payer does not want this payment.');
    case 'compliance':
      return never('A rule that nobody here can change forbids this payment.');
    case 'duplicate_transaction':
      return reconcile('performed', lookup, 'The same transaction was performed before: find it.');
    default:
      return payerAction(
        ACTION_BY_REASON[reason] ?? 'use_other_method',
        'The payment was refused; only the payer can change that.',
      );
  }
}

const ACTION_BY_REASON: Readonly<Partial<Record<DeclineReason, PayerAction>>> = {
  insufficient_funds: 'add_funds',
  expired_card: 'check_details',
  incorrect_number: 'check_details',
  incorrect_cvc: 'check_details',
  incorrect_address: 'check_details',
  incorrect_pin: 'check_details',
  invalid_account: 'check_details',
  invalid_amount: 'check_details',
  authentication_required: 'authenticate',
  authentication_failed: 'authenticate',
  authentication_unavailable: 'try_again',
  issuer_unavailable: 'try_again',
  payer_timed_out: 'try_again',
  call_issuer: 'contact_issuer',
};

function judgeKeyConflict(
  conflict: 'in_progress' | 'mismatch' | 'unspecified',
  lookup: Lookup,
  delayMs: () => number | null,
): Judgement {
  switch (conflict) {
    case 'in_progress':
      return sameKey(delayMs(), 'The first request with this idempotency key is still running.');
    case 'mismatch':
      return fixRequest('This idempotency key belongs to another request.');
    case 'unspecified':
      return reconcile(
        'unknown',
        lookup,
        'An earlier request with this idempotency key may have been performed.',
      );
  }
}

function never(why: string, outcome: 'not_performed' | 'performed' = 'not_performed'): Judgement {
  return { outcome, retryable: false, retry: { strategy: 'never', why } };
}

function fixRequest(why: string): Judgement {
  return { outcome: 'not_performed', retryable: false, retry: { strategy: 'fix_request', why } };
}

function payerAction(action: PayerAction, why: string): Judgement {
  return { outcome: 'not_performed', retryable: false, retry: { strategy: 'payer_action', action, why } };
}

function afterDelay(delayMs: number | null, why: string): Judgement {
  return { outcome: 'not_performed', retryable: true, retry: { strategy: 'after_delay', delayMs, why } };
}

function sameKey(delayMs: number | null, why: string): Judgement {
  return { outcome: 'unknown', retryable: true, retry: { strategy: 'same_key', delayMs, why } };
}

function reconcile(outcome: Judgement['outcome'], lookup: Lookup, why: string): Judgement {
  return { outcome, retryable: false, retry: { strategy: 'reconcile_first', lookup, why } };
}
