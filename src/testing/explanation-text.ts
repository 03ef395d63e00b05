import { deepEqual } from './deep-equal.js';
import type { BodyTrial } from './explain-body.js';
import type { BodyReading, Explanation } from './explanation.js';
import { summaryOf } from './summary.js';

/** Gives an explanation as lines of text. */
export function textOfExplanation(explanation: Omit<Explanation, 'text'>): string {
  const { consulted, decision, judgement, error } = explanation;
  return [
    `${explanation.provider} answered ${statusOf(explanation)} to ${requestOf(explanation)}.`,
    ...explanation.bodies.flatMap((body, index) => linesAbout(body, explanation.bodies[index - 1])),
    ...consulted.map(
      ({ table, word, row, verdict, why }) =>
        `  ${table}: ${JSON.stringify(word)}: ${row === null || row === `${table}.${word}` ? '' : `${row} `}${verdict}. ${why}`,
    ),
    `Decided by ${decision.by}: ${decision.why}`,
    ...(judgement ? [`Judged by line ${String(judgement.line)}: ${judgement.when} ${judgement.why}`] : []),
    error
      ? `${summaryOf(error)}\n  outcome ${error.outcome}, retry ${error.retry.strategy}`
      : 'It is a success, or still pending.',
  ].join('\n');
}

function statusOf({ status }: Pick<Explanation, 'status'>): string {
  return status === null ? 'without a known HTTP status' : `HTTP ${String(status)}`;
}

function requestOf({ request }: Pick<Explanation, 'request'>): string {
  const { method, line, isRead, outgoing, hasKey } = request;
  const what = line ?? method ?? 'a request that is not known';
  const kind = isRead ? 'a read' : outgoing ? `a ${outgoing}` : 'a write';
  return `${what}, ${kind} ${hasKey ? 'with' : 'without'} a key that counts`;
}

const AS: Readonly<Record<BodyReading['as'], string>> = {
  error: 'an error',
  error_in_success: 'an error inside of a success',
  resource: 'a resource',
};

const SCHEMA: Readonly<Record<BodyReading['schema'], string>> = {
  accepted: 'the schema accepted it',
  refused: 'the schema refused it',
  threw: 'the schema threw',
  asynchronous: 'the schema is asynchronous, which counts as a refusal',
  none: 'there is no schema',
};

const READ: Readonly<Record<BodyReading['read'], string>> = {
  said: 'read said',
  not_this: 'read said that it is none',
  threw: 'read threw, which counts as nothing said',
  asynchronous: 'read is asynchronous, which counts as nothing said',
  not_called: 'read was not called',
};

function linesAbout(body: BodyReading, before: BodyReading | undefined): readonly string[] {
  const start = `Its body, read as ${AS[body.as]}:`;
  if (before && deepEqual({ ...before, as: body.as }, body)) return [`${start} the same.`];
  const said = body.said.map((one) => ` ${JSON.stringify(one)}`).join(',');
  return [
    `${start} ${SCHEMA[body.schema]}; ${READ[body.read]}${said}.`,
    ...complaintsAbout(body).map((complaint) => `  ${complaint}`),
  ];
}

/** What a schema or a `read` objected to, threw, or let count as missing; one line each. */
export function complaintsAbout({ issues, countedAsMissing, thrown }: BodyTrial): readonly string[] {
  return [
    ...issues.map(({ path, message }) => `${placeOf(path)}: ${message}`),
    ...countedAsMissing.map(({ path, found }) => `${placeOf(path)}: counted as missing, found ${found}`),
    ...(thrown === null ? [] : [`threw ${thrown}`]),
  ];
}

function placeOf(path: readonly (string | number)[]): string {
  return path.length === 0 ? 'the whole' : path.join('.');
}
