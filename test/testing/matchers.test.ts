import { expect as jestExpect } from 'expect';
import { describe, expect, expectTypeOf, test } from 'vitest';

import { normalize, normalizeThrown, type PaymentError, PaymentException } from '../../src/index.js';
import { paysg } from '../../src/providers/paysg.js';
import { paystand } from '../../src/providers/paystand.js';
import type { PaymentErrorMatchers } from '../../src/testing/index.js';
// Both write to the same place, which they share; jest's stay usable when they come last.
import '../../src/testing/vitest.js';
import '../../src/testing/jest.js';
import { EXAMPLES, fieldErrorAt, invalidRequestWith } from '../formats/examples.js';

type Expect = <Received>(
  received: Received,
) => Negatable<PaymentErrorMatchers<void, Received> & { toEqual(expected: object): void }> &
  Record<'rejects' | 'resolves', Negatable<PaymentErrorMatchers<Promise<void>>>>;
type Negatable<Matchers> = Matchers & { readonly not: Matchers };

const declined: PaymentError = {
  ...EXAMPLES.declined,
  provider: 'paystand',
  code: 'cardFailure',
  message: 'Insufficient funds',
  retry: { strategy: 'payer_action', action: 'add_funds', why: 'It was refused.' },
};
const rateLimited: PaymentError = EXAMPLES.rate_limited;
const invalid = invalidRequestWith(fieldErrorAt(['amount'], 'required'));

const throwing = (thrown: unknown) => (): void => {
  throw thrown;
};
const rejecting = (thrown: unknown) => async (): Promise<void> => {
  await Promise.resolve();
  throw thrown;
};

/** The message that an assertion fails with, without colours. */
function messageOf(assertion: () => unknown): string {
  try {
    assertion();
  } catch (failure) {
    return (failure as Error).message.replace(/\u001b\[\d+m/g, '');
  }
  throw new Error('the assertion did not fail');
}

describe.each<[string, Expect]>([
  ['vitest', expect],
  ['jest', jestExpect],
])('the matchers in %s', (_runner, expectation) => {
  describe('toBePaymentError', () => {
    test('takes every PaymentError, also one from JSON, when nothing more is asked for', () => {
      expectation(declined).toBePaymentError();
      expectation(JSON.parse(JSON.stringify(rateLimited))).toBePaymentError();
    });

    test('takes an error that has the expected members, whatever its others', () => {
      expectation(declined).toBePaymentError({
        category: 'declined',
        declineReason: 'insufficient_funds',
        retry: { action: 'add_funds' },
      });
      expectation(invalid).toBePaymentError({ fieldErrors: [{ field: 'amount', reason: 'required' }] });
    });

    test('takes asymmetric matchers as members', () => {
      expectation(declined).toBePaymentError({
        message: expect.stringContaining('funds') as string,
        retry: { why: expect.any(String) as string },
      });
    });

    test('shows each member that differs, expected and received, and what the provider said', () => {
      const message = messageOf(() =>
        expectation(declined).toBePaymentError({
          category: 'declined',
          status: 400,
          declineReason: 'expired_card',
          retry: { strategy: 'payer_action', action: 'check_details' },
        }),
      );
      expect(message).toBe(
        [
          'expect(received).toBePaymentError(expected)',
          '',
          'status',
          '  expected: 400',
          '  received: 402',
          'declineReason',
          '  expected: "expired_card"',
          '  received: "insufficient_funds"',
          'retry.action',
          '  expected: "check_details"',
          '  received: "add_funds"',
          '',
          'paystand: declined (HTTP 402 cardFailure): Insufficient funds',
        ].join('\n'),
      );
    });

    test('shows of a request that got no answer what went wrong', async () => {
      const broken = await normalizeThrown(paysg, new TypeError('fetch failed'));
      expect(messageOf(() => expectation(broken).not.toBePaymentError())).toContain(
        '\n\npaysg: network: No answer from paysg: the connection broke.',
      );
    });

    test('can stand inside of an expected value', () => {
      const result = { ok: false, error: declined };
      expectation(result).toEqual({
        ok: false,
        error: expect.toBePaymentError({ category: 'declined' }) as unknown,
      });
      expectation(result).toEqual({ ok: false, error: jestExpect.toBePaymentError({ code: 'cardFailure' }) });
      expectation(result).not.toEqual({
        ok: false,
        error: expect.toBePaymentError({ status: 500 }) as unknown,
      });
      expectation({ error: 'declined' }).not.toEqual({ error: jestExpect.toBePaymentError() });
    });

    test('counts a member that the category does not have as different', () => {
      expect(
        messageOf(() => expectation(rateLimited).toBePaymentError({ declineReason: 'expired_card' })),
      ).toContain('declineReason\n  expected: "expired_card"\n  received: undefined');
    });

    test('refuses anything else, and says where a PaymentException keeps its error', () => {
      expectation({ category: 'declined' }).not.toBePaymentError();
      expectation(undefined).not.toBePaymentError();
      expect(messageOf(() => expectation('declined').toBePaymentError())).toBe(
        'expect(received).toBePaymentError()\n\nExpected a PaymentError, received "declined"',
      );
      expect(messageOf(() => expectation(new PaymentException(declined)).toBePaymentError())).toContain(
        'carries it as `error`',
      );
    });

    test('with not, refuses an error that is as described', () => {
      expectation(declined).not.toBePaymentError({ category: 'rate_limited' });
      expect(messageOf(() => expectation(declined).not.toBePaymentError({ category: 'declined' }))).toBe(
        'expect(received).not.toBePaymentError(expected)\n\nExpected anything else, but it is as described\n\n' +
          'paystand: declined (HTTP 402 cardFailure): Insufficient funds',
      );
    });
  });

  describe('toBeSafeToRetry', () => {
    test('takes an error that can be sent again', () => {
      expectation(rateLimited).toBeSafeToRetry();
      expectation(
        normalize(
          paysg,
          { status: 409, body: { error: { code: 'idempotent_request_in_progress' } } },
          {
            method: 'POST',
            url: 'https://paysg.example/v1/payment-services/s-1/payments',
            idempotencyKey: 'order-1',
          },
        ),
      ).toBeSafeToRetry();
    });

    test('refuses one that can charge twice, and says why', () => {
      expectation(declined).not.toBeSafeToRetry();
      const unknown = normalize(paystand, { status: 500 }, { method: 'POST' });
      expect(messageOf(() => expectation(unknown).toBeSafeToRetry())).toMatch(
        /toBeSafeToRetry\(\)\n\nIt is not safe to retry: outcome unknown, retry reconcile_first\. .+\npaystand: provider_error \(HTTP 500\)/,
      );
    });

    test('with not, says what makes it safe', () => {
      expect(messageOf(() => expectation(rateLimited).not.toBeSafeToRetry())).toContain(
        'It is safe to retry: outcome not_performed, retry after_delay.',
      );
    });

    test.each([undefined, null, 'declined', new PaymentException(rateLimited)])(
      'refuses %s, which is no PaymentError, with not too',
      (received) => {
        expect(messageOf(() => expectation(received).toBeSafeToRetry())).toContain('Expected a PaymentError');
        expect(messageOf(() => expectation(received).not.toBeSafeToRetry())).toContain(
          'Expected a PaymentError',
        );
      },
    );
  });

  describe('toThrowPaymentError', () => {
    const exception = new PaymentException(declined);

    test('takes a function that throws, at once', () => {
      expectation(throwing(exception)).toThrowPaymentError();
      expectation(throwing(exception)).toThrowPaymentError({ category: 'declined' });
    });

    test('takes an async function and a promise, once they are awaited', async () => {
      await expectation(rejecting(exception)).toThrowPaymentError({ category: 'declined' });
      await expectation(rejecting(exception)()).toThrowPaymentError({ category: 'declined' });
    });

    test('takes what a promise rejects with', async () => {
      await expectation(rejecting(exception)()).rejects.toThrowPaymentError({ category: 'declined' });
      await expectation(rejecting(new Error('other'))()).rejects.not.toThrowPaymentError();
    });

    test('refuses what throws nothing, at once or later', async () => {
      expect(messageOf(() => expectation(() => 1).toThrowPaymentError())).toBe(
        'expect(received).toThrowPaymentError()\n\nExpected a PaymentException, nothing was thrown',
      );
      expectation(() => 1).not.toThrowPaymentError();
      await expectation(() => Promise.resolve(1)).not.toThrowPaymentError();
      await expect(expectation(Promise.resolve(1)).toThrowPaymentError()).rejects.toThrow(
        'nothing was thrown',
      );
      await expect(expectation(Promise.resolve(1)).resolves.toThrowPaymentError()).rejects.toThrow(
        'Expected a function or a promise, received number',
      );
    });

    test('refuses another exception, and shows it', async () => {
      expectation(throwing(new TypeError('no'))).not.toThrowPaymentError();
      expectation(throwing(declined)).not.toThrowPaymentError();
      expect(messageOf(() => expectation(throwing(new TypeError('no'))).toThrowPaymentError())).toContain(
        'thrown was TypeError: no',
      );
      await expect(expectation(rejecting('no')).toThrowPaymentError()).rejects.toThrow('thrown was');
    });

    test('shows what differs', async () => {
      const expected = { category: 'rate_limited' } as const;
      const difference = 'category\n  expected: "rate_limited"\n  received: "declined"';
      expect(messageOf(() => expectation(throwing(exception)).toThrowPaymentError(expected))).toContain(
        difference,
      );
      const later = expectation(rejecting(exception)).toThrowPaymentError(expected);
      await expect(later).rejects.toThrow();
    });

    test.each([undefined, null, 1, exception])(
      'refuses %s, which can throw nothing, with not too',
      (received) => {
        expect(messageOf(() => expectation(received).toThrowPaymentError())).toContain(
          'a function or a promise',
        );
        expect(messageOf(() => expectation(received).not.toThrowPaymentError())).toContain(
          'a function or a promise',
        );
      },
    );
  });
});

describe('the types of the matchers', () => {
  type ResultFor<Received> = ReturnType<PaymentErrorMatchers<void, Received>['toThrowPaymentError']>;

  test('what is known later is awaited, what throws at once is not', () => {
    expectTypeOf<ResultFor<Promise<Response>>>().toEqualTypeOf<Promise<void>>();
    expectTypeOf<ResultFor<typeof fetch>>().toEqualTypeOf<Promise<void>>();
    expectTypeOf<ResultFor<() => Response>>().toBeVoid();
    expectTypeOf<ResultFor<() => never>>().toBeVoid();
    expectTypeOf<ResultFor<unknown>>().toBeVoid();
  });

  test('what no PaymentError has does not compile', () => {
    const check = (): void => {
      // @ts-expect-error -- no such category
      expect(declined).toBePaymentError({ category: 'refused' });
      // @ts-expect-error -- no such member
      jestExpect(declined).toBePaymentError({ reason: 'expired_card' });
      // @ts-expect-error -- no such action
      expect(declined).toBePaymentError({ retry: { action: 'pray' } });
    };
    expect(check).toBeTypeOf('function');
  });
});
