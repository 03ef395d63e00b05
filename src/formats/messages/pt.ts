import type { PayerMessages } from '../payer-messages.js';

/** Portuguese, as in Brazil, for `payerMessage` and `toFormErrors`. No native speaker has read it yet. */
export const pt = {
  refused: 'O pagamento foi recusado. Por favor, use outra forma de pagamento.',
  insufficient_funds:
    'Não há dinheiro suficiente para este pagamento. Por favor, adicione dinheiro e tente novamente, ou use outra forma de pagamento.',
  card_expired: 'O cartão está vencido. Por favor, verifique a data de validade ou use outro cartão.',
  check_number:
    'O número do cartão ou da conta não foi aceito. Por favor, verifique-o ou use outra forma de pagamento.',
  check_security_code: 'O código de segurança não foi aceito. Por favor, verifique os dígitos no seu cartão.',
  check_expiry: 'A data de validade não foi aceita. Por favor, verifique-a no seu cartão.',
  check_address: 'O endereço de cobrança não foi aceito. Por favor, verifique-o.',
  check_pin: 'A senha do cartão não foi aceita. Por favor, verifique-a e digite-a novamente.',
  check_details:
    'Os dados de pagamento não foram aceitos. Por favor, verifique-os ou use outra forma de pagamento.',
  check_fields: 'Alguns dados não foram aceitos. Por favor, verifique o que você informou.',
  above_limit:
    'O valor está acima de um limite do seu cartão ou da sua conta. Por favor, use outra forma de pagamento.',
  method_not_accepted: 'Não aceitamos este cartão ou esta forma de pagamento. Por favor, use outra.',
  currency_not_accepted:
    'Este cartão ou esta forma de pagamento não serve para esta moeda. Por favor, use outra.',
  confirm_with_bank:
    'O seu banco quer que você confirme este pagamento. Por favor, tente novamente e confirme-o.',
  confirmation_failed:
    'Não foi possível confirmar o pagamento com o seu banco. Por favor, tente novamente ou use outra forma de pagamento.',
  ask_bank:
    'O seu banco não aprovou o pagamento. Por favor, fale com o seu banco ou use outra forma de pagamento.',
  bank_unreachable:
    'Não foi possível contatar o seu banco. Por favor, tente mais tarde ou use outra forma de pagamento.',
  canceled:
    'O pagamento foi cancelado e nada foi cobrado. Por favor, tente novamente ou use outra forma de pagamento.',
  timed_out: 'O tempo para pagar acabou e nada foi cobrado. Por favor, comece novamente.',
  already_paid: 'Este pagamento já tinha sido feito. Por favor, não pague novamente.',
  try_later: 'O pagamento não foi concluído e nada foi cobrado. Por favor, tente mais tarde.',
  our_fault: 'Um problema do nosso lado impediu o pagamento e nada foi cobrado. Por favor, fale conosco.',
  in_doubt: 'Ainda não sabemos se o seu pagamento foi concluído. Por favor, não pague novamente.',
  outgoing_not_made:
    'O reembolso ou repasse não foi feito. Por favor, verifique o motivo antes de tentar novamente.',
  outgoing_in_doubt:
    'O reembolso ou repasse pode ter sido feito. Por favor, verifique antes de fazê-lo novamente.',
  field_required: 'Este campo é obrigatório.',
  field_invalid: 'Este valor não é válido.',
  field_not_allowed: 'Este valor não é permitido.',
  field_not_one_of: 'Este valor não é permitido. Por favor, escolha um destes: {allowed}.',
  field_unrecognized: 'Este valor não foi aceito.',
  field_not_in_form: 'Algo que não está neste formulário não foi aceito. Por favor, fale conosco.',
} satisfies PayerMessages;
