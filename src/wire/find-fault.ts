import { entryOf, member } from '../provider/careful.js';
import { takeErrorReading } from '../provider/statement.js';
import type { PaymentError } from '../error/payment-error.js';
import type { Provider } from '../provider/definition.js';
import { conclude, type NormalizeOptions } from '../verdict/conclude.js';
import { type RequestFacts, takeRequest } from '../verdict/request.js';
import { causesOf, isDomException } from './cause.js';
import {
  ABORTED,
  BROKEN,
  BROKEN_FAMILIES,
  type Fault,
  FAULT_BY_CODE,
  FAULT_BY_MESSAGE,
  FAULT_BY_NAME,
  NEVER_SENT,
  TIMED_OUT,
} from './faults.js';
import { failedToConnect, isProof, type Sending } from './proof.js';

/** What a thrown value says, and the code by which it does. */
export interface Finding {
  readonly fault: Fault;
  /** From our own list of codes. */
  readonly faultCode: string | null;
}

/** Finds what a thrown value and its causes prove about a request; `null`: nothing. Never throws. */
export function findFault(thrown: unknown, sending: Sending): Finding | null {
  const causes = causesOf(thrown);
  const faults = causes.map((cause, index) => faultOf(cause, causes.slice(0, index + 1), sending));
  const index = decisive(faults);
  const fault = faults[index];
  if (!fault) return null;
  const isTimeUp =
    fault === ABORTED && isTimeout(member(member(member(thrown, 'config'), 'signal'), 'reason'));
  // axios gives no reason for an abort, only the signal.
  return isTimeUp
    ? { fault: TIMED_OUT, faultCode: null }
    : { fault, faultCode: faultCodeOf(causes.slice(index), fault) };
}

/** What wraps a fault says less than the fault itself; a time-out says less than a connection that never was. */
function decisive(faults: readonly (Fault | null)[]): number {
  const telling = faults.findIndex((fault) => fault !== null && fault !== BROKEN);
  if (telling < 0) return faults.indexOf(BROKEN);
  const unsent = faults[telling] === TIMED_OUT ? faults.findIndex((fault) => fault?.sent === 'no') : -1;
  return unsent < 0 ? telling : unsent;
}

function faultOf(cause: unknown, outer: readonly unknown[], sending: Sending): Fault | null {
  const listed = listedFaultOf(cause);
  const claimed = failedToConnect(cause) ? NEVER_SENT : listed;
  if (claimed === ABORTED && isRefusedByProxy(cause, outer)) return BROKEN;
  if (claimed?.sent !== 'no') return claimed;
  if (isProof(cause, claimed, outer, sending)) return claimed;
  return listed && listed.sent !== 'no' ? listed : BROKEN;
}

function listedFaultOf(error: unknown): Fault | null {
  return (
    faultByCode(member(error, 'code')) ??
    entryOf(FAULT_BY_NAME, member(error, 'name')) ??
    entryOf(FAULT_BY_MESSAGE, member(error, 'message')) ??
    null
  );
}

function faultByCode(code: unknown): Fault | undefined {
  const isOfFamily = typeof code === 'string' && BROKEN_FAMILIES.test(code);
  return isOfFamily ? BROKEN : entryOf(FAULT_BY_CODE, code);
}

/** Does a thrown value say, by itself, that the caller cancelled? */
export function saysAborted(thrown: unknown): boolean {
  return listedFaultOf(thrown) === ABORTED;
}

/** undici's ProxyAgent calls it an abort when the proxy refuses; fetch gives the reason of an abort as it is. */
function isRefusedByProxy(error: unknown, outer: readonly unknown[]): boolean {
  const message = member(error, 'message');
  return (
    (typeof message === 'string' && message.startsWith('Proxy response (')) ||
    outer.some(
      (value) => member(value, 'name') === 'TypeError' && member(value, 'message') === 'fetch failed',
    )
  );
}

function faultCodeOf(causes: readonly unknown[], { meaning }: Fault): string | null {
  const code = causes
    .map((cause) => member(cause, 'code'))
    .find((code, index) => {
      const fault = faultByCode(code);
      return fault !== undefined && (index === 0 || fault.meaning.category === meaning.category);
    });
  return typeof code === 'string' ? code : null;
}

/** Is it what `AbortSignal.timeout` gives as its reason? */
export function isTimeout(reason: unknown): boolean {
  return member(reason, 'name') === 'TimeoutError' && isDomException(reason);
}

/** Makes the error for a request that got no answer, or of which nobody knows whether it got one. */
export function concludeFault(
  provider: Provider,
  { fault, faultCode }: Finding,
  request: RequestFacts | undefined,
  options: NormalizeOptions | undefined,
): PaymentError {
  const { meaning, summary } = fault;
  const sent = takeRequest(request, provider.idempotency);
  // Behind it may be a failure that was answered, and one that is not stored would be carried out again.
  const tellsNothing = meaning.category === 'unrecognized';
  const mayBeAnswered = tellsNothing && sent.contract.failures === 'not_stored';
  const reading = {
    meaning,
    sent: mayBeAnswered ? 'yes' : fault.sent,
    matchedOn: tellsNothing ? 'none' : 'transport',
    row: null,
    declineReason: undefined,
    statement: takeErrorReading({ message: `No answer from ${provider.name}: ${summary}.` }),
    status: null,
    headers: null,
    faultCode,
  } as const;
  return conclude(provider, reading, undefined, sent, options);
}
