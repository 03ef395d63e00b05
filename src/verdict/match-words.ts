import type { Category } from '../error/words.js';
import type { ProviderWorkings } from '../provider/define-provider.js';
import { type CompiledRow, type CompiledTable, type Meaning, rowOf } from '../provider/table.js';
import { type Reading, readingBy, type Said } from './reading.js';
import type { SentRequest } from './request.js';
import { hasOwnMeaning, meaningOfStatus } from './status.js';

/** Reads an answer by its codes, the gravest first, else by its type; `null` where no table has any of them. */
export function matchWords({ tables }: ProviderWorkings, said: Said, request: SentRequest): Reading | null {
  const { statement, status } = said;
  if (!statement) return null;
  const inForce = rowInForce(status, request);
  const row =
    gravestRow(tables.codes, statement.codes, inForce) ??
    firstRow(tables.types, statement.types, inForce) ??
    broadRow(tables, statement.types, status, inForce);
  return row && readingBy(row, said);
}

/** Does a row hold for this status and this request? */
type InForce = (row: CompiledRow) => boolean;

/** Tells the rows that hold. A 5xx is never turned into a refusal by its body, nor is its outcome. */
export function rowInForce(status: number | null, request: SentRequest): InForce {
  return ({ meaning }) =>
    (status === null || status < 500 || isServerFault(meaning)) && isAbout(meaning, request);
}

/** Is a row about such a request? Where the address is not known it counts: it is the more careful reading. */
export function isAbout({ onPaths, withKey }: Meaning, request: SentRequest): boolean {
  if (withKey && !request.mayHaveKey) return false;
  const line = onPaths ? request.line : null;
  return line === null || onPaths?.test(line) === true;
}

function isServerFault({ category, rule }: Meaning): boolean {
  return (
    (category === 'provider_error' || category === 'provider_unavailable') &&
    rule?.outcome !== 'not_performed'
  );
}

/** Of the rows that a table has for these words and that hold, the one which says most about the money. */
export function gravestRow(
  table: CompiledTable,
  words: readonly string[],
  inForce: InForce,
): CompiledRow | null {
  let gravest: CompiledRow | null = null;
  for (const word of words) {
    const row = rowOf(table, word);
    if (row && inForce(row) && !(gravest && gravity(gravest.meaning) >= gravity(row.meaning))) gravest = row;
  }
  return gravest;
}

function firstRow(table: CompiledTable, words: readonly string[], inForce: InForce): CompiledRow | null {
  for (const word of words) {
    const row = rowOf(table, word);
    if (row && inForce(row)) return row;
  }
  return null;
}

/** A broad type decides where the status says no more: an idempotency conflict is one kind of a conflict. */
function broadRow(
  tables: ProviderWorkings['tables'],
  types: readonly string[],
  status: number | null,
  inForce: InForce,
): CompiledRow | null {
  const row = firstRow(tables.broadTypes, types, inForce);
  if (!row) return null;
  const own = firstRow(tables.httpStatuses, [String(status)], inForce)?.meaning;
  const ofStatus = own ?? (hasOwnMeaning(status) ? meaningOfStatus(status) : null);
  if (!ofStatus) return row;
  const { category } = row.meaning;
  return ofStatus.category === (category === 'idempotency_conflict' ? 'conflict' : category) ? row : null;
}

/** How much a meaning says about the money: an outcome in doubt weighs most. */
export function gravity({ category, declineReason, rule }: Meaning): number {
  if (rule) return ['not_performed', 'performed', 'unknown'].indexOf(rule.outcome);
  if (declineReason === 'duplicate_transaction') return 1; // it was performed before
  return DOUBTFUL.includes(category) ? 2 : 0;
}

const DOUBTFUL: readonly Category[] = [
  'conflict',
  'idempotency_conflict',
  'provider_error',
  'provider_unavailable',
];
