import type { PayerMessages } from '../payer-messages.js';

/** Latvian, for `payerMessage` and `toFormErrors`. No native speaker has read it yet. */
export const lv = {
  refused: 'Maksājums tika noraidīts. Lūdzu, izmantojiet citu maksājuma veidu.',
  insufficient_funds:
    'Šim maksājumam nepietiek naudas. Lūdzu, papildiniet kontu un mēģiniet vēlreiz vai izmantojiet citu maksājuma veidu.',
  card_expired:
    'Kartes derīguma termiņš ir beidzies. Lūdzu, pārbaudiet derīguma termiņu vai izmantojiet citu karti.',
  check_number:
    'Kartes vai konta numurs netika pieņemts. Lūdzu, pārbaudiet to vai izmantojiet citu maksājuma veidu.',
  check_security_code: 'Drošības kods netika pieņemts. Lūdzu, pārbaudiet ciparus uz savas kartes.',
  check_expiry: 'Derīguma termiņš netika pieņemts. Lūdzu, pārbaudiet to uz savas kartes.',
  check_address: 'Norēķinu adrese netika pieņemta. Lūdzu, pārbaudiet to.',
  check_pin: 'PIN kods netika pieņemts. Lūdzu, pārbaudiet to un ievadiet vēlreiz.',
  check_details:
    'Maksājuma dati netika pieņemti. Lūdzu, pārbaudiet tos vai izmantojiet citu maksājuma veidu.',
  check_fields: 'Daļa datu netika pieņemta. Lūdzu, pārbaudiet ievadītos datus.',
  above_limit: 'Summa pārsniedz jūsu kartes vai konta limitu. Lūdzu, izmantojiet citu maksājuma veidu.',
  method_not_accepted: 'Šī karte vai maksājuma veids šeit netiek pieņemts. Lūdzu, izmantojiet citu.',
  currency_not_accepted: 'Ar šo karti vai maksājuma veidu nevar maksāt šajā valūtā. Lūdzu, izmantojiet citu.',
  confirm_with_bank:
    'Jūsu banka vēlas, lai jūs apstiprinātu šo maksājumu. Lūdzu, mēģiniet vēlreiz un apstipriniet to.',
  confirmation_failed:
    'Maksājumu neizdevās apstiprināt jūsu bankā. Lūdzu, mēģiniet vēlreiz vai izmantojiet citu maksājuma veidu.',
  ask_bank:
    'Jūsu banka neapstiprināja maksājumu. Lūdzu, sazinieties ar savu banku vai izmantojiet citu maksājuma veidu.',
  bank_unreachable:
    'Neizdevās sazināties ar jūsu banku. Lūdzu, mēģiniet vēlāk vai izmantojiet citu maksājuma veidu.',
  canceled:
    'Maksājums tika atcelts, un nauda netika noņemta. Lūdzu, mēģiniet vēlreiz vai izmantojiet citu maksājuma veidu.',
  timed_out: 'Maksājumam paredzētais laiks beidzās, un nauda netika noņemta. Lūdzu, sāciet no jauna.',
  already_paid: 'Šis maksājums jau ir veikts iepriekš. Lūdzu, nemaksājiet vēlreiz.',
  try_later: 'Maksājums neizdevās, un nauda netika noņemta. Lūdzu, mēģiniet vēlāk.',
  our_fault: 'Maksājumu apturēja kļūda mūsu pusē, un nauda netika noņemta. Lūdzu, sazinieties ar mums.',
  in_doubt: 'Mēs vēl nezinām, vai jūsu maksājums ir izdevies. Lūdzu, nemaksājiet vēlreiz.',
  outgoing_not_made:
    'Atmaksa vai izmaksa netika veikta. Lūdzu, noskaidrojiet iemeslu, pirms mēģināt vēlreiz.',
  outgoing_in_doubt:
    'Atmaksa vai izmaksa, iespējams, ir veikta. Lūdzu, pārbaudiet to, pirms veicat to vēlreiz.',
  field_required: 'Šis lauks ir jāaizpilda.',
  field_invalid: 'Šī vērtība nav derīga.',
  field_not_allowed: 'Šī vērtība nav atļauta.',
  field_not_one_of: 'Šī vērtība nav atļauta. Lūdzu, izvēlieties vienu no šīm: {allowed}.',
  field_unrecognized: 'Šī vērtība netika pieņemta.',
  field_not_in_form: 'Netika pieņemts kaut kas, kā šajā veidlapā nav. Lūdzu, sazinieties ar mums.',
} satisfies PayerMessages;
