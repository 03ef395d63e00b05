import { setTimeout } from 'node:timers/promises';

import pRetry from 'p-retry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { type PaymentJob, workOn } from '../../examples/queue-worker.js';
import { payWithPolicy } from '../../examples/retry-with-cockatiel.js';
import { payWithRetries } from '../../examples/retry-with-p-retry.js';
import {
  getCause,
  isPaymentException,
  mayHaveCharged,
  type PaymentError,
  PaymentException,
  type PaymentResult,
  retryDelayMs,
  type RetryDelayOptions,
  retrySafely,
  type RetrySafelyOptions,
  revivePaymentError,
  toResult,
  wrapFetch,
} from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { paysg } from '../../src/providers/paysg.js';
import { paystand } from '../../src/providers/paystand.js';
import {
  type ChargingServer,
  type Dialect,
  type Fault,
  FAULTS,
  openChargingServer,
} from './charging-server.js';
import { closedPort } from './local-server.js';

const GETPAID: Dialect = {
  provider: getpaid,
  path: '/payments',
  keyHeader: 'Getpaid-Idempotency-Key',
  replaysFailures: false,
  accepted: { id: 'pay_1', status: 'authorized' },
  declined: { id: 'pay_1', status: 'declined', reason: { code: 'insufficient_funds' } },
  failed: { title: 'Internal Server Error', status: 500 },
  invalid: { title: 'Bad Request', status: 400 },
};
const PAYSG: Dialect = {
  provider: paysg,
  path: '/v1/payment-services/ps_1/payments',
  keyHeader: 'Idempotency-Key',
  replaysFailures: true,
  accepted: { id: 'p_1', status: 'created' },
  declined: null,
  failed: { error: { type: 'api_error', code: 'server_error', message: 'Something went wrong.' } },
  invalid: { error: { type: 'invalid_request_error', code: 'parameter_invalid', message: 'No amount.' } },
};
const PAYSTAND: Dialect = {
  provider: paystand,
  path: '/v3/payments',
  keyHeader: null,
  replaysFailures: false,
  accepted: { object: 'payment', id: 'p1', status: 'paid' },
  declined: { object: 'payment', id: 'p1', status: 'failed' },
  failed: { error: { type: 'apiError', description: 'Internal error', details: {} } },
  invalid: { error: { type: 'requestError', details: { code: 'validationError' } } },
};

const PROVIDERS = [
  ['a provider with keys', GETPAID],
  ['a provider that gives a failure again under the same key', PAYSG],
  ['a provider without keys', PAYSTAND],
] as const;

type Pay = () => Promise<Response>;
type PayWithRetries = (pay: Pay, waits?: RetryDelayOptions) => Promise<Response>;

const LIBRARIES: readonly (readonly [string, PayWithRetries])[] = [
  ['retrySafely', retrySafely],
  ['p-retry', payWithRetries],
  ['cockatiel', payWithPolicy],
];

const WAYS: readonly (readonly [string, PayWithRetries])[] = [
  ...LIBRARIES,
  ['a worker with a queue', payByQueue],
];

const MOST_ATTEMPTS = 5;
const WAITS: RetryDelayOptions = { baseMs: 4, random: () => 0.5 };

/** An attempt that failed. */
interface FailedAttempt {
  readonly startedAt: number;
  readonly failedAt: number;
  readonly error: PaymentError;
}

/** What came of one order. */
interface Payment {
  readonly order: string;
  readonly result: PaymentResult<Response>;
  readonly failures: readonly FailedAttempt[];
  readonly attempts: number;
  readonly charges: number;
}

/** An order that goes wrong. */
interface Order {
  readonly server: ChargingServer;
  readonly dialect: Dialect;
  /** What goes wrong with each attempt; those that follow go well. */
  readonly faults: readonly (Fault | undefined)[];
  readonly waits?: RetryDelayOptions;
  readonly retryAfter?: string;
}

let refusedUrl: string;
let orders = 0;

beforeAll(async () => {
  refusedUrl = `http://127.0.0.1:${String(await closedPort())}/`;
});

/** Works on a job until it has come to something, and keeps no more of it between two attempts than its JSON. */
async function payByQueue(pay: Pay, waits?: RetryDelayOptions): Promise<Response> {
  const job: PaymentJob = {
    order: '1',
    url: 'https://provider.example/payments',
    idempotencyKey: '1',
    attempts: 0,
    keySentAt: null,
    lastError: null,
  };
  const answers: Response[] = [];
  let queued = JSON.stringify(job);
  for (;;) {
    const next = await workOn(JSON.parse(queued) as PaymentJob, {
      provider: getpaid,
      pay: async () => answers.push(await pay()),
      store: (stored) => Promise.resolve(void (queued = JSON.stringify(stored))),
      mostAttempts: MOST_ATTEMPTS,
      ...(waits && { waits }),
    });
    const [answer] = answers;
    if (next.is === 'paid' && answer) return answer;
    if (next.is === 'again') await setTimeout(next.delayMs);
    if (next.is === 'refused') throw new PaymentException(next.error);
    if (next.is === 'in doubt') throw new PaymentException(storedErrorOf(next.job));
  }
}

function storedErrorOf({ lastError }: PaymentJob): PaymentError {
  const error = revivePaymentError(lastError);
  if (!error) throw new Error('Nobody stored how it ended.');
  return error;
}

async function payFor(retrying: PayWithRetries, order: Order): Promise<Payment> {
  const { server, dialect, faults, waits = WAITS, retryAfter = '0' } = order;
  const path = `${dialect.path}?order=${String(++orders)}`;
  const failures: FailedAttempt[] = [];
  let attempts = 0;

  const pay: Pay = async () => {
    const fault = faults[attempts++];
    const startedAt = performance.now();
    try {
      return await send(server, dialect, path, `key-of-${path}`, fault, retryAfter);
    } catch (thrown) {
      if (isPaymentException(thrown))
        failures.push({ startedAt, failedAt: performance.now(), error: thrown.error });
      throw thrown;
    }
  };

  const result = await toResult(retrying(pay, waits));
  return { order: path, result, failures, attempts, charges: server.chargesFor(path) };
}

function send(
  server: ChargingServer,
  { provider, keyHeader }: Dialect,
  path: string,
  key: string,
  fault?: Fault,
  retryAfter = '0',
): Promise<Response> {
  const payFetch = wrapFetch(provider, { timeoutMs: fault?.startsWith('stall') ? 60 : 5_000 });
  return payFetch(fault === 'refused connection' ? refusedUrl : `${server.url}${path}`, {
    method: 'POST',
    headers: {
      ...(keyHeader !== null && { [keyHeader]: key }),
      ...(fault !== undefined && { 'x-fault': fault, 'x-retry-after': retryAfter }),
    },
    body: '{"amount":5}',
  });
}

function faultsOf({ declined }: Dialect): readonly Fault[] {
  return FAULTS.filter((fault) => fault !== 'decline' || declined !== null);
}

/** Every way for one attempt to go wrong, for two in a row, and for all of them. */
function coursesOf(dialect: Dialect): readonly (readonly Fault[])[] {
  const faults = faultsOf(dialect);
  return [
    ...faults.map((fault) => [fault]),
    ...faults.flatMap((first) => faults.map((second) => [first, second])),
    ...faults.map(again),
  ];
}

/** The same fault more often than anything is tried. */
function again(fault: Fault): readonly Fault[] {
  return Array.from({ length: 2 * MOST_ATTEMPTS }, () => fault);
}

/** Runs through a list, a few at a time. */
async function mapInParallel<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const waiting = [...items.entries()];
  const results: Result[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await map(next[1]);
  };
  await Promise.all(Array.from({ length: 20 }, work));
  return results;
}

describe.each(PROVIDERS)('%s', (_title, dialect) => {
  let server: ChargingServer;
  beforeAll(async () => {
    server = await openChargingServer(dialect);
  });
  afterAll(() => server.close());

  describe.each(WAYS)('with %s', (_library, retrying) => {
    let payments: readonly (Payment & { readonly faults: readonly Fault[] })[];
    beforeAll(async () => {
      payments = await mapInParallel(coursesOf(dialect), async (faults) => ({
        faults,
        ...(await payFor(retrying, { server, dialect, faults })),
      }));
      expect(payments.length).toBeGreaterThan(100);
    }, 60_000);

    test('an order is never charged twice, whatever goes wrong twice', () => {
      for (const { charges, faults } of payments) expect(charges, faults.join()).toBeLessThanOrEqual(1);
      expect(payments.some(({ charges }) => charges === 1)).toBe(true);
    });

    test('an order that is paid was charged, and one that is said not to be was not', () => {
      for (const { charges, faults, result } of payments) {
        if (result.ok) expect(charges, faults.join()).toBe(1);
        else if (result.error.outcome === 'not_performed') expect(charges, faults.join()).toBe(0);
      }
      expect(payments.some(({ result }) => result.ok)).toBe(true);
      expect(payments.some(({ result }) => !result.ok && result.error.outcome === 'not_performed')).toBe(
        true,
      );
    });

    test('an attempt is followed by another exactly when its error is retryable', () => {
      for (const { attempts, faults, failures, result } of payments) {
        expect(attempts, faults.join()).toBe(failures.length + (result.ok ? 1 : 0));
        const retried = failures.slice(0, attempts - 1);
        for (const { error } of retried) expect(error.retryable, faults.join()).toBe(true);
        if (result.ok) continue;
        expect(failures.at(-1)?.error.retryable, faults.join()).toBe(attempts === MOST_ATTEMPTS);
      }
    });

    test('waits as long as retryDelayMs says, or longer', () => {
      for (const { faults, failures } of payments)
        for (const [index, { startedAt }] of failures.slice(1).entries()) {
          const before = failures[index];
          if (!before) throw new Error('there is one before it');
          const delayMs = retryDelayMs(before.error, index + 1, WAITS) ?? Infinity;
          expect(startedAt - before.failedAt, faults.join()).toBeGreaterThan(delayMs - 2);
        }
    });

    test('what breaks off is sent again exactly where a key keeps it from charging twice', () => {
      const broken = payments.find(({ faults }) => faults.join() === again('reset after').join());
      expect(broken?.attempts).toBe(dialect.keyHeader === null ? 1 : MOST_ATTEMPTS);
      expect(broken?.charges).toBe(1);
    });

    test('where it says so, a new key charges for the first time', async () => {
      const unpaid = payments.filter(({ result }) => !result.ok && !mayHaveCharged(result.error));
      expect(unpaid.length).toBeGreaterThan(0);
      for (const { order, faults } of unpaid) {
        await send(server, dialect, order, `new-key-of-${order}`);
        expect(server.chargesFor(order), faults.join()).toBe(1);
      }
    });

    test.each(faultsOf(dialect))('gives up with the last PaymentError: %s, again and again', (fault) => {
      const payment = payments.find(({ faults }) => faults.join() === again(fault).join());
      const last = payment?.failures.at(-1)?.error;
      expect(payment?.result).toHaveProperty('ok', false);
      expect(payment?.result).toHaveProperty('error', last);
      expect(payment?.attempts).toBe(last?.retryable ? MOST_ATTEMPTS : 1);
      // A stalled request may be given up before it is there.
      if (fault !== 'stall after') expect(payment?.charges).toBe(fault.endsWith('after') ? 1 : 0);
    });
  });
});

describe.each(LIBRARIES)('%s', (_library, retrying) => {
  let server: ChargingServer;
  const order = (faults: Order['faults']): Order => ({ server, dialect: GETPAID, faults });
  beforeAll(async () => {
    server = await openChargingServer(GETPAID);
  });
  afterAll(() => server.close());

  test('waits as long as Retry-After says', async () => {
    const { failures, result } = await payFor(retrying, {
      ...order(['429', 'reset before']),
      retryAfter: '1',
    });
    expect(result.ok).toBe(true);
    const [first, second] = failures;
    expect(first?.error).toMatchObject({ category: 'rate_limited', retry: { delayMs: 1_000 } });
    expect(Number(second?.startedAt) - Number(first?.failedAt)).toBeGreaterThan(995);
  });

  test('waits longer from attempt to attempt where nobody says how long', async () => {
    const faults: Fault[] = ['reset before', 'reset before', 'reset before', 'reset before'];
    const { failures } = await payFor(retrying, {
      ...order(faults),
      waits: { baseMs: 40, random: () => 0.99 },
    });
    const waits = failures
      .slice(1)
      .map(({ startedAt }, index) => startedAt - Number(failures[index]?.failedAt));
    expect(waits).toHaveLength(3);
    for (const [index, wait] of waits.entries()) expect(wait).toBeGreaterThan(39 * 2 ** index - 2);
  });

  test('does not wait for a day', async () => {
    const { attempts, result } = await payFor(retrying, { ...order(['429']), retryAfter: '86400' });
    expect(attempts).toBe(1);
    expect(result).toMatchObject({
      ok: false,
      error: { category: 'rate_limited', retry: { delayMs: 86_400_000 } },
    });
  });

  test('does not forget an attempt that may have charged for one that was refused', async () => {
    const faults: Fault[] = [
      'reset after',
      ...Array.from({ length: 4 }, () => 'refused connection' as const),
    ];
    const { attempts, charges, failures, result } = await payFor(retrying, order(faults));
    expect(attempts).toBe(MOST_ATTEMPTS);
    expect(charges).toBe(1);
    expect(failures.at(-1)?.error).toMatchObject({ sent: 'no', outcome: 'not_performed' });
    expect(result).toHaveProperty('error', failures[0]?.error);
    expect(result).toMatchObject({ error: { outcome: 'unknown', retry: { strategy: 'same_key' } } });
  });

  test('tells of the last attempt even then, as the cause', async () => {
    const faults: Fault[] = ['reset after', ...again('refused connection')];
    let attempts = 0;
    const pay = (): Promise<Response> =>
      send(server, GETPAID, '/payments?order=cause', 'cause', faults[attempts++]);
    const thrown = await thrownBy(retrying(pay, WAITS));
    expect(getCause(thrown)).toHaveProperty('error.sent', 'no'); // what the others show
  });

  test.each(['401', '400 of a gateway', '429', 'refused connection'] as const)(
    'a %s settles nothing: nobody looked at the key',
    async (fault) => {
      const { charges, result } = await payFor(retrying, order(['reset after', ...again(fault)]));
      expect(charges).toBe(1);
      expect(result).toMatchObject({ ok: false, error: { category: 'network', outcome: 'unknown' } });
    },
  );

  test('lets a decline settle what came before: the same key was looked at', async () => {
    const { charges, result } = await payFor(retrying, order(['reset before', 'decline']));
    expect(charges).toBe(0);
    expect(result).toMatchObject({ ok: false, error: { category: 'declined', outcome: 'not_performed' } });
  });

  test('lets exceptions that are none of a payment pass at once', async () => {
    let attempts = 0;
    const pay = (): Promise<Response> => {
      attempts++;
      return Promise.reject(new RangeError('a mistake in the program'));
    };
    await expect(retrying(pay, WAITS)).rejects.toThrow(RangeError);
    expect(attempts).toBe(1);
  });

  test('does not let one make a doubt vanish', async () => {
    let attempts = 0;
    const pay = async (): Promise<Response> => {
      const response = await send(
        server,
        GETPAID,
        '/payments?order=foreign',
        'foreign',
        ['reset after' as const][attempts++],
      );
      await response.arrayBuffer();
      throw new RangeError('a mistake in the program');
    };
    const thrown = await thrownBy(retrying(pay, WAITS));
    expect(attempts).toBe(2);
    expect(thrown.error).toMatchObject({ outcome: 'unknown', retry: { strategy: 'same_key' } });
    expect(getCause(thrown)).toBeInstanceOf(RangeError);
    expect(server.chargesFor('/payments?order=foreign')).toBe(1);
  });
});

describe('retrySafely', () => {
  let server: ChargingServer;
  beforeAll(async () => {
    server = await openChargingServer(GETPAID);
  });
  afterAll(() => server.close());

  test('ends at once when it is aborted while it waits, and keeps the doubt', async () => {
    const controller = new AbortController();
    const path = '/payments?order=aborted';
    const startedAt = performance.now();
    const call = retrySafely(() => send(server, GETPAID, path, path, 'reset after'), {
      signal: controller.signal,
      onRetry: () => void setTimeout(20).then(() => controller.abort(new Error('shutting down'))),
      baseMs: 30_000,
      random: () => 0.9,
    });
    const thrown = await thrownBy(call);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    expect(thrown.error).toMatchObject({ outcome: 'unknown', retry: { strategy: 'same_key' } });
    expect(getCause(thrown)).toBe(controller.signal.reason);
    expect(server.chargesFor(path)).toBe(1);
  });

  test('ends when an attempt is aborted, and sends no other', async () => {
    const controller = new AbortController();
    const payFetch = wrapFetch(getpaid);
    const path = '/payments?order=hanging';
    let attempts = 0;
    const call = retrySafely(
      () => {
        attempts++;
        return payFetch(`${server.url}${path}`, {
          method: 'POST',
          headers: { 'getpaid-idempotency-key': path, 'x-fault': 'stall after' },
          body: '{"amount":5}',
          signal: controller.signal,
        });
      },
      { signal: controller.signal },
    );
    await expect.poll(() => server.chargesFor(path)).toBe(1);
    controller.abort();
    expect((await thrownBy(call)).error).toMatchObject({ category: 'aborted', outcome: 'unknown' });
    expect(attempts).toBe(1);
  });

  test('sends no key again that the provider has forgotten', async () => {
    const { keyLifeMs } = GETPAID.provider.idempotency;
    const path = '/payments?order=forgotten';
    let attempts = 0;
    let time = 0;
    const options: RetrySafelyOptions = { ...WAITS, now: () => time };
    const call = retrySafely(() => {
      time += (keyLifeMs ?? 0) / 2;
      attempts++;
      return send(server, GETPAID, path, path, attempts === 1 ? 'reset after' : 'reset before');
    }, options);
    expect((await thrownBy(call)).error).toMatchObject({
      outcome: 'unknown',
      retryable: false,
      retry: { strategy: 'reconcile_first' },
    });
    expect(attempts).toBe(2);
    expect(server.chargesFor(path)).toBe(1);
  });
});

/** The PaymentException that a call has to end with. */
async function thrownBy(call: Promise<unknown>): Promise<PaymentException> {
  const thrown: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isPaymentException(thrown)) throw new Error('It ended otherwise.', { cause: thrown });
  return thrown;
}

test('a retry that does not look at the error charges twice: the server does count', async () => {
  const server = await openChargingServer(PAYSTAND);
  const retryAnything: PayWithRetries = (pay) => pRetry(pay, { minTimeout: 0 });
  const faults: Fault[] = ['reset after'];
  const { charges, result } = await payFor(retryAnything, { server, dialect: PAYSTAND, faults });
  expect(result.ok).toBe(true);
  expect(charges).toBe(2);
  await server.close();
});
