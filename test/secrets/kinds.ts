/** A secret as somebody may write it. */
export interface Secret {
  readonly text: string;
  /** What must not be left of it: no eight characters in a row, whatever separates them. */
  readonly core: string;
}

/** Every kind of secret, with the ways in which it is written. They are made anew, the same ones each time. */
export interface Kind {
  readonly name: string;
  readonly secrets: readonly Secret[];
}

const DIGITS = '0123456789';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const BASE62 = `${LETTERS}${LETTERS.toUpperCase()}${DIGITS}`;

let state = 20_251_109;

/** A number from 0 to 1, the next of a fixed sequence (a linear congruential generator). */
function nextRandom(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

function random(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet.charAt(nextRandom() * alphabet.length)).join('');
}

/** A random word that has a digit in it, as nearly every random word of that length has. */
function key(length: number): string {
  return `${random(BASE62, length - 4)}7${random(BASE62, 3)}`;
}

/** Appends the digit that makes a number pass the check of ISO/IEC 7812-1. */
function withCheckDigit(digits: string): string {
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
  14: ['30'],
  15: ['34', '37'],
  16: ['4', '51', '2221', '6011', '3528'],
  17: ['6304'],
  18: ['6759'],
  19: ['4', '62'],
};

function inGroups(
  text: string,
  separator: string,
  sizes: readonly number[] = [4, 4, 4, 4, 4, 4, 4, 4, 4],
): string {
  const groups: string[] = [];
  let from = 0;
  for (const size of sizes) {
    if (from < text.length) groups.push(text.slice(from, from + size));
    from += size;
  }
  return groups.join(separator);
}

function cards(write: (card: string) => string): readonly Secret[] {
  return Object.entries(NETWORKS).flatMap(([length, starts]) =>
    starts.map((start) => {
      const card = cardNumber(start, Number(length));
      return { text: write(card), core: card.slice(0, -4) };
    }),
  );
}

/** The check digits of ISO 13616 in front of an account. */
function iban(country: string, account: string): string {
  const numbers = Array.from(`${account}${country}00`, (character) => Number.parseInt(character, 36)).join(
    '',
  );
  const remainder = Number(BigInt(numbers) % 97n);
  return country + String(98 - remainder).padStart(2, '0') + account;
}

function ibans(write: (iban: string) => string): readonly Secret[] {
  return [
    iban('DE', random(DIGITS, 18)),
    iban('BE', random(DIGITS, 12)),
    iban('NO', random(DIGITS, 11)),
    iban('EE', random(DIGITS, 16)),
    iban('AE', random(DIGITS, 19)),
    iban('GB', `NWBK${random(DIGITS, 14)}`),
    iban('NL', `ABNA${random(DIGITS, 10)}`),
    iban('FR', `${random(DIGITS, 10)}0A4B3M${random(DIGITS, 7)}`),
    iban('MT', `MALT${random(DIGITS, 12)}MTLCAST001S`),
    iban('XK', `ACME${random(DIGITS, 26)}`), // as long as the standard allows
  ].map((number) => ({ text: write(number), core: number.slice(0, -4) }));
}

function keys(write: (key: string) => string, length = 24): readonly Secret[] {
  return Array.from({ length: 3 }, () => key(length)).map((core) => ({ text: write(core), core }));
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function jsonWebTokens(): readonly Secret[] {
  const header = base64url({ alg: 'HS256', typ: 'JWT' });
  const encrypted = base64url({ alg: 'dir', enc: 'A256GCM' });
  const payload = base64url({ sub: random(LETTERS, 10), iat: 1_762_678_177 });
  const signature = random(BASE62, 43);
  return [
    { text: `${header}.${payload}.${signature}`, core: `${payload}${signature}` },
    { text: `${encrypted}..${random(BASE62, 16)}.${signature}.${random(BASE62, 22)}`, core: signature },
    { text: `${header}.${payload}.`, core: payload },
  ];
}

function eMailAddresses(): readonly Secret[] {
  const local = (): string => random(LETTERS, 9);
  const domain = random(LETTERS, 8);
  return [
    [`${local()}@`, `${domain}.example`],
    [`${local()}.${local()}+tag@`, `mail.${domain}.co.uk`],
    [`${random(LETTERS, 1)}'${local()}@`, `${domain}.example`],
    [`${local()}õ@`, `${domain}.ee`],
    [`"${local()} ${local()}"@`, `${domain}.example`],
    [`${local().toUpperCase()}@`, `${domain.toUpperCase()}.EXAMPLE`],
    [`${local()}%40`, `${domain}.example`],
  ].map(([user = '', host = '']) => ({ text: user + host, core: user.replace(/@|%40/, '') }));
}

export const KINDS: readonly Kind[] = [
  { name: 'card number', secrets: cards((card) => card) },
  {
    name: 'card number of few digits, each of them many times',
    secrets: ['4000000000000002', '6999999999999991'].map((text) => ({ text, core: text.slice(0, -4) })),
  },
  { name: 'card number with spaces', secrets: cards((card) => inGroups(card, ' ')) },
  { name: 'card number with dashes', secrets: cards((card) => inGroups(card, '-')) },
  { name: 'card number in 4-6-5', secrets: cards((card) => inGroups(card, ' ', [4, 6, 9])) },
  { name: 'card number with no-break spaces', secrets: cards((card) => inGroups(card, '\u00A0')) },
  { name: 'card number before an expiry date', secrets: cards((card) => `${inGroups(card, ' ')} 12/29 123`) },
  { name: 'card number behind an expiry date', secrets: cards((card) => `12/29 ${inGroups(card, ' ')}`) },
  { name: 'card number on a magnetic stripe', secrets: cards((card) => `;${card}=29121010000?`) },
  { name: 'card number behind a hexadecimal word', secrets: cards((card) => `bad-${card}`) },
  { name: 'card number glued to a word', secrets: cards((card) => `card${card}`) },
  { name: 'two card numbers', secrets: cards((card) => `${inGroups(card, ' ')} ${inGroups(card, ' ')}`) },
  { name: 'IBAN', secrets: ibans((number) => number) },
  { name: 'IBAN in lower case', secrets: ibans((number) => number.toLowerCase()) },
  { name: 'IBAN in groups', secrets: ibans((number) => inGroups(number, ' ')) },
  {
    name: 'IBAN behind a group that begins like one',
    secrets: ibans((number) => `ab02 ${inGroups(number, ' ')}`),
  },
  { name: 'two IBANs', secrets: ibans((number) => `${inGroups(number, ' ')} ${inGroups(number, ' ')}`) },
  { name: 'IBAN in groups in lower case', secrets: ibans((number) => inGroups(number, ' ').toLowerCase()) },
  { name: 'secret key', secrets: keys((tail) => `sk_live_${tail}`) },
  { name: 'publishable key', secrets: keys((tail) => `pk_test_${tail}`) },
  { name: 'restricted key', secrets: keys((tail) => `rk_live_${tail}`) },
  { name: 'key without a mode', secrets: keys((tail) => `rk_${tail}`) },
  { name: 'key without a digit', secrets: [{ text: `sk_live_${LETTERS}`, core: LETTERS }] },
  { name: 'key with dashes', secrets: keys((tail) => `sk-proj-${tail}`) },
  { name: 'webhook secret', secrets: keys((tail) => `whsec_${tail}`, 32) },
  { name: 'webhook secret in base 64', secrets: keys((tail) => `whsec_AbCdEfG1+/${tail}==`, 32) },
  { name: 'labelled key', secrets: keys((tail) => `api_key=${tail}`) },
  { name: 'labelled key in two words', secrets: keys((tail) => `API key = ${tail}`) },
  { name: 'labelled key in a header', secrets: keys((tail) => `X-Api-Key: ${tail}`) },
  { name: 'labelled key in JSON', secrets: keys((tail) => `{"apiKey":"${tail}"}`) },
  { name: 'labelled key in JSON in JSON', secrets: keys((tail) => `{\\"apiKey\\": \\"${tail}\\"}`) },
  { name: 'labelled token of letters alone', secrets: [{ text: `token: ${LETTERS}`, core: LETTERS }] },
  {
    name: 'labelled token with a digit at either end',
    secrets: ['1abcdefgh', 'abcdefgh0'].map((core) => ({ text: `pwd: ${core}`, core })),
  },
  { name: 'labelled token', secrets: keys((tail) => `access_token=${tail}&expires_in=3600`) },
  { name: 'labelled password', secrets: keys((tail) => `password=${tail}`, 12) },
  {
    name: 'labelled password without a digit',
    secrets: [{ text: 'password=correcthorse', core: 'correcthorse' }],
  },
  { name: 'bearer token', secrets: keys((token) => `Bearer ${token}`, 32) },
  { name: 'bearer token in a header', secrets: keys((token) => `authorization: bearer ${token}`, 16) },
  { name: 'bearer token of letters alone', secrets: [{ text: `Bearer ${LETTERS}`, core: LETTERS }] },
  { name: 'bearer token behind spaces', secrets: keys((token) => `Bearer   ${token}`, 32) },
  { name: 'bearer token behind a tab', secrets: keys((token) => `Bearer\t${token}`, 32) },
  {
    name: 'basic credentials',
    secrets: ['merchant:correct horse', 'user:pass', 'client-id:client-secret-1'].map((pair) => {
      const core = Buffer.from(pair).toString('base64');
      return { text: `Basic ${core}`, core };
    }),
  },
  {
    name: 'basic credentials in capitals, without a digit',
    secrets: ['QWxhZGRpbjpvcGVu', 'dXYlcjpwefghc'].map((core) => ({ text: `BASIC ${core}`, core })),
  },
  { name: 'JSON web token', secrets: jsonWebTokens() },
  { name: 'client secret', secrets: keys((tail) => `pi_3MtwBwLkdIwHu7ix28a3tqPa_secret_${tail}`) },
  { name: 'client secret of a session', secrets: keys((tail) => `cs_test_a1b2c3d4e5f6_secret_${tail}`) },
  { name: 'labelled client secret', secrets: keys((tail) => `client_secret=${tail}`) },
  { name: 'e-mail address', secrets: eMailAddresses() },
];

/** Is anything left of a secret? */
export function isLeft(secret: Secret, text: string): boolean {
  const compact = compacted(text);
  const core = compacted(secret.core);
  for (let start = 0; start + 8 <= core.length; start++)
    if (compact.includes(core.slice(start, start + 8))) return true;
  return false;
}

function compacted(text: string): string {
  return text.replace(/[\s"'\u2010-\u2015-]/g, '').toLowerCase();
}
