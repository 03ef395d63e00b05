import { createServer } from 'node:net';

import { describe, expect, expectTypeOf, test } from 'vitest';

import {
  normalizeThrown,
  type PaymentError,
  type ResponseLike,
  toResult,
  wrapFetch,
} from '../../src/index.js';
import { paysg } from '../../src/providers/paysg.js';
import {
  errorResponse,
  type FakeFetchStep,
  fakeFetch,
  type NetworkErrorCode,
} from '../../src/testing/index.js';
import '../../src/testing/vitest.js';

const URL_OF_PAYMENTS = 'https://provider.example/payments';
const write = { method: 'POST', body: '{"amount":100}', headers: { 'Idempotency-Key': 'order-1' } };

async function errorOf(step: FakeFetchStep, init: RequestInit = write): Promise<PaymentError> {
  const result = await toResult(wrapFetch(paysg, { fetch: fakeFetch([step]) })(URL_OF_PAYMENTS, init));
  if (result.ok) throw new Error('it did not fail');
  return result.error;
}

async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
}

describe('what fakeFetch answers', () => {
  test('one step for each call, in order', async () => {
    const fetch = fakeFetch([
      errorResponse(paysg, 'server_error'),
      new Response('{"id":1}'),
      () => new Response('3'),
    ]);
    expect((await fetch(URL_OF_PAYMENTS)).status).toBe(500);
    expect(await (await fetch(URL_OF_PAYMENTS)).json()).toEqual({ id: 1 });
    expect(await (await fetch(URL_OF_PAYMENTS)).text()).toBe('3');
    fetch.assertDone();
  });

  test('a copy of a Response, which can stand in many places', async () => {
    const down = errorResponse(paysg, 'server_error');
    const fetch = fakeFetch([down, down]);
    const bodies = [
      await (await fetch('https://a.example')).text(),
      await (await fetch('https://a.example')).text(),
    ];
    expect(bodies[0]).toBe(bodies[1]);
    expect(bodies[0]).toContain('server_error');
    expect(down.bodyUsed).toBe(false);
  });

  test('another client’s response, which has no clone, as it is', async () => {
    const other: ResponseLike = { status: 202, headers: {} };
    const fetch = fakeFetch([other as never]); // its type takes what the fetch of this program gives
    expect(await fetch(URL_OF_PAYMENTS)).toBe(other);
  });

  test('what a function makes of the call, also later, also a failure', async () => {
    const fetch = fakeFetch([
      ({ method, body }) => new Response(`${method} ${String(body)}`),
      async ({ headers }) => Promise.resolve(new Response(headers['idempotency-key'])),
      () => ({ timeout: true }),
      () => {
        throw new RangeError('mine');
      },
    ]);
    expect(await (await fetch(URL_OF_PAYMENTS, write)).text()).toBe('POST {"amount":100}');
    expect(await (await fetch(URL_OF_PAYMENTS, write)).text()).toBe('order-1');
    expect(await thrownBy(fetch(URL_OF_PAYMENTS))).toHaveProperty('name', 'TimeoutError');
    expect(await thrownBy(fetch(URL_OF_PAYMENTS))).toEqual(new RangeError('mine'));
  });

  test.each<[NetworkErrorCode, PaymentError['category'], string]>([
    ['ECONNREFUSED', 'network', 'not_performed'],
    ['ENOTFOUND', 'network', 'not_performed'],
    ['EAI_AGAIN', 'network', 'not_performed'],
    ['UND_ERR_CONNECT_TIMEOUT', 'network', 'not_performed'],
    ['CERT_HAS_EXPIRED', 'network', 'not_performed'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'network', 'not_performed'],
    ['ECONNRESET', 'network', 'unknown'],
    ['EPIPE', 'network', 'unknown'],
    ['UND_ERR_SOCKET', 'network', 'unknown'],
    ['ETIMEDOUT', 'timeout', 'unknown'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', 'unknown'],
  ])(
    '%s: a failure of the category %s, whose outcome on a write is %s',
    async (networkError, category, outcome) => {
      expect(await errorOf({ networkError })).toMatchObject({ category, outcome });
    },
  );

  test('a refused connection as Node’s fetch reports it', async () => {
    const server = createServer().listen(0);
    const { port } = server.address() as { readonly port: number }; // it listens on a port
    await new Promise((resolve) => server.close(resolve));
    const shapeOf = (thrown: unknown): object => {
      const { name, message, cause } = thrown as Error & { cause: Error & { code: string; syscall: string } };
      return { name, message, code: cause.code, syscall: cause.syscall, cause: cause.message.split(' ', 2) };
    };
    const real = await thrownBy(fetch(`http://127.0.0.1:${String(port)}`));
    const played = await thrownBy(fakeFetch([{ networkError: 'ECONNREFUSED' }])(URL_OF_PAYMENTS));
    expect(shapeOf(played)).toEqual(shapeOf(real));
  });

  test('a time-out as AbortSignal.timeout gives it', async () => {
    const signal = AbortSignal.timeout(0);
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve);
    });
    const real: unknown = signal.reason;
    const played = await thrownBy(fakeFetch([{ timeout: true }])(URL_OF_PAYMENTS));
    expect(played).toBeInstanceOf(DOMException);
    expect(played).toMatchObject({ name: (real as Error).name, message: (real as Error).message });
    expect(await errorOf({ timeout: true })).toMatchObject({ category: 'timeout', status: null });
  });

  test('a body that never ends, until the request is aborted', async () => {
    const controller = new AbortController();
    const response = await fakeFetch([{ stall: true }])(URL_OF_PAYMENTS, { signal: controller.signal });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    const reader = response.body?.getReader();
    const first = (await reader?.read()) as { readonly value: Uint8Array };
    expect(new TextDecoder().decode(first.value)).toBe('{');
    const rest = reader?.read();
    controller.abort(new Error('enough'));
    await expect(rest).rejects.toThrow('enough');
  });

  test('a body that never ends under a failure: the status tells what it was', async () => {
    const fetch = wrapFetch(paysg, { fetch: fakeFetch([{ stall: true, status: 503 }]), bodyTimeoutMs: 10 });
    const result = await toResult(fetch(URL_OF_PAYMENTS, write));
    expect(result).toMatchObject({ ok: false, error: { category: 'provider_unavailable', status: 503 } });
  });

  test('the reason of the signal, when the request is aborted while a step takes its time', async () => {
    const controller = new AbortController();
    const fetch = fakeFetch([() => new Promise(() => undefined)]);
    const answer = fetch(URL_OF_PAYMENTS, { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
    expect(fetch.calls).toHaveLength(1);
  });

  test('the deadline of wrapFetch, when a step takes its time', async () => {
    const fetch = wrapFetch(paysg, { fetch: fakeFetch([() => new Promise(() => undefined)]), timeoutMs: 5 });
    const result = await toResult(fetch(URL_OF_PAYMENTS, write));
    expect(result).toMatchObject({ ok: false, error: { category: 'timeout', outcome: 'unknown' } });
  });

  test('nothing and no step to a request that was aborted before it was sent', async () => {
    const fetch = fakeFetch([new Response('1')]);
    const aborted = new Request(URL_OF_PAYMENTS, { signal: AbortSignal.abort(new Error('early')) });
    await expect(fetch(aborted)).rejects.toThrow('early');
    await expect(fetch(URL_OF_PAYMENTS, { signal: AbortSignal.abort() })).rejects.toHaveProperty(
      'name',
      'AbortError',
    );
    expect(fetch.calls).toEqual([]);
    expect(await (await fetch(URL_OF_PAYMENTS)).text()).toBe('1');
  });
});

describe('what fakeFetch records', () => {
  test('the address, method, headers and body of each call, in order', async () => {
    const fetch = fakeFetch([new Response(), new Response(), new Response()]);
    await fetch(new URL('https://provider.example/a?b=1'));
    await fetch(URL_OF_PAYMENTS, { ...write, method: 'post' });
    await fetch(
      new Request('https://provider.example/c', { method: 'PATCH', body: 'x', headers: { 'X-A': '1' } }),
    );
    expect(fetch.calls).toEqual([
      { url: 'https://provider.example/a?b=1', method: 'GET', headers: {}, body: null },
      {
        url: URL_OF_PAYMENTS,
        method: 'POST',
        headers: { 'content-type': 'text/plain;charset=UTF-8', 'idempotency-key': 'order-1' },
        body: '{"amount":100}',
      },
      {
        url: 'https://provider.example/c',
        method: 'PATCH',
        headers: { 'content-type': 'text/plain;charset=UTF-8', 'x-a': '1' },
        body: 'x',
      },
    ]);
  });

  test('calls that are made at once, in the order in which they were made', async () => {
    const fetch = fakeFetch([new Response('1'), new Response('2')]);
    const answers = [fetch('https://a.example/', write), fetch('https://b.example/')];
    expect(fetch.calls.map(({ url }) => url)).toEqual(['https://a.example/', 'https://b.example/']);
    expect(await Promise.all(answers.map(async (answer) => (await answer).text()))).toEqual(['1', '2']);
  });

  test('a request that fetch itself refuses, not', async () => {
    const fetch = fakeFetch([new Response()]);
    await expect(fetch('no address')).rejects.toThrow(TypeError);
    expect(fetch.calls).toEqual([]);
  });
});

describe('how fakeFetch complains', () => {
  test('about a call past the script, to the caller and again at the end', async () => {
    const fetch = fakeFetch([new Response()]);
    await fetch(URL_OF_PAYMENTS);
    fetch.assertDone();
    const complaint = `fakeFetch: call 2, POST ${URL_OF_PAYMENTS}, is past the end of the script of 1 step`;
    await expect(fetch(URL_OF_PAYMENTS, write)).rejects.toThrow(new Error(complaint));
    await expect(fetch(URL_OF_PAYMENTS)).rejects.toThrow('call 3, GET');
    expect(fetch.assertDone).toThrow(complaint);
  });

  test('through wrapFetch and normalizeThrown, neither of which takes it for a failure of the network', async () => {
    const fetch = fakeFetch([]);
    const complaint = `fakeFetch: call 1, POST ${URL_OF_PAYMENTS}, is past the end of the script of 0 steps`;
    const payFetch = wrapFetch(paysg, { fetch, timeoutMs: 1_000 });
    await expect(toResult(payFetch(URL_OF_PAYMENTS, write))).rejects.toThrow(new Error(complaint));
    const thrown = await thrownBy(fetch(URL_OF_PAYMENTS));
    await expect(normalizeThrown(paysg, thrown)).rejects.toBe(thrown);
    await expect(normalizeThrown(paysg, new TypeError('fetch failed', { cause: thrown }))).rejects.toBe(
      thrown,
    );
  });

  test('through the matchers, which take it neither for what they expect nor for anything else', async () => {
    const pay = async (): Promise<unknown> => wrapFetch(paysg, { fetch: fakeFetch([]) })(URL_OF_PAYMENTS);
    await expect(expect(pay).not.toThrowPaymentError()).rejects.toThrow('is past the end of the script');
    await expect(expect(pay()).toThrowPaymentError()).rejects.toThrow('is past the end of the script');
    await expect(expect(pay()).rejects.not.toThrowPaymentError()).rejects.toThrow('is past the end');
  });

  test('about steps that were not used', async () => {
    const fetch = fakeFetch([
      new Response(),
      new Response(null, { status: 204 }),
      { networkError: 'EPIPE' },
      { timeout: true },
      { stall: true },
      () => new Response(),
    ]);
    await fetch(URL_OF_PAYMENTS);
    expect(fetch.assertDone).toThrow(
      'fakeFetch: 5 of 6 steps not used: a Response with status 204, EPIPE, a time-out, a stall, a function',
    );
  });

  test.each([
    undefined,
    null,
    'server_error',
    {},
    { networkError: 'EWHATEVER' },
    { networkError: ['EPIPE'] },
  ])('about %j, which is no step', (step) => {
    expect(() => fakeFetch([new Response(), step as never])).toThrow(
      'fakeFetch: step 2: expected a Response',
    );
  });

  test('an unknown network failure does not compile', () => {
    expectTypeOf<{ networkError: 'EWHATEVER' }>().not.toExtend<FakeFetchStep>();
    expectTypeOf<{ networkError: 'ECONNRESET' }>().toExtend<FakeFetchStep>();
    expectTypeOf(fakeFetch([])).toExtend<typeof fetch>();
  });
});
