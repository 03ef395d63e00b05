import * as z from 'zod/mini';

import { makeProvider } from '../provider/define-provider.js';
import type { BodySchema } from '../provider/definition.js';
import type { ResourceReading } from '../provider/reading.js';
import { anything, list, number, optional, text, word } from '../provider/schema.js';
import type { AdyenError, AdyenPayment, AdyenResource } from './adyen/bodies.js';
import { broadTypes, codes } from './adyen/codes.js';
import { states } from './adyen/states.js';

export type { AdyenError, AdyenPayment, AdyenResource } from './adyen/bodies.js';

const DAY = 86_400_000;

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
    refundPaths: /^POST .*\/(?:cancelOrRefund|refund|refunds|refundWithData|reversals)\/?$/,
    payoutPaths: /^POST .*\/(?:grants|returns|transfers|Payout\/\w+\/\w+)\/?$/,
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
      reason && inferred && `refusal.${reason}.${inferred}`,
      reason && `refusal.${reason}`,
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
