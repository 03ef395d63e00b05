import { attempt, entryOf, member } from './careful.js';
import { isPaymentException } from './exception.js';
import { isPaymentError } from './guards.js';
import { type RequestFacts, takeRequest } from './judge.js';
import { conclude, normalize } from './normalize.js';
import type { PaymentError } from './payment-error.js';
import type { ResponseLike } from './platform.js';
import { assertProvider, type Provider } from './provider.js';
import type { Meaning, Reading } from './recognize.js';
import { httpStatus, type Reply } from './reply.js';
import { normalizeResponse } from './response.js';
import { takeSaid } from './said.js';

/** What a thrown value proves about the request. */
export interface Fault {
  readonly meaning: Meaning;
  readonly sent: Reading['sent'];
  /** What happened, as a part of a sentence. */
  readonly summary: string;
}

const NEVER_SENT: Fault = { meaning: { category: 'network' }, sent: 'no', summary: 'the request never left' };
const NOT_SENDABLE: Fault = {
  meaning: {
    category: 'network',
    fixableBy: 'developer',
    rule: {
      outcome: 'not_performed',
      strategy: 'fix_request',
      why: 'The address or the certificate is at fault: the request never left, and will not until that is mended.',
    },
  },
  sent: 'no',
  summary: 'the request could not be sent',
};
/** The connection broke, or something failed that proves nothing about the request. */
export const BROKEN: Fault = {
  meaning: { category: 'network' },
  sent: 'unknown',
  summary: 'the connection broke',
};
/** Nothing came in time. */
export const TIMED_OUT: Fault = {
  meaning: { category: 'timeout' },
  sent: 'unknown',
  summary: 'nothing came in time',
};
/** The caller cancelled. */
export const ABORTED: Fault = {
  meaning: { category: 'aborted' },
  sent: 'unknown',
  summary: 'the caller cancelled',
};

/**
 * Every error code that is recognised, with the runtime or client that produces it. A code is here as never sent only
 * if nothing can produce it after the request left; codes that TLS libraries also use later (EPROTO, ERR_SSL_*) say nothing.
 */
export const FAULT_BY_CODE: Readonly<Record<string, Fault>> = {
  // Node, Bun: names and connections
  ENOTFOUND: NEVER_SENT,
  EAI_AGAIN: NEVER_SENT,
  EAI_FAIL: NEVER_SENT,
  EAI_NODATA: NEVER_SENT,
  EAI_NONAME: NEVER_SENT,
  ECONNREFUSED: NEVER_SENT,
  // undici and Node's fetch: up to the end of the TLS handshake
  UND_ERR_CONNECT_TIMEOUT: NEVER_SENT,
  // Bun before 1.3
  ConnectionRefused: NEVER_SENT,
  FailedToOpenSocket: NEVER_SENT,
  // Node, Bun: certificates that are refused before anything is sent
  CERT_HAS_EXPIRED: NOT_SENDABLE,
  CERT_NOT_YET_VALID: NOT_SENDABLE,
  CERT_REVOKED: NOT_SENDABLE,
  CERT_REJECTED: NOT_SENDABLE,
  CERT_UNTRUSTED: NOT_SENDABLE,
  CERT_CHAIN_TOO_LONG: NOT_SENDABLE,
  CERT_SIGNATURE_FAILURE: NOT_SENDABLE,
  DEPTH_ZERO_SELF_SIGNED_CERT: NOT_SENDABLE,
  SELF_SIGNED_CERT_IN_CHAIN: NOT_SENDABLE,
  UNABLE_TO_GET_ISSUER_CERT: NOT_SENDABLE,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: NOT_SENDABLE,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: NOT_SENDABLE,
  INVALID_CA: NOT_SENDABLE,
  INVALID_PURPOSE: NOT_SENDABLE,
  HOSTNAME_MISMATCH: NOT_SENDABLE,
  ERR_TLS_CERT_ALTNAME_INVALID: NOT_SENDABLE,
  // Node, Bun: addresses; got: ERR_UNSUPPORTED_PROTOCOL
  ERR_INVALID_URL: NOT_SENDABLE,
  ERR_INVALID_PROTOCOL: NOT_SENDABLE,
  ERR_UNSUPPORTED_PROTOCOL: NOT_SENDABLE,
  // Node
  ECONNRESET: BROKEN,
  EPIPE: BROKEN,
  EHOSTUNREACH: BROKEN,
  ENETUNREACH: BROKEN,
  EPROTO: BROKEN,
  ERR_STREAM_PREMATURE_CLOSE: BROKEN,
  // undici and Node's fetch
  UND_ERR_SOCKET: BROKEN,
  UND_ERR_CLOSED: BROKEN,
  UND_ERR_DESTROYED: BROKEN,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: BROKEN,
  // axios in a browser
  ERR_NETWORK: BROKEN,
  // Node, got, axios with clarifyTimeoutError; the platform's fetch gives the name TimeoutError
  ETIMEDOUT: TIMED_OUT,
  ESOCKETTIMEDOUT: TIMED_OUT,
  // axios, superagent
  ECONNABORTED: TIMED_OUT,
  UND_ERR_HEADERS_TIMEOUT: TIMED_OUT,
  UND_ERR_BODY_TIMEOUT: TIMED_OUT,
  // Node, axios, got, undici, superagent; the platform's fetch gives the name AbortError
  ABORT_ERR: ABORTED,
  ERR_CANCELED: ABORTED,
  ERR_ABORTED: ABORTED,
  UND_ERR_ABORTED: ABORTED,
  ABORTED,
};

/** What tells itself by its name: the platform's fetch in every runtime, ky, ofetch, node-fetch. */
export const FAULT_BY_NAME: Readonly<Record<string, Fault>> = {
  AbortError: ABORTED,
  TimeoutError: TIMED_OUT,
  NetworkError: BROKEN,
  FetchError: BROKEN,
  HTTPParserError: BROKEN,
};

/** What tells itself by nothing but its message, which has to be exactly this. */
export const FAULT_BY_MESSAGE: Readonly<Record<string, Fault>> = {
  'Failed to fetch': BROKEN, // Chromium
  'NetworkError when attempting to fetch resource.': BROKEN, // Firefox
  'Load failed': BROKEN, // WebKit
  'fetch failed': BROKEN, // Node, Deno
  terminated: BROKEN, // Node, while reading a body
  'network error': BROKEN, // Chromium, while reading a body
  'Network connection lost.': BROKEN, // workerd
  'The request has been aborted even before .end() was called': ABORTED, // superagent
};

/** got: the phases that end before the request is written. */
export const PHASES_BEFORE_SENDING: readonly unknown[] = ['lookup', 'connect', 'secureConnect'];

const DEEPEST_CAUSE = 10;

/**
 * Turns whatever a catch block got into a {@link PaymentError}: what the platform's fetch, undici, axios, ky, ofetch,
 * got, superagent and node-fetch throw, a `Response`, an object with a `response`, a {@link PaymentException} (its own
 * error) or a `PaymentError` (itself). Looks through `cause`, at most 10 deep. An exception that tells nothing about a
 * request is `unknown`, and on a write may have charged. The promise does not reject for anything thrown.
 *
 * The last attempt is all that can be seen of a client that retries or follows redirects by itself: turn that off for
 * writes.
 *
 * @param request - what was sent. Default: a write without an idempotency key.
 * @throws TypeError (as a rejection) when `provider` is not a provider.
 *
 * @example
 * ```ts
 * try {
 *   await axios.post(url, payment, { headers: { 'Idempotency-Key': idempotencyKey } });
 * } catch (thrown) {
 *   const error = await normalizeThrown(paysg, thrown, { method: 'POST', idempotencyKey });
 * }
 * ```
 */
export async function normalizeThrown(
  provider: Provider,
  thrown: unknown,
  request?: RequestFacts,
): Promise<PaymentError> {
  assertProvider(provider);
  if (isPaymentError(thrown)) return thrown;
  if (isPaymentException(thrown)) return thrown.error;
  const holder = member(thrown, 'response') ?? thrown;
  if (isUnreadResponse(holder)) return normalizeResponse(provider, holder, { request });
  const body = bodyIn(thrown, holder);
  const status = httpStatus(member(holder, 'status')) ?? httpStatus(member(holder, 'statusCode'));
  const headers = member(holder, 'headers') as Reply['headers']; // taken apart with care by normalize
  if (status !== null && (headers ?? body) !== undefined)
    return normalize(provider, { status, headers, body }, request);
  return concludeFault(provider, faultIn(thrown) ?? UNEXPLAINED, request);
}

/** Makes the error for a request that got no answer. */
export function concludeFault(
  provider: Provider,
  fault: Fault,
  request: RequestFacts | undefined,
): PaymentError {
  const { meaning, sent, summary } = fault;
  const reading: Reading = {
    meaning,
    sent,
    matchedOn: fault === UNEXPLAINED ? 'none' : 'transport',
    row: null,
    declineReason: null,
    said: takeSaid({ message: `No answer from ${provider.name}: ${summary}.` }),
    status: null,
    headers: null,
  };
  return conclude(provider, reading, undefined, takeRequest(request));
}

const UNEXPLAINED: Fault = {
  meaning: { category: 'unknown' },
  sent: 'unknown',
  summary: 'something was thrown that does not tell why',
};

/** Finds what a thrown value and its causes prove; `null`: nothing. Never throws. */
export function faultIn(thrown: unknown): Fault | null {
  const faults = causesOf(thrown).flatMap((cause) => attempt(() => faultOf(cause)) ?? []);
  // What wraps a fault says less than the fault itself.
  const telling = faults.find((fault) => fault !== BROKEN);
  // axios gives no reason for an abort, only the signal.
  const reason = member(member(member(thrown, 'config'), 'signal'), 'reason');
  if (telling === ABORTED && member(reason, 'name') === 'TimeoutError') return TIMED_OUT;
  if (telling !== TIMED_OUT) return telling ?? faults[0] ?? null;
  return faults.find(({ sent }) => sent === 'no') ?? telling;
}

/** The thrown value and its causes, outermost first; `undefined` may be the last. */
export function causesOf(thrown: unknown): readonly unknown[] {
  const causes = new Set<unknown>();
  let cause = thrown;
  while (!causes.has(cause) && causes.size <= DEEPEST_CAUSE) {
    causes.add(cause);
    cause = member(cause, 'cause');
  }
  return [...causes];
}

function faultOf(cause: unknown): Fault | null {
  // Node: an AggregateError holds one error for each address that was tried.
  const errors = member(cause, 'errors');
  const isUnsent =
    Array.isArray(errors) && errors.length > 0 && errors.every((error) => ownFaultOf(error)?.sent === 'no');
  return isUnsent ? NEVER_SENT : ownFaultOf(cause);
}

function ownFaultOf(error: unknown): Fault | null {
  const systemCall = member(error, 'syscall') ?? member(error, 'erroredSysCall'); // the latter: node-fetch
  if (systemCall === 'connect' || PHASES_BEFORE_SENDING.includes(member(error, 'event'))) return NEVER_SENT;
  return (
    entryOf(FAULT_BY_CODE, member(error, 'code')) ??
    entryOf(FAULT_BY_NAME, member(error, 'name')) ??
    entryOf(FAULT_BY_MESSAGE, member(error, 'message')) ??
    null
  );
}

/** Is it a `Response` whose body can still be read? */
function isUnreadResponse(holder: unknown): holder is ResponseLike {
  return typeof member(holder, 'text') === 'function' && member(holder, 'bodyUsed') !== true;
}

/** superagent: `text` and `rawResponse`; axios: `data`; ofetch: `_data`; ky: the exception's `data`; got, undici: `body`. */
function bodyIn(thrown: unknown, holder: unknown): unknown {
  const places = [
    [holder, 'text'],
    [holder, 'data'],
    [holder, '_data'],
    [thrown, 'data'],
    [holder, 'body'],
    [thrown, 'rawResponse'],
  ] as const;
  const found = places
    .map(([place, key]) => member(place, key))
    .find((body) => body !== undefined && typeof body !== 'function');
  return attempt(() =>
    found instanceof Uint8Array ? new TextDecoder().decode(found.subarray(0, 262_144)) : found,
  );
}
