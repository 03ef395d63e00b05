import type { Table } from '../../provider/row.js';
import type { StripeFailure } from './bodies.js';

// The segments before the word are bounded: so many words would be looked for behind every slash.

/** What is done once only: it can be refused since it was performed before, perhaps by one whose answer was lost. */
const ONCE_ONLY =
  /^POST (?:\/[^/]*){0,20}\/(?:accept|apply_customer_balance|attach_payment|cancel|capture|charges|close|confirm|credit_notes|expire|finalize|inbound_transfers|increment_authorization|outbound_\w+|pay|payment_intents|payouts|refunds?|resume|reversals|reverse|subscriptions|topups|transfers|void|void_grant|(?:credit|debit)_reversals|(?:confirm|process|refund)_\w+)\/*$/;

/** All else. A code speaks of the parameters where a payment is made, so that those are here too. */
const NOT_ONCE_ONLY =
  /^(?!POST .*\/v1\/(?:[^/]*\/){0,4}(?:accept|apply_customer_balance|attach_payment|cancel|capture|close|confirm|credit_notes|expire|finalize|inbound_transfers|increment_authorization|outbound_\w+|pay|payouts|refunds?|resume|reversals|reverse|topups|transfers|void|void_grant|(?:credit|debit)_reversals|(?:confirm|process|refund)_\w+)\/*$)/;

// Under /v2 the type says what happened; the code beside it is not meant for programs.
const typesOfV2 = {
  'v2.rate_limit': { is: 'rate_limited', source: 'observed' },
  'v2.temporary_session_expired': { is: 'unauthenticated', source: 'observed' },
  'v2.capability_not_enabled v2.feature_not_enabled v2.financial_account_not_open': {
    is: 'not_configured',
    source: 'observed',
  },
  'v2.blocked_by_stripe': { is: 'permission_denied', source: 'observed' },
  'v2.already_canceled': {
    is: 'conflict',
    outcome: 'performed',
    retry: 'never',
    why: 'It was canceled before.',
    source: 'observed',
  },
  'in_doubt.already_canceled': {
    is: 'conflict',
    onPaths: /^(?!POST .*\/cancel\/*$)/, // what was canceled is not performed by that
    source: 'observed',
  },
  'v2.not_cancelable v2.cannot_proceed v2.controlled_by_alternate_resource v2.fx_quote_needs_refresh': {
    is: 'conflict',
    source: 'observed',
  },
  'v2.verification_attempt_failed v2.verification_expired v2.verification_not_initiated': {
    is: 'conflict',
    source: 'observed',
  },
  // insufficient_funds: in the merchant's own financial account.
  'v2.quota_exceeded v2.insufficient_funds': { is: 'conflict', fixableBy: 'merchant', source: 'observed' },
  'v2.invalid_payment_method v2.invalid_payout_method': { is: 'invalid_request', source: 'observed' },
  'v2.invalid_vaulted_credential v2.recipient_not_notifiable': { is: 'invalid_request', source: 'observed' },
} as const satisfies Table;

export const types = /* @__PURE__ */ (() =>
  ({
    card_error: 'declined: unspecified',
    api_error: 'provider_error', // at a 402 too
    idempotency_error: 'idempotency_conflict: mismatch',
    rate_limit_error: { is: 'rate_limited', source: 'observed' },
    authentication_error: { is: 'unauthenticated', source: 'observed' },
    // A subscription that is canceled a second time.
    'once_only.resource_missing': { is: 'conflict', source: 'observed' },
    ...typesOfV2,
  }) as const satisfies Table)();

export const broadTypes = {
  invalid_request_error: { is: 'invalid_request', onPaths: NOT_ONCE_ONLY },
  // Without a code: "Invoice is already paid"
  'bare.invalid_request_error': { is: 'conflict', onPaths: ONCE_ONLY },
  // "Invalid currency": whatever was done before, this was refused
  'param.invalid_request_error': 'invalid_request',
  // With a code that no row has
  'once_only.invalid_request_error': 'conflict',
  // OAuth
  'oauth.invalid_client oauth.invalid_grant': { is: 'unauthenticated', source: 'observed' },
  'oauth.invalid_request oauth.invalid_scope': { is: 'invalid_request', source: 'observed' },
  'oauth.unsupported_grant_type oauth.unsupported_response_type': {
    is: 'invalid_request',
    source: 'observed',
  },
} as const satisfies Table;

export function isTypeOfV2(type: string | undefined): boolean {
  return Object.keys(typesOfV2).some((words) => words.split(' ').includes(`v2.${String(type)}`));
}

/** What an object that is named, or an amount, can be refused for: what an earlier attempt made of it. */
const CAN_BE_USED_UP =
  /^(?:amount|charge|id|invoice|payment_intent|payment_method|payout|refund|setup_intent|source|transfer)/;

/**
 * Without a type, a code is the word of `/v2`. First, what it means where it may come of an earlier attempt; without a
 * code, the type of `/v1` likewise, unless it is about a parameter. Last, what a code or a type means for the requests
 * that its own row leaves out.
 */
export function typesOf({ type, code, param }: StripeFailure): readonly (string | undefined)[] {
  const word = type || code;
  const isAboutParameter = Boolean(param) && !CAN_BE_USED_UP.test(String(param));
  return [
    word && `in_doubt.${word}`,
    word && `v2.${word}`,
    code && `once_only.${code}`,
    ...(isAboutParameter
      ? [type && `param.${type}`, type]
      : [type && !code ? `bare.${type}` : undefined, type, type && `once_only.${type}`]),
  ];
}
