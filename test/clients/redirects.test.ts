import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { normalizeThrown } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { closedPort, type LocalServer, serve } from '../http/local-server.js';
import { CLIENTS, failureOf } from './clients.js';

// undici.request follows none.
const FOLLOWING = CLIENTS.filter(({ redirect }) => redirect === undefined);
const ANSWERED = FOLLOWING.filter(({ name }) => !name.startsWith('undici'));

let server: LocalServer;
let refused: string;
let performed = 0;

beforeAll(async () => {
  refused = `http://127.0.0.1:${String(await closedPort())}/`;
  server = await serve((request, response) => {
    const [, status = '', place] = (request.url ?? '').split('/');
    request.resume().once('end', () => {
      if (request.url === '/401') return response.writeHead(401).end();
      performed++;
      const location = { refused, unparsable: 'http://127.0.0.1:99999/', answer: '/401' }[place ?? ''];
      return response.writeHead(Number(status), { location }).end();
    });
  });
});
afterAll(() => server.close());

/** What becomes of a payment that is performed and redirected. */
async function pay(client: (typeof CLIENTS)[number], path: string): Promise<unknown> {
  performed = 0;
  const limits = { signal: undefined, timeoutMs: undefined, connectTimeoutMs: undefined };
  const url = `${server.url}${path}`;
  const thrown = await failureOf(client, { url, headers: {}, body: '{}', ...limits });
  const [told, given] = [
    await normalizeThrown(getpaid, thrown),
    await normalizeThrown(getpaid, thrown, { method: 'POST', url }),
  ];
  expect(performed).toBe(1);
  expect(told.outcome).toBe('unknown');
  return given;
}

describe.each([303, 307])('a write that is performed and answered with %i', (status) => {
  describe.each(FOLLOWING)('$name', (client) => {
    test.each(['refused', 'unparsable'])('stays in doubt: the next place is %s', async (place) => {
      expect(await pay(client, `/${String(status)}/${place}`)).toMatchObject({
        outcome: 'unknown',
        retryable: false,
      });
    });
  });

  test.each(ANSWERED)('$name: stays in doubt, though the next place answers 401', async (client) => {
    expect(await pay(client, `/${String(status)}/answer`)).toMatchObject({
      category: 'invalid_response',
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first' },
    });
  });
});
