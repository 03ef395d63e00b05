import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { stripe } from '../../examples/stripe.js';
import { inspectResponse, normalizeThrown, toResult, wrapFetch } from '../../src/index.js';
import {
  checkProvider,
  documentedErrors,
  errorResponse,
  fakeFetch,
  type Fixture,
  withFixtures,
} from '../../src/testing/index.js';

const EXAMPLES = new URL('../../examples/', import.meta.url);
const FIXTURES = new URL('fixtures/stripe/', EXAMPLES);

const fixtures = Object.fromEntries(
  readdirSync(FIXTURES).map((name) => [
    name.replace('.json', ''),
    JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8')) as Fixture, // checkProvider checks them
  ]),
);
const stripeInTests = withFixtures(stripe, fixtures);
const payment = { method: 'POST', headers: { 'Idempotency-Key': 'order-7' }, body: 'amount=4550' };

describe('the worked provider of the examples', () => {
  test('keeps every guarantee', () => {
    expect(Object.keys(fixtures).length).toBeGreaterThan(30);
    expect(checkProvider(stripe, fixtures)).toEqual([]);
  });

  test('is defined in under 60 lines', () => {
    const source = readFileSync(new URL('stripe.ts', EXAMPLES), 'utf8');
    const definition = source.slice(source.indexOf('export const stripe')).trimEnd();
    expect(definition).toMatch(/^export const stripe = defineProvider\(\{\n.*\}\);$/s);
    expect(definition.split('\n').length).toBeLessThan(60);
  });

  test('answers in tests as Stripe does, for each of its rows', async () => {
    const documented = documentedErrors(stripeInTests);
    expect(documented.length).toBeGreaterThan(20);
    for (const { name, error } of documented) {
      const read = await inspectResponse(stripe, errorResponse(stripeInTests, name));
      expect(read, name).toMatchObject({ category: error.category, code: error.code });
    }
  });

  test('after a 500 to a request with a key, looks before anything is sent again: Stripe replays it', async () => {
    const fetch = wrapFetch(stripe, { fetch: fakeFetch([errorResponse(stripeInTests, 'api_error')]) });
    const result = await toResult(fetch('https://stripe.example/v1/charges', payment));
    expect(result).toMatchObject({
      ok: false,
      error: { outcome: 'unknown', lookup: 'resource', retry: { strategy: 'reconcile_first' } },
    });
  });

  test('after a broken connection, sends the same key again', async () => {
    const fetch = fakeFetch([{ networkError: 'ECONNRESET' }]);
    const thrown: unknown = await fetch('https://stripe.example/v1/charges', payment).catch(
      (error: unknown) => error,
    );
    const error = await normalizeThrown(stripe, thrown, { method: 'POST', idempotencyKey: 'order-7' });
    expect(error.retry).toMatchObject({ strategy: 'same_key', keyLifeMs: 24 * 3_600_000 });
  });
});
