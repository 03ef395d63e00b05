import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import {
  getCause,
  isPaymentException,
  type PaymentError,
  PaymentException,
  retrySafely,
  type RetrySafelyOptions,
} from '../../src/index.js';
import { EXAMPLES } from '../formats/examples.js';

const HOUR = 3_600_000;

const RATE_LIMITED: PaymentError = EXAMPLES.rate_limited; // asks for 1.5 s

const DOUBT: PaymentError = {
  ...EXAMPLES.network,
  retryable: true,
  retry: {
    strategy: 'same_key',
    delayMs: null,
    keyLifeMs: 24 * HOUR,
    why: 'The same key keeps it from that.',
  },
};

/** As what was sent with a key, and then cancelled. */
const CANCELLED: PaymentError = {
  ...EXAMPLES.aborted,
  outcome: 'unknown',
  lookup: 'resource',
  retryable: true,
  retry: {
    strategy: 'same_key',
    delayMs: null,
    keyLifeMs: 24 * HOUR,
    why: 'The same key keeps it from that.',
  },
};

const LOOK_FIRST: PaymentError = EXAMPLES.provider_error;

const REFUSED_CONNECTION: PaymentError = {
  ...EXAMPLES.network,
  outcome: 'not_performed',
  lookup: null,
  sent: 'no',
  retryable: true,
  retry: { strategy: 'after_delay', delayMs: null, why: 'The request never left.' },
};

function asking(delayMs: number): PaymentError {
  return { ...EXAMPLES.rate_limited, retry: { ...EXAMPLES.rate_limited.retry, delayMs } };
}

/** What an attempt comes to: an error, a foreign value that is thrown, or `paid`. */
type Course = readonly unknown[];

/** An attempt that comes to one after the other of what is given, to the last again and again. */
function attemptsThat(...course: Course) {
  return vi.fn((attemptNumber: number): Promise<string> => {
    const end = course[Math.min(attemptNumber, course.length) - 1];
    if (end === 'paid') return Promise.resolve('paid');
    const isError = typeof end === 'object' && end !== null && 'category' in end;
    return Promise.reject(isError ? new PaymentException(end as PaymentError) : end);
  });
}

/** What a call ends with while the timers of a fake clock run. */
async function endOf(call: Promise<unknown>): Promise<unknown> {
  const end = call.then(
    (value) => value,
    (thrown: unknown) => thrown,
  );
  await vi.runAllTimersAsync();
  return end;
}

function errorIn(thrown: unknown): PaymentError {
  if (!isPaymentException(thrown)) throw new Error('That is no PaymentException.', { cause: thrown });
  return thrown.error;
}

const random = (): number => 0.5;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('sends again', () => {
  test('until an attempt succeeds, and gives what that gives', async () => {
    const attempt = attemptsThat(RATE_LIMITED, DOUBT, 'paid');
    await expect(endOf(retrySafely(attempt))).resolves.toBe('paid');
    expect(attempt.mock.calls).toEqual([[1], [2], [3]]);
  });

  test('what is no promise', async () => {
    await expect(endOf(retrySafely((attemptNumber) => attemptNumber))).resolves.toBe(1);
  });

  test('after what is thrown at once', async () => {
    const attempt = vi.fn((attemptNumber: number) => {
      if (attemptNumber === 1) throw new PaymentException(RATE_LIMITED);
      return 'paid';
    });
    await expect(endOf(retrySafely(attempt))).resolves.toBe('paid');
  });

  test('after a PaymentException that another exception is wrapped around', async () => {
    const wrapped = new Error('paying failed', { cause: new PaymentException(RATE_LIMITED) });
    await expect(endOf(retrySafely(attemptsThat(wrapped, 'paid')))).resolves.toBe('paid');
  });

  test('five times at most, or as often as it is told', async () => {
    for (const [options, expected] of [
      [{}, 5],
      [{ attempts: 2 }, 2],
      [{ attempts: 1 }, 1],
    ] as const) {
      const attempt = attemptsThat(RATE_LIMITED);
      expect(errorIn(await endOf(retrySafely(attempt, options)))).toBe(RATE_LIMITED);
      expect(attempt).toHaveBeenCalledTimes(expected);
    }
  });

  test.each([
    ['a decline', EXAMPLES.declined],
    ['an outcome that has to be looked up', LOOK_FIRST],
    ['a request that has to be changed', EXAMPLES.invalid_request],
  ])('never after %s', async (_title, error) => {
    const exception = new PaymentException(error);
    const attempt = attemptsThat(exception);
    await expect(endOf(retrySafely(attempt))).resolves.toBe(exception);
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  test('never what is not to be sent again, although an earlier attempt could have been', async () => {
    const attempt = attemptsThat(DOUBT, EXAMPLES.unauthenticated);
    const thrown = await endOf(retrySafely(attempt));
    expect(attempt).toHaveBeenCalledTimes(2);
    expect(errorIn(thrown)).toEqual(DOUBT);
    expect(getCause(thrown as PaymentException)).toHaveProperty('error', EXAMPLES.unauthenticated);
  });
});

describe('waits', () => {
  const waitsOf = async (
    attempt: (attemptNumber: number) => Promise<string>,
    options: RetrySafelyOptions,
  ) => {
    const waits: number[] = [];
    await endOf(retrySafely(attempt, { ...options, onRetry: ({ delayMs }) => void waits.push(delayMs) }));
    return waits;
  };

  test('as long as the provider asks, and no shorter', async () => {
    const attempt = attemptsThat(RATE_LIMITED, 'paid');
    const call = retrySafely(attempt);
    await vi.advanceTimersByTimeAsync(1_499);
    expect(attempt).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(attempt).toHaveBeenCalledTimes(2);
    await expect(call).resolves.toBe('paid');
  });

  test('else exponentially', async () => {
    const attempt = attemptsThat(REFUSED_CONNECTION);
    expect(await waitsOf(attempt, { random })).toEqual([250, 500, 1_000, 2_000]);
    expect(await waitsOf(attempt, { random, baseMs: 10, maxMs: 30 })).toEqual([5, 10, 15, 15]);
  });

  test('never longer than it is told', async () => {
    expect(await waitsOf(attemptsThat(REFUSED_CONNECTION), { random, longestWaitMs: 600 })).toEqual([
      250, 300, 300, 300,
    ]);
  });

  test('a minute, but no longer by default', async () => {
    expect(await waitsOf(attemptsThat(asking(60_000), 'paid'), {})).toEqual([60_000]);
    expect(await waitsOf(attemptsThat(asking(60_001), 'paid'), {})).toEqual([]);
    expect(await waitsOf(attemptsThat(asking(60_001), 'paid'), { longestWaitMs: Infinity })).toEqual([
      60_001,
    ]);
  });

  test('and throws the error whose wait is too long', async () => {
    const day = asking(24 * HOUR);
    expect(errorIn(await endOf(retrySafely(attemptsThat(day))))).toBe(day);
  });
});

describe('what all attempts prove together', () => {
  test('is thrown, with the last attempt as its cause', async () => {
    const thrown = await endOf(retrySafely(attemptsThat(DOUBT, REFUSED_CONNECTION)));
    expect(errorIn(thrown)).toEqual(DOUBT);
    expect(getCause(thrown as PaymentException)).toHaveProperty('error', REFUSED_CONNECTION);
  });

  test('ends the attempts when it has to be looked up, whatever the latest would allow', async () => {
    const attempt = attemptsThat(DOUBT, LOOK_FIRST, 'paid');
    expect(errorIn(await endOf(retrySafely(attempt)))).toBe(LOOK_FIRST);
    expect(attempt).toHaveBeenCalledTimes(2);
  });

  test('is settled by a decline, which is thrown as it came', async () => {
    const decline = new PaymentException(EXAMPLES.declined);
    await expect(endOf(retrySafely(attemptsThat(DOUBT, decline)))).resolves.toBe(decline);
  });

  test('is told before each wait', async () => {
    const onRetry = vi.fn();
    await endOf(retrySafely(attemptsThat(DOUBT, RATE_LIMITED, 'paid'), { random, onRetry }));
    expect(onRetry.mock.calls).toEqual([
      [{ error: DOUBT, attemptNumber: 1, delayMs: 250 }],
      [{ error: { ...DOUBT, retry: { ...DOUBT.retry, delayMs: 1_500 } }, attemptNumber: 2, delayMs: 1_500 }],
    ]);
  });

  test('can be stored before each wait', async () => {
    const order: string[] = [];
    const attempt = vi.fn((attemptNumber: number) => {
      order.push(`attempt ${String(attemptNumber)}`);
      return attemptNumber === 2 ? 'paid' : Promise.reject(new PaymentException(DOUBT));
    });
    const onRetry = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 20_000));
      order.push('stored');
    };
    await endOf(retrySafely(attempt, { onRetry }));
    expect(order).toEqual(['attempt 1', 'stored', 'attempt 2']);
  });
});

describe('a foreign exception', () => {
  const foreign = new RangeError('a mistake in the program');

  test('passes through, and ends the attempts', async () => {
    const attempt = attemptsThat(foreign);
    await expect(endOf(retrySafely(attempt))).resolves.toBe(foreign);
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  test('passes through after attempts that cannot have charged', async () => {
    await expect(endOf(retrySafely(attemptsThat(RATE_LIMITED, foreign)))).resolves.toBe(foreign);
  });

  test.each([foreign, undefined, null, 'a text'])('does not make a doubt vanish: %s', async (thrown) => {
    const end = await endOf(retrySafely(attemptsThat(DOUBT, thrown)));
    expect(errorIn(end)).toBe(DOUBT);
    expect(getCause(end as PaymentException)).toBe(thrown);
  });

  test('of onRetry does not either', async () => {
    const onRetry = (): never => {
      throw foreign;
    };
    const end = await endOf(retrySafely(attemptsThat(DOUBT), { onRetry }));
    expect(errorIn(end)).toBe(DOUBT);
    expect(getCause(end as PaymentException)).toBe(foreign);
    await expect(endOf(retrySafely(attemptsThat(RATE_LIMITED), { onRetry }))).resolves.toBe(foreign);
  });
});

describe('aborting', () => {
  const reason = new Error('the user went away');

  test('beforehand sends nothing', async () => {
    const attempt = attemptsThat('paid');
    await expect(endOf(retrySafely(attempt, { signal: AbortSignal.abort(reason) }))).resolves.toBe(reason);
    expect(attempt).not.toHaveBeenCalled();
  });

  test.each([
    ['the reason, where nothing can have been charged', RATE_LIMITED, null],
    ['the doubt, with the reason as its cause', DOUBT, DOUBT],
  ])('while it waits throws %s, at once', async (_title, error, doubt) => {
    const controller = new AbortController();
    const attempt = attemptsThat(error, 'paid');
    const end = retrySafely(attempt, { signal: controller.signal, baseMs: 30_000, random }).catch(
      (thrown: unknown) => thrown,
    );
    await vi.advanceTimersByTimeAsync(1_000);
    expect(vi.getTimerCount()).toBe(1);
    controller.abort(reason);
    const thrown = await end;
    expect(vi.getTimerCount()).toBe(0);
    expect(attempt).toHaveBeenCalledTimes(1);
    if (doubt === null) expect(thrown).toBe(reason);
    else {
      expect(errorIn(thrown)).toBe(doubt);
      expect(getCause(thrown as PaymentException)).toBe(reason);
    }
  });

  test('during an attempt sends no other, and asks for no wait', async () => {
    const controller = new AbortController();
    const onRetry = vi.fn();
    const attempt = vi.fn(() => {
      controller.abort(reason);
      return Promise.reject(new PaymentException(CANCELLED));
    });
    const thrown = await endOf(retrySafely(attempt, { signal: controller.signal, onRetry }));
    expect(errorIn(thrown)).toBe(CANCELLED);
    expect(attempt).toHaveBeenCalledTimes(1);
    expect(onRetry).not.toHaveBeenCalled();
  });

  test('with the error of another payment settles nothing', async () => {
    const controller = new AbortController();
    const ofAnother = new PaymentException(EXAMPLES.declined);
    const attempt = vi.fn((attemptNumber: number) => {
      if (attemptNumber === 1) return Promise.reject(new PaymentException(DOUBT));
      controller.abort(ofAnother);
      controller.signal.throwIfAborted();
      return 'paid';
    });
    const thrown = await endOf(retrySafely(attempt, { signal: controller.signal }));
    expect(errorIn(thrown)).toBe(DOUBT);
    expect(getCause(thrown as PaymentException)).toBe(ofAnother);
  });

  test('leaves no listener behind', async () => {
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, 'addEventListener');
    const removed = vi.spyOn(signal, 'removeEventListener');
    await endOf(retrySafely(attemptsThat(RATE_LIMITED, RATE_LIMITED, 'paid'), { signal }));
    expect(added).toHaveBeenCalledTimes(2);
    expect(removed.mock.calls).toEqual(added.mock.calls);
  });
});

describe('a key that the provider forgets', () => {
  const shortLived: PaymentError = {
    ...DOUBT,
    retry: {
      strategy: 'same_key',
      delayMs: 40_000,
      keyLifeMs: 100_000,
      why: 'The same key keeps it from that.',
    },
  };

  test('is not sent again when it would be forgotten by then', async () => {
    const attempt = attemptsThat(shortLived);
    const thrown = await endOf(retrySafely(attempt));
    expect(attempt).toHaveBeenCalledTimes(3); // at 0, 40 and 80 seconds, and not at 120
    expect(errorIn(thrown)).toMatchObject({
      category: 'network',
      outcome: 'unknown',
      lookup: 'resource',
      retryable: false,
      retry: { strategy: 'reconcile_first', delayMs: 40_000 },
    });
    expect(getCause(thrown as PaymentException)).toHaveProperty('error', shortLived);
  });

  test('is counted from the first attempt, whatever that came to', async () => {
    const attempt = attemptsThat(asking(50_000), asking(50_000), shortLived);
    expect(errorIn(await endOf(retrySafely(attempt))).retry.strategy).toBe('reconcile_first');
    expect(attempt).toHaveBeenCalledTimes(3);
  });

  describe('and of earlier calls', () => {
    const now = (): number => 25 * HOUR;

    test.each<[string, number | Date]>([
      ['is not sent again after its life', HOUR],
      ['nor is one whose age is told by a Date', new Date(HOUR)],
    ])('%s', async (_name, keyFirstSentAt) => {
      const attempt = attemptsThat('paid');
      const thrown = await endOf(retrySafely(attempt, { earlier: DOUBT, keyFirstSentAt, now }));
      expect(attempt).not.toHaveBeenCalled();
      expect(errorIn(thrown)).toMatchObject({ outcome: 'unknown', retry: { strategy: 'reconcile_first' } });
    });

    test('is sent again while it lives, and keeps their doubt', async () => {
      const attempt = attemptsThat(REFUSED_CONNECTION, LOOK_FIRST);
      const thrown = await endOf(retrySafely(attempt, { earlier: DOUBT, keyFirstSentAt: 2 * HOUR, now }));
      expect(attempt).toHaveBeenCalledTimes(2);
      expect(errorIn(thrown).outcome).toBe('unknown');
      expect(await retrySafely(() => 'paid', { earlier: null })).toBe('paid');
    });

    test('ages from its first use, though no doubt is left of it', async () => {
      const attempt = attemptsThat(shortLived);
      await endOf(retrySafely(attempt, { keyFirstSentAt: 25 * HOUR - 90_000, now }));
      expect(attempt).toHaveBeenCalledTimes(1);
    });

    test('is not sent again after what does not allow it', async () => {
      const attempt = attemptsThat('paid');
      const thrown = await endOf(retrySafely(attempt, { earlier: LOOK_FIRST, keyFirstSentAt: 0, now }));
      expect(attempt).not.toHaveBeenCalled();
      expect(errorIn(thrown)).toEqual(LOOK_FIRST);
    });

    test('counts as forgotten where its first use is later than a clock can tell', async () => {
      const attempt = attemptsThat(shortLived);
      await endOf(retrySafely(attempt, { keyFirstSentAt: 0, now: () => NaN }));
      expect(attempt).toHaveBeenCalledTimes(1);
    });
  });

  test('by the clock that is given', async () => {
    let time = 5_000;
    const attempt = vi.fn(() => {
      time += 70_000; // it took its time
      return Promise.reject(new PaymentException(shortLived));
    });
    expect(errorIn(await endOf(retrySafely(attempt, { now: () => time }))).retryable).toBe(false);
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  test('is not sent again after the machine slept through its life', async () => {
    const attempt = attemptsThat(shortLived);
    const call = retrySafely(attempt);
    await vi.advanceTimersByTimeAsync(1_000); // it waits
    vi.setSystemTime(Date.now() + 48 * HOUR);
    expect(errorIn(await endOf(call))).toMatchObject({
      retryable: false,
      retry: { strategy: 'reconcile_first' },
    });
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  test('is not sent again when it would be, had the clock not been set back', async () => {
    let time = 5_000_000;
    const attempt = vi.fn((attemptNumber: number) => {
      time += attemptNumber === 2 ? -4_000_000 : 50_000; // then it goes on as before
      return Promise.reject(new PaymentException(shortLived));
    });
    expect(errorIn(await endOf(retrySafely(attempt, { now: () => time }))).retryable).toBe(false);
    expect(attempt).toHaveBeenCalledTimes(3);
  });

  test.each<[string, () => number]>([
    ['gives no number', () => NaN],
    [
      'throws',
      () => {
        throw new Error('no clock');
      },
    ],
  ])('counts as forgotten by a clock that %s', async (_what, now) => {
    const attempt = attemptsThat(shortLived);
    expect(errorIn(await endOf(retrySafely(attempt, { now })))).toMatchObject({
      outcome: 'unknown',
      retryable: false,
      retry: { strategy: 'reconcile_first' },
    });
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  test('is never advised to whoever gets the error when it was forgotten before the last attempt failed', async () => {
    let time = 0;
    const attempt = vi.fn((attemptNumber: number) => {
      time += attemptNumber === 1 ? 0 : 200_000;
      return Promise.reject(
        new PaymentException(attemptNumber === 1 ? shortLived : EXAMPLES.unauthenticated),
      );
    });
    expect(errorIn(await endOf(retrySafely(attempt, { now: () => time })))).toMatchObject({
      outcome: 'unknown',
      retryable: false,
      retry: { strategy: 'reconcile_first' },
    });
  });

  test('may be sent again for good where the provider keeps it for good', async () => {
    const forGood: PaymentError = {
      ...DOUBT,
      retry: {
        strategy: 'same_key',
        delayMs: HOUR,
        keyLifeMs: null,
        why: 'The same key keeps it from that.',
      },
    };
    const attempt = attemptsThat(forGood);
    await endOf(retrySafely(attempt, { attempts: 50, longestWaitMs: HOUR }));
    expect(attempt).toHaveBeenCalledTimes(50);
  });
});

describe('refuses before anything is sent', () => {
  test.each<[string, object]>([
    ['options.attempts: expected an integer from 1', { attempts: 0 }],
    ['options.attempts: expected an integer from 1', { attempts: Infinity }],
    ['options.longestWaitMs: expected milliseconds from 0', { longestWaitMs: Number.NaN }],
    ['options.onRetry: expected a function', { onRetry: 'log' }],
    ['options.now: expected a function', { now: 5 }],
    ['options.baseMs: expected milliseconds from 0', { baseMs: -1 }],
    ['options.maxMs: expected milliseconds from 0', { maxMs: -1 }],
    ['options.random: expected a function', { random: 0.5 }],
    ['options.earlier: expected a PaymentError', { earlier: { category: 'network' }, keyFirstSentAt: 0 }],
    ['options.keyFirstSentAt: expected a Date or a number, beside options.earlier', { earlier: DOUBT }],
    ['options.keyFirstSentAt: expected a Date or milliseconds since 1970', { keyFirstSentAt: 'now' }],
    ['options.keyFirstSentAt: expected a Date or milliseconds since 1970', { keyFirstSentAt: new Date('x') }],
  ])('%s (%j)', async (message, options) => {
    const attempt = attemptsThat('paid');
    await expect(retrySafely(attempt, options)).rejects.toThrow(new TypeError(message));
    expect(attempt).not.toHaveBeenCalled();
  });

  test('an attempt that is no function', async () => {
    await expect(retrySafely(Promise.resolve() as never)).rejects.toThrow(
      new TypeError('attempt: expected a function'),
    );
  });
});
