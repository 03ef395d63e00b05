import type { PaymentError } from '../error/payment-error.js';
import { en } from './messages/en.js';
import type { PayerMessages } from './payer-messages.js';
import { payerSituation } from './payer-situation.js';

/** How {@link payerMessage} words what it says. */
export interface PayerMessageOptions {
  /** The texts of a language, as `payfault/messages/<language>` has them. Default: English. */
  readonly messages?: PayerMessages | undefined;
}

/**
 * Gives what to tell the payer: what happened and what to do next, in two short sentences. It depends on
 * {@link payerSituation} alone: no text of the provider is in it, and no reason that must not be told. “Nothing was
 * charged” is said only where the outcome is `not_performed`. Never throws; where a text is missing, it is English.
 *
 * It works on errors, not on problem details: a browser gets the text.
 *
 * Of a refund or payout (`error.resource.kind`) it speaks to the merchant's own staff: a payer has nothing to do there.
 *
 * @example
 * ```ts
 * import { et } from 'payfault/messages/et';
 *
 * payerMessage(error, { messages: { ...et, our_fault: 'Palun helistage meile: 600 0000.' } });
 * ```
 */
export function payerMessage(error: PaymentError, options: PayerMessageOptions = {}): string {
  const { messages = en } = options;
  const situation = payerSituation(error);
  return messages[situation] ?? en[situation];
}
