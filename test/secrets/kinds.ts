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

function cards(write: (card: string) => string, networks = SOME_NETWORKS): readonly Secret[] {
  return Object.entries(networks).flatMap(([length, starts]) =>
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
    iban('XK', random(DIGITS, 16)),
    iban('LC', `HEMM${random(DIGITS, 24)}`),
    iban('RU', random(DIGITS, 29)), // the longest of all
  ].map((number) => ({ text: write(number), core: number.slice(0, -4) }));
}

/** The digits of a script, from the code point of its zero on. */
function inDigitsFrom(zero: number): (text: string) => string {
  return (text) => text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

/** Every character as something else. */
function each(write: (code: number) => string): (text: string) => string {
  return (text) => Array.from(text, (character) => write(character.codePointAt(0) ?? 0)).join('');
}

function hexadecimal(code: number, length: number): string {
  return code.toString(16).padStart(length, '0');
}

/** Ways to write any text, by name. */
const SPELLINGS: Readonly<Record<string, (text: string) => string>> = {
  'in full-width characters': each((code) =>
    code > 0x20 && code < 0x7f ? String.fromCodePoint(code + 0xfee0) : String.fromCodePoint(code),
  ),
  'with zero-width spaces': (text) => Array.from(text).join('\u200B'),
  'with soft hyphens': (text) => inGroups(text, '\u00AD'),
  'with a bidirectional control': (text) => `${text.slice(0, 5)}\u202E${text.slice(5)}`,
  'with control characters': (text) => inGroups(text, '\u0000\u007F'),
  'with terminal colours': (text) => inGroups(text, '\u001B[1;31m'),
  'percent-encoded': each((code) => `%${hexadecimal(code, 2)}`),
  'percent-encoded twice': each((code) => `%25${hexadecimal(code, 2)}`),
  'percent-encoded three times': each((code) => `%2525${hexadecimal(code, 2)}`),
  'in escapes of JSON': each((code) => `\\u${hexadecimal(code, 4)}`),
  'in escapes of JSON in JSON': each((code) => `\\\\u${hexadecimal(code, 4)}`),
  'in hexadecimal escapes': each((code) => `\\x${hexadecimal(code, 2)}`),
  'in escapes by code point': each((code) => `\\u{${hexadecimal(code, 1)}}`),
  'in decimal references': each((code) => `&#${String(code)};`),
  'in hexadecimal references': each((code) => `&#x${hexadecimal(code, 2)};`),
  'behind %22': (text) => `%22${text}%22`,
  'behind %3D': (text) => `value%3D${text}%26next`,
  'behind %253A': (text) => `value%253A${text}`,
  'behind an escaped quote': (text) => `\\"${text}\\"`,
  'behind \\u0022': (text) => `\\u0022${text}\\u0022`,
  'behind an escaped line break': (text) => `line\\n${text}\\nline`,
  'behind &quot;': (text) => `&quot;${text}&quot;`,
  'behind bytes that are no text': (text) => `%FF%22${text}`,
};

/** One secret of a kind in every spelling. */
function spelled(name: string, secret: () => Secret): readonly Kind[] {
  return Object.entries(SPELLINGS).map(([spelling, write]) => {
    const { text, core } = secret();
    return { name: `${name} ${spelling}`, secrets: [{ text: write(text), core }] };
  });
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

/** The zeros of some scripts that have digits of their own. */
const ZEROS: Readonly<Record<string, number>> = {
  'full-width': 0xff10,
  'Arabic-Indic': 0x660,
  Persian: 0x6f0,
  Devanagari: 0x966,
  Thai: 0xe50,
  'mathematical bold': 0x1d7ce,
  Adlam: 0x1e950,
};

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
    [`${local()}_${local()}@`, `${domain}.example`],
    [`${local()}@`, `my_${domain}.example`],
    [`${local()}%40`, `${domain}.example`],
    [`${local()}%2540`, `${domain}.example`],
    [`${local()}&#64;`, `${domain}.example`],
    [`${local()}&commat;`, `${domain}.example`],
    [`${local()}\\u0040`, `${domain}.example`],
    [`${local()}\uFF20`, `${domain}.example`],
    [`${local()}\uFE6B`, `${domain}.example`],
    [`${local()}@`, `[192.168.0.1]`],
  ].map(([user = '', host = '']) => ({
    text: user + host,
    core: user.replace(/(?:@|%40|%2540|&#64;|&commat;|\\\\u0040|\uFF20|\uFE6B)$/, ''),
  }));
}

function only(secrets: readonly Secret[]): Secret {
  const [secret] = secrets;
  if (!secret) throw new Error('there is no secret');
  return secret;
}

/** A password with all that ends a word. */
const PHRASE = 'my pass, w0rd; (no. 1) & more';

export const KINDS: readonly Kind[] = [
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
  ...spelled('card number', () => only(cards((card) => card, { 16: ['4'] }))),
  ...spelled('IBAN', () => only(ibans((number) => number))),
  ...spelled('secret key', () => only(keys((tail) => `sk_live_${tail}`))),
  ...spelled('labelled password', () => ({
    text: `password="${PHRASE}"`,
    core: PHRASE,
  })),
  ...spelled('bearer token', () => only(keys((token) => `Bearer ${token}`))),
  ...spelled('e-mail address', () => only(eMailAddresses())),
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
  { name: 'card number glued to a word', secrets: cards((card) => `card${card}`) },
  { name: 'two card numbers', secrets: cards((card) => `${inGroups(card, ' ')} ${inGroups(card, ' ')}`) },
  { name: 'IBAN', secrets: ibans((number) => number) },
  { name: 'IBAN in lower case', secrets: ibans((number) => number.toLowerCase()) },
  { name: 'IBAN in threes', secrets: ibans((number) => inGroups(number, ' ', Array<number>(12).fill(3))) },
  {
    name: 'IBAN by its parts',
    secrets: ibans((number) => inGroups(number, ' ', [2, 2, 4, 8, 20])),
  },
  { name: 'IBAN behind its name', secrets: ibans((number) => `iban${number}`) },
  {
    name: 'IBAN behind a group that begins like one',
    secrets: ibans((number) => `ab02 ${inGroups(number, ' ')}`),
  },
  { name: 'two IBANs', secrets: ibans((number) => `${inGroups(number, ' ')} ${inGroups(number, ' ')}`) },
  { name: 'IBAN in groups in lower case', secrets: ibans((number) => inGroups(number, ' ').toLowerCase()) },
  ...[
    ...['sk_live_', 'sk_test_', 'pk_live_', 'pk_test_', 'rk_live_', 'ak_prod_', 'sk_sandbox_', 'sk_sbox_'],
    ...['pk_sbox_', 'sk_', 'pk_', 'rk_', 'ak_', 'sk-', 'sk-proj-', 'whsec_', 'xoxb-', 'xoxp-'],
    ...['paysg_live_', 'paysg_stag_', 'live_', 'test_', 'access_', 'rzp_live_', 'rzp_test_'],
    ...['ghp_', 'gho_', 'github_pat_', 'npm_', 'glpat-', 'shpat_', 'sq0atp-'],
  ].map((prefix) => ({ name: `key that begins with ${prefix}`, secrets: keys((tail) => prefix + tail, 30) })),
  ...['AKIA', 'ASIA'].map((prefix) => ({
    name: `key that begins with ${prefix}`,
    secrets: [0, 1, 2].map(() => {
      const core = random(LETTERS.toUpperCase() + DIGITS, 16);
      return { text: prefix + core, core };
    }),
  })),
  {
    name: 'key of Adyen',
    secrets: keys((tail) => `AQE${tail}/Y+${random(BASE62, 40)}==-${random(BASE62, 30)}=-9^tMk{.;3:P>`, 60),
  },
  { name: 'key of Google', secrets: keys((tail) => `AIza${tail}`, 35) },
  {
    name: 'key of Checkout.com that is a UUID',
    secrets: [{ text: 'sk_test_0b9b5db6-f223-49d0-b68f-f6643dd4f808', core: '0b9b5db6-f223-49d0' }],
  },
  ...['RSA PRIVATE KEY', 'PRIVATE KEY', 'OPENSSH PRIVATE KEY', 'PGP PRIVATE KEY BLOCK', 'CERTIFICATE'].map(
    (label) => ({
      name: `PEM block: ${label}`,
      secrets: ['\n', '\\n', ' '].map((lineBreak) => {
        const lines = [1, 2, 3].map(() => key(64));
        const [begin, end] = [`-----BEGIN ${label}-----`, `-----END ${label}-----`];
        return { text: [begin, 'Proc-Type: 4', ...lines, end].join(lineBreak), core: lines.join('') };
      }),
    }),
  ),
  { name: 'private key without its first line', secrets: keys((tail) => `MIIE${tail}`, 64) },
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
    name: 'labelled password in quotes',
    secrets: [
      `"password":"${PHRASE}"`,
      `"password" : "${PHRASE}"`,
      `{\\"password\\":\\"${PHRASE}\\"}`,
      `{\\\\\\"password\\\\\\":\\\\\\"${PHRASE}\\\\\\"}`,
      `"client_secret":"say \\"please\\", ${PHRASE}"`,
      `'password' => '${PHRASE}'`,
      `"passphrase": ["${PHRASE}"]`,
      `"password":"${PHRASE}`, // cut off
      `password='${PHRASE}'`,
      `%22password%22%3A%22${encodeURIComponent(PHRASE)}%22`,
      `&quot;password&quot;:&quot;${PHRASE}&quot;`,
    ].map((text) => ({ text, core: PHRASE })),
  },
  {
    name: 'labelled password in XML',
    secrets: [
      `<password>${PHRASE}</password>`,
      `<ns:apiKey type="x">${PHRASE}</ns:apiKey>`,
      `<clientSecret><![CDATA[${PHRASE}]]></clientSecret>`,
      `&lt;password&gt;${PHRASE}&lt;/password&gt;`,
    ].map((text) => ({ text, core: PHRASE })),
  },
  {
    name: 'password with signs',
    secrets: ['p@ss,w0rd;x', 'correct!horse', 'battery#staple'].flatMap((core) => [
      { text: `password=${core}`, core },
      { text: `pwd="${core}"`, core },
    ]),
  },
  {
    name: 'password with a sign behind a colon',
    secrets: ['correct!horse', 'abcdef-gh1'].map((core) => ({ text: `password: ${core}`, core })),
  },
  {
    name: 'password in an address',
    secrets: ['redis://:PW@10.0.0.1:6379/0', 'https://user:PW@api.example/v1', 'amqp://u:PW@host'].flatMap(
      (text) =>
        ['hunter2hunter', 'a/b@c:d1e2f3', 'hunter%40two%2Fw0rd'].map((core) => ({
          text: text.replace('PW', core),
          core,
        })),
    ),
  },
  { name: 'key that somebody calls invalid', secrets: keys((tail) => `Invalid API Key provided: ${tail}`) },
  { name: 'key in quotes', secrets: keys((tail) => `Invalid API key provided: '${tail}'`) },
  { name: 'key in a sentence', secrets: keys((tail) => `The API key ${tail} is unknown`) },
  { name: 'password in a sentence', secrets: keys((tail) => `the password is "${tail}"`, 12) },
  {
    name: 'labelled password without a digit',
    secrets: [{ text: 'password=correcthorse', core: 'correcthorse' }],
  },
  { name: 'bearer token', secrets: keys((token) => `Bearer ${token}`, 32) },
  { name: 'bearer token in a header', secrets: keys((token) => `authorization: bearer ${token}`, 16) },
  ...[
    ...['Bearer: ', 'Bearer:', 'bearer=', 'BEARER ', 'Bearer "', 'Authorization: ', 'Authorization: Token '],
    ...[
      'Authorization=',
      '"Authorization":"Bearer ',
      'Authorization%3A%20Bearer%20',
      'authorization: Basic ',
    ],
    ...[
      'Authorization%253A%2520Basic%2520',
      'Proxy-Authorization: Basic ',
      'Bearer%20',
      'Bearer\\u0020',
      'Bearer\u00A0',
    ],
  ].map((label) => ({ name: `token behind ${label}`, secrets: keys((token) => label + token, 32) })),
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

/** Letters and digits alone, whatever they are written in and encoded by. */
function compacted(text: string): string {
  let plain = text;
  for (let layer = 0; layer < 4; layer++)
    plain = plain
      .replace(/%([\da-f]{2})/gi, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
      .replace(/\\+u\{?([\da-f]{1,4})\}?|\\x([\da-f]{2})|&#x([\da-f]+);/gi, (_all, ...hex: string[]) =>
        String.fromCodePoint(Number.parseInt(hex.find((part) => part) ?? '', 16)),
      )
      .replace(/&#(\d+);/g, (_all, decimal: string) => String.fromCodePoint(Number(decimal)))
      .replace(/&commat;/g, '@')
      .replace(/\\[nrt]|&nbsp;/g, ' ')
      .normalize('NFKC');
  for (const zero of Object.values(ZEROS))
    for (let digit = 0; digit < 10; digit++)
      plain = plain.replaceAll(String.fromCodePoint(zero + digit), String(digit));
  return plain
    .replace(/\u001B\[[\d;]*m/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
