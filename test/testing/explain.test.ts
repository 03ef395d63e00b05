import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import * as z from 'zod';
import * as z3 from 'zod3';

import { normalize } from '../../src/index.js';
import type { BodySchema } from '../../src/provider/index.js';
import { defineProvider } from '../../src/provider/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { paystand } from '../../src/providers/paystand.js';
import { explain, type Explanation } from '../../src/testing/index.js';
import { acme } from './acme.js';

/** A provider whose bodies are read by this schema. */
function readBy(
  schema: BodySchema<unknown> | undefined,
  read: (body: unknown) => object | null = () => ({}),
) {
  return defineProvider({
    name: 'strict',
    docs: 'https://strict.example',
    idempotency: { lookup: 'resource' },
    error: { ...(schema && { schema }), read },
  });
}

function bodyOf({ bodies }: Explanation): Explanation['bodies'][number] {
  const [body] = bodies;
  if (!body) throw new Error('no body was read');
  return body;
}

function tried(
  schema: BodySchema<unknown> | undefined,
  body: unknown,
  read?: (body: unknown) => object | null,
) {
  return bodyOf(explain(readBy(schema, read), { status: 400, body }));
}

describe('what is explained', () => {
  test('is a refusal, from its body to its retry', () => {
    const reply = { status: 402, body: { error: { code: 'card_declined', message: 'No.' } } };
    const request = { method: 'post', url: 'https://acme.example/charges?key=1', idempotencyKey: 'order-1' };
    expect(explain(acme, reply, request)).toEqual({
      provider: 'acme',
      status: 402,
      request: { method: 'POST', line: 'POST /charges', isRead: false, outgoing: null, hasKey: true },
      bodies: [
        {
          as: 'error',
          schema: 'accepted',
          issues: [],
          countedAsMissing: [],
          thrown: null,
          read: 'said',
          said: [{ code: 'card_declined', codes: ['card_declined'], message: 'No.' }],
        },
      ],
      consulted: [
        {
          table: 'codes',
          word: 'card_declined',
          row: 'codes.card_declined',
          verdict: 'decides',
          why: 'This row is what the answer means.',
        },
      ],
      decision: {
        by: 'row',
        row: 'codes.card_declined',
        status: 402,
        matchedOn: 'code',
        why: 'codes.card_declined is the row that counts.',
      },
      judgement: {
        line: 3,
        when: 'It was declined.',
        why: 'It was refused; the next step is the payer’s.',
      },
      error: normalize(acme, reply, request),
      text: [
        'acme answered HTTP 402 to POST /charges, a write with a key that counts.',
        'Its body, read as an error: the schema accepted it; read said {"code":"card_declined","codes":["card_declined"],"message":"No."}.',
        '  codes: "card_declined": decides. This row is what the answer means.',
        'Decided by row: codes.card_declined is the row that counts.',
        'Judged by line 3: It was declined. It was refused; the next step is the payer’s.',
        'acme: declined (HTTP 402 card_declined): No.',
        '  outcome not_performed, retry payer_action',
      ].join('\n'),
    });
  });

  test('is a success too', () => {
    const { error, judgement, decision, text } = explain(acme, { status: 201, body: { status: 'accepted' } });
    expect(error).toBeNull();
    expect(judgement).toBeNull();
    expect(decision).toMatchObject({ by: 'success', row: null, status: 201, matchedOn: null });
    expect(text).toContain('a request that is not known, a write without a key that counts');
    expect(text).toContain('  states: "accepted": no_row. The table does not have this word.');
    expect(text).toMatch(/It is a success, or still pending\.$/);
  });

  test('says what a second reading of the same body repeats, and its exact message', () => {
    const details = { code: 'cardFailure', explanation: 'do not honor' };
    const body = { error: { name: 'requestFailed', status: '402', type: 'requestError', details } };
    const { text, decision } = explain(paystand, { body }, { method: 'GET' });
    expect(text).toContain('answered without a known HTTP status to GET, a read without');
    expect(text).toMatch(/read as an error inside of a success: .+\nIts body, read as an error: the same\./);
    expect(decision.why).toBe('codes.cardFailure; an exact message tells the reason more closely.');
  });

  test('says where money goes out', () => {
    const sent = { method: 'POST', url: 'https://api.paystand.example/v3/refunds' };
    const { text, request } = explain(paystand, { status: 500 }, sent);
    expect(request.outgoing).toBe('refund');
    expect(text).toContain('POST /v3/refunds, a refund without a key that counts');
  });

  test('refuses what is no provider, and a Response', () => {
    expect(() => explain({ name: 'acme' } as never, {})).toThrow(TypeError);
    expect(() => explain(acme, new Response() as never)).toThrow('inspectResponse');
  });
});

describe('how a body was read', () => {
  test.each<[string, BodySchema<unknown>]>([
    ['zod', z.object({ error: z.object({ code: z.string() }) })],
    ['zod 3', z3.object({ error: z3.object({ code: z3.string() }) })],
    ['valibot', v.object({ error: v.object({ code: v.string() }) })],
  ])('a schema of %s that refuses says what and where', (_validator, schema) => {
    const { issues, ...trial } = tried(schema, { error: { code: 7 } });
    expect(trial).toMatchObject({ schema: 'refused', read: 'not_called', said: [] });
    expect(issues).toEqual([
      { path: ['error', 'code'], message: expect.stringMatching(/expected string|found number/i) as string },
    ]);
    expect(explain(readBy(schema), { status: 400, body: { error: { code: 7 } } }).text).toContain(
      '\n  error.code: ',
    );
  });

  test('a message that says nothing is told what stood there', () => {
    const schema = {
      '~standard': {
        version: 1,
        vendor: 'x',
        validate: () => ({ issues: [{ message: 'No', path: ['a'] }, {}] }),
      },
    };
    expect(tried(schema as never, { a: null }).issues).toEqual([
      { path: ['a'], message: 'No: found null' },
      { path: [], message: 'undefined: found object' },
    ]);
    const odd = { '~standard': { version: 1, vendor: 'x', validate: () => ({ issues: 'all' }) } };
    expect(tried(odd as never, {})).toMatchObject({ schema: 'refused', issues: [] });
    const mini = {
      '~standard': {},
      safeParse: () => ({ error: { issues: [{ message: 'Invalid', expected: 'string' }] } }),
    };
    expect(tried(mini as never, []).issues).toEqual([
      { path: [], message: 'Invalid: expected string, found array' },
    ]);
    expect(explain(readBy(schema as never), { status: 400, body: {} }).text).toContain('  the whole: ');
  });

  test('a function that refuses does not say why', () => {
    expect(tried(() => undefined, {})).toMatchObject({ schema: 'refused', issues: [], thrown: null });
  });

  test.each<[string, BodySchema<unknown>]>([
    ['zod', z.object({ a: z.string().refine(() => Promise.resolve(true)) })],
    ['zod 3', z3.object({ a: z3.string().refine(() => Promise.resolve(true)) })],
    [
      'valibot',
      v.objectAsync({
        a: v.pipeAsync(
          v.string(),
          v.checkAsync(() => Promise.reject(new Error('no'))),
        ),
      }),
    ],
    ['a function', () => Promise.resolve({})],
  ])('an asynchronous schema is told apart: %s', (_validator, schema) => {
    expect(tried(schema, { a: 'b' })).toMatchObject({ schema: 'asynchronous', read: 'not_called' });
  });

  test.each([
    [new RangeError('no'), 'RangeError: no'],
    ['no', 'no'],
    [Object.create(null), 'object'],
  ])('so are a schema and a read that throw %s', (thrown: unknown, shown) => {
    const fail = (): never => {
      throw thrown;
    };
    expect(tried(fail, {})).toMatchObject({ schema: 'threw', read: 'not_called', thrown: shown });
    expect(tried(undefined, {}, fail)).toMatchObject({ schema: 'none', read: 'threw', thrown: shown });
    expect(explain(readBy(fail), { status: 400, body: {} }).text).toContain(`\n  threw ${shown}`);
  });

  test('a read can be asynchronous, and say that it is none of it', () => {
    expect(tried(undefined, {}, () => Promise.reject(new Error('no')))).toMatchObject({
      read: 'asynchronous',
    });
    expect(tried(undefined, {}, () => null)).toMatchObject({ schema: 'none', read: 'not_this', said: [] });
  });

  test('nor is one read inside of a success that is not meant as an error', () => {
    const quiet = defineProvider({
      name: 'quiet',
      docs: 'https://quiet.example',
      idempotency: { lookup: 'resource' },
      error: { schema: v.any(), read: () => ({}), insideSuccess: () => false },
    });
    expect(bodyOf(explain(quiet, { status: 200, body: {} }))).toMatchObject({
      as: 'error_in_success',
      schema: 'accepted',
      read: 'not_this',
    });
  });

  test('what a tolerant schema let count as missing is named', () => {
    const body = { type: 'https://a.example/not-found', title: 4, detail: { a: 1 }, status: null, other: 1 };
    const { countedAsMissing } = bodyOf(explain(getpaid, { status: 404, body }));
    expect(countedAsMissing).toEqual([
      { path: ['title'], found: 'number' },
      { path: ['detail'], found: 'object' },
    ]);
    const within = z.object({
      list: z.array(z.object({ a: z.string().or(z.undefined()).catch(undefined) })),
    });
    expect(tried(within, { list: [{ a: 'b' }, { a: [] }] }).countedAsMissing).toEqual([
      { path: ['list', 1, 'a'], found: 'array' },
    ]);
    const many = z.object({ list: z.array(z.string().or(z.undefined()).catch(undefined)) });
    expect(tried(many, { list: Array.from({ length: 50 }, () => 1) }).countedAsMissing).toHaveLength(20);
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    expect(tried(() => hostile, { a: 1 }).countedAsMissing).toEqual([]);
    expect(tried(z.any(), { a: 1 }).countedAsMissing).toEqual([]);
  });

  test('what was said is redacted, and bounded to what JSON holds', () => {
    const said = bodyOf(
      explain(
        readBy(undefined, () => ({
          code: 'card 4111111111111111',
          status: Number.NaN,
          fieldErrors: [{ field: 'a', reason: 'required', path: [4111111111111111] }],
          resource: { kind: 'payment' },
          triesAgain: true,
          docUrl: 'mailto:payer@shop.example.com',
        })),
        { status: 400, body: {} },
      ),
    ).said;
    expect(JSON.stringify(said)).not.toMatch(/41111111|payer@shop/);
    expect(said).toMatchObject([
      { status: 'NaN', fieldErrors: [{ field: 'a', reason: 'required', code: null }] },
    ]);
  });
});

describe('which tables were consulted', () => {
  const tables = defineProvider({
    name: 'tables',
    docs: 'https://tables.example',
    idempotency: { header: 'Idempotency-Key', failures: 'safe_to_resend', lookup: 'resource' },
    error: {
      schema: (body) => body as { codes?: string[]; type?: string },
      read: ({ codes, type }) => (codes || type ? { codes, type } : null),
      codes: {
        refused: 'invalid_request',
        busy: 'conflict',
        keyed: { is: 'conflict', withKey: true },
        elsewhere: { is: 'conflict', onPaths: /\/refunds$/ },
        'fam_*': 'not_found',
      },
      broadTypes: { broad: 'invalid_request' },
    },
    httpStatuses: { 409: 'conflict', 500: 'provider_error' },
    resource: {
      schema: (body) => body as { id?: string; state: string; code?: string[] },
      read: ({ id, state, code }) => (state ? { kind: 'payment', id, states: [state], codes: code } : null),
      states: {
        failed: { is: 'declined: unspecified', byCode: true },
        canceled: { is: 'conflict', notAfter: ['DELETE'] },
      },
    },
  });
  const POST = { method: 'POST', url: 'https://tables.example/charges' };

  function consulted(status: number | null, body: object, request: object = POST): readonly string[] {
    return explain(tables, { status, body }, request).consulted.map(
      ({ row, table, word, verdict, why }) => `${row ?? `${table} ${word}`}: ${verdict}: ${why}`,
    );
  }

  test('codes: one that says more about the money outweighs another', () => {
    expect(consulted(400, { codes: ['refused', 'busy', 'fam_1'] })).toEqual([
      'codes.refused: outweighed: Something else in the answer says more about the money.',
      'codes.busy: decides: This row is what the answer means.',
      'codes.fam_*: outweighed: Something else in the answer says more about the money.',
    ]);
    expect(explain(tables, { status: 400, body: { codes: ['fam_1'] } }).text).toContain(
      '  codes: "fam_1": codes.fam_* decides.',
    );
  });

  test('rows that are not in force say why', () => {
    expect(consulted(500, { codes: ['refused'] })).toEqual([
      'codes.refused: not_in_force: A 5xx is never turned into a refusal by its body.',
      'httpStatuses.500: decides: This row is what the answer means.',
    ]);
    expect(consulted(400, { codes: ['keyed', 'elsewhere'] }).slice(0, 2)).toEqual([
      'codes.keyed: not_in_force: The row is for requests with an idempotency key that the provider takes there.',
      'codes.elsewhere: not_in_force: The row is for requests to other paths.',
    ]);
  });

  test('a broad type is compared with the status', () => {
    expect(consulted(409, { type: 'broad' })).toEqual(
      [
        'broadTypes.broad: outweighed: The HTTP status says more than this broad type.',
        'httpStatuses.409: decides: This row is what the answer means.',
        'httpStatuses.409: decides: This row is what the answer means.',
      ].flatMap((line, index) =>
        index === 0 ? ['types broad: no_row: The table does not have this word.', line] : [line],
      ),
    );
  });

  test('states: of a resource that nothing identifies, that was asked for, or whose code says more', () => {
    const unknown = 'Nothing in the answer tells for sure whose state it is.';
    expect(consulted(200, { state: 'failed' })).toEqual([`states.failed: unidentified: ${unknown}`]);
    expect(explain(tables, { status: 200, body: { state: 'failed' } }, POST).decision).toMatchObject({
      by: 'body',
      row: null,
    });
    expect(consulted(200, { state: 'failed' }, { method: 'GET' })).toEqual([
      `states.failed: no_failure: ${unknown}`,
    ]);
    expect(consulted(200, { id: 'p1', state: 'canceled' }, { method: 'DELETE' })).toEqual([
      'states.canceled: no_failure: After DELETE this state is what was asked for.',
    ]);
    expect(consulted(200, { id: 'p1', state: 'failed', code: ['busy', 'refused'] })).toEqual([
      'states.failed: outweighed: A code of the resource, or another resource, says more.',
      'codes.busy: decides: This row is what the answer means.',
      'codes.refused: outweighed: Something else in the answer says more about the money.',
    ]);
  });

  test('words that were put together with dots are redacted one by one', () => {
    const body = { codes: ['refusal.10.4111111111111111'] };
    const { bodies, consulted } = explain(tables, { status: 400, body });
    expect(bodies).toMatchObject([{ said: [{ codes: ['refusal.10.****1111'] }] }]);
    expect(consulted[0]?.word).toBe('refusal.10.****1111');
  });

  test('words that are asked for twice, and blank ones', () => {
    const { bodies, consulted } = explain(tables, { body: { codes: [' '] } });
    expect(bodies.map(({ as }) => as)).toEqual(['error']);
    expect(consulted[0]).toMatchObject({ table: 'codes', word: '', verdict: 'no_row' });
  });
});

test.each([
  [{ status: 503, body: '' }, 'http_status', 'HTTP 503 means what it does by itself'],
  [{ status: 302 }, 'nothing', 'Neither a row nor the HTTP status'],
  [
    { status: 200, headers: { 'content-type': 'application/json' }, body: '{"id":' },
    'body',
    'not what it ought to be',
  ],
] as const)('%j is decided by %s', (reply, by, why) => {
  const { decision } = explain(acme, reply, { method: 'POST' });
  expect(decision).toMatchObject({ by, row: null, why: expect.stringContaining(why) as string });
});

test.each([
  [12, { status: 500 }, { method: 'POST' }],
  [11, { status: 500 }, { method: 'POST', idempotencyKey: 'order-1' }],
  [10, { status: 501 }, { method: 'POST' }],
  [9, { status: 500 }, { method: 'GET' }],
  [6, { status: 429 }, {}],
  [5, { status: 409 }, {}],
  [4, { status: 400 }, {}],
  [1, { status: 425 }, {}],
])('line %i of the judging table speaks of %j', (line, reply, request) => {
  expect(explain(acme, reply, request).judgement?.line).toBe(line);
});
