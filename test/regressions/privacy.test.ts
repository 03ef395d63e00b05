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
