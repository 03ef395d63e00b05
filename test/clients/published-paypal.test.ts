import { readFileSync } from 'node:fs';

import { inspect } from 'payfault';
import { paypal } from 'payfault/paypal';
import { expect, test } from 'vitest';

// What the README of PayPal's former SDK says that its examples print: a body, and no status.
const README = readFileSync(
  new URL('node_modules/@paypal/checkout-server-sdk/README.md', import.meta.url),
  'utf8',
);

const ORDERS = 'https://api-m.paypal.com/v2/checkout/orders';

/** The bodies under “Example Output”, and the requests that they answer. */
const ANSWERS = [
  { about: 'an order to be approved', status: 'CREATED', url: ORDERS },
  { about: 'a capture', status: 'COMPLETED', url: `${ORDERS}/96J43722461654618/capture` },
];

const bodies = Array.from(README.matchAll(/Example Output:\s+```\w*\n([^`]+)```/g), ([, text]) => text);

test('the README holds these answers', () => {
  const said = bodies.map((body) => (JSON.parse(String(body)) as { status?: unknown }).status);
  expect(said).toEqual(ANSWERS.map(({ status }) => status));
});

test.each(ANSWERS.map((answer, index) => ({ ...answer, body: bodies[index] })))(
  '$about is a success, whatever the status',
  ({ url, body }) => {
    for (const status of [200, 201, null])
      expect(inspect(paypal, { status, body }, { method: 'POST', url })).toBeNull();
  },
);
