import type { Table } from '../../provider/row.js';
import type { PaypalPayment } from './bodies.js';

const PROCESSOR =
  'https://www.github.com/paypal/PayPal-TypeScript-Server-SDK/tree/2.5.0/doc/models/processor-response-code.md';

// Of reading it, too: what is in doubt is the payment.
const MAY_HAVE_MOVED = {
  is: 'conflict',
  outcome: 'unknown',
  retry: 'reconcile_first',
  why: 'Money may have moved although it counts as refused: look at the payment.',
} as const;

// `processor_response.response_code` of a payment that was refused.
export const processorCodes = {
  '0500 10BR': { is: 'declined: do_not_honor', source: PROCESSOR },
  '5120': { is: 'declined: insufficient_funds', source: PROCESSOR },
  '5140 PP06': { is: 'declined: account_closed', source: PROCESSOR },
  '0100 5930 9530': { is: 'declined: call_issuer', source: PROCESSOR },
  '0R00': { is: 'declined: mandate_revoked', source: PROCESSOR }, // the cardholder had the issuer stop it
  '5200': { is: 'declined: duplicate_transaction', source: PROCESSOR },
  '00N7 1382 5110 PCVV PPC2': { is: 'declined: incorrect_cvc', source: PROCESSOR },
  '5170 5190 PPAD PPAV': { is: 'declined: incorrect_address', source: PROCESSOR },
  '0890 5130 5500 7900': { is: 'declined: incorrect_pin', source: PROCESSOR },
  '1380 5400 PPEF PPEX': { is: 'declined: expired_card', source: PROCESSOR },
  '0390 1330 1335 6300 PPFI': { is: 'declined: invalid_account', source: PROCESSOR },
  '5950': { is: 'declined: invalid_account', methodAdvice: 'update_details', source: PROCESSOR },
  '1310 PPAI': { is: 'declined: invalid_amount', source: PROCESSOR },
  PPAX: { is: 'declined: limit_exceeded', source: PROCESSOR },
  '9520': { is: 'declined: lost_or_stolen', methodAdvice: 'do_not_try_again', source: PROCESSOR },
  '9500': { is: 'declined: suspected_fraud', methodAdvice: 'do_not_try_again', source: PROCESSOR },
  '9510': { is: 'declined: suspected_fraud', source: PROCESSOR },
  '1352 PPAB PPFR': { is: 'declined: restricted_card', source: PROCESSOR },
  '5150 5180': { is: 'declined: restricted_card', methodAdvice: 'do_not_try_again', source: PROCESSOR },
  '1320 PPCU PPUC': { is: 'declined: currency_not_supported', source: PROCESSOR },
  '0580 1312 5160 5210 5700 8030 PPAG PPBG PPCO PPQC PPTT PPUA PPUE PPUI': {
    is: 'declined: not_permitted',
    source: PROCESSOR,
  },
  'PPCT PPAE PPDI PPMC PPPM PPSE': { is: 'declined: card_not_supported', source: PROCESSOR },
  '5650 PCNR': { is: 'declined: authentication_required', source: PROCESSOR },
  '7710': { is: 'declined: authentication_failed', source: PROCESSOR },
  '7700 PPD3': { is: 'declined: authentication_unavailable', source: PROCESSOR },
  '5135': { is: 'declined: pin_tries_exceeded', source: PROCESSOR },
  '5710 PPEL PPNL PPDT': { is: 'declined: attempt_limit_exceeded', source: PROCESSOR },
  PPRN: { is: 'declined: attempt_limit_exceeded', methodAdvice: 'do_not_try_again', source: PROCESSOR },
  '5920 0960 8000 8010 8100 8110 8220 PPER PPNT': { is: 'declined: issuer_unavailable', source: PROCESSOR },
  '5910': {
    is: 'declined: issuer_unavailable',
    outcome: 'not_performed',
    retry: 'payer_action: use_other_method',
    methodAdvice: 'do_not_try_again',
    source: PROCESSOR,
  },
  '5100 9540': { is: 'declined: unspecified', source: PROCESSOR },
  '9100': {
    is: 'declined: unspecified',
    outcome: 'not_performed',
    retry: 'payer_action: try_again',
    methodAdvice: 'try_again_later',
    source: PROCESSOR,
  },
  '1340 1350 1370 8020 PPAU PPCE PPNM PPRR': { is: 'not_configured', source: PROCESSOR },
  // The key was used; it is settled already; it has to be reversed, or cannot be; it was approved, if not captured, or in part.
  'PPIF PPS1 0800 5800 PPLR PPUR 7600 1000': { ...MAY_HAVE_MOVED, source: PROCESSOR },
} as const satisfies Table;

const REASONS =
  'https://www.github.com/paypal/PayPal-TypeScript-Server-SDK/tree/2.5.0/doc/models/capture-incomplete-reason.md';

// `status_details.reason` of a payment that was refused; the others say nothing of why.
export const statusReasons = {
  'reason.DECLINED_BY_RISK_FRAUD_FILTERS': { is: 'declined: suspected_fraud', source: 'observed' },
  'reason.BUYER_COMPLAINT reason.CHARGEBACK reason.REFUNDED': { ...MAY_HAVE_MOVED, source: REASONS },
  // The merchant did not accept it, or could not.
  'reason.INTERNATIONAL_WITHDRAWAL reason.RECEIVING_PREFERENCE_MANDATES_MANUAL_ACTION reason.UNILATERAL reason.VERIFICATION_REQUIRED':
    { is: 'not_configured', source: REASONS },
} as const satisfies Table;

const TELLING_REASONS: ReadonlySet<string> = /* @__PURE__ */ (() =>
  new Set(Object.keys(statusReasons).flatMap((words) => words.split(' '))))();

/** Why it was refused, where PayPal says so itself. */
export function reasonOf({ status_details }: PaypalPayment): string | undefined {
  const reason = status_details?.reason;
  return TELLING_REASONS.has(`reason.${String(reason)}`) ? reason : undefined;
}

/** Why the processor refused it; `0000` says that the processor, for one, approved it. */
export function processorCodeOf({ processor_response }: PaypalPayment): string | undefined {
  const code = withZeros(processor_response?.response_code, 4);
  return code === '0000' ? undefined : code;
}

/** The digits of a code that somebody made a number of have lost their zeros. */
export function withZeros(code: string | undefined, length: number): string | undefined {
  return code && /^\d+$/.test(code) ? code.padStart(length, '0') : code || undefined;
}
