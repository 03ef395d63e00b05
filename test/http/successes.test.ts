import type { ServerResponse } from 'node:http';

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { getRawBody, inspectResponse, PaymentException, toResult, wrapFetch } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { paysg } from '../../src/providers/paysg.js';
import { paystand } from '../../src/providers/paystand.js';
import { errorOf } from './error-of.js';
import { type LocalServer, serve } from './local-server.js';

const MAX_BODY_BYTES = 262_144; // the default
const SHORT_MS = 80;
const AT_ONCE_MS = 1_000; // far from the five seconds that a body is waited for
const JSON_TYPE = { 'content-type': 'application/json' };
const AUTHORIZED = { id: 'pay_1', status: 'authorized' };
const DECLINED = { id: 'pay_1', status: 'declined', reason: { code: 'insufficient_funds' } };
const PAYMENT = { method: 'POST', headers: { 'Getpaid-Idempotency-Key': 'order-1' } };

let server: LocalServer;
beforeAll(async () => {
  server = await serve((request, response) => {
    request.resume();
    ANSWERS[request.url ?? '']?.(response);
  });
});
afterAll(() => server.close());

const ANSWERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/authorized': (response) => response.writeHead(201, JSON_TYPE).end(JSON.stringify(AUTHORIZED)),
  '/declined': (response) => response.writeHead(201, JSON_TYPE).end(JSON.stringify(DECLINED)),
  '/declined-in-hal': (response) =>
    response
      .writeHead(200, { 'content-type': 'application/hal+json; charset=utf-8' })
      .end(JSON.stringify(DECLINED)),
  '/declined-by-paystand': (response) =>
    response.writeHead(200, JSON_TYPE).end(JSON.stringify({ object: 'payment', id: 'p1', status: 'failed' })),
  '/declined-as-text': (response) =>
    response.writeHead(200, { 'content-type': 'text/plain' }).end(JSON.stringify(DECLINED)),
  '/broken-json': (response) => response.writeHead(200, JSON_TYPE).end('{"id":"pay_1","status":"decl'),
  '/unlabelled': (response) => response.writeHead(200).end('done'),
  '/unlabelled-that-stalls': (response) => response.writeHead(200).write('do'),
  '/html-as-json': (response) => response.writeHead(200, JSON_TYPE).end('<html>'),
  '/html': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Welcome'),
  '/unlabelled-html': (response) => response.writeHead(200).end('\n<!DOCTYPE html><p>Welcome'),
  '/trickling-json': (response) => void trickle(response, JSON.stringify(AUTHORIZED)),
  '/endless-trickle': (response) => void trickle(response, ' '.repeat(1_000)),
  '/large-enough-json': (response) =>
    response.writeHead(200, JSON_TYPE).end(JSON.stringify({ ...AUTHORIZED, note: LONG_NOTE })),
  '/events': (response) =>
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: {"status":"declined"}\n\n'),
  '/bytes': (response) => response.writeHead(200, { 'content-type': 'application/octet-stream' }).write('a'),
  '/lines-of-json': (response) =>
    response.writeHead(200, { 'content-type': 'application/x-ndjson' }).write('{}\n'),
  '/endless-json': (response) => response.writeHead(200, JSON_TYPE).write('{"id":"pay_1","items":['),
  '/breaks-off': (response) => {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': 1_000 }).write('{"id":"pay_1",');
    setTimeout(() => response.socket?.resetAndDestroy(), SHORT_MS);
  },
  '/large-json': (response) => {
    const body = largeJson();
    response.writeHead(200, { ...JSON_TYPE, 'content-length': body.length }).end(body);
  },
  '/large-json-in-chunks': (response) => {
    response.writeHead(200, JSON_TYPE).write('{"items":[');
    response.end(largeJson().slice('{"items":['.length));
  },
  '/no-content': (response) => response.writeHead(204, JSON_TYPE).end(),
  '/reset-content': (response) => response.writeHead(205).end(),
  '/empty': (response) => response.writeHead(200, JSON_TYPE).end(),
  '/moved': (response) => response.writeHead(302, { location: '/authorized' }).end(),
  '/not-modified': (response) => response.writeHead(304).end(),
};

const LONG_NOTE = 'x'.repeat(200_000);

async function trickle(response: ServerResponse, text: string): Promise<void> {
  response.writeHead(200, JSON_TYPE);
  for (const character of text) {
    if (response.destroyed) return;
    response.write(character);
    await new Promise((resolve) => setTimeout(resolve, SHORT_MS / 10));
  }
  response.end();
}

/** A success that is larger than what is looked at. */
function largeJson(): string {
  return JSON.stringify({ items: ['x'.repeat(MAX_BODY_BYTES)], ...DECLINED });
}

async function timed<Value>(call: Promise<Value>): Promise<{ value: Value; tookMs: number }> {
  const startedAt = performance.now();
  const value = await call;
  return { value, tookMs: performance.now() - startedAt };
}

async function firstChunkOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const chunk = await reader?.read();
  await reader?.cancel();
  return Buffer.from(chunk?.value ?? []).toString();
}

describe('is handed over at once and unread', () => {
  test.each([
    ['/events', 'data: {"status":"declined"}\n\n'],
    ['/bytes', 'a'],
    ['/lines-of-json', '{}\n'],
  ])('a stream that never ends: %s', async (path, firstChunk) => {
    const { value: response, tookMs } = await timed(wrapFetch(getpaid)(`${server.url}${path}`, PAYMENT));
    expect(tookMs).toBeLessThan(AT_ONCE_MS);
    expect(response.bodyUsed).toBe(false);
    expect(await firstChunkOf(response)).toBe(firstChunk);
  });

  test('JSON whose content-length says that it is too large to be looked at', async () => {
    let clones = 0;
    const countingFetch: typeof fetch = async (...call) => {
      const response = await fetch(...call);
      const clone = response.clone.bind(response);
      return Object.assign(response, { clone: () => (clones++, clone()) });
    };
    const payFetch = wrapFetch(getpaid, { fetch: countingFetch });
    const response = await payFetch(`${server.url}/large-json`, PAYMENT);
    expect(clones).toBe(0);
    expect(await response.text()).toBe(largeJson());
    await (await payFetch(`${server.url}/authorized`, PAYMENT)).text();
    expect(clones).toBe(1);
  });

  test('endless JSON when nothing is to be read', async () => {
    const payFetch = wrapFetch(getpaid, { maxBodyBytes: 0 });
    const { value: response, tookMs } = await timed(payFetch(`${server.url}/endless-json`, PAYMENT));
    expect(tookMs).toBeLessThan(AT_ONCE_MS);
    expect(await firstChunkOf(response)).toBe('{"id":"pay_1","items":[');
  });
});

describe('is looked at, and handed over with a body that can be read from its beginning', () => {
  test.each([
    ['/authorized', JSON.stringify(AUTHORIZED)],
    ['/declined-as-text', JSON.stringify(DECLINED)],
    ['/unlabelled', 'done'],
    ['/trickling-json', JSON.stringify(AUTHORIZED)],
    ['/large-json', largeJson()],
    ['/large-json-in-chunks', largeJson()],
  ])('%s', async (path, body) => {
    const response = await wrapFetch(getpaid)(`${server.url}${path}`, PAYMENT);
    expect(response.bodyUsed).toBe(false);
    expect(await response.clone().text()).toBe(body);
    expect(await response.text()).toBe(body);
  });

  test('an empty one that is said to be JSON is none in answer to a write', async () => {
    expect(await errorOf(wrapFetch(getpaid)(`${server.url}/empty`, PAYMENT))).toMatchObject({
      category: 'invalid_response',
      status: 200,
      outcome: 'unknown',
    });
    const response = await wrapFetch(getpaid)(`${server.url}/empty`);
    expect(await response.text()).toBe('');
  });

  test.each(['/no-content', '/reset-content'])('%s has no body', async (path) => {
    const response = await wrapFetch(getpaid)(`${server.url}${path}`, PAYMENT);
    expect(response.ok).toBe(true);
    expect(await response.text()).toBe('');
  });

  test('the answer to a HEAD', async () => {
    const response = await wrapFetch(getpaid)(`${server.url}/declined`, { method: 'HEAD' });
    expect(response.status).toBe(201);
    expect(await response.text()).toBe('');
  });

  test('the end of a redirect that the caller wants to be followed', async () => {
    const init: RequestInit = { ...PAYMENT, redirect: 'follow' };
    const response = await wrapFetch(getpaid)(`${server.url}/moved`, init);
    expect(response).toMatchObject({ status: 201, redirected: true, url: `${server.url}/authorized` });
    expect(await response.json()).toEqual(AUTHORIZED);
  });

  test('although the caller’s signal is aborted when all is there', async () => {
    for (const payFetch of [wrapFetch(getpaid), wrapFetch(getpaid, { timeoutMs: 5_000 })]) {
      const controller = new AbortController();
      const init = { ...PAYMENT, signal: controller.signal };
      const response = await payFetch(`${server.url}/large-enough-json`, init);
      controller.abort();
      await new Promise(setImmediate);
      expect(await response.json()).toEqual({ ...AUTHORIZED, note: LONG_NOTE });
    }
  });

  test('as the platform’s own Response, with nothing of its own', async () => {
    const response = await wrapFetch(getpaid)(`${server.url}/authorized`, PAYMENT);
    expect(Object.getPrototypeOf(response)).toBe(Response.prototype);
    expect(Object.keys(response)).toEqual([]);
    const again = new Response(response.body, response);
    expect(again.headers.get('content-type')).toBe('application/json');
    let text = '';
    for await (const chunk of again.body ?? []) text += Buffer.from(chunk).toString();
    expect(JSON.parse(text)).toEqual(AUTHORIZED);
  });
});

describe('throws', () => {
  test.each(['/declined', '/declined-in-hal'])('a 2xx that says declined: %s', async (path) => {
    const thrown: unknown = await wrapFetch(getpaid)(`${server.url}${path}`, PAYMENT).catch(
      (reason: unknown) => reason,
    );
    expect(thrown).toBeInstanceOf(PaymentException);
    const { error, response } = thrown as PaymentException; // as just checked
    expect(error).toMatchObject({
      category: 'declined',
      declineReason: 'insufficient_funds',
      status: response?.status,
      outcome: 'not_performed',
      retry: { strategy: 'payer_action', action: 'add_funds' },
    });
    expect(await response?.json()).toEqual(DECLINED);
  });

  test('what toResult turns into a value', async () => {
    const payFetch = wrapFetch(paystand);
    const declined = await toResult(payFetch(`${server.url}/declined-by-paystand`, { method: 'POST' }));
    expect(declined).toMatchObject({
      ok: false,
      error: { category: 'declined', status: 200, code: 'failed' },
    });
    const authorized = await toResult(payFetch(`${server.url}/authorized`, { method: 'POST' }));
    expect(authorized).toMatchObject({ ok: true, value: { status: 201, bodyUsed: false } });
  });

  test('but toResult lets the exceptions of others pass', async () => {
    const response = await wrapFetch(getpaid)(`${server.url}/unlabelled`, PAYMENT);
    await expect(toResult(response.json())).rejects.toThrow(SyntaxError);
  });

  test.each([
    ['/broken-json', 'its body is not the JSON that it is said to be'],
    ['/html-as-json', 'its body is not the JSON that it is said to be'],
    ['/breaks-off', 'its body did not arrive whole'],
    ['/endless-json', 'its body did not arrive whole'],
    ['/unlabelled-that-stalls', 'its body did not arrive whole'],
    ['/html', 'with a page of HTML'],
    ['/unlabelled-html', 'with a page of HTML'],
  ])('a success whose body is none, in doubt for a write: %s', async (path, what) => {
    for (const provider of [getpaid, paysg, paystand]) {
      const payFetch = wrapFetch(provider, { bodyTimeoutMs: SHORT_MS });
      const error = await errorOf(payFetch(`${server.url}${path}`, { method: 'POST' }));
      expect(error).toMatchObject({
        category: 'invalid_response',
        status: 200,
        outcome: 'unknown',
        retry: { strategy: 'reconcile_first' },
        matchedOn: 'none',
        message: `${provider.name} answered HTTP 200, but ${what}.`,
      });
    }
    const keyed = wrapFetch(getpaid, { bodyTimeoutMs: SHORT_MS })(`${server.url}${path}`, PAYMENT);
    expect((await errorOf(keyed)).retry.strategy).toBe('same_key');
  });

  test('the same of a read, which can be made again', async () => {
    const payFetch = wrapFetch(getpaid, { bodyTimeoutMs: SHORT_MS });
    expect(await errorOf(payFetch(`${server.url}/breaks-off`))).toMatchObject({
      category: 'invalid_response',
      status: 200,
      outcome: 'not_performed',
      retry: { strategy: 'after_delay' },
    });
    expect((await payFetch(`${server.url}/html`)).status).toBe(200);
  });

  test('what came of it is kept as the raw body', async () => {
    const error = await errorOf(wrapFetch(getpaid)(`${server.url}/breaks-off`, PAYMENT));
    expect(getRawBody(error)).toBe('{"id":"pay_1",');
  });

  test('a body that trickles for more than six times bodyTimeoutMs', async () => {
    const { value: error, tookMs } = await timed(
      errorOf(wrapFetch(getpaid, { bodyTimeoutMs: SHORT_MS })(`${server.url}/endless-trickle`, PAYMENT)),
    );
    expect(error).toMatchObject({ category: 'invalid_response', status: 200 });
    expect(tookMs).toBeGreaterThan(6 * SHORT_MS - 5);
    expect(tookMs).toBeLessThan(6 * SHORT_MS + AT_ONCE_MS);
  });

  test('an abort while the body is awaited, as an abort', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), SHORT_MS);
    const init = { ...PAYMENT, signal: controller.signal };
    expect(await errorOf(wrapFetch(getpaid)(`${server.url}/endless-json`, init))).toMatchObject({
      category: 'aborted',
      status: null,
      outcome: 'unknown',
    });
  });

  test('a redirect of a write, which is not followed', async () => {
    for (const redirect of [undefined, 'manual'] as const) {
      const init: RequestInit = { ...PAYMENT, ...(redirect && { redirect }) };
      const error = await errorOf(wrapFetch(getpaid)(`${server.url}/moved`, init));
      expect(error).toMatchObject({
        category: 'invalid_response',
        status: 302,
        outcome: 'unknown',
        retry: { strategy: 'reconcile_first' },
      });
    }
  });

  test('a redirect that is forbidden: somebody did get the request', async () => {
    const error = await errorOf(wrapFetch(getpaid)(`${server.url}/moved`, { ...PAYMENT, redirect: 'error' }));
    expect(error).toMatchObject({ category: 'network', sent: 'unknown', outcome: 'unknown' });
  });
});

test('a 304 is handed over, but not in answer to a write', async () => {
  expect((await wrapFetch(getpaid)(`${server.url}/not-modified`)).status).toBe(304);
  const response = await fetch(`${server.url}/not-modified`);
  expect(await inspectResponse(getpaid, response, { method: 'GET' })).toBeNull();
  const error = await errorOf(wrapFetch(getpaid)(`${server.url}/not-modified`, { method: 'POST' }));
  expect(error).toMatchObject({ category: 'invalid_response', status: 304, outcome: 'unknown' });
});

describe('inspectResponse', () => {
  test('gives null for a success, whose body is unread', async () => {
    const response = await fetch(`${server.url}/authorized`, PAYMENT);
    expect(await inspectResponse(getpaid, response)).toBeNull();
    expect(response.bodyUsed).toBe(false);
    expect(await response.json()).toEqual(AUTHORIZED);
  });

  test('gives the error of a 2xx that says declined, whose body is unread as well', async () => {
    const response = await fetch(`${server.url}/declined`, PAYMENT);
    expect(await inspectResponse(getpaid, response)).toMatchObject({ category: 'declined', status: 201 });
    expect(await response.json()).toEqual(DECLINED);
  });

  test('gives null for a 2xx that somebody has read or holds', async () => {
    const read = await fetch(`${server.url}/declined`, PAYMENT);
    await read.text();
    expect(await inspectResponse(getpaid, read)).toBeNull();
    const held = await fetch(`${server.url}/declined`, PAYMENT);
    const reader = held.body?.getReader();
    expect(await inspectResponse(getpaid, held)).toBeNull();
    await reader?.cancel();
  });
});

test('globalThis.fetch is looked up at each call', async () => {
  const payFetch = wrapFetch(getpaid);
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 418 })));
  expect(await errorOf(payFetch(`${server.url}/authorized`, PAYMENT))).toHaveProperty('status', 418);
  vi.unstubAllGlobals();
  await (await payFetch(`${server.url}/authorized`, PAYMENT)).text();
});
