import { getEventListeners } from 'node:events';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { PaymentException, wrapFetch } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { errorOf } from './error-of.js';
import { accept, type LocalServer, serve } from './local-server.js';
import { runInOwnProcess } from './own-process.js';

const SHORT_MS = 40;
const LONG_MS = 60_000;
const PAYMENT = {
  method: 'POST',
  headers: { 'Getpaid-Idempotency-Key': 'order-1' },
  body: '{"amount":5}',
};

const requests: string[] = [];
let server: LocalServer;
let silentServer: LocalServer;

beforeAll(async () => {
  server = await serve((request, response) => {
    requests.push(request.url ?? '');
    request.resume();
    if (request.url === '/slow-body') {
      response.writeHead(200, { 'content-type': 'text/plain' }).write('begin');
      setTimeout(() => response.end(' end'), 3 * SHORT_MS);
    }
    if (request.url === '/endless-body')
      response.writeHead(200, { 'content-type': 'text/plain' }).write('begin');
    if (request.url === '/declines')
      response
        .writeHead(201, { 'content-type': 'application/json' })
        .end('{"id":"pay_1","status":"declined","reason":{"code":"insufficient_funds"}}');
    if (request.url === '/fails') response.writeHead(500).end();
    if (request.url === '/succeeds') response.writeHead(201).end('done');
  });
  silentServer = await accept((socket) => socket.resume());
});
afterAll(() => Promise.all([server.close(), silentServer.close()]));

function stalled(): string {
  return `${server.url}/stalls`;
}

const CANCELLED = {
  category: 'aborted',
  status: null,
  outcome: 'unknown',
  retry: { strategy: 'same_key' },
  matchedOn: 'transport',
};
const TIMED_OUT = { ...CANCELLED, category: 'timeout' };

const REASONS: readonly (readonly [string, unknown])[] = [
  ['no reason', undefined],
  ['null', null],
  ['a string', 'the payer closed the tab'],
  ['an object', { because: 'the payer closed the tab' }],
  ['an Error', new Error('the payer closed the tab')],
  ['an Error with the code ECONNREFUSED', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })],
  ['an Error whose cause was never sent', new Error('gone', { cause: { code: 'ENOTFOUND' } })],
  ['what fetch throws for a broken connection', new TypeError('fetch failed')],
];

describe('timeoutMs', () => {
  test('is a time-out when no answer begins in time', async () => {
    const payFetch = wrapFetch(getpaid, { timeoutMs: SHORT_MS });
    const startedAt = performance.now();
    expect(await errorOf(payFetch(stalled(), PAYMENT))).toMatchObject(TIMED_OUT);
    expect(performance.now() - startedAt).toBeGreaterThan(SHORT_MS - 5);
  });

  test('is a time-out too when the connection is not even there yet: that much cannot be seen', async () => {
    const payFetch = wrapFetch(getpaid, { timeoutMs: SHORT_MS });
    const handshake = `https://127.0.0.1:${String(silentServer.port)}/payments`;
    expect(await errorOf(payFetch(handshake, PAYMENT))).toMatchObject(TIMED_OUT);
  });

  test.each([0, 1])('of %i ms ends the call at once', async (timeoutMs) => {
    expect(await errorOf(wrapFetch(getpaid, { timeoutMs })(stalled(), PAYMENT))).toMatchObject(TIMED_OUT);
  });

  test('is a time-out although the caller has a signal as well', async () => {
    const payFetch = wrapFetch(getpaid, { timeoutMs: SHORT_MS });
    const { signal } = new AbortController();
    expect(await errorOf(payFetch(stalled(), { ...PAYMENT, signal }))).toMatchObject(TIMED_OUT);
    expect(await errorOf(payFetch(new Request(stalled(), { ...PAYMENT, signal })))).toMatchObject(TIMED_OUT);
  });

  test('without a key leaves a write open, and lets a read be repeated', async () => {
    const payFetch = wrapFetch(getpaid, { timeoutMs: SHORT_MS });
    expect(await errorOf(payFetch(stalled(), { method: 'POST' }))).toMatchObject({
      category: 'timeout',
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first' },
    });
    expect(await errorOf(payFetch(stalled()))).toMatchObject({
      category: 'timeout',
      outcome: 'not_performed',
      retry: { strategy: 'after_delay' },
    });
  });

  test('keeps what fetch threw as the cause', async () => {
    const thrown: unknown = await wrapFetch(getpaid, { timeoutMs: SHORT_MS })(stalled(), PAYMENT).catch(
      (reason: unknown) => reason,
    );
    expect(thrown).toBeInstanceOf(PaymentException);
    expect((thrown as PaymentException).cause).toHaveProperty('name', 'AbortError'); // as just checked
    expect((thrown as PaymentException).response).toBeUndefined();
  });

  test('ends with the beginning of the answer: a slow body is read to its end', async () => {
    const response = await wrapFetch(getpaid, { timeoutMs: 2 * SHORT_MS })(
      `${server.url}/slow-body`,
      PAYMENT,
    );
    expect(await response.text()).toBe('begin end');
  });

  test.each([Infinity, 2 ** 31, Number.MAX_VALUE])('of %d ms is no limit', async (timeoutMs) => {
    const response = await wrapFetch(getpaid, { timeoutMs })(`${server.url}/slow-body`, PAYMENT);
    expect(response.status).toBe(200);
    await response.text();
  });
});

describe('the caller’s signal', () => {
  test.each(REASONS)('aborted with %s is a cancellation', async (_title, reason) => {
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort(reason);
    }, SHORT_MS);
    const { signal } = controller;
    const payFetch = wrapFetch(getpaid);
    const patientFetch = wrapFetch(getpaid, { timeoutMs: LONG_MS });
    const errors = await Promise.all([
      errorOf(payFetch(stalled(), { ...PAYMENT, signal })),
      errorOf(payFetch(new Request(stalled(), { ...PAYMENT, signal }))),
      errorOf(patientFetch(stalled(), { ...PAYMENT, signal })),
      errorOf(patientFetch(new Request(stalled(), { ...PAYMENT, signal }))),
    ]);
    for (const error of errors) expect(error).toMatchObject(CANCELLED);
  });

  test.each(REASONS)('aborted with %s before the call: nothing is sent', async (_title, reason) => {
    requests.length = 0;
    const signal = AbortSignal.abort(reason);
    const errors = await Promise.all(
      [undefined, LONG_MS].flatMap((timeoutMs) => {
        const payFetch = wrapFetch(getpaid, { timeoutMs });
        return [
          errorOf(payFetch(stalled(), { ...PAYMENT, signal })),
          errorOf(payFetch(new Request(stalled(), { ...PAYMENT, signal }))),
        ];
      }),
    );
    for (const error of errors)
      expect(error).toMatchObject({
        category: 'aborted',
        outcome: 'not_performed',
        retry: { strategy: 'never' },
      });
    expect(requests).toEqual([]);
  });

  test('aborted by AbortSignal.timeout is a time-out', async () => {
    const fromNow = (): AbortSignal => AbortSignal.timeout(SHORT_MS);
    const together = (): AbortSignal => AbortSignal.any([fromNow(), new AbortController().signal]);
    for (const payFetch of [wrapFetch(getpaid), wrapFetch(getpaid, { timeoutMs: LONG_MS })]) {
      expect(await errorOf(payFetch(stalled(), { ...PAYMENT, signal: fromNow() }))).toMatchObject(TIMED_OUT);
      expect(await errorOf(payFetch(stalled(), { ...PAYMENT, signal: together() }))).toMatchObject(TIMED_OUT);
      const request = new Request(stalled(), { ...PAYMENT, signal: fromNow() });
      expect(await errorOf(payFetch(request))).toMatchObject(TIMED_OUT);
    }
  });

  test('timed out before the call: nothing is sent, and the call can be made again', async () => {
    requests.length = 0;
    const signal = AbortSignal.timeout(1);
    await vi.waitFor(() => {
      expect(signal.aborted).toBe(true);
    });
    expect(await errorOf(wrapFetch(getpaid)(stalled(), { ...PAYMENT, signal }))).toMatchObject({
      category: 'timeout',
      outcome: 'not_performed',
      retry: { strategy: 'after_delay' },
    });
    expect(requests).toEqual([]);
  });

  test('aborted after the time-out changes nothing', async () => {
    const controller = new AbortController();
    const error = errorOf(
      wrapFetch(getpaid, { timeoutMs: SHORT_MS })(stalled(), { ...PAYMENT, signal: controller.signal }),
    );
    setTimeout(() => {
      controller.abort();
    }, 3 * SHORT_MS);
    expect(await error).toMatchObject(TIMED_OUT);
  });

  test('in init wins over that of the Request', async () => {
    const request = new Request(stalled(), { ...PAYMENT, signal: new AbortController().signal });
    const error = await errorOf(wrapFetch(getpaid)(request, { signal: AbortSignal.timeout(SHORT_MS) }));
    expect(error).toMatchObject(TIMED_OUT);
  });

  test.each([undefined, LONG_MS])(
    'still ends the body that was handed over (timeoutMs: %s)',
    async (timeoutMs) => {
      const controller = new AbortController();
      const response = await wrapFetch(getpaid, { timeoutMs })(`${server.url}/endless-body`, {
        ...PAYMENT,
        signal: controller.signal,
      });
      const body = response.text();
      controller.abort();
      await expect(body).rejects.toHaveProperty('name', 'AbortError');
    },
  );
});

describe('without a signal', () => {
  test('an AbortError that nobody asked for is a broken connection: Firefox says so', async () => {
    const fetch: typeof globalThis.fetch = () => Promise.reject(new DOMException('aborted', 'AbortError'));
    expect(await errorOf(wrapFetch(getpaid, { fetch })('https://example.com/', PAYMENT))).toMatchObject({
      category: 'network',
      sent: 'unknown',
      outcome: 'unknown',
    });
  });
});

describe('where there is no AbortSignal.any, as in edge-runtime', () => {
  const original = Object.getOwnPropertyDescriptor(AbortSignal, 'any') ?? {};
  beforeEach(() => {
    Object.defineProperty(AbortSignal, 'any', { value: undefined, configurable: true });
  });
  afterEach(() => {
    Object.defineProperty(AbortSignal, 'any', original);
  });
  const payFetch = wrapFetch(getpaid, { timeoutMs: SHORT_MS });

  test('a time-out and an abort are told apart all the same', async () => {
    expect(AbortSignal).toHaveProperty('any', undefined);
    const { signal } = new AbortController();
    expect(await errorOf(payFetch(stalled(), { ...PAYMENT, signal }))).toMatchObject(TIMED_OUT);
    const patientFetch = wrapFetch(getpaid, { timeoutMs: LONG_MS });
    const controller = new AbortController();
    const error = errorOf(patientFetch(stalled(), { ...PAYMENT, signal: controller.signal }));
    setTimeout(() => {
      controller.abort('the payer closed the tab');
    }, SHORT_MS);
    expect(await error).toMatchObject(CANCELLED);
  });

  test('nothing is sent for a signal that is aborted before', async () => {
    requests.length = 0;
    const error = await errorOf(payFetch(stalled(), { ...PAYMENT, signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ category: 'aborted', outcome: 'not_performed' });
    expect(requests).toEqual([]);
  });

  test('no listener stays on the caller’s signal', async () => {
    const { signal } = new AbortController();
    await (await payFetch(`${server.url}/succeeds`, { ...PAYMENT, signal })).text();
    await errorOf(payFetch(`${server.url}/fails`, { ...PAYMENT, signal }));
    await errorOf(payFetch(stalled(), { ...PAYMENT, signal }));
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('nothing outlives a call', () => {
  /** Every way for a call to end. */
  const endings: readonly (readonly [
    string,
    (payFetch: typeof fetch, signal: AbortSignal) => Promise<unknown>,
  ])[] = [
    ['a success', async (payFetch, signal) => (await payFetch(`${server.url}/succeeds`, { signal })).text()],
    ['an error answer', (payFetch, signal) => errorOf(payFetch(`${server.url}/fails`, { signal }))],
    [
      'a failed connection',
      (payFetch, signal) => errorOf(payFetch('http://nonexistent.invalid/', { signal })),
    ],
    ['an invalid address', (payFetch, signal) => errorOf(payFetch('http://', { signal }))],
  ];

  test.each(endings)('%s stops the timer', async (_title, end) => {
    const timers = vi.spyOn(globalThis, 'setTimeout');
    const stopped = vi.spyOn(globalThis, 'clearTimeout');
    await end(wrapFetch(getpaid, { timeoutMs: 54_321, bodyTimeoutMs: 54_321 }), new AbortController().signal);
    const started = timers.mock.calls.flatMap(([, delayMs], call): unknown[] =>
      delayMs === 54_321 ? [timers.mock.results[call]?.value] : [],
    );
    expect(started.length).toBeGreaterThan(0);
    for (const timer of started) expect(stopped).toHaveBeenCalledWith(timer);
    vi.restoreAllMocks();
  });

  test.each(endings)('%s leaves no listener of its own on the caller’s signal', async (_title, end) => {
    const { signal } = new AbortController();
    const bareFetch: typeof fetch = (input, init) => fetch(input, { ...init, signal: null });
    await end(wrapFetch(getpaid, { fetch: bareFetch }), signal);
    await end(wrapFetch(getpaid, { fetch: bareFetch, timeoutMs: LONG_MS }), signal);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('adds no listener to the caller’s signal beyond those of fetch itself', async () => {
    const listenersAfter = async (call: typeof fetch): Promise<number> => {
      const { signal } = new AbortController();
      await (await call(`${server.url}/succeeds`, { signal })).text();
      return getEventListeners(signal, 'abort').length;
    };
    const ofFetchItself = await listenersAfter(fetch);
    expect(await listenersAfter(wrapFetch(getpaid))).toBe(ofFetchItself);
    expect(await listenersAfter(wrapFetch(getpaid, { timeoutMs: LONG_MS }))).toBeLessThanOrEqual(
      ofFetchItself,
    );
  });

  test('a process that makes calls with long limits ends by itself', async () => {
    const { exitCode, output, lingeredMs } = await runInOwnProcess(
      new URL('calls-with-long-limits.ts', import.meta.url),
      server.url,
    );
    expect(exitCode).toBe(0);
    expect(output).toBe('aborted declined network provider_error succeeded\n');
    expect(lingeredMs).toBeLessThan(2_000);
  });
});
