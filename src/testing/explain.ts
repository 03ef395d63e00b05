import { type ProviderWorkings, workingsOf } from '../provider/define-provider.js';
import type { Provider } from '../provider/definition.js';
import type { ResourceStatement, Statement } from '../provider/statement.js';
import { plainMeaning } from '../provider/table.js';
import { fieldErrorsOf } from '../verdict/field-errors.js';
import { adviceOn } from '../verdict/judge.js';
import { circumstancesOf, conclude, type NormalizeOptions } from '../verdict/conclude.js';
import { readingOfAnswer } from '../verdict/normalize.js';
import { type Reading, readingOf } from '../verdict/reading.js';
import { type Answer, type Reply, takeReply } from '../verdict/reply.js';
import { type RequestFacts, type SentRequest, takeRequest } from '../verdict/request.js';
import { type BodyReader, tryBody } from './explain-body.js';
import { consultationOf } from './explain-rows.js';
import { decisionOf } from './explain-decision.js';
import type { Explanation } from './explanation.js';
import { textOfExplanation } from './explanation-text.js';
import { type JudgingLine, judgingLine } from './judging-lines.js';
import { type JsonValue, safeJson, safeWord } from './safe-json.js';
import { type ReadAs, type Trace, traced } from './trace.js';

/**
 * Explains what `inspect` makes of an answer: how its body was read, which tables were consulted with which words,
 * what decided, and which line of the judging table spoke.
 *
 * @param request - what was sent. Default: a write without an idempotency key.
 * @throws TypeError when `provider` is not a provider, or `reply` is a fetch `Response`.
 *
 * @example
 * ```ts
 * console.log(explain(paystand, { status: 402, body }, { method: 'POST' }).text);
 * ```
 */
export function explain(
  provider: Provider,
  reply: Reply,
  request?: RequestFacts,
  options?: NormalizeOptions,
): Explanation {
  const workings = workingsOf(provider);
  const answer = takeReply(reply);
  const sent = takeRequest(request, provider.idempotency);
  const trace: Trace = { reads: [], lookUps: [] };
  const reading = readingOfAnswer(provider.name, traced(workings, trace), answer, sent);
  const body = answer.body === '' ? undefined : answer.body;
  const { method, isRead, outgoing, hasKey } = sent;
  const line = sent.line;
  const explanation: Omit<Explanation, 'text'> = {
    provider: provider.name,
    status: answer.status,
    request: {
      method: method === null ? null : safeWord(method),
      line: line === null ? null : safeWord(line),
      isRead,
      outgoing,
      hasKey,
    },
    bodies: trace.reads.map(({ as, statements }) => ({
      as,
      ...tryBody(readerOf(workings, as), answer.body),
      said: statements.map((statement) => saidBy(statement, answer)),
    })),
    consulted: trace.lookUps.map((lookUp) => consultationOf(lookUp, reading, answer.status, sent)),
    decision: decisionOf(provider.name, reading, answer, sent),
    judgement: reading && judgementOf(provider, reading, sent, options),
    error: reading && conclude(provider, reading, body, sent, options),
  };
  return { ...explanation, text: textOfExplanation(explanation) };
}

function judgementOf(
  provider: Provider,
  reading: Reading,
  sent: SentRequest,
  options: NormalizeOptions | undefined,
): JudgingLine {
  const { line, why } = adviceOn(reading, circumstancesOf(provider, reading, sent, options));
  return judgingLine(line, safeWord(why));
}

/** The readers of a definition, as it was given. */
function readerOf({ definition: { error, resource } }: ProviderWorkings, as: ReadAs): BodyReader {
  if (as === 'resource' && resource) return resource;
  return as === 'error'
    ? { schema: error.schema, read: error.read }
    : { ...error, isMeant: error.insideSuccess };
}

/** What an answer says, without what it does not say. */
function saidBy(given: Statement | ResourceStatement, answer: Answer): JsonValue {
  const { statement, ...about } = 'statement' in given ? given : { statement: given };
  const reading = readingOf({ answer, status: null, statement }, plainMeaning('unrecognized'), 'none', null);
  const { fieldErrors, ...facts } = statement;
  const said = Object.entries({
    ...about,
    ...facts,
    fieldErrors: fieldErrors.length > 0 ? fieldErrorsOf(reading) : [],
  });
  const isSaid = ([, value]: readonly [string, unknown]): boolean =>
    value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
  return safeJson(Object.fromEntries(said.filter(isSaid)));
}
