import { describe, expect, test } from 'vitest';

import { redact, shorten } from '../../src/redact.js';
import { isLeft, KINDS } from './kinds.js';

/** Where a secret may stand: alone, in a sentence, and hard against all kinds of signs. */
const SURROUNDINGS = [
  ['', ''],
  ['The payment with ', ' was refused.'],
  ['(', ')'],
  ['"', '"'],
  ['value=', '&next=1'],
  ['[', ', 12]'],
  ['line one\n', '\nline three'],
  ['100 EUR: ', '.'],
  ['õ', 'õ'],
  ['{"value":"', '"}'],
] as const;

describe.each(KINDS)('$name', ({ secrets }) => {
  test.each(secrets.map(({ text }, index) => [text, index] as const))(
    '%s is not left anywhere',
    (_text, index) => {
      const secret = secrets[index];
      if (!secret) throw new Error('no secret');
      for (const [before, after] of SURROUNDINGS) {
        const text = before + secret.text + after;
        const safe = redact(text);
        expect(isLeft(secret, text)).toBe(true);
        expect(isLeft(secret, safe), safe).toBe(false);
        expect(redact(safe)).toBe(safe);
      }
    },
  );
});

test('of card numbers and IBANs the last four characters stay', () => {
  expect(redact('card 4111 1111 1111 1111 expired')).toBe('card ****1111 expired');
  expect(redact('card 4111-1111-1111-1111, refused')).toBe('card ****1111, refused');
  expect(redact('from DE89370400440532013000 today')).toBe('from ****3000 today');
  expect(redact('card 4111 1111 1111 1111 12 2027, refused')).toBe('card ****1111 12 2027, refused');
  expect(redact('from de89 3704 0044 0532 0130 00 today')).toBe('from ****3000 today');
});

test('the words around a secret stay', () => {
  expect(redact('Bearer abc123def456 is not valid')).toBe('Bearer [redacted] is not valid');
  expect(redact('api_key=abc123def456&page=2')).toBe('api_key=[redacted]&page=2');
  expect(redact('pwd: abcde1')).toBe('pwd: [redacted]');
  expect(redact('sent to a.b@example.com.')).toBe('sent to [e-mail].');
  expect(redact('a.b@example.com, c@example.org')).toBe('[e-mail], [e-mail]');
  expect(redact('a.b%40shop.example.com is unknown')).toBe('[e-mail] is unknown');
  expect(redact('to a.b@mail.shop.example now')).toBe('to [e-mail] now');
});

test.each(['\t', '\n', '\v', '\f', '\r\n', '\u00a0', '\u1680', '\u2003', '\u2028', '\u3000', '\ufeff'])(
  'a token behind its scheme and %j is not left',
  (space) => {
    expect(redact(`Bearer${space}abc123def456`)).toBe('Bearer [redacted]');
    expect(redact(`Basic${space}dXNlcjpwYXNz`)).toBe('Basic [redacted]');
  },
);

test.each(['3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'd41d8cd98f00b204e9800998ecf8427e'])(
  'a card number beside %s is not left',
  (reference) => {
    expect(redact(`4111111111111111 for ${reference}`)).toBe(`****1111 for ${reference}`);
    expect(redact(`${reference} was paid by 4111111111111111`)).toBe(`${reference} was paid by ****1111`);
  },
);

test.each(['sk-', 'SK-', 'Sk-', 'sK-'])('a key that begins with %s is not left', (prefix) => {
  expect(redact(`${prefix}proj-abcdefgh12345678`)).toBe('[redacted]');
  expect(redact(`${prefix}abcdefghijklmnop12345678`)).toBe('[redacted]');
});

test('the shortest secret, an e-mail address of six characters, is not left', () => {
  expect(redact('a@b.co')).toBe('[e-mail]');
});

test('a text of up to 8,192 characters is kept whole, of a longer one no more than that', () => {
  const longest = 'x '.repeat(4_096);
  expect(redact(longest)).toBe(longest);
  expect(longest.startsWith(redact(`${longest}y`))).toBe(true);
  expect(redact('x '.repeat(50_000)).length).toBeLessThan(longest.length);
});

test('a cut leaves no half of a character, and cuts no more for one elsewhere', () => {
  expect(shorten('😀😀', 3)).toBe('😀');
  expect(shorten('😀xyz', 4)).toBe('😀xy');
  expect(shorten('xyz', 3)).toBe('xyz');
});

test('a secret that a cut goes through is not left either', () => {
  for (const { secrets } of KINDS)
    for (const secret of secrets.slice(0, 2))
      for (const kept of [8, 12, 20, 40]) {
        const text = `${' '.repeat(8_192 - kept)}${secret.text} and more`;
        expect(isLeft(secret, redact(text)), `${secret.text} cut behind ${String(kept)}`).toBe(false);
      }
});
