import { FIELD_MESSAGES } from '../field-message.js';
import type { PayerMessages } from '../payer-messages.js';

/** English, which is what `payerMessage` and `toFormErrors` speak by default. */
export const en = /* @__PURE__ */ (() =>
  ({
    refused: 'The payment was declined. Please use another payment method.',
    insufficient_funds:
      'There is not enough money for this payment. Please add money and try again, or use another payment method.',
    card_expired: 'The card has expired. Please check the expiry date, or use another card.',
    check_number:
      'The card or account number was not accepted. Please check it, or use another payment method.',
    check_security_code: 'The security code was not accepted. Please check the digits on your card.',
    check_expiry: 'The expiry date was not accepted. Please check it on your card.',
    check_address: 'The billing address was not accepted. Please check it.',
    check_pin: 'The PIN was not accepted. Please check it and enter it again.',
    check_details: 'The payment details were not accepted. Please check them, or use another payment method.',
    check_fields: 'Some details were not accepted. Please check what you entered.',
    above_limit: 'The amount is above a limit of your card or account. Please use another payment method.',
    method_not_accepted: 'This card or payment method is not accepted here. Please use another one.',
    currency_not_accepted:
      'This card or payment method does not work in this currency. Please use another one.',
    confirm_with_bank: 'Your bank wants you to confirm this payment. Please try again and confirm it.',
    confirmation_failed:
      'The payment could not be confirmed with your bank. Please try again, or use another payment method.',
    ask_bank:
      'Your bank did not approve the payment. Please contact your bank, or use another payment method.',
    bank_unreachable:
      'Your bank could not be reached. Please try again later, or use another payment method.',
    canceled:
      'The payment was cancelled and nothing was charged. Please try again, or use another payment method.',
    timed_out: 'The time to pay ran out and nothing was charged. Please start again.',
    already_paid: 'This payment was made before. Please do not pay again.',
    try_later: 'The payment did not go through and nothing was charged. Please try again later.',
    our_fault: 'A problem on our side stopped the payment and nothing was charged. Please contact us.',
    in_doubt: 'We do not know yet whether your payment went through. Please do not pay again.',
    outgoing_not_made: 'The refund or payout was not made. Please look into it before you try again.',
    outgoing_in_doubt: 'The refund or payout may have been made. Please check before you make it again.',
    ...FIELD_MESSAGES,
  }) satisfies PayerMessages)();
