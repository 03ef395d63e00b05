import * as undici from 'undici';
import { describe, expect, test } from 'vitest';

import { normalizeThrown } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { accept } from '../http/local-server.js';

/** A server that takes one request, breaks the connection, and is gone: the second sending is refused. */
async function serverThatPerformsOnce(): Promise<{ readonly url: string; readonly performed: () => number }> {
  let performed = 0;
  const server = await accept((socket) => {
    socket.once('data', () => {
      performed++;
      void server.close(); // resets what is open
    });
  });
  return { url: `${server.url}/payments`, performed: () => performed };
}

const SENDERS: readonly (readonly [
  string,
  (url: string, dispatcher: undici.Dispatcher) => Promise<unknown>,
])[] = [
  ['request', (url, dispatcher) => undici.request(url, { method: 'PUT', body: '{}', dispatcher })],
  [
    'fetch',
    (url, dispatcher) => undici.fetch(url, { method: 'PUT', body: '{}', redirect: 'manual', dispatcher }),
  ],
];

describe.each(SENDERS)('a RetryAgent below undici’s %s', (_name, send) => {
  test.each(['given', 'not given'])(
    'proves nothing by its last attempt, the dispatcher %s',
    async (given) => {
      const { url, performed } = await serverThatPerformsOnce();
      const dispatcher = new undici.RetryAgent(new undici.Agent(), { minTimeout: 1, maxRetries: 2 });
      const thrown: unknown = await send(url, dispatcher).catch((reason: unknown) => reason);
      expect(performed()).toBe(1);
      const isFetch = thrown instanceof TypeError;
      const request = { method: 'PUT', url, ...(given === 'given' && { redirect: 'manual', dispatcher }) };
      expect(await normalizeThrown(getpaid, thrown, request)).toMatchObject({
        category: 'network',
        outcome: 'unknown',
        retryable: false,
      });
      expect(isFetch).toBe(_name === 'fetch');
    },
  );
});
