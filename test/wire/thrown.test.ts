import { describe, expect, test } from 'vitest';

import {
  getRawBody,
  normalize,
  normalizeThrown,
  type PaymentError,
  PaymentException,
} from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { paystand } from '../../src/providers/paystand.js';
import { paysg } from '../../src/providers/paysg.js';
import type { ThrownRequestFacts } from '../../src/wire/thrown.js';

const POST = { method: 'POST' };
const TIME_IS_UP = new DOMException('The operation timed out.', 'TimeoutError');
const WITH_KEY = {
  method: 'POST',
  url: 'https://api.example/payments',
  idempotencyKey: 'order-4821',
};

function errorWith(members: object, message = 'x', name = 'Error'): Error {
  return Object.assign(new Error(message), { name }, members);
}

/** Wraps an error in as many others. */
function wrapped(error: unknown, levels: number): unknown {
  return levels === 0 ? error : new Error('outer', { cause: wrapped(error, levels - 1) });
}

function normalized(thrown: unknown, request: ThrownRequestFacts = POST): Promise<PaymentError> {
  return normalizeThrown(getpaid, thrown, request);
}

describe('an error that is known already', () => {
  test('comes back as it is', async () => {
    const error = normalize(getpaid, { status: 402 });
    expect(await normalizeThrown(paysg, error)).toBe(error);
    expect(await normalizeThrown(paysg, new PaymentException(error))).toBe(error);
  });
});

describe('the request is read off an exception of ofetch', () => {
  const url = 'https://api.example/payments';
  const exception = (request: unknown, options: object): unknown =>
    errorWith({ status: 503, response: { status: 503, headers: {} }, request, options }, 'x', 'FetchError');

  test.each<[string, unknown, string]>([
    [
      'its options',
      exception(url, { method: 'POST', headers: { 'Getpaid-Idempotency-Key': 'k' } }),
      'same_key',
    ],
    [
      'its Request',
      exception(new Request(url, { method: 'POST', headers: { 'Getpaid-Idempotency-Key': 'k' } }), {}),
      'same_key',
    ],
    ['a GET, unless it says otherwise', exception(url, {}), 'after_delay'],
  ])('%s', async (_name, thrown, strategy) => {
    expect((await normalizeThrown(getpaid, thrown)).retry.strategy).toBe(strategy);
  });

  test('but not where it is about another address than the caller says', async () => {
    const thrown = exception('https://other.example/', {});
    expect((await normalizeThrown(getpaid, thrown, { url })).retry.strategy).toBe('reconcile_first');
  });
});

describe('a PaymentException among the causes', () => {
  const known = new PaymentException(normalize(paysg, { status: 429 }));

  test('is what it is about', async () => {
    for (const levels of [1, 10]) expect(await normalized(wrapped(known, levels))).toBe(known.error);
  });

  test('is no more than a reason beneath an abort', async () => {
    const abort = errorWith({ code: 'ERR_CANCELED', cause: known }, 'canceled', 'CanceledError');
    expect(await normalized(abort)).toMatchObject({ category: 'aborted', outcome: 'unknown' });
  });

  test('is an abort when it is the reason of the caller’s signal', async () => {
    const signal = AbortSignal.abort(known);
    const request = { ...POST, signal };
    expect(await normalized(known, request)).toMatchObject({ category: 'aborted', outcome: 'unknown' });
    for (const reason of [errorWith({}, 'x', 'TimeoutError'), hostileError()])
      expect(await normalized(reason, { ...POST, signal: AbortSignal.abort(reason) })).toMatchObject({
        category: 'aborted',
      });
    const ofEdgeRuntime = new (class DOMException extends Error {
      override readonly name = 'TimeoutError';
    })();
    const late = { ...POST, signal: AbortSignal.abort(ofEdgeRuntime) };
    expect(await normalized(ofEdgeRuntime, late)).toMatchObject({ category: 'timeout' });
    const timedOut = { ...POST, signal: AbortSignal.abort(TIME_IS_UP) };
    expect(await normalized(TIME_IS_UP, timedOut)).toMatchObject({ category: 'timeout' });
  });
});

describe('faultCode', () => {
  test.each<[string, unknown, string | null]>([
    [
      'that of the cause which decides',
      new TypeError('fetch failed', { cause: errorWith({ code: 'ECONNRESET' }) }),
      'ECONNRESET',
    ],
    ['a time-out’s', errorWith({ code: 'UND_ERR_BODY_TIMEOUT' }), 'UND_ERR_BODY_TIMEOUT'],
    ['one of a family', errorWith({ code: 'HPE_INVALID_CONSTANT' }), 'HPE_INVALID_CONSTANT'],
    ['none beside the list', errorWith({ code: 'ERR_SOMETHING' }), null],
    ['none of a secret', new TypeError('fetch failed', { cause: errorWith({ code: 'sk_live_1' }) }), null],
    [
      'none of the reason of an abort',
      errorWith({ name: 'AbortError', cause: errorWith({ code: 'ECONNREFUSED' }) }),
      null,
    ],
  ])('%s', async (_name, thrown, faultCode) => {
    const error = await normalized(thrown);
    expect('faultCode' in error ? error.faultCode : null).toBe(faultCode);
  });
});

describe('a fault of the network, not an abort and not unrecognized', () => {
  test.each<[string, unknown]>([
    [
      'a proxy that refuses, under fetch',
      new TypeError('fetch failed', {
        cause: errorWith({ code: 'UND_ERR_ABORTED' }, 'Proxy response (403)', 'AbortError'),
      }),
    ],
    [
      'a proxy that refuses, under undici',
      errorWith(
        { code: 'UND_ERR_ABORTED' },
        'Proxy response (403) !== 200 when HTTP Tunneling',
        'AbortError',
      ),
    ],
    ...[
      'HPE_INVALID_CONSTANT',
      'HPE_SOMETHING_NEW',
      'ERR_HTTP2_STREAM_ERROR',
      'ERR_HTTP2_NEW',
      'UND_ERR_INFO',
      'UND_ERR_HEADERS_OVERFLOW',
    ].map((code): [string, unknown] => [code, errorWith({ code })]),
    ['Deno, in a body', new TypeError('error reading a body from connection')],
    ['Bun, in a body', errorWith({ code: 'ZlibError' })],
  ])('%s', async (_name, thrown) => {
    expect(await normalized(thrown)).toMatchObject({
      category: 'network',
      sent: 'unknown',
      outcome: 'unknown',
    });
  });
});

describe('an answer in what was thrown', () => {
  const body = { type: 'https://docs.getpaid.io/x#409---conflict', title: 'Conflict', status: 409 };
  const headers = { 'Getpaid-Trace-Id': 'trace-7' };
  test.each<[string, unknown]>([
    ['a Response', Response.json(body, { status: 409, headers })],
    ['ky 1: an unread Response', { response: Response.json(body, { status: 409, headers }) }],
    [
      'ky 2: a read Response, and data',
      { response: { status: 409, headers, bodyUsed: true, text: throwing }, data: body },
    ],
    ['axios', { response: { status: 409, headers, data: body } }],
    ['axios, as bytes', { response: { status: 409, headers, data: Buffer.from(JSON.stringify(body)) } }],
    ['axios in a browser, as bytes', { response: { status: 409, headers, data: bytesOf(body) } }],
    ['ofetch', { response: { status: 409, headers, _data: body, bodyUsed: true, text: throwing } }],
    ['got', { response: { statusCode: 409, headers, body: JSON.stringify(body) } }],
    ['superagent', { status: 409, response: { status: 409, headers, body: {}, text: JSON.stringify(body) } }],
    ['superagent, JSON it could not parse', { status: 409, headers, rawResponse: JSON.stringify(body) }],
    ['undici’s interceptor', { statusCode: 409, headers, body }],
  ])('%s', async (_name, thrown) => {
    expect(await normalized(thrown)).toMatchObject({
      category: 'conflict',
      status: 409,
      code: 'conflict',
      matchedOn: 'type',
      requestId: 'trace-7',
    });
  });

  test('a Response that was thrown is judged by the request too', async () => {
    const thrown = (): Response => new Response(null, { status: 503 });
    expect((await normalized(thrown(), WITH_KEY)).retry.strategy).toBe('same_key');
    expect((await normalized(thrown(), { method: 'GET' })).retry.strategy).toBe('after_delay');
  });

  test.each<[string, object]>([
    ['headers that say so', { headers: { 'content-length': '0' } }],
    ['an empty body', { body: '' }],
  ])('a status will do where there was no body: %s', async (_name, members) => {
    expect(await normalized({ status: 404, ...members })).toMatchObject({
      category: 'not_found',
      status: 404,
    });
  });

  test('bytes are read as far as a body would be', async () => {
    const data = Buffer.alloc(300_000, 'x');
    expect(getRawBody(await normalized({ response: { status: 404, data } }))).toBe('x'.repeat(262_144));
  });

  test('an error of one’s own that has a status, and nothing else of an answer, proves nothing', async () => {
    expect(await normalized(errorWith({ status: 404, statusCode: 404 }))).toMatchObject({
      category: 'unrecognized',
      status: null,
      outcome: 'unknown',
    });
  });
});

describe('perhaps sent', () => {
  test.each<[string, unknown]>([
    ['ECONNRESET', errorWith({ code: 'ECONNRESET' })],
    ['a TLS error that may come later too', errorWith({ code: 'EPROTO' })],
    ['Chromium', new TypeError('Failed to fetch')],
    ['WebKit', new TypeError('Load failed')],
    [
      'Node, with a cause that says nothing',
      new TypeError('fetch failed', { cause: new Error('unexpected') }),
    ],
    [
      'some addresses failed late',
      errorWith({
        code: 'ECONNRESET',
        errors: [errorWith({ code: 'ECONNREFUSED' }), errorWith({ code: 'ECONNRESET' })],
      }),
    ],
    [
      'some addresses failed for no known reason',
      errorWith({ code: 'ECONNRESET', errors: [errorWith({ code: 'ECONNREFUSED' }), new Error('odd')] }),
    ],
    ['an empty list of errors', errorWith({ code: 'ECONNRESET', errors: [] })],
    [
      'an eleventh cause: ten are looked at',
      new TypeError('fetch failed', { cause: wrapped(errorWith({ code: 'ENOTFOUND' }), 10) }),
    ],
  ])('%s', async (_name, thrown) => {
    expect(await normalized(thrown)).toMatchObject({
      category: 'network',
      sent: 'unknown',
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first' },
      lookup: 'resource',
      fixableBy: 'nobody',
      message: 'No answer from getpaid: the connection broke.',
    });
    expect((await normalized(thrown, WITH_KEY)).retry.strategy).toBe('same_key');
  });
});

describe('time-outs and aborts', () => {
  test.each<[string, unknown]>([
    ['the platform', TIME_IS_UP],
    ['axios', errorWith({ code: 'ECONNABORTED' })],
    [
      'axios, by AbortSignal.timeout',
      errorWith({ code: 'ERR_CANCELED', config: { signal: AbortSignal.abort(TIME_IS_UP) } }),
    ],
    ['undici', errorWith({ code: 'UND_ERR_HEADERS_TIMEOUT' })],
    ['ofetch', errorWith({ cause: errorWith({ code: 23 }, 'x', 'TimeoutError') }, 'x', 'FetchError')],
  ])('time-out: %s', async (_name, thrown) => {
    expect(await normalized(thrown)).toMatchObject({
      category: 'timeout',
      status: null,
      outcome: 'unknown',
      message: 'No answer from getpaid: nothing came in time.',
    });
  });

  test.each<[string, unknown]>([
    ['the platform', new DOMException('This operation was aborted', 'AbortError')],
    ['what is no Error, and has no message', { name: 'AbortError' }],
    ['beneath a mistake', new TypeError('x', { cause: new DOMException('x', 'AbortError') })],
    ['axios', errorWith({ code: 'ERR_CANCELED' }, 'canceled', 'CanceledError')],
    [
      'axios, with a signal',
      errorWith({ code: 'ERR_CANCELED', config: { signal: AbortSignal.abort('the payer left') } }),
    ],
    [
      'got, with a reason that looks like a refused connection',
      errorWith({ code: 'ERR_ABORTED', cause: errorWith({ code: 'ECONNREFUSED' }) }),
    ],
  ])('abort: %s', async (_name, thrown) => {
    expect(await normalized(thrown)).toMatchObject({
      category: 'aborted',
      status: null,
      outcome: 'unknown',
      fixableBy: 'nobody',
      message: 'No answer from getpaid: the caller cancelled.',
    });
    expect(await normalizeThrown(getpaid, thrown, { method: 'GET' })).toMatchObject({
      category: 'aborted',
      retry: { strategy: 'never' },
    });
  });
});

describe('what tells nothing about a request is unrecognized, and may have charged', () => {
  const cycle = new Error('a');
  cycle.cause = new Error('b', { cause: cycle });
  const hostile = new Proxy({}, { get: throwing, has: throwing });
  test.each<[string, unknown]>([
    ['a bug', new TypeError('x is not a function')],
    ['a string', 'boom'],
    ['null', null],
    ['undefined', undefined],
    ['a number', 402],
    ['a symbol', Symbol('x')],
    ['a cycle of causes', cycle],
    ['a proxy that throws', hostile],
    ['a code that is a list of one', errorWith({ code: ['ECONNREFUSED'] })],
    ['a code that every object has', errorWith({ code: 'toString' })],
  ])('%s', async (_name, thrown) => {
    expect(await normalizeThrown(paystand, thrown)).toMatchObject({
      category: 'unrecognized',
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first' },
      matchedOn: 'none',
      status: null,
      message: 'No answer from paystand: something was thrown that does not tell why.',
    });
  });
});

test('a provider that is not one is refused', async () => {
  await expect(normalizeThrown({} as never, new Error('x'))).rejects.toThrow(/^provider: expected/);
});

function throwing(): never {
  throw new Error('no');
}

function bytesOf(body: object): ArrayBuffer {
  return new TextEncoder().encode(JSON.stringify(body)).buffer;
}

function hostileError(): Error {
  return Object.defineProperty(errorWith({}, 'x', 'TimeoutError'), 'constructor', { get: throwing });
}
