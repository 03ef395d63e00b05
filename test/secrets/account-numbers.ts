import { DIGITS, random } from './random.js';
import { inDigitsFrom, ZEROS } from './scripts.js';
import type { Kind, Secret } from './secret.js';
import { inGroups } from './spellings.js';

/** Appends the digit that makes a number pass the check of ISO/IEC 7812-1. */
export function withCheckDigit(digits: string): string {
  const sum = Array.from(digits + '0', Number)
    .reverse()
    .map((digit, index) => digit * (index % 2 === 0 ? 1 : 2))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return digits + String((10 - (sum % 10)) % 10);
}

/** A card number of a network: its first digits, and so many digits in all. */
function cardNumber(start: string, length: number): string {
  return withCheckDigit(start + random(DIGITS, length - 1 - start.length));
}

/** The first digits of the cards of a network, by the number of digits in all. */
const NETWORKS: Readonly<Record<number, readonly string[]>> = {
  13: ['4'],
  14: ['300', '305', '3095', '36', '38', '39'],
  15: ['34', '37'],
  16: [
    ...['4', '51', '55', '2221', '2720', '3056', '3528', '3589', '6011', '644', '649', '65', '62', '8171'],
    ...['2200', '2204', '5085', '6069', '8201', '5066', '6362', '6062', '5060', '9792', '8600', '9860'],
    ...['5018', '5020', '5038', '5893', '6304', '6703', '6759', '6771', '6799', '5019'],
  ],
  17: ['6304', '62'],
  18: ['6759', '5078'],
  19: ['4', '62', '65', '36', '3528', '5061', '6799', '5000', '2204'],
};

/** A few of them are enough where the networks are not what is tried. */
const SOME_NETWORKS: Readonly<Record<number, readonly string[]>> = {
  14: ['36'],
  15: ['37'],
  16: ['4', '2223', '6011', '3528'],
  19: ['62'],
};

/** A card number of each network, written in that way. */
export function cards(write: (card: string) => string, networks = SOME_NETWORKS): readonly Secret[] {
  return Object.entries(networks).flatMap(([length, starts]) =>
    starts.map((start) => {
      const card = cardNumber(start, Number(length));
      return { text: write(card), core: card.slice(0, -4) };
    }),
  );
}

/** The check digits of ISO 13616 in front of an account. */
export function withCheckDigits(country: string, account: string): string {
  const numbers = Array.from(`${account}${country}00`, (character) => Number.parseInt(character, 36)).join(
    '',
  );
  const remainder = Number(BigInt(numbers) % 97n);
  return country + String(98 - remainder).padStart(2, '0') + account;
}

/** IBANs of some countries, written in that way. */
export function ibans(write: (iban: string) => string): readonly Secret[] {
  return [
    withCheckDigits('DE', random(DIGITS, 18)),
    withCheckDigits('BE', random(DIGITS, 12)),
    withCheckDigits('NO', random(DIGITS, 11)),
    withCheckDigits('EE', random(DIGITS, 16)),
    withCheckDigits('AE', random(DIGITS, 19)),
    withCheckDigits('GB', `NWBK${random(DIGITS, 14)}`),
    withCheckDigits('NL', `ABNA${random(DIGITS, 10)}`),
    withCheckDigits('FR', `${random(DIGITS, 10)}0A4B3M${random(DIGITS, 7)}`),
    withCheckDigits('MT', `MALT${random(DIGITS, 12)}MTLCAST001S`),
    withCheckDigits('XK', random(DIGITS, 16)),
    withCheckDigits('LC', `HEMM${random(DIGITS, 24)}`),
    withCheckDigits('RU', random(DIGITS, 29)), // the longest of all
  ].map((number) => ({ text: write(number), core: number.slice(0, -4) }));
}

/** What may part the digits of a number. */
const SEPARATORS: Readonly<Record<string, string>> = {
  spaces: ' ',
  'two spaces': '  ',
  dots: '.',
  slashes: '/',
  'low lines': '_',
  dashes: '-',
  'dashes between spaces': ' - ',
  pluses: '+',
  commas: ',',
  colons: ':',
  tildes: '~',
  'number signs': '#',
  bars: '|',
  'equals signs': '=',
  semicolons: '; ',
  'quotes and commas': '","',
  'single quotes, commas and spaces': "', '",
  brackets: '] [',
  tabs: '\t',
  'line breaks': '\n',
  'carriage returns': '\r\n',
  'no-break spaces': '\u00A0',
  'thin spaces': '\u2009',
  'ideographic spaces': '\u3000',
  'line separators': '\u2028',
  hyphens: '\u2010',
  'en dashes': '\u2013',
  'minus signs': '\u2212',
  'encoded spaces': '%20',
  'encoded pluses': '%2B',
  'escaped line breaks': '\\n',
  'references to no-break spaces': '&nbsp;',
};

function inFours(number: string): readonly string[] {
  return inGroups(number, ' ').split(' ');
}

/** Card numbers and IBANs, however they are parted and whatever stands beside them. */
export const ACCOUNT_NUMBERS: readonly Kind[] = [
  { name: 'card number', secrets: cards((card) => card, NETWORKS) },
  {
    name: 'card number of few digits, each of them many times',
    secrets: ['4000000000000002', '5555555555554444', '4222222222222'].map((text) => ({
      text,
      core: text.slice(0, -4),
    })),
  },
  ...Object.entries(SEPARATORS).flatMap(([name, separator]) => [
    { name: `card number with ${name}`, secrets: cards((card) => inGroups(card, separator)) },
    { name: `IBAN with ${name}`, secrets: ibans((number) => inGroups(number, separator)) },
  ]),
  ...Object.entries(ZEROS).flatMap(([script, zero]) => [
    { name: `card number in ${script} digits`, secrets: cards(inDigitsFrom(zero)) },
    {
      name: `card number in groups of ${script} digits`,
      secrets: cards((card) => inDigitsFrom(zero)(inGroups(card, ' '))),
    },
    { name: `IBAN in ${script} digits`, secrets: ibans(inDigitsFrom(zero)) },
  ]),
  { name: 'card number in track 2', secrets: cards((card) => `${card}D2512101`) },
  { name: 'card number in track 2 with its end', secrets: cards((card) => `${card}D25121010000000F`) },
  { name: 'card number in 4-6-5', secrets: cards((card) => inGroups(card, ' ', [4, 6, 9])) },
  { name: 'card number in two halves', secrets: cards((card) => inGroups(card, ' ', [8, 11])) },
  {
    name: 'card number digit by digit',
    secrets: cards((card) => inGroups(card, '-', Array<number>(19).fill(1))),
  },
  {
    name: 'card number in fours of a network that is not known',
    secrets: ['5641820000000005', '6999999999999991'].map((card) => ({
      text: inGroups(card, ' '),
      core: card.slice(0, -4),
    })),
  },
  { name: 'card number before an expiry date', secrets: cards((card) => `${inGroups(card, ' ')} 12/29 123`) },
  { name: 'card number behind an expiry date', secrets: cards((card) => `12/29 ${inGroups(card, ' ')}`) },
  { name: 'card number on a magnetic stripe', secrets: cards((card) => `;${card}=29121010000?`) },
  { name: 'card number behind a hexadecimal word', secrets: cards((card) => `bad-${card}`) },
  { name: 'card number behind a number and a point', secrets: cards((card) => `10.${card}`) },
  { name: 'card number glued to a word', secrets: cards((card) => `card${card}`) },
  { name: 'two card numbers', secrets: cards((card) => `${inGroups(card, ' ')} ${inGroups(card, ' ')}`) },
  { name: 'IBAN', secrets: ibans((number) => number) },
  { name: 'IBAN in lower case', secrets: ibans((number) => number.toLowerCase()) },
  { name: 'IBAN in threes', secrets: ibans((number) => inGroups(number, ' ', Array<number>(12).fill(3))) },
  {
    name: 'IBAN by its parts',
    secrets: ibans((number) => inGroups(number, ' ', [2, 2, 4, 8, 20])),
  },
  { name: 'card number as a list of JSON', secrets: cards((card) => JSON.stringify(inFours(card))) },
  {
    name: 'card number as a list of JSON on lines of their own',
    secrets: cards((card) => JSON.stringify(inFours(card), null, 2)),
  },
  {
    name: 'card number as a list of JSON in JSON',
    secrets: cards((card) => JSON.stringify(JSON.stringify(inFours(card)))),
  },
  { name: 'IBAN as a list of JSON', secrets: ibans((number) => JSON.stringify(inFours(number))) },
  { name: 'IBAN glued to a word', secrets: ibans((number) => `account${number}`) },
  { name: 'IBAN glued to a word in capitals', secrets: ibans((number) => `ACCOUNT${number}`) },
  { name: 'IBAN glued to a word behind it', secrets: ibans((number) => `${number}eur`) },
  { name: 'IBAN between words', secrets: ibans((number) => `payTo${number}now`) },
  { name: 'IBAN glued to low lines', secrets: ibans((number) => `account_${number}_eur`) },
  { name: 'IBAN behind its name', secrets: ibans((number) => `iban${number}`) },
  {
    name: 'IBAN behind a group that begins like one',
    secrets: ibans((number) => `ab02 ${inGroups(number, ' ')}`),
  },
  { name: 'two IBANs', secrets: ibans((number) => `${inGroups(number, ' ')} ${inGroups(number, ' ')}`) },
  { name: 'IBAN in groups in lower case', secrets: ibans((number) => inGroups(number, ' ').toLowerCase()) },
];
