import type { PaymentError } from 'payfault';

/**
 * A verdict in few words: what happened, what became of the money, what to do about it, and the code that came.
 * `null`: no failure.
 */
export function verdictWords(error: PaymentError | null): string | null {
  if (error === null) return null;
  const { category, declineReason, outcome, retry, code } = error as PaymentError & {
    readonly declineReason?: string;
  };
  return [
    declineReason === undefined ? category : `${category}: ${declineReason}`,
    outcome,
    retry.strategy === 'payer_action' ? `${retry.strategy}: ${retry.action}` : retry.strategy,
    code ?? '-',
  ].join(' | ');
}
