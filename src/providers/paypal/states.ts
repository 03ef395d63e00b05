import type { MaybeText } from '../../provider/reading.js';
import type { Table } from '../../provider/row.js';

// By `name`, then by issue. UNPROCESSABLE_ENTITY is left out: it says no more than 422 does.
export const types = {
  INVALID_REQUEST: 'invalid_request',
  'VALIDATION_ERROR MALFORMED_REQUEST': { is: 'invalid_request', source: 'observed' },
  AUTHENTICATION_FAILURE: 'unauthenticated',
  NOT_AUTHORIZED: 'permission_denied',
  RESOURCE_NOT_FOUND: 'not_found',
  RESOURCE_CONFLICT: 'conflict',
  UNSUPPORTED_MEDIA_TYPE: 'invalid_request',
  RATE_LIMIT_REACHED: 'rate_limited',
  INTERNAL_SERVER_ERROR: 'provider_error',
  INTERNAL_SERVICE_ERROR: { is: 'provider_error', source: 'observed' },
  SERVICE_UNAVAILABLE: 'provider_unavailable',
  'issue.PAYER_ACCOUNT_LOCKED_OR_CLOSED': 'declined: account_closed', // of a payment
} as const satisfies Table;

const REFUSED = { is: 'declined: unspecified', byCode: true } as const;

// What it is, and its status; an order has none for this.
export const states = {
  'capture.DECLINED': REFUSED,
  'capture.DENIED': REFUSED,
  'authorization.DENIED': REFUSED,
  // Not by code: the processor's may be that of a broken connection, and says nothing of what PayPal did.
  'capture.FAILED': {
    is: 'provider_error',
    outcome: 'unknown',
    retry: 'reconcile_first',
    why: 'PayPal failed while it captured, which does not prove that no money moved: look at what was received.',
  },
  'refund.FAILED': 'declined: unspecified',
  'refund.CANCELLED': 'declined: unspecified',
  'order.FAILED_IN_PART': {
    is: 'declined: unspecified',
    outcome: 'performed',
    retry: 'reconcile_first',
    why: 'Part of the money moved: look at each purchase unit.',
  },
  'order.FAILED_AND_OPEN': {
    is: 'declined: unspecified',
    outcome: 'unknown',
    retry: 'reconcile_first',
    why: 'Part of it was refused, and the rest may still be paid: look at each purchase unit.',
  },
} as const satisfies Table;

// Money moved, even where it went back.
export const PAID: readonly MaybeText[] = [
  'capture.COMPLETED',
  'capture.PARTIALLY_REFUNDED',
  'capture.REFUNDED',
  'authorization.CAPTURED',
  'authorization.PARTIALLY_CAPTURED',
];
