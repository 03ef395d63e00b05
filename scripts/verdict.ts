import type { PaymentError } from '../src/index.js';

/** Gives the category, and what tells its variants apart: `declined: expired_card`. */
export function categoryOf(error: PaymentError): string {
  const detail =
    error.category === 'declined'
      ? error.declineReason
      : error.category === 'idempotency_conflict'
        ? error.conflict
        : null;
  return detail === null ? error.category : `${error.category}: ${detail}`;
}

/** Gives the strategy, and what goes with it: `payer_action: add_funds`. */
export function retryOf({ retry }: PaymentError): string {
  if (retry.strategy === 'payer_action') return `${retry.strategy}: ${retry.action}`;
  return retry.strategy === 'reconcile_first' ? `${retry.strategy}: ${retry.lookup}` : retry.strategy;
}
