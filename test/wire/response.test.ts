import { describe, expect, test } from 'vitest';

import { inspectResponse, type PaymentError } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { paysg } from '../../src/providers/paysg.js';

const DECLINED = {
  id: 'pay_1',
  status: 'declined',
  reason: { code: 'insufficient_funds', description: 'No funds.' },
};

describe('inspectResponse', () => {
  test('gives null and leaves the body, for a success', async () => {
    const response = Response.json({ id: 'pay_1', status: 'captured' });
    expect(await inspectResponse(getpaid, response)).toBeNull();
    expect(await response.json()).toEqual({ id: 'pay_1', status: 'captured' });
  });

  test('takes a 304 as `inspect` does', async () => {
    const response = new Response(null, { status: 304 });
    for (const request of [undefined, { method: '' }, { method: 'GET' }])
      expect(await inspectResponse(getpaid, response, request)).toBeNull();
    expect(await inspectResponse(getpaid, response, { method: 'POST' })).toMatchObject({
      outcome: 'unknown',
    });
  });

  test('reads a non-2xx', async () => {
    expect((await inspectResponse(getpaid, new Response(null, { status: 503 })))?.category).toBe(
      'provider_unavailable',
    );
  });

  const declined = JSON.stringify(DECLINED);
  test.each<[string, () => unknown]>([
    ['no JSON', () => new Response(declined, { headers: { 'content-type': 'text/plain' } })],
    [
      'a stream of JSON lines',
      () => new Response(declined, { headers: { 'content-type': 'application/x-ndjson' } }),
    ],
    [
      'no JSON, but mentions it',
      () => new Response(declined, { headers: { 'content-type': 'text/plain; once=application/json' } }),
    ],
    [
      'too long',
      () =>
        new Response(declined, {
          headers: { 'content-type': 'application/json', 'content-length': '9999999' },
        }),
    ],
    ['longer than it says', () => Response.json({ ...DECLINED, filler: 'x'.repeat(300_000) })],
    ['empty', () => new Response(null, { status: 204, headers: { 'content-type': 'application/json' } })],
    ['without a clone', () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: {} })],
    [
      'read before',
      () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: {}, bodyUsed: true }),
    ],
    [
      'whose clone throws',
      () => ({
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: {},
        clone: () => {
          throw new TypeError('locked');
        },
      }),
    ],
  ])('does not look into a 2xx that is %s', async (_name, response) => {
    expect(await inspectResponse(getpaid, response() as Response)).toBeNull();
  });

  test.each([
    'application/json',
    'application/hal+json; charset=utf-8',
    'APPLICATION/JSON ;x=1',
    'text/json',
  ])('looks into %s', async (type) => {
    const response = new Response(declined, { headers: { 'content-type': type } });
    expect((await inspectResponse(getpaid, response))?.category).toBe('declined');
  });

  test('looks into a body as long as the limit', async () => {
    const length = Buffer.byteLength(declined);
    const headers = { 'content-type': 'application/json', 'content-length': String(length) };
    const inspected = (maxBodyBytes: number): Promise<PaymentError | null> =>
      inspectResponse(getpaid, new Response(declined, { headers }), undefined, { maxBodyBytes });
    expect((await inspected(length))?.category).toBe('declined');
    expect(await inspected(length - 1)).toBeNull();
  });

  test('reads it also where the provider documents no failure in a 2xx: it has to arrive whole', async () => {
    expect(await inspectResponse(paysg, Response.json({ id: 'p_1' }))).toBeNull();
    const cut = new Response('{"id":"p_', { status: 201, headers: { 'content-type': 'application/json' } });
    expect(await inspectResponse(paysg, cut)).toMatchObject({
      category: 'invalid_response',
      status: 201,
      outcome: 'unknown',
      message: 'paysg answered HTTP 201, but its body is not the JSON that it is said to be.',
    });
  });
});
