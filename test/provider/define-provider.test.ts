import { type } from 'arktype';
import * as valibot from 'valibot';
import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import * as zod4 from 'zod';
import * as zodMini from 'zod/mini';
import { z as zod3 } from 'zod3';

import { workingsOf } from '../../src/provider/define-provider.js';
import type { HeaderContract } from '../../src/provider/contract.js';
import {
  type BodySchema,
  defineProvider,
  type ErrorReading,
  type Provider,
  type ProviderDefinition,
  type ResourceReading,
  type Row,
} from '../../src/provider/index.js';
import { checkProvider } from '../../src/testing/check-provider.js';
import type { Fixture } from '../../src/testing/fixture.js';
import { inspect, normalize } from '../../src/verdict/normalize.js';

/** The error envelope that each of the validators describes. */
interface Envelope {
  readonly error: { readonly code: string; readonly message?: string | undefined };
}

const facts = {
  name: 'acme',
  docs: 'https://acme.example/docs/errors',
  idempotency: { header: 'Idempotency-Key', failures: 'safe_to_resend', lookup: 'resource' },
} as const;

const codes = {
  card_declined: 'declined: do_not_honor',
  rate_limited: 'rate_limited',
} as const;

const fixtures: Readonly<Record<string, Fixture>> = {
  'card-declined': {
    row: 'codes.card_declined',
    reply: { status: 402, body: { error: { code: 'card_declined', message: 'Refused' } } },
    expected: { category: 'declined', declineReason: 'do_not_honor', message: 'Refused', matchedOn: 'code' },
  },
  'rate-limited': {
    row: 'codes.rate_limited',
    reply: { status: 429, text: '{"error":{"code":"rate_limited"}}' },
    expected: { category: 'rate_limited', code: 'rate_limited' },
  },
  'another-shape': {
    reply: { status: 404, body: { error: { code: ['card_declined'] } } },
    expected: { category: 'not_found', code: null, matchedOn: 'status' },
  },
};

const zod4Schema = zod4.object({
  error: zod4.object({ code: zod4.string(), message: zod4.string().optional() }),
});
const zodMiniSchema = zodMini.object({
  error: zodMini.object({ code: zodMini.string(), message: zodMini.optional(zodMini.string()) }),
});
const zod3Schema = zod3.object({
  error: zod3.object({ code: zod3.string(), message: zod3.string().optional() }),
});
const valibotSchema = valibot.object({
  error: valibot.object({ code: valibot.string(), message: valibot.optional(valibot.string()) }),
});
const arktypeSchema = type({ error: { code: 'string', 'message?': 'string' } });
const plainFunction = (body: unknown): Envelope | undefined => zod4Schema.safeParse(body).data;

const VALIDATORS: readonly (readonly [name: string, schema: BodySchema<Envelope>])[] = [
  ['zod 4', zod4Schema],
  ['zod/mini', zodMiniSchema],
  ['zod 3', zod3Schema],
  ['valibot', valibotSchema],
  ['arktype', arktypeSchema],
  ['a plain function', plainFunction],
];

const read = ({ error: { code, message } }: Envelope): ErrorReading => ({ codes: [code], message });

describe('the schema of the errors', () => {
  test.each(VALIDATORS)('can be made with %s', (_validator, schema) => {
    const acme = defineProvider({ ...facts, error: { schema, read, codes } });
    expect(checkProvider(acme, fixtures)).toEqual([]);
  });

  test.each(VALIDATORS)('keeps from read what %s refuses', (_validator, schema) => {
    const spy = vi.fn(() => ({ codes: ['card_declined'] }));
    const acme = defineProvider({ ...facts, error: { schema, read: spy, codes } });
    expect(normalize(acme, { status: 404, body: { error: { code: 7 } } }).code).toBeNull();
    expect(spy).not.toHaveBeenCalled();
    expect(normalize(acme, { status: 404, body: { error: { code: '7' } } }).code).toBe('card_declined');
    expect(spy).toHaveBeenCalledOnce();
  });

  test.each(VALIDATORS)('with %s copes with a body that throws', async (_validator, schema) => {
    const acme = defineProvider({ ...facts, error: { schema, read, codes } });
    const throwing = new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse });
    expect(normalize(acme, { status: 404, body: throwing })).toMatchObject({
      category: 'not_found',
      code: null,
    });
    expect(acme.parseErrorBody(throwing)).toBeUndefined();
    await new Promise((resolve) => setImmediate(resolve)); // a promise that was left to reject would fail the run
  });

  test('can be left out: read gets every body', () => {
    const acme = defineProvider({
      ...facts,
      error: { read: (body: { readonly code?: string } | null) => ({ codes: [body?.code] }), codes },
    });
    expect(normalize(acme, { status: 402, body: { code: 'card_declined' } }).category).toBe('declined');
    expect(normalize(acme, { status: 404, body: null }).category).toBe('not_found');
  });

  test('may answer nothing later: that counts as a body of another shape', async () => {
    const acme = defineProvider({
      ...facts,
      error: { schema: later(() => Promise.reject(new Error('late'))), read, codes },
    });
    const reply = { status: 404, body: { error: { code: 'card_declined' } } };
    expect(normalize(acme, reply)).toMatchObject({ category: 'not_found', code: null });
    await new Promise((resolve) => setImmediate(resolve));
    const called = defineProvider({
      ...facts,
      error: { schema: (() => Promise.reject(new Error('late'))) as never, read, codes },
    });
    expect(normalize(called, reply)).toMatchObject({ category: 'not_found', code: null });
    await new Promise((resolve) => setImmediate(resolve)); // a rejection that is left would fail the run
    const refined = defineProvider({
      ...facts,
      error: { schema: zod4Schema.refine(async () => Promise.resolve(true)), read, codes },
    });
    expect(normalize(refined, reply)).toMatchObject({ category: 'not_found', code: null });
  });

  test('or read may throw: that counts as a body of another shape', () => {
    const failing = [
      defineProvider({
        ...facts,
        error: { schema: refuse, read: () => ({ codes: ['card_declined'] }), codes },
      }),
      defineProvider({ ...facts, error: { read: refuse, codes } }),
    ];
    for (const provider of failing)
      expect(normalize(provider, { status: 404, body: {} })).toMatchObject({
        category: 'not_found',
        code: null,
      });
  });
});

describe('what a body is parsed to', () => {
  const body = { code: '7', more: true };
  const parsed = { code: 7 };

  const schemas = {
    zod4: zod4.object({ code: zod4.string().transform(Number) }),
    zodMini: zodMini.object({ code: zodMini.pipe(zodMini.string(), zodMini.transform(Number)) }),
    zod3: zod3.object({ code: zod3.string().transform(Number) }),
    valibot: valibot.object({ code: valibot.pipe(valibot.string(), valibot.transform(Number)) }),
    arktype: type({ code: type('string').pipe(Number), '+': 'delete' }),
    function: (given: unknown) => ({ code: Number((given as typeof body).code) }),
  };

  const readCode = ({ code }: { code: number }): ErrorReading => ({ codes: [code] });
  const states = { '8': 'declined: unspecified' } as const;
  const readResource = ({ code }: { code: number }): ResourceReading => ({
    kind: 'payment',
    id: 'p-1',
    states: [String(code)],
    code: String(code),
  });

  const providers = {
    'zod 4': defineProvider({
      ...facts,
      error: { schema: schemas.zod4, read: readCode },
      resource: { schema: schemas.zod4, read: readResource, states },
    }),
    'zod/mini': defineProvider({
      ...facts,
      error: { schema: schemas.zodMini, read: readCode },
      resource: { schema: schemas.zodMini, read: readResource, states },
    }),
    'zod 3': defineProvider({
      ...facts,
      error: { schema: schemas.zod3, read: readCode },
      resource: { schema: schemas.zod3, read: readResource, states },
    }),
    valibot: defineProvider({
      ...facts,
      error: { schema: schemas.valibot, read: readCode },
      resource: { schema: schemas.valibot, read: readResource, states },
    }),
    arktype: defineProvider({
      ...facts,
      error: { schema: schemas.arktype, read: readCode },
      resource: { schema: schemas.arktype, read: readResource, states },
    }),
    'a plain function': defineProvider({
      ...facts,
      error: { schema: schemas.function, read: readCode },
      resource: { schema: schemas.function, read: readResource, states },
    }),
  };

  test('has the type that the schema gives', () => {
    type BodiesBy<Parser extends 'parseErrorBody' | 'parseResourceBody'> = {
      [Name in keyof typeof providers]: ReturnType<(typeof providers)[Name][Parser]>;
    }[keyof typeof providers];
    expectTypeOf<BodiesBy<'parseErrorBody'>>().toEqualTypeOf<{ code: number } | undefined>();
    expectTypeOf<BodiesBy<'parseResourceBody'>>().toEqualTypeOf<{ code: number } | undefined>();
    expect(Object.keys(providers)).toHaveLength(VALIDATORS.length);
  });

  test.each(Object.entries(providers))(
    'is given to read, and to whoever asks: %s',
    (_validator, provider) => {
      expect(provider.parseErrorBody(body)).toEqual(parsed);
      expect(provider.parseResourceBody(body)).toEqual(parsed);
      expect(normalize(provider, { status: 400, body }).code).toBe('7');
      expect(inspect(provider, { status: 200, body: { code: '8' } })).toMatchObject({ code: '8' });
    },
  );

  test.each(VALIDATORS)('is undefined for a body that %s refuses', (_validator, schema) => {
    const acme = defineProvider({ ...facts, error: { schema, read, codes } });
    for (const other of [null, undefined, 7, 'code', [], {}, { error: {} }])
      expect(acme.parseErrorBody(other)).toBeUndefined();
    expect(acme.parseErrorBody({ error: { code: 'x', message: 'No' } })).toEqual({
      error: { code: 'x', message: 'No' },
    });
  });

  test('is undefined where no resources are defined, and typed so', () => {
    const { parseResourceBody } = defineProvider({ ...facts, error: { read: () => null } });
    expectTypeOf<ReturnType<typeof parseResourceBody>>().toEqualTypeOf<undefined>();
    expect(parseResourceBody).toBeTypeOf('function');
  });
});

describe('a resource', () => {
  const providerNaming = (states: unknown, more: object = {}): Provider =>
    defineProvider({
      ...facts,
      error: { read: () => null },
      resource: {
        read: () => ({ kind: 'payment', id: 'p-1', states: states as string[], code: 'refused', ...more }),
        states: {
          'payment.refused': 'declined: unspecified',
          'payment.*': 'declined: unrecognized',
        },
      },
    });

  test.each<[states: unknown, matchedOn: string]>([
    [['payment.refused', 'payment.other'], 'code'],
    [['refund.refused', 'payment.refused'], 'code'],
    [[undefined, null, ['payment.refused'], 'payment.other'], 'family'],
  ])('is read by the first of its states that there is: %j', (states, matchedOn) => {
    expect(inspect(providerNaming(states), { status: 200, body: {} })).toMatchObject({
      code: 'refused',
      matchedOn,
      resource: { kind: 'payment', id: 'p-1' },
    });
  });

  test.each([[[]], [['refund.refused']], [[undefined]], ['payment.refused'], [null]])(
    'did not fail where no state is named: %j',
    (states) => {
      expect(inspect(providerNaming(states), { status: 200, body: {} })).toBeNull();
    },
  );

  test('that nothing identifies is neither a success nor a refusal of a write', () => {
    const unknown = providerNaming(['payment.refused'], { id: undefined });
    expect(inspect(unknown, { status: 200, body: {} }, { method: 'POST' })).toMatchObject({
      category: 'unrecognized',
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first' },
    });
    expect(inspect(unknown, { status: 200, body: {} }, { method: 'GET' })).toBeNull();
    const known = providerNaming(['payment.refused'], { id: undefined, identified: true });
    expect(inspect(known, { status: 200, body: {} }, { method: 'POST' })?.category).toBe('declined');
  });
});

describe('an error inside a success', () => {
  const acme = defineProvider({
    ...facts,
    error: { schema: zod4Schema, read, insideSuccess: ({ error }) => error.code !== 'none', codes },
  });

  test('is one where the provider says that it is', () => {
    expect(inspect(acme, { status: 200, body: { error: { code: 'card_declined' } } })?.category).toBe(
      'declined',
    );
    expect(inspect(acme, { status: 200, body: { error: { code: 'none' } } })).toBeNull();
  });

  test('is none where the provider says nothing of it', () => {
    const silent = defineProvider({ ...facts, error: { schema: zod4Schema, read, codes } });
    expect(inspect(silent, { status: 200, body: { error: { code: 'card_declined' } } })).toBeNull();
  });
});

describe('the provider that defineProvider gives', () => {
  const acme = defineProvider({
    ...facts,
    requestIdHeader: 'Acme-Request-Id',
    error: {
      read: () => null,
      codes: { ...codes, 1001: 'not_found', '10*': 'conflict' },
      types: { broken: 'provider_error' },
      broadTypes: { odd: 'provider_error' },
    },
    httpStatuses: { 402: 'declined: unspecified' },
    resource: { read: () => null, states: { refused: 'declined: unspecified' } },
  });

  test('carries the words of all its rows in its type', () => {
    type Word = 'card_declined' | 'rate_limited' | '1001' | '10*' | 'broken' | 'odd' | '402' | 'refused';
    type WordOf<P> = P extends Provider<infer Name> ? Name : never;
    expectTypeOf<WordOf<typeof acme>>().toEqualTypeOf<Word>();
    expectTypeOf(acme).toExtend<Provider>();
    const { tables } = workingsOf(acme);
    const words = Object.values(tables).map(({ exact, families }) => exact.size + families.length);
    expect(words).toEqual([4, 1, 1, 1, 1]);
  });

  test('has no words where there are no rows', () => {
    const silent = defineProvider({ ...facts, error: { read: () => null } });
    type WordOf<P> = P extends Provider<infer Name> ? Name : never;
    expectTypeOf<WordOf<typeof silent>>().toEqualTypeOf<never>();
    expect(silent.name).toBe('acme');
  });

  test('keeps its own contract, to the letter', () => {
    expectTypeOf(acme.idempotency.header).toEqualTypeOf<'Idempotency-Key'>();
    expectTypeOf(acme.idempotency).toExtend<HeaderContract>();
    expect(acme.idempotency).toEqual(facts.idempotency);
    expect(Object.isFrozen(acme.idempotency)).toBe(true);
  });

  test('shows its facts and its parsers; readers and rows are its own', () => {
    expect(Object.keys(acme)).toEqual(['name', 'docs', 'idempotency', 'parseErrorBody', 'parseResourceBody']);
  });

  test('finds the header of the correlation id in any letter case', () => {
    const reply = { status: 500, headers: { 'ACME-REQUEST-ID': 'r-1' } };
    expect(normalize(acme, reply).requestId).toBe('r-1');
  });

  test('is known for one to every copy of the library, and nothing else is', () => {
    expect(Reflect.get(acme, Symbol.for('payfault.provider'))).toBe(workingsOf(acme));
    for (const other of [undefined, null, {}, { ...acme }, 'acme'])
      expect(() => workingsOf(other as Provider)).toThrow('provider: expected what defineProvider gives');
  });

  test('is not made of a definition that is wrong', () => {
    expect(() => defineProvider({ ...facts } as never)).toThrow('error is undefined; expected an object');
  });
});

describe('a row', () => {
  test('says nothing that its category rules out', () => {
    const rows: readonly Row[] = [
      // @ts-expect-error -- no such category
      'refused',
      // @ts-expect-error -- only the wire says so
      'network',
      // @ts-expect-error -- a decline has a reason
      'declined',
      // @ts-expect-error -- no such reason
      'declined: poverty',
      // @ts-expect-error -- an idempotency conflict says which
      'idempotency_conflict',
      // @ts-expect-error -- messages tell reasons, and this has none
      { is: 'not_found', byMessage: { 'expired card': 'expired_card' } },
      // @ts-expect-error -- nor has it a payment method
      { is: 'conflict', methodAdvice: 'try_again_later' },
      // @ts-expect-error -- a field error says what is wrong
      { is: 'invalid_request', fieldError: { field: 'email', reason: 'ugly' } },
      // @ts-expect-error -- outcome and retry are said together
      { is: 'conflict', outcome: 'unknown' },
    ];
    expect(rows).toHaveLength(9);
  });

  test('has no rule that could charge twice', () => {
    const rows: readonly Row[] = [
      // @ts-expect-error -- it may have been performed
      { is: 'provider_error', outcome: 'unknown', retry: 'after_delay' },
      // @ts-expect-error -- it may have been performed
      { is: 'provider_unavailable', outcome: 'unknown', retry: 'new_key' },
      // @ts-expect-error -- it was performed
      { is: 'conflict', outcome: 'performed', retry: 'after_delay' },
      // @ts-expect-error -- a refusal is not waited out
      { is: 'invalid_request', outcome: 'not_performed', retry: 'after_delay' },
      // @ts-expect-error -- nor is a decline
      { is: 'declined: unspecified', outcome: 'not_performed', retry: 'after_delay' },
      // @ts-expect-error -- an action is missing
      { is: 'conflict', outcome: 'not_performed', retry: 'payer_action' },
      // @ts-expect-error -- the request with this key may have charged
      { is: 'idempotency_conflict: in_progress', outcome: 'not_performed', retry: 'fix_request' },
    ];
    expect(rows).toHaveLength(7);
  });

  test('may have a sentence of its own, a rule, and who can fix it', () => {
    const acme = defineProvider({
      ...facts,
      error: {
        read: () => ({ codes: ['too_long'] }),
        codes: {
          too_long: {
            is: 'invalid_request',
            outcome: 'not_performed',
            retry: 'fix_request',
            why: 'Shorten the reference.',
            fixableBy: 'payer',
          },
        },
      },
    });
    expect(normalize(acme, { status: 400, body: {} })).toMatchObject({
      retry: { why: 'Shorten the reference.' },
      fixableBy: 'payer',
    });
  });

  test('is checked where it is written, inside a definition', () => {
    const valid = { ...facts, error: { read: () => null } };
    const definitions = [
      // @ts-expect-error -- no such category
      (): Provider => defineProvider({ ...valid, error: { read: () => null, codes: { x: 'refused' } } }),
      (): Provider =>
        // @ts-expect-error -- no such reason
        defineProvider({ ...valid, error: { read: () => null, types: { x: 'declined: poverty' } } }),
      (): Provider =>
        defineProvider({
          ...valid,
          // @ts-expect-error -- it may have been performed
          httpStatuses: { 402: { is: 'provider_error', outcome: 'unknown', retry: 'never' } },
        }),
      // @ts-expect-error -- nothing to look a request up by
      (): Provider => defineProvider({ ...valid, idempotency: { header: 'Key', failures: 'stored' } }),
      // @ts-expect-error -- a contract is no word
      (): Provider => defineProvider({ ...valid, idempotency: 'none' }),
      // @ts-expect-error -- nor is it empty
      (): Provider => defineProvider({ ...valid, idempotency: {} }),
      (): Provider =>
        // @ts-expect-error -- a header is a name
        defineProvider({ ...valid, idempotency: { header: 7, failures: 'stored', lookup: 'resource' } }),
    ];
    for (const define of definitions) expect(define).toThrow(TypeError);
  });
});

test('a definition can be held in a variable of its type', () => {
  const definition: ProviderDefinition = { ...facts, error: { read: () => null } };
  expect(defineProvider(definition).docs).toBe(facts.docs);
});

function refuse(): never {
  throw new Error('no');
}

/** A schema that speaks Standard Schema and answers later. */
function later(validate: () => Promise<never>): BodySchema<Envelope> {
  return { '~standard': { version: 1, vendor: 'later', validate } };
}

describe('what a definition leaves open is closed', () => {
  const plain = { name: 'acme', docs: 'https://acme.example', idempotency: { lookup: 'resource' } } as const;

  test('a kind of resource that is none is another', () => {
    const acme = defineProvider({
      ...plain,
      error: {
        read: () => ({ codes: ['x'], resource: { kind: 'card 4111111111111111' as never, id: 'r1' } }),
      },
    });
    expect(normalize(acme, { status: 400, body: {} }).resource).toEqual({ kind: 'other', id: 'r1' });
  });

  test('a reader that promises something says nothing, and its rejection is nobody’s', async () => {
    const acme = defineProvider({
      ...plain,
      error: { read: () => Promise.reject(new Error('late')) as never },
    });
    expect(normalize(acme, { status: 404, body: {} }).category).toBe('not_found');
    await new Promise((resolve) => setTimeout(resolve, 5));
  });

  test('a look-up by a key needs keys', () => {
    expect(() =>
      defineProvider({ ...plain, idempotency: { lookup: 'idempotency_key' }, error: { read: () => null } }),
    ).toThrow(/idempotency\.lookup is 'idempotency_key'/);
  });
});
