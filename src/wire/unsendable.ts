import { attempt, member } from '../provider/careful.js';
import { isRealError } from './cause.js';
import { isUnfollowed } from './client.js';
import type { FetchCall } from './fetch-call.js';

/** What a fetch that refuses a request by itself says of it: Deno, Bun. */
const REFUSALS =
  /^(?:Fetch failed: Requests to port \d+ are blocked|Url scheme '[\w+.-]+' not supported|protocol must be http:, https: or s3:)$/;

/**
 * Did the platform's fetch refuse a request as it stands: a header with a line break, a GET with a body, a forbidden
 * port? A `Request` refuses most of it for the same reasons, whatever words the runtime has for them. Never throws.
 */
export function isRefusedByFetch(thrown: unknown, input: unknown, call: FetchCall): boolean {
  if (!isRealError(thrown) || member(thrown, 'name') !== 'TypeError') return false;
  const message = member(thrown, 'message');
  const isOwnAddress = call.sending.isRead || isUnfollowed(call.sending.redirect);
  const saysSo = typeof message === 'string' && REFUSALS.test(message);
  return (saysSo && isOwnAddress) || isRefusedByRequest(input, call);
}

type RequestConstructor = new (input: unknown, init: object) => unknown;

function isRefusedByRequest(input: unknown, { request, initWith }: FetchCall): boolean {
  const Request = member(globalThis, 'Request');
  if (typeof Request !== 'function') return false;
  const init = attempt(() => initWith(undefined));
  const hasBody = (init?.['body'] ?? null) !== null;
  const method: unknown = init?.['method'];
  const facts = {
    ...(method !== undefined && { method }),
    ...(init?.['headers'] !== undefined && { headers: init['headers'] }),
    ...(hasBody && { body: '' }), // its own may have been read
  };
  const address = typeof input === 'string' ? input : request.url;
  return attempt(() => new (Request as RequestConstructor)(address, facts)) === undefined;
}
