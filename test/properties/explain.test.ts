import fc from 'fast-check';
import { expect, test } from 'vitest';

import { inspect, type Provider, type Reply, type RequestFacts } from '../../src/index.js';
import { workingsOf } from '../../src/provider/define-provider.js';
import { explain, type Explanation } from '../../src/testing/index.js';
import { SECRETS } from '../../src/testing/planted-secrets.js';
import { trialsOf } from '../../src/testing/trials.js';
import { readingOfAnswer } from '../../src/verdict/normalize.js';
import { takeReply } from '../../src/verdict/reply.js';
import { takeRequest } from '../../src/verdict/request.js';
import { BODIES, accepted, definitions } from './definitions.js';
import { FIXTURES, NOW, providerNamed, replies, status } from './replies.js';
import { request } from './requests.js';
import { forAll } from './runs.js';

test('an explanation of a random reply says what inspect says', () =>
  forAll(replies, 6_000, (reply) => {
    const { now = NOW } = reply;
    expectToAgree(providerNamed(reply.provider), reply, reply.request, now);
  }));

test('so does one of a random provider', () => {
  const inputs = fc.record({ definition: definitions, status, body: fc.constantFrom(...BODIES), request });
  return forAll(inputs, 6_000, ({ definition, request: sent, ...reply }) => {
    const provider = accepted(definition);
    if (provider) expectToAgree(provider, reply, sent, NOW);
  });
});

test('so does one of a fixture however it is varied, and no secret stands in it', () => {
  expect(FIXTURES.length).toBeGreaterThan(300);
  for (const [index, { provider, fixture }] of FIXTURES.entries())
    for (const { reply, request: sent, secret, about } of trialsOf(fixture)) {
      const isTried = secret ? index % 10 === 0 : /^(?:as it is|after)/.test(about);
      if (!isTried) continue;
      const { now = NOW } = sent;
      const text = JSON.stringify(expectToAgree(provider, reply, sent, now));
      for (const { core } of secret ? [secret] : SECRETS) expect(text).not.toContain(core);
    }
});

function expectToAgree(
  provider: Provider,
  reply: Reply,
  sent: RequestFacts | undefined,
  now: number,
): Explanation {
  const explanation = explain(provider, reply, sent, { now });
  const { consulted, decision, judgement, error } = explanation;
  expect(error).toStrictEqual(inspect(provider, reply, sent, { now }));
  const facts = takeRequest(sent, provider.idempotency);
  const reading = readingOfAnswer(provider.name, workingsOf(provider), takeReply(reply), facts);
  expect(decision.row).toBe(reading?.row ?? null);
  expect(decision.matchedOn).toBe(error?.matchedOn ?? null);
  expect(judgement?.why).toBe(error?.retry.why);
  const deciding = consulted.filter(({ verdict }) => verdict === 'decides').map(({ row }) => row);
  expect([...new Set(deciding)]).toEqual(decision.row === null ? [] : [decision.row]);
  expect(JSON.parse(JSON.stringify(explanation))).toStrictEqual(explanation);
  return explanation;
}
