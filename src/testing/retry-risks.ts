import type { PaymentError } from '../error/payment-error.js';
import { needsSameMethod } from '../error/words.js';
import type { Provider } from '../provider/definition.js';
import { type SentRequest, takeRequest } from '../verdict/request.js';
import type { Trial } from './trials.js';

/** Says what is dangerous about the advice of an error, `null` for nothing. */
export function riskIn(error: PaymentError, trial: Trial, { idempotency }: Provider): string | null {
  const request = takeRequest(trial.request, idempotency);
  const found = RISKS.find(([isAtRisk]) => isAtRisk(error, request));
  return found ? `outcome ${error.outcome}, retry ${error.retry.strategy}: ${found[1]}` : null;
}

type Risk = readonly [isAtRisk: (error: PaymentError, request: SentRequest) => boolean, why: string];

const RISKS: readonly Risk[] = [
  [
    ({ outcome, retry: { strategy } }) =>
      outcome === 'unknown' && strategy !== 'same_key' && strategy !== 'reconcile_first',
    'what may have been performed needs its key or a look',
  ],
  [
    ({ outcome, retry: { strategy } }) =>
      outcome === 'performed' && strategy !== 'never' && strategy !== 'reconcile_first',
    'what was performed is not to be sent again',
  ],
  [
    ({ outcome, lookup }) => outcome !== 'not_performed' && lookup === null,
    'there is nothing to look it up by',
  ],
  [
    ({ retryable, retry: { strategy } }) =>
      retryable !== (strategy === 'after_delay' || strategy === 'same_key'),
    'retryable says something else',
  ],
  [
    ({ status, outcome }, request) =>
      status !== null && status >= 500 && !request.isRead && outcome !== 'unknown',
    'a 5xx does not tell whether a write was performed',
  ],
  [
    ({ retry: { strategy } }, request) => strategy === 'same_key' && !request.hasKey,
    'no idempotency key was sent that the provider takes there',
  ],
  [
    ({ retry }, { contract: { keyLifeMs = Infinity } }) =>
      retry.strategy === 'same_key' && retry.delayMs !== null && retry.delayMs >= keyLifeMs,
    'the provider has dropped the key by then',
  ],
  [
    (error) =>
      error.category === 'declined' &&
      error.methodAdvice === 'do_not_try_again' &&
      error.retry.strategy === 'payer_action' &&
      needsSameMethod(error.retry.action),
    'the payment method must not be tried again',
  ],
];
