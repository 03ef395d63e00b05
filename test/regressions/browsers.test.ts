import { afterEach, expect, test, vi } from 'vitest';

import { wrapFetch } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';

afterEach(() => vi.unstubAllGlobals());

/** As browsers and workerd have it: a fetch that is called as a member of anything but the global object refuses. */
function strictFetch(this: unknown): Promise<Response> {
  if (this !== undefined && this !== globalThis) throw new TypeError('Illegal invocation');
  return Promise.resolve(Response.json({ id: 'pay_1', status: 'captured' }));
}

test('fetch is called by itself, and not as a member of something', async () => {
  const request = { method: 'POST', body: '{}' };
  const given = wrapFetch(getpaid, { fetch: strictFetch, timeoutMs: 1_000 });
  expect((await given('https://api.getpaid.example/payments', request)).status).toBe(200);
  vi.stubGlobal('fetch', strictFetch);
  expect((await wrapFetch(getpaid)('https://api.getpaid.example/payments', request)).status).toBe(200);
});

test('a time-out whose DOMException has no tag of its own is a time-out, and another error of that name is not', async () => {
  const Untagged = { DOMException: class DOMException extends Error {} }.DOMException;
  const named = (error: Error): Error => Object.assign(error, { name: 'TimeoutError' });
  for (const [reason, category] of [
    [named(new Untagged('timed out')), 'timeout'],
    [named(new Error('another request timed out')), 'aborted'],
  ] as const) {
    const controller = new AbortController();
    const stalled: typeof fetch = () =>
      new Promise((_resolve, reject) => {
        controller.signal.addEventListener('abort', () => reject(reason));
        controller.abort(reason);
      });
    const call = wrapFetch(getpaid, { fetch: stalled })('https://api.getpaid.example/payments', {
      method: 'POST',
      signal: controller.signal,
    });
    await expect(call).rejects.toMatchObject({ error: { category, outcome: 'unknown' } });
  }
});
