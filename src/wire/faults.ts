import { plainMeaning, type Meaning } from '../provider/table.js';
import type { Reading } from '../verdict/reading.js';

/** What happened where no answer came. */
export interface Fault {
  readonly meaning: Meaning;
  /** Did the request leave? `no` counts only where it is proved to be about this request. */
  readonly sent: Exclude<Reading['sent'], 'yes'>;
  /** What happened, as a part of a sentence. */
  readonly summary: string;
}

/** The request never left, and may be sent again. */
export const NEVER_SENT: Fault = {
  meaning: /* @__PURE__ */ plainMeaning('network'),
  sent: 'no',
  summary: 'the request never left',
};
/** The request can't leave as it is. */
export const NOT_SENDABLE: Fault = {
  meaning: /* @__PURE__ */ plainMeaning('network', {
    fixableBy: 'developer',
    rule: {
      outcome: 'not_performed',
      strategy: 'fix_request',
      action: undefined,
      why: 'The request, its address or the certificate is at fault: it never left, and will not until that is mended.',
    },
  }),
  sent: 'no',
  summary: 'the request could not be sent',
};
/** The connection broke, or something failed that proves nothing about the request. */
export const BROKEN: Fault = {
  meaning: /* @__PURE__ */ plainMeaning('network'),
  sent: 'unknown',
  summary: 'the connection broke',
};
/** Nothing came in time. */
export const TIMED_OUT: Fault = {
  meaning: /* @__PURE__ */ plainMeaning('timeout'),
  sent: 'unknown',
  summary: 'nothing came in time',
};
/** The caller cancelled. */
export const ABORTED: Fault = {
  meaning: /* @__PURE__ */ plainMeaning('aborted'),
  sent: 'unknown',
  summary: 'the caller cancelled',
};
/** Something was thrown that tells nothing about a request. */
export const UNEXPLAINED: Fault = {
  meaning: /* @__PURE__ */ plainMeaning('unrecognized'),
  sent: 'unknown',
  summary: 'something was thrown that does not tell why',
};

/** Nobody has kept what came of it. */
export const NOT_ON_RECORD: Fault = {
  meaning: /* @__PURE__ */ plainMeaning('unrecognized'),
  sent: 'unknown',
  summary: 'none is on record',
};

/** The same fault for each of the codes, which are parted by blanks. */
function each(fault: Fault, codes: string): Readonly<Record<string, Fault>> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, fault]));
}

/**
 * Every error code that is recognised, with the runtime or client that produces it. A code is here as never sent only
 * if nothing can produce it after the request left; codes that TLS libraries also use later (EPROTO, ERR_SSL_*) say
 * nothing. Those of a connection that is refused say something only with `syscall: 'connect'`: Node gives that, and
 * Bun, which sends again by itself, does not.
 */
export const FAULT_BY_CODE: Readonly<Record<string, Fault>> = /* @__PURE__ */ (() => ({
  // Node: names that are not found
  ...each(NEVER_SENT, 'ENOTFOUND EAI_AGAIN EAI_FAIL EAI_NODATA EAI_NONAME'),
  // undici and Node's fetch: up to the end of the TLS handshake
  ...each(NEVER_SENT, 'UND_ERR_CONNECT_TIMEOUT'),
  // Node, Bun: certificates that are refused before anything is sent
  ...each(NOT_SENDABLE, 'CERT_HAS_EXPIRED CERT_NOT_YET_VALID CERT_REVOKED CERT_REJECTED CERT_UNTRUSTED'),
  ...each(NOT_SENDABLE, 'CERT_CHAIN_TOO_LONG CERT_SIGNATURE_FAILURE DEPTH_ZERO_SELF_SIGNED_CERT INVALID_CA'),
  ...each(NOT_SENDABLE, 'SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_GET_ISSUER_CERT INVALID_PURPOSE'),
  ...each(NOT_SENDABLE, 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
  ...each(NOT_SENDABLE, 'HOSTNAME_MISMATCH ERR_TLS_CERT_ALTNAME_INVALID'),
  // Node, Bun: addresses; got: ERR_UNSUPPORTED_PROTOCOL
  ...each(NOT_SENDABLE, 'ERR_INVALID_URL ERR_INVALID_PROTOCOL ERR_UNSUPPORTED_PROTOCOL'),
  // Node's http: a header or a path that it does not put together
  ...each(NOT_SENDABLE, 'ERR_INVALID_CHAR ERR_INVALID_HTTP_TOKEN ERR_UNESCAPED_CHARACTERS'),
  // Node
  ...each(BROKEN, 'ECONNREFUSED ECONNRESET EPIPE EHOSTUNREACH ENETUNREACH EPROTO'),
  ...each(BROKEN, 'ERR_STREAM_PREMATURE_CLOSE'),
  // Bun
  ...each(BROKEN, 'ConnectionRefused FailedToOpenSocket ConnectionClosed ZlibError'),
  ...each(BROKEN, 'UnexpectedRedirect'),
  // undici and Node's fetch
  ...each(BROKEN, 'UND_ERR_SOCKET UND_ERR_CLOSED UND_ERR_DESTROYED UND_ERR_INFO'),
  ...each(BROKEN, 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH UND_ERR_HEADERS_OVERFLOW'),
  ...each(BROKEN, 'UND_ERR_RES_EXCEEDED_MAX_SIZE UND_ERR_REQ_CONTENT_LENGTH_MISMATCH UND_ERR'),
  // axios in a browser, and over fetch; follow-redirects; got
  ...each(BROKEN, 'ERR_NETWORK ERR_FR_REDIRECTION_FAILURE ERR_FR_TOO_MANY_REDIRECTS'),
  ...each(BROKEN, 'ERR_TOO_MANY_REDIRECTS ERR_READING_RESPONSE_STREAM'),
  // Node, got, axios with clarifyTimeoutError; the platform's fetch gives the name TimeoutError
  ...each(TIMED_OUT, 'ETIMEDOUT ESOCKETTIMEDOUT'),
  // axios, superagent
  ...each(TIMED_OUT, 'ECONNABORTED ETIME'),
  ...each(TIMED_OUT, 'UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT'),
  // Node, axios, got, undici, superagent; the platform's fetch gives the name AbortError
  ...each(ABORTED, 'ABORT_ERR ERR_CANCELED ERR_ABORTED UND_ERR_ABORTED ABORTED'),
}))();

/** Node's parser of HTTP/1.1, and Node's HTTP/2: families of codes for an answer that is not understood. */
export const BROKEN_FAMILIES = /^(?:HPE|ERR_HTTP2)_[A-Z_]{3,50}$/;

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
  'error reading a body from connection': BROKEN, // Deno, likewise
  'error decoding response body': BROKEN, // Deno, likewise
  'unexpected end of file': BROKEN, // Deno, while unzipping a body
  'Network connection lost.': BROKEN, // workerd
  'bad port': NOT_SENDABLE, // Node: the cause of a fetch that failed
  'unknown scheme': NOT_SENDABLE, // likewise
  'Request with GET/HEAD method cannot have body.': NOT_SENDABLE, // Node
  'Request with GET/HEAD method cannot have body': NOT_SENDABLE, // Deno
  'fetch() request with GET/HEAD method cannot have body.': NOT_SENDABLE, // Bun
  'The request has been aborted even before .end() was called': ABORTED, // superagent
};

/** got: the phases that end before the request is written. */
export const PHASES_BEFORE_SENDING: readonly unknown[] = ['lookup', 'connect', 'secureConnect'];
