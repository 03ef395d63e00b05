import type { ProviderWorkings } from '../provider/define-provider.js';
import type { ResourceStatement, Statement } from '../provider/statement.js';
import { type CompiledRow, type CompiledTable, rowOf, type TableName } from '../provider/table.js';

/** How a body was read: as an error, as an error inside of a success, or as resources. */
export type ReadAs = 'error' | 'error_in_success' | 'resource';

/** A word that was looked up in a table. */
export interface LookedUp {
  readonly table: TableName;
  readonly word: string;
  readonly row: CompiledRow | undefined;
  /** The resource whose state or code it is; `null` for the words of an error. */
  readonly resource: ResourceStatement | null;
  /** What the error said; `null` for a resource. */
  readonly statement: Statement | null;
}

/** What was done while an answer was recognised. */
export interface Trace {
  readonly reads: { readonly as: ReadAs; readonly statements: readonly (Statement | ResourceStatement)[] }[];
  readonly lookUps: LookedUp[];
}

/** Gives workings that do what a provider's do, and write it down: what comes of it is the same. */
export function traced(workings: ProviderWorkings, trace: Trace): ProviderWorkings {
  let resource: ResourceStatement | null = null;
  let statement: Statement | null = null;
  const noteRead = (as: ReadAs, statements: readonly (Statement | ResourceStatement)[]): void => {
    if (!trace.reads.some((read) => read.as === as)) trace.reads.push({ as, statements });
  };
  const readingErrors = (as: ReadAs, read: ProviderWorkings['readError']) => (body: unknown) => {
    resource = null;
    statement = read(body);
    noteRead(as, statement ? [statement] : []);
    return statement;
  };
  const table = (name: TableName): CompiledTable =>
    tracedTable(workings.tables[name], (word, row) =>
      trace.lookUps.push({ table: name, word, row, resource, statement: resource ? null : statement }),
    );
  const { readErrorInSuccess, readResources } = workings;
  return {
    ...workings,
    tables: {
      codes: table('codes'),
      types: table('types'),
      broadTypes: table('broadTypes'),
      httpStatuses: table('httpStatuses'),
      states: table('states'),
    },
    readError: readingErrors('error', workings.readError),
    readErrorInSuccess: readErrorInSuccess && readingErrors('error_in_success', readErrorInSuccess),
    readResources:
      readResources &&
      ((body) => {
        const resources = readResources(body);
        noteRead('resource', resources ?? []);
        return (
          resources?.map((one) => ({
            ...one,
            // It is asked for when this resource's turn has come.
            get states() {
              resource = one;
              return one.states;
            },
          })) ?? null
        );
      }),
  };
}

/** A table whose every look-up is noted. */
function tracedTable(
  table: CompiledTable,
  note: (word: string, row: CompiledRow | undefined) => void,
): CompiledTable {
  const exact = new (class extends Map<string, CompiledRow> {
    override get(word: string): CompiledRow | undefined {
      const row = rowOf(table, word);
      note(word, row);
      return row;
    }
  })();
  return { exact, families: [] };
}
