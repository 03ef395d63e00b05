import type { MatcherContext } from './matcher-types.js';
import { isTestFailure } from '../wire/test-failure.js';

/** What became of a call: it threw something, or it did not. */
export type Attempt = { readonly threw: true; readonly thrown: unknown } | { readonly threw: false };

const NOTHING_THROWN: Attempt = { threw: false };

/**
 * Finds out what becomes of a call, as the matchers need it.
 *
 * @throws TypeError when the value is neither a function nor a promise; a failure of the test itself as it is.
 */
export function attemptOf(
  { promise }: MatcherContext,
  call: string,
  received: unknown,
): Attempt | Promise<Attempt> {
  if (promise === 'rejects') return threw(received);
  if (isPromise(received)) return settle(received);
  if (typeof received !== 'function')
    throw new TypeError(`${call}\n\nExpected a function or a promise, received ${typeof received}`);
  try {
    const returned = (received as () => unknown)(); // a function, called as a test runner does: without arguments
    return isPromise(returned) ? settle(returned) : NOTHING_THROWN;
  } catch (thrown) {
    return threw(thrown);
  }
}

/** A test that went wrong is neither the exception that is expected nor another one. */
function threw(thrown: unknown): Attempt {
  if (isTestFailure(thrown)) throw thrown;
  return { threw: true, thrown };
}

async function settle(promise: PromiseLike<unknown>): Promise<Attempt> {
  try {
    await promise;
    return NOTHING_THROWN;
  } catch (thrown) {
    return threw(thrown);
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}
