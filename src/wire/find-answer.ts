import type { PaymentError } from '../error/payment-error.js';
import { attempt, firstItems, isList, isRecord, member } from '../provider/careful.js';
import type { Provider } from '../provider/definition.js';
import { takeErrorReading } from '../provider/statement.js';
import { plainMeaning } from '../provider/table.js';
import { conclude, type NormalizeOptions } from '../verdict/conclude.js';
import { headerOf, type HeadersInput, httpStatus, parseBody } from '../verdict/reply.js';
import { type RequestFacts, takeRequest } from '../verdict/request.js';
import { labelOf } from '../verdict/success-text.js';
import { isRealError } from './cause.js';

/** An answer that an exception holds. */
export interface FoundAnswer {
  readonly status: number;
  readonly headers: HeadersInput | null;
  /** Parsed JSON, or the text when it is not JSON. */
  readonly body: unknown;
  /** Is it sure that `body` is what came, or that nothing did? */
  readonly isBodySeen: boolean;
}

/**
 * Finds the answer that a thrown value holds; `null`: none. Never throws.
 *
 * Adyen's HttpClientException has none: its `statusCode` is what the body calls its status, not HTTP's, so that a 500
 * may look like a refusal. That it keeps its headers in `responseHeaders` and its body in `responseBody` must not change.
 */
export function findAnswer(thrown: unknown, maxBodyBytes: number): FoundAnswer | null {
  const holder = holderOf(thrown);
  const body = bodyOfStripe(thrown) ?? bodyIn(thrown, holder, maxBodyBytes);
  const status = httpStatus(member(holder, 'status')) ?? httpStatus(member(holder, 'statusCode'));
  const headers = member(holder, 'headers') as HeadersInput | null | undefined; // looked through with care
  if (status === null || (headers ?? body) === undefined) return null;
  const found = { status, headers: headers ?? null, body };
  return { ...found, body: parseBody(body), isBodySeen: isSeen(found, thrown, holder) };
}

/** What has the status of the answer: the `response` of a thrown value, or itself. */
export function holderOf(thrown: unknown): unknown {
  return member(thrown, 'response') ?? thrown;
}

/** superagent: `text` and `rawResponse`; axios: `data`; ofetch: `_data`; ky: the exception's `data`; got, undici: `body`. */
function bodyIn(thrown: unknown, holder: unknown, maxBodyBytes: number): unknown {
  const places = [
    [holder, 'text'],
    [holder, 'data'],
    [holder, '_data'],
    [thrown, 'data'],
    [holder, 'body'],
    [thrown, 'rawResponse'],
  ] as const;
  const bodies = places
    .map(([place, key]) => member(place, key))
    .filter((body) => body !== undefined && typeof body !== 'function');
  const found = bodies.find((body) => body !== null) ?? bodies[0];
  return attempt(() => textOf(found, maxBodyBytes));
}

function textOf(body: unknown, maxBodyBytes: number): unknown {
  const bytes = body instanceof ArrayBuffer ? new Uint8Array(body) : body;
  return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes.subarray(0, maxBodyBytes)) : body;
}

/** stripe-node keeps the `error` of the body in `raw`, with what it knows of the answer among its members. */
function bodyOfStripe(thrown: unknown): object | undefined {
  const [status, raw, type] = ['statusCode', 'raw', 'type'].map((key) => member(thrown, key));
  const isOne = typeof status === 'number' && member(raw, 'statusCode') === status && isRealError(thrown);
  if (!isOne || attempt(() => 'rawType' in thrown) !== true) return undefined;
  if (!isRecord(raw)) return { error: attempt(() => firstItems(raw, MOST_ITEMS)) };
  const members = attempt(() => Object.entries(raw).filter(([key]) => !ADDED.includes(key)));
  const error = members && Object.fromEntries(members);
  if (!error || typeof type !== 'string' || !OF_OAUTH.test(type)) return error && { error };
  return { error: error['type'], error_description: error['message'] };
}

const ADDED: readonly string[] = ['headers', 'statusCode', 'requestId'];
const MOST_ITEMS = 1_000;

/** There `error` is a word, which the client makes the type. */
const OF_OAUTH =
  /^Stripe(?:OAuth(?:InvalidRequest)?|Invalid(?:Client|Grant|Scope)|Unsupported(?:Grant|Response)Type)Error$/;

function isSeen(
  { headers, body }: Omit<FoundAnswer, 'isBodySeen'>,
  thrown: unknown,
  holder: unknown,
): boolean {
  const length = headerOf(headers, 'content-length');
  if (length?.trim() === '0') return true;
  if (body === '') return !(Number(length) > 0) && !isDropped(thrown, headers);
  return body === undefined ? isEmptyToKy(thrown, headers) : isOfJson(body) && !isUnbuffered(holder, body);
}

/** undici's `responseError` gives '' for every body that is of another type. */
function isDropped(thrown: unknown, headers: HeadersInput | null): boolean {
  const type = headerOf(headers, 'content-type') ?? '';
  return member(thrown, 'code') === 'UND_ERR_RESPONSE' && !/^(?:application\/json|text\/plain)/.test(type);
}

/** ky reads the body: `data` is undefined where it is empty, and where it is said to be JSON and cannot be parsed. */
function isEmptyToKy(thrown: unknown, headers: HeadersInput | null): boolean {
  const isOfKy =
    member(thrown, 'name') === 'HTTPError' && attempt(() => Object.hasOwn(thrown as object, 'data'));
  return isOfKy === true && labelOf(headers) !== 'json';
}

/** A text, or what JSON can hold: no stream or Blob that is still to be read, and not the null that a browser gives axios. */
function isOfJson(body: unknown): boolean {
  if (typeof body !== 'object' || isList(body)) return true;
  const prototype = prototypeOf(body);
  return prototype === null || prototypeOf(prototype) === null; // of any realm
}

/** `undefined`: of what can have none. */
function prototypeOf(value: unknown): unknown {
  return attempt(() => Object.getPrototypeOf(value) as unknown);
}

/** superagent has no `text` of what it does not keep, and a `body` with nothing in it. */
function isUnbuffered(holder: unknown, body: unknown): boolean {
  const isEmpty = isRecord(body) && attempt(() => Object.keys(body).length) === 0;
  return (
    isEmpty && attempt(() => 'text' in (holder as object) && member(holder, 'text') === undefined) === true
  );
}

/** Makes the error of an answer of which nothing but status and headers are known: what the body says may be graver. */
export function concludeWithoutBody(
  provider: Provider,
  { status, headers }: FoundAnswer,
  request: RequestFacts | undefined,
  options: NormalizeOptions | undefined,
): PaymentError {
  const reading = {
    meaning: plainMeaning('unrecognized'),
    sent: 'yes',
    matchedOn: 'none',
    row: null,
    declineReason: undefined,
    statement: takeErrorReading({
      message: `${provider.name} answered HTTP ${String(status)}, and what was thrown does not hold the body.`,
    }),
    status,
    headers,
    faultCode: null,
  } as const;
  return conclude(provider, reading, undefined, takeRequest(request, provider.idempotency), options);
}
