import { afterEach, describe, expect, test, vi } from 'vitest';

import { getRawBody, type PaymentError } from '../../src/index.js';
import { paysg } from '../../src/providers/paysg.js';
import { failureOf } from '../http/failure-of.js';

afterEach(() => {
  vi.useRealTimers();
});

describe('bodies are read within limits', () => {
  const envelope = '{"error":{"code":"payment_not_found"}}';

  test.each([
    ['as long as the limit', envelope.length, 'payment_not_found'],
    ['a byte longer', envelope.length - 1, null],
  ])('a body %s', async (_name, maxBodyBytes, code) => {
    const response = new Response(envelope, { status: 404 });
    expect((await failureOf(paysg, response, { maxBodyBytes })).code).toBe(code);
  });

  test('a body that stalls is cancelled, and leaves a write in doubt', async () => {
    const cancel = vi.fn();
    const body = new ReadableStream({ pull: () => new Promise(() => undefined), cancel });
    const error = await failureOf(paysg, new Response(body, { status: 404 }), { bodyTimeoutMs: 5 });
    expect(error).toMatchObject({
      category: 'unrecognized',
      outcome: 'unknown',
      code: null,
      matchedOn: 'none',
    });
    expect(cancel).toHaveBeenCalledOnce();
  });

  test('a body that breaks off keeps what came of it for getRawBody alone', async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(envelope)),
      pull: (controller) => controller.error(new Error('reset')),
    });
    const error = await failureOf(paysg, new Response(body, { status: 404 }));
    expect(error.code).toBeNull();
    expect(getRawBody(error)).toBe(envelope);
  });

  test('a body that was read whole is kept for getRawBody as it was parsed', async () => {
    const json = await failureOf(paysg, new Response(envelope, { status: 404 }));
    expect(getRawBody(json)).toEqual(JSON.parse(envelope));
    const text = await failureOf(paysg, new Response('Gone.', { status: 404 }));
    expect(getRawBody(text)).toBe('Gone.');
  });

  test.each([null, ''])('a body that is %j is none for getRawBody', async (body) => {
    expect(getRawBody(await failureOf(paysg, new Response(body, { status: 404 })))).toBeUndefined();
  });

  test('a body that came to its end is not cancelled', async () => {
    const cancel = vi.fn();
    const reader = new Response(envelope).body?.getReader();
    const body = { getReader: () => ({ read: () => reader?.read(), cancel }) };
    const error = await failureOf(paysg, { status: 404, headers: {}, body });
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
    const error = await failureOf(paysg, new Response(body, { status: 404 }), {
      bodyTimeoutMs: limit,
    });
    expect(error.code).toBe('payment_not_found');
  });

  test('a body is waited for as long as a timer can', async () => {
    vi.useFakeTimers();
    const response = { status: 404, headers: {}, text: () => new Promise<string>(() => undefined) };
    const error = failureOf(paysg, response, { bodyTimeoutMs: 2 ** 31 - 1 });
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(2 ** 31 - 1);
    expect(await error).toMatchObject({ category: 'unrecognized', outcome: 'unknown' });
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
  ])('a body %s leaves a write in doubt', async (_name, response) => {
    const error = await failureOf(paysg, response());
    expect(error).toMatchObject({ category: 'unrecognized', outcome: 'unknown', code: null });
    expect(getRawBody(error)).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['a stream of Node’s', iterate([envelope.slice(0, 9), Buffer.from(envelope.slice(9))])],
    ['no body, and text()', undefined],
    ['a body that is no stream, and text()', {}],
  ])('%s', async (_name, body) => {
    const response = { status: 404, headers: {}, body, text: () => Promise.resolve(envelope) };
    expect((await failureOf(paysg, response)).code).toBe('payment_not_found');
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
    await failureOf(paysg, response, { maxBodyBytes: 20 });
    expect(end).toHaveBeenCalledOnce();
  });

  test('text() that stalls, and a body without a limit of time', async () => {
    const response = { status: 404, headers: {}, text: () => new Promise<string>(() => undefined) };
    expect((await failureOf(paysg, response, { bodyTimeoutMs: 5 })).category).toBe('unrecognized');
    const whole = new Response(envelope, { status: 404 });
    expect((await failureOf(paysg, whole, { bodyTimeoutMs: Infinity })).code).toBe('payment_not_found');
  });

  test.each<[string, (bytes: Uint8Array) => unknown]>([
    ['bytes', (bytes) => bytes],
    ['an ArrayBuffer', (bytes) => bytes.slice().buffer],
    ['a DataView', (bytes) => new DataView(bytes.slice().buffer)],
  ])('chunks are counted by their bytes: %s', async (_name, chunkOf) => {
    const bytes = new TextEncoder().encode(envelope);
    const read = (maxBodyBytes: number): Promise<PaymentError> =>
      failureOf(paysg, { status: 404, headers: {}, body: iterate([chunkOf(bytes)]) }, { maxBodyBytes });
    expect((await read(bytes.length)).code).toBe('payment_not_found');
    expect((await read(bytes.length - 1)).code).toBeNull();
  });

  test('an endless stream of ArrayBuffers is ended', async () => {
    let given = 0;
    const endless = (async function* () {
      for (;;) yield await Promise.resolve(new ArrayBuffer((given += 1_000) && 1_000));
    })();
    await failureOf(paysg, { status: 404, headers: {}, body: endless }, { maxBodyBytes: 10_000 });
    expect(given).toBeLessThan(13_000);
  });

  test('a slow body that keeps coming is waited for, six times as long in all', async () => {
    vi.useFakeTimers();
    const body = (pauses: number): AsyncIterable<unknown> =>
      (async function* () {
        for (let pause = 0; pause < pauses; pause++) {
          await new Promise((resolve) => setTimeout(resolve, 90));
          yield ' ';
        }
        yield envelope;
      })();
    const read = async (pauses: number): Promise<string | null> => {
      const error = failureOf(
        paysg,
        { status: 404, headers: {}, body: body(pauses) },
        { bodyTimeoutMs: 100 },
      );
      await vi.advanceTimersByTimeAsync(2_000);
      return (await error).code;
    };
    expect(await read(6)).toBe('payment_not_found');
    expect(await read(7)).toBeNull();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('text that comes too late starts no timer', async () => {
    vi.useFakeTimers();
    const text = (): Promise<string> => new Promise((resolve) => setTimeout(() => resolve('x'), 50));
    const error = failureOf(paysg, { status: 404, headers: {}, text }, { bodyTimeoutMs: 5 });
    await vi.advanceTimersByTimeAsync(100);
    await error;
    expect(vi.getTimerCount()).toBe(0);
  });
});

function iterate(chunks: readonly unknown[], end: () => void = () => undefined): AsyncIterable<unknown> {
  return (async function* () {
    try {
      for (const chunk of chunks) yield await Promise.resolve(chunk);
    } finally {
      end();
    }
  })();
}
