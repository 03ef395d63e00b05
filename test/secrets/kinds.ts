import { ACCOUNT_NUMBERS, cards, ibans } from './account-numbers.js';
import { CREDENTIALS, eMailAddresses, PHRASE } from './credentials.js';
import { KEYS } from './keys.js';
import { keys, only } from './random.js';
import type { Kind } from './secret.js';
import { spelled } from './spellings.js';

/** Every kind of secret, with the ways in which it is written. They are made anew, the same ones each time. */
export const KINDS: readonly Kind[] = [
  ...ACCOUNT_NUMBERS,
  ...KEYS,
  ...CREDENTIALS,
  ...spelled('card number', () => only(cards((card) => card, { 16: ['4'] }))),
  ...spelled('IBAN', () => only(ibans((number) => number))),
  ...spelled('secret key', () => only(keys((tail) => `sk_live_${tail}`))),
  ...spelled('labelled password', () => ({
    text: `password="${PHRASE}"`,
    core: PHRASE,
  })),
  ...spelled('bearer token', () => only(keys((token) => `Bearer ${token}`))),
  ...spelled('e-mail address', () => only(eMailAddresses())),
];
