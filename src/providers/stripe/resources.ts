import type { ResourceKind } from '../../error/words.js';
import type { ResourceReading } from '../../provider/reading.js';
import type { StripeFailure, StripeResource } from './bodies.js';
import { adviceOf, codesOf, type FailureCodes } from './failures.js';

/** An event or a list is none of these, nor is what may still succeed. */
export function readResource(body: StripeResource): ResourceReading | null {
  const { last_payment_error, last_setup_error, setup_error, failure_code, failure_reason, action } = body;
  switch (body.object ?? seemsToBe(body)) {
    case 'payment_intent': // a new one has that status too
      return last_payment_error ? attemptIn('payment_intent', body, last_payment_error) : null;
    case 'setup_intent':
      return last_setup_error ? attemptIn('setup_intent', body, last_setup_error) : null;
    case 'setup_attempt':
      return attemptIn('setup_attempt', body, setup_error);
    case 'charge':
      return chargeIn(body);
    case 'refund':
      return transferIn('refund', 'refund', body, failure_reason);
    case 'payout':
      return transferIn('payout', 'payout', body, failure_code);
    case 'topup':
      return transferIn('other', 'payout', body, failure_code);
    case 'treasury.outbound_payment':
    case 'treasury.outbound_transfer':
    case 'v2.money_management.outbound_payment':
    case 'v2.money_management.outbound_transfer':
      return stateOf('payout', 'outbound', body, undefined);
    case 'treasury.inbound_transfer':
      return stateOf('other', 'inbound', body, undefined);
    case 'source':
      return stateOf('other', 'source', body, undefined);
    case 'terminal.reader':
      return transferIn('other', 'reader', { ...body, ...action }, action?.failure_code);
    default:
      return null;
  }
}

/** Without its `object` nothing says for sure what it is. */
function seemsToBe({ last_payment_error, last_setup_error }: StripeResource): string {
  if (last_payment_error) return 'payment_intent';
  return last_setup_error ? 'setup_intent' : 'charge';
}

function attemptIn(object: string, body: StripeResource, failed: StripeFailure | undefined): ResourceReading {
  const { decline_code, code, message } = failed ?? {};
  return {
    ...stateOf(object === 'payment_intent' ? 'payment' : 'other', object, body, decline_code || code),
    codes: failed && codesOfAttempt(failed),
    message,
    ...adviceOf(failed),
  };
}

const LIMITS_OF_REQUESTS: readonly unknown[] = [
  'lock_timeout',
  'rate_limit',
  'payment_intent_rate_limit_exceeded',
];

/** They say nothing of an attempt, which is not to be sent again after a wait. */
function codesOfAttempt(failed: FailureCodes): readonly (string | undefined)[] {
  return codesOf(failed).filter((code) => !LIMITS_OF_REQUESTS.includes(code));
}

function chargeIn(body: StripeResource): ResourceReading {
  const { outcome, failure_code, failure_message } = body;
  const reason = outcome?.reason;
  return {
    ...stateOf('payment', 'charge', body, reason || failure_code),
    codes: codesOfAttempt({ decline_code: reason, code: failure_code }),
    message: failure_message,
    ...adviceOf(outcome),
  };
}

function transferIn(
  kind: ResourceKind,
  object: string,
  body: StripeResource,
  reason: string | undefined,
): ResourceReading {
  return { ...stateOf(kind, object, body, reason), message: body.failure_message };
}

/** What its state is called, with the reason where there is one. A failure that took money contradicts itself. */
function stateOf(
  kind: ResourceKind,
  object: string,
  body: StripeResource,
  reason: string | undefined,
): ResourceReading {
  const { object: given, id, status, invoice } = body;
  const state = `${object}.${String(status)}`;
  return {
    kind,
    id,
    identified: given !== undefined && !tookMoney(body),
    triesAgain: Boolean(invoice), // an invoice may be charged again
    states: [reason && `${state}.${reason}`, state],
    code: reason || status,
  };
}

const NOT_SAID: readonly unknown[] = [undefined, null, false, 'false'];

/** Where it is said that it is not paid, what was captured was not taken, or came back: so ends a bank debit. */
function tookMoney({ paid, amount_received, captured, amount_captured }: StripeResource): boolean {
  if (!NOT_SAID.includes(paid) || isSum(amount_received)) return true;
  const isUnpaid = paid === false || paid === 'false';
  return !isUnpaid && (!NOT_SAID.includes(captured) || isSum(amount_captured));
}

/** Is it anything but nothing? */
function isSum(amount: number | string = 0): boolean {
  return !(Number(amount) <= 0);
}
