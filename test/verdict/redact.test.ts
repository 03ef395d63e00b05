import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { redact, safeText } from '../../src/verdict/redact.js';
import { HARMLESS } from '../secrets/harmless.js';
import { KINDS } from '../secrets/kinds.js';
import { isLeft } from '../secrets/secret.js';

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

test('there are many secrets', () => {
  expect(KINDS.length).toBeGreaterThan(300);
});

test.each(KINDS)('nothing is left of $name', ({ secrets }) => {
  for (const secret of secrets) {
    for (const [before, after] of SURROUNDINGS) {
      const text = before + secret.text + after;
      const safe = redact(text);
      expect(isLeft(secret, text), text).toBe(true);
      expect(isLeft(secret, safe), `${text}\n${safe}`).toBe(false);
      expect(redact(safe), text).toBe(safe);
    }
  }
});

describe('what stays of an account number', () => {
  test.each([
    ['card 4111 1111 1111 1111 expired', 'card ****1111 expired'],
    ['card 4111-1111-1111-1111, refused', 'card ****1111, refused'],
    ['card 4111.1111.1111.1111.', 'card ****1111.'],
    ['card 4111\t1111\n1111\u00A01111', 'card ****1111'],
    ['card ４１１１１１１１１１１１１１１１!', 'card ****1111!'],
    ['card ٤١١١١١١١١١١١١١١١!', 'card ****1111!'],
    ['from DE89370400440532013000 today', 'from ****3000 today'],
    ['card 4111 1111 1111 1111 12 2027, refused', 'card ****1111 12 2027, refused'],
    ['from de89 3704 0044 0532 0130 00 today', 'from ****3000 today'],
    ['tr-8f1c-ab02 EE52 1754 7618 9941 1887', 'tr-8f1c-ab02 ****1887'],
    ['4111111111111111 5555555555554444', '****1111 ****4444'],
    ['card 4111:1111:1111:1111, refused', 'card ****1111, refused'],
    ['["4111","1111","1111","1111"]', '["****1111"]'],
    ["'card' => ['4111', '1111', '1111', '1111']", "'card' => ['****1111']"],
    ['payToDE89370400440532013000now', 'payTo****3000now'],
    ['account_DE89370400440532013000_eur', 'account_****3000_eur'],
  ])('%s', (text, safe) => {
    expect(redact(text)).toBe(safe);
  });

  test('a letter that grows in capitals makes no IBAN', () => {
    for (let check = 0; check < 100; check++) {
      const text = `FR${String(check).padStart(2, '0')}2004101005050001ß02606`;
      expect(redact(text)).toContain('ß02606');
    }
  });

  test('a number of a network is none in another number of digits', () => {
    for (const number of ['37144963539843', '300000000000004000', '51051051051051007'])
      expect(redact(number)).toBe(number);
  });

  test('a number that passes by chance hides none that begins inside it', () => {
    // 4000 0000 0000 0002 is one; so are the last sixteen digits of the run.
    expect(redact('4000 0000 0000 0002 4111 1111 1111 1111')).not.toMatch(/4111 1111/);
  });

  test.each(['3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'd41d8cd98f00b204e9800998ecf8427e'])(
    'a card number beside %s is not left',
    (reference) => {
      expect(redact(`4111111111111111 for ${reference}`)).toBe(`****1111 for ${reference}`);
      expect(redact(`${reference} was paid by 4111111111111111`)).toBe(`${reference} was paid by ****1111`);
    },
  );
});

describe('the words around a secret stay', () => {
  test.each([
    ['Bearer abc123def456 is not valid', 'Bearer [redacted] is not valid'],
    ['Bearer: abc123def456', 'Bearer: [redacted]'],
    ['Authorization: abc123def456 is not valid', 'Authorization: [redacted] is not valid'],
    ['Authorization: Token abc123def456', 'Authorization: Token [redacted]'],
    ['api_key=abc123def456&page=2', 'api_key=[redacted]&page=2'],
    ['(api_key=abc123def456).', '(api_key=[redacted]).'],
    ['pwd: abcde1', 'pwd: [redacted]'],
    ['{"password":"my pass, word","page":2}', '{"password":"[redacted]","page":2}'],
    ['<password>my pass, word</password>', '<password>[redacted]</password>'],
    ['Invalid API Key provided: abc123def456.', 'Invalid API Key provided: [redacted]'],
    ['The API key abc123def456, as sent', 'The API key [redacted], as sent'],
    ['redis://:hunter2@host:6379/0', 'redis://[redacted]@host:6379/0'],
    ['https://user:hunter2@host/path', 'https://[redacted]@host/path'],
    ['pi_123_secret_abc123def456', 'pi_123_[redacted]'],
    ['Bearer abc123, please', 'Bearer [redacted], please'],
    ['Cookie: lang=et; login=q7xk2; Path=/', 'Cookie: [redacted]'],
    ['Set-Cookie: sid=q7xk2; HttpOnly', 'Set-Cookie: [redacted]; HttpOnly'],
    ['{"cookie":"a=b; c=d","page":2}', '{"cookie":"[redacted]","page":2}'],
    ['/v1/files?key=q7xk2&page=2', '/v1/files?key=[redacted]&page=2'],
    ['/v1/files?page=2&sig=q7xk2#top', '/v1/files?page=2&sig=[redacted]'],
    ['session_id=q7xk2 is over', 'session_id=[redacted] is over'],
    ['password hunter2, refused', 'password [redacted], refused'],
    ['pwd: x', 'pwd: [redacted]'],
    ['sent to a.b@example.com.', 'sent to [e-mail].'],
    ["sent to 'a.b@example.com'", "sent to '[e-mail]'"],
    ['a.b@example.com, c@example.org', '[e-mail], [e-mail]'],
    ['a.b%40shop.example.com is unknown', '[e-mail] is unknown'],
    ['to a.b@mail.shop.example now', 'to [e-mail] now'],
    ['a@b.co', '[e-mail]'],
  ])('%s', (text, safe) => {
    expect(redact(text)).toBe(safe);
  });

  test.each(['\t', '\n', '\v', '\f', '\r\n', '\u00a0', '\u1680', '\u2003', '\u2028', '\u3000'])(
    'a token behind its scheme and %j is not left',
    (space) => {
      expect(redact(`Bearer${space}abc123def456`)).toMatch(/^Bearer\s\[redacted\]$/);
      expect(redact(`Basic${space}dXNlcjpwYXNz`)).toMatch(/^Basic\s\[redacted\]$/);
    },
  );

  test.each(['sk-', 'SK-', 'Sk-', 'sK-'])('a key that begins with %s is not left', (prefix) => {
    expect(redact(`${prefix}proj-abcdefgh12345678`)).toBe('[redacted]');
    expect(redact(`${prefix}abcdefghijklmnop12345678`)).toBe('[redacted]');
  });

  test('a spelling in which nothing is secret is kept', () => {
    const text = 'A&amp;B “C” \\n %2F １２３ owes 4111111111111111';
    expect(redact(text)).toBe('A&amp;B “C” \\n %2F １２３ owes ****1111');
  });

  test('what is wrapped up too deep to look at is not kept', () => {
    const wrapped = `%${'25'.repeat(12)}41`;
    expect(redact(wrapped)).toBe('[redacted]');
    for (const layers of [1, 2, 3, 4, 5]) {
      const text = `%${'25'.repeat(layers - 1)}41`;
      expect(redact(text)).toBe(text);
      expect(redact(`payer%${'25'.repeat(layers - 1)}40shop.example`)).toBe('[e-mail]');
    }
    expect(redact('%zz &unknown; &#99999999; \\q')).toBe('%zz &unknown; &#99999999; \\q');
    expect(redact('&#x110000; is no character')).toBe('&#x110000; is no character');
  });
});

describe('one line of visible characters', () => {
  test.each([
    ['a\r\nb\tc', 'a b c'],
    ['a\n \n b', 'a b'],
    ['a\u2028b\u2029c\u0085d', 'a b c d'],
    ['a\u0000b\u0007c\u007fd\u009fe', 'abcde'],
    ['\u001B[1;31mred\u001B[0m \u009b2Jall', 'red all'],
    ['\u001B]0;title\u0007a\u001B]8;;http://x\u001B\\b\u001Bc', 'ab'],
    ['a\u202Eb\u2066c\u200Fd\u061Ce', 'abcde'],
    ['a\u200Bb\u200Dc\uFEFFd\u00ADe\u2060f\u{E0041}g', 'abcdefg'],
    ['a\uD800b\uDC00', 'a\uFFFDb\uFFFD'],
    ['  a  b ', 'a  b'],
    ['😀 \u00A0 õ', '😀 \u00A0 õ'],
  ])('%j', (text, line) => {
    expect(safeText(text, 100)).toBe(line);
  });

  test('whatever the text', () => {
    const unseen =
      /[\p{Cc}\p{Surrogate}\p{Zl}\p{Zp}\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/u;
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: strange }),
        (one, other) => {
          for (const text of [one, other]) expect(safeText(text, 40) ?? '').not.toMatch(unseen);
        },
      ),
    );
  });
});

/** Characters that steer terminals and turn the writing, and those that secrets are made of. */
const strange = fc.oneof(
  fc.constantFrom(
    '\u001B',
    '[',
    ']',
    '\u009b',
    '\u0007',
    '\n',
    '\r',
    '\t',
    '\u2028',
    '\u202E',
    '\u200B',
    '\uD83D',
    '\uDE00',
  ),
  fc.constantFrom('%', '2', '5', '4', '0', '\\', 'u', 'n', '"', '&', '#', ';', 'x', '６', '٤', '\u0301'),
  fc.constantFrom(
    '@',
    '.',
    'a',
    ' ',
    '4111',
    '1111',
    '-',
    '*',
    'sk_live_',
    'Bearer ',
    'password',
    '=',
    ':',
    '[redacted]',
  ),
  fc.constantFrom('DE89', '3704', '0044', '<', '>', '/', '://', 'eyJ', 'abc123', '_secret_', "'", ','),
);

describe('what may be kept', () => {
  test.each([undefined, null, 12, true, {}, ['text'], Symbol('text'), '', ' ', '\n', '\u200B\u0000'])(
    'nothing of %j',
    (value) => {
      expect(safeText(value, 100)).toBeNull();
    },
  );

  test('is at most so long, and ends in no half of a character', () => {
    expect(safeText('abcdef', 3)).toBe('abc');
    expect(safeText('😀😀', 3)).toBe('😀');
    expect(safeText('😀xyz', 4)).toBe('😀xy');
    expect(safeText('ab cd', 3)).toBe('ab');
    expect(safeText('x'.repeat(100_000), 1_000)).toBe('x'.repeat(1_000));
  });

  test('does not end where a long secret was', () => {
    const token = `eyJ${'a1'.repeat(2_000)}`;
    expect(safeText(`The token ${token} is over`, 200)).toBe('The token [redacted]');
    expect(safeText(`The token ${token.slice(0, 500)} is over${' and out'.repeat(20)}`, 200)).toBe(
      'The token [redacted]',
    );
  });

  test('is not a card number because it was cut', () => {
    expect(safeText('id 41111111111111112222222222', 19)).toBe('id ****1111');
  });

  test('stays the same when it is kept once more', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: strange, maxLength: 60 }),
        fc.integer({ min: 1, max: 80 }),
        (text, maxLength) => {
          const kept = safeText(text, maxLength);
          expect(kept?.length ?? 0).toBeLessThanOrEqual(maxLength);
          expect(safeText(kept, maxLength)).toBe(kept);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

test('what is passed over at first sight would be found nothing in', () => {
  const words = fc.oneof(
    fc.constantFrom(
      'sk_live_',
      'whsec_',
      'Bearer ',
      'basic ',
      'password ',
      'secret ',
      'API key ',
      'DE',
      'user',
    ),
    fc.constantFrom(
      '4111',
      '1111',
      '1',
      '12345',
      '00',
      '89',
      '1a',
      'abc',
      'Abc',
      'ABC',
      'session',
      '.',
      '-',
      '_',
    ),
    fc.constantFrom(' ', ', ', '/', '#', '(', ')', '://', "'"),
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 9 }), (parts) => {
      const text = parts.join('');
      const behind = ' "~'; // no text with that is passed over
      if (redact(text) === text) expect(redact(text + behind)).toBe(text + behind);
    }),
    { numRuns: 5_000 },
  );
});

test('of a secret that a cut goes through nothing is left', () => {
  for (const { name, secrets } of KINDS)
    for (const secret of secrets.slice(0, 2))
      for (const edge of [200, 600])
        for (const part of [0.3, 0.6, 0.8, 0.95]) {
          const before = 'x '.repeat(edge).slice(0, edge - Math.ceil(secret.text.length * part));
          const kept = safeText(`${before.trimEnd()} ${secret.text} ${'and more '.repeat(99)}`, 200);
          expect(isLeft(secret, kept ?? ''), `${name}: ${secret.text}, cut at ${String(part)}`).toBe(false);
        }
});

test('no more is read than may be kept, and a little', () => {
  const harmless = HARMLESS.join(' ');
  const short = harmless.repeat(Math.ceil(1_400 / harmless.length)).slice(0, 1_400);
  expect(safeText(`${short}${'4'.repeat(10_000_000)}`, 1_000)?.slice(0, 900)).toBe(
    safeText(short, 1_000)?.slice(0, 900),
  );
});
