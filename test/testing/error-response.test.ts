import { describe, expect, expectTypeOf, test } from 'vitest';

import serverError from '../../fixtures/paysg/server_error.json' with { type: 'json' };
import { inspectResponse } from '../../src/index.js';
import { workingsOf } from '../../src/provider/define-provider.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { makecommerce } from '../../src/providers/makecommerce.js';
import { paypaga } from '../../src/providers/paypaga.js';
import { paysg } from '../../src/providers/paysg.js';
import { paystand } from '../../src/providers/paystand.js';
import {
  documentedErrors,
  errorResponse,
  type TestableProvider,
  type Fixture,
  withFixtures,
} from '../../src/testing/index.js';
import { PROVIDERS } from '../fixtures.js';
import { acme, acmeFixtures } from './acme.js';

const acmeInTests = withFixtures(acme, acmeFixtures);

describe('errorResponse', () => {
  test.each(PROVIDERS.map((provider) => [provider.name, provider] as const))(
    'answers as %s does, for each of its documented errors',
    async (_name, provider) => {
      const documented = documentedErrors(provider);
      expect(documented.length).toBeGreaterThan(3);
      for (const { name, request, error } of documented) {
        const read = await inspectResponse(provider, errorResponse(provider, name), request);
        expect(read, name).toMatchObject({
          category: error.category,
          code: error.code,
          status: error.status,
        });
      }
    },
  );

  test('gives the platform’s own Response, with the documented status, headers and body', async () => {
    const response = errorResponse(paysg, 'idempotent_request_in_progress');
    expect(response).toBeInstanceOf(Response);
    expect(response.status).toBe(409);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toMatchObject({ error: { code: 'idempotent_request_in_progress' } });
  });

  test('gives a new Response each time', async () => {
    await errorResponse(paysg, 'server_error').text();
    expect(errorResponse(paysg, 'server_error').bodyUsed).toBe(false);
  });

  test('sends another status', async () => {
    const response = errorResponse(paysg, 'payment_not_found', { status: 503 });
    expect(response.status).toBe(503);
    expect((await inspectResponse(paysg, response))?.category).toBe('provider_unavailable');
    expect(() => errorResponse(paysg, 'server_error', { status: 42 })).toThrow(RangeError);
  });

  test('adds headers, and replaces one that is there in any letter case', () => {
    const { headers } = errorResponse(acmeInTests, 'card_declined', {
      headers: { 'Retry-After': '3', 'CONTENT-TYPE': 'text/json' },
    });
    expect(Object.fromEntries(headers)).toEqual({
      'content-type': 'text/json',
      'retry-after': '3',
      'x-node': '7',
    });
  });

  test('lays an object over the documented body, at any depth', async () => {
    const response = errorResponse(acmeInTests, 'card_declined', {
      body: { id: 7, error: { message: 'No', tags: [], more: { deep: true } } },
    });
    expect(await response.json()).toEqual({
      id: 7,
      error: { code: 'card_declined', message: 'No', tags: [], more: { deep: true } },
    });
  });

  test('leaves the documented body as it is for the next one', async () => {
    errorResponse(acmeInTests, 'card_declined', { body: { error: { code: 'other' } }, message: 'Other' });
    expect(await errorResponse(acmeInTests, 'card_declined').json()).toEqual(
      acmeFixtures['card-declined'].reply.body,
    );
  });

  test.each([
    ['a string, as it is', '<html>', '<html>'],
    ['an array, as JSON', [1], '[1]'],
    ['null, as no body', null, ''],
  ])('sends %s in place of the documented body', async (_what, body, sent) => {
    const response = errorResponse(acmeInTests, 'card_declined', { body });
    expect(await response.text()).toBe(sent);
    expect(response.headers.get('x-node')).toBe('7');
  });

  test('puts a message where the provider has its own', async () => {
    const messages = [
      errorResponse(getpaid, 'not-found', { message: 'Gone' }),
      errorResponse(getpaid, 'payment.declined.insufficient_funds', { message: 'Gone' }),
      errorResponse(paypaga, 'NOT_FOUND', { message: 'Gone' }),
      errorResponse(acmeInTests, 'card_declined', { message: 'Gone' }),
    ].map(async (response) => JSON.stringify(await response.json()));
    for (const body of await Promise.all(messages)) expect(body.split('"Gone"')).toHaveLength(2);
  });

  test('a message that a provider’s table knows tells the reason, as the provider’s own does', async () => {
    const response = errorResponse(paystand, 'cardFailure', { message: 'Insufficient funds' });
    const error = await inspectResponse(paystand, response);
    expect(error).toMatchObject({ declineReason: 'insufficient_funds', message: 'Insufficient funds' });
  });

  test('refuses a message that the body has no place for', () => {
    expect(() => errorResponse(makecommerce, 'transaction.EXPIRED', { message: 'Late' })).toThrow(
      'makecommerce: the body of states.transaction.EXPIRED has no place for a message',
    );
    expect(() => errorResponse(paysg, 'server_error', { body: 'text', message: 'Late' })).toThrow(TypeError);
  });

  test('sends the text, the bytes and the empty bodies of a provider’s own fixtures', async () => {
    expect(await errorResponse(acmeInTests, 'too_fast').text()).toBe('{"error":{"code":"too_fast"}}');
    const bytes = await errorResponse(acmeInTests, '402').arrayBuffer();
    expect([...new Uint8Array(bytes)]).toEqual([0xff, 0xfe, 0xfd]);
    const empty = withFixtures(acme, { any: { row: 'codes.too_fast', reply: { status: 429 } } });
    expect(errorResponse(empty, 'too_fast').body).toBeNull();
  });

  test('takes a JSON file as it is imported', async () => {
    const imported = withFixtures(paysg, { serverError });
    expect(await errorResponse(imported, 'server_error').json()).toEqual(serverError.reply.body);
    expectTypeOf(serverError).toExtend<Fixture>();
  });

  test('of two rows with one name, answers with the one that is consulted first', () => {
    expect(errorResponse(acmeInTests, 'too_fast').status).toBe(429);
  });

  test('says what is documented when asked for something else', () => {
    // @ts-expect-error -- not a row of that provider
    expect(() => errorResponse(acmeInTests, 'card_lost')).toThrow(
      'acme documents no "card_lost", only card_declined, too_fast, 402, too_fast',
    );
  });

  test('says which fixture is missing, and how a provider of one’s own gets them', () => {
    expect(() => errorResponse(withFixtures(acme, {}), 'too_fast')).toThrow(
      'acme: no fixture has the row codes.too_fast',
    );
    expect(() => errorResponse(acme, 'too_fast')).toThrow('withFixtures(provider, fixtures)');
    expect(() => errorResponse({ name: 'paysg' } as never, 'server_error')).toThrow(TypeError);
  });

  test('the code is one of the names of the provider’s rows', () => {
    type CodeOf<Provider> = Provider extends TestableProvider<infer Name> ? Name : never;
    expectTypeOf<CodeOf<typeof acme>>().toEqualTypeOf<'card_declined' | 'too_fast' | '402'>();
    expectTypeOf<'1001' | '103*' | 'transaction.EXPIRED'>().toExtend<CodeOf<typeof makecommerce>>();
    expectTypeOf<'payment.declined.insufficient_funds'>().toExtend<CodeOf<typeof getpaid>>();
    // @ts-expect-error -- not a row of that provider
    expect(() => errorResponse(paysg, 'cardFailure')).toThrow(TypeError);
  });
});

describe('documentedErrors', () => {
  test('lists one error for each row of each table, in the order of the tables', () => {
    const names = documentedErrors(acmeInTests).map(({ name }) => name);
    expect(names).toEqual(['card_declined', 'too_fast', '402', 'too_fast']);
    expectTypeOf(names).toEqualTypeOf<('card_declined' | 'too_fast' | '402')[]>();
  });

  test.each(PROVIDERS.map((provider) => [provider.name, provider] as const))(
    'knows all of %s, and none twice',
    (_name, provider) => {
      const names = documentedErrors(provider).map(({ name }) => name);
      const rows = Object.values(workingsOf(provider).tables).flatMap(({ exact, families }) => [
        ...exact.keys(),
        ...families.map(({ before, after }) => `${before}*${after}`),
      ]);
      expect([...names].sort()).toEqual(rows.sort());
      expect(new Set(names).size).toBe(names.length);
    },
  );

  test('gives the reply as normalize takes it, and the error that becomes of it', () => {
    const [declined, , , tooFast] = documentedErrors(acmeInTests);
    expect(declined?.reply).toEqual(acmeFixtures['card-declined'].reply);
    expect(declined?.error).toMatchObject({ provider: 'acme', category: 'declined', message: 'Refused' });
    expect(tooFast?.error).toMatchObject({
      category: 'declined',
      declineReason: 'limit_exceeded',
      status: 201,
    });
  });

  test('judges each by the request that it answers', () => {
    const inProgress = documentedErrors(paysg).find(({ name }) => name === 'idempotent_request_in_progress');
    expect(inProgress?.error.retry.strategy).toBe('same_key');
  });

  test('says which row has no fixture', () => {
    const { 'too-fast': tooFast, 'payment-required': paymentRequired } = acmeFixtures;
    expect(() => documentedErrors(withFixtures(acme, { tooFast, paymentRequired }))).toThrow(
      'acme: no fixture has the row codes.card_declined',
    );
  });
});
