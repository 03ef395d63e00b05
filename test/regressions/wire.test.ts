import { Readable } from 'node:stream';

import { describe, expect, test, vi } from 'vitest';

import { normalize, normalizeThrown, retryDelayMs, wrapFetch } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { paysg } from '../../src/providers/paysg.js';
import { errorOf } from '../http/error-of.js';
import { failureOf } from '../http/failure-of.js';

const KEY = 'Getpaid-Idempotency-Key';

describe('wrapFetch', () => {
  test('leaves headers that can be iterated once for fetch', async () => {
    const sent = vi.fn<typeof fetch>((input, init) => {
      expect(new Headers(init?.headers ?? (input as Request).headers).get(KEY)).toBe('order-1');
      return Promise.resolve(new Response(null, { status: 500 }));
    });
    const headers = new Headers({ authorization: 'Bearer x', [KEY]: 'order-1' }).entries();
    const error = await errorOf(
      wrapFetch(getpaid, { fetch: sent })('https://example.com/payments', {
        method: 'POST',
        headers: headers as never,
      }),
    );
    expect(sent).toHaveBeenCalledOnce();
    expect(error).toMatchObject({ status: 500, retry: { strategy: 'same_key' } });
  });

  test('takes `signal: null` as fetch does: the signal of the Request counts no more', async () => {
    const request = (): Request =>
      new Request('https://example.com/', { method: 'POST', signal: AbortSignal.abort() });
    const reset: typeof fetch = () => Promise.reject(new TypeError('fetch failed'));
    const error = await errorOf(wrapFetch(getpaid, { fetch: reset })(request(), { signal: null }));
    expect(error).toMatchObject({ category: 'network', outcome: 'unknown' });

    const answering: typeof fetch = (_input, init) =>
      init?.signal?.aborted
        ? Promise.reject(new DOMException('aborted', 'AbortError'))
        : Promise.resolve(new Response('done'));
    const payFetch = wrapFetch(getpaid, { fetch: answering, timeoutMs: 1_000 });
    expect((await payFetch(request(), { signal: null })).status).toBe(200);
  });

  test('starts no timer when the signal is not one', async () => {
    const started = vi.spyOn(globalThis, 'setTimeout');
    const stopped = vi.spyOn(globalThis, 'clearTimeout');
    await wrapFetch(getpaid, { timeoutMs: 54_321 })('https://example.com/', { signal: {} as never }).catch(
      (reason: unknown) => reason,
    );
    const timers = started.mock.calls.flatMap(([, delayMs], call): unknown[] =>
      delayMs === 54_321 ? [started.mock.results[call]?.value] : [],
    );
    for (const timer of timers) expect(stopped).toHaveBeenCalledWith(timer);
    vi.restoreAllMocks();
  });
});

describe('inspectResponse', () => {
  test('destroys a stream of Node’s that stalls: node-fetch gives those', async () => {
    const body = new Readable({ read: () => undefined });
    body.push('{"error":');
    await failureOf(paysg, { status: 400, headers: {}, body }, { bodyTimeoutMs: 20 });
    await vi.waitFor(() => {
      expect(body.destroyed).toBe(true);
    });
  });

  test.each([
    ['null', null],
    [
      'a getter that throws',
      {
        get status(): number {
          throw new Error('gone');
        },
      },
    ],
  ])('does not reject, whatever the response is: %s', async (_title, response) => {
    expect(await failureOf(paysg, response as never)).toMatchObject({ category: 'invalid_response' });
  });
});

describe('normalizeThrown', () => {
  test('a body that undici.request finds too short is a broken connection', async () => {
    const thrown = Object.assign(new Error('Response body length does not match content-length header'), {
      name: 'ResponseContentLengthMismatchError',
      code: 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
    });
    expect(await normalizeThrown(getpaid, thrown)).toMatchObject({ category: 'network', sent: 'unknown' });
  });

  test('what superagent throws for a call that was aborted before is an abort', async () => {
    const thrown = new Error('The request has been aborted even before .end() was called');
    expect(await normalizeThrown(getpaid, thrown)).toMatchObject({ category: 'aborted' });
  });

  test('the reason of an axios signal tells a time-out from an abort', async () => {
    const signal = AbortSignal.abort(new DOMException('timed out', 'TimeoutError'));
    const thrown = Object.assign(new Error('canceled'), { code: 'ERR_CANCELED', config: { signal } });
    expect(await normalizeThrown(getpaid, thrown)).toMatchObject({ category: 'timeout' });
  });

  test('reads no member of a Response that it does not need: node-fetch warns of some', async () => {
    const warn = vi.fn();
    const response = Object.defineProperty(new Response('{}', { status: 402 }), 'data', { get: warn });
    await normalizeThrown(getpaid, response);
    expect(warn).not.toHaveBeenCalled();
  });
});

test('retryDelayMs gives no wait that a timer would skip', () => {
  const error = normalize(getpaid, { status: 429, headers: { 'retry-after': '99999999' } });
  expect(retryDelayMs(error, 1)).toBeLessThanOrEqual(2 ** 31 - 1);
});
