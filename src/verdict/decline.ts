import {
  type DeclineReason,
  METHOD_ADVICE,
  type MethodAdvice,
  needsSameMethod,
  type PayerAction,
} from '../error/words.js';
import type { AdviceOnMethod } from '../provider/advice.js';
import { entryOf } from '../provider/careful.js';
import type { Statement } from '../provider/statement.js';
import type { Meaning } from '../provider/table.js';

const HOUR = 3_600_000;
const DAY = 86_400_000;

/** What a reason says about the payment method where nobody says more. */
const ADVICE_BY_REASON: Readonly<Partial<Record<DeclineReason, MethodAdvice>>> = {
  lost_or_stolen: 'do_not_try_again',
  account_closed: 'do_not_try_again',
  invalid_account: 'do_not_try_again',
  restricted_card: 'do_not_try_again',
  not_permitted: 'do_not_try_again',
  mandate_revoked: 'do_not_try_again',
  attempt_limit_exceeded: 'do_not_try_again',
  compliance: 'do_not_try_again',
  expired_card: 'update_details',
  incorrect_number: 'update_details',
  incorrect_cvc: 'update_details',
  incorrect_expiry: 'update_details',
  incorrect_address: 'update_details',
  incorrect_pin: 'update_details',
  insufficient_funds: 'try_again_later',
  limit_exceeded: 'try_again_later',
  issuer_unavailable: 'try_again_later',
  processing_error: 'try_again_later',
  authentication_unavailable: 'try_again_later',
};

const NOT_AGAIN: AdviceOnMethod = { methodAdvice: 'do_not_try_again', methodDelayMs: null };

function againAfter(methodDelayMs: number): AdviceOnMethod {
  return { methodAdvice: 'try_again_later', methodDelayMs };
}

/**
 * Mastercard's Merchant Advice Codes. Other networks use the same digits for other things.
 *
 * @see https://developer.paypal.com/braintree/docs/reference/general/merchant-responses/merchant-advice-codes
 */
export const MASTERCARD_ADVICE: Readonly<Record<string, AdviceOnMethod>> = /* @__PURE__ */ (() => ({
  '01': { methodAdvice: 'update_details', methodDelayMs: null },
  '02': { methodAdvice: 'try_again_later', methodDelayMs: null },
  '03': NOT_AGAIN,
  '21': NOT_AGAIN,
  '24': againAfter(HOUR),
  '25': againAfter(DAY),
  '26': againAfter(2 * DAY),
  '27': againAfter(4 * DAY),
  '28': againAfter(6 * DAY),
  '29': againAfter(8 * DAY),
  '30': againAfter(10 * DAY),
  '40': NOT_AGAIN,
  '41': NOT_AGAIN,
}))();

/**
 * Says whether the same payment method may be charged again: what the answer says, by its row, by the network's code or
 * in words of its own, the strictest first, the longest wait of those that are as strict; else what follows from the
 * reason.
 */
export function adviceOnMethod(
  { methodAdvice, methodDelayMs }: Meaning,
  statement: Statement | null,
  reason: DeclineReason,
  words: ReadonlyMap<string, AdviceOnMethod>,
): AdviceOnMethod {
  if (statement?.triesAgain) return NOT_AGAIN;
  const byNetwork =
    statement?.adviceNetwork === 'mastercard'
      ? entryOf(MASTERCARD_ADVICE, statement.networkAdviceCode)
      : undefined;
  const byRow = methodAdvice && { methodAdvice, methodDelayMs: methodDelayMs ?? null };
  const said = [byNetwork, byRow, ...(statement?.advice.map((word) => words.get(word)) ?? [])];
  const byReason = ADVICE_BY_REASON[reason] ?? 'unspecified';
  return said.reduce(stricter, undefined) ?? { methodAdvice: byReason, methodDelayMs: methodDelayMs ?? null };
}

function stricter(
  one: AdviceOnMethod | undefined,
  other: AdviceOnMethod | undefined,
): AdviceOnMethod | undefined {
  if (!one || !other) return one ?? other;
  const difference = strictness(one) - strictness(other);
  if (difference !== 0) return difference < 0 ? one : other;
  return (one.methodDelayMs ?? 0) >= (other.methodDelayMs ?? 0) ? one : other;
}

function strictness({ methodAdvice }: AdviceOnMethod): number {
  return METHOD_ADVICE.indexOf(methodAdvice);
}

const ACTION_BY_REASON: Readonly<Partial<Record<DeclineReason, PayerAction>>> = {
  insufficient_funds: 'add_funds',
  expired_card: 'check_details',
  incorrect_number: 'check_details',
  incorrect_cvc: 'check_details',
  incorrect_expiry: 'check_details',
  incorrect_address: 'check_details',
  incorrect_pin: 'check_details',
  invalid_account: 'check_details',
  invalid_amount: 'check_details',
  authentication_required: 'authenticate',
  authentication_failed: 'authenticate',
  authentication_unavailable: 'try_again',
  issuer_unavailable: 'try_again',
  processing_error: 'try_again',
  payer_timed_out: 'try_again',
  payer_canceled: 'try_again',
  call_issuer: 'contact_issuer',
  pin_tries_exceeded: 'contact_issuer',
};

/** What the payer can do about a refusal. */
export function actionOn(reason: DeclineReason): PayerAction {
  return ACTION_BY_REASON[reason] ?? 'use_other_method';
}

/** The same, where the payment method must not be charged again as it is. */
export function actionWithoutMethod(action: PayerAction): PayerAction {
  return needsSameMethod(action) ? 'use_other_method' : action;
}
