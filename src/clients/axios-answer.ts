import { attempt, isText, member } from '../provider/careful.js';
import {
  type Answer,
  type HeadersInput,
  httpStatus,
  isBrokenJson,
  isSuccess,
  parseBody,
} from '../verdict/reply.js';
import { labelOf } from '../verdict/success-text.js';
import { hidesRedirects, requestOfAxios, wasRedirected } from '../wire/client.js';
import { isOtherAddress } from '../wire/proof.js';
import type { ResponseLike } from '../wire/platform.js';
import { type BodyLimits, readBody } from '../wire/read-body.js';
import type { Sending } from './axios-sendings.js';

/** What axios answered. */
export interface ReadAnswer {
  readonly answer: Answer;
  /** Could it be looked into? A 2xx as a stream, or larger than `maxBodyBytes`, could not. */
  readonly isSeen: boolean;
}

/** Takes what axios answers apart. Never rejects. */
export async function readAnswer(
  response: unknown,
  sending: Sending | undefined,
  limits: BodyLimits,
): Promise<ReadAnswer> {
  const status = httpStatus(member(response, 'status'));
  const headers = (member(response, 'headers') ?? null) as HeadersInput | null; // looked through with care
  const given = sending && 'body' in sending ? sending.body : member(response, 'data');
  if (sending) delete sending.body; // nobody needs it twice
  const read = isSuccess(status)
    ? await bodyOfSuccess(given, headers, limits)
    : await bodyOfFailure(given, limits);
  const body = parseBody(read?.body);
  const afterRedirect = isInDoubt(response, sending);
  const isBodyLost = read === null || isBrokenJson(body);
  return {
    answer: { status, headers, body, afterRedirect, isBodyLost },
    isSeen: read !== null || !isSuccess(status),
  };
}

/** May it have come after a redirect, or a second sending? */
function isInDoubt(response: unknown, sending: Sending | undefined): boolean {
  const config = member(response, 'config');
  return (
    sending?.wasSentBefore === true ||
    Number(member(member(config, 'axios-retry'), 'retryCount')) > 0 ||
    wasRedirected(response) ||
    hidesRedirects(response) ||
    isOtherAddress(requestOfAxios(config).url, member(member(response, 'request'), 'responseURL'))
  );
}

/** A body that was there to be read. */
interface Read {
  readonly body: unknown;
}

async function bodyOfSuccess(
  given: unknown,
  headers: HeadersInput | null,
  limits: BodyLimits,
): Promise<Read | null> {
  if (isStream(given)) return null;
  const size = sizeOf(given);
  if (size === null) return { body: given };
  const isOfNoInterest = !isText(given) && labelOf(headers) === 'other';
  return isOfNoInterest || size > limits.maxBodyBytes ? null : { body: await textOf(given, limits) };
}

/** `null`: it is too large, or did not come whole. */
async function bodyOfFailure(given: unknown, limits: BodyLimits): Promise<Read | null> {
  if (given === undefined) return null; // what is empty is a text to axios, or null
  const size = sizeOf(given);
  if (size !== null && size > limits.maxBodyBytes) return null;
  if (size === null && !isStream(given)) return { body: given };
  const body = await textOf(given, limits);
  return body === undefined ? null : { body };
}

/** `stream`: a stream of Node's or of the web; `response`: a `Response`. */
function isStream(given: unknown): boolean {
  return (
    [given, member(given, 'body')].some((place) => typeof member(place, 'getReader') === 'function') ||
    typeof member(given, 'pipe') === 'function'
  );
}

/** The size of a text, of bytes or of a Blob; `null` for anything else. */
function sizeOf(given: unknown): number | null {
  if (isText(given)) return given.length;
  const size = member(given, 'byteLength') ?? (isBlob(given) ? member(given, 'size') : undefined);
  return typeof size === 'number' ? size : null;
}

function isBlob(given: unknown): given is { text(): Promise<string> } {
  return typeof member(given, 'arrayBuffer') === 'function' && typeof member(given, 'size') === 'number';
}

/** Gives a text as it is, and the text that anything else holds; `undefined` where that does not come whole. */
async function textOf(given: unknown, limits: BodyLimits): Promise<unknown> {
  if (isText(given)) return given;
  if (member(given, 'byteLength') !== undefined)
    return attempt(() => new TextDecoder().decode(given as Uint8Array)); // of what is none, it throws
  const { end, text } = await readBody(readableOf(given), limits);
  return end === 'whole' ? text : undefined;
}

function readableOf(given: unknown): ResponseLike {
  const isResponse = !isBlob(given) && typeof member(given, 'text') === 'function';
  if (isResponse) return given as ResponseLike; // read with care
  const bare = { status: 0, headers: {} };
  return isBlob(given) ? { ...bare, text: () => given.text() } : { ...bare, body: given };
}
