import { RESOURCE_KINDS, type ResourceKind } from '../error/words.js';
import { attempt, firstItems, isList, isRecord, isText, ownMembers } from './careful.js';
import type { ErrorReading, FieldErrorReading, ResourceReading } from './reading.js';

/** What an answer says, with nothing left to doubt: texts are texts, and not empty. */
export interface Statement {
  /** What is kept as the provider's code. */
  readonly code: string | undefined;
  /** What to look for in the table of codes, as text, most specific first. */
  readonly codes: readonly string[];
  /** What to look for in the tables of types, most specific first. */
  readonly types: readonly string[];
  readonly message: string | undefined;
  readonly exactMessage: string | undefined;
  readonly status: number | undefined;
  readonly fieldErrors: readonly FieldErrorReading[];
  readonly requestId: string | undefined;
  readonly docUrl: string | undefined;
  readonly resource: { readonly kind: ResourceKind; readonly id: string | undefined } | undefined;
  readonly networkDeclineCode: string | undefined;
  readonly networkAdviceCode: string | undefined;
  readonly adviceNetwork: string | undefined;
  /** What to look for in the table of advice. */
  readonly advice: readonly string[];
  /** Will the provider try it again by itself? */
  readonly triesAgain: boolean;
}

/** What a resource says, likewise. */
export interface ResourceStatement {
  readonly statement: Statement;
  /** What to look for in the table of states, most specific first. */
  readonly states: readonly string[];
  /** Is it known for sure that this is such a resource? */
  readonly identified: boolean;
}

/** No error keeps more. */
const MOST_FIELD_ERRORS = 100;

/** Takes apart what a provider says: one without types may leave anything in place of a list or a text. */
export function takeErrorReading(given: ErrorReading): Statement {
  const reading = ownMembers(given);
  return statementOf(reading, reading.resource);
}

/** More resources than this say nothing new. */
const MOST_RESOURCES = 100;

/** Takes apart what a provider says of one resource, or of several. */
export function takeResourceReadings(
  given: ResourceReading | readonly ResourceReading[],
): readonly ResourceStatement[] {
  const readings: readonly unknown[] = isList(given) ? itemsIn(given, MOST_RESOURCES) : [given];
  return readings
    .filter((reading) => isRecord(reading))
    .map((reading) => takeResourceReading(reading as never)); // taken apart with care
}

function takeResourceReading(given: ResourceReading): ResourceStatement {
  const reading = ownMembers(given);
  const { kind, id, states, identified } = reading;
  const statement = statementOf(reading, { kind, id });
  return {
    statement,
    states: wordsIn(states),
    identified: identified ?? statement.resource?.id !== undefined,
  };
}

function statementOf(reading: Omit<ErrorReading, 'resource'>, resource: ErrorReading['resource']): Statement {
  const codes = wordsIn(reading.codes);
  const { type } = reading;
  return {
    code: textIn(reading.code) ?? codes[0],
    codes,
    types: wordsIn(isList(type) ? type : [type]),
    message: textIn(reading.message),
    exactMessage: textIn(reading.exactMessage),
    status: statusIn(reading.status),
    fieldErrors: itemsIn(reading.fieldErrors, MOST_FIELD_ERRORS) as readonly FieldErrorReading[], // copied with care
    requestId: textIn(reading.requestId),
    docUrl: textIn(reading.docUrl),
    resource: resource ? { kind: kindIn(resource.kind), id: textIn(resource.id) } : undefined,
    networkDeclineCode: textIn(reading.networkDeclineCode),
    networkAdviceCode: textIn(reading.networkAdviceCode),
    adviceNetwork: textIn(reading.adviceNetwork),
    advice: wordsIn(reading.advice),
    triesAgain: reading.triesAgain === true,
  };
}

function kindIn(kind: unknown): ResourceKind {
  return RESOURCE_KINDS.find((word) => word === kind) ?? 'other';
}

function textIn(value: unknown): string | undefined {
  return isText(value) && value !== '' ? value : undefined;
}

function statusIn(value: unknown): number | undefined {
  const status = isText(value) ? Number(value) : value;
  return typeof status === 'number' ? status : undefined;
}

/** More codes than this say nothing new. */
const MOST_WORDS = 100;

/** The words of a list, numbers as text. */
function wordsIn(list: unknown): readonly string[] {
  const words: string[] = [];
  for (const item of itemsIn(list, MOST_WORDS))
    if (typeof item === 'number' || (isText(item) && item !== '')) words.push(String(item));
  return words;
}

/** The first items of a list; none of anything else, or when looking at it throws. */
function itemsIn(list: unknown, most: number): readonly unknown[] {
  return attempt(() => firstItems(list, most)) ?? [];
}
