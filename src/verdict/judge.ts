import type { Retry } from '../error/retry.js';
import type { Lookup, Outcome, PayerAction, RetryStrategy } from '../error/words.js';
import type { AdviceOnMethod } from '../provider/advice.js';
import { actionOn, actionWithoutMethod } from './decline.js';
import type { Rule } from '../provider/table.js';
import type { Reading } from './reading.js';
import { headerOf } from './reply.js';
import type { SentRequest } from './request.js';

/** What is judged of an error. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly lookup: Lookup | null;
  readonly retryable: boolean;
  readonly retry: Retry;
}

/** What bears on the verdict beside the reading. */
export interface Circumstances {
  readonly request: SentRequest;
  /** Gives how long to wait, in milliseconds; `null` when nobody says. Most verdicts need not know. */
  readonly delayMs: () => number | null;
  /** Only for a decline. */
  readonly advice: AdviceOnMethod | null;
}

/**
 * Judges outcome and retry together. The first row of the table that fits wins; the numbers are those of
 * docs/judging.md. Never throws.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2
 */
export function judge(reading: Reading, circumstances: Circumstances): Verdict {
  const advice = adviceOn(reading, circumstances);
  const { contract } = circumstances.request;
  const { outcome, strategy } = advice;
  const needsLookup = outcome !== 'not_performed' || strategy === 'reconcile_first';
  return {
    outcome,
    lookup: needsLookup ? contract.lookup : null,
    retryable: strategy === 'after_delay' || strategy === 'same_key',
    retry: retryOf(advice, circumstances),
  };
}

function retryOf(
  { strategy, why, action = 'use_other_method' }: Advice,
  { request, delayMs, advice }: Circumstances,
): Retry {
  switch (strategy) {
    case 'same_key':
      return { strategy, delayMs: delayMs(), keyLifeMs: request.contract.keyLifeMs ?? null, why };
    case 'after_delay':
    case 'new_key':
    case 'reconcile_first':
      return { strategy, delayMs: delayMs(), why };
    case 'payer_action': {
      const isForbidden = advice?.methodAdvice === 'do_not_try_again';
      return { strategy, action: isForbidden ? actionWithoutMethod(action) : action, why };
    }
    default:
      return { strategy, why };
  }
}

/** What a line of the table says. */
export interface Advice {
  /** Its number. */
  readonly line: number;
  readonly outcome: Outcome;
  readonly strategy: RetryStrategy;
  readonly why: string;
  readonly action: PayerAction | undefined;
}

function advise(
  line: number,
  outcome: Outcome,
  strategy: RetryStrategy,
  why: string,
  action?: PayerAction,
): Advice {
  return { line, outcome, strategy, why, action };
}

/** The judging table: gives the first line that fits. */
export function adviceOn(reading: Reading, circumstances: Circumstances): Advice {
  const { meaning, sent } = reading;
  const { category } = meaning;
  const rule = ruleInForce(reading, circumstances.request);
  const { isRead } = circumstances.request;

  // The provider's table has a rule for this very code. One that asks for the same key is no advice without a key.
  if (rule)
    return advise(
      1,
      rule.outcome,
      rule.strategy === 'same_key' && !canSendSameKey(circumstances) ? 'reconcile_first' : rule.strategy,
      rule.why ?? 'The provider says so of this code.',
      rule.action,
    );

  // Nothing is left to undo.
  if (category === 'aborted' && (isRead || sent === 'no'))
    return advise(2, 'not_performed', 'never', 'You cancelled the request.');

  switch (category) {
    case 'declined':
      return adviceOnDecline(reading, circumstances.request);
    case 'invalid_request':
    case 'unauthenticated':
    case 'permission_denied':
    case 'not_configured':
    case 'not_found':
      return advise(4, 'not_performed', 'fix_request', 'It was refused as it stands; nothing was performed.');
    case 'conflict':
      return isRead
        ? advise(5, 'not_performed', 'reconcile_first', 'Its state forbids it: look at it, then decide.')
        : advise(
            5,
            'unknown',
            'reconcile_first',
            'Its state forbids it, perhaps since an earlier attempt got through.',
          );
    case 'rate_limited':
      return advise(6, 'not_performed', 'after_delay', 'Too many requests; nothing was performed.');
    case 'idempotency_conflict':
      return meaning.keyConflict === 'in_progress' && canSendSameKey(circumstances)
        ? advise(7, 'unknown', 'same_key', 'The first request with this key is still running.')
        : advise(7, 'unknown', 'reconcile_first', 'The first request with this key may have got through.');
    default:
      return adviceOnFailure(reading, circumstances);
  }
}

/** No payer can act on money that goes out, nor on a payment that the provider will try again by itself. */
function ruleInForce({ meaning, statement }: Reading, request: SentRequest): Rule | undefined {
  const { category, rule } = meaning;
  const isTriedAgain = statement?.triesAgain === true && rule?.outcome === 'not_performed';
  if (category !== 'declined') return isTriedAgain ? TRIED_AGAIN : rule;
  const isOutOfHands =
    isTriedAgain || (isMerchantsOwn(statement, request) && rule?.strategy === 'payer_action');
  return isOutOfHands ? undefined : rule;
}

const TRIES_AGAIN = 'The provider will try it again by itself; a new attempt could charge twice.';

/** Whatever the rule says of the attempt that failed, the next one of the provider's may go through. */
const TRIED_AGAIN: Rule = {
  outcome: 'unknown',
  strategy: 'reconcile_first',
  action: undefined,
  why: TRIES_AGAIN,
};

/** The rest of the table: something failed, and it is not said what became of the request. */
function adviceOnFailure(reading: Reading, circumstances: Circumstances): Advice {
  const { sent, status, headers, statement } = reading;
  if (sent === 'no') return advise(8, 'not_performed', 'after_delay', 'The request never left.');
  if (statement?.triesAgain) return advise(10, 'unknown', 'reconcile_first', TRIES_AGAIN);
  if (circumstances.request.isRead)
    return status === 501 || status === 505
      ? advise(9, 'not_performed', 'never', 'The provider cannot do this.')
      : advise(9, 'not_performed', 'after_delay', 'Reading again changes nothing.');
  if (sent === 'yes' && !isResendable(status, headers, circumstances))
    return advise(
      10,
      'unknown',
      'reconcile_first',
      'It may have been performed; after this answer not even the same key is sure to keep it from happening twice.',
    );
  if (canSendSameKey(circumstances))
    return advise(
      11,
      'unknown',
      'same_key',
      'It may have been performed; the same key keeps it from happening twice.',
    );
  return advise(
    12,
    'unknown',
    'reconcile_first',
    'It may have been performed; sending it again could do it twice.',
  );
}

function adviceOnDecline(
  { declineReason = 'unspecified', statement }: Reading,
  request: SentRequest,
): Advice {
  if (declineReason === 'duplicate_transaction')
    return advise(3, 'performed', 'reconcile_first', 'It was performed before: find it.');
  if (statement?.triesAgain) return advise(3, 'not_performed', 'reconcile_first', TRIES_AGAIN);
  if (declineReason === 'compliance') return advise(3, 'not_performed', 'never', 'This refusal is final.');
  if (isMerchantsOwn(statement, request))
    return advise(3, 'not_performed', 'reconcile_first', 'It was refused; no payer can change that.');
  return advise(
    3,
    'not_performed',
    'payer_action',
    'It was refused; the next step is the payer’s.',
    actionOn(declineReason),
  );
}

/** Is it money that goes out? Then a refusal is not the payer's to fix. */
export function isMerchantsOwn(
  statement: Reading['statement'],
  { outgoing }: Pick<SentRequest, 'outgoing'>,
): boolean {
  const kind = outgoing ?? statement?.resource?.kind;
  return kind === 'refund' || kind === 'payout';
}

/** Was a key sent that the provider takes here and still keeps after the wait? */
function canSendSameKey({ request, delayMs }: Circumstances): boolean {
  const { keyLifeMs = Infinity } = request.contract;
  return request.hasKey && (delayMs() ?? 0) < keyLifeMs;
}

/** After a failure that was answered: does the provider say that the same key may be sent again? */
function isResendable(
  status: number | null,
  headers: Reading['headers'],
  { request }: Circumstances,
): boolean {
  const isRedirect = status !== null && status >= 300 && status <= 399;
  if (isRedirect || status === 501 || status === 505) return false;
  const { retryHint, failures } = request.contract;
  const hint = retryHint && headerOf(headers, retryHint.header);
  if (hint) return hint.trim().toLowerCase() === retryHint.sameKey.toLowerCase();
  return failures === undefined || failures === 'safe_to_resend';
}
