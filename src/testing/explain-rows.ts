import type { TableName } from '../provider/table.js';
import { isAbout, rowInForce } from '../verdict/match-words.js';
import type { Reading } from '../verdict/reading.js';
import { statusThatCounts } from '../verdict/recognize.js';
import type { SentRequest } from '../verdict/request.js';
import { safeWord } from './safe-json.js';
import type { LookedUp } from './trace.js';

/** A word of an answer that was looked up in a table, and what that came to. */
export interface Consultation {
  readonly table: TableName;
  readonly word: string;
  /** The row that the table has for it, `codes.card_*`; `null` for none. */
  readonly row: string | null;
  /**
   * `decides`: this row is the reading. `no_row`: the table does not have the word. `not_in_force`: it has, but not for
   * this status or this request. `outweighed`: something else says more. `no_failure`: it is what was asked for.
   * `unidentified`: nothing tells whose state it is.
   */
  readonly verdict: 'decides' | 'no_row' | 'not_in_force' | 'outweighed' | 'no_failure' | 'unidentified';
  /** One sentence. */
  readonly why: string;
}

type Finding = readonly [verdict: Consultation['verdict'], why: string];

/** Says what came of a look-up. */
export function consultationOf(
  lookUp: LookedUp,
  reading: Reading | null,
  status: number | null,
  request: SentRequest,
): Consultation {
  const { table, word, row } = lookUp;
  const [verdict, why] = findingOn(lookUp, reading, status, request);
  return { table, word: safeWord(word), row: row?.name ?? null, verdict, why };
}

function findingOn(
  { table, row, resource, statement }: LookedUp,
  reading: Reading | null,
  status: number | null,
  request: SentRequest,
): Finding {
  if (!row) return ['no_row', 'The table does not have this word.'];
  const { meaning, name } = row;
  if (reading?.row === name) return ['decides', 'This row is what the answer means.'];
  if (!isAbout(meaning, request))
    return ['not_in_force', meaning.withKey && !request.mayHaveKey ? NO_KEY : OTHER_PATH];
  if (table === 'states' && resource) {
    const { method, isRead } = request;
    if (method !== null && meaning.notAfter?.includes(method))
      return ['no_failure', `After ${safeWord(method)} this state is what was asked for.`];
    if (!resource.identified) return [isRead ? 'no_failure' : 'unidentified', NOT_IDENTIFIED];
  } else if (!rowInForce(resource ? status : statusThatCounts(status, statement), request)(row)) {
    return ['not_in_force', SERVER_FAULT];
  }
  return ['outweighed', OUTWEIGHED[table]];
}

const NO_KEY = 'The row is for requests with an idempotency key that the provider takes there.';
const OTHER_PATH = 'The row is for requests to other paths.';
const NOT_IDENTIFIED = 'Nothing in the answer tells for sure whose state it is.';
const SERVER_FAULT = 'A 5xx is never turned into a refusal by its body.';

const OUTWEIGHED: Readonly<Record<TableName, string>> = {
  codes: 'Something else in the answer says more about the money.',
  types: 'Something else in the answer says more.',
  broadTypes: 'The HTTP status says more than this broad type.',
  httpStatuses: 'It was only compared with the broad type.',
  states: 'A code of the resource, or another resource, says more.',
};
