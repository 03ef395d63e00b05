import { BASE62, DIGITS, key, keys, LETTERS, random } from './random.js';
import type { Kind, Secret } from './secret.js';

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

/** What is known by how it begins. */
export const KEYS: readonly Kind[] = [
  ...[
    ...['sk_live_', 'sk_test_', 'pk_live_', 'pk_test_', 'rk_live_', 'ak_prod_', 'sk_sandbox_', 'sk_sbox_'],
    ...['pk_sbox_', 'sk_', 'pk_', 'rk_', 'ak_', 'sk-', 'sk-proj-', 'whsec_', 'xoxb-', 'xoxp-'],
    ...['paysg_live_', 'paysg_stag_', 'live_', 'test_', 'sandbox_', 'access_', 'rzp_live_', 'rzp_test_'],
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
  { name: 'access token of Google', secrets: keys((tail) => `ya29.${tail}`, 60) },
  {
    name: 'key of SendGrid',
    secrets: [0, 1, 2].map(() => {
      const core = `${key(22)}.${key(43)}`;
      return { text: `SG.${core}`, core };
    }),
  },
  { name: 'access token of PayPal', secrets: keys((tail) => `A21AA${tail}`, 90) },
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
  { name: 'JSON web token', secrets: jsonWebTokens() },
  {
    name: 'JSON web token behind a low line',
    secrets: jsonWebTokens().map(({ text, core }) => ({ text: `token_${text}`, core })),
  },
  { name: 'client secret', secrets: keys((tail) => `pi_3MtwBwLkdIwHu7ix28a3tqPa_secret_${tail}`) },
  {
    name: 'client secret of a set-up',
    secrets: keys((tail) => `seti_1Mm8s8LkdIwHu7ix0OXBfTRG_secret_${tail}`),
  },
  { name: 'client secret of a session', secrets: keys((tail) => `cs_test_a1b2c3d4e5f6_secret_${tail}`) },
];
