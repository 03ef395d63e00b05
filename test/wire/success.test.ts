import { Readable } from 'node:stream';

import { describe, expect, test, vi } from 'vitest';

import { inspectResponse, type PaymentError, wrapFetch } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { errorOf } from '../http/error-of.js';

const POST = { method: 'POST', url: 'https://api.example/payments', idempotencyKey: 'order-1' };
const JSON_TYPE = { 'content-type': 'application/json' };
const DECLINED = '{"id":"pay_1","status":"declined"}';

function inspected(response: unknown, bodyTimeoutMs = 5_000): Promise<PaymentError | null> {
  return inspectResponse(getpaid, response as Response, POST, { bodyTimeoutMs }); // some are none, on purpose
}

/** A 2xx as node-fetch gives it: its copies are streams of Node's. */
function nodeResponse(chunks: readonly string[]): object {
  const response = { status: 201, headers: JSON_TYPE, body: Readable.from(chunks) };
  return { ...response, clone: () => ({ ...response, body: Readable.from(chunks) }) };
}

describe('a success whose body is none', () => {
  test('came after a redirect of a write: not even the same key is sent again', async () => {
    expect(await inspected({ ...plain('{"id"'), redirected: true })).toMatchObject({
      category: 'invalid_response',
      status: 201,
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first' },
    });
    expect(await inspected(plain('{"id"'))).toMatchObject({ retry: { strategy: 'same_key' } });
  });

  test('gives up the other half of its body, of which no more comes', async () => {
    const cancel = vi.fn();
    const body = new ReadableStream({ pull: () => new Promise(() => undefined), cancel });
    const error = await inspected(new Response(body, { status: 201, headers: JSON_TYPE }), 5);
    expect(error).toMatchObject({ category: 'invalid_response', status: 201 });
    expect(cancel).toHaveBeenCalledOnce();
  });

  test.each(['{"id":"pay_1","sta', '[1, 2', ' {"id":'])('has no label, and breaks off: %s', async (text) => {
    expect(await inspected({ ...plain(text), headers: {} })).toMatchObject({
      category: 'invalid_response',
      outcome: 'unknown',
    });
  });

  test('was never told of: no bytes came at all', async () => {
    const error = await inspected({ ...plain(''), text: () => Promise.reject(new Error('gone')) });
    expect(error).toMatchObject({ category: 'invalid_response', status: 201 });
  });
});

describe('a success that is handed over', () => {
  test.each<[string, unknown]>([
    ['with a JSON text that is no object', plain('7')],
    ['with nothing in it, and no label', { ...plain(''), headers: {} }],
    ['with no bytes, and no label', { ...plain(''), headers: { 'content-length': '0' } }],
    ['without headers', { ...plain('{}'), headers: undefined }],
    ['without a label, and no JSON', { ...plain('done'), headers: {} }],
    ['with a label that is empty', { ...plain('done'), headers: { 'content-type': ' ' } }],
    [
      'read by somebody in the meantime',
      { ...plain('{}'), clone: () => ({ ...plain('{}'), bodyUsed: true }) },
    ],
  ])('%s', async (_name, response) => {
    expect(await inspected(response)).toBeNull();
  });

  test('by a client whose copies can be read ahead of each other by 16 kB', async () => {
    expect(await inspected(nodeResponse([DECLINED]))).toMatchObject({ category: 'declined' });
    expect(await inspected(nodeResponse(['{"id":"pay_1","note":"', 'x'.repeat(20_000)]))).toBeNull();
  });
});

test('a success that somebody else’s abort leaves half is in doubt', async () => {
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(new DOMException('x', 'AbortError')),
  });
  const fetch = (): Promise<Response> => Promise.resolve(new Response(body, { headers: JSON_TYPE }));
  const error = await errorOf(wrapFetch(getpaid, { fetch })('https://api.example/payments', POST));
  expect(error).toMatchObject({ category: 'invalid_response', status: 200, outcome: 'unknown' });
});

describe('what a fetch resolves with that is no Response', () => {
  function answered(answer: unknown, inspectSuccess = true): Promise<unknown> {
    const fetch = (): Promise<Response> => Promise.resolve(answer as Response); // it is none, on purpose
    return wrapFetch(getpaid, { fetch, inspectSuccess })('https://api.example/payments', POST);
  }

  test.each<[string, object, object]>([
    ['axios, a decline', { status: 201, data: JSON.parse(DECLINED) as object }, { category: 'declined' }],
    ['axios, a decline as text', { status: 201, data: DECLINED }, { category: 'declined' }],
    [
      'a body that is parsed',
      { status: 201, body: JSON.parse(DECLINED) as object },
      { category: 'declined' },
    ],
    [
      'axios, a text that is cut',
      { status: 201, headers: JSON_TYPE, data: '{"id":"pay_1"' },
      { category: 'invalid_response', status: 201, outcome: 'unknown' },
    ],
    ['nothing to look into', { status: 201 }, { category: 'invalid_response', outcome: 'unknown' }],
    [
      'no status either',
      { statusCode: 201, body: '{}' },
      { category: 'invalid_response', outcome: 'unknown' },
    ],
    ['nothing at all', undefined as never, { category: 'invalid_response', outcome: 'unknown' }],
  ])('never passes for a success unseen: %s', async (_what, answer, expected) => {
    expect(await errorOf(answered(answer))).toMatchObject(expected);
  });

  test('is handed over where it was looked into, has no body, or is not to be looked into', async () => {
    const paid = { status: 201, data: { id: 'pay_1', status: 'authorized' } };
    expect(await answered(paid)).toBe(paid);
    for (const empty of [{ status: 204 }, { status: 201, body: null }])
      expect(await answered(empty)).toBe(empty);
    const declined = { status: 201, data: DECLINED };
    expect(await answered(declined, false)).toBe(declined);
  });

  test('but a stream, which nobody can copy, is taken for one', async () => {
    const stream = { status: 201, headers: JSON_TYPE, body: Readable.from(['{}']) };
    expect(await answered(stream)).toBe(stream);
    const web = { status: 201, headers: JSON_TYPE, body: new Response('{}').body };
    expect(await answered(web)).toBe(web);
  });
});

/** A response that gives its text as a whole. */
function plain(text: string): object {
  const response = { status: 201, headers: JSON_TYPE, text: () => Promise.resolve(text) };
  return {
    ...response,
    clone(this: object) {
      return { ...this };
    },
  };
}
