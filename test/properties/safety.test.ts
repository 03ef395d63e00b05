import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  canUseNewIdempotencyKey,
  mayHaveCharged,
  normalize,
  normalizeThrown,
  type PaymentError,
  type RequestFacts,
} from '../../src/index.js';
import { PROVIDERS } from '../fixtures.js';
import { accepted, BODIES, definitions } from './definitions.js';
import {
  bodyOf,
  type Case,
  fixtureAt,
  NOW,
  providerNamed,
  replies,
  request,
  status,
  verdictOn,
} from './replies.js';
import { forAll, testRunCount } from './runs.js';
import { faultsOf } from './valid.js';
import { FAULTS } from './wire.js';

const write = fc.record({
  method: fc.constantFrom(undefined, 'POST', 'put', 'PATCH', 'DELETE', 'PURGE', ''),
  idempotencyKey: fc.constantFrom(undefined, '', 'key-1'),
  now: fc.constant(NOW),
});

/** 4xx statuses that do not say that the request was refused for good: it may have been carried out before. */
const NO_REFUSALS: readonly (number | null)[] = [408, 409, 412, 423, 425];

describe('a retry never charges twice', () => {
  test('what may have been performed is only sent again with the very same key', () =>
    forAll(fc.record({ reply: replies, request: write }), 8_000, (input) => {
      const error = verdictOn({ ...input.reply, request: input.request });
      expectSafe(error, input.request);
    }));

  test('so it is with what never got an answer', () =>
    forAll(
      fc.record({ index: fc.nat(PROVIDERS.length - 1), fault: FAULTS, request: write }),
      4_000,
      async (input) => {
        const provider = PROVIDERS[input.index] ?? providerNamed('');
        const error = await normalizeThrown(provider, input.fault, input.request);
        expectSafe(error, input.request);
        if (error.outcome === 'not_performed') expect('sent' in error && error.sent).toBe('no');
      },
    ));

  test('so it is with any provider that defineProvider accepts', async () => {
    let providers = 0;
    await forAll(fc.record({ definition: definitions, status, request: write }), 6_000, (input) => {
      const provider = accepted(input.definition);
      if (!provider) return;
      providers++;
      for (const body of BODIES) {
        const error = normalize(provider, { status: input.status, body }, input.request);
        expect(faultsOf(error)).toEqual([]);
        expectSafe(error, input.request);
      }
    });
    expect(providers).toBeGreaterThan(1_000);
  });
});

describe('only a documented refusal says that nothing was performed', () => {
  test('a write that no table knows was not performed only by the word of its status', () =>
    forAll(fc.record({ reply: replies, request: write }), 6_000, (input) => {
      const error = verdictOn({ ...input.reply, request: input.request });
      if (error.outcome === 'not_performed' && isUnrecognised(error)) expectRefusingStatus(error);
    }));

  test('a code that no table knows is judged as its status without a body', () =>
    forAll(fc.record({ index: fc.nat(), word: fc.nat(9_999), status, request: write }), 5_000, (input) => {
      const reply = withUnknownWords(input.index, input.word);
      const error = verdictOn({ ...reply, status: input.status, request: input.request });
      if (!isUnrecognised(error)) return; // a documented type, family or outcome
      const { outcome, retry } = verdictOn({
        ...reply,
        body: undefined,
        status: input.status,
        request: input.request,
      });
      expect({ outcome: error.outcome, retry: error.retry }).toEqual({ outcome, retry });
    }));

  test('a 5xx stays a failure, whatever its body says', () =>
    forAll(
      fc.record({ reply: replies, status: fc.integer({ min: 500, max: 599 }), request: write }),
      4_000,
      (input) => {
        const error = verdictOn({ ...input.reply, status: input.status, request: input.request });
        expect(error.category).toMatch(/^provider_(?:error|unavailable)$/);
        expect(error.outcome).toBe('unknown');
      },
    ));
});

test('no method is a write', () =>
  forAll(fc.record({ reply: replies, request }), 3_000, ({ reply, request }) => {
    expect(verdictOn({ ...reply, request: { ...request, method: undefined } })).toEqual(
      verdictOn({ ...reply, request: { ...request, method: 'POST' } }),
    );
  }));

testRunCount('safety');

function expectSafe(error: PaymentError, { idempotencyKey }: RequestFacts): void {
  const { outcome, retry } = error;
  if (outcome === 'unknown') expect(['same_key', 'reconcile_first']).toContain(retry.strategy);
  if (outcome === 'performed') expect(['never', 'reconcile_first']).toContain(retry.strategy);
  if (retry.strategy === 'same_key')
    expect(!!idempotencyKey || ('conflict' in error && error.conflict === 'in_progress')).toBe(true);
  expect(mayHaveCharged(error)).toBe(outcome !== 'not_performed');
  expect(canUseNewIdempotencyKey(error)).toBe(!mayHaveCharged(error));
}

function expectRefusingStatus({ status }: PaymentError): void {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThanOrEqual(499);
  expect(NO_REFUSALS).not.toContain(status);
}

function isUnrecognised({ matchedOn }: PaymentError): boolean {
  return matchedOn === 'status' || matchedOn === 'none';
}

/** A fixture whose code is replaced, wherever it stands, by a word that is in no table. */
function withUnknownWords(index: number, word: number): Case {
  const { provider, fixture } = fixtureAt(index);
  const known = fixture.expected?.code ?? '';
  const body: unknown = JSON.parse(JSON.stringify(bodyOf(fixture)), (_name, value: unknown) =>
    known !== '' && String(value) === known ? `zz_${String(word)}` : value,
  );
  return { provider: provider.name, status: null, headers: fixture.reply.headers ?? {}, body, request: {} };
}
