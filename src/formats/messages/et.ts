import type { PayerMessages } from '../payer-messages.js';

/** Estonian, for `payerMessage` and `toFormErrors`. No native speaker has read it yet. */
export const et = {
  refused: 'Makse lükati tagasi. Palun kasutage teist makseviisi.',
  insufficient_funds:
    'Selle makse jaoks ei ole piisavalt raha. Palun lisage raha ja proovige uuesti või kasutage teist makseviisi.',
  card_expired: 'Kaart on aegunud. Palun kontrollige kehtivusaega või kasutage teist kaarti.',
  check_number:
    'Kaardi või konto numbrit ei võetud vastu. Palun kontrollige seda või kasutage teist makseviisi.',
  check_security_code: 'Turvakoodi ei võetud vastu. Palun kontrollige numbreid oma kaardil.',
  check_expiry: 'Kehtivusaega ei võetud vastu. Palun kontrollige seda oma kaardilt.',
  check_address: 'Arveaadressi ei võetud vastu. Palun kontrollige seda.',
  check_pin: 'PIN-koodi ei võetud vastu. Palun kontrollige seda ja sisestage see uuesti.',
  check_details: 'Makseandmeid ei võetud vastu. Palun kontrollige neid või kasutage teist makseviisi.',
  check_fields: 'Osa andmeid ei võetud vastu. Palun kontrollige sisestatud andmeid.',
  above_limit: 'Summa ületab teie kaardi või konto limiidi. Palun kasutage teist makseviisi.',
  method_not_accepted: 'Seda kaarti või makseviisi siin vastu ei võeta. Palun kasutage teist.',
  currency_not_accepted:
    'Selle kaardi või makseviisiga ei saa selles vääringus maksta. Palun kasutage teist.',
  confirm_with_bank:
    'Teie pank soovib, et te selle makse kinnitaksite. Palun proovige uuesti ja kinnitage makse.',
  confirmation_failed:
    'Makset ei õnnestunud teie pangas kinnitada. Palun proovige uuesti või kasutage teist makseviisi.',
  ask_bank:
    'Teie pank ei kiitnud makset heaks. Palun võtke ühendust oma pangaga või kasutage teist makseviisi.',
  bank_unreachable:
    'Teie pangaga ei saadud ühendust. Palun proovige hiljem uuesti või kasutage teist makseviisi.',
  canceled: 'Makse katkestati ja raha ei võetud. Palun proovige uuesti või kasutage teist makseviisi.',
  timed_out: 'Maksmise aeg sai läbi ja raha ei võetud. Palun alustage uuesti.',
  already_paid: 'See makse on juba varem tehtud. Palun ärge makske uuesti.',
  try_later: 'Makse ei õnnestunud ja raha ei võetud. Palun proovige hiljem uuesti.',
  our_fault: 'Makse peatas meiepoolne viga ja raha ei võetud. Palun võtke meiega ühendust.',
  in_doubt: 'Me ei tea veel, kas teie makse õnnestus. Palun ärge makske uuesti.',
  outgoing_not_made:
    'Tagasimakset või väljamakset ei tehtud. Palun uurige põhjust, enne kui uuesti proovite.',
  outgoing_in_doubt:
    'Tagasimakse või väljamakse võib olla tehtud. Palun kontrollige seda, enne kui selle uuesti teete.',
  field_required: 'See väli tuleb täita.',
  field_invalid: 'See väärtus ei ole õige.',
  field_not_allowed: 'See väärtus ei ole lubatud.',
  field_not_one_of: 'See väärtus ei ole lubatud. Palun valige üks neist: {allowed}.',
  field_unrecognized: 'Seda väärtust ei võetud vastu.',
  field_not_in_form: 'Midagi, mida sellel vormil ei ole, ei võetud vastu. Palun võtke meiega ühendust.',
} satisfies PayerMessages;
