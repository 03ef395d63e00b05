import { expect, test } from 'vitest';

import { normalize, toFormErrors, toOtelAttributes, toProblemDetails } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { makecommerce } from '../../src/providers/makecommerce.js';

test.each(['jordan.doe@shop.example', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhYmMifQ.c2lnbmF0dXJlMQ'])(
  'what is redacted in the name of a field is not left in its path: %s',
  (secret) => {
    const errors = [
      normalize(getpaid, { status: 422, body: { title: 'No', errors: { [secret]: ['required'] } } }),
      normalize(makecommerce, { status: 400, body: { code: 1001, errors: [{ parameter: secret }] } }),
    ];
    for (const part of secret.split('.').filter((segment) => segment.length > 5))
      expect(JSON.stringify(errors)).not.toContain(part);
  },
);

test('the path of a name that is no secret is split as before', () => {
  const error = normalize(getpaid, {
    status: 422,
    body: { title: 'No', errors: { '$.items[0].name': ['required'] } },
  });
  expect(error.fieldErrors[0]?.path).toEqual(['items', 0, 'name']);
});

test('of an IBAN nothing is left when a word before it happens to pass for the beginning of one', () => {
  const message = 'tr-8f1c-ab02 EE52 1754 7618 9941 1887'; // ab02 EE52 1754 7618 passes the check of an IBAN too
  const error = normalize(getpaid, { status: 400, body: { title: message } });
  expect(error.message).toBe('tr-8f1c-ab02 ****1887');
});

test('a card number in the path of a field leaves by no way', () => {
  const card = '4111111111111111';
  for (const field of [
    `$.cards['${card}'].owner`,
    `cards[${card}]`,
    `cards.${card}.owner`,
    `cards.4111 1111 1111 1111`,
  ]) {
    const error = normalize(getpaid, {
      status: 422,
      body: { title: 'No', errors: { [field]: ['required'] } },
    });
    for (const shown of [error, toProblemDetails(error), toFormErrors(error), toOtelAttributes(error)])
      expect(JSON.stringify(shown).replace(/[^\d]/g, '')).not.toContain(card);
  }
});

const ODD = '\u001b[31mred\u001b[0m \u202Eabc\u2066 line\r\nbreak\u2028 \u0000\u009b1m';

test('what would steer a terminal, break a line or turn the writing does not come through', () => {
  const body = { title: ODD, type: `https://acme.example/#404---${ODD}`, errors: { [ODD]: [ODD] } };
  const headers = { 'getpaid-trace-id': ODD };
  for (const error of [
    normalize(getpaid, { status: 422, headers, body }),
    normalize(makecommerce, {
      status: 400,
      body: { code: ODD, message: ODD, errors: [{ parameter: ODD, type: ODD }] },
    }),
  ]) {
    expect(error.message).toContain('red');
    for (const text of [
      ...textsIn(error),
      ...textsIn(toProblemDetails(error)),
      ...textsIn(toFormErrors(error)),
    ])
      expect(text).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
  }
});

test.each([
  'javascript:alert(1)',
  'https://user:password@acme.example/',
  'https://user@acme.example/',
  'https:acme',
  'http://',
  'ftp://acme.example/',
  ' https://acme.example/',
])('the address of a page that nobody should open is dropped: %s', (type) => {
  const { docUrl } = normalize(getpaid, { status: 418, body: { type, title: 'No' } });
  expect(docUrl).toBeNull();
});

test('the address of a page holds no secret', () => {
  const type = 'https://acme.example/errors?token=sk_live_4eC39HqLyjWDarjtT1zdp7dc&mail=jordan@shop.example';
  const { docUrl } = normalize(getpaid, { status: 418, body: { type, title: 'No' } });
  expect(docUrl).not.toContain('sk_live_4eC39');
  expect(docUrl).not.toContain('jordan@');
});

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.entries(value).flat().flatMap(textsIn) : [];
}
