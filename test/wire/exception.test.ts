import { inspect } from 'node:util';

import pino from 'pino';
import { describe, expect, test } from 'vitest';

import {
  getCause,
  isPaymentError,
  isPaymentException,
  normalize,
  type PaymentError,
  PaymentException,
  paymentErrorOf,
  revivePaymentError,
  toResult,
} from '../../src/index.js';
import { paysg } from '../../src/providers/paysg.js';
import { EXAMPLES } from '../formats/examples.js';

const SECRET = 'planted-7f3e';

/** An exception that holds a secret wherever the request it came from could have put one. */
function exceptionWithSecrets(error: PaymentError = EXAMPLES.provider_error): PaymentException {
  const headers = { authorization: `Bearer ${SECRET}` };
  const cause = Object.assign(new Error('Request failed with status code 500'), {
    config: { headers, data: SECRET },
    request: { headers },
    cause: Object.assign(new Error('socket hang up'), { headers }),
  });
  return new PaymentException(error, { cause, response: new Response(SECRET, { status: 500, headers }) });
}

test('the planted secret is there to be found', () => {
  const exception = exceptionWithSecrets();
  expect(inspect(getCause(exception))).toContain(SECRET);
  expect(inspect(exception.response)).toContain(SECRET);
});

describe('JSON.stringify', () => {
  test('gives the PaymentError and nothing else', () => {
    const exception = exceptionWithSecrets();
    expect(JSON.parse(JSON.stringify(exception))).toStrictEqual(exception.error);
  });

  test('gives it inside other things, too', () => {
    const exception = exceptionWithSecrets();
    const parsed = JSON.parse(JSON.stringify({ jobs: [{ failure: exception }] })) as {
      jobs: [{ failure: unknown }];
    };
    expect(isPaymentError(parsed.jobs[0].failure)).toBe(true);
    expect(JSON.stringify(exception)).not.toContain(SECRET);
  });
});

describe('util.inspect', () => {
  test('shows the stack and the error', () => {
    const text = inspect(exceptionWithSecrets());
    expect(text).toMatch(/^PaymentException: The provider’s own text\.\n {4}at /);
    expect(text).toContain("category: 'provider_error'");
    expect(text).toContain("outcome: 'unknown'");
    expect(text).toContain("strategy: 'reconcile_first'");
  });

  test.each([
    ['as it is', {}],
    ['with hidden members and getters', { showHidden: true, getters: true, depth: Infinity }],
    ['without custom inspection', { customInspect: false, showHidden: true, depth: Infinity }],
  ])('shows neither cause nor response: %s', (_name, options) => {
    const exception = exceptionWithSecrets();
    for (const value of [exception, { nested: [exception] }, new Error('outer', { cause: exception })])
      expect(inspect(value, options)).not.toContain(SECRET);
  });

  test('honours the depth and the colours that it was asked for', () => {
    const exception = exceptionWithSecrets();
    expect(inspect(exception, { colors: true })).toContain('\u001b[32m');
    expect(inspect(exception, { colors: false })).not.toContain('\u001b[');
    expect(inspect(exception, { depth: 0 })).toContain('retry: [Object]');
  });
});

describe('pino with its own serializer', () => {
  function logged(log: (logger: pino.Logger) => void): { readonly line: string; readonly entry: LogEntry } {
    const lines: string[] = [];
    log(pino({}, { write: (line) => lines.push(line) }));
    const line = lines.join('');
    return { line, entry: JSON.parse(line) as LogEntry };
  }

  interface LogEntry {
    readonly msg: string;
    readonly err: { readonly message: string; readonly stack: string; readonly error: object };
  }

  test.each([
    ['error(exception)', (logger: pino.Logger) => logger.error(exceptionWithSecrets())],
    ['error({ err: exception })', (logger: pino.Logger) => logger.error({ err: exceptionWithSecrets() })],
  ])('%s shows what happened and no secret', (_name, log) => {
    const { line, entry } = logged(log);
    expect(entry.err.error).toMatchObject({
      name: 'PaymentError',
      category: 'provider_error',
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first' },
    });
    expect(entry.err.stack).toContain('PaymentException: The provider’s own text.');
    expect(entry.msg).toContain('The provider’s own text.');
    expect(line).not.toContain(SECRET);
  });

  test('under any other key it is the PaymentError', () => {
    const { line } = logged((logger) => {
      logger.error({ failure: exceptionWithSecrets() }, 'payment failed');
    });
    expect((JSON.parse(line) as { failure: unknown }).failure).toStrictEqual(EXAMPLES.provider_error);
    expect(line).not.toContain(SECRET);
  });

  test('leaves the exception as it was', () => {
    const exception = exceptionWithSecrets();
    logged((logger) => logger.error(exception));
    expect(Reflect.ownKeys(exception).filter((key) => key !== 'stack')).toEqual(['message', 'error']);
  });
});

describe('structuredClone', () => {
  test('of the error equals it', () => {
    const { error } = exceptionWithSecrets();
    expect(structuredClone(error)).toStrictEqual(error);
    expect(isPaymentError(structuredClone(error))).toBe(true);
  });

  test('of the exception itself keeps no more than a plain Error with its message: clone the error instead', () => {
    const clone: unknown = structuredClone(exceptionWithSecrets());
    expect(clone).toBeInstanceOf(Error);
    expect(clone).toMatchObject({ name: 'Error', message: 'The provider’s own text.' });
    expect(clone).not.toHaveProperty('error');
    expect(inspect(clone, { showHidden: true })).not.toContain(SECRET);
  });
});

describe('toJSON', () => {
  test('gives a copy: what is written onto it never reaches the error', () => {
    const exception = exceptionWithSecrets();
    const json = exception.toJSON();
    expect(json).toStrictEqual(exception.error);
    Object.assign(json, { stack: 'x', cause: SECRET });
    Object.assign(json.retry, { strategy: 'after_delay' });
    expect(exception.error).not.toHaveProperty('stack');
    expect(exception.error.retry.strategy).toBe('reconcile_first');
  });
});

describe('cause', () => {
  const CARD = '4111111111111111';

  test('is an Error with the redacted name, message and code, and those of its own causes', () => {
    const inner = Object.assign(new Error(`refused by db`), { code: 'ECONNREFUSED', config: SECRET });
    const thrown = Object.assign(new TypeError(`card ${CARD} failed\nagain`, { cause: inner }), {
      config: { headers: { authorization: `Bearer ${SECRET}` } },
    });
    const { cause } = new PaymentException(EXAMPLES.network, { cause: thrown });
    expect(cause).toBeInstanceOf(Error);
    expect(cause).toMatchObject({ name: 'TypeError', cause: { name: 'Error', code: 'ECONNREFUSED' } });
    expect((cause as Error).message).toMatch(/^card .*1111 failed again$/);
    expect((cause as Error).message).not.toContain(CARD);
    expect(Reflect.ownKeys(cause as Error).sort()).toEqual(['cause', 'message', 'name', 'stack']);
    expect(inspect(cause, { showHidden: true, depth: Infinity })).not.toMatch(
      new RegExp(`${CARD}|${SECRET}`),
    );
  });

  test('is the same each time, and not enumerable', () => {
    const exception = exceptionWithSecrets();
    expect(exception.cause).toBe(exception.cause);
    expect(Object.keys(exception)).toEqual(['error']);
  });

  test.each<[unknown, string]>([
    [`sk_live_abcdefghijklmnop123456`, '[redacted]'],
    [7, '7'],
    [Symbol('x'), 'Symbol(x)'],
    [{ message: 'no Error' }, 'no Error'],
    [{ secret: SECRET }, ''],
    [[SECRET], ''],
  ])('of something that is no Error is one: %o', (thrown, message) => {
    expect(new PaymentException(EXAMPLES.network, { cause: thrown }).cause).toMatchObject({ message });
  });

  test('of a proxy that throws says nothing', () => {
    const cause = new Proxy({}, { get: throwing });
    expect(new PaymentException(EXAMPLES.network, { cause }).cause).toMatchObject({ message: '' });
  });

  test('is not there when there was none', () => {
    expect(new PaymentException(EXAMPLES.network).cause).toBeUndefined();
    expect(new PaymentException(EXAMPLES.network, { cause: null }).cause).toBeNull();
  });

  test('ends where the causes go round', () => {
    const thrown = new Error('a');
    thrown.cause = new Error('b', { cause: thrown });
    const { cause } = new PaymentException(EXAMPLES.network, { cause: thrown });
    expect(cause).toMatchObject({ message: 'a', cause: { message: 'b' } });
    expect(cause).not.toHaveProperty('cause.cause');
  });

  test('that is a PaymentException is shown as it is: it shows no more of itself', () => {
    const cause = exceptionWithSecrets();
    expect(new PaymentException(EXAMPLES.network, { cause }).cause).toBe(cause);
  });
});

describe('getCause', () => {
  test('gives what was thrown, as it was', () => {
    const thrown = { secret: SECRET };
    expect(getCause(new PaymentException(EXAMPLES.network, { cause: thrown }))).toBe(thrown);
  });

  test.each([undefined, null, 7, new Error('x', { cause: 'y' }), {}])('of %o is undefined', (value) => {
    expect(getCause(value as never)).toBeUndefined();
  });
});

describe('paymentErrorOf', () => {
  const error = normalize(paysg, { status: 429 });
  const exception = new PaymentException(error);
  const wrap = (cause: unknown, levels: number): unknown =>
    levels === 0 ? cause : new Error('outer', { cause: wrap(cause, levels - 1) });

  test.each<[string, unknown]>([
    ['an exception', exception],
    ['the error itself', error],
    ['a tenth cause', wrap(exception, 10)],
    ['a cause that is the error itself', { cause: error }],
  ])('finds %s', (_name, thrown) => {
    expect(paymentErrorOf(thrown)).toBe(error);
  });

  test('finds one that was revived', () => {
    const revived = revivePaymentError(JSON.stringify(error));
    expect(paymentErrorOf(revived)).toBe(revived);
  });

  test.each<[string, unknown]>([
    ['an eleventh cause', wrap(exception, 11)],
    ['a body in that shape', JSON.parse(JSON.stringify(error))],
    ['nothing', undefined],
    ['a text', 'x'],
  ])('does not find %s', (_name, thrown) => {
    expect(paymentErrorOf(thrown)).toBeUndefined();
  });
});

describe('isPaymentException', () => {
  test('goes by a mark that other copies of the library set too', () => {
    const foreign = { [Symbol.for('payfault.PaymentException')]: true, error: EXAMPLES.network };
    expect(isPaymentException(foreign)).toBe(true);
    expect(isPaymentException({ ...foreign, error: {} })).toBe(false);
    expect(isPaymentException({ name: 'PaymentException', error: EXAMPLES.network })).toBe(false);
  });
});

describe('toResult', () => {
  test('gives the value, the error, or lets the exceptions of others pass', async () => {
    expect(await toResult(Promise.resolve(7))).toEqual({ ok: true, value: 7 });
    const error = EXAMPLES.network;
    expect(await toResult(Promise.reject(new PaymentException(error)))).toEqual({ ok: false, error });
    await expect(toResult(Promise.reject(new RangeError('x')))).rejects.toThrow(RangeError);
  });
});

function throwing(): never {
  throw new Error('no');
}
