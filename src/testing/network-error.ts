interface Breakage {
  readonly message: string;
  /** The name of the error's class, where it has one of its own. */
  readonly name?: string;
  /** The system call that failed. */
  readonly syscall?: string;
}

// As Node's fetch reports them: the TypeError it throws has one of these as its cause.
const BREAKAGES = {
  // the request never left
  ECONNREFUSED: { message: 'connect ECONNREFUSED 127.0.0.1:443', syscall: 'connect' },
  ENOTFOUND: { message: 'getaddrinfo ENOTFOUND provider.example', syscall: 'getaddrinfo' },
  EAI_AGAIN: { message: 'getaddrinfo EAI_AGAIN provider.example', syscall: 'getaddrinfo' },
  UND_ERR_CONNECT_TIMEOUT: { message: 'Connect Timeout Error', name: 'ConnectTimeoutError' },
  CERT_HAS_EXPIRED: { message: 'certificate has expired' },
  DEPTH_ZERO_SELF_SIGNED_CERT: { message: 'self-signed certificate' },
  // the request may have arrived
  ECONNRESET: { message: 'read ECONNRESET', syscall: 'read' },
  EPIPE: { message: 'write EPIPE', syscall: 'write' },
  ETIMEDOUT: { message: 'read ETIMEDOUT', syscall: 'read' },
  UND_ERR_SOCKET: { message: 'other side closed', name: 'SocketError' },
  UND_ERR_HEADERS_TIMEOUT: { message: 'Headers Timeout Error', name: 'HeadersTimeoutError' },
} as const satisfies Readonly<Record<string, Breakage>>;

/**
 * How a connection fails, by the code of the error that Node's `fetch` gives as the cause. After `ECONNREFUSED`,
 * `ENOTFOUND`, `EAI_AGAIN`, `UND_ERR_CONNECT_TIMEOUT` and the certificate errors the request never left; after the
 * others it may have arrived.
 */
export type NetworkErrorCode = keyof typeof BREAKAGES;

/** Is it the code of a network failure that can be played? */
export function isNetworkErrorCode(code: unknown): code is NetworkErrorCode {
  return typeof code === 'string' && Object.hasOwn(BREAKAGES, code);
}

/** Makes the exception that Node's `fetch` throws for a network failure. */
export function networkError(code: NetworkErrorCode): TypeError {
  const { message, ...details }: Breakage = BREAKAGES[code];
  const cause = Object.assign(new Error(message), details, { code });
  return Object.assign(new TypeError('fetch failed'), { cause });
}
