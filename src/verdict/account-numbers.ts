/** The numbers that a card network issues. */
interface CardNumbers {
  readonly network: string;
  /** What they begin with, or from what to what. */
  readonly begin: readonly string[];
  /** How many digits they have in all. */
  readonly digits: readonly number[];
}

const UP_TO_16 = [13, 14, 15, 16];
const FROM_16 = [16, 17, 18, 19];

/**
 * What is issued, as narrow as it is documented: whatever else passes the check digit is an order number sooner than a
 * card.
 *
 * @see {@link https://en.wikipedia.org/wiki/Payment_card_number}
 * @see {@link https://github.com/braintree/credit-card-type/blob/main/src/lib/card-types.ts}
 */
const CARDS: readonly CardNumbers[] = [
  { network: 'Visa', begin: ['4'], digits: [13, 16, 19] },
  { network: 'Mastercard', begin: ['51-55', '2221-2720'], digits: [16] },
  { network: 'American Express', begin: ['34', '37'], digits: [15] },
  { network: 'Diners Club', begin: ['300-305', '3095'], digits: [14, 16, 19] },
  { network: 'Diners Club', begin: ['36', '38-39'], digits: [14, 19] },
  { network: 'Discover, RuPay, Troy', begin: ['6011', '644-649', '65'], digits: [16, 19] },
  { network: 'JCB', begin: ['3528-3589'], digits: FROM_16 },
  { network: 'UnionPay', begin: ['62', '8100-8171'], digits: FROM_16 },
  { network: 'Mir', begin: ['2200-2204'], digits: FROM_16 },
  { network: 'RuPay', begin: ['5085-5089', '6069-6085', '8172-8201'], digits: [16] },
  {
    network: 'Elo, Hipercard',
    begin: ['5041', '5066-5067', '5090-5099', '6062', '6362-6363', '6370-6376'],
    digits: [16],
  },
  { network: 'Verve', begin: ['5060-5061', '5078-5079'], digits: [16, 18, 19] },
  { network: 'Troy, Uzcard, Humo', begin: ['9792', '8600', '9860'], digits: [16] },
  {
    network: 'Maestro, Dankort',
    begin: ['5018-5020', '5038', '5610-5612', '5641', '5893'],
    digits: UP_TO_16,
  },
  { network: 'Maestro', begin: ['6304', '6331-6334', '6390', '6759-6768', '6771', '6799'], digits: UP_TO_16 },
  { network: 'Maestro, Bancontact', begin: ['6703-6709'], digits: UP_TO_16 },
  { network: 'Maestro', begin: ['50', '56-58', '6'], digits: [17, 18, 19] },
];

const FEWEST_DIGITS = 13;
const MOST_DIGITS = 19;

/**
 * Sixteen digits and more in fours, or as American Express and Diners Club print them: the grouping says that it is a
 * card, of whatever network.
 */
const PRINTED = /^(?:[2-689]\d{3}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?|3\d{3}[ -]\d{6}[ -]\d{4,5})$/;

/** Groups of four, or as above, or digit by digit: a number whatever parts them. Commas part lists of amounts as well. */
const REGULAR =
  /^(?:\d{4}(?:\D{1,3}\d{4}){2,3}(?:\D{1,3}\d{1,4})?|\d{4}\D{1,3}\d{6}\D{1,3}\d{4,5}|\d(?:\D{1,3}\d)*)$/;

/**
 * The countries that have IBANs, each with the number of their characters (ISO 13616).
 *
 * @see {@link https://www.swift.com/standards/data-standards/iban-international-bank-account-number}
 */
const IBAN_LENGTHS =
  'AD24 AE23 AL28 AO25 AT20 AZ28 BA20 BE16 BF28 BG22 BH22 BI27 BJ28 BR29 BY28 CF27 CG27 CH21 CI28 ' +
  'CM27 CR22 CV25 CY28 CZ24 DE22 DJ27 DK18 DO28 DZ26 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GA27 GB22 ' +
  'GE22 GI23 GL18 GQ27 GR27 GT28 GW25 HN28 HR21 HU28 IE22 IL23 IQ23 IR26 IS26 IT27 JO30 KM27 KW30 ' +
  'KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MA28 MC27 MD24 ME22 MG27 MK19 ML28 MN20 MR27 MT31 MU30 ' +
  'MZ25 NE28 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 ' +
  'SK24 SM27 SN28 SO23 ST25 SV28 TD27 TG28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30';

/** Fewer digits than this are no IBAN: a sentence that begins with "No 12" may pass the check by chance. */
const FEWEST_DIGITS_OF_IBAN = 8;

/**
 * A group of digits (captured), or what has digits and is no account number: UUIDs, digests (a card's track 2 looks like
 * one), dates, decimals, masks.
 */
const DIGIT_GROUP =
  /(?<![\da-z])(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?!\d{13,19}d\d{4})(?:[\da-f]{8}){3,16})(?![\da-z])|\*{4}[\da-z]{4}(?![\da-z])|(?:19|20)\d\d[./-][01]\d[./-][0-3]\d(?!\d)|[0-3]?\d[./-][0-3]?\d[./-](?:19|20)\d\d(?!\d)|\d{1,5}\.\d{8,}(?![ ._/+,|-]{0,3}\d)|(\d+)/gi;

/** A text without is passed over at once. */
const THIRTEEN_DIGITS = /(?:\d[ ._/+,|-]{0,3}){13}/;

/** What may stand between the groups of one number. */
const SEPARATOR = /^[ ._/+,|-]{1,3}$/;

const IBAN_START = /(?:(?<![a-z\d])|(?<=iban))[a-z][ ._/+,|-]{0,3}[a-z](?:[ ._/+,|-]{0,3}\d){2}/gi;

const LETTER_OR_DIGIT = /[a-z\d]/i;

/** 33 characters, and three between each two. */
const LONGEST_WRITTEN_IBAN = 4 * 33;

interface DigitGroup extends Span {
  readonly digits: string;
  /** Whether it may be the next part of the number that the group before it belongs to. */
  readonly goesOn: boolean;
}

/** Where an account number stands in a text. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** Masks card numbers, in one piece and in groups, but for the last four digits. */
export function maskCardNumbers(text: string): string {
  if (!THIRTEEN_DIGITS.test(text)) return text;
  const groups = digitGroupsOf(text);
  return mask(
    text,
    groups.flatMap(({ start }, first) => {
      const end = endOfCardNumber(text, groups, first, start);
      return end < 0 ? [] : [{ start, end }];
    }),
  );
}

/** Masks IBANs, in one piece and in groups, but for the last four characters. */
export function maskIbans(text: string): string {
  if (text.search(IBAN_START) < 0) return text;
  return mask(
    text,
    [...text.matchAll(IBAN_START)].flatMap(({ index: start }) => {
      const end = endOfIban(text, start);
      return end < 0 ? [] : [{ start, end }];
    }),
  );
}

function digitGroupsOf(text: string): readonly DigitGroup[] {
  const groups: DigitGroup[] = [];
  let end = -1;
  for (const { 0: whole, 1: digits, index: start } of text.matchAll(DIGIT_GROUP)) {
    const goesOn = end >= 0 && SEPARATOR.test(text.slice(end, start));
    end = digits === undefined ? -1 : start + whole.length;
    if (digits !== undefined) groups.push({ start, end, digits, goesOn });
  }
  return groups;
}

/** Where the longest card number ends that begins with one of the groups; -1 when none does. */
function endOfCardNumber(text: string, groups: readonly DigitGroup[], first: number, start: number): number {
  let number = '';
  let found = -1;
  for (const { digits, end, goesOn } of groups.slice(first, first + MOST_DIGITS)) {
    if (number !== '' && !goesOn) break;
    number += digits;
    if (isCardNumber(number, text, { start, end })) found = end;
  }
  return found;
}

/** A number as long as those of cards, with the right check digit, that is issued or printed as cards are. */
function isCardNumber(number: string, text: string, { start, end }: Span): boolean {
  if (number.length < FEWEST_DIGITS || number.length > MOST_DIGITS || !passesLuhn(number)) return false;
  const written = text.slice(start, end);
  return PRINTED.test(written) || (isIssued(number) && isOneNumber(written));
}

function isIssued(number: string): boolean {
  return CARDS.some(
    ({ begin, digits }) => digits.includes(number.length) && begin.some((range) => isIn(range, number)),
  );
}

function isIn(range: string, number: string): boolean {
  if (!range.includes('-')) return number.startsWith(range);
  const length = range.indexOf('-');
  const start = number.slice(0, length);
  return range.slice(0, length) <= start && start <= range.slice(length + 1);
}

/** Tells the groups of one number from a list of numbers. */
function isOneNumber(written: string): boolean {
  if (REGULAR.test(written)) return true;
  const separators = new Set(written.match(/\D+/g));
  return separators.size < 2 && !written.includes(',');
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 0x30;
    const weighted = index % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

/** With two more of the remainder, a number of so many digits is still exact. */
const DIGITS_AT_ONCE = 13;

/** Where the IBAN ends that begins there; -1 when none does. */
function endOfIban(text: string, start: number): number {
  const written = text.slice(start, start + LONGEST_WRITTEN_IBAN);
  const characters = written.replace(/[ ._/+,|-]+/g, '');
  const iban = characters.slice(0, lengthOfIban(characters.slice(0, 2).toUpperCase()));
  if (!isIban(iban)) return -1;
  let end = start;
  for (let left = iban.length; left > 0; end++) if (LETTER_OR_DIGIT.test(text.charAt(end))) left--;
  return LETTER_OR_DIGIT.test(text.charAt(end)) ? -1 : end;
}

/** `NaN` for what is no country, or has no IBANs. */
function lengthOfIban(country: string): number {
  const index = IBAN_LENGTHS.indexOf(country) + country.length;
  return Number.parseInt(IBAN_LENGTHS.slice(index, index + 2), 10);
}

function isIban(characters: string): boolean {
  if (!/^[a-z]{2}\d\d[a-z\d]{11,29}$/i.test(characters)) return false;
  const iban = characters.toUpperCase(); // ASCII: as long as before
  return (
    iban.length === lengthOfIban(iban.slice(0, 2)) &&
    iban.replace(/\D/g, '').length >= FEWEST_DIGITS_OF_IBAN &&
    remainder97(iban) === 1
  );
}

/** The check of ISO 13616: letters count as 10 to 35, and the first four characters come last. */
function remainder97(iban: string): number {
  const digits = (iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    String(Number.parseInt(letter, 36)),
  );
  let remainder = '';
  for (let index = 0; index < digits.length; index += DIGITS_AT_ONCE)
    remainder = String(Number(remainder + digits.slice(index, index + DIGITS_AT_ONCE)) % 97);
  return Number(remainder);
}

function mask(text: string, spans: readonly Span[]): string {
  let masked = '';
  let kept = 0;
  for (const { start, end } of joined(spans)) {
    const number = text.slice(start, end).replace(/[^a-z\d]/gi, '');
    masked += `${text.slice(kept, start)}****${number.slice(-4)}`;
    kept = end;
  }
  return masked + text.slice(kept);
}

/** Makes one of those that overlap: what passes a check may do so by chance, and the number begin inside it. */
function joined(spans: readonly Span[]): readonly Span[] {
  const apart: Span[] = [];
  for (const { start, end } of spans) {
    const last = apart.at(-1);
    if (last && start < last.end) apart.splice(-1, 1, { start: last.start, end: Math.max(last.end, end) });
    else apart.push({ start, end });
  }
  return apart;
}
