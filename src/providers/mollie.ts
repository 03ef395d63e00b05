import * as z from 'zod/mini';

import type { ResourceKind } from '../error/words.js';
import { entryOf } from '../provider/careful.js';
import { makeProvider } from '../provider/define-provider.js';
import type { BodySchema } from '../provider/definition.js';
import type { FieldErrorReading, MaybeText } from '../provider/reading.js';
import type { Table } from '../provider/row.js';
import { either, number, optional, text } from '../provider/schema.js';

const HOUR = 3_600_000;

/** The body of Mollie's errors. Of its OAuth failures `error` is a word, of API v1 an object. */
export type MollieError = {
  /** The HTTP status again. */
  readonly status: number | undefined;
  /** The reason phrase of the status. */
  readonly title: string | undefined;
  readonly detail: string | undefined;
  readonly field: string | undefined;
  readonly extra:
    { readonly failureReason: string | undefined; readonly failureMessage: string | undefined } | undefined;
  readonly _links:
    | {
        readonly documentation: { readonly href: string | undefined } | undefined;
        /** Where the merchant has to change a setting. */
        readonly dashboard: { readonly href: string | undefined } | undefined;
      }
    | undefined;
  readonly error:
    string | { readonly message: string | undefined; readonly field: string | undefined } | undefined;
  readonly error_description: string | undefined;
  /** What kind of resource it is: an error has none. */
  readonly resource: string | undefined;
};

/** A resource of Mollie. Nothing else of `details` is read: it names the payer, the card and the IBAN. */
export type MollieResource = {
  readonly resource: string | undefined;
  readonly id: string | undefined;
  readonly status: string | undefined;
  /** Only of a payment that was authorized. */
  readonly authorizedAt: string | undefined;
  readonly statusReason:
    { readonly code: string | undefined; readonly message: string | undefined } | undefined;
  readonly details:
    | {
        readonly failureReason: string | undefined;
        readonly failureMessage: string | undefined;
        readonly bankReasonCode: string | undefined;
        readonly bankReason: string | undefined;
      }
    | undefined;
};

const envelope: BodySchema<MollieError> = /* @__PURE__ */ (() =>
  z.object({
    status: number,
    title: text,
    detail: text,
    field: text,
    extra: optional(z.object({ failureReason: text, failureMessage: text })),
    _links: optional(
      z.object({
        documentation: optional(z.object({ href: text })),
        dashboard: optional(z.object({ href: text })),
      }),
    ),
    error: either(text, optional(z.object({ message: text, field: text }))),
    error_description: text,
    resource: text,
  }))();

const resource: BodySchema<MollieResource> = /* @__PURE__ */ (() =>
  z.object({
    resource: text,
    id: text,
    status: text,
    authorizedAt: text,
    statusReason: optional(z.object({ code: text, message: text })),
    details: optional(
      z.object({ failureReason: text, failureMessage: text, bankReasonCode: text, bankReason: text }),
    ),
  }))();

const CARDS = 'https://docs.mollie.com/docs/handling-errors-with-mollie-components';
const TERMINALS = 'https://docs.mollie.com/reference/status-reasons';
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

// Refused cards: `details.failureReason` of a payment, `extra.failureReason` of an error.
const cards = {
  authentication_abandoned: { is: 'declined: payer_timed_out', source: CARDS },
  authentication_failed: { is: 'declined: authentication_failed', source: CARDS },
  authentication_required: { is: 'declined: authentication_required', source: CARDS },
  authentication_unavailable_acs: { is: 'declined: authentication_unavailable', source: CARDS },
  'card_declined unknown_reason': { is: 'declined: unspecified', source: CARDS },
  card_expired: { is: 'declined: expired_card', source: CARDS },
  inactive_card: { is: 'declined: restricted_card', source: CARDS },
  invalid_cvv: { is: 'declined: incorrect_cvc', source: CARDS },
  invalid_card_holder_name: {
    is: 'declined: unspecified',
    outcome: 'not_performed',
    retry: 'payer_action: check_details',
    methodAdvice: 'update_details',
    source: CARDS,
  },
  invalid_card_number: { is: 'declined: incorrect_number', source: CARDS },
  invalid_card_type: { is: 'declined: card_not_supported', source: CARDS },
  possible_fraud: { is: 'declined: suspected_fraud', source: CARDS },
  refused_by_issuer: { is: 'declined: do_not_honor', source: CARDS },
  insufficient_funds: { is: 'declined: insufficient_funds', source: CARDS },
} as const satisfies Table;

/** At a terminal, of cards and vouchers alike. */
function atTerminal<const Reason extends string>(reason: Reason): { is: Reason; source: typeof TERMINALS } {
  return { is: reason, source: TERMINALS };
}

const AGAIN = {
  ...atTerminal('declined: unspecified'),
  outcome: 'not_performed',
  retry: 'payer_action: try_again',
} as const;

// The card is not at fault.
const NOT_HERE = { ...atTerminal('declined: not_permitted'), methodAdvice: 'unspecified' } as const;

// `statusReason.code` of a payment at a terminal.
const terminals = /* @__PURE__ */ (() =>
  ({
    expired_card: atTerminal('declined: expired_card'),
    do_not_honor: atTerminal('declined: do_not_honor'),
    'invalid_amount incorrect_purchase_value': atTerminal('declined: invalid_amount'),
    'suspected_fraud fraud_security_related': atTerminal('declined: suspected_fraud'),
    'issuer_unavailable credit_issuer_unavailable system_malfunction file_temporarily_unavailable unable_to_go_online':
      atTerminal('declined: issuer_unavailable'),
    duplicate_transaction: atTerminal('declined: duplicate_transaction'),
    'invalid_card_id card_does_not_exist': atTerminal('declined: incorrect_number'),
    decline_for_cvv2_failure: atTerminal('declined: incorrect_cvc'),
    missing_cvv2_cvc2: { ...atTerminal('declined: incorrect_cvc'), fixableBy: 'merchant' },
    'invalid_pin cannot_verify_pin': atTerminal('declined: incorrect_pin'),
    'lost_card stolen_card capture_card pick_up_card_special_condition':
      atTerminal('declined: lost_or_stolen'),
    allowable_number_of_pin_tries_exceeded: atTerminal('declined: pin_tries_exceeded'),
    'restricted_card blocked_first_used card_is_blocked card_is_not_active card_is_transferred card_not_available':
      atTerminal('declined: restricted_card'),
    'refer_to_card_issuer refer_to_card_issuer_special_condition contact_card_issuer invalid_merchant security_violation lifecycle_related policy_related negative_online_cam_result':
      atTerminal('declined: call_issuer'),
    'invalid_transaction transaction_not_permitted_to_cardholder domestic_debit_transaction_not_allowed':
      atTerminal('declined: not_permitted'),
    cash_service_not_available: NOT_HERE,
    'transaction_not_allowed_at_terminal transaction_not_permitted_at_terminal': {
      ...NOT_HERE,
      fixableBy: 'merchant',
    },
    'exceeds_withdrawal_amount_limit exceeds_withdrawal_count_limit cashback_request_exceeds_issuer_limit transaction_amount_exceeds_pre_authorized_amount':
      atTerminal('declined: limit_exceeded'),
    'invalid_account_number no_credit_account no_checking_account no_savings_account invalid_nonexistent_account_specified invalid_nonexistent_to_account_specified invalid_nonexistent_from_account_specified':
      atTerminal('declined: invalid_account'),
    closed_account: atTerminal('declined: account_closed'),
    invalid_issuer: atTerminal('declined: card_not_supported'),
    wrong_currency: atTerminal('declined: currency_not_supported'),
    invalid_currency: { ...atTerminal('declined: currency_not_supported'), fixableBy: 'merchant' },
    'transaction_does_not_fulfill_aml_requirement violation_of_law': atTerminal('declined: compliance'),
    card_authentication_failed: atTerminal('declined: authentication_failed'),
    'additional_customer_authentication_required pin_data_required': atTerminal(
      'declined: authentication_required',
    ),
    'stop_payment_order revocation_of_authorization revocation_of_all_authorizations':
      atTerminal('declined: mandate_revoked'),
    'error re_enter_transaction': AGAIN,
    'terminal_busy terminal_unreachable': { ...AGAIN, fixableBy: 'merchant' },
    // Approvals, in full or in part; a decision left to somebody else; a reversal that did not find what to reverse.
    'approved_or_completed_successfully partial_approval honor_with_id vip_approval no_reason_to_decline purchase_amount_only_no_cash_back_allowed force_stip no_action_taken unable_to_locate_previous_message previous_message_located_inconsistent_data':
      {
        ...atTerminal('declined: unspecified'),
        outcome: 'unknown',
        retry: 'reconcile_first',
        why: 'The state says that it failed, but the reason is no refusal: some of it may have been charged.',
      },
    'unable_to_route_transaction format_error pin_not_changed invalid_authorization_life_cycle cryptographic_failure pin_cryptographic_error_found unacceptable_pin unsafe_pin pin_change_unblock_request_declined unable_to_locate_record transaction_reversed invalid_biller_information forward_to_issuer_xa forward_to_issuer_xd':
      atTerminal('declined: unspecified'),
    'invalid_ean_code cvv2_not_allowed service_failed invalid_operation authorization_error login_failed_without_reason login_failed_unknown_user login_failed_invalid_password':
      { ...atTerminal('declined: unspecified'), fixableBy: 'merchant' },
    'merchant_id_not_found merchant_account_closed sub_merchant_account_closed invalid_merchant_data invalid_category_code terminal_id_not_found invalid_retailer terminal_closed agreement_terminal_not_related invalid_processor_id merchant_not_registered_vbv merchant_not_registered_for_amex':
      atTerminal('not_configured'),
  }) as const satisfies Table)();

// `details.bankReasonCode` of a direct debit: the codes of the European Payments Council.
const banks = {
  'AC01 RC01': 'declined: invalid_account',
  'AC04 MD07': 'declined: account_closed',
  'AC06 AG01 SL01': 'declined: not_permitted',
  AM04: 'declined: insufficient_funds',
  AM05: 'declined: duplicate_transaction',
  MD01: 'declined: mandate_revoked',
  // The payer refused it, not the bank: to debit that account again would be against their will.
  MS02: {
    is: 'declined: payer_canceled',
    outcome: 'not_performed',
    retry: 'payer_action: use_other_method',
  },
  MS03: 'declined: unspecified',
  'RR01 RR02 RR03': { is: 'declined: unspecified', fixableBy: 'merchant' }, // a name, an address or an account is missing
  RR04: 'declined: compliance',
} as const satisfies Table;

const codes = /* @__PURE__ */ (() => ({ ...cards, ...terminals, ...banks }) as const satisfies Table)();

// Mollie sends no codes with an error: `typesOf` says what these stand for.
const types = {
  'extra.failureReason': { is: 'declined: unrecognized', source: 'observed' },
} as const satisfies Table;

// Those that leave it to the HTTP status where that says more.
const broadTypes = {
  'oauth.invalid_client oauth.invalid_grant oauth.unauthorized_client': {
    is: 'unauthenticated',
    source: 'observed',
  },
  'api-idempotency.409': { is: 'idempotency_conflict: in_progress', source: 'observed' },
  'api-idempotency.400': { is: 'idempotency_conflict: mismatch', source: 'observed' },
  'dashboard.422': { is: 'not_configured', source: 'observed' },
  // Captured, refunded or cancelled already, perhaps by one's own request whose answer was lost.
  state: {
    is: 'conflict',
    source: 'observed',
    onPaths: /^DELETE |^POST .*\/(?:captures|refunds|release-authorization|shipments)\/?$/,
  },
} as const satisfies Table;

// Resource, status and reason.
const states = {
  'payment.failed': { is: 'declined: unspecified', byCode: true },
  'payment.canceled': { is: 'declined: payer_canceled', notAfter: ['DELETE'] },
  // No payer can cancel what is authorized: the merchant has released it.
  'payment.canceled.authorized': { ...STATE_ENDED, notAfter: ['DELETE'], source: RELEASES },
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

const KINDS: Readonly<Record<string, ResourceKind>> = {
  payment: 'payment',
  refund: 'refund',
  capture: 'capture',
  payout: 'payout',
  settlement: 'payout',
  session: 'checkout',
  order: 'checkout',
  'connect-balance-transfer': 'other',
  'business-account-transfer': 'other',
};

/**
 * Mollie, API v2. It keeps an idempotency key for one hour, takes it on POST only, and gives back the stored answer;
 * after the hour the same key charges again.
 *
 * @see https://docs.mollie.com/reference/handling-errors
 * @see https://docs.mollie.com/reference/api-idempotency
 */
export const mollie = /* @__PURE__ */ makeProvider({
  name: 'mollie',
  docs: 'https://docs.mollie.com/reference/handling-errors',
  idempotency: {
    header: 'Idempotency-Key',
    keyedPaths: /^POST \/v2\//,
    readPaths: /^POST \/v2\/(?:business-accounts\/payee-verifications|wallets\/applepay\/sessions)$/,
    keyLifeMs: HOUR,
    failures: 'stored',
    lookup: 'resource',
  },
  error: {
    schema: envelope,
    read: (body) => {
      const { status, title, detail, extra, _links, error } = body;
      const v1 = typeof error === 'object' ? error : undefined;
      const isResource = body.resource && status === undefined; // a profile has a title too
      const isEnvelope = detail || (title && !isResource) || extra?.failureReason || error;
      if (!isEnvelope) return null;
      const sentence = detail || v1?.message;
      const isServerFault = status !== undefined && status >= 500;
      return {
        codes: [extra?.failureReason],
        code: extra?.failureReason || wordIn(error),
        type: typesOf(body),
        message: sentence || body.error_description || title || extra?.failureMessage,
        status,
        fieldErrors: isServerFault ? [] : fieldErrorsIn(body.field || v1?.field, sentence),
        docUrl: _links?.documentation?.href,
      };
    },
    codes,
    types,
    broadTypes,
  },
  resource: {
    schema: resource,
    read: ({ resource: name, id, status, authorizedAt, statusReason, details }) => {
      const kind = name === undefined ? 'other' : entryOf(KINDS, name);
      if (kind === undefined) return null;
      const state = `${name ?? 'payment'}.${String(status)}`;
      const bankCode = bankCodeIn(details?.bankReasonCode);
      const reasons = [statusReason?.code, details?.failureReason, bankCode].filter(Boolean);
      return {
        kind,
        id,
        identified: name !== undefined,
        states: [
          ...reasons.map((reason) => `${state}.${String(reason)}`),
          authorizedAt && `${state}.authorized`,
          state,
        ],
        codes: reasons,
        code: reasons[0] ?? status,
        message: statusReason?.message || details?.failureMessage || details?.bankReason,
        networkDeclineCode: bankCode,
      };
    },
    states,
  },
});

/** As Mollie spells them: `lines.1.vatAmount`. Of anything else it is not sure that the request is at fault. */
const FIELD = /^[a-z][A-Za-z]*(?:\.[A-Za-z\d]+)*$/;

/** What tells errors apart beside their status: a refused card, a link, a word of OAuth, or that no field is at fault. */
function typesOf({ status, field, extra, _links, error }: MollieError): readonly MaybeText[] {
  const isAboutKeys = /\/api-idempotency(?:[/?#]|$)/.test(_links?.documentation?.href ?? '');
  const oauth = wordIn(error);
  return [
    extra?.failureReason ? 'extra.failureReason' : null,
    isAboutKeys ? `api-idempotency.${String(status)}` : null,
    oauth ? `oauth.${oauth}` : null,
    _links?.dashboard?.href ? `dashboard.${String(status)}` : null,
    status === 422 && !FIELD.test(field ?? '') ? 'state' : null,
  ];
}

function wordIn(error: MollieError['error']): string | undefined {
  return typeof error === 'string' ? error : undefined;
}

/** A code of the European Payments Council; nothing else that may stand there. */
function bankCodeIn(code: string | undefined): string | undefined {
  return code !== undefined && /^[A-Z0-9]{4}$/.test(code) ? code : undefined;
}

/** At most one: Mollie names a field, and says in a sentence what is wrong with it. */
function fieldErrorsIn(
  field: string | undefined,
  sentence: string | undefined,
): readonly FieldErrorReading[] {
  if (!field) return [];
  const isMissing =
    sentence !== undefined && /(?:is missing|is required|must be provided)\.?$/.test(sentence);
  return [{ field, reason: isMissing ? 'required' : 'invalid', message: sentence }];
}
