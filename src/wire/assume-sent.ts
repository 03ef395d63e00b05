import type { PaymentError } from '../error/payment-error.js';
import { workingsOf } from '../provider/define-provider.js';
import type { Provider } from '../provider/definition.js';
import type { RequestFacts } from '../verdict/request.js';
import { NOT_ON_RECORD } from './faults.js';
import { concludeFault } from './find-fault.js';

/**
 * Gives the error of a request that was sent, or may have been, and of which no answer is on record. Store it before each
 * sending: a process that dies then leaves the doubt behind, not what an earlier attempt was told. Hand it to
 * `retrySafely` as `earlier` where the look-up has found nothing and the very same request is to be sent again.
 *
 * @param request - what is sent. Default: a write without an idempotency key.
 * @returns `unrecognized`: on a write `unknown`, with `same_key` where the key keeps it from being done twice, else
 *   `reconcile_first`.
 * @throws TypeError when `provider` is not a provider.
 *
 * @example
 * ```ts
 * const doubt = assumeSent(paysg, { method: 'POST', url, idempotencyKey });
 * await store(order, { keyFirstSentAt, lastSentAt: Date.now(), error: combineAttempts(earlier, doubt) });
 * ```
 */
export function assumeSent(provider: Provider, request?: RequestFacts): PaymentError {
  workingsOf(provider);
  return concludeFault(provider, { fault: NOT_ON_RECORD, faultCode: null }, request, undefined);
}
