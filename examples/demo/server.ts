import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the local server does with a request. */
export type Behaviour =
  | { readonly answer: string } // the reply of a fixture, `paystand/cardfailure`
  | { readonly page: number } // an HTML page with this status
  | { readonly rateLimit: number } // a 429 that asks to wait this many seconds
  | { readonly fault: 'reset' | 'stalled body' | 'no answer' };

interface Fixture {
  readonly reply: {
    readonly status: number;
    readonly headers?: Record<string, string>;
    readonly body?: unknown;
  };
}

/** A server that answers each query as it was told to. */
export interface DemoServer {
  readonly address: string;
  readonly close: () => void;
}

/** Starts a server on a free port of this machine; `/payments?3` gets the fourth behaviour. */
export async function startServer(behaviours: readonly Behaviour[]): Promise<DemoServer> {
  const server = createServer((request, response) => {
    const behaviour = behaviours[Number(request.url?.split('?')[1])];
    if (behaviour) behave(behaviour, request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return {
    address: `http://127.0.0.1:${String(port)}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function behave(behaviour: Behaviour, request: IncomingMessage, response: ServerResponse): void {
  if ('answer' in behaviour) {
    const { reply } = readFixture(behaviour.answer);
    response.writeHead(reply.status, reply.headers).end(JSON.stringify(reply.body));
  } else if ('page' in behaviour) {
    response.writeHead(behaviour.page, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
  } else if ('rateLimit' in behaviour) {
    response.writeHead(429, { 'retry-after': String(behaviour.rateLimit) }).end();
  } else if (behaviour.fault === 'reset') {
    request.socket.resetAndDestroy();
  } else if (behaviour.fault === 'stalled body') {
    response.writeHead(500, { 'content-type': 'application/json' }).write('{"error":{"code":"server_');
  } // no answer: the request stays open
}

function readFixture(name: string): Fixture {
  return JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8')) as Fixture; // its form is tested
}
