import { defer } from './deferred.js';
import type { ResponseLike } from './platform.js';
import { cancelBody } from './read-body.js';
import { startTimer } from './timer.js';

/** A limit of time for an answer to begin, beside the caller's own signal. */
export interface Deadline {
  /** Aborted at the deadline, or when the caller's signal is. */
  readonly signal: AbortSignal;
  readonly hasPassed: () => boolean;
  /** Gives the answer, or rejects at the deadline, also when whoever answers takes no notice of the signal. */
  readonly wait: (answer: PromiseLike<ResponseLike>) => Promise<ResponseLike>;
  /** The answer has begun: the deadline is off. The caller's signal goes on to reach the body. */
  readonly stop: () => void;
  /** All is over. */
  readonly release: () => void;
}

// Node 20 holds the sources of a joined signal weakly: a caller's AbortSignal.timeout that nobody else holds would never
// end a body that stalls.
const HELD = /* @__PURE__ */ new WeakMap<AbortSignal, AbortSignal>();

/** @throws when the caller's signal is none. */
export function startDeadline(timeoutMs: number, caller: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  const follow = (): void => {
    controller.abort(caller?.reason);
  };
  // edge-runtime has no AbortSignal.any: there the caller's signal reaches no further than what is read here.
  const joined = caller && AbortSignal.any?.([caller, controller.signal]);
  if (joined) HELD.set(joined, caller);
  else caller?.addEventListener('abort', follow);
  let passed = false;
  const { promise: late, reject: lose } = defer<never>();
  late.catch(() => undefined); // the answer may have come first
  const stop = startTimer(() => {
    passed = true;
    controller.abort();
    lose(controller.signal.reason);
  }, timeoutMs);
  return {
    signal: joined ?? controller.signal,
    hasPassed: () => passed,
    wait: (answer) => {
      void Promise.resolve(answer).then(
        (response) => {
          if (passed) cancelBody(response);
        },
        () => undefined,
      );
      return Promise.race([answer, late]);
    },
    stop,
    release: () => {
      stop();
      caller?.removeEventListener('abort', follow);
    },
  };
}
