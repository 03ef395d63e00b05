import { type } from 'arktype';
import * as valibot from 'valibot';
import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import * as zod4 from 'zod';
import { z as zod3 } from 'zod3';

import {
  type BodySchema,
  defineProvider,
  inspect,
  normalize,
  type Provider,
  type ProviderDefinition,
  RETRY_STRATEGIES,
  type Row,
} from '../src/index.js';
import { checkProvider, type Fixture } from '../src/testing/index.js';

/** The error envelope that each of the validators describes. */
interface Envelope {
  readonly error: { readonly code: string; readonly message?: string | undefined };
}

const facts = {
  name: 'acme',
  docs: 'https://acme.example/docs/errors',
  idempotency: { key: 'header', header: 'Idempotency-Key', replaysFailures: false, lookup: 'resource' },
} as const;

const codes = {
  card_declined: { category: 'declined', declineReason: 'do_not_honor' },
  rate_limited: { category: 'rate_limited' },
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
  ['zod 3', zod3Schema],
  ['valibot', valibotSchema],
  ['arktype', arktypeSchema],
  ['a plain function', plainFunction],
];

describe('defineProvider', () => {
  test.each(VALIDATORS)('checks bodies with %s', (_validator, schema) => {
    const acme = defineProvider({
      ...facts,
      error: { schema, read: ({ error: { code, message } }) => ({ codes: [code], message }) },
      codes,
    });
    expect(checkProvider(acme, fixtures)).toEqual([]);
  });

  test.each(VALIDATORS)('does not give read what %s refuses', (_validator, schema) => {
    const read = vi.fn(() => ({ codes: ['card_declined'] }));
    const acme = defineProvider({ ...facts, error: { schema, read }, codes });
    expect(normalize(acme, { status: 404, body: { error: { code: 7 } } }).code).toBeNull();
    expect(read).not.toHaveBeenCalled();
    expect(normalize(acme, { status: 404, body: { error: { code: '7' } } }).code).toBe('card_declined');
    expect(read).toHaveBeenCalledOnce();
  });

  test('gives read what the schema puts out, in type and in value', () => {
    const seen: unknown[] = [];
    const read = (envelope: unknown): null => {
      seen.push(envelope);
      return null;
    };
    const providers = [
      defineProvider({
        ...facts,
        error: {
          schema: zod4.object({ code: zod4.string().transform(Number) }),
          read: (body) => {
            expectTypeOf(body).toEqualTypeOf<{ code: number }>();
            return read(body);
          },
        },
        codes,
      }),
      defineProvider({
        ...facts,
        error: {
          schema: zod3.object({ code: zod3.string().transform(Number) }),
          read: (body) => {
            expectTypeOf(body).toEqualTypeOf<{ code: number }>();
            return read(body);
          },
        },
        codes,
      }),
      defineProvider({
        ...facts,
        error: {
          schema: valibot.object({ code: valibot.pipe(valibot.string(), valibot.transform(Number)) }),
          read: (body) => {
            expectTypeOf(body).toEqualTypeOf<{ code: number }>();
            return read(body);
          },
        },
        codes,
      }),
      defineProvider({
        ...facts,
        error: {
          schema: type({ code: type('string').pipe(Number) }),
          read: (body) => {
            expectTypeOf(body).toEqualTypeOf<{ code: number }>();
            return read(body);
          },
        },
        codes,
      }),
      defineProvider({
        ...facts,
        error: {
          schema: (body) => ({ code: Number((body as { code?: unknown }).code) }),
          read: (body) => {
            expectTypeOf(body).toEqualTypeOf<{ code: number }>();
            return read(body);
          },
        },
        codes,
      }),
    ];
    for (const provider of providers) normalize(provider, { status: 400, body: { code: '7' } });
    expect(seen).toEqual(providers.map(() => ({ code: 7 })));
  });

  test('without a schema gives read every body', () => {
    const acme = defineProvider({
      ...facts,
      error: { read: (body: { readonly code?: string } | null) => ({ codes: [body?.code] }) },
      codes,
    });
    expect(normalize(acme, { status: 402, body: { code: 'card_declined' } }).category).toBe('declined');
    expect(normalize(acme, { status: 404, body: null }).category).toBe('not_found');
  });

  test('takes an exception from a schema or from read for a body of another shape', () => {
    const refuse = (): never => {
      throw new Error('no');
    };
    const failing = [
      defineProvider({
        ...facts,
        error: { schema: refuse, read: () => ({ codes: ['card_declined'] }) },
        codes,
      }),
      defineProvider({ ...facts, error: { read: refuse }, codes }),
    ];
    for (const provider of failing)
      expect(normalize(provider, { status: 404, body: {} })).toMatchObject({
        category: 'not_found',
        code: null,
      });
  });

  test('takes a schema that answers later for one that nothing fits', () => {
    const acme = defineProvider({
      ...facts,
      error: {
        schema: zod4Schema.refine(async () => Promise.resolve(true)),
        read: ({ error: { code } }) => ({ codes: [code] }),
      },
      codes,
    });
    const reply = { status: 404, body: { error: { code: 'card_declined' } } };
    expect(normalize(acme, reply)).toMatchObject({ category: 'not_found', code: null });
  });

  test('reads failures inside a 2xx with a schema of their own', () => {
    const acme = defineProvider({
      ...facts,
      error: { read: () => null },
      codes: {},
      outcome: {
        schema: valibot.object({ status: valibot.picklist(['paid', 'refused']) }),
        read: ({ status }) => ({ rows: [status], code: status }),
      },
      outcomes: { refused: { category: 'declined', declineReason: 'unspecified' } },
    });
    expect(inspect(acme, { status: 201, body: { status: 'refused' } })?.category).toBe('declined');
    expect(inspect(acme, { status: 201, body: { status: 'paid' } })).toBeNull();
    expect(inspect(acme, { status: 201, body: { status: 'unheard of' } })).toBeNull();
  });
});

describe('a resource', () => {
  const providerNaming = (names: unknown): Provider =>
    defineProvider({
      ...facts,
      error: { read: () => null },
      codes: {},
      outcome: { read: () => ({ rows: names as readonly string[], code: 'refused' }) },
      outcomes: {
        'payment.refused': { category: 'declined', declineReason: 'unspecified' },
        'payment.*': { category: 'declined', declineReason: 'unrecognized' },
      },
    });

  test('is read by the first row that there is', () => {
    const body = { status: 'refused' };
    for (const [names, matchedOn] of [
      [['payment.refused', 'payment.*'], 'code'],
      [['refund.refused', 'payment.refused'], 'code'],
      [[undefined, null, ['payment.refused'], 'payment.*'], 'family'],
    ] as const)
      expect(inspect(providerNaming(names), { status: 200, body })).toMatchObject({
        code: 'refused',
        matchedOn,
      });
  });

  test('did not fail where no row is named', () => {
    for (const names of [[], ['refund.refused'], [undefined], 'payment.refused', null])
      expect(inspect(providerNaming(names), { status: 200, body: {} })).toBeNull();
  });
});

test('a code that ends in an asterisk is a code, and stands for no other', () => {
  const acme = defineProvider({
    ...facts,
    error: { read: ({ code }: { code: string }) => ({ codes: [code] }) },
    codes: { 'odd*': { category: 'not_found' } },
  });
  expect(normalize(acme, { status: 400, body: { code: 'odd*' } })).toMatchObject({ matchedOn: 'code' });
  expect(normalize(acme, { status: 400, body: { code: 'oddly' } })).toMatchObject({ matchedOn: 'status' });
});

describe('the type that defineProvider gives', () => {
  test('carries the names of all rows', () => {
    const acme = defineProvider({
      ...facts,
      error: { read: () => null },
      codes: { ...codes, 1001: { category: 'not_found' } },
      families: { '10xx': { category: 'conflict' } },
      types: { broken: { category: 'provider_error' } },
      statuses: { 402: { category: 'declined', declineReason: 'unspecified' } },
      outcome: { read: () => null },
      outcomes: { refused: { category: 'declined', declineReason: 'unspecified' } },
    });
    type Name = 'card_declined' | 'rate_limited' | '1001' | '10xx' | 'broken' | '402' | 'refused';
    expectTypeOf(acme).toEqualTypeOf<Provider<Name>>();
    expectTypeOf(acme).toExtend<Provider>();
    expect(Object.keys(acme.tables)).toHaveLength(5);
  });

  test('has no names when there are no rows', () => {
    const acme = defineProvider({ ...facts, error: { read: () => null }, codes: {} });
    expectTypeOf(acme).toEqualTypeOf<Provider<never>>();
    expect(acme.name).toBe('acme');
  });
});

/** The rules (`outcome strategy`) that the types of a row allow. */
type RulesByCategory = {
  readonly [C in Row['category']]: Readonly<
    Record<RuleInWords<NonNullable<Extract<Row, { category: C }>['rule']>>, true>
  >;
};

type RuleInWords<R> = R extends { outcome: infer O extends string; strategy: infer S extends string }
  ? `${O} ${S}`
  : never;

const valid: ProviderDefinition = { ...facts, error: { read: () => null }, codes: {} };

/** Defines a provider that has one row: as a caller without types may write it. */
function definitionWith(row: object): Provider {
  return defineProvider({ ...valid, ...rows(row) });
}

function rows(row: object): object {
  return { codes: { x: row } };
}

describe('a row', () => {
  test('says nothing that its category rules out', () => {
    const rows: readonly Row[] = [
      // @ts-expect-error -- no such category
      { category: 'refused' },
      // @ts-expect-error -- only the wire says so
      { category: 'network' },
      // @ts-expect-error -- a decline has a reason
      { category: 'declined' },
      // @ts-expect-error -- no such reason
      { category: 'declined', declineReason: 'poverty' },
      // @ts-expect-error -- a reason on what is no decline
      { category: 'invalid_request', declineReason: 'expired_card' },
      // @ts-expect-error -- messages tell reasons, and this has none
      { category: 'not_found', byMessage: { 'expired card': 'expired_card' } },
      // @ts-expect-error -- an idempotency conflict says which
      { category: 'idempotency_conflict' },
      // @ts-expect-error -- a kind of conflict on what is none
      { category: 'conflict', conflict: 'mismatch' },
      // @ts-expect-error -- a field error says what is wrong
      { category: 'invalid_request', fieldError: { field: 'email', code: 'ugly' } },
    ];
    expect(rows).toHaveLength(9);
  });

  test('has no rule that could charge twice', () => {
    const rows: readonly Row[] = [
      // @ts-expect-error -- it may have been performed
      { category: 'provider_error', rule: { outcome: 'unknown', strategy: 'after_delay' } },
      // @ts-expect-error -- it may have been performed
      { category: 'provider_unavailable', rule: { outcome: 'unknown', strategy: 'never' } },
      // @ts-expect-error -- it was performed
      { category: 'conflict', rule: { outcome: 'performed', strategy: 'after_delay' } },
      // @ts-expect-error -- a refusal is not waited out
      { category: 'invalid_request', rule: { outcome: 'not_performed', strategy: 'after_delay' } },
      // @ts-expect-error -- nor is a decline
      {
        category: 'declined',
        declineReason: 'unspecified',
        rule: { outcome: 'not_performed', strategy: 'after_delay' },
      },
      // @ts-expect-error -- nor is a lack of rights
      { category: 'permission_denied', rule: { outcome: 'not_performed', strategy: 'after_delay' } },
      // @ts-expect-error -- an action is missing
      { category: 'conflict', rule: { outcome: 'not_performed', strategy: 'payer_action' } },
      {
        category: 'idempotency_conflict',
        conflict: 'in_progress',
        // @ts-expect-error -- the request with this key is still running
        rule: { outcome: 'not_performed', strategy: 'fix_request' },
      },
    ];
    expect(rows).toHaveLength(8);
  });

  // One list for both: the compiler holds it to the types, and the test to what happens at run time.
  const RULES: RulesByCategory = {
    invalid_request: { 'not_performed fix_request': true },
    unauthenticated: { 'not_performed fix_request': true },
    permission_denied: { 'not_performed fix_request': true },
    not_configured: { 'not_performed fix_request': true },
    not_found: { 'not_performed fix_request': true },
    conflict: {
      'not_performed never': true,
      'not_performed payer_action': true,
      'not_performed after_delay': true,
      'not_performed reconcile_first': true,
      'unknown reconcile_first': true,
      'performed never': true,
      'performed reconcile_first': true,
    },
    idempotency_conflict: {},
    declined: {
      'not_performed never': true,
      'not_performed payer_action': true,
      'not_performed reconcile_first': true,
      'performed never': true,
      'performed reconcile_first': true,
    },
    rate_limited: { 'not_performed after_delay': true },
    provider_unavailable: {
      'not_performed never': true,
      'not_performed after_delay': true,
      'unknown same_key': true,
      'unknown reconcile_first': true,
    },
    provider_error: {
      'not_performed never': true,
      'not_performed payer_action': true,
      'not_performed after_delay': true,
      'unknown same_key': true,
      'unknown reconcile_first': true,
    },
  };

  test.each(Object.entries(RULES))(
    'of %s takes the rules that its type allows, and no other',
    (category, rules) => {
      const facts = {
        category,
        ...(category === 'declined' && { declineReason: 'unspecified' }),
        ...(category === 'idempotency_conflict' && { conflict: 'in_progress' }),
      };
      for (const outcome of ['not_performed', 'unknown', 'performed'])
        for (const strategy of RETRY_STRATEGIES) {
          const action = strategy === 'payer_action' && { action: 'try_again' };
          const define = (): unknown => definitionWith({ ...facts, rule: { outcome, strategy, ...action } });
          if (`${outcome} ${strategy}` in rules) expect(define).not.toThrow();
          else expect(define, `${outcome} ${strategy}`).toThrow('codes.x.rule');
        }
    },
  );

  test('is checked where it is written, inside a definition', () => {
    const definitions = [
      (): Provider =>
        defineProvider({
          ...facts,
          error: { read: () => null },
          // @ts-expect-error -- no such category
          codes: { x: { category: 'refused' } },
        }),
      (): Provider =>
        defineProvider({
          ...facts,
          error: { read: () => null },
          codes: {},
          // @ts-expect-error -- a reason on what is no decline
          types: { x: { category: 'rate_limited', declineReason: 'expired_card' } },
        }),
      (): Provider =>
        defineProvider({
          ...facts,
          error: { read: () => null },
          codes: {},
          // @ts-expect-error -- it may have been performed
          statuses: { 402: { category: 'provider_error', rule: { outcome: 'unknown', strategy: 'never' } } },
        }),
      (): Provider =>
        defineProvider({
          ...facts,
          // @ts-expect-error -- the key has no header
          idempotency: { key: 'header', replaysFailures: false, lookup: 'resource' },
          error: { read: () => null },
          codes: {},
        }),
    ];
    for (const define of definitions) expect(define).toThrow(TypeError);
  });
});

describe('a definition', () => {
  test('accepts a sentence of one’s own on a rule that says what the category says', () => {
    const acme = defineProvider({
      ...facts,
      error: { read: () => ({ codes: ['too_long'] }) },
      codes: {
        too_long: {
          category: 'invalid_request',
          rule: { outcome: 'not_performed', strategy: 'fix_request', why: 'Shorten the reference.' },
        },
        too_fast: { category: 'rate_limited', rule: { outcome: 'not_performed', strategy: 'after_delay' } },
      },
    });
    expect(normalize(acme, { status: 400, body: {} }).retry.why).toBe('Shorten the reference.');
  });

  test('may name its header in any letter case', () => {
    const { requestIdHeader } = defineProvider({ ...valid, requestIdHeader: 'Acme-Request-Id' });
    expect(requestIdHeader).toBe('acme-request-id');
    expect(defineProvider(valid).requestIdHeader).toBeNull();
  });

  test('without a fault is accepted, and known for a provider to every copy of the library', () => {
    const acme = defineProvider(valid);
    expect(acme.name).toBe('acme');
    expect(Reflect.get(acme, Symbol.for('payfault.provider'))).toBe(true);
  });
});
