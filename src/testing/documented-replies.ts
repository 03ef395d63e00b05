import { workingsOf } from '../provider/define-provider.js';
import type { Provider, ProviderDefinition } from '../provider/definition.js';
import type { Row, Table } from '../provider/row.js';
import { rowsByWord, TABLE_NAMES, type TableName } from '../provider/table.js';
import type { DocumentedReply, TestableProvider } from './fixture.js';

/** The canonical fixtures of the built-in providers as JSON, put here when the package is built. */
declare const BUILT_IN_REPLIES: string;

type Replies = readonly DocumentedReply[];

let parsed: Readonly<Record<string, Replies>> | undefined;

function builtInReplies(provider: string): Replies | undefined {
  parsed ??= JSON.parse(BUILT_IN_REPLIES) as Readonly<Record<string, Replies>>; // scripts/built-in-replies.ts wrote it
  return Object.hasOwn(parsed, provider) ? parsed[provider] : undefined;
}

/** A row of a provider's tables. */
export interface NamedRow {
  /** The word in its table: `card_declined`. */
  readonly name: string;
  readonly table: TableName;
  /** The table and the word: `codes.card_declined`. */
  readonly row: string;
  /** What its definition says of it. */
  readonly meaning: Row;
}

/** Lists the rows of a provider's tables, in the order in which the tables are consulted. */
export function rowsOf(provider: Provider): readonly NamedRow[] {
  const tables = tablesIn(workingsOf(provider).definition);
  return TABLE_NAMES.flatMap((table) =>
    rowsByWord(tables[table]).map(([name, meaning]) => ({
      name,
      table,
      row: `${table}.${name}`,
      meaning,
    })),
  );
}

function tablesIn({
  error,
  httpStatuses,
  resource,
}: ProviderDefinition): Readonly<Record<TableName, Table | undefined>> {
  const { codes, types, broadTypes } = error;
  return { codes, types, broadTypes, httpStatuses, states: resource?.states };
}

/** Gives the provider itself, whether it comes with fixtures or not. */
export function providerOf<RowName extends string>(testable: TestableProvider<RowName>): Provider<RowName> {
  const provider = 'fixtures' in testable ? testable.provider : testable;
  workingsOf(provider); // refuses what is none
  return provider;
}

/**
 * Gives what finds the reply that stands for a row.
 *
 * @throws TypeError when the provider comes without replies; and what is given, when none has the row.
 */
export function repliesOf(testable: TestableProvider): (row: string) => DocumentedReply {
  const { name } = providerOf(testable);
  const replies = 'fixtures' in testable ? Object.values(testable.fixtures) : builtInReplies(name);
  if (!replies)
    throw new TypeError(`${name}: the replies are not known; hand them in: withFixtures(provider, fixtures)`);
  const byRow = new Map(replies.map((reply) => [reply.row, reply]));
  return (row) => {
    const reply = byRow.get(row);
    if (!reply) throw new TypeError(`${name}: no fixture has the row ${row}`);
    return reply;
  };
}
