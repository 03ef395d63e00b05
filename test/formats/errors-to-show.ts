import fc, { type Arbitrary } from 'fast-check';

import type { DeclineReason, PayerAction, PaymentError, ResourceKind } from '../../src/index.js';
import { ERRORS } from '../error/arbitrary-errors.js';

const KINDS: readonly (ResourceKind | null)[] = [
  null,
  'payment',
  'refund',
  'capture',
  'payout',
  'checkout',
  'other',
];

/** Everything that a payer can be asked to do. */
export const ACTIONS: readonly PayerAction[] = [
  'authenticate',
  'use_other_method',
  'check_details',
  'add_funds',
  'contact_issuer',
  'try_again',
];

const FIXABLE_BY = ['payer', 'developer', 'merchant', 'provider', 'nobody'] as const;

/** Every error that the union has, about anything, with any action: what may have to be shown to a payer. */
export const ERRORS_TO_SHOW: Arbitrary<PaymentError> = fc
  .tuple(
    ERRORS,
    fc.constantFrom(...KINDS),
    fc.constantFrom(...ACTIONS),
    fc.constantFrom(...FIXABLE_BY),
    fc.constantFrom(400, 402, 500),
  )
  .map(([error, kind, action, fixableBy, status]) => {
    const retry = error.retry.strategy === 'payer_action' ? { ...error.retry, action } : error.retry;
    const resource = kind === null ? null : { kind, id: 'PLANTED' };
    const changed: object = {
      ...error,
      resource,
      retry,
      fixableBy,
      ...(error.status !== null && { status }),
    };
    return changed as PaymentError; // what tells one variant from another was not changed
  });

/** The same error for another reason, where it is a decline. */
export function withReason(error: PaymentError, declineReason: DeclineReason): PaymentError {
  return error.category === 'declined' ? { ...error, declineReason } : error;
}
