import { describe, expect, test } from 'vitest';

import { inspect, normalize } from '../src/index.js';
import { recognizeFailure, recognizeSuccess } from '../src/recognize.js';
import { takeReply } from '../src/reply.js';
import { fixturesOf, type NamedFixture, PROVIDERS, textOf } from './fixtures.js';
import { faultsOf } from './properties/valid.js';

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
      const rows = Object.entries(provider.tables).flatMap(([table, entries]: [string, object | undefined]) =>
        Object.keys(entries ?? {}).map((key) => `${table}.${key}`),
      );
      expect(rows.length).toBeGreaterThan(0);
      const canonical = fixtures.filter(({ row }) => row !== undefined);
      expect(canonical.map(({ row }) => row).sort()).toEqual(rows.sort());
      for (const fixture of canonical) expect(rowThatDecides(fixture, provider)).toBe(fixture.row);
    });
  });
}

function expectFixture(
  { reply, request, expected }: NamedFixture,
  provider: (typeof PROVIDERS)[number],
): void {
  const answer = { status: reply.status, headers: reply.headers, body: textOf(reply) };
  const inspected = inspect(provider, answer, request);
  if (expected === null) {
    expect(inspected).toBeNull();
    return;
  }
  if (!inspected) throw new Error('it counts as a success');
  expect(faultsOf(inspected)).toEqual([]);
  expect(inspected).toEqual(normalize(provider, answer, request));
  const { retry, ...rest } = expected;
  expect(inspected).toMatchObject({ name: 'PaymentError', provider: provider.name, ...rest });
  // No more and no less than the fixture says, apart from the sentence.
  if (retry) expect({ ...inspected.retry, why: undefined }).toEqual({ ...retry, why: undefined });
  if (rest.fieldErrors) expect(inspected.fieldErrors).toEqual(rest.fieldErrors);
}

function rowThatDecides(
  { reply }: NamedFixture,
  provider: (typeof PROVIDERS)[number],
): string | null | undefined {
  const answer = takeReply({ status: reply.status, headers: reply.headers, body: textOf(reply) });
  return (recognizeSuccess(provider, answer) ?? recognizeFailure(provider, answer)).row;
}
