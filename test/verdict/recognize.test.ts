import { describe, expect, test } from 'vitest';

import type { PaymentError, PaymentErrorOf } from '../../src/error/payment-error.js';
import { defineProvider, workingsOf } from '../../src/provider/define-provider.js';
import type { Provider } from '../../src/provider/definition.js';
import type { IdempotencyContract } from '../../src/provider/contract.js';
import type { ErrorReading, ResourceReading } from '../../src/provider/reading.js';
import { paysg } from '../../src/providers/paysg.js';
import { inspect as inspectReply, normalize as normalizeReply } from '../../src/verdict/normalize.js';
import type { Reading } from '../../src/verdict/reading.js';
import { recognizeFailure, recognizeSuccess } from '../../src/verdict/recognize.js';
import { type Reply, takeReply } from '../../src/verdict/reply.js';
import { type RequestFacts, type SentRequest, takeRequest } from '../../src/verdict/request.js';

/** A provider whose every error answer says this, and whose every success is this resource. */
function saying(reading: ErrorReading | null, resource: ResourceReading | null = null): Provider {
  return defineProvider({
    name: 'acme',
    docs: 'https://acme.example/errors',
    idempotency: { header: 'Idempotency-Key', failures: 'safe_to_resend', lookup: 'resource' },
    error: {
      read: () => reading,
      codes: {
        1001: 'not_found',
        1002: 'conflict',
        1003: { is: 'invalid_request', fieldError: { field: 'amount', reason: 'invalid' } },
        1004: { is: 'conflict', outcome: 'performed', retry: 'never' },
        1005: { is: 'provider_error', outcome: 'not_performed', retry: 'new_key' },
        1006: { is: 'provider_error', outcome: 'unknown', retry: 'reconcile_first' },
        1007: 'provider_unavailable',
        1008: 'declined: duplicate_transaction',
        1009: 'declined: expired_card',
        '103*': 'conflict',
        '1030*': 'declined: compliance',
        '*_required': 'invalid_request',
        'limit_*_day': 'rate_limited',
      },
      types: { gone: 'not_found', blocked: 'permission_denied', busy: 'provider_unavailable' },
      broadTypes: {
        request: 'invalid_request',
        api: 'provider_error',
        down: 'provider_unavailable',
        key: 'idempotency_conflict: unspecified',
      },
    },
    httpStatuses: {
      402: { is: 'declined: unspecified', byMessage: { 'no funds': 'insufficient_funds' } },
      480: 'not_configured',
    },
    resource: {
      read: () => resource,
      states: {
        failed: 'declined: unspecified',
        canceled: { is: 'declined: payer_canceled', notAfter: ['DELETE'] },
        'failed.*': 'declined: unrecognized',
      },
    },
  });
}

const NOTHING: ErrorReading = {};

describe('an envelope that neither its words nor its status explain is unrecognized', () => {
  test.each<ErrorReading>([{ codes: ['new'] }, { type: 'new' }, { message: 'New.' }])('%j', (reading) => {
    expect(normalize(saying(reading), { status: 302 })).toMatchObject({
      category: 'unrecognized',
      matchedOn: 'none',
    });
  });
  test.each([NOTHING, null])('%j is no envelope', (reading) => {
    expect(normalize(saying(reading), { status: 302 })).toMatchObject({
      category: 'invalid_response',
      matchedOn: 'none',
    });
  });
});

describe('codes', () => {
  test('may be numbers', () => {
    expect(normalize(saying({ codes: [1001] }), { status: 400 })).toMatchObject({
      category: 'not_found',
      code: '1001',
      matchedOn: 'code',
    });
  });

  test('the first that the table knows decides, the most specific one is kept', () => {
    expect(normalize(saying({ codes: ['new', '1001', '1003'] }), { status: 400 })).toMatchObject({
      category: 'not_found',
      code: 'new',
    });
  });

  test.each([
    ['1039', 'conflict'],
    ['10390', 'conflict'],
    ['10301', 'declined'],
    ['1030', 'conflict'],
    ['103', 'invalid_request'],
    ['amount_required', 'invalid_request'],
    ['limit_per_day', 'rate_limited'],
    ['limit__day', 'invalid_request'],
    ['limit_day', 'invalid_request'],
    ['x', 'invalid_request'],
  ])('%s is %s by its longest family, or by the status', (code, category) => {
    expect(normalize(saying({ codes: [code] }), { status: 400 }).category).toBe(category);
  });

  test('a family is looked for behind every code', () => {
    expect(normalize(saying({ codes: ['new', '1039'] }), { status: 400 })).toMatchObject({
      category: 'conflict',
      matchedOn: 'family',
    });
  });

  test.each(['constructor', '__proto__', 'toString'])('%s is none', (code) => {
    expect(normalize(saying({ codes: [code] }), { status: 400 })).toMatchObject({ matchedOn: 'status' });
  });
});

describe('of several codes the gravest decides: what is in doubt, then what was performed, then a refusal', () => {
  test.each([
    [['1001', '1002'], 'conflict', 'unknown'],
    [['1002', '1001'], 'conflict', 'unknown'],
    [['1001', '1004'], 'conflict', 'performed'],
    [['1001', '1008'], 'declined', 'performed'],
    [['1009', '1008'], 'declined', 'performed'],
    [['1004', '1006'], 'provider_error', 'unknown'],
    [['1005', '1007'], 'provider_unavailable', 'unknown'],
    [['1001', '1005'], 'not_found', 'not_performed'],
    [['1009', '1001'], 'declined', 'not_performed'],
  ])('%j: %s, %s', (codes, category, outcome) => {
    expect(normalize(saying({ codes }), { status: 400 })).toMatchObject({
      category,
      outcome,
      code: codes[0],
    });
  });
});

describe('a 5xx is never turned into a refusal', () => {
  test.each([
    ['1001', 'provider_error', 'status'],
    ['1002', 'provider_error', 'status'],
    ['1004', 'provider_error', 'status'],
    ['1005', 'provider_error', 'status'],
    ['1006', 'provider_error', 'code'],
    ['1007', 'provider_unavailable', 'code'],
    ['1008', 'provider_error', 'status'],
  ])('by the code %s', (code, category, matchedOn) => {
    expect(normalize(saying({ codes: [code] }), { status: 500 })).toMatchObject({
      category,
      matchedOn,
      outcome: 'unknown',
    });
  });
  test('by a type', () => {
    expect(normalize(saying({ type: 'gone' }), { status: 500 })).toHaveProperty('category', 'provider_error');
    expect(normalize(saying({ type: 'busy' }), { status: 500 })).toHaveProperty('matchedOn', 'type');
    expect(normalize(saying({ type: 'request' }), { status: 500 })).toHaveProperty('matchedOn', 'status');
  });
  test('nor is a status that is none', () => {
    expect(normalize(saying({ codes: ['1001'] }), { status: 600 })).toHaveProperty(
      'category',
      'unrecognized',
    );
  });
});

describe('a type decides where no code does', () => {
  test.each([
    ['gone', 401, 'not_found', 'type'],
    ['new', 401, 'unauthenticated', 'status'],
  ])('%s at %i', (type, status, category, matchedOn) => {
    expect(normalize(saying({ type, codes: ['new'] }), { status })).toMatchObject({ category, matchedOn });
  });

  test.each([
    ['request', 400, 'invalid_request', 'type'],
    ['request', 422, 'invalid_request', 'type'],
    ['request', 401, 'unauthenticated', 'status'],
    ['request', 404, 'not_found', 'status'],
    ['request', 408, 'timeout', 'status'],
    ['request', 409, 'conflict', 'status'],
    ['request', 429, 'rate_limited', 'status'],
    ['request', 402, 'declined', 'status'],
    ['request', 480, 'not_configured', 'status'],
    ['api', 400, 'provider_error', 'type'],
    ['api', 501, 'provider_error', 'type'],
    ['api', 503, 'provider_unavailable', 'status'],
    ['down', 503, 'provider_unavailable', 'type'],
    ['down', 500, 'provider_unavailable', 'type'],
    ['key', 400, 'idempotency_conflict', 'type'],
    ['key', 409, 'idempotency_conflict', 'type'],
    ['key', 412, 'idempotency_conflict', 'type'],
    ['key', 429, 'rate_limited', 'status'],
  ])('a broad one only where the status says no more: %s at %i', (type, status, category, matchedOn) => {
    expect(normalize(saying({ type }), { status })).toMatchObject({ category, matchedOn });
  });

  test('a broad one that agrees with a status which proves something proves nothing by itself', () => {
    expect(normalize(saying({ type: 'down' }), { status: 425 })).toMatchObject({ outcome: 'unknown' });
  });
});

describe('the status that counts', () => {
  test.each<[number | null, ErrorReading['status'], string]>([
    [null, 404, 'not_found'],
    [null, '404', 'not_found'],
    [200, 429, 'rate_limited'],
    [201, '503', 'provider_unavailable'],
    [200, 480, 'not_configured'],
    [200, 408, 'provider_unavailable'],
    [null, 408, 'provider_unavailable'],
    [408, 200, 'timeout'],
    [404, 500, 'not_found'],
    [500, 404, 'provider_error'],
    [302, 404, 'invalid_response'],
    [null, 'soon', 'invalid_response'],
    [null, 4040, 'invalid_response'],
    [200, 200, 'invalid_response'],
  ])('HTTP says %o, the body %o: %s', (status, inBody, category) => {
    const error = normalize(saying({ status: inBody }), { status });
    expect(error).toMatchObject({ category, status });
  });

  test('is that of the body for what a code may say too', () => {
    expect(normalize(saying({ status: 500, codes: ['1001'] }), { status: 200 })).toMatchObject({
      category: 'provider_error',
      status: 200,
      outcome: 'unknown',
    });
  });
});

describe('without a status an answer failed that has', () => {
  test.each<[string, ErrorReading, boolean]>([
    ['a code', { codes: ['new'] }, true],
    ['a type', { type: 'new' }, true],
    ['the status of a failure', { status: 409 }, true],
    ['the status of a success', { status: 201 }, false],
    ['a message alone', { message: 'All is well.' }, false],
    ['nothing', {}, false],
  ])('%s', (_name, reading, isFailure) => {
    expect(inspect(saying(reading), { body: {} }) !== null).toBe(isFailure);
    expect(inspect(saying(reading), { status: 200, body: {} })).toBeNull();
  });
});

describe('a row', () => {
  test('names its field where the answer names none', () => {
    for (const fieldErrors of [undefined, []])
      expect(normalize(saying({ codes: [1003], fieldErrors }), { status: 400 }).fieldErrors).toMatchObject([
        { field: 'amount', reason: 'invalid' },
      ]);
  });

  test('of a status tells its reason by an exact message, in any letter case', () => {
    const exact = saying({ exactMessage: ' No funds' });
    expect(normalize(exact, { status: 402 })).toMatchObject({
      declineReason: 'insufficient_funds',
      matchedOn: 'message',
    });
    const other = saying({ exactMessage: 'No funds at all' });
    expect(normalize(other, { status: 402 })).toMatchObject({
      declineReason: 'unspecified',
      matchedOn: 'status',
    });
  });

  test('of a status holds for an answer that says nothing', () => {
    expect(normalize(saying(null), { status: 402 })).toMatchObject({ declineReason: 'unspecified' });
  });

  test('of a status does not know why, where a code says why and no table has it', () => {
    expect(normalize(saying({ codes: ['new'] }), { status: 402 })).toMatchObject({
      declineReason: 'unrecognized',
    });
  });
});

describe('the state of a resource', () => {
  const failed: ResourceReading = { kind: 'payment', id: 'p1', states: ['failed'] };

  test('counts inside a 2xx, or where no status is known', () => {
    for (const status of [200, 202, null])
      expect(inspect(saying(null, failed), { status, body: {} })).toMatchObject({
        category: 'declined',
        resource: { kind: 'payment', id: 'p1' },
        status,
      });
    for (const status of [302, 400, 500])
      expect(inspect(saying(null, failed), { status, body: {} })).toHaveProperty('resource', null);
  });

  test('counts in an answer that is known to have failed', () => {
    expect(normalize(saying(null, failed), { status: 200 })).toHaveProperty('category', 'declined');
    expect(normalize(saying(null, { ...failed, states: ['paid'] }), { status: 200 })).toMatchObject({
      category: 'invalid_response',
      outcome: 'unknown',
    });
  });

  test('the first that is known decides', () => {
    const states = (list: ResourceReading['states']): unknown =>
      inspect(saying(null, { ...failed, states: list }), { status: 200 });
    expect(states(['failed.new', 'failed'])).toMatchObject({ matchedOn: 'family' });
    expect(states([null, undefined, '', 'odd', 'failed'])).toMatchObject({ matchedOn: 'code' });
    expect(states(['odd'])).toBeNull();
    expect(states([])).toBeNull();
  });

  test('is no failure after a request that asked for it', () => {
    const canceled = saying(null, { ...failed, states: ['canceled'] });
    expect(inspect(canceled, { status: 200 }, { method: 'DELETE' })).toBeNull();
    expect(inspect(canceled, { status: 200 }, { method: 'delete' })).toBeNull();
    expect(inspect(canceled, { status: 200 }, { method: 'GET' })).toHaveProperty('category', 'declined');
    expect(inspect(canceled, { status: 200 })).toHaveProperty('category', 'declined');
  });

  test('that nothing identifies is neither a success of a write nor a refusal', () => {
    const nobodys = saying(null, { kind: 'payment', states: ['failed'] });
    expect(inspect(nobodys, { status: 200 }, { method: 'POST', idempotencyKey: 'k' })).toMatchObject({
      category: 'unrecognized',
      outcome: 'unknown',
      matchedOn: 'none',
      retry: { strategy: 'reconcile_first' },
    });
    expect(inspect(nobodys, { status: 200 }, { method: 'GET' })).toBeNull();
  });

  test('is identified by what the provider says identifies it', () => {
    const byReference = saying(null, { kind: 'payment', identified: true, states: ['failed'] });
    expect(inspect(byReference, { status: 200 })).toHaveProperty('category', 'declined');
    const byNothing = saying(null, { ...failed, identified: false });
    expect(inspect(byNothing, { status: 200 })).toHaveProperty('category', 'unrecognized');
  });
});

describe('a write that was redirected was not refused, whatever its body says', () => {
  const request = { method: 'POST', idempotencyKey: 'order-7' };
  const says = (reading: ErrorReading, status: number, sent: RequestFacts = request): PaymentError =>
    normalizeReply(saying(reading), { status, body: {} }, sent);

  test.each([300, 302, 303, 304, 307, 308, 399])('%i', (status) => {
    const readings = [
      ...['1001', '1002', '1004', '1005', '1008', '1009', '1039', 'x_required'].map((code) => ({
        codes: [code],
      })),
      ...['gone', 'blocked', 'busy', 'request', 'key'].map((type) => ({ type })),
      { status: 404, message: 'Not here' },
    ];
    for (const reading of readings)
      expect(says(reading, status), JSON.stringify(reading)).toMatchObject({
        category: 'unrecognized',
        outcome: 'unknown',
        lookup: 'resource',
        retry: { strategy: 'reconcile_first' },
      });
  });

  test('its code is kept', () => {
    expect(says({ codes: ['1001'], message: 'Not here' }, 307)).toMatchObject({
      code: '1001',
      message: 'Not here',
      matchedOn: 'none',
    });
  });

  test('another status and a read are believed', () => {
    for (const status of [299, 400])
      expect(says({ codes: ['1001'] }, status)).toHaveProperty('category', 'not_found');
    expect(says({ codes: ['1001'] }, 302, { method: 'GET' })).toHaveProperty('category', 'not_found');
  });
});

describe('what came after a redirect of a write proves nothing of the first address', () => {
  const contract: IdempotencyContract = { lookup: 'resource' };
  const sent = (method: string): SentRequest => takeRequest({ method }, contract);
  const write = sent('POST');
  const doubt = { outcome: 'unknown', strategy: 'reconcile_first' };

  function after(reading: ErrorReading | null, status: number, request = write): Reading {
    const answer = { ...takeReply({ status, body: {} }), afterRedirect: true };
    return recognizeFailure(workingsOf(saying(reading)), answer, request);
  }

  test.each([
    [400, 'invalid_response'],
    [401, 'invalid_response'],
    [403, 'invalid_response'],
    [404, 'invalid_response'],
    [429, 'invalid_response'],
    [480, 'invalid_response'],
    [402, 'declined'],
    [408, 'timeout'],
    [409, 'conflict'],
    [425, 'provider_unavailable'],
    [500, 'provider_error'],
    [302, 'invalid_response'],
  ])('%i: %s', (status, category) => {
    expect(after(null, status).meaning).toMatchObject({ category, rule: doubt });
  });

  test('nor does a code', () => {
    expect(after({ codes: ['1001'] }, 400)).toMatchObject({
      meaning: { category: 'invalid_response', rule: doubt },
      matchedOn: 'none',
      row: null,
    });
    expect(after({ codes: ['1004'] }, 400)).toMatchObject({ meaning: { rule: doubt }, row: 'codes.1004' });
  });

  test('nor does the state of a resource', () => {
    const answer = { ...takeReply({ status: 200, body: {} }), afterRedirect: true };
    const failed = workingsOf(saying(null, { kind: 'payment', id: 'p1', states: ['failed'] }));
    expect(recognizeSuccess(failed, answer, write)?.meaning).toMatchObject({
      category: 'declined',
      rule: doubt,
    });
    expect(recognizeSuccess(workingsOf(saying(null)), answer, write)).toBeNull();
  });

  test('a read is judged by its last answer', () => {
    const read = sent('GET');
    expect(after(null, 404, read).meaning).toMatchObject({ category: 'not_found', rule: undefined });
    const answer = { ...takeReply({ status: 200, body: {} }), afterRedirect: true };
    const failed = workingsOf(saying(null, { kind: 'payment', id: 'p1', states: ['failed'] }));
    expect(recognizeSuccess(failed, answer, read)?.meaning.rule).toBeUndefined();
  });
});

test('what a reader without types leaves in place of a text counts as not said', () => {
  const junk = { codes: [{}, null], type: 7, message: {}, exactMessage: 7, requestId: [], docUrl: 7 };
  expect(normalize(saying(junk as never), { status: 402 })).toMatchObject({
    category: 'declined',
    declineReason: 'unspecified',
    code: null,
    requestId: null,
    docUrl: 'https://acme.example/errors',
  } satisfies Partial<PaymentErrorOf<'declined'>>);
});

/** Nothing is read of an answer without a body. */
function normalize(provider: Provider, reply: Reply): PaymentError {
  return normalizeReply(provider, { body: {}, ...reply });
}

function inspect(provider: Provider, reply: Reply, request?: RequestFacts): PaymentError | null {
  return inspectReply(provider, { body: {}, ...reply }, request);
}

describe('a body that was lost, or is broken JSON', () => {
  const cut = '{"error":{"code":"payment_not_f';

  test.each([400, 401, 404, 422, 429])('leaves a write that was answered HTTP %d in doubt', (status) => {
    expect(normalizeReply(paysg, { status, body: cut }, { method: 'POST' })).toMatchObject({
      category: 'unrecognized',
      status,
      outcome: 'unknown',
      matchedOn: 'none',
    });
  });

  test('changes nothing where the status is in doubt by itself, nor of a read', () => {
    expect(normalizeReply(paysg, { status: 409, body: cut }, { method: 'POST' }).category).toBe('conflict');
    expect(normalizeReply(paysg, { status: 500, body: cut }, { method: 'POST' }).category).toBe(
      'provider_error',
    );
    expect(normalizeReply(paysg, { status: 422, body: cut }, { method: 'GET' }).category).toBe(
      'invalid_request',
    );
    expect(normalizeReply(paysg, { status: 422, body: 'No.' }, { method: 'POST' }).category).toBe(
      'invalid_request',
    );
  });
});
