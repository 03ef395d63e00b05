import type { PaymentError, RetryStrategy } from 'payfault';

import { duration } from '../../scripts/duration.js';

/** A sentence to read first, and one to read then. */
export interface Words {
  readonly title: string;
  readonly text: string;
}

/** Says what an error means for the money. */
export function aboutMoney({ outcome }: PaymentError, isRead: boolean): Words {
  if (outcome === 'performed')
    return {
      title: 'Already done',
      text: 'What was asked for has been carried out, by this request or an earlier one.',
    };
  if (outcome === 'unknown')
    return {
      title: 'The money may have moved',
      text: 'Nobody knows yet whether the request was carried out.',
    };
  return isRead
    ? {
        title: 'Nothing happened',
        text: 'This request only reads. It says nothing about a payment that was sent before.',
      }
    : { title: 'Nothing happened', text: 'The request was not carried out: no money has moved by it.' };
}

/** What there is to say of an answer that is no failure. */
export const NO_FAILURE: Words = {
  title: 'Not a failure',
  text: 'Nothing here is documented as a failure, so the answer is handed over as it is. Read what it says: it may still be pending.',
};

const ACTIONS: Readonly<Record<string, string>> = {
  authenticate: 'Ask the payer to confirm the payment with the bank.',
  use_other_method: 'Ask the payer for another payment method.',
  check_details: 'Ask the payer to check what was entered.',
  add_funds: 'Ask the payer to add money, or for another payment method.',
  contact_issuer: 'Ask the payer to talk to the bank.',
  try_again: 'Ask the payer to try again.',
};

const NEXT: Readonly<Record<RetryStrategy, string>> = {
  never: 'Do not send it again.',
  fix_request: 'Change the request or the account, then make a new attempt.',
  payer_action: 'The payer has to act.',
  after_delay: 'Send the same request again, after a wait.',
  new_key: 'Make a new attempt, with a new key.',
  same_key: 'Send it again, only with the very same key.',
  reconcile_first: 'Look it up before anything else',
};

/** Says by what to look it up; nothing where there is nothing to look up. */
function lookUpOf({ lookup, resource }: PaymentError): string {
  if (lookup === 'idempotency_key') return ': by its idempotency key';
  if (lookup === 'merchant_reference') return ': by your own reference';
  if (lookup === null) return '';
  const id = resource?.id ?? null;
  return id === null ? ': by your own reference, for no id has arrived' : `: by its id, ${id}`;
}

/** Says what to do next, and what is to be minded. */
export function whatNext(error: PaymentError): readonly string[] {
  const { retry } = error;
  const action = retry.strategy === 'payer_action' ? ACTIONS[retry.action] : undefined;
  return [
    retry.strategy === 'reconcile_first'
      ? `${NEXT[retry.strategy]}${lookUpOf(error)}.`
      : (action ?? NEXT[retry.strategy]),
    'delayMs' in retry && retry.delayMs !== null ? `Wait ${duration(retry.delayMs)} first.` : '',
    'keyLifeMs' in retry && retry.keyLifeMs !== null
      ? `The key is kept for ${duration(retry.keyLifeMs)}, counted from its first use.`
      : '',
  ].filter((sentence) => sentence !== '');
}

const FIXERS: Readonly<Record<PaymentError['fixableBy'], string>> = {
  payer: 'The payer.',
  developer: 'Whoever wrote the request.',
  merchant: 'The merchant, in the account with the provider.',
  provider: 'The provider.',
  nobody: 'Nobody: it passes, or it does not.',
};

/** Says who can change the answer. */
export function whoFixes({ fixableBy }: PaymentError): string {
  return FIXERS[fixableBy];
}

const METHOD_ADVICE: Readonly<Record<string, string>> = {
  do_not_try_again: 'Do not charge this payment method again: networks fine it.',
  update_details: 'Charge it again only with new details.',
  try_again_later: 'It may be charged again later.',
};

/** Says whether the same payment method may be charged again; `null` where nothing is known. */
export function aboutMethod(error: PaymentError): string | null {
  if (error.category !== 'declined') return null;
  const { methodAdvice, methodDelayMs } = error;
  const advice = METHOD_ADVICE[methodAdvice];
  if (advice === undefined) return null;
  return methodDelayMs === null ? advice : `${advice} Wait ${duration(methodDelayMs)} first.`;
}
