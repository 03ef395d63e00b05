import { describe, expect, test } from 'vitest';

import packageJson from '../package.json' with { type: 'json' };
import type { Provider } from '../src/index.js';
import { workingsOf } from '../src/provider/define-provider.js';
import { inspect, normalize } from '../src/verdict/normalize.js';
import { recognizeFailure, recognizeSuccess } from '../src/verdict/recognize.js';
import { takeReply } from '../src/verdict/reply.js';
import { takeRequest } from '../src/verdict/request.js';
import { fixturesOf, type NamedFixture, PROVIDERS, textOf } from './fixtures.js';
import { faultsOf } from './properties/valid.js';

test('every provider that is built in has an entry of its own', () => {
  expect(PROVIDERS.length).toBeGreaterThanOrEqual(5);
  const entries = Object.keys(packageJson.exports);
  for (const { name } of PROVIDERS) expect(entries).toContain(`./${name}`);
});

for (const provider of PROVIDERS) {
  const fixtures = fixturesOf(provider.name);

  describe(provider.name, () => {
    test.each(fixtures.map((fixture) => [fixture.slug, fixture] as const))('%s', (_slug, fixture) => {
      expectFixture(fixture, provider);
    });

    test.each(fixturesOf('_transport').map((fixture) => [fixture.slug, fixture] as const))(
      '_transport/%s',
      (_slug, fixture) => {
        expectFixture(fixture, provider);
      },
    );

    test('has one canonical fixture for every row of its tables, and each is decided by that row', () => {
      const rows = rowNamesOf(provider);
      expect(rows.length).toBeGreaterThan(0);
      const canonical = fixtures.filter(({ row }) => row !== undefined);
      expect(canonical.map(({ row }) => row).sort()).toEqual(rows.sort());
      for (const fixture of canonical) expect(rowThatDecides(fixture, provider)).toBe(fixture.row);
    });
  });
}

function expectFixture({ reply, request, now, expected }: NamedFixture, provider: Provider): void {
  const answer = { status: reply.status, headers: reply.headers, body: textOf(reply) };
  const inspected = inspect(provider, answer, request, { now });
  if (expected === null) {
    expect(inspected).toBeNull();
    return;
  }
  if (!inspected) throw new Error('it counts as a success');
  expect(faultsOf(inspected)).toEqual([]);
  expect(inspected).toEqual(normalize(provider, answer, request, { now }));
  const { retry, ...rest } = expected;
  expect(inspected).toMatchObject({ name: 'PaymentError', version: 1, provider: provider.name, ...rest });
  // No more and no less than the fixture says, apart from the sentence.
  if (retry) expect({ ...inspected.retry, why: undefined }).toEqual({ ...retry, why: undefined });
  if (rest.fieldErrors) expect(inspected.fieldErrors).toEqual(rest.fieldErrors);
}

function rowNamesOf(provider: Provider): string[] {
  return Object.values(workingsOf(provider).tables).flatMap(({ exact, families }) =>
    [...exact.values(), ...families.map(({ row }) => row)].map(({ name }) => name),
  );
}

function rowThatDecides({ reply, request }: NamedFixture, provider: Provider): string | null | undefined {
  const workings = workingsOf(provider);
  const answer = takeReply({ status: reply.status, headers: reply.headers, body: textOf(reply) });
  const sent = takeRequest(request, provider.idempotency);
  return (recognizeSuccess(workings, answer, sent) ?? recognizeFailure(workings, answer, sent)).row;
}
