import type { Table } from '../../provider/row.js';

/** A field that a code is always about. */
function field<const Reason extends 'required' | 'invalid' | 'not_allowed'>(
  name: string,
  reason: Reason,
): { is: 'invalid_request'; fieldError: { field: string; reason: Reason } } {
  return { is: 'invalid_request', fieldError: { field: name, reason } };
}

const BY_PAYER = { is: 'invalid_request', fixableBy: 'payer' } as const;
const OUTLIVED = { is: 'conflict', outcome: 'not_performed', fixableBy: 'payer' } as const;

// https://docs.adyen.com/development-resources/error-codes
// Those that say no more than `validation` or their status are left out, and 000, which means nothing by itself.
export const codes = /* @__PURE__ */ (() =>
  ({
    '101 102': 'declined: incorrect_number',
    '103 153': 'declined: incorrect_cvc',
    '129 140 141': 'declined: incorrect_expiry',
    105: 'declined: authentication_failed',
    916: 'declined: limit_exceeded',
    '5_611': 'declined: unspecified',

    '010 160 901 14_0427 00_403': 'permission_denied',
    '00_401': 'unauthenticated',
    '107 199 694 695 905 905_* 907 923 960 961 962 966 967': 'not_configured',
    '950 951 952 953 954 955 956 957 958 959': 'not_configured',
    '14_0426 14_0428 15_008 15_013 5_004 5_005 5_605': 'not_configured',
    '193 195 800 803 805 931 14_021 14_0425 14_0430 14_0431 14_0432 00_404': 'not_found',
    '30_012 30_013 30_032': 'not_found',

    '106 14_0385': 'conflict', // used before, perhaps by an earlier attempt of one's own
    172: {
      ...OUTLIVED,
      retry: 'payer_action: check_details',
      why: 'The card data was entered too long ago.',
    },
    '14_008 5_208': { ...OUTLIVED, retry: 'payer_action: try_again', why: 'The session or token expired.' },
    '15_017': { ...OUTLIVED, retry: 'payer_action: authenticate', why: 'The 3-D Secure result is too old.' },
    704: 'idempotency_conflict: unspecified', // without a key too, often after the payment succeeded

    '703 5_610 5_613': 'provider_unavailable',
    '701 903 904 5_601 5_612 5_614 00_500 99_500': 'provider_error',

    '108 161 162 163': BY_PAYER,
    124: { ...field('telephoneNumber', 'invalid'), fixableBy: 'payer' },
    120: field('shopperEmail', 'required'),
    121: field('shopperReference', 'required'),
    122: field('telephoneNumber', 'required'),
    130: field('reference', 'required'),
    '14_030': field('returnUrl', 'required'),
    131: field('billingAddress.city', 'required'),
    132: field('billingAddress.street', 'required'),
    133: field('billingAddress.houseNumberOrName', 'required'),
    135: field('billingAddress.stateOrProvince', 'required'),
    147: field('deliveryAddress.city', 'required'),
    148: field('deliveryAddress.street', 'required'),
    149: field('deliveryAddress.houseNumberOrName', 'required'),
    151: field('deliveryAddress.stateOrProvince', 'required'),
    134: field('billingAddress.country', 'invalid'),
    150: field('deliveryAddress.country', 'invalid'),
    137: field('amount', 'invalid'),
    138: field('amount.currency', 'not_allowed'),
  }) as const satisfies Table)();

// `security` is left out: the status tells credentials from rights.
export const broadTypes = {
  validation: 'invalid_request',
  configuration: 'not_configured',
  internal: 'provider_error',
} as const satisfies Table;
