import type { PaymentError } from '../error/payment-error.js';
import { type Deadline, startDeadline } from './deadline.js';
import { paymentErrorOf } from './exception.js';
import { ABORTED, BROKEN, type Fault, NOT_SENDABLE, TIMED_OUT } from './faults.js';
import type { FetchCall, FetchInit } from './fetch-call.js';
import { type Finding, findFault, isTimeout } from './find-fault.js';
import type { ResponseLike } from './platform.js';
import { throwTestFailure } from './test-failure.js';
import { LONGEST_TIMER_MS } from './timer.js';
import { isRefusedByFetch } from './unsendable.js';

/** A function that is called as fetch is; what it gives is looked at with care. */
export type PlainFetch = (input: unknown, init: FetchInit | undefined) => Promise<ResponseLike>;

/** What came of a call: an answer, or what was thrown. */
export type SentCall =
  | {
      readonly isAnswered: true;
      readonly response: ResponseLike;
      /** To be called when the answer was read. */
      readonly release: () => void;
    }
  | {
      readonly isAnswered: false;
      readonly thrown: unknown;
      readonly finding: Finding;
      /** That of what was thrown itself: a wrapped fetch in a wrapped fetch. */
      readonly known: PaymentError | undefined;
    };

/** How a call is sent. */
export interface SendOptions {
  readonly fetch: PlainFetch;
  readonly timeoutMs: number;
  /** Is it the platform's own, whose reasons not to send are known? */
  readonly isPlatformFetch: boolean;
}

/** Sends a call and waits for its answer to begin. @throws nothing but what says that a test went wrong. */
export async function sendCall(input: unknown, call: FetchCall, options: SendOptions): Promise<SentCall> {
  const { signal } = call;
  const { fetch } = options; // called as a member of something, the platform's would refuse
  // A fetch that takes no notice of its signal would send it all the same.
  if (signal?.aborted) return failed(signal.reason, { ...faultOfAbort(signal), sent: 'no' });
  let deadline: Deadline | null = null;
  let isHandedOver = false;
  try {
    deadline = options.timeoutMs > LONGEST_TIMER_MS ? null : startDeadline(options.timeoutMs, signal);
    const init = call.initWith(deadline?.signal);
    isHandedOver = true;
    const answer = fetch(input, init);
    const response = await (deadline ? deadline.wait(answer) : answer);
    deadline?.stop();
    return { isAnswered: true, response, release: () => deadline?.release() };
  } catch (thrown) {
    deadline?.release();
    throwTestFailure(thrown);
    if (!isHandedOver) return failed(thrown, NOT_SENDABLE);
    if (deadline?.hasPassed()) return failed(thrown, TIMED_OUT);
    // The caller's signal is surer evidence than what was thrown: a reason can be anything.
    if (signal?.aborted) return failed(thrown, faultOfAbort(signal));
    const finding = findingOf(thrown, input, call, options);
    return { isAnswered: false, thrown, finding, known: paymentErrorOf(thrown) };
  }
}

function failed(thrown: unknown, fault: Fault): SentCall {
  return { isAnswered: false, thrown, finding: { fault, faultCode: null }, known: undefined };
}

/** What it is when a signal is aborted. */
export function faultOfAbort(signal: AbortSignal): Fault {
  return isTimeout(signal.reason) ? TIMED_OUT : ABORTED;
}

function findingOf(thrown: unknown, input: unknown, call: FetchCall, options: SendOptions): Finding {
  const finding = findFault(thrown, call.sending);
  if (!finding && options.isPlatformFetch && isRefusedByFetch(thrown, input, call))
    return { fault: NOT_SENDABLE, faultCode: null };
  // Firefox calls a reset connection an AbortError, though nobody aborted.
  return !finding || finding.fault === ABORTED ? { fault: BROKEN, faultCode: null } : finding;
}
