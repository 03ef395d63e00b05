import { attempt } from '../provider/careful.js';
import { workingsOf } from '../provider/define-provider.js';
import type { Provider } from '../provider/definition.js';
import { inspect, normalize } from '../verdict/normalize.js';
import { deepEqual } from './deep-equal.js';
import { rowsOf } from './documented-replies.js';
import { explain } from './explain.js';
import type { BodyReading, Explanation } from './explanation.js';
import { complaintsAbout } from './explanation-text.js';
import { type DocumentedReply, type Fixture, type FixtureReply, textOfBody } from './fixture.js';
import { type Guarantee, violationsIn } from './guarantees.js';
import { hostileTrials, type Trial, trialsOf } from './trials.js';

/** Something that {@link checkProvider} found. */
export interface ProviderFlaw {
  /** The guarantee that does not hold. */
  readonly guarantee: Guarantee;
  /** The name of the fixture that shows it; `null` when none does. */
  readonly fixture: string | null;
  /** What is wrong, and with what it was seen. */
  readonly message: string;
}

type NamedFixtures = readonly (readonly [name: string, fixture: Fixture])[];

/**
 * Runs a provider through its fixtures and through the guarantees of this library: each fixture as it is, and varied in
 * its request, its status, and at every place of its body. A guarantee is reported once for each fixture.
 *
 * @param fixtures - by any name, such as that of the file each comes from. One for each row of the provider's tables
 *   has that `row`; further ones show what the tables do not.
 * @returns what does not hold; empty when all does.
 * @throws TypeError when `provider` is not a provider.
 *
 * @example
 * ```ts
 * const fixtures = import.meta.glob<Fixture>('./fixtures/*.json', { eager: true, import: 'default' });
 *
 * test('acme keeps the guarantees', () => {
 *   expect(checkProvider(acme, fixtures)).toEqual([]);
 * });
 * ```
 */
export function checkProvider(
  provider: Provider,
  fixtures: Readonly<Record<string, Fixture>>,
): readonly ProviderFlaw[] {
  workingsOf(provider); // refuses what is none
  const named = Object.entries(fixtures);
  return [
    ...findUncoveredRows(provider, named),
    ...named.flatMap(([name, fixture]) => [
      ...findUnexpected(provider, name, fixture),
      ...findUnread(provider, name, fixture),
      ...findViolations(provider, name, trialsOf(fixture)),
    ]),
    ...findViolations(provider, null, hostileTrials()),
  ];
}

function findUncoveredRows(provider: Provider, fixtures: NamedFixtures): readonly ProviderFlaw[] {
  const rows = rowsOf(provider).map(({ row }) => row);
  const standing = new Map<string, string>();
  const flaws: ProviderFlaw[] = [];
  const report = (fixture: string | null, message: string): void => {
    flaws.push({ guarantee: 'rows_covered', fixture, message });
  };
  for (const [name, fixture] of fixtures) {
    if (fixture.row === undefined) continue;
    const first = standing.get(fixture.row);
    const explanation = explained(provider, fixture);
    const decided = explanation?.decision.row;
    if (!rows.includes(fixture.row)) report(name, `there is no row ${fixture.row}`);
    else if (first !== undefined) report(name, `has the row ${fixture.row}, which ${first} has already`);
    else if (decided !== fixture.row)
      report(
        name,
        `has the row ${fixture.row}, but ${decided ?? 'no row'} decides it${refusals(explanation, fixture.reply)}`,
      );
    standing.set(fixture.row, name);
  }
  for (const row of rows) if (!standing.has(row)) report(null, `no fixture has the row ${row}`);
  return flaws;
}

/** Explains a fixture; `null` where that throws, which is reported as not total. */
function explained(provider: Provider, { reply, request }: DocumentedReply): Explanation | null {
  const { status, headers } = reply;
  return attempt(() => explain(provider, { status, headers, body: textOfBody(reply) }, request)) ?? null;
}

/** What a schema said that refused a body in which there is something to read; empty where none did. */
function refusals(explanation: Explanation | null, { body }: FixtureReply): string {
  if (typeof body !== 'object' || body === null) return '';
  return (explanation?.bodies ?? [])
    .filter(({ schema }) => schema === 'refused')
    .map((reading) => `; ${schemaOf(reading)} refused its body${detailsOf(reading)}`)
    .join('');
}

function schemaOf({ as }: BodyReading): string {
  return as === 'resource' ? 'resource.schema' : 'error.schema';
}

function detailsOf(reading: BodyReading): string {
  const complaints = complaintsAbout(reading);
  return complaints.length > 0 ? `: ${complaints.join(', ')}` : '';
}

function findUnread(provider: Provider, name: string, fixture: Fixture): readonly ProviderFlaw[] {
  const found = (explained(provider, fixture)?.bodies ?? []).flatMap((reading) => {
    const { as, schema, read } = reading;
    const reader = as === 'resource' ? 'resource.read' : 'error.read';
    if (schema === 'asynchronous')
      return `${schemaOf(reading)} is asynchronous: what it gives later counts as nothing said`;
    if (schema === 'threw') return `${schemaOf(reading)} threw ${String(reading.thrown)}`;
    if (read === 'asynchronous')
      return `${reader} is asynchronous: what it gives later counts as nothing said`;
    return read === 'threw' ? `${reader} threw ${String(reading.thrown)}` : [];
  });
  return [...new Set(found)].map((message) => ({ guarantee: 'body_read', fixture: name, message }));
}

function findUnexpected(provider: Provider, name: string, fixture: Fixture): readonly ProviderFlaw[] {
  const { reply, request, now, expected } = fixture;
  const received = { status: reply.status, headers: reply.headers, body: textOfBody(reply) };
  const options = { now };
  const report = (message: string): readonly ProviderFlaw[] => [
    { guarantee: 'as_expected', fixture: name, message },
  ];
  try {
    const error = inspect(provider, received, request, options);
    if (expected === null) return error ? report(`expected a success, got ${error.category}`) : [];
    const why = (): string => refusals(explained(provider, fixture), reply);
    if (!error) return report(`expected an error, but it was taken for a success${why()}`);
    if (!deepEqual(normalize(provider, received, request, options), error))
      return report('normalize and inspect do not agree');
    const differences = differencesBetween(error, expected);
    return differences.length > 0 ? report(differences.join('; ') + why()) : [];
  } catch {
    return []; // reported as not total
  }
}

function differencesBetween(error: object, expected: object): readonly string[] {
  const received = error as Readonly<Record<string, unknown>>; // read member by member
  return Object.entries(expected).flatMap(([key, wanted]: [string, unknown]) => {
    const value = key === 'retry' ? withSameSentence(received[key], wanted) : received[key];
    return deepEqual(value, wanted)
      ? []
      : [`${key}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(value)}`];
  });
}

/** Leaves the sentence out where a fixture does. */
function withSameSentence(retry: unknown, wanted: unknown): unknown {
  const { why, ...advice } = retry as { readonly why?: unknown }; // every error has a retry
  const named = typeof wanted === 'object' && wanted !== null && 'why' in wanted;
  return named ? { ...advice, why } : advice;
}

function findViolations(
  provider: Provider,
  fixture: string | null,
  trials: Iterable<Trial>,
): readonly ProviderFlaw[] {
  const found = new Map<Guarantee, ProviderFlaw>();
  for (const trial of trials)
    for (const { guarantee, message } of violationsIn(provider, trial))
      if (!found.has(guarantee))
        found.set(guarantee, { guarantee, fixture, message: `${trial.about}: ${message}` });
  return [...found.values()];
}
