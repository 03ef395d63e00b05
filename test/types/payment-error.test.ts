// What is checked here is checked by the compiler (`npm run typecheck`); running it shows that the snippets are true.

import { describe, expect, expectTypeOf, test } from 'vitest';

import {
  type Category,
  type DeclinedError,
  type DeclineReason,
  normalize,
  type PaymentError,
  type Retry,
  retryDelayMs,
} from '../../src/index.js';
import { paysg } from '../../src/providers/paysg.js';
import { paystand } from '../../src/providers/paystand.js';

type Of<C extends Category> = Extract<PaymentError, { category: C }>;

const declined = normalize(paystand, { status: 402 });
const unavailable = normalize(paysg, { status: 503 }, { method: 'GET' });

describe('narrowing by category', () => {
  test('an exhaustive switch compiles, and a category is never missing from it', () => {
    expect(describeCategory(declined)).toBe('refused: unspecified');
  });

  test('a decline reason is on a decline and nowhere else', () => {
    expectTypeOf<DeclinedError['declineReason']>().toEqualTypeOf<DeclineReason>();
    expectTypeOf<Of<'rate_limited'>>().not.toHaveProperty('declineReason');
    // @ts-expect-error: not before narrowing
    expect(declined.declineReason).toBe('unspecified');
  });

  test('a conflict kind is on an idempotency conflict, and decides the rest', () => {
    type Conflict = Of<'idempotency_conflict'>;
    expectTypeOf<
      Extract<Conflict, { conflict: 'in_progress' }>['retry']['strategy']
    >().toEqualTypeOf<'same_key'>();
    expectTypeOf<Extract<Conflict, { conflict: 'mismatch' }>['outcome']>().toEqualTypeOf<'not_performed'>();
    expectTypeOf<Of<'conflict'>>().not.toHaveProperty('conflict');
  });

  test('`sent` is on a network error and nowhere else', () => {
    expectTypeOf<Of<'network'>['sent']>().toEqualTypeOf<'no' | 'unknown'>();
    expectTypeOf<Extract<Of<'network'>, { sent: 'no' }>['outcome']>().toEqualTypeOf<'not_performed'>();
    expectTypeOf<Of<'timeout'>>().not.toHaveProperty('sent');
  });

  test('what got no answer has no status and no code', () => {
    expectTypeOf<Of<'network'>['status']>().toEqualTypeOf<null>();
    expectTypeOf<Of<'aborted'>['code']>().toEqualTypeOf<null>();
    expectTypeOf<Of<'timeout'>['status']>().toEqualTypeOf<408 | null>();
    expectTypeOf<Of<'declined'>['status']>().toEqualTypeOf<number | null>();
  });

  test('a refusal says not_performed and fix_request, a rate limit after_delay', () => {
    expectTypeOf<Of<'invalid_request'>['outcome']>().toEqualTypeOf<'not_performed'>();
    expectTypeOf<Of<'unauthenticated'>['retry']['strategy']>().toEqualTypeOf<'fix_request'>();
    expectTypeOf<Of<'rate_limited'>['retry']['strategy']>().toEqualTypeOf<'after_delay'>();
    expectTypeOf<Of<'rate_limited'>['retryable']>().toEqualTypeOf<true>();
  });
});

describe('narrowing by retryable', () => {
  test('gives the delay', () => {
    if (!unavailable.retryable) throw new Error('a read can be repeated');
    expectTypeOf(unavailable.retry.delayMs).toEqualTypeOf<number | null>();
    expectTypeOf(retryDelayMs(unavailable, 1)).toEqualTypeOf<number>();
    expect(unavailable.retry.delayMs).toBeNull();
  });

  test('an unknown outcome is only ever same_key or reconcile_first', () => {
    type Unknown = Extract<PaymentError, { outcome: 'unknown' }>['retry']['strategy'];
    expectTypeOf<Unknown>().toEqualTypeOf<'same_key' | 'reconcile_first'>();
  });

  test('a wait may be null where the error is not known to be retryable', () => {
    expectTypeOf(retryDelayMs(declined, 1)).toEqualTypeOf<number | null>();
    expect(retryDelayMs(declined, 1)).toBeNull();
  });
});

describe('plain data', () => {
  test('every field is readonly', () => {
    // @ts-expect-error: readonly
    expect(() => void (declined.message = 'x')).not.toThrow();
    expectTypeOf(declined.fieldErrors).not.toHaveProperty('push');
  });

  test('the type survives JSON', () => {
    type Json<T> = T extends string | number | boolean | null
      ? T
      : T extends (...input: never) => unknown
        ? never
        : { [Key in keyof T]: Json<T[Key]> };
    expectTypeOf<Json<PaymentError>>().toEqualTypeOf<PaymentError>();
    expect(JSON.parse(JSON.stringify(declined))).toEqual(declined);
  });

  test('a retry is told apart by its strategy', () => {
    expectTypeOf<Extract<Retry, { strategy: 'payer_action' }>>().toHaveProperty('action');
    expectTypeOf<Extract<Retry, { strategy: 'reconcile_first' }>>().toHaveProperty('lookup');
    expectTypeOf<Extract<Retry, { strategy: 'never' }>>().not.toHaveProperty('delayMs');
  });
});

function describeCategory(error: PaymentError): string {
  switch (error.category) {
    case 'declined':
      return `refused: ${error.declineReason}`;
    case 'idempotency_conflict':
      return error.conflict;
    case 'network':
      return error.sent;
    case 'invalid_request':
    case 'unauthenticated':
    case 'permission_denied':
    case 'not_configured':
    case 'not_found':
    case 'conflict':
    case 'rate_limited':
    case 'provider_unavailable':
    case 'provider_error':
    case 'timeout':
    case 'aborted':
    case 'invalid_response':
    case 'unknown':
      return error.message;
    default:
      return error satisfies never;
  }
}
