import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { getRawBody, inspectResponse, wrapFetch } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { paysg } from '../../src/providers/paysg.js';
import { errorOf } from './error-of.js';
import { failureOf } from './failure-of.js';
import { writeMegabytes, zippedMegabytes } from './large-bodies.js';
import { type LocalServer, serve } from './local-server.js';

const MAX_BODY_BYTES = 262_144; // the default
const MEGABYTE = 2 ** 20;
const SHORT_MS = 60;
const ENVELOPE = { error: { type: 'invalid_request_error', code: 'parameter_invalid', message: 'No.' } };
const JSON_TYPE = { 'content-type': 'application/json' };

/** How many bytes of its body each answer sent, and whether its connection is gone. */
const answers = new Map<string, { sentBytes: () => number; isOver: boolean }>();
let server: LocalServer;

beforeAll(async () => {
  server = await serve((request, response) => {
    const answer = { sentBytes: () => 0, isOver: false };
    answers.set(request.url ?? '', answer);
    response.once('close', () => {
      answer.isOver = true;
    });
    ANSWERS[request.url ?? '']?.(response, answer);
  });
});
afterAll(() => server.close());

type Answering = (response: ServerResponse, answer: { sentBytes: () => number }) => void;

const ANSWERS: Readonly<Record<string, Answering>> = {
  '/300-megabytes': (response, answer) => {
    response.writeHead(503, { ...JSON_TYPE, 'content-length': 300 * MEGABYTE });
    answer.sentBytes = writeMegabytes(response, 300);
  },
  '/300-megabytes-in-chunks': (response, answer) => {
    response.writeHead(503, JSON_TYPE);
    answer.sentBytes = writeMegabytes(response, 300);
  },
  '/gzip-bomb': (response, answer) => {
    const bomb = zippedMegabytes(300);
    answer.sentBytes = () => bomb.length;
    response.writeHead(503, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(bomb);
  },
  '/stalls': (response) => response.writeHead(400, JSON_TYPE).write(JSON.stringify(ENVELOPE).slice(0, -2)),
  '/never-begins': (response) => {
    response.writeHead(400, JSON_TYPE).flushHeaders();
  },
  '/trickles': (response) => {
    response.writeHead(400, JSON_TYPE);
    const timer = setInterval(() => response.write(' '), 5);
    response.once('close', () => {
      clearInterval(timer);
    });
  },
  '/breaks-off': (response) => {
    response.writeHead(400, { ...JSON_TYPE, 'content-length': 1_000 }).write(JSON.stringify(ENVELOPE));
    setTimeout(() => response.socket?.resetAndDestroy(), SHORT_MS);
  },
  '/is-not-gzip': (response) => response.writeHead(400, { 'content-encoding': 'gzip' }).end('{}'),
  '/envelope': (response) => response.writeHead(400, JSON_TYPE).end(JSON.stringify(ENVELOPE)),
  '/zipped-envelope': (response) =>
    response
      .writeHead(400, { ...JSON_TYPE, 'content-encoding': 'gzip' })
      .end(gzipSync(JSON.stringify(ENVELOPE))),
  '/byte-order-mark': (response) =>
    response.writeHead(400, JSON_TYPE).end(`\u{feff}${JSON.stringify(ENVELOPE)}`),
  '/invalid-utf-8': (response) =>
    response
      .writeHead(400, JSON_TYPE)
      .end(
        Buffer.concat([
          Buffer.from(JSON.stringify(ENVELOPE).slice(0, -4)),
          Buffer.from([0xff, 0xfe]),
          Buffer.from('"}}'),
        ]),
      ),
  '/split-characters': (response) => {
    const bytes = Buffer.from(JSON.stringify({ error: { ...ENVELOPE.error, message: 'Ungültig: 金額 🚫' } }));
    response.writeHead(400, JSON_TYPE);
    void writeByteByByte(response, bytes);
  },
  '/exactly-as-much': (response) => response.writeHead(400, JSON_TYPE).end(envelopeOf(MAX_BODY_BYTES)),
  '/one-byte-more': (response) => response.writeHead(400, JSON_TYPE).end(envelopeOf(MAX_BODY_BYTES + 1)),
  '/nothing': (response) => response.writeHead(400, { 'content-length': 0 }).end(),
};

async function writeByteByByte(response: ServerResponse, bytes: Buffer): Promise<void> {
  for (const byte of bytes) {
    response.write(Buffer.from([byte]));
    await new Promise(setImmediate);
  }
  response.end();
}

/** JSON text of exactly this many bytes. */
function envelopeOf(bytes: number): string {
  const padding = bytes - JSON.stringify({ ...ENVELOPE, padding: '' }).length;
  return JSON.stringify({ ...ENVELOPE, padding: 'x'.repeat(padding) });
}

const BY_STATUS = { status: 400, category: 'invalid_request', code: null, matchedOn: 'status' };
/** What a lost body said may be graver than the status. */
const IN_DOUBT = { status: 400, category: 'unrecognized', outcome: 'unknown', code: null, matchedOn: 'none' };
const BY_CODE = { status: 400, category: 'invalid_request', code: 'parameter_invalid', matchedOn: 'code' };

async function fetchFrom(path: string): Promise<Response> {
  return fetch(`${server.url}${path}`, { method: 'POST' });
}

async function expectToBeCutShort(path: string): Promise<void> {
  await vi.waitFor(() => {
    expect(answers.get(path)?.isOver).toBe(true);
  });
}

describe('a body that is too large', () => {
  test.each(['/300-megabytes', '/300-megabytes-in-chunks'])(
    '%s is cut short, and the status decides',
    async (path) => {
      const error = await failureOf(getpaid, await fetchFrom(path));
      expect(error).toMatchObject({ status: 503, category: 'provider_unavailable', matchedOn: 'status' });
      await expectToBeCutShort(path);
      // The rest is in the buffers of two sockets.
      expect(answers.get(path)?.sentBytes()).toBeLessThan(30 * MEGABYTE);
    },
  );

  test('is measured after decompression: a gzip bomb is cut short', async () => {
    const response = await fetchFrom('/gzip-bomb');
    const error = await failureOf(getpaid, response);
    expect(answers.get('/gzip-bomb')?.sentBytes()).toBeLessThan(2 * MEGABYTE);
    expect(error).toMatchObject({ status: 503, category: 'provider_unavailable', matchedOn: 'status' });
    expect(String(getRawBody(error)).length).toBeLessThanOrEqual(MAX_BODY_BYTES);
    await expect(response.text()).rejects.toThrow(TypeError); // it was cancelled
  });

  test('by one byte is not understood, and leaves a write in doubt', async () => {
    expect(await failureOf(paysg, await fetchFrom('/one-byte-more'))).toMatchObject(IN_DOUBT);
  });

  test.each([
    [2 * MAX_BODY_BYTES, BY_CODE],
    [Infinity, BY_CODE],
    [MAX_BODY_BYTES + 1, BY_CODE],
    [100, IN_DOUBT],
    [0, IN_DOUBT],
  ])('maxBodyBytes: %d says what is too large', async (maxBodyBytes, expected) => {
    const response = await fetchFrom('/one-byte-more');
    expect(await failureOf(paysg, response, { maxBodyBytes })).toMatchObject(expected);
  });

  test('does not come into it when there is none', async () => {
    const error = await failureOf(paysg, await fetchFrom('/nothing'), { maxBodyBytes: 0 });
    expect(error).toMatchObject(BY_STATUS);
  });
});

describe('a body that does not end', () => {
  test.each(['/stalls', '/never-begins', '/trickles'])(
    '%s is waited for as long as bodyTimeoutMs, and leaves a write in doubt',
    async (path) => {
      const response = await fetchFrom(path);
      const startedAt = performance.now();
      const error = await failureOf(paysg, response, { bodyTimeoutMs: SHORT_MS });
      const tookMs = performance.now() - startedAt;
      expect(error).toMatchObject(IN_DOUBT);
      expect(tookMs).toBeGreaterThan(SHORT_MS - 5);
      expect(tookMs).toBeLessThan(SHORT_MS + 1_000);
      await expectToBeCutShort(path);
    },
  );

  test('is not waited for at all with bodyTimeoutMs: 0', async () => {
    const error = await failureOf(paysg, await fetchFrom('/stalls'), { bodyTimeoutMs: 0 });
    expect(error).toMatchObject(IN_DOUBT);
    await expectToBeCutShort('/stalls');
  });

  test('but breaks off: the write is in doubt', async () => {
    expect(await failureOf(paysg, await fetchFrom('/breaks-off'))).toMatchObject(IN_DOUBT);
  });

  test('because it is not what its encoding says: the write is in doubt', async () => {
    expect(await failureOf(paysg, await fetchFrom('/is-not-gzip'))).toMatchObject(IN_DOUBT);
  });
});

describe('a body that somebody else has', () => {
  test('read before: the write is in doubt', async () => {
    const response = await fetchFrom('/envelope');
    await response.text();
    expect(await failureOf(paysg, response)).toMatchObject(IN_DOUBT);
  });

  test('locked: the write is in doubt, and whoever holds it can go on', async () => {
    const response = await fetchFrom('/envelope');
    const reader = response.body?.getReader();
    expect(await failureOf(paysg, response)).toMatchObject(IN_DOUBT);
    const chunk = await reader?.read();
    expect(JSON.parse(Buffer.from(chunk?.value ?? []).toString())).toEqual(ENVELOPE);
  });

  test('cancelled: the write is in doubt', async () => {
    const response = await fetchFrom('/envelope');
    await response.body?.cancel();
    expect(await failureOf(paysg, response)).toMatchObject(IN_DOUBT);
  });

  test('in a clone: both can be read', async () => {
    const response = await fetchFrom('/envelope');
    const clone = response.clone();
    expect(await failureOf(paysg, response)).toMatchObject(BY_CODE);
    expect(await clone.json()).toEqual(ENVELOPE);
  });
});

describe('a body that is understood', () => {
  test.each(['/envelope', '/zipped-envelope', '/byte-order-mark', '/exactly-as-much'])('%s', async (path) => {
    expect(await failureOf(paysg, await fetchFrom(path))).toMatchObject(BY_CODE);
  });

  test('although a few bytes are not UTF-8', async () => {
    const error = await failureOf(paysg, await fetchFrom('/invalid-utf-8'));
    expect(error).toMatchObject({ ...BY_CODE, message: 'No\u{fffd}\u{fffd}' });
  });

  test('although its characters arrive in pieces', async () => {
    const error = await failureOf(paysg, await fetchFrom('/split-characters'));
    expect(error).toMatchObject({ ...BY_CODE, message: 'Ungültig: 金額 🚫' });
  });
});

test.each(['/300-megabytes', '/gzip-bomb', '/stalls', '/breaks-off', '/one-byte-more', '/is-not-gzip'])(
  'inspectResponse and wrapFetch read %s within the same limits',
  async (path) => {
    const limits = { bodyTimeoutMs: SHORT_MS };
    const status = path.startsWith('/300') || path === '/gzip-bomb' ? 503 : 400;
    const error = await inspectResponse(paysg, await fetchFrom(path), {}, limits);
    expect(error).toMatchObject({ status, outcome: 'unknown' });
    const thrown = await errorOf(wrapFetch(paysg, limits)(`${server.url}${path}`, { method: 'POST' }));
    expect(thrown).toEqual(error);
  },
);
