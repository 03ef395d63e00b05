import { assertProvider, type Provider } from '../provider.js';
import type { DocumentedReply, TestableProvider } from './fixture.js';

/** The canonical fixtures of the built-in providers as JSON, put here when the package is built. */
declare const BUILT_IN_REPLIES: string;

type Replies = Readonly<Record<string, DocumentedReply>>;

let parsed: Readonly<Record<string, Replies>> | undefined;

function builtInReplies(provider: string): Replies | undefined {
  parsed ??= JSON.parse(BUILT_IN_REPLIES) as Readonly<Record<string, Replies>>; // scripts/built-in-replies.ts wrote it
  return Object.hasOwn(parsed, provider) ? parsed[provider] : undefined;
}

/** A row of a provider's tables. */
export interface NamedRow {
  /** The key in its table: `card_declined`. */
  readonly name: string;
  /** The table and the key: `codes.card_declined`. */
  readonly row: string;
}

const TABLES = ['codes', 'families', 'types', 'statuses', 'outcomes'] as const;

/** Lists the rows of a provider's tables, in the order in which the tables are consulted. */
export function rowsOf({ tables }: Provider): readonly NamedRow[] {
  return TABLES.flatMap((table) =>
    Object.keys(tables[table] ?? {}).map((name) => ({ name, row: `${table}.${name}` })),
  );
}

/** Gives the provider itself, whether it comes with fixtures or not. */
export function providerOf<RowName extends string>(testable: TestableProvider<RowName>): Provider<RowName> {
  const provider = 'fixtures' in testable ? testable.provider : testable;
  assertProvider(provider);
  return provider;
}

/**
 * Gives what finds the reply that stands for a row.
 *
 * @throws TypeError when the provider comes without replies; and what is given, when none has the row.
 */
export function repliesOf(testable: TestableProvider): (row: string) => DocumentedReply {
  const { name } = providerOf(testable);
  const replies = 'fixtures' in testable ? testable.fixtures : builtInReplies(name);
  if (!replies)
    throw new TypeError(`${name}: the replies are not known; hand them in: withFixtures(provider, fixtures)`);
  const byRow = new Map(Object.values(replies).map((reply) => [reply.row, reply]));
  return (row) => {
    const reply = byRow.get(row);
    if (!reply) throw new TypeError(`${name}: no fixture has the row ${row}`);
    return reply;
  };
}
