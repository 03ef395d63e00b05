import { describe, expect, test } from 'vitest';

import type { PaymentError } from '../../src/error/payment-error.js';
import { defineProvider } from '../../src/provider/define-provider.js';
import type { ErrorReading } from '../../src/provider/reading.js';
import { paysg } from '../../src/providers/paysg.js';
import { inspect, normalize } from '../../src/verdict/normalize.js';
import type { RequestFacts } from '../../src/verdict/request.js';

/** A provider whose every body is what its reader says. */
const acme = defineProvider({
  name: 'acme',
  docs: 'https://acme.example/errors',
  idempotency: { header: 'Idempotency-Key', failures: 'not_stored', lookup: 'merchant_reference' },
  requestIdHeader: ['X-Request-Id', 'Request-Id'],
  error: {
    read: (body: ErrorReading) => body,
    codes: {
      used_token: { is: 'conflict', onPaths: /^POST \/payments$/ },
      in_use: { is: 'idempotency_conflict: in_progress', withKey: true },
    },
    types: {
      card_error: 'declined: unspecified',
      'https://acme.example/errors/gone': 'not_found',
      gone: 'conflict',
    },
    broadTypes: { other: 'provider_error' },
  },
  httpStatuses: {
    403: { is: 'conflict', onPaths: /^POST \/payments\/[^/]+\/(?:captures|refunds)$/ },
    429: { is: 'idempotency_conflict: in_progress', withKey: true, delayMs: 30_000 },
  },
});

function answer(status: number, body: ErrorReading = {}, request: RequestFacts = {}): PaymentError {
  return normalize(acme, { status, body }, request);
}

const URL_OF = (path: string): string => `https://api.acme.example${path}`;

describe('a row that is about some paths', () => {
  test('decides on those', () => {
    const request = { method: 'POST', url: URL_OF('/payments/p1/captures') };
    expect(answer(403, {}, request)).toMatchObject({ category: 'conflict', outcome: 'unknown' });
  });

  test('leaves the others to what the status says anyway', () => {
    const request = { method: 'POST', url: URL_OF('/customers') };
    expect(answer(403, {}, request)).toMatchObject({
      category: 'permission_denied',
      outcome: 'not_performed',
    });
    expect(answer(400, { codes: ['used_token'] }, request)).toMatchObject({ category: 'invalid_request' });
  });

  test.each<[string, RequestFacts]>([
    ['no request', {}],
    ['no address', { method: 'POST' }],
    ['no method', { url: URL_OF('/customers') }],
    ['an address that can be read in two ways', { method: 'POST', url: URL_OF('/payments%2Fcustomers') }],
  ])('decides where it is not known: %s', (_name, request) => {
    expect(answer(403, {}, request)).toMatchObject({ category: 'conflict' });
    expect(answer(400, { codes: ['used_token'] }, request)).toMatchObject({ category: 'conflict' });
  });
});

describe('a row that needs a key', () => {
  test('decides where one was sent', () => {
    expect(answer(429, {}, { method: 'POST', idempotencyKey: 'k' })).toMatchObject({
      category: 'idempotency_conflict',
      outcome: 'unknown',
      retry: { strategy: 'same_key', delayMs: 30_000 },
    });
  });

  test('decides where it is not known whether the key is taken there', () => {
    const picky = defineProvider({
      name: 'picky',
      docs: 'https://acme.example/errors',
      idempotency: {
        header: 'Idempotency-Key',
        failures: 'stored',
        lookup: 'resource',
        keyedPaths: /^POST \/payments$/,
      },
      error: { read: () => null },
      httpStatuses: { 429: { is: 'idempotency_conflict: in_progress', withKey: true } },
    });
    const judged = (request: RequestFacts): string => {
      const { outcome, retry } = normalize(picky, { status: 429 }, { ...request, idempotencyKey: 'k' });
      return `${outcome} ${retry.strategy}`;
    };
    expect(judged({ method: 'POST', url: URL_OF('/payments') })).toBe('unknown same_key');
    expect(judged({ method: 'POST' })).toBe('unknown reconcile_first');
    expect(judged({ method: 'POST', url: URL_OF('/tokens') })).toBe('unknown reconcile_first');
    expect(judged({ method: 'GET', url: URL_OF('/payments') })).toBe('not_performed after_delay');
  });

  test('says nothing where none was', () => {
    expect(answer(429, {}, { method: 'POST' })).toMatchObject({ category: 'rate_limited' });
    expect(answer(409, { codes: ['in_use'] })).toMatchObject({ category: 'conflict' });
    const withKey = { method: 'POST', idempotencyKey: 'k' };
    expect(answer(409, { codes: ['in_use'] }, withKey)).toMatchObject({ keyConflict: 'in_progress' });
  });
});

describe('a code that is kept apart', () => {
  test('is shown and not looked up', () => {
    expect(answer(400, { code: 'used_token', codes: [] })).toMatchObject({
      category: 'invalid_request',
      code: 'used_token',
      matchedOn: 'status',
    });
    expect(answer(400, { code: 'E7', codes: ['used_token'] })).toMatchObject({
      category: 'conflict',
      code: 'E7',
    });
  });

  test('makes an envelope of a body that says nothing else', () => {
    expect(answer(302, { code: 'E7' })).toMatchObject({ category: 'unrecognized', code: 'E7' });
  });
});

describe('a type', () => {
  test('can be looked up in several ways, the most specific first', () => {
    const type = ['https://acme.example/errors/gone', 'gone'];
    expect(answer(400, { type })).toMatchObject({ category: 'not_found', matchedOn: 'type' });
    expect(answer(400, { type: ['unknown', null, 'gone'] })).toMatchObject({ category: 'conflict' });
    expect(answer(302, { type: ['unknown', 'other'] }, { method: 'GET' })).toMatchObject({
      category: 'provider_error',
    });
  });

  test('that leaves a refusal unspecified says why in an unlisted word where there is a code', () => {
    expect(answer(402, { type: 'card_error' })).toMatchObject({ declineReason: 'unspecified' });
    expect(answer(402, { type: 'card_error', codes: ['new'] })).toMatchObject({
      declineReason: 'unrecognized',
    });
  });
});

test('of several headers the first that is there carries the request id', () => {
  const requestIdOf = (headers: Record<string, string>): string | null =>
    normalize(acme, { status: 400, headers, body: { requestId: 'c' } }).requestId;
  expect(requestIdOf({ 'request-id': 'b', 'x-request-id': 'a' })).toBe('a');
  expect(requestIdOf({ 'Request-Id': 'b' })).toBe('b');
  expect(requestIdOf({ 'x-request-id': '' })).toBe('c');
});

describe('a 2xx that is labelled as problem details', () => {
  const headers = { 'Content-Type': 'application/problem+json; charset=utf-8' };

  test('is a failure where the body says what failed', () => {
    const reply = { status: 200, headers, body: { type: 'gone' } };
    expect(inspect(acme, reply)).toMatchObject({ category: 'conflict', status: 200 });
  });

  test('is one, in doubt, where nothing tells what; and none without the label', () => {
    expect(inspect(acme, { status: 200, headers, body: { title: 'Payment failed' } })).toMatchObject({
      outcome: 'unknown',
      matchedOn: 'none',
    });
    expect(inspect(paysg, { status: 200, headers, body: {} })).toMatchObject({ outcome: 'unknown' });
    expect(inspect(acme, { status: 200, body: { type: 'gone' } })).toBeNull();
  });
});
