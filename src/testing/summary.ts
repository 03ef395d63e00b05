import type { PaymentError } from '../error/payment-error.js';

/** Gives what an error says in one line, for messages: `paystand: declined (HTTP 402 cardFailure): Insufficient funds`. */
export function summaryOf({ provider, category, status, code, message }: PaymentError): string {
  const answer = [status === null ? '' : `HTTP ${String(status)}`, code].filter(Boolean).join(' ');
  return `${provider}: ${category}${answer ? ` (${answer})` : ''}: ${message}`;
}
