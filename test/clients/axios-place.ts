import type { IncomingMessage, ServerResponse } from 'node:http';

import { isPaymentException, type PaymentException } from 'payfault';

import { closedPort, serve } from '../http/local-server.js';

// What axios is tried against: a provider on this machine that answers by the path.

export const KEY = { 'Getpaid-Idempotency-Key': 'order-1' };
const JSON_TYPE = { 'content-type': 'application/json' };
export const DECLINED = JSON.stringify({
  id: 'pay_1',
  status: 'declined',
  reason: { code: 'insufficient_funds' },
});

/** A provider that answers, and an address where nobody listens. */
export interface Place {
  readonly url: string;
  readonly closed: string;
  /** How many requests have come. */
  calls: number;
  readonly close: () => Promise<void>;
}

export async function openPlace(): Promise<Place> {
  const closed = `http://127.0.0.1:${String(await closedPort())}`;
  const server = await serve((request, response) => {
    place.calls++;
    request.on('error', () => undefined); // the client is gone
    request.resume().once('end', () => answer(request, response, closed));
  });
  const place: Place = { url: server.url, closed, calls: 0, close: server.close };
  return place;
}

type Reply = readonly [number, Readonly<Record<string, string>>, string];

const REPLIES: Readonly<Record<string, Reply>> = {
  '/paid': [201, JSON_TYPE, '{"id":"pay_1","status":"authorized"}'],
  '/declined': [201, JSON_TYPE, DECLINED],
  '/unlabelled': [201, {}, DECLINED],
  '/text': [201, { 'content-type': 'text/plain' }, 'done'],
  '/cut': [201, JSON_TYPE, '{"id":"pay_1","sta'],
  '/page': [200, { 'content-type': 'text/html' }, '<!doctype html><h1>Hello</h1>'],
  '/empty': [201, JSON_TYPE, ''],
  '/nothing': [204, {}, ''],
  '/not-modified': [304, {}, ''],
  '/invalid': [422, JSON_TYPE, '{"title":"No","errors":{"amount":["required"]}}'],
  '/unauthorized': [401, JSON_TYPE, '{}'],
  '/down': [503, { ...JSON_TYPE, 'retry-after': '7' }, '{}'],
  '/large': [201, JSON_TYPE, JSON.stringify({ id: 'pay_1', note: 'x'.repeat(10_000), status: 'declined' })],
};

function answer(request: IncomingMessage, response: ServerResponse, closed: string): void {
  const [, path = '', to = ''] = /^(\/[a-z\d-]+)(\/.*)?$/.exec((request.url ?? '').replace(/\?.*/, '')) ?? [];
  const reply = REPLIES[path];
  if (reply) response.writeHead(reply[0], reply[1]).end(reply[2]);
  else if (path === '/reset') response.socket?.resetAndDestroy();
  else if (path === '/broken') {
    response.writeHead(201, { ...JSON_TYPE, 'content-length': 1_000 }).write('{"half":"');
    setTimeout(() => response.socket?.resetAndDestroy(), 20);
  } else if (path === '/half') response.writeHead(201, { ...JSON_TYPE, 'content-length': 1_000 }).write('{');
  else if (path === '/redirect')
    response.writeHead(303, { location: to === '/refused' ? `${closed}/` : to }).end();
  // '/stall' gets no answer
}

/** The exception of a call that has to reject with one. */
export async function thrownBy(call: Promise<unknown>): Promise<PaymentException> {
  const thrown = await call.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (!isPaymentException(thrown)) throw thrown;
  return thrown;
}

export const LOOK_FIRST = { outcome: 'unknown', retry: { strategy: 'reconcile_first' } };
export const IN_DOUBT = { outcome: 'unknown', retry: { strategy: 'same_key' } };
