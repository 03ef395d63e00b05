import { attempt, member } from '../provider/careful.js';
import type { Provider } from '../provider/definition.js';
import { type RequestFacts, takeRequest } from '../verdict/request.js';
import { isUnfollowed } from './client.js';
import type { Sending } from './proof.js';
import { mayBeSentAgain } from './sends-again.js';

/** A call of fetch: what is judged of it, and what fetch is handed. */
export interface FetchCall {
  readonly request: RequestFacts;
  readonly signal: AbortSignal | undefined;
  readonly sending: Sending;
  /** Gives what fetch is handed as `init`; `signal` takes the place of the caller's. @throws what a getter throws. */
  readonly initWith: (signal: AbortSignal | undefined) => FetchInit | undefined;
}

/** What fetch takes as its second argument. */
export type FetchInit = Readonly<Record<string, unknown>>;

/** Takes a call apart as fetch does. Never throws. */
export function takeCall({ idempotency }: Provider, input: unknown, given: unknown): FetchCall {
  const init = reusable(given);
  const method = memberOfRequest(input, init, 'method');
  const request = {
    // fetch sends `method: null` as the method "null": a write, as anything is that is no text.
    method: method === undefined ? 'GET' : typeof method === 'string' ? method : null,
    url: member(input, 'url') ?? member(input, 'href') ?? input,
    headers: memberOfRequest(input, init, 'headers'),
  } as RequestFacts; // takeRequest looks at each with care
  const { isRead } = takeRequest(request, idempotency);
  const redirect = redirectOf(input, init, isRead);
  const isSetHere = redirect !== undefined && memberOfRequest(input, init, 'redirect') !== redirect;
  return {
    request,
    signal: (memberOfRequest(input, init, 'signal') ?? undefined) as AbortSignal | undefined, // what fetch takes there
    sending: {
      url: request.url,
      isRead,
      redirect,
      mayHaveBegun: mayHaveBegun(init),
      isDispatcherKnown: true,
    },
    initWith: (signal) => {
      if (!isSetHere && !signal) return init;
      const members = membersOf(init);
      if (isSetHere) members['redirect'] = redirect;
      if (signal) members['signal'] = signal;
      return members;
    },
  };
}

/** A redirect proves that the first address had the request: a write follows none, unless the caller asks for that. */
function redirectOf(input: unknown, init: FetchInit | undefined, isRead: boolean): unknown {
  const own = valueOf(init, 'redirect');
  if (own !== undefined) return own;
  const ofRequest = member(input, 'redirect'); // a Request has one always: its default says nothing
  return isRead || isUnfollowed(ofRequest) ? ofRequest : 'manual';
}

/** May it have been sent before it failed, or a part of it? A stream's own error looks like one of the connection. */
function mayHaveBegun(init: FetchInit | undefined): boolean {
  const body = valueOf(init, 'body');
  const isStream =
    typeof body === 'object' &&
    body !== null &&
    (typeof member(body, 'getReader') === 'function' ||
      typeof attempt(() => (body as Partial<AsyncIterable<unknown>>)[Symbol.asyncIterator]) === 'function');
  return isStream || mayBeSentAgain(valueOf(init, 'dispatcher'));
}

/** Headers that can be iterated once only have to be there for fetch too. */
function reusable(given: unknown): FetchInit | undefined {
  const init = (given ?? undefined) as FetchInit | undefined; // what fetch takes there
  const headers = valueOf(init, 'headers');
  return typeof member(headers, 'next') === 'function'
    ? { ...membersOf(init), headers: [...(headers as Iterable<unknown>)] } // an iterator, by its `next`
    : init;
}

/** Gives a member as fetch finds it: of `init`, else of a `Request`. */
function memberOfRequest(input: unknown, init: FetchInit | undefined, key: string): unknown {
  const own = valueOf(init, key);
  return own === undefined ? member(input, key) : own;
}

/** Gives a member as fetch reads it, from wherever it is inherited. */
function valueOf(init: FetchInit | undefined, key: string): unknown {
  return attempt(() => init?.[key]);
}

/** Copies what fetch would have read of an `init`: also what is inherited, as by a Request or an instance of a class. */
function membersOf(init: FetchInit | undefined): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  let holder: object | null = init ?? null;
  while (holder !== null) {
    for (const key of Object.getOwnPropertyNames(holder))
      if (key !== 'constructor' && !Object.hasOwn(members, key)) members[key] = init?.[key];
    holder = Object.getPrototypeOf(holder) as object | null;
    if (holder !== null && Object.getPrototypeOf(holder) === null) break; // what every object has
  }
  return members;
}
