import fc, { type Arbitrary } from 'fast-check';

/** Codes that a runtime or a client gives; the last is none. */
const CODES = [
  ...[
    'ENOTFOUND',
    'ECONNREFUSED',
    'EAI_AGAIN',
    'CERT_HAS_EXPIRED',
    'ERR_INVALID_URL',
    'ERR_TLS_CERT_ALTNAME_INVALID',
  ],
  ...[
    'ECONNRESET',
    'EPIPE',
    'EPROTO',
    'ETIMEDOUT',
    'ECONNABORTED',
    'ABORT_ERR',
    'ERR_CANCELED',
    'ERR_NETWORK',
  ],
  ...['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_SOCKET', 'UND_ERR_ABORTED', 'E_NONE'],
];
const NAMES = ['AbortError', 'TimeoutError', 'NetworkError', 'FetchError', 'TypeError', 'Error'];
const MESSAGES = ['fetch failed', 'Failed to fetch', 'Load failed', 'terminated', 'socket hang up', ''];

interface Fault {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly syscall?: string;
  readonly cause?: Fault;
  readonly errors?: readonly Fault[];
}

/** What clients throw when no answer came: codes, names and messages in every mixture, with causes. */
export const FAULTS: Arbitrary<Fault> = fc.letrec<{ fault: Fault }>((tie) => ({
  fault: fc.record(
    {
      name: fc.constantFrom(...NAMES),
      message: fc.constantFrom(...MESSAGES),
      code: fc.constantFrom(...CODES),
      syscall: fc.constantFrom('connect', 'getaddrinfo', 'read', 'write'),
      cause: fc.option(tie('fault'), { maxDepth: 3, nil: { name: 'Error', message: '' } }),
      errors: fc.array(tie('fault'), { maxLength: 2, depthIdentifier: 'errors', size: 'xsmall' }),
    },
    { requiredKeys: ['name', 'message'] },
  ),
})).fault;
