import { expect, test } from 'vitest';

import { normalize } from '../../src/index.js';
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
  expect(error.message).toBe('tr-8f1c-****1887');
});
