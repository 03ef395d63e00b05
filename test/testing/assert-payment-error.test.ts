import { describe, expect, expectTypeOf, test } from 'vitest';

import { normalizeThrown, type PaymentError, PaymentException } from '../../src/index.js';
import { paysg } from '../../src/providers/paysg.js';
import { assertPaymentError, fakeFetch, thePaymentError } from '../../src/testing/index.js';
import { EXAMPLES, fieldErrorAt, invalidRequestWith } from '../formats/examples.js';

const { declined } = EXAMPLES;

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (thrown) {
    return (thrown as Error).message;
  }
  throw new Error('it did not throw');
}

describe('assertPaymentError', () => {
  test('takes every PaymentError, also one from JSON, and narrows to it', () => {
    const received: unknown = JSON.parse(JSON.stringify(declined));
    assertPaymentError(received);
    expectTypeOf(received).toEqualTypeOf<PaymentError>();
  });

  test('takes one that has the expected members, whatever its others', () => {
    assertPaymentError(declined, { category: 'declined', retry: { strategy: 'payer_action' } });
    const invalid = invalidRequestWith(fieldErrorAt(['amount'], 'required'));
    assertPaymentError(invalid, { fieldErrors: [{ field: 'amount' }] });
  });

  test.each([
    [{ fieldErrors: [] }, 'fieldErrors'],
    [{ fieldErrors: [{ field: 'currency' }] }, 'fieldErrors'],
    [{ fieldErrors: [{ field: 'amount' }, { field: 'amount' }] }, 'fieldErrors'],
    [{ fieldErrors: {} as never }, 'fieldErrors'],
    [{ declineReason: 'expired_card' as const }, 'declineReason'],
    [{ retry: { action: 'add_funds' as const } }, 'retry.action'],
    [{ resource: { kind: 'payment' as const } }, 'resource'],
  ])('refuses one that is not %j', (expected, place) => {
    const invalid = invalidRequestWith(fieldErrorAt(['amount'], 'required'));
    expect(messageOf(() => assertPaymentError(invalid, expected))).toContain(`\n\n${place}\n  expected: `);
  });

  test('shows each member that differs, expected and received, and what the provider said', () => {
    const error: PaymentError = { ...declined, provider: 'paystand', code: 'cardFailure', message: 'No.' };
    expect(messageOf(() => assertPaymentError(error, { status: 400, category: 'timeout' }))).toBe(
      [
        'Expected another PaymentError',
        '',
        'status',
        '  expected: 400',
        '  received: 402',
        'category',
        '  expected: "timeout"',
        '  received: "declined"',
        '',
        'paystand: declined (HTTP 402 cardFailure): No.',
      ].join('\n'),
    );
  });

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    ['declined', '"declined"'],
    [10n, '10'],
    [{ category: 'declined' }, '{"category":"declined"}'],
    [{ amount: 10n }, '[object Object]'],
    [Object.create(null, { toJSON: { value: () => undefined } }), 'object'],
    [new RangeError('no'), 'RangeError: no'],
  ])('refuses %s, which is none', (received, shown) => {
    expect(messageOf(() => assertPaymentError(received))).toBe(`Expected a PaymentError, received ${shown}.`);
  });

  test('says where a PaymentException keeps its error', () => {
    expect(messageOf(() => assertPaymentError(new PaymentException(declined)))).toContain(
      'A PaymentException carries it as `error`.',
    );
  });

  test('fails the test also inside of code that turns what is thrown into errors', async () => {
    const failing = Promise.reject(new Error('unreachable')).catch(() => assertPaymentError(undefined));
    const thrown: unknown = await failing.catch((failure: unknown) => failure);
    await expect(normalizeThrown(paysg, thrown)).rejects.toBe(thrown);
  });
});

describe('thePaymentError', () => {
  test('takes an exception whose error is as described', () => {
    expect(thePaymentError()(new PaymentException(declined))).toBe(true);
    expect(thePaymentError({ category: 'declined' })(new PaymentException(declined))).toBe(true);
  });

  test('says what differs, and what else was thrown', () => {
    const check = thePaymentError({ category: 'timeout' });
    expect(messageOf(() => check(new PaymentException(declined)))).toContain('expected: "timeout"');
    expect(messageOf(() => check(declined))).toContain('Expected a PaymentException, thrown was {');
    expect(messageOf(() => check(new TypeError('no')))).toBe(
      'Expected a PaymentException, thrown was TypeError: no.',
    );
  });

  test('throws a failure of the test on as it is', async () => {
    const thrown: unknown = await fakeFetch([])('https://provider.example').catch(
      (failure: unknown) => failure,
    );
    expect(messageOf(() => thePaymentError()(thrown))).toContain('past the end of the script');
  });
});
