import { JUDGEMENTS } from '../error/judgements.js';
import {
  CATEGORIES,
  type Category,
  DECLINE_REASONS,
  FIELD_REASONS,
  FIXABLE_BY,
  KEY_CONFLICTS,
  PAYER_ACTIONS,
  WIRE_CATEGORIES,
} from '../error/words.js';
import { checkMethodAdvice } from './check-advice.js';
import {
  demand,
  isAddress,
  isDurationOrNone,
  isListOrNone,
  isObject,
  isOneOf,
  isOneOfOrNone,
  isPatternOrNone,
  isWord,
  isWordOrNone,
  listOf,
  type Members,
  membersOf,
} from './demand.js';
import type { Table, TableCategory } from './row.js';
import { rowsByWord, splitWord } from './table.js';

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** Every word that a row may be, or have as its `is`. */
const MEANINGS: readonly string[] = /* @__PURE__ */ (() =>
  CATEGORIES.filter((category) => !(WIRE_CATEGORIES as readonly Category[]).includes(category)).flatMap(
    (category) => {
      if (category === 'declined') return DECLINE_REASONS.map((reason) => `declined: ${reason}`);
      if (category === 'idempotency_conflict') return KEY_CONFLICTS.map((kind) => `${category}: ${kind}`);
      return [category];
    },
  ))();

/** What the rows of a table may use. */
export interface RowContext {
  readonly hasKeys: boolean;
  readonly isState: boolean;
}

/**
 * Checks the rows of a table.
 *
 * @throws TypeError that names the place, the value found there, and the values allowed.
 */
export function checkTable(rows: unknown, place: string, context: RowContext): void {
  if (rows === undefined) return;
  demand(isObject(rows), place, rows, 'a table, or none');
  const seen = new Set<string>();
  for (const [word, row] of rowsByWord(rows as Table)) {
    demand(word !== '', place, word, 'words with one space between');
    demand(!seen.has(word), `${place}.${word}`, word, 'each word once');
    seen.add(word);
    demand(word.split('*').length <= 2 && word !== '*', `${place}.${word}`, word, 'at most one * in a word');
    checkRow(row, `${place}.${word}`, context);
  }
}

const ROW = [
  'is',
  'outcome',
  'retry',
  'why',
  'delayMs',
  'fixableBy',
  'source',
  'fieldError',
  'byMessage',
  'methodAdvice',
  'methodDelayMs',
  'notAfter',
  'onPaths',
  'withKey',
  'byCode',
];

function checkRow(given: unknown, place: string, { hasKeys, isState }: RowContext): void {
  const row = membersOf(typeof given === 'string' ? { is: given } : given, place, ROW);
  const { is } = row;
  demand(isOneOf(MEANINGS, is), typeof given === 'string' ? place : `${place}.is`, is, meaningsLike(is));
  const [category] = splitWord(is as string); // one of MEANINGS
  checkRule(row, place, category as TableCategory, hasKeys);

  const { delayMs, fixableBy, source, fieldError, notAfter, onPaths, withKey, byCode } = row;
  demand(isDurationOrNone(delayMs), `${place}.delayMs`, delayMs, 'milliseconds above 0');
  demand(isOneOfOrNone(FIXABLE_BY, fixableBy), `${place}.fixableBy`, fixableBy, listOf(FIXABLE_BY));
  demand(isSourceOrNone(source), `${place}.source`, source, "'observed', or an https address");
  demand(isListOrNone(METHODS, notAfter), `${place}.notAfter`, notAfter, `a list of ${listOf(METHODS)}`);
  demand(isState || notAfter === undefined, `${place}.notAfter`, notAfter, 'none outside of resource.states');
  demand(
    isPatternOrNone(onPaths),
    `${place}.onPaths`,
    onPaths,
    'a RegExp for `POST /path`, without the flags g and y',
  );
  demand(withKey === undefined || withKey === true, `${place}.withKey`, withKey, 'true, or none');
  demand(hasKeys || withKey === undefined, `${place}.withKey`, withKey, 'none: idempotency has no key');
  demand(byCode === undefined || byCode === true, `${place}.byCode`, byCode, 'true, or none');
  demand(isState || byCode === undefined, `${place}.byCode`, byCode, 'none outside of resource.states');
  if (fieldError !== undefined) {
    const { field, reason } = membersOf(fieldError, `${place}.fieldError`, ['field', 'reason']);
    demand(isWord(field), `${place}.fieldError.field`, field, 'a name');
    demand(isOneOf(FIELD_REASONS, reason), `${place}.fieldError.reason`, reason, listOf(FIELD_REASONS));
  }
  checkDeclineFacts(row, place, category === 'declined');
}

function checkRule(row: Members, place: string, category: TableCategory, hasKeys: boolean): void {
  const { outcome, retry, why } = row;
  if (outcome === undefined && retry === undefined) {
    demand(why === undefined, `${place}.why`, why, 'none without outcome and retry');
    return;
  }
  demand(isWordOrNone(why), `${place}.why`, why, 'a sentence, or none');
  const [strategy, action] = splitWord(String(retry));
  const rules = rulesOf(category);
  demand(
    rules.includes(`${String(outcome)} ${strategy}`),
    place,
    `${String(outcome)} ${String(retry)}`,
    `an outcome and a retry that ${category} can have: ${listOf(rules)}`,
  );
  const isAction = strategy === 'payer_action' ? isOneOf(PAYER_ACTIONS, action) : action === undefined;
  demand(isAction, `${place}.retry`, retry, `payer_action: with one of ${listOf(PAYER_ACTIONS)}`);
  const needsKeys = strategy === 'same_key' || strategy === 'new_key';
  demand(hasKeys || !needsKeys, `${place}.retry`, retry, 'no strategy with a key: idempotency has none');
}

/** Whether the key of an idempotency conflict may be sent again depends on its kind, and is no row's to say. */
function rulesOf(category: TableCategory): readonly string[] {
  return category === 'idempotency_conflict' ? ['unknown reconcile_first'] : JUDGEMENTS[category];
}

function checkDeclineFacts(row: Members, place: string, isDecline: boolean): void {
  const { byMessage, methodAdvice, methodDelayMs } = row;
  for (const member of ['byMessage', 'methodAdvice', 'methodDelayMs'])
    demand(
      isDecline || row[member] === undefined,
      `${place}.${member}`,
      row[member],
      'none but on a decline',
    );
  checkMethodAdvice(place, methodAdvice, methodDelayMs);
  if (byMessage === undefined) return;
  demand(isObject(byMessage), `${place}.byMessage`, byMessage, 'reasons by text');
  for (const [text, reason] of Object.entries(byMessage as object)) {
    demand(isOneOf(DECLINE_REASONS, reason), `${place}.byMessage.${text}`, reason, listOf(DECLINE_REASONS));
    demand(text === text.toLowerCase().trim(), `${place}.byMessage.${text}`, text, 'a text in lower case');
  }
}

/** What may stand in place of a word: all meanings, or those of the category that was begun. */
function meaningsLike(word: unknown): string {
  const [category] = splitWord(String(word));
  const near = MEANINGS.filter((meaning) => meaning.startsWith(`${category}: `));
  return listOf(
    near.length > 0
      ? near
      : MEANINGS.filter((meaning) => !meaning.includes(': ')).concat(
          'declined: …',
          'idempotency_conflict: …',
        ),
  );
}

function isSourceOrNone(value: unknown): boolean {
  return value === undefined || value === 'observed' || (isAddress(value) && value.startsWith('https:'));
}
