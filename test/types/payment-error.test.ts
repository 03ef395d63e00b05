// What is checked here is checked by the compiler (`npm run typecheck`); running it shows that the snippets are true.

import { describe, expect, expectTypeOf, test } from 'vitest';

import {
  type Category,
  type DeclineReason,
  type Lookup,
  mayHaveCharged,
  type MethodAdvice,
  normalize,
  type PayerAction,
  type PaymentError,
  type PaymentErrorOf,
  type Retry,
  retryDelayMs,
  type RetryStrategy,
} from '../../src/index.js';
import { paysg } from '../../src/providers/paysg.js';
import { paystand } from '../../src/providers/paystand.js';

const declined = normalize(paystand, { status: 402, body: { error: { code: 'cardFailure' } } });
const unavailable = normalize(paysg, { status: 503 }, { method: 'GET' });
const inDoubt = normalize(paysg, { status: 503 }, { method: 'POST' });

describe('narrowing by category', () => {
  test('an exhaustive switch compiles, and a category is never missing from it', () => {
    expect(describeCategory(inDoubt)).toBe(inDoubt.message);
  });

  test('every category has variants, and they are of that category', () => {
    type Categories = { [C in Category]: PaymentErrorOf<C>['category'] };
    expectTypeOf<Categories>().toEqualTypeOf<{ [C in Category]: C }>();
    expectTypeOf<PaymentErrorOf<Category>>().toEqualTypeOf<PaymentError>();
    expectTypeOf<PaymentErrorOf<'timeout' | 'network'>['category']>().toEqualTypeOf<'timeout' | 'network'>();
  });

  test('what a decline says is on a decline and nowhere else', () => {
    expectTypeOf<PaymentErrorOf<'declined'>['declineReason']>().toEqualTypeOf<DeclineReason>();
    expectTypeOf<PaymentErrorOf<'declined'>['methodAdvice']>().toEqualTypeOf<MethodAdvice>();
    expectTypeOf<PaymentErrorOf<'declined'>['networkAdviceCode']>().toEqualTypeOf<string | null>();
    expectTypeOf<PaymentErrorOf<'rate_limited'>>().not.toHaveProperty('declineReason');
    // @ts-expect-error: not before narrowing
    expect(inDoubt.declineReason).toBeUndefined();
  });

  test('a kind of key conflict is on an idempotency conflict, and only one in progress may be sent again', () => {
    type Conflict = PaymentErrorOf<'idempotency_conflict'>;
    expectTypeOf<Conflict['outcome']>().toEqualTypeOf<'unknown'>();
    expectTypeOf<Extract<Conflict, { retryable: true }>['keyConflict']>().toEqualTypeOf<'in_progress'>();
    expectTypeOf<PaymentErrorOf<'conflict'>>().not.toHaveProperty('keyConflict');
  });

  test('what the wire says is on what got no answer', () => {
    expectTypeOf<PaymentErrorOf<'network'>['sent']>().toEqualTypeOf<'no' | 'unknown'>();
    expectTypeOf<
      Extract<PaymentErrorOf<'network'>, { sent: 'no' }>['outcome']
    >().toEqualTypeOf<'not_performed'>();
    expectTypeOf<PaymentErrorOf<'timeout'>>().not.toHaveProperty('sent');
    expectTypeOf<PaymentErrorOf<'network' | 'timeout' | 'aborted'>['faultCode']>().toEqualTypeOf<
      string | null
    >();
    expectTypeOf<PaymentErrorOf<'declined'>>().not.toHaveProperty('faultCode');
  });

  test('what got no answer has no status and no code', () => {
    expectTypeOf<PaymentErrorOf<'network'>['status']>().toEqualTypeOf<null>();
    expectTypeOf<PaymentErrorOf<'aborted'>['code']>().toEqualTypeOf<null>();
    expectTypeOf<PaymentErrorOf<'timeout'>['status']>().toEqualTypeOf<408 | null>();
    expectTypeOf<PaymentErrorOf<'declined'>['status']>().toEqualTypeOf<number | null>();
  });

  test('a refusal says not_performed and fix_request, a rate limit after_delay', () => {
    expectTypeOf<PaymentErrorOf<'invalid_request'>['outcome']>().toEqualTypeOf<'not_performed'>();
    expectTypeOf<PaymentErrorOf<'unauthenticated'>['retry']['strategy']>().toEqualTypeOf<'fix_request'>();
    expectTypeOf<PaymentErrorOf<'rate_limited'>['retry']['strategy']>().toEqualTypeOf<'after_delay'>();
    expectTypeOf<PaymentErrorOf<'rate_limited'>['retryable']>().toEqualTypeOf<true>();
  });
});

describe('narrowing by outcome, retryable and strategy', () => {
  type With<Members> = Extract<PaymentError, Members>;

  test('what is retryable gives the delay', () => {
    if (!unavailable.retryable) throw new Error('a read can be repeated');
    expectTypeOf(unavailable.retry.delayMs).toEqualTypeOf<number | null>();
    expectTypeOf(unavailable.retry.strategy).toEqualTypeOf<'after_delay' | 'same_key'>();
    expectTypeOf(retryDelayMs(unavailable, 1)).toEqualTypeOf<number>();
    expect(unavailable.retry.delayMs).toBeNull();
  });

  test('an unknown outcome is only ever same_key or reconcile_first', () => {
    expectTypeOf<With<{ outcome: 'unknown' }>['retry']['strategy']>().toEqualTypeOf<
      'same_key' | 'reconcile_first'
    >();
  });

  test('what was performed is never sent again', () => {
    expectTypeOf<With<{ outcome: 'performed' }>['retry']['strategy']>().toEqualTypeOf<
      'never' | 'reconcile_first'
    >();
    expectTypeOf<With<{ outcome: 'performed' }>['retryable']>().toEqualTypeOf<false>();
  });

  test('what may have been performed has something to look it up by', () => {
    if (!mayHaveCharged(inDoubt)) throw new Error('a write may have been performed');
    expectTypeOf(inDoubt.lookup).toEqualTypeOf<Lookup>();
    expectTypeOf(inDoubt.outcome).toEqualTypeOf<'unknown' | 'performed'>();
    expectTypeOf<PaymentError['lookup']>().toEqualTypeOf<Lookup | null>();
    expect(inDoubt.lookup).toBe('merchant_reference');
  });

  test('a wait may be null where the error is not known to be retryable', () => {
    expectTypeOf(retryDelayMs(inDoubt, 1)).toEqualTypeOf<number | null>();
    expect(retryDelayMs(inDoubt, 1)).toBeNull();
  });

  test('a retry is told apart by its strategy', () => {
    type RetryBy<Strategy extends RetryStrategy> = Extract<Retry, { strategy: Strategy }>;
    expectTypeOf<RetryBy<'payer_action'>['action']>().toEqualTypeOf<PayerAction>();
    expectTypeOf<RetryBy<'same_key'>['keyLifeMs']>().toEqualTypeOf<number | null>();
    expectTypeOf<RetryBy<'reconcile_first'>['delayMs']>().toEqualTypeOf<number | null>();
    expectTypeOf<RetryBy<'reconcile_first'>>().not.toHaveProperty('lookup');
    expectTypeOf<RetryBy<'never' | 'fix_request'>>().not.toHaveProperty('delayMs');
    expectTypeOf<Retry['strategy']>().toEqualTypeOf<RetryStrategy>();
  });
});

/** As type-fest declares it. */
type JsonValue = string | number | boolean | null | JsonObject | JsonArray;
type JsonObject = { [Key in string]: JsonValue };
type JsonArray = JsonValue[] | readonly JsonValue[];

/** As Prisma declares it. */
type InputJsonValue = string | number | boolean | InputJsonObject | InputJsonArray | { toJSON(): unknown };
type InputJsonObject = { readonly [Key in string]?: InputJsonValue | null };
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an interface is what Prisma has
interface InputJsonArray extends ReadonlyArray<InputJsonValue | null> {}

describe('plain data', () => {
  test('every member is readonly', () => {
    // @ts-expect-error: readonly
    const change = (): void => void (declined.message = 'x');
    expect(change).toBeTypeOf('function');
    expectTypeOf(declined.fieldErrors).not.toHaveProperty('push');
  });

  test('the type survives JSON', () => {
    type Json<T> = T extends string | number | boolean | null
      ? T
      : T extends (...input: never) => unknown
        ? never
        : { [Key in keyof T]: Json<T[Key]> };
    expectTypeOf<Json<PaymentError>>().toExtend<PaymentError>();
    expectTypeOf<PaymentError>().toExtend<Json<PaymentError>>();
    expect(JSON.parse(JSON.stringify(declined))).toEqual(declined);
  });

  test('an error is a value of the usual JSON types', () => {
    const forTypeFest: JsonValue = declined;
    const forPrisma: InputJsonValue = declined;
    expect([forTypeFest, forPrisma]).toEqual([declined, declined]);
    expectTypeOf<PaymentErrorOf<'declined'>>().toExtend<JsonValue>();
    expectTypeOf<Retry>().toExtend<InputJsonValue>();
  });
});

function describeCategory(error: PaymentError): string {
  switch (error.category) {
    case 'declined':
      return `refused: ${error.declineReason}`;
    case 'idempotency_conflict':
      return error.keyConflict;
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
    case 'unrecognized':
      return error.message;
    default:
      return error satisfies never;
  }
}
