import type { ProviderWorkings } from '../provider/define-provider.js';
import type { ResourceStatement } from '../provider/statement.js';
import { plainMeaning, rowOf, type Rule } from '../provider/table.js';
import { gravestRow, gravity, isAbout, rowInForce } from './match-words.js';
import { type Reading, readingBy, readingOf } from './reading.js';
import type { Answer } from './reply.js';
import type { SentRequest } from './request.js';

/** Reads the states of the resources in an answer; of several that failed the gravest speaks. `null`: none failed. */
export function matchStates(
  workings: ProviderWorkings,
  answer: Answer,
  request: SentRequest,
): Reading | null {
  let gravest: Reading | null = null;
  for (const resource of workings.readResources?.(answer.body) ?? []) {
    const reading = matchState(workings.tables, resource, answer, request);
    if (reading && !(gravest && gravity(gravest.meaning) >= gravity(reading.meaning))) gravest = reading;
  }
  return gravest;
}

function matchState(
  tables: ProviderWorkings['tables'],
  { statement, states, identified }: ResourceStatement,
  answer: Answer,
  request: SentRequest,
): Reading | null {
  const { status } = answer;
  const said = { answer, status, statement };
  for (const state of states) {
    const row = rowOf(tables.states, state);
    if (!row || !isAbout(row.meaning, request)) continue;
    const { notAfter, byCode } = row.meaning;
    if (request.method !== null && notAfter?.includes(request.method)) return null;
    if (!identified) return request.isRead ? null : readingOf(said, UNIDENTIFIED, 'none', null);
    const told = byCode ? gravestRow(tables.codes, statement.codes, rowInForce(status, request)) : null;
    return readingBy(told ?? row, said);
  }
  return null;
}

const LOOK_FIRST: Rule = {
  outcome: 'unknown',
  strategy: 'reconcile_first',
  action: undefined,
  why: 'The answer does not tell whose failure it is; it may have been performed.',
};

/** A failing state that nothing identifies is neither a success nor a refusal. */
const UNIDENTIFIED = /* @__PURE__ */ plainMeaning('unrecognized', { rule: LOOK_FIRST });
