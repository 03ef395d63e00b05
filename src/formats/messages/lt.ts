import type { PayerMessages } from '../payer-messages.js';

/** Lithuanian, for `payerMessage` and `toFormErrors`. No native speaker has read it yet. */
export const lt = {
  refused: 'Mokėjimas buvo atmestas. Prašome naudoti kitą mokėjimo būdą.',
  insufficient_funds:
    'Šiam mokėjimui nepakanka pinigų. Prašome papildyti sąskaitą ir bandyti dar kartą arba naudoti kitą mokėjimo būdą.',
  card_expired: 'Kortelės galiojimas baigėsi. Prašome patikrinti galiojimo datą arba naudoti kitą kortelę.',
  check_number:
    'Kortelės arba sąskaitos numeris nebuvo priimtas. Prašome jį patikrinti arba naudoti kitą mokėjimo būdą.',
  check_security_code: 'Saugos kodas nebuvo priimtas. Prašome patikrinti skaitmenis ant savo kortelės.',
  check_expiry: 'Galiojimo data nebuvo priimta. Prašome ją patikrinti ant savo kortelės.',
  check_address: 'Atsiskaitymo adresas nebuvo priimtas. Prašome jį patikrinti.',
  check_pin: 'PIN kodas nebuvo priimtas. Prašome jį patikrinti ir įvesti dar kartą.',
  check_details: 'Mokėjimo duomenys nebuvo priimti. Prašome juos patikrinti arba naudoti kitą mokėjimo būdą.',
  check_fields: 'Kai kurie duomenys nebuvo priimti. Prašome patikrinti, ką įvedėte.',
  above_limit: 'Suma viršija jūsų kortelės arba sąskaitos limitą. Prašome naudoti kitą mokėjimo būdą.',
  method_not_accepted: 'Ši kortelė arba šis mokėjimo būdas čia nepriimami. Prašome naudoti kitą.',
  currency_not_accepted:
    'Šia kortele arba šiuo mokėjimo būdu šia valiuta mokėti negalima. Prašome naudoti kitą.',
  confirm_with_bank:
    'Jūsų bankas nori, kad patvirtintumėte šį mokėjimą. Prašome bandyti dar kartą ir jį patvirtinti.',
  confirmation_failed:
    'Mokėjimo nepavyko patvirtinti jūsų banke. Prašome bandyti dar kartą arba naudoti kitą mokėjimo būdą.',
  ask_bank:
    'Jūsų bankas nepatvirtino mokėjimo. Prašome susisiekti su savo banku arba naudoti kitą mokėjimo būdą.',
  bank_unreachable:
    'Nepavyko susisiekti su jūsų banku. Prašome bandyti vėliau arba naudoti kitą mokėjimo būdą.',
  canceled:
    'Mokėjimas buvo nutrauktas ir pinigai nebuvo nuskaičiuoti. Prašome bandyti dar kartą arba naudoti kitą mokėjimo būdą.',
  timed_out: 'Mokėjimo laikas baigėsi ir pinigai nebuvo nuskaičiuoti. Prašome pradėti iš naujo.',
  already_paid: 'Šis mokėjimas jau buvo atliktas. Prašome nemokėti dar kartą.',
  try_later: 'Mokėjimas nepavyko ir pinigai nebuvo nuskaičiuoti. Prašome bandyti vėliau.',
  our_fault:
    'Mokėjimą sustabdė klaida mūsų pusėje ir pinigai nebuvo nuskaičiuoti. Prašome susisiekti su mumis.',
  in_doubt: 'Dar nežinome, ar jūsų mokėjimas pavyko. Prašome nemokėti dar kartą.',
  outgoing_not_made:
    'Grąžinimas arba išmokėjimas nebuvo atliktas. Prašome išsiaiškinti priežastį prieš bandant dar kartą.',
  outgoing_in_doubt:
    'Grąžinimas arba išmokėjimas galėjo būti atliktas. Prašome tai patikrinti prieš atliekant jį dar kartą.',
  field_required: 'Šį lauką būtina užpildyti.',
  field_invalid: 'Ši reikšmė netinkama.',
  field_not_allowed: 'Ši reikšmė neleidžiama.',
  field_not_one_of: 'Ši reikšmė neleidžiama. Prašome pasirinkti vieną iš šių: {allowed}.',
  field_unrecognized: 'Ši reikšmė nebuvo priimta.',
  field_not_in_form: 'Nebuvo priimta tai, ko šioje formoje nėra. Prašome susisiekti su mumis.',
} satisfies PayerMessages;
