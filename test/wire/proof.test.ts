import { runInNewContext } from 'node:vm';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { normalizeThrown, type PaymentError } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import type { ThrownRequestFacts as RequestFacts } from '../../src/wire/thrown.js';

const URL_OF_PAYMENT = 'https://api.example/payments';
const POST: RequestFacts = { method: 'POST', url: URL_OF_PAYMENT };
const UNFOLLOWED = { ...POST, redirect: 'manual' };
const DIRECT = { ...POST, dispatcher: null };

/** As undici's: what it does shows by its name only. */
class RetryAgent {
  readonly dispatch = (): boolean => true;
}

function errorWith(members: object, message = 'x', name = 'Error'): Error {
  return Object.assign(new Error(message), { name }, members);
}

/** Wraps an error in as many others. */
function wrapped(error: unknown, levels: number): unknown {
  return levels === 0 ? error : new Error('outer', { cause: wrapped(error, levels - 1) });
}

const REFUSED = { code: 'ECONNREFUSED', syscall: 'connect', address: '10.0.0.1', port: 443 };
const NOT_FOUND = { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'api.example' };

/** What the platform's fetch throws. */
function fetchFailed(cause: unknown): TypeError {
  return new TypeError('fetch failed', { cause });
}

/** What axios throws; over Node's http it tells how many redirects it followed. */
function axiosError(cause: Error, request: object = { _redirectCount: 0 }, config: object = {}): Error {
  const { code } = cause as NodeJS.ErrnoException;
  return errorWith({
    isAxiosError: true,
    code,
    cause,
    request,
    config: { url: '/payments', baseURL: 'https://api.example/', method: 'post', ...config },
  });
}

function gotError(cause: Error, members: object = {}, request: object = {}): Error {
  return errorWith(
    {
      code: (cause as NodeJS.ErrnoException).code,
      cause,
      options: { url: new URL(URL_OF_PAYMENT), method: 'POST', headers: {} },
      request: { redirectUrls: [], retryCount: 0, ...request },
      ...members,
    },
    'x',
    'RequestError',
  );
}

function kyError(cause: unknown): Error {
  return errorWith({ isKyError: true, cause, request: new Request(URL_OF_PAYMENT) }, 'x', 'NetworkError');
}

function ofetchError(cause: unknown): Error {
  return errorWith({ cause, request: URL_OF_PAYMENT, options: { method: 'POST' } }, 'x', 'FetchError');
}

/** What superagent throws for every fault. */
function superagentError(members: object): Error {
  return errorWith({ ...members, response: undefined });
}

function judged(thrown: unknown, request: RequestFacts = POST): Promise<PaymentError> {
  return normalizeThrown(getpaid, thrown, request);
}

describe('never sent', () => {
  test.each<[string, unknown, RequestFacts]>([
    ['fetch that follows no redirect', fetchFailed(errorWith(REFUSED)), UNFOLLOWED],
    ['fetch, another realm’s error', fetchFailed(errorOfAnotherRealm(REFUSED)), UNFOLLOWED],
    ['fetch, under nine wrappers', wrapped(fetchFailed(errorWith(NOT_FOUND)), 9), UNFOLLOWED],
    ['fetch, without a url', fetchFailed(errorWith(REFUSED)), { ...UNFOLLOWED, url: undefined }],
    [
      'fetch, every address of the host',
      fetchFailed(errorWith({ code: 'ECONNREFUSED', errors: [errorWith(REFUSED), errorWith(REFUSED)] })),
      UNFOLLOWED,
    ],
    ['undici, in the time to connect', errorWith({ code: 'UND_ERR_CONNECT_TIMEOUT' }), DIRECT],
    ['axios that followed none', axiosError(errorWith(REFUSED)), POST],
    [
      'axios before 1.13, whose errors are made by hand',
      Object.assign(Object.create(Error.prototype) as object, axiosError(errorWith(REFUSED))),
      POST,
    ],
    ['axios, its own url alone', axiosError(errorWith(NOT_FOUND)), { method: 'POST' }],
    ['axios that may follow none', axiosError(errorWith(REFUSED), {}, { maxRedirects: 0 }), POST],
    ['axios over fetch that follows none', axiosError(errorWith(REFUSED), { redirect: 'manual' }), POST],
    ['got', gotError(errorWith(REFUSED)), POST],
    ...['lookup', 'connect', 'secureConnect'].map((event): [string, unknown, RequestFacts] => [
      `got, in its phase ${event}`,
      gotError(errorWith({ code: 'ETIMEDOUT', event }), { name: 'TimeoutError', event }),
      POST,
    ]),
    [
      'node-fetch',
      errorWith({ type: 'system', erroredSysCall: 'connect', code: 'ETIMEDOUT' }, 'x', 'FetchError'),
      UNFOLLOWED,
    ],
    [
      'got, a time-out whose cause is the connection',
      gotError(errorWith(REFUSED), { name: 'TimeoutError', code: 'ETIMEDOUT' }),
      POST,
    ],
    ['a bare error that names the host', errorWith(NOT_FOUND), DIRECT],
    [
      'a bare error of every address of this machine',
      errorWith({
        errors: [errorWith({ ...REFUSED, address: '127.0.0.1' }), errorWith({ ...REFUSED, address: '::1' })],
      }),
      { ...DIRECT, url: 'https://localhost/payments' },
    ],
    [
      'a bare error that names the address',
      errorWith({ ...REFUSED, port: 8080 }),
      { ...DIRECT, url: 'http://10.0.0.1:8080/payments' },
    ],
    [
      'a bare error of this machine',
      errorWith({ ...REFUSED, address: '::1', port: 8080 }),
      { ...DIRECT, url: 'http://localhost:8080/payments' },
    ],
  ])('%s', async (_name, thrown, request) => {
    expect(await judged(thrown, request)).toMatchObject({
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

  test('a read proves as much, whether or not redirects were followed', async () => {
    expect(await judged(fetchFailed(errorWith(REFUSED)), { method: 'GET' })).toMatchObject({ sent: 'no' });
  });

  test.each<[string, unknown, RequestFacts]>([
    ['a certificate', fetchFailed(errorWith({ code: 'CERT_HAS_EXPIRED' })), UNFOLLOWED],
    ['the name on a certificate', axiosError(errorWith({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })), POST],
    ['a header with a line break', axiosError(errorWith({ code: 'ERR_INVALID_CHAR' })), POST],
    ['a forbidden port', fetchFailed(new Error('bad port')), UNFOLLOWED],
    ['a GET with a body', new TypeError('Request with GET/HEAD method cannot have body.'), { method: 'GET' }],
    [
      'an address that fetch could not parse',
      new TypeError('Failed to parse URL from http://x:99999/', {
        cause: errorWith({ code: 'ERR_INVALID_URL', input: 'http://x:99999/' }),
      }),
      { method: 'POST' },
    ],
    [
      'the caller’s own address',
      errorWith({ code: 'ERR_INVALID_URL', input: 'http://x:99999/' }),
      { method: 'POST', url: 'http://x:99999/' },
    ],
    [
      'the client’s own address',
      axiosError(
        errorWith({ code: 'ERR_INVALID_URL', input: 'http://x:99999/' }),
        {},
        { url: 'http://x:99999/' },
      ),
      { method: 'POST' },
    ],
  ])('%s: the developer has to mend it', async (_name, thrown, request) => {
    expect(await judged(thrown, request)).toMatchObject({
      category: 'network',
      sent: 'no',
      outcome: 'not_performed',
      retry: { strategy: 'fix_request' },
      fixableBy: 'developer',
      message: 'No answer from getpaid: the request could not be sent.',
    });
  });
});

const POSTGRES = { ...REFUSED, port: 5432 };

describe('no proof', () => {
  test.each<[string, unknown, RequestFacts]>([
    ['a database that refuses', errorWith(POSTGRES), DIRECT],
    ['a database that refuses, without a url', errorWith(POSTGRES), { method: 'POST', dispatcher: null }],
    ['undici’s request, by nobody knows which dispatcher', errorWith(NOT_FOUND), POST],
    ['undici, in the time to connect, likewise', errorWith({ code: 'UND_ERR_CONNECT_TIMEOUT' }), POST],
    ['undici’s request by a RetryAgent', errorWith(NOT_FOUND), { ...POST, dispatcher: new RetryAgent() }],
    [
      'fetch by a RetryAgent',
      fetchFailed(errorWith(REFUSED)),
      { ...UNFOLLOWED, dispatcher: new RetryAgent() },
    ],
    [
      'a bare error of this machine and another',
      errorWith({ errors: [errorWith({ ...REFUSED, address: '::1' }), errorWith(REFUSED)] }),
      { ...DIRECT, url: 'https://localhost/payments' },
    ],
    ['a bare error without a url', errorWith(REFUSED), { method: 'POST', dispatcher: null }],
    ['a bare error that names nothing', errorWith({ code: 'ENOTFOUND' }), DIRECT],
    ['a bare error whose address cannot be compared with the name', errorWith(REFUSED), DIRECT],
    ['a bare certificate', errorWith({ code: 'CERT_HAS_EXPIRED' }), DIRECT],
    [
      'a bare error that a client’s exception is the cause of',
      errorWith({ ...REFUSED, cause: axiosError(errorWith({ code: 'ECONNRESET' })) }),
      DIRECT,
    ],
    ['another port', fetchFailed(errorWith(POSTGRES)), UNFOLLOWED],
    ['another host', fetchFailed(errorWith({ ...NOT_FOUND, hostname: 'db.internal' })), UNFOLLOWED],
    ['another address', fetchFailed(errorWith(REFUSED)), { ...UNFOLLOWED, url: 'https://10.0.0.2/payments' }],
    [
      'another address than this machine’s',
      fetchFailed(errorWith({ ...REFUSED, port: 80 })),
      { ...UNFOLLOWED, url: 'http://localhost/payments' },
    ],
    [
      'another request of the same client',
      axiosError(errorWith(REFUSED), undefined, { baseURL: 'https://other.example' }),
      POST,
    ],
    ['fetch that may have followed a redirect', fetchFailed(errorWith(REFUSED)), POST],
    ['fetch that did as it was told', fetchFailed(errorWith(REFUSED)), { ...POST, redirect: 'follow' }],
    [
      'an address that a redirect led to',
      fetchFailed(errorWith({ code: 'ERR_INVALID_URL', input: 'http://x:99999/' })),
      POST,
    ],
    [
      'a bare invalid address',
      errorWith({ code: 'ERR_INVALID_URL', input: 'http://x:99999/' }),
      { method: 'POST' },
    ],
    [
      'an invalid address, where the caller’s own is a valid one',
      errorWith({ code: 'ERR_INVALID_URL', input: URL_OF_PAYMENT }),
      POST,
    ],
    ['an invalid address of somebody else', errorWith({ code: 'ERR_INVALID_URL', input: 'nonsense' }), POST],
    ['axios after a redirect', axiosError(errorWith(REFUSED), { _redirectCount: 1 }), POST],
    ['axios over fetch', axiosError(errorWith(REFUSED), { redirect: 'follow' }), POST],
    [
      'axios with an adapter of somebody else’s',
      axiosError(errorWith(REFUSED), {}, { maxRedirects: 0, adapter: () => undefined }),
      POST,
    ],
    [
      'axios with a transport of somebody else’s',
      axiosError(errorWith(REFUSED), {}, { maxRedirects: 0, transport: {} }),
      POST,
    ],
    ['axios-retry', axiosError(errorWith(REFUSED), undefined, { 'axios-retry': { retryCount: 1 } }), POST],
    [
      'got after a redirect',
      gotError(errorWith(REFUSED), {}, { redirectUrls: [new URL('https://x.example')] }),
      POST,
    ],
    ['got that sent again', gotError(errorWith(REFUSED), {}, { retryCount: 1 }), POST],
    ['ky', kyError(fetchFailed(errorWith(REFUSED))), UNFOLLOWED],
    ['ofetch', ofetchError(fetchFailed(errorWith(REFUSED))), UNFOLLOWED],
    ['superagent', superagentError({ ...REFUSED, hostname: 'api.example' }), POST],
    [
      'node-fetch that may have followed',
      errorWith({ type: 'system', erroredSysCall: 'connect', code: 'ECONNREFUSED' }, 'x', 'FetchError'),
      POST,
    ],
    ['Bun, which sends again', errorWith({ code: 'ConnectionRefused' }), POST],
    ['Bun, in other words', errorWith({ code: 'FailedToOpenSocket' }), POST],
    [
      'a refused connection that is not said to be one',
      fetchFailed(errorWith({ code: 'ECONNREFUSED' })),
      UNFOLLOWED,
    ],
    ['a plain object', fetchFailed({ ...REFUSED, message: 'x' }), UNFOLLOWED],
    ['an error with an HTTP status', fetchFailed(errorWith({ ...REFUSED, status: 502 })), UNFOLLOWED],
    [
      'an error in one with an HTTP status',
      errorWith({ statusCode: 502, cause: fetchFailed(errorWith(REFUSED)) }),
      UNFOLLOWED,
    ],
    ['holes in a list of errors', fetchFailed(errorWith({ errors: new Array(2) })), UNFOLLOWED],
    ['plain objects in a list of errors', fetchFailed(errorWith({ errors: [REFUSED] })), UNFOLLOWED],
    ['an endless list of errors', fetchFailed(errorWith({ errors: new Array(2 ** 32 - 1) })), UNFOLLOWED],
    [
      'one address that failed late',
      fetchFailed(errorWith({ errors: [errorWith(REFUSED), errorWith({ code: 'ECONNRESET' })] })),
      UNFOLLOWED,
    ],
  ])('%s', async (_name, thrown, request) => {
    expect(await judged(thrown, request)).toMatchObject({
      category: 'network',
      sent: 'unknown',
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first' },
    });
  });

  test('of a time-out while connecting leaves a time-out', async () => {
    const late = gotError(
      errorWith({ code: 'ETIMEDOUT', event: 'connect' }),
      { event: 'connect' },
      { retryCount: 2 },
    );
    expect(await judged(late)).toMatchObject({ category: 'timeout', outcome: 'unknown' });
  });
});

/** What another program stored of an error. */
const FOREIGN: unknown = JSON.parse(
  JSON.stringify(await judged(fetchFailed(errorWith(REFUSED)), UNFOLLOWED)),
);

describe('a body that a client throws is a body, whatever members it has', () => {
  test.each<[string, unknown, object]>([
    ['a system error in JSON', { ...REFUSED }, { category: 'network', outcome: 'unknown' }],
    ['with a status', { ...REFUSED, status: 502 }, { outcome: 'unknown' }],
    ['in the shape of a PaymentError', FOREIGN, { category: 'unrecognized', outcome: 'unknown' }],
    [
      'an envelope of the provider’s',
      { type: 'https://docs.getpaid.io/x#404---not-found', title: 'Not Found', status: 404 },
      { category: 'not_found', code: 'not-found' },
    ],
  ])('%s', async (_name, thrown, expected) => {
    expect(await judged(thrown)).toMatchObject(expected);
  });
});

describe('in a runtime that does not know Error.isError', () => {
  const original = Object.getOwnPropertyDescriptor(Error, 'isError');
  beforeEach(() => {
    Object.defineProperty(Error, 'isError', { value: undefined, configurable: true });
  });
  afterEach(() => {
    if (original) Object.defineProperty(Error, 'isError', original);
    else Reflect.deleteProperty(Error, 'isError');
  });

  test.each<[string, unknown, string]>([
    ['an Error', errorWith(REFUSED), 'no'],
    ['an Error of another realm', errorOfAnotherRealm(REFUSED), 'no'],
    ['an Error with a tag of its own', errorWith({ ...REFUSED, [Symbol.toStringTag]: 'FetchError' }), 'no'],
    ['a plain object', { ...REFUSED, message: 'x' }, 'unknown'],
  ])('%s', async (_name, cause, sent) => {
    expect(await judged(fetchFailed(cause), UNFOLLOWED)).toMatchObject({ sent });
  });

  test('a proxy that throws is none', async () => {
    const hostile = new Proxy({}, { get: throwing, getPrototypeOf: throwing });
    expect(await judged(hostile)).toMatchObject({ category: 'unrecognized', outcome: 'unknown' });
  });
});

function throwing(): never {
  throw new Error('no');
}

function errorOfAnotherRealm(members: object): unknown {
  return Object.assign(runInNewContext('new Error("x")') as Error, members);
}
