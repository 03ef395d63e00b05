import { expect, test } from 'vitest';

import { normalize, normalizeThrown } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';

const POST = { method: 'POST', url: 'https://api.getpaid.example/payments' };
const REFUSED = { code: 'ECONNREFUSED', syscall: 'connect' };

function refusedBy(message: string): Error {
  return Object.assign(new Error(message), REFUSED);
}

test.each<readonly [string, unknown]>([
  [
    'a parsed body in the shape of a system error',
    { ...REFUSED, message: 'connect ECONNREFUSED 10.0.0.1:443' },
  ],
  ['a body with an HTTP status', { status: 502, ...REFUSED }],
  [
    'a body inside of an exception',
    Object.assign(new Error('HTTP 502'), { status: 502, data: REFUSED, cause: REFUSED }),
  ],
  ['a list of errors with holes', Object.assign(new Error('all failed'), { errors: new Array(3) })],
  ['a list of errors that are none', Object.assign(new Error('all failed'), { errors: [REFUSED, REFUSED] })],
  ['a list of no errors', Object.assign(new Error('all failed'), { errors: [] })],
  ['a system error beside an HTTP status', Object.assign(refusedBy('x'), { status: 502 })],
  [
    'a system error whose cause had an answer',
    Object.assign(new Error('x', { cause: refusedBy('y') }), { response: { status: 502, headers: {} } }),
  ],
  [
    'a refused connection to another server',
    Object.assign(refusedBy('connect'), { address: '10.0.0.1', port: 5_432 }),
  ],
  [
    'a refused connection after a redirect',
    Object.assign(refusedBy('connect'), { _redirectCount: 1, port: 443 }),
  ],
])('%s does not prove that a write never left', async (_what, thrown) => {
  for (const value of [
    thrown,
    new Error('fetch failed', { cause: thrown }),
    new TypeError('fetch failed', { cause: thrown }),
  ])
    if (value === thrown || thrown instanceof Error)
      expect(await normalizeThrown(getpaid, value, POST)).toMatchObject({
        outcome: 'unknown',
        retryable: false,
      });
});

test('a system error that no client made proves nothing where the address is not known', async () => {
  expect(await normalizeThrown(getpaid, refusedBy('connect'), { method: 'POST' })).toMatchObject({
    outcome: 'unknown',
    retryable: false,
  });
});

test('a plain value in the shape of a PaymentError is passed through only if it was made here', async () => {
  const error = normalize(getpaid, { status: 429 });
  expect(error).toMatchObject({ outcome: 'not_performed', retryable: true });
  expect(await normalizeThrown(getpaid, error, POST)).toBe(error);
  const copy: unknown = JSON.parse(JSON.stringify(error));
  expect(await normalizeThrown(getpaid, copy, POST)).toMatchObject({ outcome: 'unknown', retryable: false });
  const inResponse = { response: { status: 502, headers: {}, data: copy } };
  expect(await normalizeThrown(getpaid, inResponse, POST)).toMatchObject({ status: 502, outcome: 'unknown' });
});
