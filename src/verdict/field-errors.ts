import type { FieldError } from '../error/members.js';
import { FIELD_REASONS } from '../error/words.js';
import { attempt, firstItems, isText, ownMembers } from '../provider/careful.js';
import type { FieldErrorReading } from '../provider/reading.js';
import type { Reading } from './reading.js';
import { safeText } from './redact.js';

const MAX_WORD = 200;
const MAX_MESSAGE = 300;
const MAX_ALLOWED = 100;
const MAX_PATH = 32;

/** Gives text that may be kept. */
type Keep = (value: unknown) => string | null;

/** Copies what an answer says of single fields; what its row says where it names none. Never throws. */
export function fieldErrorsOf({ meaning, statement }: Reading): readonly FieldError[] {
  const said = statement?.fieldErrors ?? [];
  const readings = said.length > 0 ? said : meaning.fieldError ? [meaning.fieldError] : [];
  if (readings.length === 0) return [];
  const keepWord = keepingOnce(MAX_WORD);
  const keepMessage = keepingOnce(MAX_MESSAGE);
  // A provider without types may leave anything in the list: what can't be copied is passed over.
  return readings.flatMap((reading) => attempt(() => copyOf(reading, keepWord, keepMessage)) ?? []);
}

/** Looks through each text once, however often it stands there: all fields may name the same allowed values. */
function keepingOnce(maxLength: number): Keep {
  const known = new Map<unknown, string | null>();
  return (value) => {
    const kept = known.get(value);
    if (kept !== undefined) return kept;
    const safe = safeText(value, maxLength);
    known.set(value, safe);
    return safe;
  };
}

function copyOf(reading: FieldErrorReading, keepWord: Keep, keepMessage: Keep): FieldError | undefined {
  const { field, path, reason, code, message, allowed } = ownMembers(reading);
  if (!isText(field)) return undefined;
  const name = keepWord(field) ?? '';
  // What is hidden in a name is not to be found again in the segments of it.
  const told = name === field.trim() ? path : path && [name];
  const segments = told === undefined ? splitPath(name) : firstItems(told, MAX_PATH);
  return {
    field: name,
    path: segments.map((segment) => safeSegment(segment, keepWord)),
    reason: FIELD_REASONS.find((word) => word === reason) ?? 'unrecognized',
    code: keepWord(code),
    message: keepMessage(message),
    allowed: Array.isArray(allowed)
      ? firstItems(allowed, MAX_ALLOWED).flatMap((value) => keepWord(asText(value)) ?? [])
      : null,
  };
}

/** A name in quotes and brackets (RFC 9535), what stands in brackets, or what stands between dots. */
const SEGMENT = /\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]|[^.[\]]+/g;

/** Splits `$.items[0].name`, `customer.ip` and `$['items'][0]['a.b']` into their segments. */
function splitPath(field: string): readonly (string | number)[] {
  const segments: (string | number)[] = [];
  for (const [whole, single, double] of field.matchAll(SEGMENT)) {
    const quoted = single ?? double;
    if (quoted !== undefined) segments.push(quoted.replace(/\\(.)/g, '$1'));
    else if (whole !== '$' || segments.length > 0)
      segments.push(/^(?:0|[1-9]\d{0,8})$/.test(whole) ? Number(whole) : whole);
    if (segments.length === MAX_PATH) break;
  }
  return segments;
}

/** Numbers of more than nine digits may be a card's. */
function safeSegment(segment: unknown, keepWord: Keep): string | number {
  const isIndex = typeof segment === 'number' && Number.isInteger(segment) && segment >= 0 && segment < 1e9;
  return isIndex ? segment : (keepWord(asText(segment)) ?? '');
}

function asText(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}
