import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  mayHaveCharged,
  normalize,
  normalizeThrown,
  type PaymentError,
  type Provider,
  type RequestFacts,
} from '../../src/index.js';
import { workingsOf } from '../../src/provider/define-provider.js';
import { failureOf } from '../../src/verdict/normalize.js';
import { takeRequest } from '../../src/verdict/request.js';
import { PROVIDERS } from '../fixtures.js';
import { accepted, BODIES, definitions, dependsOnRequest, RETRY_HINT, row } from './definitions.js';
import {
  bodyOf,
  type Case,
  delayText,
  fixtureAt,
  type Json,
  NAMES,
  NOW,
  providerNamed,
  replies,
  ROW_WORDS,
  status,
  verdictOn,
  withMember,
} from './replies.js';
import { ADDRESSES, address, hasKey, isRead, request, write } from './requests.js';
import { forAll, testRunCount } from './runs.js';
import { faultsOf } from './valid.js';
import { FAULTS } from './wire.js';

/** 4xx statuses that do not say that the request was refused for good: it may have been carried out before. */
const NO_REFUSALS: readonly (number | null)[] = [402, 408, 409, 412, 423, 424, 460, 499];

/** A status with which a body is read as a failure, and not as a server's own. */
const statusOfFailure = fc.integer({ min: 300, max: 499 });

/** What an answer's headers may say; the last is how a provider says whether the same key may be sent again. */
const headers = fc.dictionary(
  fc.constantFrom('retry-after', 'ratelimit', 'x-request-id', RETRY_HINT.header),
  fc.oneof(delayText, fc.constantFrom('true', 'false', ' TRUE ')),
  { maxKeys: 2, noNullPrototype: true },
);

describe('a retry never charges twice', () => {
  test('what may have been performed is only sent again with the very same key', () =>
    forAll(fc.record({ reply: replies, request: write }), 8_000, (input) => {
      const error = verdictOn({ ...input.reply, request: input.request });
      expectSafe(error, providerNamed(input.reply.provider), input.request);
    }));

  test('so it is with what never got an answer', () =>
    forAll(
      fc.record({ index: fc.nat(PROVIDERS.length - 1), fault: FAULTS, request: write }),
      4_000,
      async (input) => {
        const provider = PROVIDERS[input.index] ?? providerNamed('');
        const error = await normalizeThrown(provider, input.fault, input.request);
        expectSafe(error, provider, input.request);
        if (error.outcome === 'not_performed' && !isRead(provider, input.request))
          expect('sent' in error && error.sent).toBe('no');
      },
    ));

  test('so it is with any provider that defineProvider accepts', async () => {
    let providers = 0;
    await forAll(fc.record({ definition: definitions, status, headers, request: write }), 6_000, (input) => {
      const provider = accepted(input.definition);
      if (!provider) return;
      providers++;
      for (const body of BODIES) {
        const error = normalize(
          provider,
          { status: input.status, headers: input.headers, body },
          input.request,
        );
        expect(faultsOf(error)).toEqual([]);
        expectSafe(error, provider, input.request);
        expectKeyThatHelps(error, provider, input);
      }
    });
    expect(providers).toBeGreaterThan(1_000);
  });

  test('what came after a redirect of a write proves nothing of the write', () =>
    forAll(fc.record({ reply: replies, request: write }), 2_000, (input) => {
      const { provider: name, status = null, headers, body } = input.reply;
      const provider = providerNamed(name);
      if (isRead(provider, input.request)) return;
      const answer = { status, headers, body, afterRedirect: true, isBodyLost: false };
      const error = failureOf(provider, answer, input.request, { now: NOW });
      expect(faultsOf(error)).toEqual([]);
      expect(error).toMatchObject({ outcome: 'unknown', retry: { strategy: 'reconcile_first' } });
    }));
});

describe('only a documented refusal says that nothing was performed', () => {
  test('a write that no table knows was not performed only by the word of its status', () =>
    forAll(fc.record({ reply: replies, request: write }), 6_000, (input) => {
      const error = verdictOn({ ...input.reply, request: input.request });
      const provider = providerNamed(input.reply.provider);
      const isWrite = !isRead(provider, input.request);
      if (
        error.outcome === 'not_performed' &&
        isWrite &&
        isUnrecognised(error) &&
        !isOfProvider(error, provider)
      )
        expectRefusingStatus(error);
    }));

  test('a code that no table knows is judged as its status without a body', () =>
    forAll(
      fc.record({
        index: fc.nat(),
        word: fc.nat(9_999),
        status: fc.integer({ min: 300, max: 599 }),
        request: write,
      }),
      5_000,
      ({ index, word, status, request }) => {
        const reply = withUnknownWords(index, word);
        const error = verdictOn({ ...reply, status, request });
        if (!isUnrecognised(error)) return; // a documented type, family or outcome
        if (typeof reply.body === 'string' && /^\s*[[{]/.test(reply.body)) return; // cut: it may have said more
        if (error.retry.why.startsWith('The provider will try it again')) return; // it said that beside the code
        const { outcome, retry } = verdictOn({ ...reply, body: undefined, status, request });
        expect({ outcome: error.outcome, retry: error.retry }).toEqual({ outcome, retry });
      },
    ));

  test('a 5xx stays a failure, whatever its body says', () =>
    forAll(
      fc.record({ reply: replies, status: fc.integer({ min: 500, max: 599 }), request: write }),
      4_000,
      (input) => {
        const error = verdictOn({ ...input.reply, status: input.status, request: input.request });
        expect(error.category).toMatch(/^provider_(?:error|unavailable)$/);
        if (!isRead(providerNamed(input.reply.provider), input.request))
          expect(error.outcome).toBe('unknown');
      },
    ));

  test('so it is with the words of any provider that defineProvider accepts', () =>
    forAll(
      fc.record({
        definition: definitions,
        status: fc.integer({ min: 500, max: 599 }),
        body: fc.constantFrom(...BODIES),
        request: write,
      }),
      2_000,
      ({ definition, status, body, request }) => {
        const provider = accepted(definition);
        if (!provider || isRead(provider, request)) return;
        const error = normalize(provider, { status, body }, request);
        expect(error.category).toMatch(/^provider_(?:error|unavailable)$/);
        expect(error.outcome).toBe('unknown');
      },
    ));
});

describe('an answer with more in it is never judged less carefully', () => {
  test('not for members that nobody knows, whatever they are called', () =>
    forAll(
      fc.record({
        index: fc.nat(),
        at: fc.nat(),
        name: fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 8 })),
        value: fc.oneof(
          fc.nat(9_999).map((number) => `zz_${String(number)}`),
          fc.constantFrom<Json>(null, true, -1, [], {}, { code: 'zz' }, ['zz']),
        ),
        status: fc.integer({ min: 300, max: 599 }),
        request: write,
      }),
      5_000,
      ({ index, at, name, value, status, request }) => {
        const { provider, fixture } = fixtureAt(index);
        const body = bodyOf(fixture);
        const plain = normalize(provider, { status, body }, request, { now: NOW });
        const more = { status, body: withMember(body, at, name, value) };
        expectNoLessCare(normalize(provider, more, request, { now: NOW }), plain);
      },
    ));

  test('not for headers, but for a provider’s own hint', () =>
    forAll(
      fc.record({ reply: replies, more: headers, request: write }),
      2_000,
      ({ reply, more, request }) => {
        const plain = verdictOn({ ...reply, request });
        const hint = providerNamed(reply.provider).idempotency.retryHint?.header.toLowerCase();
        const others = Object.entries(more).filter(([name]) => name.toLowerCase() !== hint);
        const headers = { ...Object.fromEntries(others), ...reply.headers };
        expectNoLessCare(verdictOn({ ...reply, headers, request }), plain);
      },
    ));

  test('not for a further code: of several that are known the gravest decides', async () => {
    let providers = 0;
    await forAll(
      fc.record({ definition: definitions, second: row, status: statusOfFailure, request: write }),
      4_000,
      ({ definition, second, status, request }) => {
        const provider = accepted({ ...definition, table: 'codes', second });
        if (!provider || isRead(provider, request)) return;
        if (dependsOnRequest(definition.row) || dependsOnRequest(second)) return;
        providers++;
        const outcomeOf = (body: object): string => normalize(provider, { status, body }, request).outcome;
        const [one, other] = [outcomeOf({ code: 'known' }), outcomeOf({ code: 'second' })];
        for (const body of [
          { code: 'known', other: 'second' },
          { code: 'second', other: 'known' },
        ])
          expect({ one, other, both: outcomeOf(body) }).toEqual({ one, other, both: gravest(one, other) });
      },
    );
    expect(providers).toBeGreaterThan(500);
  });
});

describe('a request is judged as it is sent', () => {
  test('no method is a write', () =>
    forAll(fc.record({ reply: replies, request }), 3_000, ({ reply, request }) => {
      const withMethod = verdictOn({ ...reply, request: { ...request, method: 'POST' } });
      for (const method of [undefined, null, '']) {
        const without = verdictOn({ ...reply, request: { ...request, method } });
        expect(faultsOf(without)).toEqual([]);
        if (!isRead(providerNamed(reply.provider), { ...request, method: 'POST' }))
          expectNoLessCare(without, withMethod);
      }
    }));

  test('an address takes a key or reads only as the platform resolves it, and never by how it is spelt', () =>
    forAll(
      fc.record({ definition: definitions, address, method: fc.constantFrom('POST', 'post', 'PUT') }),
      4_000,
      ({ definition, address, method }) => {
        const acme = accepted({ ...definition, table: 'codes', row: 'conflict' });
        for (const provider of [acme, ...PROVIDERS]) {
          if (!provider) continue;
          const request = { method, url: address, idempotencyKey: 'key-1' };
          const { outcome, retry } = normalize(provider, { status: null }, request);
          expect(outcome === 'not_performed').toBe(isRead(provider, request));
          if (retry.strategy === 'same_key') expect(hasKey(provider, request)).toBe(true);
        }
      },
    ));

  test('some of these addresses take a key, and some only read', () => {
    const requests = ADDRESSES.map((url) => ({ method: 'POST', url, idempotencyKey: 'key-1' }));
    const listed = PROVIDERS.filter(({ idempotency }) => idempotency.keyedPaths);
    expect(listed.length).toBeGreaterThan(1);
    for (const provider of listed) {
      const keyed = requests.filter((request) => hasKey(provider, request));
      expect(keyed.length).toBeGreaterThan(0);
    }
    expect(listed.some((provider) => requests.some((request) => !hasKey(provider, request)))).toBe(true);
    expect(requests.some((request) => PROVIDERS.some((provider) => isRead(provider, request)))).toBe(true);
  });

  test.each([
    'https://api.acme.example/v1/payment-services/svc%2Fpayments%2Fpay_1/payments',
    'https://api.acme.example/v1/payment-services/svc%5C..%5Cx/payments',
    'https://api.acme.example/v1/PAYMENT-SERVICES/svc_1/PAYMENTS',
    '/v1/payment-services/svc_1/payments',
    'v1/payment-services/svc_1/payments',
    '//api.acme.example/v1/payment-services/svc_1/payments',
    'https://api.acme.example\\v1\\payment-services\\svc_1\\payments\\pay_1\\refund',
    'https://api.acme.example/v1/payment-services/svc_1/payments/../refunds',
    'https://api.acme.example/v1/payment-services/svc_1/payments/%2e%2e/refunds',
    'https://api.acme.example/refunds?/payment-services/svc_1/payments',
    'https://api.acme.example/refunds#/payment-services/svc_1/payments',
  ])('no key is taken on %s', (url) => {
    const request = { method: 'POST', url, idempotencyKey: 'key-1' };
    const { retry } = normalize(providerNamed('paysg'), { status: 409, body: IN_PROGRESS }, request);
    expect(retry.strategy).toBe('reconcile_first');
    const keyed = { ...request, url: 'https://api.acme.example/v1/payment-services/svc_1/payments' };
    const waiting = normalize(providerNamed('paysg'), { status: 409, body: IN_PROGRESS }, keyed);
    expect(waiting.retry.strategy).toBe('same_key');
  });
});

testRunCount('safety');

const IN_PROGRESS = { error: { type: 'idempotency_error', code: 'idempotent_request_in_progress' } };

function expectSafe(error: PaymentError, provider: Provider, request: RequestFacts): void {
  const { outcome, retry, lookup } = error;
  if (outcome === 'unknown') expect(['same_key', 'reconcile_first']).toContain(retry.strategy);
  if (outcome === 'performed') expect(['never', 'reconcile_first']).toContain(retry.strategy);
  if (retry.strategy === 'same_key') expect(hasKey(provider, request)).toBe(true);
  if (outcome !== 'not_performed') expect(lookup).toBe(provider.idempotency.lookup);
  expect(mayHaveCharged(error)).toBe(outcome !== 'not_performed');
}

/** After an answered failure the same key helps where the provider says so, by its contract or in this very answer. */
function expectKeyThatHelps(
  { category, status, retry, matchedOn, keyConflict }: PaymentError & { readonly keyConflict?: string },
  { idempotency }: Provider,
  {
    headers,
    definition,
    request,
  }: {
    readonly headers: Readonly<Record<string, string>>;
    readonly definition: object;
    readonly request: RequestFacts;
  },
): void {
  if (retry.strategy !== 'same_key') return;
  const { failures, keyLifeMs = Infinity, retryHint } = takeRequest(request, idempotency).contract;
  expect(retry.keyLifeMs ?? Infinity).toBe(keyLifeMs);
  expect(retry.delayMs ?? 0).toBeLessThanOrEqual(keyLifeMs);
  if (keyConflict === 'in_progress' || JSON.stringify(definition).includes('same_key')) return; // a rule of its row
  const hint = retryHint && headers[retryHint.header]?.trim().toLowerCase();
  const isCapable = !(
    status !== null &&
    (status === 501 || status === 505 || (status >= 300 && status < 400))
  );
  const vouchedFor = hint ? hint === 'true' : failures === 'safe_to_resend' && isCapable;
  expect({ category, status, matchedOn, vouchedFor }).toMatchObject({ vouchedFor: true });
}

/** How much care a verdict takes: what is in doubt most, what is sent again least. */
function careOf({ outcome, retry }: PaymentError): number {
  if (outcome === 'unknown') return retry.strategy === 'reconcile_first' ? 5 : 4;
  if (outcome === 'performed') return 4;
  return { reconcile_first: 3, never: 2, fix_request: 2, payer_action: 2, new_key: 1, after_delay: 0 }[
    retry.strategy
  ];
}

function gravest(one: string, other: string): string {
  const byGravity = ['unknown', 'performed', 'not_performed'];
  return byGravity.indexOf(one) < byGravity.indexOf(other) ? one : other;
}

function expectNoLessCare(more: PaymentError, plain: PaymentError): void {
  expect({ care: careOf(more), more, plain }).toEqual({
    care: Math.max(careOf(more), careOf(plain)),
    more,
    plain,
  });
}

function expectRefusingStatus({ status }: PaymentError): void {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThanOrEqual(499);
  expect(NO_REFUSALS).not.toContain(status);
}

function isUnrecognised({ matchedOn }: PaymentError): boolean {
  return matchedOn === 'status' || matchedOn === 'none';
}

/** Is it a status that the provider documents, or one that its body names where HTTP gave none? */
function isOfProvider({ status, matchedOn }: PaymentError, provider: Provider): boolean {
  if (matchedOn !== 'status') return false;
  const { httpStatuses } = workingsOf(provider).tables;
  const isWithin = status === null || (status >= 200 && status <= 299);
  return isWithin || httpStatuses.exact.has(String(status));
}

/** A fixture whose words are replaced, wherever they stand, by one that is in no table. */
function withUnknownWords(index: number, word: number): Case {
  const { provider, fixture } = fixtureAt(index);
  const body: unknown = JSON.parse(JSON.stringify(bodyOf(fixture)), (_name, value: unknown) =>
    ROW_WORDS.includes(String(value)) ? `zz_${String(word)}` : value,
  );
  return { provider: provider.name, status: null, headers: fixture.reply.headers ?? {}, body, request: {} };
}
