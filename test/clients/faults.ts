import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';

import type { PaymentError, Provider, RetryStrategy } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { paysg } from '../../src/providers/paysg.js';
import { paystand } from '../../src/providers/paystand.js';
import { accept, closedPort, listen, serve } from '../http/local-server.js';
import type { Attempt, Client } from './clients.js';
import { makeSelfSignedCertificate } from './self-signed-certificate.js';

/** What goes wrong with a payment, and what it has to become. */
export interface Fault {
  readonly name: string;
  readonly provider: Provider;
  /** The address and limits that provoke it. */
  readonly provoke: (places: Places) => Partial<Attempt> & Pick<Attempt, 'url'>;
  /** The limit that a client must have for it to happen. */
  readonly needs?: Client['limits'][number];
  readonly expected: Expectation;
  /** The clients that tell less, and what is left to tell. */
  readonly tellingLess?: Readonly<Record<string, Expectation>>;
}

type Expectation = Readonly<Record<string, unknown>> & {
  readonly category: PaymentError['category'];
  readonly outcome: PaymentError['outcome'];
  /** With an idempotency key, and without one. */
  readonly strategies: readonly [RetryStrategy, RetryStrategy];
};

/** The addresses where faults happen. */
export interface Places {
  readonly provider: string;
  readonly selfSigned: string;
  /** Accepts connections and says nothing, so that no TLS handshake gets anywhere. */
  readonly silent: string;
  /** Nobody listens there. */
  readonly closed: string;
}

/** Opens the places; the function closes them. */
export async function openPlaces(): Promise<readonly [Places, () => Promise<unknown>]> {
  const server = await serve(answer);
  const secureServer = await listen(createServer(makeSelfSignedCertificate(), answer));
  const silentServer = await accept((socket) => socket.resume());
  const places = {
    provider: server.url,
    selfSigned: `https://127.0.0.1:${String(secureServer.port)}`,
    silent: `https://127.0.0.1:${String(silentServer.port)}`,
    closed: `127.0.0.1:${String(await closedPort())}`,
  };
  return [
    places,
    () => Promise.all([server, secureServer, silentServer].map((listening) => listening.close())),
  ];
}

const SHORT_MS = 60;
const JSON_TYPE = { 'content-type': 'application/json' };

/** Answers once the request is there as a whole. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  request.on('error', () => undefined); // the client is gone
  request.resume().once('end', () => ANSWERS[request.url ?? '']?.(response));
}

const ANSWERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/declined': (response) =>
    response.writeHead(402, JSON_TYPE).end(
      JSON.stringify({
        error: {
          type: 'requestError',
          description: 'The card was declined',
          details: { code: 'cardFailure', explanation: 'Insufficient funds' },
          ref: 'ref-402',
        },
      }),
    ),
  '/invalid': (response) =>
    response
      .writeHead(422, { 'content-type': 'application/problem+json', 'getpaid-trace-id': 'trace-422' })
      .end(
        JSON.stringify({
          type: 'https://docs.getpaid.io/integration/api/responses#422---invalid-parameters',
          title: 'Invalid Parameters',
          detail: 'Some members did not pass validation',
          errors: { 'customer.email': ['required'] },
        }),
      ),
  '/bad-gateway': (response) =>
    response
      .writeHead(502, { 'content-type': 'text/html', 'getpaid-trace-id': 'trace-502' })
      .end('<html><body><h1>502 Bad Gateway</h1></body></html>'),
  '/rate-limited': (response) =>
    response.writeHead(429, { ...JSON_TYPE, 'retry-after': '7', 'getpaid-trace-id': 'trace-429' }).end('{}'),
  '/payment-services/ps_1/payments': (response) =>
    response
      .writeHead(500, JSON_TYPE)
      .end(JSON.stringify({ error: { type: 'api_error', code: 'server_error', message: 'Try later' } })),
  '/reset': (response) => response.socket?.resetAndDestroy(),
  '/close': (response) => response.socket?.destroy(),
  '/half-of-an-answer': (response) => breakOff(response, 200),
  '/half-of-an-error': (response) => breakOff(response, 500),
  '/stall': () => undefined,
};

function breakOff(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...JSON_TYPE, 'content-length': 1_000 }).write('{"half":"');
  setTimeout(() => response.socket?.resetAndDestroy(), SHORT_MS);
}

const NEVER_SENT = {
  category: 'network',
  sent: 'no',
  outcome: 'not_performed',
  strategies: ['after_delay', 'after_delay'],
  status: null,
  matchedOn: 'transport',
} as const satisfies Expectation;

const NOT_SENDABLE = {
  ...NEVER_SENT,
  strategies: ['fix_request', 'fix_request'],
  fixableBy: 'developer',
} as const satisfies Expectation;

const BROKEN = {
  category: 'network',
  sent: 'unknown',
  outcome: 'unknown',
  strategies: ['same_key', 'reconcile_first'],
  status: null,
  matchedOn: 'transport',
} as const satisfies Expectation;

const TIMED_OUT = {
  category: 'timeout',
  outcome: 'unknown',
  strategies: ['same_key', 'reconcile_first'],
  status: null,
  matchedOn: 'transport',
} as const satisfies Expectation;

const ABORTED = { ...TIMED_OUT, category: 'aborted' } as const satisfies Expectation;

/** Clients that follow redirects or send again by themselves, and do not tell. */
const IN_DOUBT: Readonly<Record<string, Expectation>> = {
  'undici.request with its responseError interceptor': BROKEN, // what its interceptors do nobody knows
  ky: BROKEN,
  ofetch: BROKEN,
  superagent: BROKEN,
};

/** A client that hands over the status of an answer whose body broke off. */
const HALF_ANSWERED = {
  category: 'invalid_response',
  outcome: 'unknown',
  strategies: ['same_key', 'reconcile_first'],
  status: 200,
  matchedOn: 'none',
} as const satisfies Expectation;

const FAILED_INSIDE = {
  category: 'provider_error',
  outcome: 'unknown',
  strategies: ['same_key', 'reconcile_first'],
  status: 500,
  matchedOn: 'status',
} as const satisfies Expectation;

export const FAULTS: readonly Fault[] = [
  {
    name: 'a 402 in JSON',
    provider: paystand,
    provoke: ({ provider }) => ({ url: `${provider}/declined` }),
    expected: {
      category: 'declined',
      outcome: 'not_performed',
      strategies: ['payer_action', 'payer_action'],
      status: 402,
      declineReason: 'insufficient_funds',
      code: 'cardFailure',
      requestId: 'ref-402',
      matchedOn: 'message',
    },
  },
  {
    name: 'a 422 with field errors',
    provider: getpaid,
    provoke: ({ provider }) => ({ url: `${provider}/invalid` }),
    expected: {
      category: 'invalid_request',
      outcome: 'not_performed',
      strategies: ['fix_request', 'fix_request'],
      status: 422,
      code: 'invalid-parameters',
      message: 'Some members did not pass validation',
      requestId: 'trace-422',
      matchedOn: 'type',
      fieldErrors: [
        {
          field: 'customer.email',
          path: ['customer', 'email'],
          reason: 'required',
          code: 'required',
          message: null,
          allowed: null,
        },
      ],
    },
    tellingLess: {
      // It drops every body but those of application/json and text/plain: what was said nobody knows.
      'undici.request with its responseError interceptor': {
        category: 'unrecognized',
        outcome: 'unknown',
        strategies: ['same_key', 'reconcile_first'],
        status: 422,
        code: null,
        requestId: 'trace-422',
        matchedOn: 'none',
      },
    },
  },
  {
    name: 'a 502 in HTML',
    provider: getpaid,
    provoke: ({ provider }) => ({ url: `${provider}/bad-gateway` }),
    expected: {
      category: 'provider_unavailable',
      outcome: 'unknown',
      strategies: ['same_key', 'reconcile_first'],
      status: 502,
      code: null,
      requestId: 'trace-502',
      matchedOn: 'status',
    },
  },
  {
    name: 'a 429 with Retry-After',
    provider: getpaid,
    provoke: ({ provider }) => ({ url: `${provider}/rate-limited` }),
    expected: {
      category: 'rate_limited',
      outcome: 'not_performed',
      strategies: ['after_delay', 'after_delay'],
      status: 429,
      delayMs: 7_000,
      requestId: 'trace-429',
      matchedOn: 'status',
    },
  },
  {
    name: 'a 500 that the provider keeps under the idempotency key',
    provider: paysg,
    provoke: ({ provider }) => ({ url: `${provider}/payment-services/ps_1/payments` }),
    expected: {
      category: 'provider_error',
      outcome: 'unknown',
      strategies: ['reconcile_first', 'reconcile_first'],
      status: 500,
      code: 'server_error',
      message: 'Try later',
      matchedOn: 'code',
    },
  },
  {
    name: 'a reset before the answer',
    provider: getpaid,
    provoke: ({ provider }) => ({ url: `${provider}/reset` }),
    expected: BROKEN,
  },
  {
    name: 'a reset before the answer of a provider without keys',
    provider: paystand,
    provoke: ({ provider }) => ({ url: `${provider}/reset` }),
    expected: { ...BROKEN, strategies: ['reconcile_first', 'reconcile_first'] },
  },
  {
    name: 'a socket that is closed without an answer',
    provider: getpaid,
    provoke: ({ provider }) => ({ url: `${provider}/close` }),
    expected: BROKEN,
  },
  {
    name: 'a reset half way through the body of a 200',
    provider: getpaid,
    provoke: ({ provider }) => ({ url: `${provider}/half-of-an-answer` }),
    expected: BROKEN,
    tellingLess: {
      got: HALF_ANSWERED,
      'got that parses JSON': HALF_ANSWERED,
    },
  },
  {
    name: 'a reset half way through the body of a 500',
    provider: getpaid,
    provoke: ({ provider }) => ({ url: `${provider}/half-of-an-error` }),
    expected: FAILED_INSIDE,
    tellingLess: {
      // They throw for the broken body, and the status is lost.
      'undici.request': BROKEN,
      'undici.request with its responseError interceptor': BROKEN,
      axios: BROKEN,
      'axios with its fetch adapter': BROKEN,
      ofetch: BROKEN,
      superagent: BROKEN,
    },
  },
  {
    name: 'a refused connection',
    provider: getpaid,
    provoke: ({ closed }) => ({ url: `http://${closed}/payments` }),
    expected: NEVER_SENT,
    tellingLess: IN_DOUBT,
  },
  {
    name: 'a refused connection on every address of a host',
    provider: getpaid,
    provoke: ({ closed }) => ({ url: `http://${closed.replace('127.0.0.1', 'localhost')}/payments` }),
    expected: NEVER_SENT,
    tellingLess: IN_DOUBT,
  },
  {
    name: 'an unknown host',
    provider: getpaid,
    provoke: () => ({ url: 'http://nonexistent.invalid/payments' }),
    expected: NEVER_SENT,
    tellingLess: IN_DOUBT,
  },
  {
    name: 'a time-out of the client itself',
    provider: getpaid,
    needs: 'timeoutMs',
    provoke: ({ provider }) => ({ url: `${provider}/stall`, timeoutMs: SHORT_MS }),
    expected: TIMED_OUT,
  },
  {
    name: 'a time-out of the TLS handshake',
    provider: getpaid,
    needs: 'connectTimeoutMs',
    provoke: ({ silent }) => ({ url: `${silent}/payments`, connectTimeoutMs: SHORT_MS }),
    expected: NEVER_SENT,
    tellingLess: IN_DOUBT,
  },
  {
    name: 'AbortSignal.timeout',
    provider: getpaid,
    provoke: ({ provider }) => ({ url: `${provider}/stall`, signal: AbortSignal.timeout(SHORT_MS) }),
    expected: TIMED_OUT,
    // They drop the reason of the signal.
    tellingLess: {
      superagent: ABORTED,
      'node-fetch': ABORTED,
    },
  },
  {
    name: 'an abort while the answer is awaited',
    provider: getpaid,
    provoke: ({ provider }) => ({ url: `${provider}/stall`, signal: abortedAfter(SHORT_MS) }),
    expected: ABORTED,
  },
  {
    name: 'an abort before the call',
    provider: getpaid,
    provoke: ({ provider }) => ({ url: `${provider}/stall`, signal: AbortSignal.abort() }),
    expected: ABORTED,
  },
  {
    name: 'a self-signed certificate',
    provider: getpaid,
    provoke: ({ selfSigned }) => ({ url: `${selfSigned}/declined` }),
    expected: NOT_SENDABLE,
    // A bare error of undici's does not name the server.
    tellingLess: {
      ...IN_DOUBT,
      'undici.request': BROKEN,
    },
  },
  {
    name: 'an invalid URL',
    provider: getpaid,
    provoke: () => ({ url: 'http://127.0.0.1:99999/' }),
    expected: NOT_SENDABLE,
  },
];

function abortedAfter(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => {
    controller.abort();
  }, milliseconds);
  return controller.signal;
}
