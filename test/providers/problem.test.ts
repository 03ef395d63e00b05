import { describe, expect, test } from 'vitest';

import { extendProvider } from '../../src/provider/extend-provider.js';
import { problem } from '../../src/providers/problem.js';
import { combineAttempts } from '../../src/retry/combine-attempts.js';
import { retrySafely } from '../../src/retry/retry-safely.js';
import { inspect, normalize } from '../../src/verdict/normalize.js';
import { wrapFetch } from '../../src/wire/wrap-fetch.js';

const POST = { method: 'POST', url: 'https://api.acme.example/v1/payments', idempotencyKey: 'order-7' };

test('takes no key: nobody says what a stranger’s API does with one', () => {
  expect(problem.idempotency).toEqual({ lookup: 'resource' });
  expect(normalize(problem, { status: 500, body: { title: 'No' } }, POST)).toMatchObject({
    outcome: 'unknown',
    retry: { strategy: 'reconcile_first' },
  });
});

describe('an API of one’s own, over it', () => {
  const acme = extendProvider(problem, {
    name: 'acme',
    docs: 'https://acme.example/problems',
    idempotency: { header: 'Idempotency-Key', failures: 'safe_to_resend', keyLifeMs: 86_400_000 },
    error: {
      codes: {
        'E-77': 'not_configured',
        'out-of-credit': 'declined: insufficient_funds',
        'https://acme.example/problems/key-reused': 'idempotency_conflict: mismatch',
      },
      types: { 'card-stolen': 'declined: lost_or_stolen' },
    },
    httpStatuses: { 402: 'declined: unspecified' },
    resource: { states: { 'refund.failed failed': 'declined: unspecified' } },
  });

  test.each([
    'out-of-credit',
    'https://acme.example/problems/out-of-credit',
    'https://acme.example/problems/out-of-credit/',
    'https://acme.example/problems#out-of-credit',
    '/problems/out-of-credit',
    'urn:problem:out-of-credit',
  ])('finds a type by its last part: %s', (type) => {
    expect(normalize(acme, { status: 402, body: { type, title: 'No credit' } }, POST)).toMatchObject({
      provider: 'acme',
      category: 'declined',
      declineReason: 'insufficient_funds',
      code: type,
      matchedOn: 'code',
    });
  });

  test('lets its own type settle what an earlier attempt with the key left in doubt', () => {
    const lost = normalize(acme, { status: 503 }, POST);
    expect(lost.retry.strategy).toBe('same_key');
    const settledBy = (body: object): string =>
      combineAttempts(lost, normalize(acme, { status: 402, body }, POST)).outcome;
    expect(settledBy({ type: 'https://acme.example/problems/out-of-credit' })).toBe('not_performed');
    // Of the table of types, of none, and of no type: anything on the way may have said so.
    expect(settledBy({ type: 'https://acme.example/problems/card-stolen' })).toBe('unknown');
    expect(settledBy({ type: 'https://acme.example/problems/odd' })).toBe('unknown');
    expect(settledBy({ type: 'about:blank', title: 'Payment Required' })).toBe('unknown');
  });

  test('finds a type in the table of types, and keeps the code that is sent', () => {
    const type = 'https://acme.example/problems/card-stolen';
    expect(normalize(acme, { status: 402, body: { type, code: 'E-1' } }, POST)).toMatchObject({
      declineReason: 'lost_or_stolen',
      code: 'E-1',
      matchedOn: 'type',
    });
  });

  test('of a code and a type the gravest decides', () => {
    const type = 'https://acme.example/problems/key-reused';
    expect(normalize(acme, { status: 422, body: { type, code: 'E-77' } }, POST)).toMatchObject({
      category: 'idempotency_conflict',
      code: 'E-77',
    });
  });

  test('a 402 that nobody explains is a refusal here, and says why in a word that is not listed', () => {
    const type = 'https://acme.example/problems/odd';
    expect(normalize(acme, { status: 402, body: { type } }, POST)).toMatchObject({
      category: 'declined',
      declineReason: 'unrecognized',
      matchedOn: 'status',
    });
    expect(normalize(acme, { status: 402, body: { title: 'No' } }, POST)).toMatchObject({
      declineReason: 'unspecified',
    });
  });

  test('finds a type by its whole address', () => {
    const type = 'https://acme.example/problems/key-reused';
    expect(normalize(acme, { status: 422, body: { type } }, POST)).toMatchObject({ keyConflict: 'mismatch' });
    expect(
      normalize(acme, { status: 422, body: { type: 'https://other.example/key-reused' } }, POST),
    ).toMatchObject({
      category: 'invalid_request',
    });
  });

  test('has its codes, its contract and the states that are failures', () => {
    expect(normalize(acme, { status: 400, body: { code: 'E-77' } }, POST)).toMatchObject({
      category: 'not_configured',
    });
    expect(normalize(acme, { status: 500, body: {} }, POST)).toMatchObject({
      retry: { strategy: 'same_key', keyLifeMs: 86_400_000 },
    });
    const refund = { id: 're_1', object: 'refund', status: 'failed' };
    expect(inspect(acme, { status: 200, body: refund }, POST)).toMatchObject({
      resource: { kind: 'refund', id: 're_1' },
      fixableBy: 'merchant',
    });
    const other = { id: 'x_1', object: 'thing', status: 'failed', code: 7 };
    expect(inspect(acme, { status: 200, body: other }, POST)).toMatchObject({
      resource: { kind: 'payment', id: 'x_1' },
      code: '7',
    });
    expect(inspect(acme, { status: 200, body: { id: 'x_1', status: 'paid' } }, POST)).toBeNull();
  });
});

test.each([
  [{ type: 'about:blank' }, null],
  [{ type: '' }, null],
  [{ type: 'not an address' }, null],
  [{ type: 'https://user:secret@acme.example/x' }, null],
])('a type that is no address is no page: %j', (body, docUrl) => {
  expect(normalize(problem, { status: 400, body: { title: 'No', ...body } }).docUrl).toBe(docUrl);
});

test.each([
  [{ title: 'No', detail: '' }, { message: 'No' }],
  [{ code: '', errorCode: 'E1' }, { code: 'E1' }],
  [{ code: '', errorCode: '', error_code: 7 }, { code: '7' }],
  [{ title: 'No', requestId: '', traceId: 't-1' }, { requestId: 't-1' }],
  [
    { errors: [{ pointer: '', field: 'age', code: '', reason: 'required', detail: '', message: 'Say it' }] },
    {
      fieldErrors: [{ field: 'age', path: ['age'], reason: 'required', code: 'required', message: 'Say it' }],
    },
  ],
  [
    { errors: [{ pointer: '#', parameter: '', name: 'age' }] },
    { fieldErrors: [{ field: 'age', path: ['age'] }] },
  ],
])('says nothing with a text that is empty: %j', (body, expected) => {
  expect(normalize(problem, { status: 400, body })).toMatchObject(expected);
});

test.each([
  ['https://acme.example/odd', 'https://acme.example/odd'],
  ['about:blank', null],
  ['https://acme.example/odd?card=4242424242424242', 'https://acme.example/odd?card=****4242'],
])('the code is the type where there is no other: %s', (type, code) => {
  expect(normalize(problem, { status: 400, body: { type } }).code).toBe(code);
});

test('a body whose texts are all empty is no problem', () => {
  const body = { type: '', title: '', detail: '', code: '' };
  expect(normalize(problem, { status: 302, body }, POST).category).toBe('invalid_response');
});

describe('inside a success', () => {
  const inside = (body: object, type = 'application/json'): unknown =>
    inspect(problem, { status: 201, headers: { 'Content-Type': type }, body }, POST);

  test.each([399, 600, 4_040, -404])('a number that is no status of a failure is none: %i', (status) => {
    expect(inside({ title: 'Chairs', status })).toBeNull();
  });

  test.each([400, 429, 500, 599])('what has an id is a resource, whatever its status: %i', (status) => {
    expect(inside({ id: 'pay_1', type: 'payment', status })).toBeNull();
    expect(inside({ id: 7, title: 'Chairs', status })).toBeNull();
    expect(inside({ type: '', title: '', status })).toBeNull();
    expect(inside({ title: 'No', status })).not.toBeNull();
  });

  test.each(['about:blank', 'https://acme.example/busy', '/problems/busy', '#busy', 'urn:problem:busy'])(
    'an address as its type makes it a problem: %s',
    (type) => {
      expect(inside({ type, status: 429 }, 'application/problem+json')).toMatchObject({
        category: 'rate_limited',
      });
      // And yet nothing of it is certain where no label says so.
      for (const status of [429, '429', 403, '403'])
        for (const method of ['POST', 'GET'])
          expect(
            inspect(problem, { status: 200, body: { type, status } }, { ...POST, method }),
          ).toMatchObject({
            category: 'provider_error',
            outcome: 'unknown',
            retry: { strategy: 'reconcile_first' },
          });
    },
  );

  test.each([
    { title: 'Busy', status: 429 },
    { title: 'No', status: 422, code: 'E1' },
    { type: 'payment', status: 404 },
    { type: '', title: 'No', status: 500 },
    { title: 'No', status: '403' },
  ])('what neither its label nor its type makes one is in doubt: %j', (body) => {
    expect(inside(body)).toMatchObject({
      category: 'provider_error',
      outcome: 'unknown',
      code: 'code' in body ? body.code : null,
      retry: { strategy: 'reconcile_first' },
    });
    const read = { method: 'GET', url: 'https://api.acme.example/v1/chairs/7' };
    expect(inspect(problem, { status: 200, body }, read)).toBeNull();
    const labelled = inside({ title: 'No', status: 422 }, 'application/problem+json');
    expect(labelled).toMatchObject({ category: 'invalid_request', outcome: 'not_performed' });
  });

  test.each(['failed', '40', '4030', '399', '600', ' 403'])(
    'a text that is no status is none: %j',
    (status) => {
      expect(inside({ title: 'Chairs', status })).toBeNull();
      expect(inside({ title: 'No', status }, 'application/problem+json')).toMatchObject({
        category: 'unrecognized',
        outcome: 'unknown',
      });
    },
  );

  test.each([[['422']], [[422]], [{ toString: null }], [null], [true]])('%j is no status', (status) => {
    expect(inside({ title: 'No', status })).toBeNull();
    expect(
      normalize(problem, { status: null, body: { title: 'No', code: 'E1', status } }, POST),
    ).toMatchObject({
      code: 'E1',
      matchedOn: 'none',
    });
  });

  test('so a payment that may have been made is not sent again', async () => {
    const body = { type: 'https://acme.example/busy', title: 'Busy', status: 429 };
    let charged = 0;
    const pay = wrapFetch(problem, {
      fetch: () => {
        charged++;
        return Promise.resolve(Response.json(body));
      },
    });
    const paying = retrySafely(() => pay(POST.url, { method: 'POST' }), { attempts: 3, longestWaitMs: 1 });
    await expect(paying).rejects.toThrow('Busy');
    expect(charged).toBe(1);
  });

  test('what is labelled as a problem is one, with an id too', () => {
    expect(inside({ id: 'err_1', title: 'No', status: 404 }, 'application/problem+json')).toMatchObject({
      category: 'not_found',
    });
  });
});

test('an item that names no place is none, and a pointer without a slash is a name', () => {
  const errors = [{ detail: 'no' }, { pointer: '#', detail: 'all of it' }, { pointer: 'age', detail: 'no' }];
  expect(normalize(problem, { status: 400, body: { errors } }).fieldErrors).toMatchObject([
    { field: 'age', path: ['age'] },
  ]);
});
