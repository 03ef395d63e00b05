import { key, keys, LETTERS, random } from './random.js';
import type { Kind, Secret } from './secret.js';

/** E-mail addresses, their signs written in this way and that. */
export function eMailAddresses(): readonly Secret[] {
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

/** A password with all that ends a word. */
export const PHRASE = 'my pass, w0rd; (no. 1) & more';

/** What is known by the name that it goes by, or by its scheme; e-mail addresses. */
export const CREDENTIALS: readonly Kind[] = [
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
  { name: 'labelled client secret', secrets: keys((tail) => `client_secret=${tail}`) },
  ...[
    'sig',
    'signature',
    'key',
    'apikey',
    'api_key',
    'session',
    'session_id',
    'sid',
    'token',
    'auth',
  ].flatMap((name) => [
    {
      name: `${name} in an address`,
      secrets: keys((value) => `https://api.example/v1/files?page=2&${name}=${value}`),
    },
    {
      name: `first ${name} in an address`,
      secrets: ['q7xk2', 'zqxj-kvbwm'].map((core) => ({ text: `/v1/files?${name}=${core}&page=2`, core })),
    },
    {
      name: `${name} in an encoded address`,
      secrets: keys((value) => `next=%2Fv1%3F${name}%3D${value}%26page%3D2`),
    },
  ]),
  ...[
    'sig',
    'signature',
    'key',
    'apikey',
    'session',
    'sid',
    'PHPSESSID',
    'JSESSIONID',
    'connect.sid',
    'token',
  ].map((name) => ({ name: `${name} before an equals sign`, secrets: keys((value) => `${name}=${value}`) })),
  { name: 'signature behind a colon', secrets: keys((value) => `X-Signature: ${value}`, 64) },
  ...[
    'Cookie: ',
    'cookie:',
    'Set-Cookie: ',
    '"set-cookie":["',
    '"cookie": "',
    "'Cookie' => '",
    'cookies=',
  ].map((header) => ({
    name: `cookies behind ${header}`,
    secrets: ['q7xk2', 'zqxj-kvbwm', key(24)].map((core) => ({
      text: `${header}lang=et; login=${core}; Path=/; HttpOnly`,
      core,
    })),
  })),
  {
    name: 'short bearer token',
    secrets: ['abc123', '1a2b3c', 'test.token.1'].flatMap((core) => [
      { text: `Bearer ${core}`, core },
      { text: `Authorization: Bearer ${core}`, core },
    ]),
  },
  {
    name: 'short password behind its label and a space',
    secrets: ['password ', 'Password is ', 'passphrase ', 'passwd ', 'pwd ', 'passcode '].flatMap((label) =>
      ['hunter2', 'q7xk2z', '2fast4u'].map((core) => ({ text: label + core, core })),
    ),
  },
  {
    name: 'short password behind a colon',
    secrets: ['q7xz', 'xk7', '48219'].flatMap((core) => [
      { text: `pwd: ${core}`, core },
      { text: `passwd:${core}`, core },
      { text: `pwd=${core}`, core },
      { text: `password=${core}`, core },
      { text: `"password": "${core}"`, core },
    ]),
  },
  {
    name: 'password of letters behind a colon',
    secrets: ['pwd: ', 'passwd: '].map((label) => ({ text: `${label}zqxjkvb`, core: 'zqxjkvb' })),
  },
  {
    name: 'password of four characters',
    secrets: ['password', 'secret', 'token', 'passcode'].map((label) => ({
      text: `${label}: q7xz`,
      core: 'q7xz',
    })),
  },
  {
    name: 'client secret of PayPal',
    secrets: keys((tail) => `E${tail}`, 79).flatMap(({ text, core }) => [
      { text: `client_secret: ${text}`, core },
      { text: `clientSecret=${text}`, core },
      { text: `{"client_id":"AbC","client_secret":"${text}"}`, core },
      { text: `the secret is ${text}`, core },
    ]),
  },
  { name: 'e-mail address', secrets: eMailAddresses() },
];
