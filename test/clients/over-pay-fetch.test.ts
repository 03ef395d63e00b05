import axios from 'axios';
import got from 'got';
import ky from 'ky';
import nodeFetch from 'node-fetch';
import { ofetch, createFetch } from 'ofetch';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { normalizeThrown, paymentErrorOf, toResult, wrapFetch } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { paysg } from '../../src/providers/paysg.js';
import { type LocalServer, serve } from '../http/local-server.js';

const DECLINED = { id: 'pay_1', status: 'declined', reason: { code: 'insufficient_funds' } };
const LARGE = { id: 'pay_1', status: 'authorized', note: 'x'.repeat(100_000) };

let server: LocalServer;
let calls = 0;
beforeAll(async () => {
  server = await serve((request, response) => {
    calls++;
    request.resume().once('end', () => {
      const [status, body] =
        request.url === '/declined' ? [201, DECLINED] : request.url === '/large' ? [201, LARGE] : [503, {}];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
});
afterAll(() => server.close());
beforeEach(() => {
  calls = 0;
});

async function thrownBy(call: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(call).then(
    () => Promise.reject(new Error('it did not fail')),
    (thrown: unknown) => thrown,
  );
}

const payFetch = wrapFetch(getpaid);

describe('what clients make of a wrapped fetch’s exception', () => {
  test('ofetch: its exception has ours as its cause', async () => {
    const call = createFetch({ fetch: payFetch })(`${server.url}/declined`, { method: 'POST', body: {} });
    const thrown = await thrownBy(call);
    expect(thrown).toHaveProperty('name', 'FetchError');
    expect(paymentErrorOf(thrown)).toMatchObject({ category: 'declined' });
    expect(await normalizeThrown(getpaid, thrown)).toBe(paymentErrorOf(thrown));
  });

  test('ky: ours comes through, sent once: it takes it for no fault of the network', async () => {
    const thrown = await thrownBy(ky.put(`${server.url}/declined`, { fetch: payFetch }));
    expect(calls).toBe(1);
    expect(await normalizeThrown(getpaid, thrown)).toMatchObject({ category: 'declined', status: 201 });
  });

  test('axios over fetch: it writes onto our response, and throws a TypeError that tells nothing', async () => {
    const call = axios.post(`${server.url}/declined`, {}, { adapter: 'fetch', env: { fetch: payFetch } });
    const thrown = await thrownBy(call);
    expect(thrown).toBeInstanceOf(TypeError);
    expect(await normalizeThrown(getpaid, thrown, { method: 'POST' })).toMatchObject({
      category: 'unrecognized',
      outcome: 'unknown',
    });
  });

  test('an Error of one’s own around it', async () => {
    const thrown = new Error('could not pay', {
      cause: await thrownBy(payFetch(`${server.url}/declined`, { method: 'POST' })),
    });
    expect(await normalizeThrown(getpaid, thrown)).toMatchObject({ category: 'declined' });
  });
});

describe('the request is read off a client’s exception', () => {
  const url = (): string => `${server.url}/payments`;
  const headers = { 'Getpaid-Idempotency-Key': 'order-1' };
  test.each<[string, () => PromiseLike<unknown>]>([
    ['axios', () => axios.post(url(), {}, { headers })],
    ['axios with a baseURL', () => axios.post('payments', {}, { baseURL: server.url, headers })],
    ['ky', () => ky.post(url(), { headers, retry: 0 })],
    ['ofetch', () => ofetch(url(), { method: 'POST', headers })],
    ['got', () => got.post(url(), { headers, retry: { limit: 0 } })],
  ])('%s', async (_name, call) => {
    const thrown = await thrownBy(call());
    expect(await normalizeThrown(getpaid, thrown)).toMatchObject({
      category: 'provider_unavailable',
      retry: { strategy: 'same_key' },
    });
    // paysg takes no key at this address.
    expect((await normalizeThrown(paysg, thrown)).retry.strategy).toBe('reconcile_first');
    expect((await normalizeThrown(getpaid, thrown, { method: 'GET' })).retry.strategy).toBe('after_delay');
  });
});

test('node-fetch, wrapped, hands over what is larger than its clones can be read ahead', async () => {
  const wrapped = wrapFetch(getpaid, { fetch: nodeFetch });
  const response = await wrapped(`${server.url}/large`, { method: 'POST', body: '{}' });
  expect(await response.json()).toEqual(LARGE);
  const declined = await toResult(wrapped(`${server.url}/declined`, { method: 'POST', body: '{}' }));
  expect(declined).toMatchObject({ ok: false, error: { category: 'declined' } });
});
