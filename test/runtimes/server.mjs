import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { setImmediate as untilImmediate, setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

const POLICY = "default-src 'self'; script-src 'self'; connect-src 'self' http://127.0.0.1:*"; // redirects lead there
const CONTENT_TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
};

/** How long connections that are on their way get to arrive, and then how long the client gets to learn that they are closed. */
const SETTLING_MS = 100;

/**
 * Starts the server of one run: the setting of the checks, the fixtures as answers, bodies and faults of all kinds, and
 * the files of `folder` under a Content Security Policy. It listens on a port of the loopback interface.
 *
 * @param {object} options
 * @param {string} options.folder
 * @param {ReturnType<import('./fixtures.mjs').loadFixtures>} options.fixtures
 * @param {object} options.facts What the checks have to know about the runtime.
 */
export async function startServer({ folder, fixtures, facts }) {
  const answers = new Map(fixtures.map((fixture) => [`/answers/${fixture.name}`, fixture]));
  const setting = JSON.stringify({
    ...facts,
    fixtures: fixtures.map(({ bytes: _bytes, ...fixture }) => fixture),
  });
  const refusedPort = await closedPort();
  const sockets = new Set();
  const violations = [];

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const body = await bodyOf(request);
    const fixture = answers.get(pathname);
    if (fixture) sendFixture(response, fixture);
    else if (pathname in BODIES) BODIES[pathname](response);
    else if (pathname.startsWith('/redirects/')) redirect(response, pathname, refusedPort);
    else if (pathname === '/faults/reset') request.socket.resetAndDestroy();
    else if (pathname === '/faults/silence') return;
    else if (pathname === '/setting.json') sendJson(response, setting);
    else if (pathname === '/close') await stopListening(server, sockets, request.socket, response);
    else if (pathname === '/violations') recordViolation(violations, body, response);
    else await sendFile(response, join(folder, normalize(pathname)));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** What browsers reported to have been against the policy. */
    violations,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function bodyOf(request) {
  const chunks = await request.toArray().catch(() => []);
  return Buffer.concat(chunks).toString();
}

function sendFixture(response, { reply, bytes }) {
  response.writeHead(reply.status, reply.headers);
  response.end(bytes);
}

function redirect(response, pathname, port) {
  response.writeHead(Number(pathname.split('/')[2]), { location: `http://127.0.0.1:${port}/payments` });
  response.end();
}

/** A port of the loopback interface on which nobody listens. */
async function closedPort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function sendJson(response, json) {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(json);
}

async function sendFile(response, path) {
  const content = await readFile(path).catch(() => null);
  response.writeHead(content === null ? 404 : 200, {
    'content-type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
    'content-security-policy': `${POLICY}; report-uri /violations`,
    'x-content-type-options': 'nosniff',
  });
  response.end(content);
}

function recordViolation(violations, report, response) {
  if (!report.includes('/entries/policy.html')) violations.push(report); // which breaks it on purpose
  response.writeHead(204);
  response.end();
}

/** Closes the listening socket and all connections but one, and tells so over that one. */
async function stopListening(server, sockets, connection, response) {
  // After an abort undici opens a connection in advance. Closed before it is accepted, it would be used for the next
  // request, and be reset under it. `setImmediate` comes after all that has arrived was accepted.
  await pause(SETTLING_MS);
  await untilImmediate();
  server.close();
  for (const socket of sockets) if (socket !== connection) socket.destroy();
  await pause(SETTLING_MS);
  response.writeHead(200, { 'content-type': 'text/plain', connection: 'close' });
  response.end('closed');
}

const PROBLEM = { 'content-type': 'application/problem+json' };
const NOT_FOUND = JSON.stringify({
  type: 'https://docs.getpaid.io/integration/api/responses#404---not-found',
  title: 'Not Found',
  status: 404,
  detail: 'No such payment',
});

const JSON_TYPE = { 'content-type': 'application/json' };
const CAPTURED = '{"id":"pi_4821","resource":{"status":{"value":"captured"}}}';

const BODIES = {
  '/bodies/stalled'(response) {
    response.writeHead(502, PROBLEM);
    response.write('{"title":');
  },
  '/bodies/broken'(response) {
    response.writeHead(502, { ...PROBLEM, 'content-length': '1000' });
    response.write('{"title":', () => response.socket.resetAndDestroy());
  },
  '/bodies/endless'(response) {
    response.writeHead(500, PROBLEM);
    const timer = setInterval(() => response.write('x'.repeat(4_096)), 10);
    response.once('close', () => clearInterval(timer));
  },
  '/bodies/compressed'(response) {
    response.writeHead(404, { ...PROBLEM, 'content-encoding': 'gzip' });
    response.end(gzipSync(NOT_FOUND));
  },
  '/bodies/failure'(response) {
    response.writeHead(500);
    response.end();
  },
  '/bodies/success'(response) {
    sendJson(response, CAPTURED);
  },
  '/bodies/success-stalled'(response) {
    response.writeHead(200, JSON_TYPE);
    response.write(CAPTURED.slice(0, 20));
  },
  '/bodies/success-broken'(response) {
    response.writeHead(200, { ...JSON_TYPE, 'content-length': '1000' });
    response.write(CAPTURED.slice(0, 20), () => response.socket.resetAndDestroy());
  },
  '/bodies/success-cut'(response) {
    sendJson(response, CAPTURED.slice(0, 20));
  },
  '/bodies/success-not-json'(response) {
    sendJson(response, 'Payment accepted');
  },
  '/bodies/success-page'(response) {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<!doctype html><title>Maintenance</title>');
  },
  '/bodies/slow'(response) {
    response.writeHead(200, JSON_TYPE);
    const pieces = CAPTURED.match(/.{1,10}/g);
    const timer = setInterval(() => {
      response.write(pieces.shift());
      if (pieces.length === 0) response.end(() => clearInterval(timer));
    }, 80);
    response.once('close', () => clearInterval(timer));
  },
};
