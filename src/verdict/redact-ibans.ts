import { mask } from './redact-spans.js';

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
 * The check digits, behind a country at the beginning of a word (captured first) or glued to the letters of one. Digits
 * come first in the pattern, since most texts have few.
 */
const CHECK_DIGITS =
  /\d(?<=(?<![a-z\d])(?:([a-z][^a-z\d*%&\\\u0080-\uffff]{0,5}[a-z][^a-z\d*%&\\\u0080-\uffff]{0,5})|[a-z]{1,20}([a-z]{2}))\d)[^a-z\d*%&\\\u0080-\uffff]{0,5}\d/gi;

/** Whatever parts the groups of one: any signs of ASCII but those of escapes and masks. */
const SEPARATORS = /[^a-z\d*%&\\\u0080-\uffff]+/gi;

/** How many letters may be glued to one. */
const MOST_GLUED = 20;

/** What stands behind one: the end of a word, or letters that are glued to it. */
const BEHIND_IBAN = /^[a-z]{0,20}(?![a-z\d])/i;

const LETTER_OR_DIGIT = /[a-z\d]/i;

/** 33 characters, and five between each two. */
const LONGEST_WRITTEN_IBAN = 6 * 33;

/** Masks IBANs, in one piece and in groups, but for the last four characters. */
export function maskIbans(text: string): string {
  if (text.search(CHECK_DIGITS) < 0) return text;
  return mask(
    text,
    [...text.matchAll(CHECK_DIGITS)].flatMap(({ index, 1: separate, 2: glued = '' }) => {
      const country = separate ?? glued;
      const start = index - country.length;
      const end = endOfIban(text, start, lengthOfIban(country.replace(SEPARATORS, '').toUpperCase()));
      return end < 0 ? [] : [{ start, end }];
    }),
  );
}

/** How many characters the IBANs of a country have; 0 for what has none. */
function lengthOfIban(country: string): number {
  const index = IBAN_LENGTHS.indexOf(country);
  return index < 0 ? 0 : Number(IBAN_LENGTHS.slice(index + 2, index + 4));
}

/** Where the IBAN of that length ends that begins there; -1 when none does. */
function endOfIban(text: string, start: number, length: number): number {
  if (length === 0) return -1;
  const written = text.slice(start, start + LONGEST_WRITTEN_IBAN);
  if (!isIban(written.replace(SEPARATORS, '').slice(0, length), length)) return -1;
  let end = start;
  for (let left = length; left > 0; end++) if (LETTER_OR_DIGIT.test(text.charAt(end))) left--;
  return BEHIND_IBAN.test(text.slice(end, end + MOST_GLUED + 1)) ? end : -1;
}

function isIban(characters: string, length: number): boolean {
  return (
    characters.length === length &&
    /^[a-z\d]+$/i.test(characters) &&
    characters.replace(/\D/g, '').length >= FEWEST_DIGITS_OF_IBAN &&
    remainder97(characters.toUpperCase()) === 1
  );
}

/** With two more of the remainder, a number of so many digits is still exact. */
const DIGITS_AT_ONCE = 13;

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
