import { afterEach, describe, expect, test, vi } from 'vitest';

import {
  getCause,
  inspectResponse,
  type PaymentError,
  PaymentException,
  toResult,
  wrapFetch,
  type WrapFetchOptions,
} from '../../src/index.js';
import { defineProvider } from '../../src/provider/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { paypaga } from '../../src/providers/paypaga.js';
import { paysg } from '../../src/providers/paysg.js';
import { paystand } from '../../src/providers/paystand.js';

const URL_OF_PAYMENTS = 'https://api.example/v1/payment-services/ps_1/payments';
const ADDRESS = 'https://api.example/x';
const DECLINED = {
  id: 'pay_1',
  status: 'declined',
  reason: { code: 'insufficient_funds', description: 'No funds.' },
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** The error of a connection that was refused, as Node makes it. */
function refusal(members: object): Error {
  return Object.assign(new Error('x'), { code: 'ECONNREFUSED', syscall: 'connect' }, members);
}

/** A fetch that answers the same to every call. */
function answering(response: Response): typeof fetch {
  return () => Promise.resolve(response);
}

function rejecting(thrown: unknown): typeof fetch {
  return () => Promise.reject(thrown);
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
    const given = Response.json({ id: 'pay_1', status: 'authorized' }, { status: 201 });
    const response = await wrapFetch(getpaid, { fetch: answering(given) })(URL_OF_PAYMENTS);
    expect(response).toMatchObject({ status: 201, bodyUsed: false });
    expect(await response.json()).toEqual({ id: 'pay_1', status: 'authorized' });
  });

  test('a 2xx that says declined, when it is not to be inspected', async () => {
    const payFetch = wrapFetch(getpaid, { fetch: answering(Response.json(DECLINED)), inspectSuccess: false });
    expect((await payFetch(URL_OF_PAYMENTS)).status).toBe(200);
  });

  test('what the caller gave goes to fetch untouched, when there is no time limit', async () => {
    const spy = vi.fn(answering(new Response()));
    const init = { method: 'GET' };
    await wrapFetch(paysg, { fetch: spy })(URL_OF_PAYMENTS, init);
    expect(spy.mock.calls[0]?.[1]).toBe(init);
    const following = { method: 'POST', redirect: 'follow' } as const;
    await wrapFetch(paysg, { fetch: spy })(URL_OF_PAYMENTS, following);
    expect(spy.mock.calls[1]?.[1]).toBe(following);
  });

  test('globalThis.fetch is looked up at each call', async () => {
    const payFetch = wrapFetch(paysg);
    vi.stubGlobal('fetch', answering(new Response('later')));
    expect(await (await payFetch(URL_OF_PAYMENTS)).text()).toBe('later');
  });

  test('the one of before where another stands around it, or is wrapped in turn', async () => {
    const inner = vi.fn(answering(new Response('x', { status: 500 })));
    vi.stubGlobal('fetch', inner);
    vi.stubGlobal('fetch', wrapFetch(paysg));
    const wrapped = fetch;
    vi.stubGlobal('fetch', (...call: Parameters<typeof fetch>) => wrapped(...call));
    expect((await errorOf(fetch('https://pay.example/x'))).category).toBe('provider_error');
    vi.stubGlobal('fetch', wrapFetch(getpaid));
    expect((await errorOf(fetch('https://pay.example/x'))).category).toBe('provider_error');
    expect(inner).toHaveBeenCalledTimes(2);
  });

  test('the one of before where it stands in the place of the platform’s own', async () => {
    vi.stubGlobal('fetch', answering(new Response('x', { status: 500 })));
    vi.stubGlobal('fetch', wrapFetch(paysg));
    expect((await errorOf(fetch('https://pay.example/x'))).category).toBe('provider_error');
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

  test('a success that does not arrive whole, whether or not its state is looked at', async () => {
    const response = new Response('{"id":"pay_1",', { headers: { 'content-type': 'application/json' } });
    const payFetch = wrapFetch(getpaid, { fetch: answering(response), inspectSuccess: false });
    expect((await errorOf(payFetch(URL_OF_PAYMENTS))).category).toBe('invalid_response');
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
      cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED', syscall: 'connect' }),
    });
    const thrown: unknown = await wrapFetch(paysg, { fetch: rejecting(cause) })('/x').catch(
      (e: unknown) => e,
    );
    expect(thrown).toMatchObject({
      error: { category: 'network', sent: 'no', faultCode: 'ECONNREFUSED' },
      cause: { name: 'TypeError', message: 'fetch failed' },
      response: undefined,
    });
    expect(getCause(thrown as PaymentException)).toBe(cause);
  });

  test.each<[string, object, string]>([
    ['the same server', { port: 8443 }, 'no'],
    ['another port', { port: 443 }, 'unknown'],
    ['another name', { hostname: 'receipts.example' }, 'unknown'],
    ['the same name', { hostname: 'api.example' }, 'no'],
    ['another port of the first address', { errors: [refusal({ port: 9 })] }, 'unknown'],
    ['the same port of the first address', { errors: [refusal({ port: 8443 })] }, 'no'],
  ])('a refused connection to %s', async (_name, members, sent) => {
    const refused = refusal(members);
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
    const refused = refusal({ port, hostname });
    const failing = (): Promise<Response> => Promise.reject(refused);
    expect(await errorOf(wrapFetch(paysg, { fetch: failing })(url))).toMatchObject({ sent: 'no' });
  });

  test('a refused connection to a server that the address only mentions', async () => {
    const refused = refusal({ hostname: 'shop.example' });
    const payFetch = wrapFetch(paysg, { fetch: rejecting(refused) });
    expect(await errorOf(payFetch('/x?then=https://shop.example/'))).toMatchObject({ sent: 'unknown' });
  });

  test('a time-out of another server’s is a time-out', async () => {
    const late = Object.assign(new Error('x'), { code: 'ETIMEDOUT', port: 9 });
    const payFetch = wrapFetch(paysg, { fetch: rejecting(late) });
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
    ['a URL', [new URL(ADDRESS), { method: 'POST', headers: KEY }], 'same_key'],
    ['headers as pairs', [ADDRESS, { method: 'POST', headers: Object.entries(KEY) }], 'same_key'],
    ['Headers', [ADDRESS, { method: 'POST', headers: new Headers(KEY) }], 'same_key'],
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
    [`${URL_OF_PAYMENTS}/pay_1/cancel#x`, 'reconcile_first'],
    [URL_OF_PAYMENTS.replace('/payments', '%2Fpayments'), 'reconcile_first'],
    [URL_OF_PAYMENTS.replace('/payments', '/Payments'), 'reconcile_first'],
    [URL_OF_PAYMENTS.replace('/payments', '\\payments'), 'same_key'], // as fetch sends it
    ['/v1/payment-services/ps_1/payments', 'reconcile_first'],
  ])('a key on a path that takes none protects nothing: %s', async (url, strategy) => {
    const reset: typeof fetch = () => Promise.reject(new TypeError('fetch failed'));
    const headers = { 'Idempotency-Key': 'order-4821' };
    const { retry } = await errorOf(wrapFetch(paysg, { fetch: reset })(url, { method: 'POST', headers }));
    expect(retry.strategy).toBe(strategy);
  });

  test.each([
    ['https://api.example/refunds', 'same_key'],
    ['HTTP://user@api.example:8443/refunds?reason=/payments#top', 'same_key'],
    ['https://api.example/refunds?then=https://shop.example/thanks', 'same_key'],
    ['https://api.example/v1/../refunds', 'same_key'],
    ['https://api.example/payments?as=/refunds', 'reconcile_first'],
    ['/refunds', 'reconcile_first'],
    [undefined as never, 'reconcile_first'],
  ])('the path is all of the address that counts: %s', async (url, strategy) => {
    const acme = defineProvider({
      name: 'acme',
      docs: 'https://acme.example/errors',
      idempotency: {
        header: 'Idempotency-Key',
        keyedPaths: /^POST \/refunds$/,
        failures: 'safe_to_resend',
        lookup: 'resource',
      },
      error: { read: () => null },
    });
    const init = { method: 'POST', headers: { 'Idempotency-Key': 'order-4821' } };
    const { retry } = await errorOf(wrapFetch(acme, { fetch: unavailable() })(url, init));
    expect(retry.strategy).toBe(strategy);
  });

  test('of a provider without a key header only the method counts', async () => {
    const { retry } = await errorOf(
      wrapFetch(paypaga, { fetch: unavailable() })('/x', { method: 'POST', headers: KEY }),
    );
    expect(retry.strategy).toBe('reconcile_first');
    const read = await errorOf(wrapFetch(paypaga, { fetch: unavailable() })('/x'));
    expect(read.retry.strategy).toBe('after_delay');
  });

  test.each([7, {}, null])('a method that is %o counts as a write', async (method) => {
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
    const sending = vi.fn<typeof fetch>(() => Promise.reject(refusal({ code: 'ECONNRESET' })));
    const signal = AbortSignal.abort('too late');
    expect(
      await errorOf(wrapFetch(paysg, { fetch: sending })('/x', { method: 'POST', signal })),
    ).toMatchObject({
      category: 'aborted',
      outcome: 'not_performed',
      retry: { strategy: 'never' },
    });
    expect(sending).not.toHaveBeenCalled();
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
    await expect(inspectResponse({} as never, new Response())).rejects.toThrow(/^provider: /);
    await expect(inspectResponse(paysg, new Response(), {}, { maxBodyBytes: -1 })).rejects.toThrow(
      /^maxBodyBytes: /,
    );
  });

  test('a runtime without fetch is said to be one', async () => {
    vi.stubGlobal('fetch', undefined);
    await expect(wrapFetch(paysg)('/x')).rejects.toThrow(new TypeError('fetch: expected a function'));
  });

  test('an axios, whose answers are no Responses', () => {
    const axios = Object.assign(answering(Response.json({})), { interceptors: {}, defaults: {} });
    expect(() => wrapFetch(paysg, { fetch: axios })).toThrow(
      new TypeError('fetch: axios is none; payfault/axios has interceptAxios for it'),
    );
  });
});

function abortedSignal(): AbortSignal {
  const controller = new AbortController();
  controller.abort();
  return controller.signal;
}
