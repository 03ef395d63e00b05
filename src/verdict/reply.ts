import { firstItems, isText, member } from '../provider/careful.js';

/** Headers in any of the shapes that clients hand out, AxiosHeaders too. Names are found in any letter case. */
export type HeadersInput =
  { get(name: string): unknown } | Iterable<readonly [string, string]> | Readonly<Record<string, unknown>>;

/** An HTTP answer, as far as a caller has it. A fetch `Response` is none: `inspectResponse` takes it. */
export interface Reply {
  /** The HTTP status received, if one was. */
  readonly status?: number | null | undefined;
  /** The response headers. Default: none. */
  readonly headers?: HeadersInput | null | undefined;
  /** Parsed JSON, or the text: JSON text is parsed, other text is kept as text. */
  readonly body?: unknown;
  /** What a `Response` has and a reply has not. */
  readonly arrayBuffer?: never;
}

/** A reply with nothing left to doubt. */
export interface Answer {
  readonly status: number | null;
  readonly headers: HeadersInput | null;
  /** Parsed JSON, or the text when it is not JSON. */
  readonly body: unknown;
  /** Did it come after a redirect, or a second sending? Then it says nothing about what became of the first. */
  readonly afterRedirect: boolean;
  /** Was there a body of which not all could be read? What it said may be graver than its status. */
  readonly isBodyLost: boolean;
}

/** More headers than this are not looked at: an iterable need not end. */
const MAX_HEADERS = 1_000;

/**
 * Takes a reply apart. What can't be read counts as not given.
 *
 * @throws TypeError for a fetch `Response`, whose body is not there to be read yet.
 */
export function takeReply(reply: Reply | null | undefined): Answer {
  if (typeof member(reply, 'arrayBuffer') === 'function')
    throw new TypeError('reply: expected { status, headers, body }; inspectResponse takes a Response');
  const body = parseBody(member(reply, 'body'));
  return {
    status: statusGiven(member(reply, 'status') ?? member(reply, 'statusCode')),
    headers: (member(reply, 'headers') ?? null) as HeadersInput | null, // looked through with care
    body,
    afterRedirect: false,
    isBodyLost: isBrokenJson(body),
  };
}

/** A status in digits counts too, as does `statusCode`: one that is overlooked would let the body alone decide. */
function statusGiven(value: unknown): number | null {
  return httpStatus(isText(value) && /^\d{3}$/.test(value) ? Number(value) : value);
}

/** Gives a three-digit status as it is, `null` for anything else. */
export function httpStatus(value: unknown): number | null {
  return Number.isInteger(value) && (value as number) >= 100 && (value as number) <= 999
    ? (value as number) // an integer, as just checked
    : null;
}

/** Parses JSON text that holds an object or an array; gives anything else back as it is. Never throws. */
export function parseBody(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  const text = body.charCodeAt(0) === BYTE_ORDER_MARK ? body.slice(1) : body;
  if (!text.startsWith('{') && !/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Is it, after parsing, still a text that begins as JSON does? Then it was cut, or something else is wrong with it. */
export function isBrokenJson(body: unknown): boolean {
  return isText(body) && /^\s*[[{]/.test(body);
}

const BYTE_ORDER_MARK = 0xfeff;

/** Gives the value of a header, `null` when it is missing or can't be read. Never throws. */
export function headerOf(headers: HeadersInput | null, name: string): string | null {
  if (headers === null) return null;
  try {
    const value = lookUp(headers, name);
    return typeof value === 'string'
      ? value
      : Array.isArray(value)
        ? firstItems(value, MAX_HEADERS).filter(isText).join(', ')
        : null;
  } catch {
    return null;
  }
}

function lookUp(headers: HeadersInput, name: string): unknown {
  // Most clients hand out a record; fetch sends no header that it inherits.
  const asNamed = Object.hasOwn(headers, name) ? member(headers, name) : undefined;
  if (isText(asNamed)) return asNamed;
  const get = member(headers, 'get');
  const { [Symbol.iterator]: iterate } = headers as { [Symbol.iterator]?: unknown }; // any shape
  if (typeof get === 'function') {
    const value: unknown = get.call(headers, name);
    if (typeof value === 'string' || value === null) return value; // null: a Headers that has none
  }
  if (!iterate) {
    for (const key of Object.keys(headers)) if (isSameName(key, name)) return member(headers, key);
    return undefined;
  }
  let seen = 0;
  for (const pair of headers as Iterable<unknown>) {
    if (++seen > MAX_HEADERS) break;
    if (Array.isArray(pair) && isText(pair[0]) && isSameName(pair[0], name)) return pair[1];
  }
  return undefined;
}

function isSameName(one: string, other: string): boolean {
  return one.length === other.length && one.toLowerCase() === other.toLowerCase();
}

/** Is it a 2xx? */
export function isSuccess(status: unknown): boolean {
  const known = httpStatus(status);
  return known !== null && known >= 200 && known <= 299;
}
