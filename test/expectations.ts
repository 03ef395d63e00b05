import { expect } from 'vitest';

import type { Provider } from '../src/index.js';
import { workingsOf } from '../src/provider/define-provider.js';
import { inspect, normalize } from '../src/verdict/normalize.js';
import { recognizeFailure, recognizeSuccess } from '../src/verdict/recognize.js';
import { takeReply } from '../src/verdict/reply.js';
import { takeRequest } from '../src/verdict/request.js';
import { fixturesOf, type NamedFixture, textOf } from './fixtures.js';
import { faultsOf } from './properties/valid.js';

/** Fails where the provider's reply does not become what the fixture says. */
export function expectFixture({ reply, request, now, expected }: NamedFixture, provider: Provider): void {
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

/** Fails where a row of the provider's tables has no canonical fixture, or more than one, or does not decide its own. */
export function expectOneFixtureForEachRow(provider: Provider): void {
  const rows = rowNamesOf(provider);
  expect(rows.length).toBeGreaterThan(0);
  const canonical = fixturesOf(provider.name).filter(({ row }) => row !== undefined);
  expect(canonical.map(({ row }) => row).sort()).toEqual(rows.sort());
  for (const fixture of canonical) expect(rowThatDecides(fixture, provider)).toBe(fixture.row);
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
