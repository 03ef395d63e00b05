import { attempt, member } from '../provider/careful.js';

/** Where undici, Node's own and npm's, keeps what fetch sends its requests by; later versions in both places. */
const GLOBAL_DISPATCHERS = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'];

/** The dispatchers of undici that send a request once; the last stands in the first place for what is in the second. */
const SEND_ONCE: readonly unknown[] = [
  'Agent',
  'ProxyAgent',
  'EnvHttpProxyAgent',
  'Pool',
  'BalancedPool',
  'Client',
  'Dispatcher1Wrapper',
];

/**
 * May what lies below a client have sent a request again by itself, so that a refused connection is no proof? Deno does,
 * whatever the method, on a connection that was closed; undici's RetryAgent and interceptors do where they are used.
 *
 * @param dispatcher - the one of the call. Default: the global ones.
 */
export function mayBeSentAgain(dispatcher?: unknown): boolean {
  if (member(globalThis, 'Deno') !== undefined) return true;
  const used = dispatcher
    ? [dispatcher]
    : GLOBAL_DISPATCHERS.map((name) => member(globalThis, Symbol.for(name)));
  return used.some((one) => one !== undefined && !sendsOnce(one));
}

/** One that interceptors were put in front of is a proxy with a `dispatch` of its own. */
function sendsOnce(dispatcher: unknown): boolean {
  const prototype = attempt(() => Object.getPrototypeOf(dispatcher) as unknown);
  const isKnown = SEND_ONCE.includes(member(member(prototype, 'constructor'), 'name'));
  return isKnown && member(dispatcher, 'dispatch') === member(prototype, 'dispatch');
}
