import type { PaymentError } from '../src/error/payment-error.js';

/** Gives the category, and what tells its variants apart: `declined: expired_card`. */
export function categoryOf(error: PaymentError): string {
  const detail =
    error.category === 'declined'
      ? error.declineReason
      : error.category === 'idempotency_conflict'
        ? error.keyConflict
        : null;
  return detail === null ? error.category : `${error.category}: ${detail}`;
}

/** Gives the strategy, and the action that goes with it: `payer_action: add_funds`. */
export function retryOf({ retry }: PaymentError): string {
  return retry.strategy === 'payer_action' ? `${retry.strategy}: ${retry.action}` : retry.strategy;
}
