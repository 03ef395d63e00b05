import * as z from 'zod/mini';

import { makeProvider } from '../provider/define-provider.js';
import type { BodySchema } from '../provider/definition.js';
import type { ResourceReading } from '../provider/reading.js';
import type { Table } from '../provider/row.js';
import { anything, list, number, optional, text, word } from '../provider/schema.js';

const DAY = 86_400_000;

/** The body of Adyen's errors: that of Checkout and the classic APIs, or problem details (RFC 7807). */
export type AdyenError = {
  /** The HTTP status; a resource's status, which is a text, is not taken for it. */
  readonly status: number | undefined;
  /** With its leading zeros: `010` is not `10`. */
  readonly errorCode: string | undefined;
  readonly message: string | undefined;
  readonly errorType: string | undefined;
  readonly pspReference: string | undefined;
  /** Of problem details, as the four below: the address of a page. */
  readonly type: string | undefined;
  readonly title: string | undefined;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  /** What was submitted, in `value`, is left out. */
  readonly invalidFields:
    readonly { readonly name: string | undefined; readonly message: string | undefined }[] | undefined;
};

/** A payment of Adyen; also the answer of a gift card's balance. */
export type AdyenPayment = {
  readonly resultCode: string | undefined;
  readonly refusalReasonCode: string | undefined;
  readonly refusalReason: string | undefined;
  readonly pspReference: string | undefined;
  /** Nothing else of it is read: it names the card and its holder. */
  readonly additionalData:
    | {
        readonly inferredRefusalReason: string | undefined;
        readonly merchantAdviceCode: string | undefined;
        readonly refusalReasonRaw: string | undefined;
        readonly 'retry.rescueScheduled': unknown;
      }
    | undefined;
};

/** A success of Adyen: a payment, or by its other members a donation, a modification, a session, an order or a transfer. */
export type AdyenResource = AdyenPayment & {
  readonly id: string | undefined;
  readonly status: string | undefined;
  readonly reason: string | undefined;
  readonly donationAccount: string | undefined;
  readonly payment: AdyenPayment | undefined;
  readonly paymentPspReference: string | undefined;
  readonly response: string | undefined;
  readonly paymentData: string | undefined;
  readonly category: string | undefined;
  readonly counterparty: unknown;
  readonly transferId: string | undefined;
};

const envelope: BodySchema<AdyenError> = /* @__PURE__ */ (() =>
  z.object({
    status: number,
    errorCode: word,
    message: text,
    errorType: text,
    pspReference: text,
    type: text,
    title: text,
    detail: text,
    requestId: text,
    invalidFields: list(z.object({ name: text, message: text })),
  }))();

const resource: BodySchema<AdyenResource> = /* @__PURE__ */ (() => {
  const ofPayment = {
    resultCode: text,
    refusalReasonCode: word,
    refusalReason: text,
    pspReference: text,
    additionalData: optional(
      z.object({
        inferredRefusalReason: text,
        merchantAdviceCode: text,
        refusalReasonRaw: text,
        'retry.rescueScheduled': anything,
      }),
    ),
  };
  return z.object({
    ...ofPayment,
    id: text,
    status: text,
    reason: text,
    donationAccount: text,
    payment: optional(z.object(ofPayment)),
    paymentPspReference: text,
    response: text,
    paymentData: text,
    category: text,
    counterparty: anything,
    transferId: text,
  });
})();

const REFUSALS = 'https://docs.adyen.com/development-resources/refusal-reasons';

/** A field that a code is always about. */
function field<const Reason extends 'required' | 'invalid' | 'not_allowed'>(
  name: string,
  reason: Reason,
): { is: 'invalid_request'; fieldError: { field: string; reason: Reason } } {
  return { is: 'invalid_request', fieldError: { field: name, reason } };
}

const BY_PAYER = { is: 'invalid_request', fixableBy: 'payer' } as const;
const OUTLIVED = { is: 'conflict', outcome: 'not_performed', fixableBy: 'payer' } as const;

// Those that say no more than `validation` or their status are left out, and 000, which means nothing by itself.
const codes = /* @__PURE__ */ (() =>
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
const broadTypes = {
  validation: 'invalid_request',
  configuration: 'not_configured',
  internal: 'provider_error',
} as const satisfies Table;

const PAYOUT = /\/Payout\//;
const NO_PAYOUT = /^(?!.*\/Payout\/)/;

/** What a reason means where somebody pays; it is documented for no payout, and there no payer can act on it. */
function refusal<const Meaning extends string>(
  is: Meaning,
): { is: Meaning; source: typeof REFUSALS; onPaths: RegExp } {
  return { is, source: REFUSALS, onPaths: NO_PAYOUT };
}

const NOT_SENT_ON = {
  is: 'provider_error',
  source: REFUSALS,
  onPaths: NO_PAYOUT,
  outcome: 'not_performed',
  retry: 'new_key',
  why: 'It failed and no money moved; its key would bring this answer back.',
} as const;

const UNKNOWN_FAILURE = { is: 'provider_error', source: REFUSALS } as const;

const CHANGE_REFUSED = {
  is: 'declined: unspecified',
  outcome: 'not_performed',
  retry: 'reconcile_first',
  fixableBy: 'merchant',
  why: 'The change was refused; the payment stands as it was.',
} as const;

const states = /* @__PURE__ */ (() =>
  ({
    // By `refusalReasonCode`, or by `refusalReason` with `_` for its blanks where there is no code.
    'refusal.2 refusal.refused refusal.27 refusal.declined_non_generic': refusal('declined: unspecified'),
    'refusal.3 refusal.referral': refusal('declined: call_issuer'),
    'refusal.4 refusal.acquirer_error refusal.21 refusal.not_submitted': NOT_SENT_ON,
    'refusal.5 refusal.blocked_card refusal.25 refusal.restricted_card': refusal('declined: restricted_card'),
    'refusal.6 refusal.expired_card': refusal('declined: expired_card'),
    'refusal.7 refusal.invalid_amount': refusal('declined: invalid_amount'),
    'refusal.8 refusal.invalid_card_number': refusal('declined: incorrect_number'),
    'refusal.9 refusal.issuer_unavailable': refusal('declined: issuer_unavailable'),
    'refusal.10 refusal.not_supported': refusal('declined: not_permitted'),
    // With the `inferredRefusalReason` behind it.
    'refusal.10.3d_secure_mandated refusal.not_supported.3d_secure_mandated': refusal(
      'declined: authentication_required',
    ),
    'refusal.10.closed_account refusal.not_supported.closed_account': refusal('declined: account_closed'),
    'refusal.10.cvc_mandated refusal.not_supported.cvc_mandated': refusal('declined: incorrect_cvc'),
    'refusal.10.non-reloadable_prepaid_card refusal.not_supported.non-reloadable_prepaid_card': refusal(
      'declined: card_not_supported',
    ),
    'refusal.11 refusal.3d_not_authenticated': refusal('declined: authentication_failed'),
    'refusal.12 refusal.not_enough_balance': refusal('declined: insufficient_funds'),
    'refusal.14 refusal.acquirer_fraud refusal.20 refusal.fraud refusal.22 refusal.fraud-cancelled':
      refusal('declined: suspected_fraud'),
    'refusal.15 refusal.cancelled refusal.16 refusal.shopper_cancelled': refusal('declined: payer_canceled'),
    'refusal.17 refusal.invalid_pin': refusal('declined: incorrect_pin'),
    'refusal.18 refusal.pin_tries_exceeded': refusal('declined: pin_tries_exceeded'),
    'refusal.19 refusal.pin_validation_not_possible refusal.39 refusal.rreq_not_received_from_ds refusal.42 refusal.3ds_authentication_error':
      refusal('declined: authentication_unavailable'),
    'refusal.23 refusal.transaction_not_permitted': refusal('declined: not_permitted'),
    'refusal.24 refusal.cvc_declined': refusal('declined: incorrect_cvc'),
    'refusal.26 refusal.revocation_of_auth refusal.50 refusal.token_revoked':
      refusal('declined: mandate_revoked'),
    'refusal.28 refusal.withdrawal_amount_exceeded refusal.29 refusal.withdrawal_count_exceeded':
      refusal('declined: limit_exceeded'),
    'refusal.31 refusal.issuer_suspected_fraud': refusal('declined: suspected_fraud'),
    'refusal.32 refusal.avs_declined': refusal('declined: incorrect_address'),
    'refusal.33 refusal.card_requires_online_pin refusal.36 refusal.mobile_pin_required refusal.38 refusal.authentication_required refusal.41 refusal.cvm_required_restart_payment':
      refusal('declined: authentication_required'),
    'refusal.34 refusal.no_checking_account_available_on_card refusal.35 refusal.no_savings_account_available_on_card':
      refusal('declined: card_not_supported'),
    'refusal.37 refusal.contactless_fallback': refusal('declined: payer_timed_out'), // the shopper left
    'refusal.40 refusal.current_aid_is_in_penalty_box': {
      ...refusal('declined: issuer_unavailable'),
      outcome: 'not_performed',
      retry: 'payer_action: use_other_method',
      why: 'The network of this card is down.',
    },
    'refusal.43 refusal.online_pin_required': {
      ...refusal('declined: authentication_required'),
      source: 'observed',
    },
    'refusal.44 refusal.try_another_interface refusal.45 refusal.chip_downgrade_mode': {
      ...refusal('declined: unspecified'),
      source: 'observed',
    },
    'refusal.46 refusal.transaction_blocked_by_adyen_to_prevent_excessive_retry_fees': refusal(
      'declined: attempt_limit_exceeded',
    ),

    // These mean a success, or one that is still to come: no failure can have them.
    'refusal.1 refusal.authorised refusal.13 refusal.pending refusal.30 refusal.partially_approved':
      UNKNOWN_FAILURE,

    // By `resultCode` alone.
    'payment.Refused': refusal('declined: unspecified'),
    'payment.Refused.*': refusal('declined: unrecognized'), // with another reason
    'payment.Cancelled': refusal('declined: payer_canceled'),
    'payment.Error payment.Error.*': UNKNOWN_FAILURE, // only 4 and 21 say that no money moved
    'payout.Refused payout.Cancelled': { is: 'declined: unspecified', source: REFUSALS, onPaths: PAYOUT },

    // Auto Rescue of what is no decline.
    'rescued.4 rescued.acquirer_error rescued.21 rescued.not_submitted rescued.Error': {
      is: 'provider_error',
      outcome: 'unknown',
      retry: 'reconcile_first',
      why: 'Adyen will try it again by itself; a new attempt could charge twice.',
      source: 'observed',
    },

    'amountUpdate.refused modification.Refused': CHANGE_REFUSED,
    'modification.Error': 'provider_error',
    'balance.Failed': 'declined: unspecified',
    'donation.refused': 'declined: unspecified',
    'session.refused': 'declined: attempt_limit_exceeded',
    'session.canceled': 'declined: payer_canceled',
    'session.expired': 'declined: payer_timed_out',
    'paypalOrder.error': 'provider_error',
    'transfer.refused transfer.failed transfer.rejected return.Declined': 'declined: unspecified',
    'transfer.error': {
      is: 'provider_error',
      outcome: 'unknown',
      retry: 'reconcile_first',
      why: 'The transfer failed, and it is not said whether money moved.',
      source: 'observed',
    },
  }) as const satisfies Table)();

/**
 * Adyen: Checkout, the classic Payment and Payout APIs, and those that answer with problem details. A failed answer is
 * stored under its key unless it comes with the header `transient-error: true`; a refusal inside a 2xx is stored too, so
 * a new attempt needs a new key.
 *
 * @see https://docs.adyen.com/development-resources/error-codes
 * @see https://docs.adyen.com/development-resources/api-idempotency
 */
export const adyen = /* @__PURE__ */ makeProvider({
  name: 'adyen',
  docs: 'https://docs.adyen.com/development-resources/error-codes',
  idempotency: {
    header: 'idempotency-key',
    keyedPaths:
      /^POST .*\/(?:applePay\/sessions|cancels|cardDetails|donationCampaigns|donations|forward|orders(?:\/cancel)?|originKeys|paymentLinks|paymentMethods(?:\/balance)?|paypal\/updateOrder|sessions|grants|storedPaymentMethods|payments(?:\/details|\/\w+\/(?:amountUpdates|cancels|captures|refunds|reversals))?|transfers(?:\/approve|\/cancel|\/\w+\/returns)?)\/?$/,
    readPaths:
      /^POST .*\/(?:paymentMethods(?:\/balance)?|cardDetails|donationCampaigns|validateShopperId)\/?$/,
    keyLifeMs: 7 * DAY,
    failures: 'stored',
    retryHint: { header: 'transient-error', sameKey: 'true' },
    lookup: 'merchant_reference',
  },
  requestIdHeader: 'pspReference',
  error: {
    schema: envelope,
    read: ({ status, errorCode, message, errorType, pspReference, ...problem }) => {
      const { type, title, detail, requestId, invalidFields } = problem;
      if (!errorCode && !errorType && !title) return null;
      return {
        codes: [errorCode],
        type: errorType,
        message: message || detail || title,
        status,
        requestId: pspReference || requestId,
        docUrl: type,
        // One list for what is missing and what is wrong: only the sentence tells which.
        fieldErrors: invalidFields?.flatMap(({ name, message: sentence }) =>
          name ? [{ field: name, reason: 'invalid', message: sentence } as const] : [],
        ),
      };
    },
    codes,
    broadTypes,
  },
  resource: {
    schema: resource,
    read: (body) => {
      const payment = body.donationAccount === undefined ? body : (body.payment ?? body);
      return payment.resultCode === undefined ? otherIn(body) : paymentIn(payment);
    },
    states,
  },
});

const FAILED: readonly unknown[] = ['Refused', 'Error', 'Cancelled'];

/** What a payment says. Of one that did not fail only the result counts: successes come with codes and reasons too. */
function paymentIn(payment: AdyenPayment): ResourceReading | readonly ResourceReading[] {
  const { resultCode = '', refusalReasonCode, refusalReason, pspReference, additionalData } = payment;
  const said = { message: refusalReason, requestId: pspReference };
  if (!FAILED.includes(resultCode))
    return {
      ...said,
      kind: 'other',
      identified: Boolean(pspReference),
      states: [`balance.${resultCode}`],
      code: resultCode,
    };
  const code = refusalReasonCode === '0' ? undefined : refusalReasonCode;
  const failure = {
    ...said,
    id: pspReference,
    identified: Boolean(pspReference || code),
    code: code || resultCode,
    networkDeclineCode: /^\s*([a-z\d]{1,2})\s*:/i.exec(additionalData?.refusalReasonRaw ?? '')?.[1],
    networkAdviceCode: /^\d{2}\b/.exec(additionalData?.merchantAdviceCode ?? '')?.[0],
    adviceNetwork: 'mastercard',
  } as const;
  return [
    { ...failure, ...refusalIn(payment, code), kind: 'payment' },
    { ...failure, kind: 'payout', states: [`payout.${resultCode}`] }, // only the path tells them apart
  ];
}

/** What to look a failed payment up by: its reason, which its code gives best, and its result. */
function refusalIn(
  { resultCode = '', refusalReason, additionalData }: AdyenPayment,
  code: string | undefined,
): Pick<ResourceReading, 'states' | 'triesAgain'> {
  const reason = code || wordOf(refusalReason);
  const inferred = wordOf(additionalData?.inferredRefusalReason);
  const rescue = additionalData?.['retry.rescueScheduled'];
  const triesAgain = rescue === true || (typeof rescue === 'string' && wordOf(rescue) === 'true');
  return {
    triesAgain,
    states: [
      triesAgain ? `rescued.${reason ?? resultCode}` : undefined,
      reason && inferred && `refusal.${reason}.${inferred}`,
      reason && `refusal.${reason}`,
      triesAgain ? `rescued.${resultCode}` : undefined,
      reason && `payment.${resultCode}.${reason}`,
      `payment.${resultCode}`,
    ],
  };
}

/** A reason as the table spells it: `Not enough balance.` is `not_enough_balance`. */
function wordOf(reason: string | undefined): string | undefined {
  return reason?.trim().replace(/\.$/, '').toLowerCase().replaceAll(' ', '_') || undefined;
}

const SESSION_ID = /^CS[\dA-Z]{16,}$/;

/** What other successes say, each told by members that no other has. */
function otherIn(body: AdyenResource): ResourceReading | null {
  const { id, status, reason, pspReference, paymentPspReference, response } = body;
  if (paymentPspReference)
    return {
      kind: 'payment',
      id: paymentPspReference,
      states: [`amountUpdate.${String(status)}`],
      code: status,
      requestId: pspReference,
    };
  if (response)
    return {
      kind: 'other',
      identified: Boolean(pspReference),
      states: [`modification.${response}`],
      code: response,
      requestId: pspReference,
    };
  if (body.paymentData)
    return { kind: 'other', identified: true, states: [`paypalOrder.${String(status)}`], code: status };
  if (body.donationAccount)
    return {
      kind: 'payment',
      id,
      states: [`donation.${String(status)}`],
      code: status,
      requestId: pspReference,
    };
  if (body.transferId) return { kind: 'payout', id, states: [`return.${String(status)}`], code: status };
  if (body.category && body.counterparty !== undefined)
    return { kind: 'payout', id, states: [`transfer.${String(status)}`], code: reason || status };
  if (id && SESSION_ID.test(id))
    return { kind: 'checkout', id, states: [`session.${String(status)}`], code: status };
  return null;
}
