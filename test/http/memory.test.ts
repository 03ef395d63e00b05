import { afterAll, beforeAll, expect, test } from 'vitest';

import { writeMegabytes, zippedMegabytes } from './large-bodies.js';
import { type LocalServer, serve } from './local-server.js';
import { runInOwnProcess } from './own-process.js';

const MEGABYTE = 2 ** 20;
const JSON_TYPE = { 'content-type': 'application/json' };

let server: LocalServer;
beforeAll(async () => {
  const zipped = zippedMegabytes(300);
  server = await serve((request, response) => {
    if (request.url === '/small') response.writeHead(503, JSON_TYPE).end('{}');
    if (request.url === '/plain') writeMegabytes(response.writeHead(503, JSON_TYPE), 300);
    if (request.url === '/a-fifth') writeMegabytes(response.writeHead(503, JSON_TYPE), 60);
    if (request.url === '/zipped')
      response.writeHead(503, { ...JSON_TYPE, 'content-encoding': 'gzip' }).end(zipped);
  });
});
afterAll(() => server.close());

async function growthWhileReading(path: string, maxBodyBytes: number): Promise<number> {
  const { exitCode, output } = await runInOwnProcess(
    new URL('read-large-body.ts', import.meta.url),
    `${server.url}/small`,
    `${server.url}${path}`,
    String(maxBodyBytes),
  );
  expect(exitCode).toBe(0);
  const { status, growthBytes } = JSON.parse(output) as { status: number; growthBytes: number }; // what it prints
  expect(status).toBe(503);
  return growthBytes;
}

// What the platform keeps in buffers, whatever is read: maxRSS grew by 0 to 15 MB on Node 24 with the smaller limit.
const BUFFERS_OF_FETCH = 32 * MEGABYTE;

test.each([
  ['/plain', 'a quarter of a megabyte', 262_144],
  ['/zipped', 'a quarter of a megabyte', 262_144],
  ['/plain', 'ten megabytes', 10 * MEGABYTE],
  ['/zipped', 'ten megabytes', 10 * MEGABYTE],
])(
  'a body of 300 MB (%s) needs no more than four times the limit of %s',
  async (path, _limit, maxBodyBytes) => {
    const growth = await growthWhileReading(path, maxBodyBytes);
    if (process.env['SHOW']) console.log(path, maxBodyBytes, (growth / MEGABYTE).toFixed(1));
    expect(growth).toBeLessThan(4 * maxBodyBytes + BUFFERS_OF_FETCH);
  },
);

test('the measurement sees a body that is read whole', async () => {
  expect(await growthWhileReading('/a-fifth', Infinity)).toBeGreaterThan(60 * MEGABYTE);
}, 30_000);
