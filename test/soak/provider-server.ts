import { fork } from 'node:child_process';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The argument with which a process is the server instead. */
const ROLE = 'provider-server';

const JSON_TYPE = { 'content-type': 'application/json' };

/** How the provider behaves, by path. */
const ANSWERS = {
  '/succeeds': (_request, response) =>
    response.writeHead(201, JSON_TYPE).end('{"id":"pay_1","status":"captured"}'),
  '/declines': (_request, response) =>
    response
      .writeHead(201, JSON_TYPE)
      .end('{"id":"pay_1","status":"declined","reason":{"code":"insufficient_funds"}}'),
  '/refuses': (_request, response) =>
    response.writeHead(422, JSON_TYPE).end('{"title":"Invalid Parameters","errors":{"amount":["required"]}}'),
  '/fails': (_request, response) =>
    response.writeHead(503, { 'content-type': 'text/html' }).end('<html><h1>Service unavailable</h1></html>'),
  '/stalls': (_request, response) => response.writeHead(503, JSON_TYPE).write('{"title":'),
  '/breaks-off': (_request, response) => response.writeHead(201, JSON_TYPE).write('{"id":"pay_1",'),
  '/resets': (request) => request.socket.resetAndDestroy(),
  '/says-nothing': () => undefined,
} as const satisfies Readonly<Record<string, RequestListener>>;

/** A path of the server. */
export type Path = keyof typeof ANSWERS;

/** A server in a process of its own: what it needs is not on the heap that is measured. */
export interface ProviderServer {
  /** Without a slash at its end. */
  readonly url: string;
  readonly stop: () => void;
}

/** Starts the program that is running once more, as a server; it ends with this process at the latest. */
export async function startProviderServer(): Promise<ProviderServer> {
  const child = fork(process.argv[1] ?? '', [ROLE], { execArgv: [] });
  const port = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the server ended with ${String(code)}`)));
  });
  return { url: `http://127.0.0.1:${String(port)}`, stop: () => child.kill() };
}

/** Is this process there to be the server? */
export function isProviderServer(): boolean {
  return process.argv[2] === ROLE;
}

/** Serves until the process that started this one lets go of it. */
export function serveAsProvider(): void {
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      const answer: RequestListener | undefined = ANSWERS[request.url as Path]; // nothing else is asked for
      answer(request, response);
    });
  });
  // Never closes a connection of which the client thinks that it is there: that would be a reset that nobody expects.
  server.keepAliveTimeout = 600_000;
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port)); // it listens on a port
  process.once('disconnect', () => process.exit());
}
