import type { PayerMessages } from '../payer-messages.js';

/** Spanish, for `payerMessage` and `toFormErrors`. No native speaker has read it yet. */
export const es = {
  refused: 'El pago fue rechazado. Por favor, use otro medio de pago.',
  insufficient_funds:
    'No hay dinero suficiente para este pago. Por favor, añada dinero e inténtelo de nuevo, o use otro medio de pago.',
  card_expired: 'La tarjeta ha vencido. Por favor, compruebe la fecha de vencimiento o use otra tarjeta.',
  check_number:
    'El número de tarjeta o de cuenta no fue aceptado. Por favor, compruébelo o use otro medio de pago.',
  check_security_code:
    'El código de seguridad no fue aceptado. Por favor, compruebe los dígitos de su tarjeta.',
  check_expiry: 'La fecha de vencimiento no fue aceptada. Por favor, compruébela en su tarjeta.',
  check_address: 'La dirección de facturación no fue aceptada. Por favor, compruébela.',
  check_pin: 'El PIN no fue aceptado. Por favor, compruébelo y escríbalo de nuevo.',
  check_details: 'Los datos de pago no fueron aceptados. Por favor, compruébelos o use otro medio de pago.',
  check_fields: 'Algunos datos no fueron aceptados. Por favor, compruebe lo que ha introducido.',
  above_limit: 'El importe supera un límite de su tarjeta o cuenta. Por favor, use otro medio de pago.',
  method_not_accepted: 'Aquí no se acepta esta tarjeta o este medio de pago. Por favor, use otro.',
  currency_not_accepted: 'Esta tarjeta o este medio de pago no sirve para esta moneda. Por favor, use otro.',
  confirm_with_bank:
    'Su banco quiere que usted confirme este pago. Por favor, inténtelo de nuevo y confírmelo.',
  confirmation_failed:
    'No se pudo confirmar el pago con su banco. Por favor, inténtelo de nuevo o use otro medio de pago.',
  ask_bank: 'Su banco no aprobó el pago. Por favor, comuníquese con su banco o use otro medio de pago.',
  bank_unreachable:
    'No se pudo contactar con su banco. Por favor, inténtelo más tarde o use otro medio de pago.',
  canceled:
    'El pago fue cancelado y no se cobró nada. Por favor, inténtelo de nuevo o use otro medio de pago.',
  timed_out: 'El tiempo para pagar terminó y no se cobró nada. Por favor, empiece de nuevo.',
  already_paid: 'Este pago ya se había hecho. Por favor, no pague otra vez.',
  try_later: 'El pago no se completó y no se cobró nada. Por favor, inténtelo más tarde.',
  our_fault:
    'Un problema de nuestra parte impidió el pago y no se cobró nada. Por favor, comuníquese con nosotros.',
  in_doubt: 'Todavía no sabemos si su pago se completó. Por favor, no pague otra vez.',
  outgoing_not_made:
    'El reembolso o el pago saliente no se hizo. Por favor, averigüe el motivo antes de intentarlo de nuevo.',
  outgoing_in_doubt:
    'El reembolso o el pago saliente puede haberse hecho. Por favor, compruébelo antes de hacerlo de nuevo.',
  field_required: 'Este campo es obligatorio.',
  field_invalid: 'Este valor no es válido.',
  field_not_allowed: 'Este valor no está permitido.',
  field_not_one_of: 'Este valor no está permitido. Por favor, elija uno de estos: {allowed}.',
  field_unrecognized: 'Este valor no fue aceptado.',
  field_not_in_form:
    'Algo que no está en este formulario no fue aceptado. Por favor, comuníquese con nosotros.',
} satisfies PayerMessages;
