import type { PayerMessages } from '../payer-messages.js';

/** French, for `payerMessage` and `toFormErrors`. No native speaker has read it yet. */
export const fr = {
  refused: 'Le paiement a été refusé. Veuillez utiliser un autre moyen de paiement.',
  insufficient_funds:
    'Il n’y a pas assez d’argent pour ce paiement. Veuillez ajouter de l’argent et réessayer, ou utiliser un autre moyen de paiement.',
  card_expired: 'La carte a expiré. Veuillez vérifier la date d’expiration ou utiliser une autre carte.',
  check_number:
    'Le numéro de carte ou de compte n’a pas été accepté. Veuillez le vérifier ou utiliser un autre moyen de paiement.',
  check_security_code:
    'Le code de sécurité n’a pas été accepté. Veuillez vérifier les chiffres sur votre carte.',
  check_expiry: 'La date d’expiration n’a pas été acceptée. Veuillez la vérifier sur votre carte.',
  check_address: 'L’adresse de facturation n’a pas été acceptée. Veuillez la vérifier.',
  check_pin: 'Le code PIN n’a pas été accepté. Veuillez le vérifier et le saisir à nouveau.',
  check_details:
    'Les données de paiement n’ont pas été acceptées. Veuillez les vérifier ou utiliser un autre moyen de paiement.',
  check_fields: 'Certaines données n’ont pas été acceptées. Veuillez vérifier votre saisie.',
  above_limit:
    'Le montant dépasse une limite de votre carte ou de votre compte. Veuillez utiliser un autre moyen de paiement.',
  method_not_accepted:
    'Cette carte ou ce moyen de paiement n’est pas accepté ici. Veuillez en utiliser un autre.',
  currency_not_accepted:
    'Cette carte ou ce moyen de paiement ne convient pas pour cette devise. Veuillez en utiliser un autre.',
  confirm_with_bank:
    'Votre banque souhaite que vous confirmiez ce paiement. Veuillez réessayer et le confirmer.',
  confirmation_failed:
    'Le paiement n’a pas pu être confirmé auprès de votre banque. Veuillez réessayer ou utiliser un autre moyen de paiement.',
  ask_bank:
    'Votre banque n’a pas approuvé le paiement. Veuillez contacter votre banque ou utiliser un autre moyen de paiement.',
  bank_unreachable:
    'Votre banque n’a pas pu être jointe. Veuillez réessayer plus tard ou utiliser un autre moyen de paiement.',
  canceled:
    'Le paiement a été annulé et rien n’a été débité. Veuillez réessayer ou utiliser un autre moyen de paiement.',
  timed_out: 'Le délai de paiement est écoulé et rien n’a été débité. Veuillez recommencer.',
  already_paid: 'Ce paiement a déjà été effectué. Veuillez ne pas payer à nouveau.',
  try_later: 'Le paiement n’a pas abouti et rien n’a été débité. Veuillez réessayer plus tard.',
  our_fault:
    'Un problème de notre côté a empêché le paiement et rien n’a été débité. Veuillez nous contacter.',
  in_doubt: 'Nous ne savons pas encore si votre paiement a abouti. Veuillez ne pas payer à nouveau.',
  outgoing_not_made:
    'Le remboursement ou le versement n’a pas été effectué. Veuillez en chercher la cause avant de réessayer.',
  outgoing_in_doubt:
    'Le remboursement ou le versement a peut-être été effectué. Veuillez vérifier avant de le refaire.',
  field_required: 'Ce champ est obligatoire.',
  field_invalid: 'Cette valeur n’est pas valable.',
  field_not_allowed: 'Cette valeur n’est pas autorisée.',
  field_not_one_of: 'Cette valeur n’est pas autorisée. Veuillez choisir l’une de celles-ci : {allowed}.',
  field_unrecognized: 'Cette valeur n’a pas été acceptée.',
  field_not_in_form:
    'Quelque chose qui n’est pas dans ce formulaire n’a pas été accepté. Veuillez nous contacter.',
} satisfies PayerMessages;
