import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Provider } from '../../src/index.js';
import { serve } from './local-server.js';

/** How a payment goes wrong; `before` and `after` say on which side of the charge. */
export const FAULTS = [
  'reset before',
  'reset after',
  '500 before',
  '500 after',
  'HTML 502 before',
  'HTML 502 after',
  'stall before',
  'stall after',
  '429',
  '400 of a gateway',
  '401',
  'refused connection',
  'invalid request',
  'decline',
] as const;

export type Fault = (typeof FAULTS)[number];

/** What a provider says, and what it remembers of a key. */
export interface Dialect {
  readonly provider: Provider;
  /** Where payments are made; providers take their key on some paths only. */
  readonly path: string;
  /** The header that carries the idempotency key; `null`: the provider knows none. */
  readonly keyHeader: string | null;
  /** Is an answered failure given again under the same key? */
  readonly replaysFailures: boolean;
  readonly accepted: object;
  /** A 2xx that says declined; `null`: the provider has none. */
  readonly declined: object | null;
  readonly failed: object;
  /** A 400 of the provider's program, which looks at the key first: what was charged with it is not refused any more. */
  readonly invalid: object;
}

/** A provider that charges. */
export interface ChargingServer {
  readonly url: string;
  /** How often this order was charged. */
  readonly chargesFor: (order: string) => number;
  readonly close: () => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

/**
 * Opens a provider. A request names its order in the address, and in the header `x-fault` what is to go wrong with it.
 */
export async function openChargingServer(dialect: Dialect): Promise<ChargingServer> {
  const charges = new Map<string, number>();
  const answersByKey = new Map<string, Answer>();
  const chargedKeys = new Set<string>();

  const charge = (order: string, key: string | null): void => {
    if (key !== null && chargedKeys.has(key)) return; // what an idempotency key is for
    if (key !== null) chargedKeys.add(key);
    charges.set(order, (charges.get(order) ?? 0) + 1);
  };

  const process = (order: string, key: string | null, fault: Fault | undefined): Answer => {
    const isCharged = key !== null && chargedKeys.has(key);
    if (fault === 'invalid request' && !isCharged) return { status: 400, body: dialect.invalid };
    if (fault === '500 before') return { status: 500, body: dialect.failed };
    if (fault === 'decline' && dialect.declined && !isCharged) return { status: 201, body: dialect.declined };
    charge(order, key);
    return fault === '500 after'
      ? { status: 500, body: dialect.failed }
      : { status: 201, body: dialect.accepted };
  };

  const answerTo = (order: string, key: string | null, fault: Fault | undefined): Answer => {
    const remembered = key === null ? undefined : answersByKey.get(key);
    if (remembered) return remembered;
    const answer = process(order, key, fault);
    if (key !== null && (answer.status < 300 || dialect.replaysFailures)) answersByKey.set(key, answer);
    return answer;
  };

  const server = await serve((request, response) => {
    request.resume().once('end', () => {
      const fault = headerOf(request, 'x-fault') as Fault | undefined; // as the tests name it
      if (endsOnTheWay(response, fault, 'before')) return;
      const key = dialect.keyHeader === null ? null : (headerOf(request, dialect.keyHeader) ?? null);
      const { status, body } = answerTo(request.url ?? '', key, fault);
      if (endsOnTheWay(response, fault, 'after')) return;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });

  return {
    url: server.url,
    chargesFor: (order) => charges.get(order) ?? 0,
    close: server.close,
  };
}

/** What happens between the client and the provider's program: nothing there looks at keys. */
function endsOnTheWay(response: ServerResponse, fault: Fault | undefined, side: 'before' | 'after'): boolean {
  switch (fault) {
    case `reset ${side}`:
      response.socket?.resetAndDestroy();
      return true;
    case `stall ${side}`:
      return true;
    case `HTML 502 ${side}`:
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>');
      return true;
    case '429':
      response.writeHead(429, { 'retry-after': headerOf(response.req, 'x-retry-after') ?? '0' }).end();
      return true;
    case '400 of a gateway':
      response.writeHead(400, { 'content-type': 'text/html' }).end('<h1>400 Bad Request</h1>');
      return true;
    case '401':
      response.writeHead(401).end();
      return true;
    default:
      return false;
  }
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name.toLowerCase()];
  return typeof value === 'string' ? value : undefined;
}
