import { mask, type Span } from './redact-spans.js';

/**
 * The numbers that card networks issue: how many digits they have in all, and what they begin with, or from what to
 * what. As narrow as it is documented: whatever else passes the check digit is an order number sooner than a card.
 *
 * @see {@link https://en.wikipedia.org/wiki/Payment_card_number}
 * @see {@link https://github.com/braintree/credit-card-type/blob/main/src/lib/card-types.ts}
 */
const ISSUED: readonly (readonly [digits: string, begin: readonly string[]])[] = [
  ['13 16 19', ['4']], // Visa
  ['16', ['51-55', '2221-2720']], // Mastercard
  ['15', ['34', '37']], // American Express
  ['14 16 19', ['300-305', '3095']], // Diners Club
  ['14 19', ['36', '38-39']], // Diners Club
  ['16 19', ['6011', '644-649', '65']], // Discover, RuPay, Troy
  ['16 17 18 19', ['3528-3589']], // JCB
  ['16 17 18 19', ['62', '8100-8171']], // UnionPay
  ['16 17 18 19', ['2200-2204']], // Mir
  ['16', ['5085-5089', '6069-6085', '8172-8201']], // RuPay
  ['16', ['5041', '5066-5067', '5090-5099', '6062', '6362-6363', '6370-6376']], // Elo, Hipercard
  ['16 18 19', ['5060-5061', '5078-5079']], // Verve
  ['16', ['9792', '8600', '9860']], // Troy, Uzcard, Humo
  ['13 14 15 16', ['5018-5020', '5038', '5610-5612', '5641', '5893']], // Maestro, Dankort
  ['13 14 15 16', ['6304', '6331-6334', '6390', '6703-6709', '6759-6768', '6771', '6799']], // Maestro, Bancontact
  ['17 18 19', ['50', '56-58', '6']], // Maestro
];

/** Those that any card begins with. */
const FIRST_DIGITS = '2345689';

const FEWEST_DIGITS = 13;
const MOST_DIGITS = 19;

/**
 * Sixteen digits and more in fours, or as American Express and Diners Club print them: the grouping says that it is a
 * card, of whatever network.
 */
const PRINTED = /^(?:[2-689]\d{3}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?|3\d{3}[ -]\d{6}[ -]\d{4,5})$/;

/** Groups of four, or as above, or digit by digit. */
const REGULAR =
  /^(?:\d{4}(?:\D{1,5}\d{4}){2,3}(?:\D{1,5}\d{1,4})?|\d{4}\D{1,5}\d{6}\D{1,5}\d{4,5}|\d(?:\D{1,5}\d)*)$/;

/** Parted by what parts numbers. Commas part lists of amounts as well. */
const USUAL = /^[\d ._/+|:~#-]*$/;

/**
 * A group of digits (captured), or what has digits and is no account number: UUIDs, digests (a card's track 2 looks like
 * one), dates, decimals, masks.
 */
const DIGIT_GROUP =
  /(?<![\da-z])(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?!\d{13,19}d\d{4})(?:[\da-f]{8}){3,16})(?![\da-z])|\*{4}[\da-z]{4}(?![\da-z])|(?:19|20)\d\d[./-][01]\d[./-][0-3]\d(?!\d)|[0-3]?\d[./-][0-3]?\d[./-](?:19|20)\d\d(?!\d)|(?:0\.\d{8,}|\d{1,5}\.(?:\d{8,12}|\d{20,}))(?![ ._/+,|-]{0,3}\d)|(\d+)/gi;

/** A text without is passed over at once. */
const THIRTEEN_DIGITS = /(?:\d[^a-z\d*%&\\\u0080-\uffff]{0,5}){13}/i;

/** What may stand between the groups of one number: any signs but stars, as in a list of JSON. */
const SEPARATOR = /^[^a-z\d*%&\\\u0080-\uffff]{1,5}$/i;

interface DigitGroup extends Span {
  /** How many digits of the text stand before its own. */
  readonly before: number;
  readonly digits: string;
  /** Whether it may be the next part of the number that the group before it belongs to. */
  readonly goesOn: boolean;
}

/** Masks card numbers, in one piece and in groups, but for the last four digits. */
export function maskCardNumbers(text: string): string {
  if (!THIRTEEN_DIGITS.test(text)) return text;
  const groups = digitGroupsOf(text);
  const digits = groups.map((group) => group.digits).join('');
  return mask(
    text,
    groups.flatMap(({ start, before }, first) => {
      const end = endOfCardNumber(text, digits.slice(before, before + MOST_DIGITS), groups, first);
      return end < 0 ? [] : [{ start, end }];
    }),
  );
}

/** Where the longest card number ends that begins with that group, in which the digits begin; -1 when none does. */
function endOfCardNumber(text: string, digits: string, groups: readonly DigitGroup[], first: number): number {
  if (!FIRST_DIGITS.includes(digits.charAt(0))) return -1;
  const start = groups[first]?.start;
  let length = 0;
  let found = -1;
  for (let next = first, group = groups[next]; group; group = groups[++next]) {
    length += group.digits.length;
    if ((next > first && !group.goesOn) || length > MOST_DIGITS) break;
    if (length < FEWEST_DIGITS || !passesLuhn(digits, length)) continue;
    if (isCardNumber(digits.slice(0, length), text.slice(start, group.end))) found = group.end;
  }
  return found;
}

function digitGroupsOf(text: string): readonly DigitGroup[] {
  const groups: DigitGroup[] = [];
  let end = -1;
  let before = 0;
  for (const { 0: whole, 1: digits, index: start } of text.matchAll(DIGIT_GROUP)) {
    const goesOn = end >= 0 && SEPARATOR.test(text.slice(end, start));
    end = digits === undefined ? -1 : start + whole.length;
    if (digits === undefined) continue;
    groups.push({ start, end, before, digits, goesOn });
    before += digits.length;
  }
  return groups;
}

/** A number that is issued or printed as those of cards are. */
function isCardNumber(number: string, written: string): boolean {
  return (isIssued(number) || PRINTED.test(written)) && isOneNumber(written);
}

function isIssued(number: string): boolean {
  const length = String(number.length);
  return ISSUED.some(
    ([digits, begin]) => begin.some((range) => isIn(range, number)) && digits.includes(length),
  );
}

/** All numbers of a range begin with the same digit. */
function isIn(range: string, number: string): boolean {
  if (!range.startsWith(number.charAt(0))) return false;
  const length = range.includes('-') ? range.indexOf('-') : range.length;
  const start = number.slice(0, length);
  return range.slice(0, length) <= start && start <= range.slice(-length);
}

/** Tells the groups of one number from a list of numbers: two of three signs are enough. */
function isOneNumber(written: string): boolean {
  const isRegular = REGULAR.test(written);
  const isUniform = new Set(written.match(/\D+/g)).size < 2;
  const isUsual = USUAL.test(written);
  return isRegular ? isUniform || isUsual : isUniform && isUsual;
}

/** ISO/IEC 7812-1, annex B, for the first digits of some. */
function passesLuhn(digits: string, length: number): boolean {
  let sum = 0;
  for (let index = 0; index < length; index++) {
    const digit = digits.charCodeAt(length - 1 - index) - 0x30;
    const weighted = index % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}
