import type { IncomingHttpHeaders } from 'node:http';

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

import { getCause, isPaymentException, wrapFetch } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { paysg } from '../../src/providers/paysg.js';
import { errorOf } from './error-of.js';
import { closedPort, type LocalServer, serve } from './local-server.js';

const KEY = { 'getpaid-idempotency-key': 'order-1' };
const received: { method: string | undefined; headers: IncomingHttpHeaders; body: string }[] = [];
let server: LocalServer;

beforeAll(async () => {
  server = await serve((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ method: request.method, headers: request.headers, body });
      if (request.url === '/stalls') return;
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"pay_1"}');
    });
    request.on('error', () => undefined); // it broke off, on purpose
  });
});
afterAll(() => server.close());
beforeEach(() => {
  received.length = 0;
});

class Init {
  readonly #members = { method: 'PUT', headers: KEY, body: '{"amount":5}' };
  get method(): string {
    return this.#members.method;
  }
  get headers(): typeof KEY {
    return this.#members.headers;
  }
  get body(): string {
    return this.#members.body;
  }
}

describe('an init with inherited members is sent as fetch alone would send it', () => {
  const inits: readonly (readonly [string, () => RequestInit])[] = [
    ['an instance of a class', () => new Init()],
    [
      'an object with a prototype',
      () => Object.create({ method: 'PUT', headers: KEY, body: '{"amount":5}' }) as RequestInit,
    ],
    ['a Request', () => new Request(server.url, { method: 'PUT', headers: KEY, body: '{"amount":5}' })],
    [
      'members that are not enumerable',
      () =>
        Object.defineProperties(
          {},
          { method: { value: 'PUT' }, headers: { value: KEY }, body: { value: '{"amount":5}' } },
        ),
    ],
  ];

  test.each(inits)('%s', async (_title, init) => {
    for (const timeoutMs of [undefined, 5_000]) {
      await wrapFetch(getpaid, { timeoutMs })(`${server.url}/payments`, init());
      expect(received.pop()).toMatchObject({ method: 'PUT', headers: KEY, body: '{"amount":5}' });
    }
  });

  test('and judged so: `method: null` is sent as the method "null"', async () => {
    const sending = vi.fn<typeof fetch>(() => Promise.reject(new TypeError('fetch failed')));
    const init = { method: null } as unknown as RequestInit;
    const error = await errorOf(wrapFetch(getpaid, { fetch: sending })(`${server.url}/payments`, init));
    expect(error).toMatchObject({ outcome: 'unknown', retry: { strategy: 'reconcile_first' } });
  });
});

describe('what fetch refuses to send', () => {
  test.each<[string, string, RequestInit]>([
    ['a header with a line break', '/', { method: 'POST', headers: { authorization: 'x\ny' } }],
    ['a GET with a body', '/', { body: '{}' }],
    ['a method that is none', '/', { method: 'PO ST' }],
    ['a method that is forbidden', '/', { method: 'TRACE' }],
    ['a forbidden port', 'http://127.0.0.1:6000/', { method: 'POST' }],
    ['another scheme', 'ftp://127.0.0.1/', { method: 'POST' }],
    ['an address that does not parse', 'http://127.0.0.1:99999/', { method: 'POST' }],
    ['an address without a host', '/payments', { method: 'POST' }],
    ['a password in the address', 'http://user:secret@127.0.0.1/', { method: 'POST' }],
    ['a password in the address of a read', 'http://user:secret@127.0.0.1/', {}],
    ['a signal that is none', '/', { method: 'POST', signal: {} as AbortSignal }],
  ])('%s is a mistake to mend', async (title, url, init) => {
    const timeoutMs = title.includes('signal') ? 5_000 : undefined;
    const address = url === '/' ? server.url : url;
    expect(await errorOf(wrapFetch(paysg, { timeoutMs })(address, init))).toMatchObject({
      category: 'network',
      sent: 'no',
      outcome: 'not_performed',
      retry: { strategy: 'fix_request' },
      fixableBy: 'developer',
    });
    expect(received).toEqual([]);
  });

  test('is told by the runtime’s own words where its Request refuses less', async () => {
    const refusing = (message: string): void => {
      vi.stubGlobal('fetch', () => Promise.reject(new TypeError(message)));
    };
    for (const message of [
      'Fetch failed: Requests to port 6000 are blocked',
      "Url scheme 'ftp' not supported",
      'protocol must be http:, https: or s3:',
    ]) {
      refusing(message);
      expect(await errorOf(wrapFetch(paysg)(server.url, { method: 'POST' }))).toMatchObject({ sent: 'no' });
      const followed: RequestInit = { method: 'POST', redirect: 'follow' };
      expect(await errorOf(wrapFetch(paysg)(server.url, followed))).toMatchObject({ sent: 'unknown' });
    }
    refusing('something else');
    expect(await errorOf(wrapFetch(paysg)(server.url, { method: 'POST' }))).toMatchObject({
      sent: 'unknown',
    });
    vi.stubGlobal('Request', undefined);
    const init = { method: 'PO ST', headers: { a: 'b' } };
    expect(await errorOf(wrapFetch(paysg)(server.url, init))).toMatchObject({ sent: 'unknown' });
    vi.stubGlobal('fetch', () => Promise.reject(new RangeError('something else')));
    expect(await errorOf(wrapFetch(paysg)(server.url, init))).toMatchObject({ sent: 'unknown' });
    vi.unstubAllGlobals();
  });

  test('is told when not even a member of init can be read', async () => {
    const init = {
      method: 'POST',
      get keepalive(): boolean {
        throw new Error('no');
      },
    };
    const payFetch = wrapFetch(paysg, { timeoutMs: 5_000 });
    expect(await errorOf(payFetch(server.url, init))).toMatchObject({
      sent: 'no',
      retry: { strategy: 'fix_request' },
    });
  });

  test('whatever the address is given as', async () => {
    const init = { method: 'POST', headers: { a: 'x\ny' }, body: '{}' };
    for (const input of [new URL(server.url), new Request(server.url)])
      expect(await errorOf(wrapFetch(paysg)(input, init))).toMatchObject({ sent: 'no' });
  });

  test('is not told of a fetch of somebody else’s, which may have sent it', async () => {
    const sending: typeof fetch = () => Promise.reject(new TypeError('no'));
    const init = { method: 'POST', headers: { authorization: 'x\ny' } };
    expect(await errorOf(wrapFetch(paysg, { fetch: sending })(server.url, init))).toMatchObject({
      sent: 'unknown',
      outcome: 'unknown',
    });
  });
});

describe('a streamed body', () => {
  test('that fails with somebody else’s refused connection is no proof', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
      port: server.port,
      address: '127.0.0.1',
    });
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"amount":')),
      pull: (controller) => controller.error(refused),
    });
    const init: RequestInit = { method: 'POST', body, duplex: 'half' };
    expect(await errorOf(wrapFetch(getpaid)(`${server.url}/payments`, init))).toMatchObject({
      category: 'network',
      sent: 'unknown',
      outcome: 'unknown',
    });
  });
});

test.each([
  ['a stream', () => new ReadableStream(), 'unknown'],
  [
    'an iterable',
    () =>
      (async function* () {
        yield await Promise.resolve(new Uint8Array(1));
      })(),
    'unknown',
  ],
  ['text', () => '{}', 'no'],
  ['a Blob', () => new Blob(['{}']), 'no'],
])('a refused connection with %s as the body', async (_title, body, sent) => {
  const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED', syscall: 'connect' });
  const sending: typeof fetch = () => Promise.reject(new TypeError('fetch failed', { cause: refused }));
  const init = { method: 'POST', body: body(), duplex: 'half' } as RequestInit;
  expect(await errorOf(wrapFetch(getpaid, { fetch: sending })(server.url, init))).toMatchObject({ sent });
});

describe('something below fetch that may send again', () => {
  test.each([
    ['PUT', 'unknown'],
    ['DELETE', 'unknown'],
    ['POST', 'unknown'],
    ['GET', 'no'],
  ])('a dispatcher that is not known, and a %s', async (method, sent) => {
    const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED', syscall: 'connect' });
    const sending: typeof fetch = () => Promise.reject(new TypeError('fetch failed', { cause: refused }));
    const init: object = { method, dispatcher: {} };
    expect(await errorOf(wrapFetch(getpaid, { fetch: sending })(`${server.url}/x`, init))).toMatchObject({
      sent,
    });
  });
});

describe('an abort', () => {
  test('is one whatever its reason is', async () => {
    const port = await closedPort();
    const another: unknown = await wrapFetch(getpaid)(`http://127.0.0.1:${String(port)}/`).catch(
      (thrown: unknown) => thrown,
    );
    expect(another).toHaveProperty('error.sent', 'no');
    if (!isPaymentException(another)) throw new Error('it is one');
    for (const reason of [another, getCause(another)]) {
      const controller = new AbortController();
      setTimeout(() => controller.abort(reason), 30);
      const init = { method: 'POST', signal: controller.signal };
      expect(await errorOf(wrapFetch(getpaid)(`${server.url}/stalls`, init))).toMatchObject({
        category: 'aborted',
        outcome: 'unknown',
        faultCode: null,
      });
    }
  });

  test('keeps a fetch from sending that takes no notice of signals', async () => {
    const sending: typeof fetch = (input, init) => fetch(input, { ...init, signal: null });
    const init = { method: 'POST', signal: AbortSignal.abort() };
    expect(await errorOf(wrapFetch(getpaid, { fetch: sending })(server.url, init))).toMatchObject({
      category: 'aborted',
      outcome: 'not_performed',
    });
    expect(received).toEqual([]);
  });
});

describe('timeoutMs', () => {
  test('ends the wait for a fetch that takes no notice of it', async () => {
    const sending: typeof fetch = (input, init) => fetch(input, { ...init, signal: null });
    const payFetch = wrapFetch(getpaid, { fetch: sending, timeoutMs: 30 });
    const startedAt = performance.now();
    expect(await errorOf(payFetch(`${server.url}/stalls`, { method: 'POST' }))).toMatchObject({
      category: 'timeout',
      outcome: 'unknown',
    });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test('gives up the body of an answer that comes too late', async () => {
    const cancel = vi.fn();
    const late = new Response(new ReadableStream({ cancel }));
    const sending = (): Promise<Response> => new Promise((resolve) => setTimeout(() => resolve(late), 40));
    await errorOf(wrapFetch(getpaid, { fetch: sending, timeoutMs: 5 })(server.url, { method: 'POST' }));
    await vi.waitFor(() => {
      expect(cancel).toHaveBeenCalledOnce();
    });
  });
});

test('a wrapped fetch in a wrapped fetch says what the inner one does', async () => {
  const inner: typeof fetch = wrapFetch(getpaid, {
    fetch: () => Promise.resolve(Response.json({ id: 'pay_1', status: 'declined' })),
  });
  const error = await errorOf(wrapFetch(getpaid, { fetch: inner })(server.url, { method: 'POST' }));
  expect(error.category).toBe('declined');
});

test('an answer that is none is not understood', async () => {
  const sending = (): Promise<Response> => Promise.resolve(undefined as unknown as Response);
  const error = await errorOf(wrapFetch(getpaid, { fetch: sending })(server.url, { method: 'POST' }));
  expect(error).toMatchObject({ category: 'invalid_response', status: null, outcome: 'unknown' });
});
