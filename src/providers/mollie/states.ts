import type { Table } from '../../provider/row.js';

const RELEASES = 'https://docs.mollie.com/reference/release-authorization';

const MERCHANT = { outcome: 'not_performed', retry: 'reconcile_first', fixableBy: 'merchant' } as const;
const STATE_ENDED = {
  is: 'conflict',
  outcome: 'not_performed',
  retry: 'never',
  fixableBy: 'merchant',
} as const;
const FORBIDDEN = {
  is: 'declined: compliance',
  outcome: 'not_performed',
  retry: 'never',
  fixableBy: 'merchant',
} as const;

// Resource, status and reason.
export const states = {
  'payment.failed': { is: 'declined: unspecified', byCode: true },
  'payment.canceled': { is: 'declined: payer_canceled', notAfter: ['DELETE'] },
  // No payer can cancel what is authorized: the merchant has released it.
  'payment.canceled.authorized': { ...STATE_ENDED, notAfter: ['DELETE'], source: RELEASES },
  // Nor let it expire: it was not captured in time.
  'payment.expired.authorized': { ...STATE_ENDED, source: 'observed' },
  'payment.expired session.expired order.expired': 'declined: payer_timed_out',
  'refund.failed capture.failed': { is: 'declined: unspecified', ...MERCHANT },
  'settlement.failed payout.failed connect-balance-transfer.failed': {
    is: 'declined: unspecified',
    ...MERCHANT,
  },
  'business-account-transfer.failed business-account-transfer.returned': {
    is: 'declined: unspecified',
    ...MERCHANT,
  },
  'refund.canceled payout.canceled order.canceled': { ...STATE_ENDED, notAfter: ['DELETE'] },
  'business-account-transfer.blocked': FORBIDDEN,

  'payout.failed.insufficient_funds settlement.failed.insufficient_funds': {
    is: 'declined: insufficient_funds',
    ...MERCHANT,
  },
  'payout.failed.organization_inactive payout.failed.payouts_blocked settlement.failed.organization_inactive settlement.failed.payouts_blocked':
    'not_configured',
  'payout.failed.invalid_request settlement.failed.invalid_request': 'invalid_request',
  'payout.failed.balance_not_found settlement.failed.balance_not_found': 'not_found',

  'connect-balance-transfer.failed.insufficient_funds': { is: 'declined: insufficient_funds', ...MERCHANT },
  'connect-balance-transfer.failed.transfer_limit_reached': { is: 'declined: limit_exceeded', ...MERCHANT },
  'connect-balance-transfer.failed.source_not_allowed connect-balance-transfer.failed.destination_not_allowed':
    'permission_denied',
  'connect-balance-transfer.failed.invalid_source_balance connect-balance-transfer.failed.invalid_destination_balance':
    'invalid_request',

  'business-account-transfer.failed.insufficient-funds business-account-transfer.returned.insufficient-funds':
    {
      is: 'declined: insufficient_funds', // so spelt
      ...MERCHANT,
    },
  'business-account-transfer.failed.rejected business-account-transfer.returned.rejected': FORBIDDEN,
} as const satisfies Table;
