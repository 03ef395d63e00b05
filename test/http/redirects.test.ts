import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { normalizeThrown, type PaymentError, wrapFetch } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { errorOf } from './error-of.js';
import { failureOf } from './failure-of.js';
import { accept, closedPort, type LocalServer, serve } from './local-server.js';

const STATUSES = [301, 302, 303, 307, 308];
const KEYED = { 'Getpaid-Idempotency-Key': 'order-1' };

/** Where a redirect leads, by the last part of the address. */
const PLACES: Record<string, string> = {};
let performed = 0;
let server: LocalServer;
let silentServer: LocalServer;

beforeAll(async () => {
  server = await serve((request, response) => {
    const [, kind, status, place = ''] = (request.url ?? '').split('/');
    request.resume().once('end', () => {
      if (kind === 'payments' && request.method !== 'GET') performed++;
      if (kind === 'payments') response.writeHead(Number(status), { location: PLACES[place] ?? '' }).end();
      else response.writeHead(Number(status), { 'retry-after': '0' }).end();
    });
  });
  silentServer = await accept((socket) => socket.resume());
  PLACES['refused'] = `http://127.0.0.1:${String(await closedPort())}/receipt`;
  PLACES['refused-name'] = PLACES['refused'].replace('127.0.0.1', 'localhost');
  PLACES['unknown-host'] = 'http://nonexistent.invalid/receipt';
  PLACES['silent'] = `https://127.0.0.1:${String(silentServer.port)}/receipt`;
  PLACES['unparsable'] = 'http://127.0.0.1:99999/receipt';
  PLACES['forbidden-port'] = 'http://127.0.0.1:6000/receipt';
  for (const status of [401, 404, 422, 429])
    PLACES[String(status)] = `${server.url}/answers/${String(status)}`;
});
afterAll(() => Promise.all([server.close(), silentServer.close()]));

const FAULTS = ['refused', 'refused-name', 'unknown-host', 'silent', 'unparsable', 'forbidden-port'];
const ANSWERS = ['401', '404', '422', '429'];

const IN_DOUBT = { outcome: 'unknown', retryable: false, retry: { strategy: 'reconcile_first' } };

function address(status: number, place: string): string {
  return `${server.url}/payments/${String(status)}/${place}`;
}

/** Pays as long as that is said to be safe. */
async function payWithRetries(pay: () => Promise<PaymentError>): Promise<PaymentError> {
  for (let attempts = 1; ; attempts++) {
    const error = await pay();
    if (!error.retryable || attempts === 5) return error;
  }
}

describe.each(STATUSES)('a write that is performed and answered with %i', (status) => {
  test.each([...FAULTS, ...ANSWERS])('is not sent to where that leads: %s', async (place) => {
    performed = 0;
    const error = await payWithRetries(() =>
      errorOf(wrapFetch(getpaid)(address(status, place), { method: 'POST', body: '{}' })),
    );
    expect(error).toMatchObject({ ...IN_DOUBT, category: 'invalid_response', status });
    expect(performed).toBe(1);
  });

  test('not even when the request is a Request, and asks for what is the default', async () => {
    const request = new Request(address(status, 'refused'), { method: 'POST', body: '{}' });
    expect(await errorOf(wrapFetch(getpaid)(request))).toMatchObject({ ...IN_DOUBT, status });
  });

  test.each(FAULTS)('stays in doubt where the caller wants it followed, to %s', async (place) => {
    performed = 0;
    const init: RequestInit = { method: 'POST', body: '{}', redirect: 'follow' };
    const payFetch = wrapFetch(getpaid, { timeoutMs: 100 });
    const error = await payWithRetries(() => errorOf(payFetch(address(status, place), init)));
    expect(error).toMatchObject({ outcome: 'unknown', retry: { strategy: 'reconcile_first' } });
    expect(performed).toBe(1);
  });

  test.each(ANSWERS)('stays in doubt where the caller wants it followed, to a %s', async (place) => {
    const init: RequestInit = { method: 'POST', body: '{}', redirect: 'follow', headers: KEYED };
    expect(await errorOf(wrapFetch(getpaid)(address(status, place), init))).toMatchObject({
      ...IN_DOUBT,
      category: 'invalid_response',
      status: Number(place),
    });
    const response = await fetch(address(status, place), init);
    expect(await failureOf(getpaid, response, {}, init)).toMatchObject(IN_DOUBT);
    const thrown = { response: await fetch(address(status, place), init) };
    expect(await normalizeThrown(getpaid, thrown, init)).toMatchObject(IN_DOUBT);
  });

  test.each(FAULTS.filter((place) => place !== 'silent'))(
    'stays in doubt where fetch alone followed it, to %s',
    async (place) => {
      const init = { method: 'POST', body: '{}' };
      const url = address(status, place);
      const thrown: unknown = await fetch(url, init).catch((reason: unknown) => reason);
      expect(await normalizeThrown(getpaid, thrown, { ...init, url })).toMatchObject(IN_DOUBT);
      expect(await normalizeThrown(getpaid, thrown, init)).toMatchObject(IN_DOUBT);
    },
  );
});

describe('a read follows redirects, and can be made again', () => {
  test.each(['refused', 'unknown-host', 'unparsable'])('to %s', async (place) => {
    expect(await errorOf(wrapFetch(getpaid)(address(302, place)))).toMatchObject({
      category: 'network',
      outcome: 'not_performed',
    });
  });

  test.each(ANSWERS)('to a %s', async (place) => {
    expect(await errorOf(wrapFetch(getpaid)(address(302, place)))).toMatchObject({
      status: Number(place),
      outcome: 'not_performed',
    });
  });
});

describe('in a browser, which does not show a redirect', () => {
  const opaque = { status: 0, type: 'opaqueredirect', headers: new Headers(), body: null, redirected: false };

  test('a write is in doubt', async () => {
    const fetch = (): Promise<Response> => Promise.resolve(opaque as unknown as Response);
    const payFetch = wrapFetch(getpaid, { fetch });
    const init = { method: 'POST', headers: KEYED };
    expect(await errorOf(payFetch('https://api.example/payments', init))).toMatchObject({
      ...IN_DOUBT,
      category: 'invalid_response',
      status: null,
    });
  });
});

describe('without a redirect, what never left is known', () => {
  test.each(['refused', 'refused-name', 'unknown-host'])('%s', async (place) => {
    const error = await errorOf(wrapFetch(getpaid)(PLACES[place] ?? '', { method: 'POST', body: '{}' }));
    expect(error).toMatchObject({ category: 'network', sent: 'no', outcome: 'not_performed' });
  });

  test('of what fetch alone sent, when it is said to follow none', async () => {
    const init = { method: 'POST', body: '{}', redirect: 'manual' } as const;
    const url = PLACES['refused'] ?? '';
    const thrown: unknown = await fetch(url, init).catch((reason: unknown) => reason);
    expect(await normalizeThrown(getpaid, thrown, { ...init, url })).toMatchObject({
      sent: 'no',
      faultCode: 'ECONNREFUSED',
    });
  });
});
