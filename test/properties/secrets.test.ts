import fc from 'fast-check';
import { expect, test } from 'vitest';

import { normalize } from '../../src/index.js';
import { redact } from '../../src/verdict/redact.js';
import { withCheckDigit, withCheckDigits } from '../secrets/account-numbers.js';
import { KINDS } from '../secrets/kinds.js';
import { isLeft, type Secret } from '../secrets/secret.js';
import { inGroups } from '../secrets/spellings.js';
import { oddText } from './plans.js';
import { bodyOf, fixtureAt, status, withSlot } from './replies.js';
import { request } from './requests.js';
import { forAll, testRunCount } from './runs.js';

const secret = fc.constantFrom(...KINDS.flatMap(({ secrets }) => secrets));

const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((list) => list.join(''));

/** Numbers of some networks, each with as many digits as it has. */
const card = fc
  .constantFrom(['4', 16], ['4', 13], ['4', 19], ['51', 16], ['2720', 16], ['37', 15], ['36', 14], ['62', 18])
  .chain(([begin, length]) => digits(length - 1 - begin.length).map((rest) => withCheckDigit(begin + rest)));

const iban = fc
  .constantFrom(['DE', 18], ['NO', 11], ['EE', 16], ['RU', 29], ['AE', 19])
  .chain(([country, length]) => digits(length).map((account) => withCheckDigits(country, account)));

const separator = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '-',
    '.',
    '/',
    '_',
    ' - ',
    '","',
    '", "',
    '\n',
    '\u00a0',
    '%20',
    '\\n',
    '&nbsp;',
    '%2520',
  ),
  fc.constantFrom(':', '~', '#', '|', '=', '; ', '] [', '\t', '\u200b', '%3A', '\\u0020'),
);

const accountNumber: fc.Arbitrary<Secret> = fc
  .record({ number: fc.oneof(card, iban), separator })
  .map(({ number, separator }) => ({ text: inGroups(number, separator), core: number.slice(0, -4) }));

/** What may stand beside one, and where it ends: digits and letters belong to a number, and so do the signs between them. */
const besides = fc.record({
  text: fc.oneof(
    oddText,
    fc.constantFrom('', 'card', 'Refused', '12/29', '100.00 EUR', 'pay_1', '2025-11-09'),
  ),
  end: fc.constantFrom('(', '<', ' (', ': "', '\n\n[', ' is ', ' õ ', '\u3000“'),
});

test('an account number is not left, whatever parts it and whatever stands beside it', () =>
  forAll(fc.record({ accountNumber, before: besides, after: besides }), 12_000, (input) => {
    const { accountNumber, before, after } = input;
    const text = `${before.text}${before.end}${accountNumber.text}${after.end}${after.text}`;
    const safe = redact(text);
    expect(isLeft(accountNumber, text)).toBe(true);
    if (isLeft(accountNumber, safe)) expect.fail(`${JSON.stringify(text)}: ${JSON.stringify(safe)}`);
  }));

test('no secret is left of an answer that has it in any place', () =>
  forAll(
    fc.record({ secret, index: fc.nat(), at: fc.nat(), words: fc.tuple(oddText, oddText), status, request }),
    10_000,
    ({ secret, index, at, words: [before, after], status, request }) => {
      const { provider, fixture } = fixtureAt(index);
      const { headers } = fixture.reply;
      for (const text of [secret.text, `${before.replace(/[^a-z]/gi, '')} ${secret.text} ${after}`]) {
        const body = withSlot(bodyOf(fixture), at, text);
        const json = JSON.stringify(normalize(provider, { status, headers, body }, request));
        if (isLeft(secret, json)) expect.fail(`${secret.text} in ${json}`);
      }
    },
  ));

testRunCount('secrets');
