import { afterEach, describe, expect, test, vi } from 'vitest';

import {
  defineProvider,
  getRaw,
  inspectResponse,
  normalizeResponse,
  type PaymentError,
  PaymentException,
  toResult,
  wrapFetch,
  type WrapFetchOptions,
} from '../src/index.js';
import { getpaid } from '../src/providers/getpaid.js';
import { paypaga } from '../src/providers/paypaga.js';
import { paysg } from '../src/providers/paysg.js';
import { paystand } from '../src/providers/paystand.js';

const URL_OF_PAYMENTS = 'https://api.example/v1/payment-services/ps_1/payments';
const DECLINED = {
  id: 'pay_1',
  status: 'declined',
  reason: { code: 'insufficient_funds', description: 'No funds.' },
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A fetch that answers the same to every call. */
function answering(response: Response): typeof fetch {
  return () => Promise.resolve(response);
}

/** A fetch that never answers, and rejects as the platform's does when its signal is aborted. */
const silent: typeof fetch = (_input, init) =>
  new Promise((_resolve, reject) => {
    const rejectNow = (): void => reject(init?.signal?.reason as Error);
    if (init?.signal?.aborted) rejectNow();
    init?.signal?.addEventListener('abort', rejectNow);
  });

async function errorOf(promise: Promise<unknown>): Promise<PaymentError> {
  const result = await toResult(promise);
  if (result.ok) throw new Error('it did not fail');
  return result.error;
}

describe('what is handed over', () => {
  test('a success, as fetch gives it, its body unread', async () => {
    const response = Response.json({ id: 'pay_1', status: 'authorized' });
    expect(await wrapFetch(getpaid, { fetch: answering(response) })(URL_OF_PAYMENTS)).toBe(response);
    expect(response.bodyUsed).toBe(false);
    expect(await response.json()).toEqual({ id: 'pay_1', status: 'authorized' });
  });

  test('a 2xx that says declined, when it is not to be inspected', async () => {
    const payFetch = wrapFetch(getpaid, { fetch: answering(Response.json(DECLINED)), inspectSuccess: false });
    expect((await payFetch(URL_OF_PAYMENTS)).status).toBe(200);
  });

  test('what the caller gave goes to fetch untouched, when there is no time limit', async () => {
    const spy = vi.fn(answering(new Response()));
    const init = { method: 'POST' };
    await wrapFetch(paysg, { fetch: spy })(URL_OF_PAYMENTS, init);
    expect(spy.mock.calls[0]?.[1]).toBe(init);
  });

  test('globalThis.fetch is looked up at each call', async () => {
    const payFetch = wrapFetch(paysg);
    vi.stubGlobal('fetch', answering(new Response('later')));
    expect(await (await payFetch(URL_OF_PAYMENTS)).text()).toBe('later');
  });
});

describe('what throws', () => {
  test('a non-2xx', async () => {
    const response = Response.json({ error: { code: 'payment_not_found' } }, { status: 404 });
    const thrown: unknown = await wrapFetch(paysg, { fetch: answering(response) })(URL_OF_PAYMENTS).catch(
      (e: unknown) => e,
    );
    expect(thrown).toBeInstanceOf(PaymentException);
    expect(thrown).toMatchObject({
      error: { category: 'not_found', status: 404 },
      response,
      cause: undefined,
    });
  });

  test('a non-2xx, when a success is not to be inspected', async () => {
    const payFetch = wrapFetch(paysg, {
      fetch: answering(new Response(null, { status: 404 })),
      inspectSuccess: false,
    });
    expect((await errorOf(payFetch(URL_OF_PAYMENTS))).category).toBe('not_found');
  });

  test('a 2xx that the provider documents as a failure', async () => {
    const payFetch = wrapFetch(getpaid, { fetch: answering(Response.json(DECLINED, { status: 201 })) });
    expect(await errorOf(payFetch(URL_OF_PAYMENTS, { method: 'POST' }))).toMatchObject({
      category: 'declined',
      declineReason: 'insufficient_funds',
      status: 201,
    });
  });

  test('an error envelope inside a 2xx, where the provider sends those', async () => {
    const body = { error: { details: { code: 'resourceNotFound' } } };
    expect(
      (await errorOf(wrapFetch(paystand, { fetch: answering(Response.json(body)) })('/x'))).category,
    ).toBe('not_found');
    expect((await wrapFetch(paypaga, { fetch: answering(Response.json(body)) })('/x')).status).toBe(200);
  });

  test('a rejection, with what fetch threw as its cause', async () => {
    const cause = new TypeError('fetch failed', {
      cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    });
    const thrown: unknown = await wrapFetch(paysg, { fetch: () => Promise.reject(cause) })('/x').catch(
      (e: unknown) => e,
    );
    expect(thrown).toMatchObject({ error: { category: 'network', sent: 'no' }, cause, response: undefined });
  });

  test.each<[string, object, string]>([
    ['the same server', { port: 8443 }, 'no'],
    ['another port', { port: 443 }, 'unknown'],
    ['another name', { hostname: 'receipts.example' }, 'unknown'],
    ['the same name', { hostname: 'api.example' }, 'no'],
    ['another port of the first address', { errors: [{ code: 'ECONNREFUSED', port: 9 }] }, 'unknown'],
    ['the same port of the first address', { errors: [{ code: 'ECONNREFUSED', port: 8443 }] }, 'no'],
  ])('a refused connection to %s', async (_name, members, sent) => {
    const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED' }, members);
    const failing = (): Promise<Response> =>
      Promise.reject(new TypeError('fetch failed', { cause: refused }));
    const payFetch = wrapFetch(paysg, { fetch: failing });
    expect(await errorOf(payFetch('https://API.example:8443/x', { method: 'POST' }))).toMatchObject({ sent });
  });

  test.each([
    ['http://[::1]/x', 80, '[::1]'],
    ['https://user@api.example/x', 443, 'api.example'],
    ['HTTPS://user:secret@api.example/x', 443, 'api.example'],
    ['http://[::1]:8080/x', 8080, '[::1]'],
    ['http://api.example?at=10:30', 80, 'api.example'],
    ['http://api.example#me@home', 80, 'api.example'],
  ])('a refused connection of %s', async (url, port, hostname) => {
    const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED', port, hostname });
    const failing = (): Promise<Response> => Promise.reject(refused);
    expect(await errorOf(wrapFetch(paysg, { fetch: failing })(url))).toMatchObject({ sent: 'no' });
  });

  test('a refused connection to a server that the address only mentions', async () => {
    const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED', hostname: 'shop.example' });
    const payFetch = wrapFetch(paysg, { fetch: () => Promise.reject(refused) });
    expect(await errorOf(payFetch('/x?then=https://shop.example/'))).toMatchObject({ sent: 'unknown' });
  });

  test('a time-out of another server’s is a time-out', async () => {
    const late = Object.assign(new Error('x'), { code: 'ETIMEDOUT', port: 9 });
    const payFetch = wrapFetch(paysg, { fetch: () => Promise.reject(late) });
    expect(await errorOf(payFetch(URL_OF_PAYMENTS))).toMatchObject({ category: 'timeout' });
  });

  test('whatever an inner fetch throws, as a network fault', async () => {
    for (const thrown of [new Error('odd'), undefined, 'odd', new DOMException('x', 'AbortError')]) {
      const failing = (): Promise<Response> => Promise.reject(thrown);
      expect(await errorOf(wrapFetch(paysg, { fetch: failing })('/x', { method: 'POST' }))).toMatchObject({
        category: 'network',
        sent: 'unknown',
        outcome: 'unknown',
      });
    }
  });
});

describe('method and idempotency key are read off the request', () => {
  const unavailable = (): typeof fetch => answering(new Response(null, { status: 503 }));
  const KEY = { 'getpaid-idempotency-key': 'order-4821' };

  test.each<[string, Parameters<typeof fetch>, string]>([
    ['nothing: fetch does a GET', ['https://api.example/x'], 'after_delay'],
    ['init', ['https://api.example/x', { method: 'post' }], 'reconcile_first'],
    ['a URL', [new URL('https://api.example/x'), { method: 'POST', headers: KEY }], 'same_key'],
    ['headers as pairs', ['/x', { method: 'POST', headers: Object.entries(KEY) }], 'same_key'],
    ['Headers', ['/x', { method: 'POST', headers: new Headers(KEY) }], 'same_key'],
    [
      'another key header',
      ['/x', { method: 'POST', headers: { 'idempotency-key': 'x' } }],
      'reconcile_first',
    ],
    ['a Request', [new Request('https://api.example/x', { method: 'POST', headers: KEY })], 'same_key'],
    [
      'init over a Request',
      [new Request('https://api.example/x', { method: 'POST', headers: KEY }), { method: 'GET' }],
      'after_delay',
    ],
    [
      'headers of init in place of a Request’s',
      [new Request('https://api.example/x', { method: 'POST', headers: KEY }), { headers: {} }],
      'reconcile_first',
    ],
  ])('%s', async (_name, input, strategy) => {
    const { retry } = await errorOf(wrapFetch(getpaid, { fetch: unavailable() })(...input));
    expect(retry.strategy).toBe(strategy);
  });

  test.each([
    [URL_OF_PAYMENTS, 'same_key'],
    [`${URL_OF_PAYMENTS}?a=/payments/1/refund`, 'same_key'],
    [`${URL_OF_PAYMENTS}/pay_1/refund`, 'reconcile_first'],
    ['/v1/payment-services/ps_1/payments/pay_1/cancel#x', 'reconcile_first'],
    ['/payments/pay_1/refund', 'reconcile_first'],
  ])('a key on a path that takes none protects nothing: %s', async (url, strategy) => {
    const reset: typeof fetch = () => Promise.reject(new TypeError('fetch failed'));
    const headers = { 'Idempotency-Key': 'order-4821' };
    const { retry } = await errorOf(wrapFetch(paysg, { fetch: reset })(url, { method: 'POST', headers }));
    expect(retry.strategy).toBe(strategy);
  });

  test.each([
    'https://api.example/refunds',
    'HTTP://user@api.example:8443/refunds?reason=/payments#top',
    'https://api.example/refunds?then=https://shop.example/thanks',
    '/refunds?',
    '/refunds#top\n',
  ])('the path is all of the address that counts: %s', async (url) => {
    const acme = defineProvider({
      name: 'acme',
      docs: 'https://acme.example/errors',
      idempotency: {
        key: 'header',
        header: 'Idempotency-Key',
        keylessPaths: /^\/refunds$/,
        replaysFailures: false,
        lookup: 'resource',
      },
      error: { read: () => null },
      codes: {},
    });
    const init = { method: 'POST', headers: { 'Idempotency-Key': 'order-4821' } };
    const { retry } = await errorOf(wrapFetch(acme, { fetch: unavailable() })(url, init));
    expect(retry.strategy).toBe('reconcile_first');
  });

  test('a key counts on an address that cannot be read', async () => {
    const reset = (): Promise<Response> => Promise.reject(new TypeError('fetch failed'));
    const init = { method: 'POST', headers: { 'Idempotency-Key': 'order-4821' } };
    const { retry } = await errorOf(wrapFetch(paysg, { fetch: reset })(undefined as never, init));
    expect(retry.strategy).toBe('same_key');
  });

  test('of a provider without a key header only the method counts', async () => {
    const { retry } = await errorOf(
      wrapFetch(paypaga, { fetch: unavailable() })('/x', { method: 'POST', headers: KEY }),
    );
    expect(retry.strategy).toBe('reconcile_first');
    const read = await errorOf(wrapFetch(paypaga, { fetch: unavailable() })('/x'));
    expect(read.retry.strategy).toBe('after_delay');
  });

  test.each([7, {}])('a method that is %o counts as a write', async (method) => {
    const init = { method } as unknown as RequestInit;
    const { retry } = await errorOf(wrapFetch(getpaid, { fetch: unavailable() })('/x', init));
    expect(retry.strategy).toBe('reconcile_first');
  });
});

describe('time-outs and aborts', () => {
  test('its own time limit', async () => {
    expect(
      await errorOf(wrapFetch(paysg, { fetch: silent, timeoutMs: 5 })('/x', { method: 'POST' })),
    ).toMatchObject({
      category: 'timeout',
      status: null,
      outcome: 'unknown',
    });
  });

  test('the longest time limit that a timer can do', async () => {
    vi.useFakeTimers();
    const payFetch = wrapFetch(paysg, { fetch: silent, timeoutMs: 2 ** 31 - 1 });
    const error = errorOf(payFetch('/x', { method: 'POST' }));
    await vi.advanceTimersByTimeAsync(2 ** 31 - 1);
    expect(await error).toMatchObject({ category: 'timeout' });
  });

  test.each([undefined, 1_000])('the caller’s abort, with timeoutMs %o', async (timeoutMs) => {
    const controller = new AbortController();
    const options: WrapFetchOptions = { fetch: silent, timeoutMs };
    const error = errorOf(wrapFetch(paysg, options)('/x', { method: 'POST', signal: controller.signal }));
    controller.abort(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }));
    expect(await error).toMatchObject({ category: 'aborted', outcome: 'unknown' });
  });

  test('AbortSignal.timeout is a time-out', async () => {
    const signal = AbortSignal.timeout(5);
    expect((await errorOf(wrapFetch(paysg, { fetch: silent })('/x', { signal }))).category).toBe('timeout');
  });

  test('a signal aborted before the call: nothing was sent', async () => {
    const failing: typeof fetch = (_input, init) => Promise.reject(init?.signal?.reason as Error);
    const signal = AbortSignal.abort('too late');
    expect(
      await errorOf(wrapFetch(paysg, { fetch: failing })('/x', { method: 'POST', signal })),
    ).toMatchObject({
      category: 'aborted',
      outcome: 'not_performed',
      retry: { strategy: 'never' },
    });
  });

  test('the caller’s abort, in a runtime without AbortSignal.any', async () => {
    vi.stubGlobal('AbortSignal', {});
    const controller = new AbortController();
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    const payFetch = wrapFetch(paysg, { fetch: silent, timeoutMs: 1_000 });
    const error = errorOf(payFetch('/x', { method: 'POST', signal: controller.signal }));
    controller.abort();
    expect(await error).toMatchObject({ category: 'aborted', outcome: 'unknown' });
    expect(removed).toHaveBeenCalled();
    const late = errorOf(payFetch('/x', { method: 'POST', signal: abortedSignal() }));
    expect((await late).outcome).toBe('not_performed');
  });

  test('no timer outlives the call', async () => {
    vi.useFakeTimers();
    await wrapFetch(paysg, { fetch: answering(new Response()), timeoutMs: 1_000 })('/x');
    await errorOf(
      wrapFetch(paysg, { fetch: answering(new Response('x', { status: 500 })), timeoutMs: 1_000 })('/x'),
    );
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('bodies are read within limits', () => {
  const envelope = '{"error":{"code":"payment_not_found"}}';

  test.each([
    ['as long as the limit', envelope.length, 'payment_not_found'],
    ['a byte longer', envelope.length - 1, null],
  ])('a body %s', async (_name, maxBodyBytes, code) => {
    const response = new Response(envelope, { status: 404 });
    expect((await normalizeResponse(paysg, response, { maxBodyBytes })).code).toBe(code);
  });

  test('a body that stalls is cancelled, and the status decides', async () => {
    const cancel = vi.fn();
    const body = new ReadableStream({ pull: () => new Promise(() => undefined), cancel });
    const error = await normalizeResponse(paysg, new Response(body, { status: 404 }), { bodyTimeoutMs: 5 });
    expect(error).toMatchObject({ category: 'not_found', code: null, matchedOn: 'status' });
    expect(cancel).toHaveBeenCalledOnce();
  });

  test('a body that breaks off keeps what came of it for getRaw alone', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(envelope)),
      pull: (controller) => controller.error(new Error('reset')),
    });
    const error = await normalizeResponse(paysg, new Response(body, { status: 404 }));
    expect(error.code).toBeNull();
    expect(getRaw(error)).toBe(envelope);
  });

  test('a body that was read whole is kept for getRaw as it was parsed', async () => {
    const json = await normalizeResponse(paysg, new Response(envelope, { status: 404 }));
    expect(getRaw(json)).toEqual(JSON.parse(envelope));
    const text = await normalizeResponse(paysg, new Response('Gone.', { status: 404 }));
    expect(getRaw(text)).toBe('Gone.');
  });

  test.each([null, ''])('a body that is %j is none for getRaw', async (body) => {
    expect(getRaw(await normalizeResponse(paysg, new Response(body, { status: 404 })))).toBeUndefined();
  });

  test('a body that came to its end is not cancelled', async () => {
    const cancel = vi.fn();
    const reader = new Response(envelope).body?.getReader();
    const body = { getReader: () => ({ read: () => reader?.read(), cancel }) };
    const error = await normalizeResponse(paysg, { status: 404, headers: {}, body });
    expect(error.code).toBe('payment_not_found');
    expect(cancel).not.toHaveBeenCalled();
  });

  test.each([Infinity, 2 ** 31])('a body is waited for without end with bodyTimeoutMs: %d', async (limit) => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) =>
        void setTimeout(() => {
          controller.enqueue(new TextEncoder().encode(envelope));
          controller.close();
        }, 20),
    });
    const error = await normalizeResponse(paysg, new Response(body, { status: 404 }), {
      bodyTimeoutMs: limit,
    });
    expect(error.code).toBe('payment_not_found');
  });

  test('a body is waited for as long as a timer can', async () => {
    vi.useFakeTimers();
    const response = { status: 404, headers: {}, text: () => new Promise<string>(() => undefined) };
    const error = normalizeResponse(paysg, response, { bodyTimeoutMs: 2 ** 31 - 1 });
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(2 ** 31 - 1);
    expect(await error).toMatchObject({ category: 'not_found', matchedOn: 'status' });
  });

  test.each<[string, () => unknown]>([
    ['read before', () => ({ status: 404, headers: {}, body: {}, bodyUsed: true })],
    [
      'locked',
      () => {
        const response = new Response(envelope, { status: 404 });
        response.body?.getReader();
        return response;
      },
    ],
    ['that nothing can read', () => ({ status: 404, headers: {} })],
    [
      'whose cancel fails',
      () => ({
        status: 404,
        headers: {},
        body: {
          getReader: () => ({
            read: () => Promise.reject(new Error('x')),
            cancel: () => Promise.reject(new Error('y')),
          }),
        },
      }),
    ],
    [
      'whose cancel throws',
      () => ({
        status: 404,
        headers: {},
        body: {
          getReader: () => ({
            read: () => Promise.reject(new Error('x')),
            cancel: () => {
              throw new Error('y');
            },
          }),
        },
      }),
    ],
    ['of chunks that are no bytes', () => ({ status: 404, headers: {}, body: iterate([7]) })],
  ])('a body %s: the status decides', async (_name, response) => {
    const error = await normalizeResponse(paysg, response() as Response);
    expect(error).toMatchObject({ category: 'not_found', code: null });
    expect(getRaw(error)).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['a stream of Node’s', iterate([envelope.slice(0, 9), Buffer.from(envelope.slice(9))])],
    ['no body, and text()', undefined],
    ['a body that is no stream, and text()', {}],
  ])('%s', async (_name, body) => {
    const response = { status: 404, headers: {}, body, text: () => Promise.resolve(envelope) };
    expect((await normalizeResponse(paysg, response)).code).toBe('payment_not_found');
  });

  test('an endless stream of Node’s is ended', async () => {
    const end = vi.fn();
    const response = {
      status: 404,
      headers: {},
      body: iterate(
        Array.from({ length: 99 }, () => 'x'.repeat(9)),
        end,
      ),
    };
    await normalizeResponse(paysg, response, { maxBodyBytes: 20 });
    expect(end).toHaveBeenCalledOnce();
  });

  test('text() that stalls, and a body without a limit of time', async () => {
    const response = { status: 404, headers: {}, text: () => new Promise<string>(() => undefined) };
    expect((await normalizeResponse(paysg, response, { bodyTimeoutMs: 5 })).category).toBe('not_found');
    const whole = new Response(envelope, { status: 404 });
    expect((await normalizeResponse(paysg, whole, { bodyTimeoutMs: Infinity })).code).toBe(
      'payment_not_found',
    );
  });
});

describe('inspectResponse', () => {
  test('gives null and leaves the body, for a success', async () => {
    const response = Response.json({ id: 'pay_1', status: 'captured' });
    expect(await inspectResponse(getpaid, response)).toBeNull();
    expect(await response.json()).toEqual({ id: 'pay_1', status: 'captured' });
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
      inspectResponse(getpaid, new Response(declined, { headers }), { maxBodyBytes });
    expect((await inspected(length))?.category).toBe('declined');
    expect(await inspected(length - 1)).toBeNull();
  });

  test('does not read at all where the provider documents no failure in a 2xx', async () => {
    const clone = vi.fn();
    const response = { status: 200, headers: { 'content-type': 'application/json' }, body: {}, clone };
    expect(await inspectResponse(paysg, response)).toBeNull();
    expect(clone).not.toHaveBeenCalled();
  });
});

describe('bad arguments', () => {
  test('throw a TypeError that names them', async () => {
    expect(() => wrapFetch(undefined as never)).toThrow(/^provider: expected/);
    expect(() => wrapFetch(paysg, { fetch: 'fetch' as never })).toThrow(
      new TypeError('fetch: expected a function'),
    );
    expect(() => wrapFetch(paysg, { timeoutMs: -1 })).toThrow(
      new TypeError('timeoutMs: expected a number from 0'),
    );
    expect(() => wrapFetch(paysg, { maxBodyBytes: Number.NaN })).toThrow(/^maxBodyBytes: /);
    expect(() => wrapFetch(paysg, { bodyTimeoutMs: '5' as never })).toThrow(/^bodyTimeoutMs: /);
    await expect(normalizeResponse({} as never, new Response())).rejects.toThrow(/^provider: /);
    await expect(inspectResponse({} as never, new Response())).rejects.toThrow(/^provider: /);
    await expect(normalizeResponse(paysg, new Response(), { maxBodyBytes: -1 })).rejects.toThrow(
      /^maxBodyBytes: /,
    );
  });

  test('a runtime without fetch is said to be one', async () => {
    vi.stubGlobal('fetch', undefined);
    await expect(wrapFetch(paysg)('/x')).rejects.toThrow(new TypeError('fetch: expected a function'));
  });
});

function abortedSignal(): AbortSignal {
  const controller = new AbortController();
  controller.abort();
  return controller.signal;
}

function iterate(chunks: readonly unknown[], end: () => void = () => undefined): AsyncIterable<unknown> {
  return (async function* () {
    try {
      for (const chunk of chunks) yield await Promise.resolve(chunk);
    } finally {
      end();
    }
  })();
}
