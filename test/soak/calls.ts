import { getEventListeners } from 'node:events';

import { PaymentException, wrapFetch } from 'payfault';
import { getpaid } from 'payfault/getpaid';

import type { Series } from './growth.ts';
import { HEAP_ALLOWANCE, ROUNDS, settledHeap } from './memory.ts';
import type { Path } from './provider-server.ts';

const AT_ONCE = 32;
const SHORT_MS = 25;
const LONG_MS = 60_000;

const patientFetch = wrapFetch(getpaid, { timeoutMs: LONG_MS, bodyTimeoutMs: LONG_MS });

interface Kind {
  readonly path: Path;
  /** How many of a hundred calls are of this kind. */
  readonly share: number;
  /** The category of the error; `null`: a success. */
  readonly category: string | null;
  readonly payFetch: typeof fetch;
}

const KINDS: readonly Kind[] = [
  { path: '/succeeds', share: 35, category: null, payFetch: patientFetch },
  { path: '/declines', share: 20, category: 'declined', payFetch: patientFetch },
  { path: '/refuses', share: 19, category: 'invalid_request', payFetch: patientFetch },
  { path: '/fails', share: 18, category: 'provider_unavailable', payFetch: patientFetch },
  { path: '/resets', share: 5, category: 'network', payFetch: patientFetch },
  {
    path: '/stalls',
    share: 1,
    category: 'provider_unavailable',
    payFetch: wrapFetch(getpaid, { timeoutMs: LONG_MS, bodyTimeoutMs: SHORT_MS }),
  },
  {
    path: '/breaks-off',
    share: 1,
    category: 'invalid_response',
    payFetch: wrapFetch(getpaid, { timeoutMs: LONG_MS, bodyTimeoutMs: SHORT_MS }),
  },
  {
    path: '/says-nothing',
    share: 1,
    category: 'timeout',
    payFetch: wrapFetch(getpaid, { timeoutMs: SHORT_MS }),
  },
];

const HUNDRED = KINDS.flatMap((kind) => Array.from({ length: kind.share }, () => kind));

/**
 * Makes so many calls, all of them with one signal that lives on, and samples what they leave behind whenever all that
 * were begun have ended. @throws Error when a call ends otherwise than its kind says: then it is not this that was measured.
 */
export async function soakCalls(count: number, url: string): Promise<readonly Series[]> {
  const { signal } = new AbortController();
  const heap: number[] = [];
  const listeners: number[] = [];
  const timers: number[] = [];
  let begun = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const end = (count / ROUNDS) * round;
    const callAfterCall = async (): Promise<void> => {
      while (begun < end) await call(kindOf(begun++), url, signal);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, callAfterCall));
    heap.push(await settledHeap());
    listeners.push(getEventListeners(signal, 'abort').length);
    timers.push(process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length);
  }
  return [
    { what: 'heap in bytes, calls', samples: heap, allowance: HEAP_ALLOWANCE },
    { what: 'listeners on the caller’s signal', samples: listeners, allowance: 0 },
    { what: 'running timers', samples: timers, allowance: 0 },
  ];
}

/** Spreads the kinds evenly: 37 and 100 have no factor in common. */
function kindOf(index: number): Kind {
  const kind = HUNDRED[(index * 37) % HUNDRED.length];
  if (!kind) throw new Error('there are no kinds of calls');
  return kind;
}

async function call({ path, category, payFetch }: Kind, url: string, signal: AbortSignal): Promise<void> {
  const ending = await payFetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'Getpaid-Idempotency-Key': 'order-1' },
    body: '{"amount":5}',
    signal,
  }).then(
    async (response) => (await response.text(), null),
    (thrown: unknown) => (thrown instanceof PaymentException ? thrown.error.category : String(thrown)),
  );
  if (ending !== category) throw new Error(`${path}: ${String(ending)} instead of ${String(category)}`);
}
