import type { FieldError } from '../error/members.js';
import type {
  Category,
  DeclineReason,
  FixableBy,
  KeyConflict,
  MatchedOn,
  MethodAdvice,
  Outcome,
  PayerAction,
  RetryStrategy,
} from '../error/words.js';
import { ownMembers } from './careful.js';
import type { Row, Table } from './row.js';

/** What a row, a status or a fault means, spelt out. All members are own ones: none is looked for on a prototype. */
export interface Meaning {
  readonly category: Category;
  /** Only for a decline. */
  readonly declineReason: DeclineReason | undefined;
  /** Only for an idempotency conflict. */
  readonly keyConflict: KeyConflict | undefined;
  readonly rule: Rule | undefined;
  readonly delayMs: number | undefined;
  readonly fixableBy: FixableBy | undefined;
  readonly source: string | undefined;
  readonly fieldError: Pick<FieldError, 'field' | 'reason'> | undefined;
  readonly byMessage: Readonly<Record<string, DeclineReason>> | undefined;
  readonly methodAdvice: MethodAdvice | undefined;
  readonly methodDelayMs: number | undefined;
  readonly notAfter: readonly string[] | undefined;
  readonly onPaths: RegExp | undefined;
  readonly withKey: true | undefined;
  readonly byCode: true | undefined;
}

/** What a row says about outcome and retry. */
export interface Rule {
  readonly outcome: Outcome;
  readonly strategy: RetryStrategy;
  /** Only for `payer_action`. */
  readonly action: PayerAction | undefined;
  readonly why: string | undefined;
}

/** A row of a table: what it means, its full name (`codes.1001`), and what an answer is said to be matched on by it. */
export interface CompiledRow {
  readonly meaning: Meaning;
  readonly name: string;
  readonly matchedOn: MatchedOn;
}

/** The rows of one table. */
export interface CompiledTable {
  readonly exact: ReadonlyMap<string, CompiledRow>;
  /** The longest first. */
  readonly families: readonly Family[];
}

interface Family {
  readonly before: string;
  readonly after: string;
  readonly row: CompiledRow;
}

/** The tables of a provider, by the names that they have in a definition, in the order in which they are consulted. */
export const TABLE_NAMES = ['codes', 'types', 'broadTypes', 'httpStatuses', 'states'] as const;

/** The name of one of the tables. */
export type TableName = (typeof TABLE_NAMES)[number];

const MATCHED_ON = {
  codes: 'code',
  types: 'type',
  broadTypes: 'type',
  httpStatuses: 'status',
  states: 'code',
} as const satisfies Readonly<Record<TableName, MatchedOn>>;

/** Prepares a table for looking up words that come from outside. The rows were checked before. */
export function compileTable(table: TableName, rows: Table = {}): CompiledTable {
  const exact = new Map<string, CompiledRow>();
  const families: Family[] = [];
  for (const [word, row] of rowsByWord(rows)) {
    const meaning = meaningOf(row);
    const name = `${table}.${word}`;
    const [before = '', after] = word.split('*');
    if (after === undefined) exact.set(word, { meaning, name, matchedOn: MATCHED_ON[table] });
    else families.push({ before, after, row: { meaning, name, matchedOn: 'family' } });
  }
  families.sort((one, other) => lengthOf(other) - lengthOf(one));
  return { exact, families };
}

/** The rows of a table, one for each word. */
export function rowsByWord(table: Table = {}): readonly (readonly [word: string, row: Row])[] {
  return Object.entries(table).flatMap(([words, row]) =>
    words.split(' ').map((word) => [word, row] as const),
  );
}

function lengthOf({ before, after }: Family): number {
  return before.length + after.length;
}

/** Gives the row of a word: its own, else that of the longest family that it belongs to. */
export function rowOf({ exact, families }: CompiledTable, word: string): CompiledRow | undefined {
  return (
    exact.get(word) ??
    families.find(
      ({ before, after }) =>
        word.length > before.length + after.length && word.startsWith(before) && word.endsWith(after),
    )?.row
  );
}

/** Every member that an object row may have. */
type AnyRow = Partial<Omit<Meaning, 'category' | 'rule'>> & {
  readonly is: string;
  readonly outcome?: Outcome;
  readonly retry?: string;
  readonly why?: string;
};

function meaningOf(row: Row): Meaning {
  const given: AnyRow = ownMembers(typeof row === 'string' ? { is: row } : row);
  const [category, detail] = splitWord(given.is);
  const { delayMs, fixableBy, source, fieldError, byMessage, methodAdvice, methodDelayMs } = given;
  const { notAfter, onPaths, withKey, byCode } = given;
  // checkDefinition has compared these words with the lists of their types.
  return {
    category: category as Category,
    declineReason: category === 'declined' ? (detail as DeclineReason) : undefined,
    keyConflict: category === 'idempotency_conflict' ? (detail as KeyConflict) : undefined,
    rule: ruleOf(given),
    delayMs,
    fixableBy,
    source,
    fieldError,
    byMessage,
    methodAdvice,
    methodDelayMs,
    notAfter,
    onPaths,
    withKey,
    byCode,
  };
}

/** A meaning that says a category, and what else is given. */
export function plainMeaning(category: Category, facts: Partial<Meaning> = {}): Meaning {
  return { ...NOTHING_MORE, ...facts, category };
}

const NOTHING_MORE: Omit<Meaning, 'category'> = {
  declineReason: undefined,
  keyConflict: undefined,
  rule: undefined,
  delayMs: undefined,
  fixableBy: undefined,
  source: undefined,
  fieldError: undefined,
  byMessage: undefined,
  methodAdvice: undefined,
  methodDelayMs: undefined,
  notAfter: undefined,
  onPaths: undefined,
  withKey: undefined,
  byCode: undefined,
};

function ruleOf({ outcome, retry, why }: AnyRow): Rule | undefined {
  if (outcome === undefined || retry === undefined) return undefined;
  const [strategy, action] = splitWord(retry);
  return {
    outcome,
    strategy: strategy as RetryStrategy, // compared with its list by checkDefinition
    action: action as PayerAction | undefined, // likewise
    why,
  };
}

/** Splits `declined: expired_card` into its two words. */
export function splitWord(word: string): readonly [word: string, detail: string | undefined] {
  const [first = '', second] = word.split(': ');
  return [first, second];
}
