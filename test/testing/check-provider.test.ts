import { describe, expect, test } from 'vitest';
import * as z from 'zod';

import { workingsOf, type ProviderWorkings } from '../../src/provider/define-provider.js';
import { type BodySchema, defineProvider, type Provider } from '../../src/provider/index.js';
import { compileTable } from '../../src/provider/table.js';
import { checkProvider, type ProviderFlaw, type Fixture } from '../../src/testing/index.js';
import { acme, acmeFixtures } from './acme.js';

const declined = acmeFixtures['card-declined'];

/** The provider acme, reading errors in another way than a definition allows. */
function acmeReading(read: (body: unknown) => object | null): Provider {
  const readError = (body: unknown): object => ({ ...NOTHING_SAID, ...read(body) });
  return acmeWith({ readError: readError as ProviderWorkings['readError'] });
}

/** The provider acme, working in another way than a definition allows. */
function acmeWith(changes: Partial<ProviderWorkings>, idempotency = acme.idempotency): Provider {
  const workings = { ...workingsOf(acme), ...changes };
  return { ...acme, idempotency, [Symbol.for('payfault.provider')]: workings };
}

const { readError: readErrorOfAcme } = workingsOf(acme);
const NOTHING_SAID = readErrorOfAcme({ error: {} });

function flawsOf(provider: Provider, fixture: Fixture = declined): readonly ProviderFlaw[] {
  return checkProvider(provider, { ...acmeFixtures, 'card-declined': fixture }).filter(
    (finding) => finding.fixture === 'card-declined',
  );
}

describe('checkProvider', () => {
  test('finds nothing about a provider of one’s own that keeps the guarantees', () => {
    expect(checkProvider(acme, acmeFixtures)).toEqual([]);
  });

  test('refuses what is no provider', () => {
    expect(() => checkProvider({ name: 'acme' } as Provider, {})).toThrow(TypeError);
  });

  describe('as_expected', () => {
    test('shows each member that is not as the fixture expects, and nothing that it does not name', () => {
      const expected = {
        category: 'declined',
        code: 'lost',
        fieldErrors: [{ field: 'amount' }],
        brand: 'visa',
      };
      expect(flawsOf(acme, { ...declined, expected })).toEqual([
        {
          guarantee: 'as_expected',
          fixture: 'card-declined',
          message:
            'code: expected "lost", got "card_declined"; ' +
            'fieldErrors: expected [{"field":"amount"}], got []; brand: expected "visa", got undefined',
        },
      ]);
    });

    test('compares the advice member by member, its sentence only where the fixture has one', () => {
      const retry = { strategy: 'payer_action', action: 'use_other_method' };
      expect(flawsOf(acme, { ...declined, expected: { retry } })).toEqual([]);
      expect(flawsOf(acme, { ...declined, expected: { retry: { strategy: 'payer_action' } } })).toHaveLength(
        1,
      );
      const [finding] = flawsOf(acme, { ...declined, expected: { retry: { ...retry, why: 'So.' } } });
      expect(finding?.message).toContain('"why":"So."');
      const why = 'It was refused; the next step is the payer’s.';
      expect(flawsOf(acme, { ...declined, expected: { retry: { ...retry, why } } })).toEqual([]);
      for (const odd of ['payer_action', null])
        expect(flawsOf(acme, { ...declined, expected: { retry: odd } })).toMatchObject([
          { guarantee: 'as_expected', message: expect.stringContaining('retry: expected') as string },
        ]);
    });

    test('says when an error is taken for a success, and a success for an error', () => {
      expect(flawsOf(acme, { ...declined, expected: null })).toMatchObject([
        { guarantee: 'as_expected', message: 'expected a success, got declined' },
      ]);
      const accepted = { ...acmeFixtures['payment-accepted'], expected: { category: 'declined' } };
      expect(checkProvider(acme, { ...acmeFixtures, 'payment-accepted': accepted })).toMatchObject([
        { guarantee: 'as_expected', message: 'expected an error, but it was taken for a success' },
      ]);
    });

    test('judges by the request of the fixture', () => {
      const down = {
        reply: { status: 500 },
        expected: { retry: { strategy: 'same_key', delayMs: null, keyLifeMs: 60_000 } },
      };
      const request = { method: 'POST', idempotencyKey: 'order-1' };
      expect(checkProvider(acme, { ...acmeFixtures, down: { ...down, request } })).toEqual([]);
      expect(checkProvider(acme, { ...acmeFixtures, down })).toMatchObject([
        { guarantee: 'as_expected', fixture: 'down' },
      ]);
    });
  });

  describe('rows_covered', () => {
    test('names the rows that no fixture has', () => {
      expect(checkProvider(acme, {})).toEqual(
        ['codes.card_declined', 'codes.too_fast', 'httpStatuses.402', 'states.too_fast'].map((row) => ({
          guarantee: 'rows_covered',
          fixture: null,
          message: `no fixture has the row ${row}`,
        })),
      );
    });

    test('says which fixture has a row that another has already', () => {
      expect(checkProvider(acme, { ...acmeFixtures, again: declined })).toEqual([
        {
          guarantee: 'rows_covered',
          fixture: 'again',
          message: 'has the row codes.card_declined, which card-declined has already',
        },
      ]);
    });

    test('says which fixture has a row that the tables do not', () => {
      expect(checkProvider(acme, { ...acmeFixtures, lost: { ...declined, row: 'codes.lost' } })).toEqual([
        { guarantee: 'rows_covered', fixture: 'lost', message: 'there is no row codes.lost' },
      ]);
    });

    test('says which row decides a fixture instead of its own', () => {
      const byStatus = {
        row: 'codes.card_declined',
        reply: { status: 402 },
        expected: { category: 'declined' },
      };
      expect(flawsOf(acme, byStatus)).toMatchObject([
        {
          guarantee: 'rows_covered',
          message: 'has the row codes.card_declined, but httpStatuses.402 decides it',
        },
      ]);
      const byNothing = { row: 'codes.card_declined', reply: { status: 500 }, expected: {} };
      expect(flawsOf(acme, byNothing)).toMatchObject([
        { message: 'has the row codes.card_declined, but no row decides it' },
      ]);
    });
  });

  describe('body_read', () => {
    const fail = (): never => {
      throw new RangeError('no');
    };
    const reading = (schema: BodySchema<unknown>, read: (body: unknown) => object = () => ({})): Provider =>
      defineProvider({
        name: 'reading',
        docs: 'https://reading.example',
        idempotency: { lookup: 'resource' },
        error: { read: () => null },
        resource: { schema, read: read as () => never, states: {} },
      });
    const fixtures = { paid: { reply: { status: 200, body: { a: 1 } }, expected: null } };

    test.each<[string, BodySchema<unknown>, ((body: unknown) => object)?]>([
      [
        'resource.schema is asynchronous: what it gives later counts as nothing said',
        () => Promise.resolve({}),
      ],
      ['resource.schema threw RangeError: no', fail],
      [
        'resource.read is asynchronous: what it gives later counts as nothing said',
        () => ({}),
        () => Promise.resolve({}),
      ],
      ['resource.read threw RangeError: no', () => ({}), fail],
    ])('%s', (message, schema, read) => {
      expect(checkProvider(reading(schema, read), fixtures)).toEqual([
        { guarantee: 'body_read', fixture: 'paid', message },
      ]);
    });

    test('names the reader of errors too, and once', () => {
      const throwing = defineProvider({
        name: 'throwing',
        docs: 'https://throwing.example',
        idempotency: { lookup: 'resource' },
        error: { read: fail, insideSuccess: () => true },
      });
      expect(
        checkProvider(throwing, { paid: { ...fixtures.paid, reply: { status: null as never, body: {} } } }),
      ).toEqual([{ guarantee: 'body_read', fixture: 'paid', message: 'error.read threw RangeError: no' }]);
    });

    test('a strict schema that refuses a fixture is named where the fixture does not become what it has to', () => {
      const strict = defineProvider({
        name: 'strict',
        docs: 'https://strict.example',
        idempotency: { lookup: 'resource' },
        error: {
          schema: z.object({ code: z.string(), hint: z.string() }),
          read: ({ code }) => ({ codes: [code] }),
          insideSuccess: () => true,
          codes: { stolen: 'declined: lost_or_stolen' },
        },
        resource: { schema: (): undefined => undefined, read: () => null, states: {} },
      });
      const refused =
        '; error.schema refused its body: hint: Invalid input: expected string, received undefined';
      const stolen = { row: 'codes.stolen', expected: { category: 'declined' } };
      const reply = { status: 402, body: { code: 'stolen' } };
      expect(checkProvider(strict, { stolen: { ...stolen, reply } })).toEqual([
        {
          guarantee: 'rows_covered',
          fixture: 'stolen',
          message: `has the row codes.stolen, but no row decides it${refused}`,
        },
        {
          guarantee: 'as_expected',
          fixture: 'stolen',
          message: `category: expected "declined", got "conflict"${refused}`,
        },
      ]);
      expect(
        checkProvider(strict, { stolen: { ...stolen, reply: { ...reply, status: 201 } } }),
      ).toContainEqual({
        guarantee: 'as_expected',
        fixture: 'stolen',
        message: `expected an error, but it was taken for a success${refused}; resource.schema refused its body`,
      });
      expect(checkProvider(strict, { other: { reply, expected: {} } })).toHaveLength(1); // no fixture has the row
    });
  });

  describe('total', () => {
    test('shows what makes a provider throw, with and without a fixture', () => {
      const throwing = acmeReading((body) => {
        throw new RangeError(`not ${typeof body}`);
      });
      const findings = checkProvider(throwing, acmeFixtures);
      expect(findings.filter(({ guarantee }) => guarantee !== 'rows_covered')).toEqual(
        [
          ['card-declined', 'as it is: threw RangeError: not object'],
          ['too-fast', 'as it is: threw RangeError: not object'],
          ['payment-required', 'as it is: threw RangeError: not string'],
          ['payment-too-fast', 'with the status null: threw RangeError: not object'],
          ['payment-accepted', 'as it is: threw RangeError: not object'],
          [null, 'a body that is null with the status null: threw RangeError: not object'],
        ].map(([fixture, message]) => ({ guarantee: 'total', fixture, message })),
      );
    });

    test('says where in the body the one thing stands that makes it throw', () => {
      const fragile = acmeReading((body) => {
        if (JSON.stringify(body).includes('"message":{}')) throw new TypeError('no text');
        return readErrorOfAcme(body);
      });
      expect(flawsOf(fragile)).toEqual([
        {
          guarantee: 'total',
          fixture: 'card-declined',
          message: 'with an empty object at error.message: threw TypeError: no text',
        },
      ]);
    });

    test('looks for failures inside a success too', () => {
      const throwing = acmeWith({
        readErrorInSuccess: () => {
          throw new RangeError('no');
        },
      });
      const accepted = { 'payment-accepted': acmeFixtures['payment-accepted'] };
      expect(checkProvider(throwing, accepted)).toContainEqual({
        guarantee: 'total',
        fixture: 'payment-accepted',
        message: 'as it is: threw RangeError: no',
      });
    });

    test('copes with a provider that throws what is no error', () => {
      const throwing = acmeReading(() => {
        throw Object.create(null) as Error;
      });
      expect(flawsOf(throwing)).toContainEqual(
        expect.objectContaining({ message: 'as it is: threw object' }),
      );
    });
  });

  describe('repeatable', () => {
    test('says when the same reply gives another error', () => {
      let calls = 0;
      const counting = acmeReading(() => ({ message: `Call ${String(++calls)}` }));
      expect(flawsOf(counting)).toContainEqual({
        guarantee: 'as_expected',
        fixture: 'card-declined',
        message: 'normalize and inspect do not agree',
      });
      expect(flawsOf(counting)).toContainEqual({
        guarantee: 'repeatable',
        fixture: 'card-declined',
        message: 'as it is: gave another error the second time',
      });
    });

    test('says when reading changes the body', () => {
      const changing = acmeReading((body) => {
        const said = readErrorOfAcme(body);
        if (typeof body === 'object' && body !== null) Reflect.set(body, 'seen', true);
        return said;
      });
      const body = structuredClone(declined.reply.body);
      expect(flawsOf(changing, { ...declined, reply: { ...declined.reply, body } })).toMatchObject([
        { guarantee: 'repeatable', message: 'as it is: the body was changed while it was read' },
      ]);
    });
  });

  test.each([
    ['JSON', undefined],
    ['JSON', 10n],
    ['JSON', () => 'acme'],
    ['structuredClone', new Proxy({}, {})],
  ])('plain_data: says when %s does not give the error back (%#)', (copy, name) => {
    const odd = Object.assign(acmeWith({}), { name: name as string });
    expect(flawsOf(odd)).toMatchObject([
      { guarantee: 'plain_data', message: `as it is: ${copy} does not give the error back` },
    ]);
  });

  describe('safe_retry', () => {
    test('says when a 5xx is taken for a refusal of a write', () => {
      const refusing = defineProvider({
        name: 'refusing',
        docs: 'https://refusing.example',
        idempotency: { lookup: 'resource' },
        error: { read: () => null },
        httpStatuses: { 500: 'invalid_request' },
      });
      const refused = {
        row: 'httpStatuses.500',
        reply: { status: 500 },
        expected: { category: 'invalid_request' },
      };
      expect(checkProvider(refusing, { refused })).toContainEqual({
        guarantee: 'safe_retry',
        fixture: 'refused',
        message:
          'as it is: outcome not_performed, retry fix_request: a 5xx does not tell whether a write was performed',
      });
    });

    test('lets a path that only reads fail as a read', () => {
      const reading = defineProvider({
        name: 'reading',
        docs: 'https://reading.example',
        idempotency: { lookup: 'resource', readPaths: /\/query$/ },
        error: { read: () => null },
      });
      const failed = {
        reply: { status: 500 },
        request: { method: 'POST', url: 'https://reading.example/query' },
        expected: { outcome: 'not_performed' },
      };
      expect(checkProvider(reading, { failed })).toEqual([]);
    });

    test.each([
      ['unknown', 'never', 'what may have been performed needs its key or a look'],
      ['unknown', 'after_delay', 'what may have been performed needs its key or a look'],
      ['unknown', 'new_key', 'what may have been performed needs its key or a look'],
      ['unknown', 'fix_request', 'what may have been performed needs its key or a look'],
      ['performed', 'same_key', 'what was performed is not to be sent again'],
    ])('says when the outcome is %s and the advice %s', (outcome, strategy, why) => {
      expect(flawsOf(acmeDeclining({ outcome, retry: strategy }))).toContainEqual({
        guarantee: 'safe_retry',
        fixture: 'card-declined',
        message: `${outcome === 'performed' ? 'after a POST with an idempotency key' : 'as it is'}: outcome ${outcome}, retry ${strategy}: ${why}`,
      });
    });

    test('says when there is nothing to look it up by', () => {
      const blind = { ...acme.idempotency, lookup: null } as never;
      const provider = acmeWith({}, blind);
      const down = { reply: { status: 500 }, expected: {} };
      expect(checkProvider(provider, { ...acmeFixtures, down })).toContainEqual({
        guarantee: 'safe_retry',
        fixture: 'down',
        message: 'as it is: outcome unknown, retry reconcile_first: there is nothing to look it up by',
      });
    });
  });

  test('no_secrets: says what comes out, and where it stood', () => {
    const split = acmeReading((body) => {
      const said = readErrorOfAcme(body);
      return {
        ...said,
        fieldErrors: [{ field: 'x', reason: 'invalid', path: said?.message?.split('.') ?? [] }],
      };
    });
    expect(flawsOf(split)).toEqual([
      {
        guarantee: 'no_secrets',
        fixture: 'card-declined',
        message: 'with an e-mail address at error.message: the error holds it',
      },
    ]);
  });
});

/** The provider acme, with a rule for `card_declined` that no definition may have. */
function acmeDeclining(rule: object): Provider {
  const { tables } = workingsOf(acme);
  const codes = compileTable('codes', { card_declined: { is: 'provider_error', ...rule } as never });
  return acmeWith({ tables: { ...tables, codes } });
}
