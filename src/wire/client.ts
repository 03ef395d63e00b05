import { attempt, isList, member } from '../provider/careful.js';
import type { RequestFacts } from '../verdict/request.js';
import { isRealError, isStripeConnectionError } from './cause.js';

/** What the exception of an HTTP client tells about its request. */
export interface ClientTrace {
  /** As far as it tells. */
  readonly request: RequestFacts;
  /**
   * Was it sent once at most, and to its own address? `once_unless_redirected`: fetch does what its `redirect` says.
   * `once_by_dispatcher`: undici's request does what its dispatcher does. `in_doubt`: the client may have sent it
   * again, and its exception does not tell.
   */
  readonly sending: 'once' | 'once_unless_redirected' | 'once_by_dispatcher' | 'again' | 'in_doubt';
  /** May its answer have come after a redirect without telling? */
  readonly hidesRedirects?: boolean;
}

/** Finds the outermost exception of an HTTP client among these; `null`: there is none. */
export function clientAmong(thrown: readonly unknown[]): ClientTrace | null {
  for (const value of thrown) {
    const trace = isRealError(value) ? traceOf(value) : null;
    if (trace) return trace;
  }
  return null;
}

function traceOf(error: Error): ClientTrace | null {
  return (
    axiosTrace(error) ??
    gotTrace(error) ??
    kyTrace(error) ??
    ofetchTrace(error) ??
    generatedTrace(error) ??
    stripeTrace(error) ??
    bareTrace(error)
  );
}

function axiosTrace(error: Error): ClientTrace | null {
  if (member(error, 'isAxiosError') !== true) return null;
  const config = member(error, 'config');
  const isSentAgain = Number(member(member(config, 'axios-retry'), 'retryCount')) > 0;
  const sending = isSentAgain || wasRedirected(error) ? 'again' : followsNone(error) ? 'once' : 'in_doubt';
  return { request: requestOfAxios(config), sending, hidesRedirects: hidesRedirects(error) };
}

/** What axios was to send, by the `config` of its exceptions and responses. Never throws. */
export function requestOfAxios(config: unknown): RequestFacts {
  return requestFrom(member(config, 'method'), axiosAddress(config), member(config, 'headers'));
}

/** The address without the `params`: they change neither the server nor the path. */
function axiosAddress(config: unknown): unknown {
  const [url, base] = [member(config, 'url') ?? '', member(config, 'baseURL')];
  if (typeof url !== 'string' || typeof base !== 'string' || base === '') return url;
  const isWhole = /^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(url) && member(config, 'allowAbsoluteUrls') !== false;
  if (isWhole || url === '') return isWhole ? url : base;
  return `${base.replace(/\/{1,9}$/, '')}/${url.replace(/^\/{1,9}/, '')}`;
}

/** Node's http counts redirects, unless it follows none; fetch does not tell. What is put in their place tells nothing. */
function followsNone(error: Error): boolean {
  const [request, config] = [member(error, 'request'), member(error, 'config')];
  if (typeof member(config, 'adapter') === 'function') return false;
  const isCounted =
    typeof member(request, '_redirectCount') === 'number' ||
    typeof member(member(request, '_redirectable'), '_redirectCount') === 'number';
  const followsAtMostNone =
    member(config, 'maxRedirects') === 0 &&
    member(config, 'transport') === undefined &&
    !hidesRedirects(error);
  return isCounted || followsAtMostNone || isUnfollowed(member(request, 'redirect'));
}

/** Does axios send by a fetch that follows redirects? It gives what `request` was, and neither `url` nor `redirected`. */
export function hidesRedirects(place: unknown): boolean {
  return member(member(place, 'request'), 'redirect') === 'follow';
}

function gotTrace(error: Error): ClientTrace | null {
  const request = member(error, 'request');
  const options = member(error, 'options');
  if (!isList(member(request, 'redirectUrls')) || options === undefined) return null;
  // After a redirect its options are those of the last request.
  if (wasRedirected(error)) return { request: {}, sending: 'again' };
  return {
    request: requestFrom(member(options, 'method'), member(options, 'url'), member(options, 'headers')),
    sending: Number(member(request, 'retryCount')) > 0 ? 'again' : 'once',
  };
}

// ky and ofetch send again and follow redirects by themselves, and do not tell.

function kyTrace(error: Error): ClientTrace | null {
  if (member(error, 'isKyError') !== true && member(error, 'name') !== 'HTTPError') return null;
  const request = member(error, 'request');
  return { request: requestOfRequest(request), sending: 'in_doubt' };
}

function ofetchTrace(error: Error): ClientTrace | null {
  const options = member(error, 'options');
  if (member(error, 'name') !== 'FetchError' || options === undefined) return null;
  const request = member(error, 'request');
  const { method, url, headers } = requestOfRequest(request);
  return {
    request: requestFrom(
      member(options, 'method') ?? method ?? 'GET',
      url ?? request,
      member(options, 'headers') ?? headers,
    ),
    sending: 'in_doubt',
  };
}

/** Clients that APIMatic generates, such as PayPal's: an `ApiError` holds the request, and the answer twice. */
function generatedTrace(error: Error): ClientTrace | null {
  const [request, result] = [member(error, 'request'), member(error, 'result')];
  const isOne = typeof member(error, 'statusCode') === 'number' && result !== undefined;
  return isOne && typeof member(request, 'url') === 'string'
    ? { request: requestOfRequest(request), sending: 'in_doubt' }
    : null;
}

/** stripe-node sends a closed connection again by itself, even where it is told not to retry, and does not tell of that. */
function stripeTrace(error: Error): ClientTrace | null {
  if (!isStripeConnectionError(error)) return null;
  const message = member(error, 'message');
  const isSentAgain = typeof message === 'string' && message.includes(' Request was retried ');
  return { request: {}, sending: isSentAgain ? 'again' : 'in_doubt' };
}

const FETCH_FAILED: readonly unknown[] = ['fetch failed', 'Failed to fetch', 'Load failed'];

/** What fetch throws before it sends anything; the first goes on with the address that it was given. */
const FETCH_REFUSED =
  /^(?:Failed to parse URL from |(?:fetch\(\) r|R)equest with GET\/HEAD method cannot have body)/;

/** The platform's fetch, node-fetch, undici and superagent tell nothing of their requests. */
function bareTrace(error: Error): ClientTrace | null {
  const sending = bareSending(error);
  return sending && { request: {}, sending };
}

function bareSending(error: Error): ClientTrace['sending'] | null {
  const [name, message, code] = ['name', 'message', 'code'].map((key) => member(error, key));
  if (name === 'TypeError' && FETCH_FAILED.includes(message)) return 'once_unless_redirected';
  if (name === 'TypeError' && typeof message === 'string' && FETCH_REFUSED.test(message)) return 'once';
  if (name === 'FetchError' && member(error, 'type') === 'system') return 'once_unless_redirected'; // node-fetch
  if (code === 'UND_ERR_REQ_RETRY') return 'again'; // undici's RetryAgent
  if (typeof code === 'string' && code.startsWith('UND_ERR_')) return 'once_by_dispatcher';
  const hasResponse = attempt(() => Object.hasOwn(error, 'response')) === true;
  const isSuperagent = hasResponse && member(error, 'syscall') !== undefined;
  return isSuperagent ? 'in_doubt' : null;
}

function requestOfRequest(request: unknown): RequestFacts {
  return requestFrom(member(request, 'method'), member(request, 'url'), member(request, 'headers'));
}

function requestFrom(method: unknown, url: unknown, headers: unknown): RequestFacts {
  return { method, url, headers } as RequestFacts; // takeRequest looks at each with care
}

/** Does a fetch with this `redirect` leave redirects to its caller? */
export function isUnfollowed(redirect: unknown): boolean {
  return redirect === 'manual' || redirect === 'error';
}

/**
 * Does a client's exception or answer tell that a redirect was followed? fetch: `redirected`; got: `redirectUrls`;
 * superagent: `redirects`; axios: `_redirectCount`, of follow-redirects.
 */
export function wasRedirected(...places: readonly unknown[]): boolean {
  return places.some((place) => {
    const request = member(place, 'request');
    return (
      member(place, 'redirected') === true ||
      [place, request].some((holder) => isFilled(member(holder, 'redirectUrls'))) ||
      isFilled(member(place, 'redirects')) ||
      Number(member(request, '_redirectCount')) > 0 ||
      Number(member(member(request, '_redirectable'), '_redirectCount')) > 0
    );
  });
}

function isFilled(list: unknown): boolean {
  return isList(list) && Number(member(list, 'length')) > 0;
}
