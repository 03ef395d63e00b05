import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';

import { inspect, normalize, normalizeThrown } from '../../src/index.js';
import { workingsOf } from '../../src/provider/define-provider.js';
import { PROVIDERS } from '../fixtures.js';
import { accepted, BODIES, definitions } from './definitions.js';
import { bodyOf, FIXTURES, fixtureAt, NOW, replies, verdictOn } from './replies.js';
import { write } from './requests.js';
import { forAll, testRunCount } from './runs.js';
import { FAULTS } from './wire.js';

const NOTHING_HAPPENED = {
  outcome: 'not_performed',
  strategy: 'after_delay',
  retry: 'after_delay',
  action: 'try_again',
  why: 'Polluted.',
};

/** Members that somebody may have put on the prototype of every object, each of which would mean something here. */
const POLLUTION: readonly (readonly [name: string, value: unknown])[] = [
  ...['rule', 'meaning', 'row', 'is', 'base'].map((name) => [name, NOTHING_HAPPENED] as const),
  ['outcome', 'not_performed'],
  ['retry', 'after_delay'],
  ['status', 422],
  ['statusCode', 422],
  ['code', 'ECONNREFUSED'],
  ['syscall', 'connect'],
  ['sent', 'no'],
  ['method', 'GET'],
  ['url', 'https://api.acme.example/v1/payments'],
  ['idempotencyKey', 'key-1'],
  ['header', 'x-any'],
  ['reference', true],
  ['failures', 'safe_to_resend'],
  ['keyedPaths', /./],
  ['readPaths', /./],
  ['refundPaths', /./],
  ['payoutPaths', /./],
  ['keyLifeMs', 1],
  ['retryHint', { header: 'content-type', sameKey: 'application/json' }],
  ['headers', { 'retry-after': '1', 'Idempotency-Key': 'key-1', 'Getpaid-Idempotency-Key': 'key-1' }],
  ['retry-after', '7'],
  ['Idempotency-Key', 'key-1'],
  ['get', () => 'key-1'],
  ['now', 0],
  ['resource', { kind: 'refund', id: 'other' }],
  ['insideSuccess', () => true],
  ['schema', () => ({})],
  ['codes', { odd: 'rate_limited' }],
  ['types', { broad: 'rate_limited' }],
  ['httpStatuses', { 503: 'rate_limited' }],
  ['states', ['failed']],
  ['notAfter', ['POST', 'PUT', 'PATCH', 'DELETE']],
  ['byMessage', { 'no.': 'compliance' }],
  ['methodAdvice', 'try_again_later'],
  ['networkAdviceCode', '03'],
  ['adviceNetwork', 'mastercard'],
  ['identified', true],
  ['fieldError', { field: 'amount', reason: 'invalid' }],
  ['afterRedirect', true],
  ['isBodyLost', true],
  ['redirected', true],
  ['response', { status: 422, headers: {}, data: {} }],
  ['errors', [{ code: 'ECONNREFUSED', syscall: 'connect' }]],
  ['delayMs', 1],
  ['value', { status: 422 }],
];

const pollution = fc.constantFrom(...POLLUTION);

// zod readies a schema when it is first used, by Object.defineProperty: that fails for everybody once `get` is a member of
// every object.
beforeAll(() => {
  for (const { provider, fixture } of FIXTURES) {
    provider.parseErrorBody(bodyOf(fixture));
    provider.parseResourceBody(bodyOf(fixture));
  }
});

describe('what somebody else put on Object.prototype says nothing', () => {
  test('of an answer', () =>
    forAll(
      fc.record({ pollution, reply: replies, request: write }),
      10_000,
      ({ pollution, reply, request }) => {
        const input = { ...reply, body: inertCopy(reply.body), request };
        expect(polluted(pollution, () => verdictOn(input))).toStrictEqual(verdictOn(input));
      },
    ));

  test('of a success', () =>
    forAll(
      fc.record({ pollution, index: fc.nat(), request: write }),
      4_000,
      ({ pollution, index, request }) => {
        const { provider, fixture } = fixtureAt(index);
        const reply = { status: fixture.reply.status, headers: fixture.reply.headers, body: bodyOf(fixture) };
        const look = (): unknown => inspect(provider, reply, request, { now: NOW });
        expect(polluted(pollution, look)).toStrictEqual(look());
      },
    ));

  test('of a definition, be it made before or after', () =>
    forAll(
      fc.record({
        pollution,
        definition: definitions,
        body: fc.constantFrom(...BODIES),
        status: fc.constantFrom(null, 200, 402, 409, 422, 500, 503),
        request: write,
      }),
      6_000,
      ({ pollution, definition, body, status, request }) => {
        const made = accepted(definition);
        if (!made) return;
        const judge = (provider: typeof made): unknown =>
          normalize(provider, { status, headers: { 'content-type': 'application/json' }, body }, request);
        const usual = judge(made);
        expect(polluted(pollution, () => judge(made))).toStrictEqual(usual);
        const madeAfter = polluted(pollution, () => accepted(definition));
        if (!madeAfter) throw new Error('it was refused');
        expect(judge(madeAfter)).toStrictEqual(usual);
      },
    ));

  test('of what was thrown', async () => {
    let tried = 0;
    for (const pollution of POLLUTION)
      for (const fault of fc.sample(FAULTS, { numRuns: 20, seed: 7 }))
        for (const provider of PROVIDERS) {
          const thrown = Object.assign(new Error(fault.message), { name: fault.name, code: fault.code });
          const judge = (): Promise<unknown> => normalizeThrown(provider, thrown, { method: 'POST' });
          const usual = await judge();
          const [name, value] = pollution;
          pollute(name, value);
          const other = await judge().finally(() => Reflect.deleteProperty(Object.prototype, name));
          expect({ pollution, error: other }).toStrictEqual({ pollution, error: usual });
          tried++;
        }
    expect(tried).toBeGreaterThan(3_000);
  });
});

test('the built-in tables were not read off a prototype', () => {
  for (const provider of PROVIDERS)
    for (const { exact } of Object.values(workingsOf(provider).tables))
      for (const { meaning } of exact.values()) expect(Object.hasOwn(meaning, 'rule')).toBe(true);
});

testRunCount('pollution');

function pollute(name: string, value: unknown): void {
  Object.defineProperty(Object.prototype, name, {
    value,
    configurable: true,
    enumerable: true,
    writable: true,
  });
}

function polluted<Result>([name, value]: readonly [string, unknown], action: () => Result): Result {
  pollute(name, value);
  try {
    return action();
  } finally {
    Reflect.deleteProperty(Object.prototype, name);
  }
}

/** JSON parsed anew: a generated value may have a prototype of its own. */
function inertCopy(body: unknown): unknown {
  return typeof body === 'object' && body !== null ? (JSON.parse(JSON.stringify(body)) as unknown) : body;
}
