import type { MatchedOn } from '../error/words.js';
import type { Reading } from '../verdict/reading.js';
import { statusThatCounts } from '../verdict/recognize.js';
import type { Answer } from '../verdict/reply.js';
import type { SentRequest } from '../verdict/request.js';
import { flawInSuccess } from '../verdict/success-text.js';

/** What decided what an answer means. */
export interface Decision {
  /**
   * `row`: a row of the provider's tables. `http_status`: what HTTP says of the status. `body`: a success whose body is
   * not what it ought to be, or a failing state that nothing identifies. `nothing`: neither explains it. `success`: nothing
   * in it says that it failed.
   */
  readonly by: 'row' | 'http_status' | 'body' | 'nothing' | 'success';
  /** The row, `codes.card_declined`; `null` where none decided. */
  readonly row: string | null;
  /** The HTTP status that it was read by: the one that came, or the body's own where that counts. */
  readonly status: number | null;
  /** By what it was recognised, as the error says it; `null` for a success. */
  readonly matchedOn: MatchedOn | null;
  /** One sentence. */
  readonly why: string;
}

/** Says what decided. */
export function decisionOf(
  provider: string,
  reading: Reading | null,
  answer: Answer,
  request: SentRequest,
): Decision {
  const status = statusThatCounts(answer.status, reading?.statement ?? null);
  const decide = (by: Decision['by'], why: string): Decision => ({
    by,
    row: reading?.row ?? null,
    status,
    matchedOn: reading?.matchedOn ?? null,
    why,
  });
  if (!reading) return decide('success', 'Nothing in it says that it failed.');
  const { row, matchedOn, meaning } = reading;
  if (row !== null)
    return decide(
      'row',
      matchedOn === 'message'
        ? `${row}; an exact message tells the reason more closely.`
        : `${row} is the row that counts.`,
    );
  if (matchedOn === 'status')
    return decide('http_status', `No row counts, so HTTP ${String(status)} means what it does by itself.`);
  if (flawInSuccess(provider, answer, request))
    return decide('body', 'It came as a success, but its body is not what it ought to be.');
  if (meaning.rule)
    return decide('body', 'It holds a state that is a failure, but nothing tells whose it is.');
  return decide('nothing', 'Neither a row nor the HTTP status says what it means.');
}
