import type { PayerMessages } from '../payer-messages.js';

/** German, for `payerMessage` and `toFormErrors`. No native speaker has read it yet. */
export const de = {
  refused: 'Die Zahlung wurde abgelehnt. Bitte verwenden Sie eine andere Zahlungsart.',
  insufficient_funds:
    'Für diese Zahlung ist nicht genug Geld da. Bitte laden Sie das Konto auf und versuchen Sie es erneut, oder verwenden Sie eine andere Zahlungsart.',
  card_expired:
    'Die Karte ist abgelaufen. Bitte prüfen Sie das Ablaufdatum, oder verwenden Sie eine andere Karte.',
  check_number:
    'Die Karten- oder Kontonummer wurde nicht angenommen. Bitte prüfen Sie sie, oder verwenden Sie eine andere Zahlungsart.',
  check_security_code:
    'Der Sicherheitscode wurde nicht angenommen. Bitte prüfen Sie die Ziffern auf Ihrer Karte.',
  check_expiry: 'Das Ablaufdatum wurde nicht angenommen. Bitte prüfen Sie es auf Ihrer Karte.',
  check_address: 'Die Rechnungsadresse wurde nicht angenommen. Bitte prüfen Sie sie.',
  check_pin: 'Die PIN wurde nicht angenommen. Bitte prüfen Sie sie und geben Sie sie erneut ein.',
  check_details:
    'Die Zahlungsdaten wurden nicht angenommen. Bitte prüfen Sie sie, oder verwenden Sie eine andere Zahlungsart.',
  check_fields: 'Einige Angaben wurden nicht angenommen. Bitte prüfen Sie Ihre Eingaben.',
  above_limit:
    'Der Betrag liegt über einem Limit Ihrer Karte oder Ihres Kontos. Bitte verwenden Sie eine andere Zahlungsart.',
  method_not_accepted:
    'Diese Karte oder Zahlungsart wird hier nicht angenommen. Bitte verwenden Sie eine andere.',
  currency_not_accepted:
    'Diese Karte oder Zahlungsart ist für diese Währung nicht geeignet. Bitte verwenden Sie eine andere.',
  confirm_with_bank:
    'Ihre Bank möchte, dass Sie diese Zahlung bestätigen. Bitte versuchen Sie es erneut und bestätigen Sie sie.',
  confirmation_failed:
    'Die Zahlung konnte bei Ihrer Bank nicht bestätigt werden. Bitte versuchen Sie es erneut, oder verwenden Sie eine andere Zahlungsart.',
  ask_bank:
    'Ihre Bank hat die Zahlung nicht freigegeben. Bitte wenden Sie sich an Ihre Bank, oder verwenden Sie eine andere Zahlungsart.',
  bank_unreachable:
    'Ihre Bank war nicht erreichbar. Bitte versuchen Sie es später erneut, oder verwenden Sie eine andere Zahlungsart.',
  canceled:
    'Die Zahlung wurde abgebrochen, und es wurde nichts abgebucht. Bitte versuchen Sie es erneut, oder verwenden Sie eine andere Zahlungsart.',
  timed_out:
    'Die Zeit zum Bezahlen ist abgelaufen, und es wurde nichts abgebucht. Bitte beginnen Sie von vorn.',
  already_paid: 'Diese Zahlung wurde bereits geleistet. Bitte bezahlen Sie nicht noch einmal.',
  try_later:
    'Die Zahlung ist nicht zustande gekommen, und es wurde nichts abgebucht. Bitte versuchen Sie es später erneut.',
  our_fault:
    'Ein Fehler auf unserer Seite hat die Zahlung verhindert, und es wurde nichts abgebucht. Bitte wenden Sie sich an uns.',
  in_doubt: 'Wir wissen noch nicht, ob Ihre Zahlung angekommen ist. Bitte bezahlen Sie nicht noch einmal.',
  outgoing_not_made:
    'Die Erstattung oder Auszahlung wurde nicht ausgeführt. Bitte klären Sie den Grund, bevor Sie es erneut versuchen.',
  outgoing_in_doubt:
    'Die Erstattung oder Auszahlung wurde möglicherweise ausgeführt. Bitte prüfen Sie das, bevor Sie sie erneut veranlassen.',
  field_required: 'Dieses Feld muss ausgefüllt werden.',
  field_invalid: 'Dieser Wert ist nicht gültig.',
  field_not_allowed: 'Dieser Wert ist nicht zulässig.',
  field_not_one_of: 'Dieser Wert ist nicht zulässig. Bitte wählen Sie einen von diesen: {allowed}.',
  field_unrecognized: 'Dieser Wert wurde nicht angenommen.',
  field_not_in_form:
    'Etwas, das nicht in diesem Formular steht, wurde nicht angenommen. Bitte wenden Sie sich an uns.',
} satisfies PayerMessages;
