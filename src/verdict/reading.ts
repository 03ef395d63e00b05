import type { DeclineReason, MatchedOn } from '../error/words.js';
import { entryOf } from '../provider/careful.js';
import type { Statement } from '../provider/statement.js';
import type { CompiledRow, Meaning } from '../provider/table.js';
import type { Answer, HeadersInput } from './reply.js';

/** What was said, with everything that judging it needs. */
export interface Reading {
  readonly meaning: Meaning;
  readonly matchedOn: MatchedOn;
  /** The row that decided, `codes.1001`; `null` when the wire or the plain HTTP status did. */
  readonly row: string | null;
  /** Only for a decline: the row's reason, or one that an exact message tells more closely. */
  readonly declineReason: DeclineReason | undefined;
  readonly statement: Statement | null;
  readonly status: number | null;
  readonly headers: HeadersInput | null;
  /** Did the request reach the provider? `yes`: an answer arrived. */
  readonly sent: 'yes' | 'no' | 'unknown';
  /** The code of what was thrown; only where no answer arrived. */
  readonly faultCode: string | null;
}

/** What an answer says, and the HTTP status that it is read by. */
export interface Said {
  readonly answer: Answer;
  readonly status: number | null;
  readonly statement: Statement | null;
}

/** The reading that a row of the provider's tables gives. */
export function readingBy({ meaning, matchedOn, name }: CompiledRow, said: Said): Reading {
  return readingOf(said, meaning, matchedOn, name);
}

/** The reading that a meaning gives, be it of a row or not. */
export function readingOf(
  { answer, statement }: Said,
  meaning: Meaning,
  matchedOn: MatchedOn,
  row: string | null,
): Reading {
  const byMessage = reasonByMessage(meaning, statement);
  return {
    meaning,
    matchedOn: byMessage ? 'message' : matchedOn,
    row,
    declineReason: byMessage ?? reasonOf(meaning, matchedOn, statement),
    statement,
    status: answer.status,
    headers: answer.headers,
    sent: 'yes',
    faultCode: null,
  };
}

/** The reason that an exact message tells more closely than the row does. */
function reasonByMessage({ byMessage }: Meaning, statement: Statement | null): DeclineReason | undefined {
  return byMessage && entryOf(byMessage, statement?.exactMessage?.trim().toLowerCase());
}

/** A refusal that only a type, a status or a state tells, with a code that no table has, says why in an unlisted word. */
function reasonOf(
  { declineReason, byCode }: Meaning,
  matchedOn: MatchedOn,
  statement: Statement | null,
): DeclineReason | undefined {
  const isLessThanACode = matchedOn === 'status' || matchedOn === 'type' || byCode === true;
  const isCode = (word: string): boolean => matchedOn !== 'type' || !statement?.types.includes(word);
  const hasUnlistedCode = isLessThanACode && statement?.codes.some(isCode) === true;
  return declineReason === 'unspecified' && hasUnlistedCode ? 'unrecognized' : declineReason;
}
