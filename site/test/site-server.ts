import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

import { SECURITY_POLICY } from '../.vitepress/security-policy.js';

/** The folder of the built site. */
export const BUILT = fileURLToPath(new URL('../.vitepress/dist/', import.meta.url));

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** The built site on a port of the loopback interface. */
export interface SiteServer {
  readonly origin: string;
  /** What browsers reported to have been against the policy. */
  readonly violations: readonly string[];
  readonly close: () => void;
}

/** Serves the built site under the Content-Security-Policy that it is made for. */
export async function serveSite(): Promise<SiteServer> {
  const violations: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/violations') {
      void request.toArray().then((chunks) => violations.push(Buffer.concat(chunks).toString()));
      response.writeHead(204).end();
      return;
    }
    const path = normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    readFile(join(BUILT, path)).then(
      (content) => {
        response.writeHead(200, {
          'content-type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
          'content-security-policy': `${SECURITY_POLICY}; report-uri /violations`,
          'x-content-type-options': 'nosniff',
        });
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // what a server has that listens on a port
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    violations,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
