import { inspect } from 'node:util';

import pino from 'pino';
import { describe, expect, test } from 'vitest';

import { isPaymentError, type PaymentError, PaymentException } from '../../src/index.js';
import { EXAMPLES } from './examples.js';

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
  expect(inspect(exception.cause)).toContain(SECRET);
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
