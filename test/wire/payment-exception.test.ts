import { inspect } from 'node:util';

import { describe, expect, test } from 'vitest';

import { getCause, isPaymentException, PaymentException, toResult } from '../../src/index.js';
import { EXAMPLES } from '../formats/examples.js';

const refused = EXAMPLES.invalid_request;

const hostile = new Proxy(
  {},
  {
    get: () => {
      throw new Error('no');
    },
  },
);

test('a cause that is gone can be looked at all the same', () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  const exception = new PaymentException(refused, { cause: proxy });
  expect(exception.cause).toBeInstanceOf(Error);
  expect(exception.cause).toMatchObject({ name: 'Error', message: '' });
  expect(inspect(exception)).toContain('PaymentException');
});

describe('PaymentException', () => {
  const cause = new Error('the request, with its secrets');
  const response = new Response();
  const exception = new PaymentException(refused, { cause, response });

  test('is an Error with the message of its error', () => {
    expect(exception).toBeInstanceOf(Error);
    expect(exception).toBeInstanceOf(PaymentException);
    expect(exception.name).toBe('PaymentException');
    expect(exception.message).toBe(refused.message);
    expect(exception.stack).toMatch(/^PaymentException: The provider’s own text\./);
  });
  test('has a name that can be changed, like that of any Error', () => {
    expect(Object.getOwnPropertyDescriptor(PaymentException.prototype, 'name')).toEqual({
      ...Object.getOwnPropertyDescriptor(Error.prototype, 'name'),
      value: 'PaymentException',
    });
  });
  test('carries error, response and cause', () => {
    expect(exception.error).toBe(refused);
    expect(exception.response).toBe(response);
    expect(getCause(exception)).toBe(cause);
    expect(new PaymentException(refused)).toMatchObject({ response: undefined, cause: undefined });
  });
  test('has only the error as a member of its own', () => {
    expect(Object.keys(exception)).toEqual(['error']);
    expect(JSON.parse(JSON.stringify(exception))).toEqual(refused);
  });
  test('shows the error and nothing else', () => {
    const shown = inspect(exception);
    expect(shown).toContain('PaymentException: The provider’s own text.');
    expect(shown).toContain("category: 'invalid_request'");
    expect(shown).not.toContain('secrets');
    expect(inspect({ exception }, { depth: 0 })).not.toContain('secrets');
  });
  test('shows its stack to a runtime that hands over no inspect function', () => {
    const show = (exception as unknown as Record<symbol, (depth: number, options: object) => string>)[
      Symbol.for('nodejs.util.inspect.custom')
    ];
    expect(show?.call(exception, 2, {})).toBe(exception.stack);
    const bare = new PaymentException(refused);
    Object.defineProperty(bare, 'stack', { value: undefined });
    expect(show?.call(bare, 2, {})).toBe(`PaymentException: ${refused.message}`);
  });
});

describe('isPaymentException', () => {
  test('knows one', () => {
    expect(isPaymentException(new PaymentException(refused))).toBe(true);
  });
  test('knows that of another copy of the library by its mark', () => {
    const mark = Symbol.for('payfault.PaymentException');
    expect(isPaymentException({ [mark]: true, error: refused })).toBe(true);
  });
  test.each([
    null,
    undefined,
    new Error('x'),
    refused,
    { error: refused },
    Object.assign(Object.create(PaymentException.prototype) as object, { error: {} }),
    hostile,
  ])('refuses %#', (value) => {
    expect(isPaymentException(value)).toBe(false);
  });
});

describe('toResult', () => {
  test('gives the value', async () => {
    await expect(toResult(Promise.resolve(7))).resolves.toEqual({ ok: true, value: 7 });
    await expect(toResult(7)).resolves.toEqual({ ok: true, value: 7 });
  });
  test('gives the error of a PaymentException', async () => {
    await expect(toResult(Promise.reject(new PaymentException(refused)))).resolves.toEqual({
      ok: false,
      error: refused,
    });
  });
  test('lets any other rejection through', async () => {
    await expect(toResult(Promise.reject(new RangeError('x')))).rejects.toThrow(RangeError);
  });
});
