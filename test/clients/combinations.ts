import { normalizeThrown, type PaymentError } from '../../src/index.js';
import { type Client, CLIENTS, failureOf } from './clients.js';
import { type Fault, FAULTS, type Places } from './faults.js';

/** One payment of one client that goes wrong in one way. */
export interface Combination {
  readonly client: Client;
  readonly fault: Fault;
  readonly idempotencyKey: string | null;
}

/** Every client with every fault that it can have, with and without an idempotency key. */
export const COMBINATIONS: readonly Combination[] = CLIENTS.flatMap((client) =>
  FAULTS.filter(({ needs }) => needs === undefined || client.limits.includes(needs)).flatMap((fault) =>
    ['order-1', null].map((idempotencyKey) => ({ client, fault, idempotencyKey })),
  ),
);

/** Lets a payment go wrong, and gives what comes of it. */
export async function provoke(
  { client, fault, idempotencyKey }: Combination,
  places: Places,
): Promise<PaymentError> {
  const attempt = {
    headers: {
      'content-type': 'application/json',
      ...(idempotencyKey !== null && { 'idempotency-key': idempotencyKey }),
    },
    body: '{"amount":5}',
    signal: undefined,
    timeoutMs: undefined,
    connectTimeoutMs: undefined,
    ...fault.provoke(places),
  };
  const failure = await failureOf(client, attempt);
  const { url } = attempt;
  const { redirect, dispatcher } = client;
  const request = { method: 'POST', url, idempotencyKey, redirect, dispatcher };
  return normalizeThrown(fault.provider, failure, request);
}
