import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { gocardless } from '../../examples/gocardless.js';
import { inspectResponse, normalizeThrown, toResult, wrapFetch } from '../../src/index.js';
import {
  checkProvider,
  documentedErrors,
  errorResponse,
  fakeFetch,
  type Fixture,
  withFixtures,
} from '../../src/testing/index.js';

const FIXTURES = new URL('../../examples/fixtures/gocardless/', import.meta.url);

const fixtures = Object.fromEntries(
  readdirSync(FIXTURES).map((name) => [
    name.replace('.json', ''),
    JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8')) as Fixture, // checkProvider checks them
  ]),
);
const inTests = withFixtures(gocardless, fixtures);
const PAYMENTS = 'https://api.gocardless.com/payments';
const payment = { method: 'POST', headers: { 'Idempotency-Key': 'order-7' }, body: '{"payments":{}}' };

describe('the worked provider of the examples', () => {
  test('keeps every guarantee', () => {
    expect(Object.keys(fixtures).length).toBeGreaterThan(30);
    expect(checkProvider(gocardless, fixtures)).toEqual([]);
  });

  test('answers in tests as GoCardless does, for each of its rows', async () => {
    const documented = documentedErrors(inTests);
    expect(documented.length).toBeGreaterThan(20);
    for (const { name, error } of documented) {
      const read = await inspectResponse(gocardless, errorResponse(inTests, name));
      expect(read, name).toMatchObject({ category: error.category, code: error.code });
    }
  });

  test('after a 500 to a request with a key, sends the same key again', async () => {
    const fetch = wrapFetch(gocardless, { fetch: fakeFetch([errorResponse(inTests, 'gocardless')]) });
    expect(await toResult(fetch(PAYMENTS, payment))).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', retry: { strategy: 'same_key', keyLifeMs: 24 * 3_600_000 } },
    });
  });

  test('after a broken connection of an action, which takes no key, looks first', async () => {
    const fetch = fakeFetch([{ networkError: 'ECONNRESET' }]);
    const url = `${PAYMENTS}/PM00123/actions/retry`;
    const thrown: unknown = await fetch(url, payment).catch((error: unknown) => error);
    const error = await normalizeThrown(gocardless, thrown, {
      method: 'POST',
      url,
      idempotencyKey: 'order-7',
    });
    expect(error).toMatchObject({ outcome: 'unknown', retry: { strategy: 'reconcile_first' } });
  });
});
