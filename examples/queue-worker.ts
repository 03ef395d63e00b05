import {
  assumeSent,
  combineAttempts,
  mayHaveCharged,
  normalizeThrown,
  type PaymentError,
  type Provider,
  type RequestFacts,
  retryDelayMs,
  type RetryDelayOptions,
  revivePaymentError,
} from 'payfault';

/** A payment to be made, as a queue keeps it. All of it is JSON. */
export interface PaymentJob {
  readonly order: string;
  /** Where it is paid. Some providers take a key on some paths only. */
  readonly url: string;
  /** Made once with the job: every attempt sends this very key. */
  readonly idempotencyKey: string;
  readonly attempts: number;
  /** When the key was sent for the first time, in ms since 1970; `null`: never. */
  readonly keySentAt: number | null;
  /** What all attempts so far prove together, as JSON; `null`: none was made. */
  readonly lastError: string | null;
}

/** What becomes of a job. */
export type Next =
  | { readonly is: 'paid' }
  | { readonly is: 'again'; readonly job: PaymentJob; readonly delayMs: number }
  | { readonly is: 'refused'; readonly error: PaymentError }
  /** A person, or a look at what the provider has on record, has to decide. */
  | { readonly is: 'in doubt'; readonly job: PaymentJob };

/** What the worker needs of its surroundings. */
export interface Surroundings {
  readonly provider: Provider;
  /** Sends the payment with the job's key. */
  readonly pay: (job: PaymentJob) => Promise<unknown>;
  /** Stores the job before it is sent: a worker can die between sending and storing. */
  readonly store: (job: PaymentJob) => Promise<void>;
  readonly now?: () => number;
  readonly mostAttempts?: number;
  readonly waits?: RetryDelayOptions;
}

/** Makes one attempt at a job, and says when the next one may be made. */
export async function workOn(given: PaymentJob, surroundings: Surroundings): Promise<Next> {
  const { provider, pay, store, now = Date.now, mostAttempts = 20, waits } = surroundings;
  const request = { method: 'POST', url: given.url, idempotencyKey: given.idempotencyKey };
  const doubt = assumeSent(provider, request);
  // What nobody can read any more is in doubt.
  const earlier = given.lastError === null ? null : (revivePaymentError(given.lastError) ?? doubt);
  if (earlier && hasToBeLookedUp(given, earlier, now())) return { is: 'in doubt', job: given };

  const job = { ...given, attempts: given.attempts + 1, keySentAt: given.keySentAt ?? now() };
  // A worker that dies from here on leaves the doubt behind.
  await store({ ...job, lastError: JSON.stringify(combineAttempts(earlier, doubt)) });
  const latest = await errorOf(pay(job), provider, request);
  if (latest === null) return { is: 'paid' };

  const together = combineAttempts(earlier, latest);
  const failed: PaymentJob = { ...job, lastError: JSON.stringify(together) };
  await store(failed);
  const delayMs = latest.retryable ? retryDelayMs(together, job.attempts, waits) : null;
  if (delayMs !== null && job.attempts < mostAttempts) return { is: 'again', job: failed, delayMs };
  return mayHaveCharged(together) ? { is: 'in doubt', job: failed } : { is: 'refused', error: together };
}

/** Could sending it now charge twice? */
function hasToBeLookedUp({ keySentAt }: PaymentJob, earlier: PaymentError, now: number): boolean {
  if (!mayHaveCharged(earlier)) return false;
  if (earlier.retry.strategy !== 'same_key') return true;
  const { keyLifeMs } = earlier.retry;
  return keyLifeMs !== null && keySentAt !== null && now - keySentAt >= keyLifeMs; // the provider has forgotten it
}

async function errorOf(
  call: Promise<unknown>,
  provider: Provider,
  request: RequestFacts,
): Promise<PaymentError | null> {
  try {
    await call;
    return null;
  } catch (thrown) {
    return normalizeThrown(provider, thrown, request);
  }
}
