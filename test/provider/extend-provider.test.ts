import { describe, expect, expectTypeOf, test } from 'vitest';

import { workingsOf } from '../../src/provider/define-provider.js';
import { inspect, normalize, type Provider } from '../../src/index.js';
import { defineProvider, extendProvider, type ProviderExtension } from '../../src/provider/index.js';

interface Envelope {
  readonly code: string;
  readonly type?: string;
}

interface Charge {
  readonly id: string;
  readonly status: string;
}

const acme = defineProvider({
  name: 'acme',
  docs: 'https://acme.example/errors',
  idempotency: { header: 'Idempotency-Key', failures: 'stored', keyLifeMs: 60_000, lookup: 'resource' },
  requestIdHeader: 'X-Request-Id',
  error: {
    schema: (body) =>
      typeof body === 'object' && body !== null && 'code' in body ? (body as Envelope) : undefined,
    read: ({ code, type }) => ({ codes: [code], type }),
    codes: { card_declined: 'declined: do_not_honor', '10*': 'invalid_request', '1*0': 'not_found' },
    types: { card_error: 'declined: unspecified' },
    broadTypes: { api_error: 'provider_error' },
  },
  httpStatuses: { 402: 'declined: unspecified' },
  resource: {
    schema: (body) =>
      typeof body === 'object' && body !== null && 'id' in body ? (body as Charge) : undefined,
    read: ({ id, status }) => ({ kind: 'payment', id, states: [status] }),
    states: { failed: 'declined: unspecified' },
  },
});

const withoutResources = defineProvider({
  name: 'plain',
  docs: 'https://plain.example/errors',
  idempotency: { lookup: 'merchant_reference' },
  error: { read: ({ code }: Envelope) => ({ codes: [code] }) },
});

const POST = { method: 'POST', url: 'https://api.acme.example/charges' };

const extended = extendProvider(acme, {
  error: {
    codes: { card_frozen: 'declined: restricted_card', card_declined: 'declined: insufficient_funds' },
    types: { risk_error: 'declined: suspected_fraud' },
    broadTypes: { other_error: 'provider_unavailable' },
  },
  httpStatuses: { 418: 'not_configured' },
  resource: { states: { frozen: 'declined: restricted_card' } },
});

describe('adds rows', () => {
  test.each([
    [
      'a code',
      { status: 400, body: { code: 'card_frozen' } },
      { declineReason: 'restricted_card', matchedOn: 'code' },
    ],
    [
      'a type',
      { status: 400, body: { code: '?', type: 'risk_error' } },
      { declineReason: 'suspected_fraud' },
    ],
    [
      'a broad type',
      { status: 400, body: { code: '?', type: 'other_error' } },
      { category: 'provider_unavailable' },
    ],
    ['a status', { status: 418 }, { category: 'not_configured', matchedOn: 'status' }],
    [
      'a state',
      { status: 200, body: { id: 'ch_1', status: 'frozen' } },
      { declineReason: 'restricted_card' },
    ],
  ])('%s', (_title, reply, expected) => {
    expect(inspect(extended, reply, POST)).toMatchObject(expected);
    expect(inspect(acme, reply, POST)).not.toMatchObject(expected);
  });

  test('in place of the base’s row for the same word', () => {
    const reply = { status: 400, body: { code: 'card_declined' } };
    expect(normalize(extended, reply, POST)).toMatchObject({ declineReason: 'insufficient_funds' });
    expect(normalize(acme, reply, POST)).toMatchObject({ declineReason: 'do_not_honor' });
  });

  test('for one of several words that share a row, and leaves the others', () => {
    const base = extendProvider(acme, { error: { codes: { 'lost stolen': 'declined: lost_or_stolen' } } });
    const changed = extendProvider(base, { error: { codes: { stolen: 'declined: restricted_card' } } });
    const reasonOf = (code: string): unknown =>
      (normalize(changed, { status: 400, body: { code } }, POST) as { declineReason?: string }).declineReason;
    expect(reasonOf('stolen')).toBe('restricted_card');
    expect(reasonOf('lost')).toBe('lost_or_stolen');
  });

  test('words of advice, before the base’s', () => {
    const base = extendProvider(acme, {
      advice: { 'stop halt': 'do_not_try_again', later: 'try_again_later' },
    });
    const changed = extendProvider(base, { advice: { halt: 'update_details' } });
    expect(workingsOf(changed).advice).toEqual(
      new Map([
        ['stop', { methodAdvice: 'do_not_try_again', methodDelayMs: null }],
        ['halt', { methodAdvice: 'update_details', methodDelayMs: null }],
        ['later', { methodAdvice: 'try_again_later', methodDelayMs: null }],
      ]),
    );
    expect(() => extendProvider(acme, { advice: 7 as never })).toThrow(
      'advice is 7; expected a table, or none',
    );
  });

  test('before those of the base’s families that are as long', () => {
    const families = extendProvider(acme, { error: { codes: { '1*9': 'conflict', '1*': 'rate_limited' } } });
    const categoryOf = (code: string): string =>
      normalize(families, { status: 400, body: { code } }, POST).category;
    expect(categoryOf('1099')).toBe('conflict');
    expect(categoryOf('1055')).toBe('invalid_request'); // 10* is longer than 1*
    expect(categoryOf('1555')).toBe('rate_limited');
  });
});

describe('keeps', () => {
  test.each([
    ['codes', { status: 400, body: { code: '1099' } }, { category: 'invalid_request', matchedOn: 'family' }],
    [
      'types',
      { status: 400, body: { code: '?', type: 'card_error' } },
      { category: 'declined', matchedOn: 'type' },
    ],
    ['broad types', { status: 400, body: { code: '?', type: 'api_error' } }, { category: 'provider_error' }],
    ['statuses', { status: 402 }, { category: 'declined', matchedOn: 'status' }],
    ['states', { status: 200, body: { id: 'ch_1', status: 'failed' } }, { category: 'declined' }],
  ])('the base’s %s', (_title, reply, expected) => {
    expect(inspect(extended, reply, POST)).toMatchObject(expected);
  });

  test('its name, page, contract, readers and request id', () => {
    expect(extended.name).toBe('acme');
    expect(extended.docs).toBe(acme.docs);
    expect(extended.idempotency).toEqual(acme.idempotency);
    expect(extended.parseErrorBody({ code: 'x' })).toEqual({ code: 'x' });
    expect(extended.parseResourceBody({ id: 'ch_1', status: 'paid' })).toEqual({
      id: 'ch_1',
      status: 'paid',
    });
    const reply = { status: 500, headers: { 'x-request-id': 'req_1' } };
    expect(normalize(extended, reply, POST).requestId).toBe('req_1');
  });

  test('everything where nothing is to be different', () => {
    const same = extendProvider(acme, {});
    const reply = { status: 400, body: { code: 'card_declined' } };
    expect(normalize(same, reply, POST)).toEqual(normalize(acme, reply, POST));
    expect(extendProvider(withoutResources, {}).name).toBe('plain');
  });
});

test('changes name, page and single members of the contract', () => {
  const ours = extendProvider(acme, {
    name: 'ours',
    docs: 'https://ours.example/errors',
    idempotency: { keyLifeMs: 120_000, lookup: 'merchant_reference' },
  });
  expect(ours.idempotency).toEqual({ ...acme.idempotency, keyLifeMs: 120_000, lookup: 'merchant_reference' });
  const error = normalize(ours, { status: 400, body: { code: 'card_declined' } }, POST);
  expect(error).toMatchObject({ provider: 'ours', docUrl: 'https://ours.example/errors' });
});

test('does not forget what the contract says for a member that is undefined', () => {
  const careless: object = { name: undefined, idempotency: { keyLifeMs: undefined, failures: undefined } };
  const same = extendProvider(acme, careless);
  expect(same.idempotency).toEqual(acme.idempotency);
  expect(same.name).toBe('acme');
});

test('can be extended again', () => {
  const twice = extendProvider(extended, { error: { codes: { card_lost: 'declined: lost_or_stolen' } } });
  for (const [code, declineReason] of [
    ['card_lost', 'lost_or_stolen'],
    ['card_frozen', 'restricted_card'],
    ['card_declined', 'insufficient_funds'],
  ] as const)
    expect(normalize(twice, { status: 400, body: { code } }, POST)).toMatchObject({ declineReason });
});

describe('refuses', () => {
  test.each<[string, unknown]>([
    ['extension is null; expected an object', null],
    ['extension is rows; expected an object', 'rows'],
    ['codes is no member of an extension; expected name, docs, idempotency', { codes: {} }],
    [
      'error.read is no member of an extension; expected codes, types, broadTypes',
      { error: { read: () => null } },
    ],
    ['resource.schema is no member of an extension; expected states', { resource: { schema: () => null } }],
    ["error.codes.odd is 'no_such_thing'; expected", { error: { codes: { odd: 'no_such_thing' } } }],
    ['error.codes is null; expected', { error: { codes: null } }],
    ["error.codes is 'rows'; expected", { error: { codes: 'rows' } }],
    ['error is null; expected an object', { error: null }],
    ['idempotency is null; expected', { idempotency: null }],
    ["idempotency is 'none'; expected", { idempotency: 'none' }],
    ['idempotency.ttl is 5; expected', { idempotency: { ttl: 5 } }],
    [
      'idempotency is an object; expected a header or a reference, not both',
      { idempotency: { reference: true } },
    ],
    ['httpStatuses.4xx', { httpStatuses: { '4xx': 'conflict' } }],
    ['docs is ', { docs: 'nowhere' }],
  ])('%s', (message, extension) => {
    expect(() => extendProvider(acme, extension as ProviderExtension)).toThrow(TypeError);
    expect(() => extendProvider(acme, extension as ProviderExtension)).toThrow(message);
  });

  test('states where the base has no resources', () => {
    expect(() => extendProvider(withoutResources, { resource: { states: { failed: 'conflict' } } })).toThrow(
      new TypeError('extendProvider: resource: plain defines none that could be extended'),
    );
  });

  test('a row that needs a key where the contract has none', () => {
    expect(() =>
      extendProvider(withoutResources, {
        error: { codes: { used: { is: 'provider_error', outcome: 'not_performed', retry: 'new_key' } } },
      }),
    ).toThrow(TypeError);
  });

  test('a base that is no provider', () => {
    expect(() => extendProvider({ ...acme }, {})).toThrow(TypeError);
  });

  test('what its types know to be wrong', () => {
    // @ts-expect-error there is no such meaning
    expect(() => extendProvider(acme, { error: { codes: { odd: 'no_such_thing' } } })).toThrow(TypeError);
    // @ts-expect-error the base's reader stays
    expect(() => extendProvider(acme, { error: { read: () => null } })).toThrow(TypeError);
  });
});

describe('types', () => {
  type RowNameOf<P> = P extends Provider<infer RowName> ? RowName : never;

  test('the names of both’s rows', () => {
    expectTypeOf<RowNameOf<typeof extended>>().toEqualTypeOf<
      | ('card_declined' | '10*' | '1*0' | 'card_error' | 'api_error' | '402' | 'failed')
      | ('card_frozen' | 'risk_error' | 'other_error' | '418' | 'frozen')
    >();
  });

  test('the base’s contract, with the members that are others', () => {
    expectTypeOf(extended.idempotency).toEqualTypeOf(acme.idempotency);
    const longer = extendProvider(acme, { idempotency: { keyLifeMs: 120_000 } });
    expectTypeOf(longer.idempotency.keyLifeMs).toEqualTypeOf<120_000>();
    expectTypeOf(longer.idempotency.header).toEqualTypeOf<'Idempotency-Key'>();
  });

  test('the base’s bodies', () => {
    expectTypeOf(extended.parseErrorBody).returns.toEqualTypeOf<Envelope | undefined>();
    expectTypeOf(extended.parseResourceBody).returns.toEqualTypeOf<Charge | undefined>();
  });
});
