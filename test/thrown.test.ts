import { describe, expect, test } from 'vitest';

import { getRaw, normalize, normalizeThrown, PaymentException, type PaymentError } from '../src/index.js';
import { getpaid } from '../src/providers/getpaid.js';
import { paystand } from '../src/providers/paystand.js';
import { paysg } from '../src/providers/paysg.js';

const POST = { method: 'POST' };
const TIME_IS_UP = new DOMException('The operation timed out.', 'TimeoutError');
const WITH_KEY = { method: 'POST', idempotencyKey: 'order-4821' };

function errorWith(members: object, message = 'x', name = 'Error'): Error {
  return Object.assign(new Error(message), { name }, members);
}

/** Wraps an error in as many others. */
function wrapped(error: unknown, levels: number): unknown {
  return levels === 0 ? error : new Error('outer', { cause: wrapped(error, levels - 1) });
}

function normalized(thrown: unknown, request = POST): Promise<PaymentError> {
  return normalizeThrown(getpaid, thrown, request);
}

describe('an error that is known already', () => {
  test('comes back as it is', async () => {
    const error = normalize(getpaid, { status: 402 });
    expect(await normalizeThrown(paysg, error)).toBe(error);
    expect(await normalizeThrown(paysg, new PaymentException(error))).toBe(error);
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
    ['headers', { headers: {} }],
    ['a body', { body: '' }],
  ])('a status and %s will do', async (_name, members) => {
    expect(await normalized({ status: 404, ...members })).toMatchObject({
      category: 'not_found',
      status: 404,
    });
  });

  test('bytes are read as far as a body would be', async () => {
    const data = Buffer.alloc(300_000, 'x');
    expect(getRaw(await normalized({ response: { status: 404, data } }))).toBe('x'.repeat(262_144));
  });

  test('an error of one’s own that has a status, and nothing else of an answer, proves nothing', async () => {
    expect(await normalized(errorWith({ status: 404, statusCode: 404 }))).toMatchObject({
      category: 'unknown',
      status: null,
      outcome: 'unknown',
    });
  });
});

describe('never sent', () => {
  test.each<[string, unknown]>([
    ['ECONNREFUSED', errorWith({ code: 'ECONNREFUSED' })],
    [
      'ECONNREFUSED, with the headers and the body of the request',
      { code: 'ECONNREFUSED', headers: {}, body: {} },
    ],
    ['ENOTFOUND under two wrappers', wrapped(errorWith({ code: 'ENOTFOUND' }), 2)],
    ['ENOTFOUND as the tenth cause', wrapped(errorWith({ code: 'ENOTFOUND' }), 10)],
    [
      'ENOTFOUND, though the time was up afterwards',
      errorWith({ code: 'ENOTFOUND', config: { signal: AbortSignal.abort(TIME_IS_UP) } }),
    ],
    ['any code while connecting', errorWith({ code: 'ETIMEDOUT', syscall: 'connect' })],
    ['node-fetch while connecting', errorWith({ code: 'ECONNRESET', erroredSysCall: 'connect' })],
    [
      'a time-out whose cause is the connection',
      errorWith({ code: 'ETIMEDOUT', cause: errorWith({ syscall: 'connect' }) }),
    ],
    ...['lookup', 'connect', 'secureConnect'].map((event): [string, unknown] => [
      `got, in its phase ${event}`,
      errorWith({ code: 'ETIMEDOUT', event }, 'x', 'TimeoutError'),
    ]),
    [
      'every address failed',
      errorWith({
        code: 'ETIMEDOUT',
        errors: [errorWith({ syscall: 'connect' }), errorWith({ code: 'ECONNREFUSED' })],
      }),
    ],
  ])('%s', async (_name, thrown) => {
    expect(await normalized(thrown)).toMatchObject({
      category: 'network',
      sent: 'no',
      outcome: 'not_performed',
      retry: { strategy: 'after_delay', delayMs: null },
      status: null,
      code: null,
      matchedOn: 'transport',
      message: 'No answer from getpaid: the request never left.',
    });
  });

  test.each(['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_INVALID_URL'])(
    '%s: the developer has to mend it',
    async (code) => {
      expect(await normalized(new TypeError('fetch failed', { cause: errorWith({ code }) }))).toMatchObject({
        category: 'network',
        sent: 'no',
        outcome: 'not_performed',
        retry: {
          strategy: 'fix_request',
          why: 'The address or the certificate is at fault: the request never left, and will not until that is mended.',
        },
        fixableBy: 'developer',
        message: 'No answer from getpaid: the request could not be sent.',
      });
    },
  );
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
      retry: { strategy: 'reconcile_first', lookup: 'resource' },
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

describe('what tells nothing about a request is unknown, and may have charged', () => {
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
      category: 'unknown',
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
