import { mayHaveCharged } from '../error/guards.js';
import type { PaymentError } from '../error/payment-error.js';
import type { DeclineReason, PayerAction } from '../error/words.js';
import { type ShownDeclineReason, shownReason } from './shown-decline-reason.js';

/** Every situation that a payer can be told of. The list is closed: a new one is a breaking change. */
export const PAYER_SITUATIONS = [
  /** Refused, and no more may or can be said: another payment method. */
  'refused',
  /** Not enough money on the card or account. */
  'insufficient_funds',
  /** The card has expired. */
  'card_expired',
  /** The number of the card or account is wrong. */
  'check_number',
  /** The card's security code is wrong. */
  'check_security_code',
  /** The card's expiry date is wrong. */
  'check_expiry',
  /** The billing address is wrong. */
  'check_address',
  /** The PIN is wrong. */
  'check_pin',
  /** Something about the card or account is wrong, and it is not known what. */
  'check_details',
  /** Fields of the form are wrong: those that `toFormErrors` marks. */
  'check_fields',
  /** The amount is above a limit of the card or account. */
  'above_limit',
  /** Cards or methods of this kind are not accepted. */
  'method_not_accepted',
  /** Not in this currency. */
  'currency_not_accepted',
  /** The bank wants the payer to confirm the payment. */
  'confirm_with_bank',
  /** Confirming the payment with the bank failed. */
  'confirmation_failed',
  /** The payer has to talk to the bank first. */
  'ask_bank',
  /** The payer's bank does not answer. */
  'bank_unreachable',
  /** The payer canceled; nothing was charged. */
  'canceled',
  /** The payer took too long; nothing was charged. */
  'timed_out',
  /** The same payment was made before. */
  'already_paid',
  /** Nothing was charged, and it may work later. */
  'try_later',
  /** Nothing was charged, and the merchant has to mend something first. */
  'our_fault',
  /** It is not known yet whether the payment went through: the payer must not pay again. */
  'in_doubt',
  /** A refund, payout or transfer was not made. For the merchant's staff: no payer is asked for anything. */
  'outgoing_not_made',
  /** A refund or payout may have been made. For the merchant's staff too. */
  'outgoing_in_doubt',
] as const;

/** One of {@link PAYER_SITUATIONS}. */
export type PayerSituation = (typeof PAYER_SITUATIONS)[number];

/**
 * Gives what may be said to the payer, as a key: the same for every reason that must read like a plain refusal (stolen,
 * fraud, compliance, a restricted card), and `in_doubt` wherever the money may have moved. Never throws. Words that only
 * a newer version knows count as the most careful situation.
 *
 * Hand it errors of attempts to pay. That of a look-up says nothing about the payment, and that of a later attempt says
 * nothing about an earlier one: `combineAttempts` gives what all of them prove together.
 *
 * @example
 * ```ts
 * if (payerSituation(error) === 'in_doubt') hidePayButton();
 * ```
 */
export function payerSituation(error: PaymentError): PayerSituation {
  if (isOutgoing(error)) return situationOfOutgoing(error);
  if (mayHaveCharged(error)) return wasPaidBefore(error) ? 'already_paid' : 'in_doubt';
  return error.category === 'declined' ? situationOfDecline(error) : situationOfFailure(error);
}

/** Is it money that leaves the merchant? Where the answer does not say, a refusal that no payer can act on is such. */
function isOutgoing({ resource, category, fixableBy, outcome, retry }: PaymentError): boolean {
  const kind = resource?.kind ?? 'other';
  if (kind !== 'other') return kind === 'refund' || kind === 'payout';
  const isMerchants = category === 'declined' && fixableBy === 'merchant';
  return isMerchants && outcome === 'not_performed' && retry.strategy === 'reconcile_first';
}

function situationOfOutgoing(error: PaymentError): PayerSituation {
  if (mayHaveCharged(error)) return 'outgoing_in_doubt';
  return isAboutFields(error) ? 'check_fields' : 'outgoing_not_made';
}

/** Everything else that was performed may be something that was asked for besides the payment: cancelling it. */
function wasPaidBefore(error: PaymentError): boolean {
  return (
    error.category === 'declined' &&
    error.outcome === 'performed' &&
    error.declineReason === 'duplicate_transaction' &&
    error.resource?.kind !== 'other'
  );
}

/** What is not listed is a plain refusal, `unspecified` aside: then the action says more. */
const BY_REASON: Readonly<Partial<Record<ShownDeclineReason, PayerSituation>>> = {
  insufficient_funds: 'insufficient_funds',
  expired_card: 'card_expired',
  incorrect_number: 'check_number',
  incorrect_cvc: 'check_security_code',
  incorrect_expiry: 'check_expiry',
  incorrect_address: 'check_address',
  incorrect_pin: 'check_pin',
  pin_tries_exceeded: 'ask_bank',
  invalid_account: 'check_details',
  invalid_amount: 'check_details',
  card_not_supported: 'method_not_accepted',
  currency_not_supported: 'currency_not_accepted',
  limit_exceeded: 'above_limit',
  authentication_required: 'confirm_with_bank',
  authentication_failed: 'confirmation_failed',
  authentication_unavailable: 'bank_unreachable',
  issuer_unavailable: 'bank_unreachable',
  processing_error: 'try_later',
  call_issuer: 'ask_bank',
  duplicate_transaction: 'in_doubt',
  payer_canceled: 'canceled',
  payer_timed_out: 'timed_out',
};

const BY_ACTION: Readonly<Partial<Record<PayerAction, PayerSituation>>> = {
  authenticate: 'confirm_with_bank',
  check_details: 'check_details',
  add_funds: 'insufficient_funds',
  contact_issuer: 'ask_bank',
  try_again: 'try_later',
};

/** Their sentences invite the payer to pay by the same means once more. */
const SAME_MEANS: readonly PayerSituation[] = [
  'insufficient_funds',
  'confirm_with_bank',
  'confirmation_failed',
  'bank_unreachable',
  'canceled',
  'timed_out',
  'try_later',
];

function situationOfDecline(error: Extract<PaymentError, { readonly category: 'declined' }>): PayerSituation {
  const { declineReason, methodAdvice, retry } = error;
  // The provider may go on by itself, and another payment could be the second.
  if (retry.strategy !== 'payer_action' && retry.strategy !== 'never') return 'in_doubt';
  const isFinal = retry.strategy === 'never' || methodAdvice === 'do_not_try_again';
  const action = retry.strategy === 'payer_action' ? retry.action : 'use_other_method';
  const situation = situationByReason(declineReason, action);
  if (!SAME_MEANS.includes(situation)) return situation;
  if (isFinal || action === 'use_other_method') return 'refused';
  return action === 'contact_issuer' ? 'ask_bank' : situation;
}

/** Asking the bank is what providers advise of stolen cards too: without a reason that may be told, it is not passed on. */
function situationByReason(declineReason: DeclineReason, action: PayerAction): PayerSituation {
  const reason = shownReason(declineReason);
  if (reason !== 'unspecified') return ownEntry(BY_REASON, reason) ?? 'refused';
  return action === 'contact_issuer' ? 'refused' : situationByAction(action);
}

function situationByAction(action: PayerAction): PayerSituation {
  return ownEntry(BY_ACTION, action) ?? 'refused';
}

/** A word may be one of every object's members, or one that only a newer version knows. */
function ownEntry<Word extends string>(
  table: Readonly<Partial<Record<Word, PayerSituation>>>,
  word: Word,
): PayerSituation | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

function situationOfFailure(error: PaymentError): PayerSituation {
  const { category, retry } = error;
  switch (retry.strategy) {
    case 'payer_action':
      return situationByAction(retry.action);
    case 'after_delay':
    case 'new_key':
      return 'try_later';
    case 'fix_request':
      return situationOfRefusedRequest(error);
    case 'never':
      return category === 'aborted' ? 'try_later' : 'our_fault';
    default:
      return 'in_doubt'; // something has to be looked up first
  }
}

function situationOfRefusedRequest(error: PaymentError): PayerSituation {
  if (isAboutFields(error)) return 'check_fields';
  if (error.fixableBy !== 'payer') return 'our_fault';
  return error.category === 'invalid_request' ? 'check_details' : 'refused';
}

function isAboutFields({ category, fieldErrors }: PaymentError): boolean {
  return category === 'invalid_request' && fieldErrors.length > 0;
}
