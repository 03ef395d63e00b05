import { attempt, isList, isRecord, member } from '../provider/careful.js';
import { safeText } from '../verdict/redact.js';

const MAX_MESSAGE = 1_000;
const MAX_WORD = 200;
const DEEPEST_CAUSE = 10;

/** The thrown value and its causes, outermost first; `undefined` may be the last. Never throws. */
export function causesOf(thrown: unknown): readonly unknown[] {
  const causes = new Set<unknown>();
  let cause = thrown;
  while (!causes.has(cause) && causes.size <= DEEPEST_CAUSE) {
    causes.add(cause);
    cause = innerOf(cause);
  }
  return [...causes];
}

/** What an exception came of. stripe-node keeps it in `detail`, and what broke a body off in `exception`. */
function innerOf(thrown: unknown): unknown {
  const cause = member(thrown, 'cause');
  if (cause !== undefined || !isRealError(thrown)) return cause;
  if (isStripeConnectionError(thrown)) return member(thrown, 'detail');
  return member(thrown, 'message') === 'Failed to read the response body'
    ? member(thrown, 'exception')
    : undefined;
}

/** Is it what stripe-node throws where no whole answer came? */
export function isStripeConnectionError(thrown: unknown): boolean {
  return member(thrown, 'type') === 'StripeConnectionError' && isRealError(thrown);
}

/** Is it an Error, of this or of another realm? */
export function isRealError(value: unknown): value is Error {
  // Node 24 and others have it, TypeScript's ES2022 has not.
  const { isError } = Error as { readonly isError?: (value: unknown) => boolean };
  if (isError?.(value)) return true;
  // Earlier versions of axios make theirs by Object.create; a body that was parsed inherits from no Error.
  if (attempt(() => value instanceof Error)) return true;
  // node-fetch's errors give themselves another tag.
  return !isError && (attempt(() => ERROR_TAGS.includes(tagOf(value))) ?? false);
}

/** Is it an error of the web platform, of this or of another realm? */
export function isDomException(value: unknown): boolean {
  const tag = attempt(() => tagOf(value));
  if (tag !== '[object Error]') return tag === '[object DOMException]';
  return attempt(() => (value as Error).constructor.name) === 'DOMException'; // edge-runtime's has no tag of its own
}

const ERROR_TAGS: readonly string[] = ['[object Error]', '[object DOMException]'];

function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value);
}

/** What may be shown of a thrown value: an Error with its redacted name, message and code, and those of its causes. */
export function redactedCause(thrown: unknown): unknown {
  return thrown === undefined || thrown === null ? thrown : redactedChain(causesOf(thrown), 0);
}

function redactedChain(causes: readonly unknown[], index: number): Error | undefined {
  const thrown = causes[index];
  if (thrown === undefined || thrown === null) return undefined;
  const copy = new Error(messageOf(thrown));
  const name = safeText(member(thrown, 'name'), MAX_WORD) ?? 'Error';
  const code = safeText(member(thrown, 'code'), MAX_WORD);
  const cause = redactedChain(causes, index + 1);
  hide(copy, 'name', name);
  hide(copy, 'stack', `${name}: ${copy.message}`); // frames of ours would only mislead
  if (code !== null) Object.assign(copy, { code });
  if (cause) hide(copy, 'cause', cause);
  return copy;
}

function messageOf(thrown: unknown): string {
  const isObject = isRecord(thrown) || typeof thrown === 'function' || isList(thrown);
  // A proxy that was revoked is neither, and has no text.
  const text = isObject ? member(thrown, 'message') : attempt(() => String(thrown));
  return safeText(text, MAX_MESSAGE) ?? '';
}

function hide(error: Error, key: string, value: unknown): void {
  Object.defineProperty(error, key, { value, configurable: true, writable: true, enumerable: false });
}
