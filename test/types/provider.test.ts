// What is checked here is checked by the compiler (`npm run typecheck`); running it shows that the snippets are true.

import { expect, expectTypeOf, test } from 'vitest';

import { getRawBody, type IdempotencyContract, normalize, type Provider } from '../../src/index.js';
import { getpaid, type GetpaidProblem, type GetpaidResource } from '../../src/providers/getpaid.js';
import { makecommerce } from '../../src/providers/makecommerce.js';
import { paysg } from '../../src/providers/paysg.js';

test('a provider keeps its own contract, to the letter', () => {
  expectTypeOf(getpaid.idempotency.header).toEqualTypeOf<'Getpaid-Idempotency-Key'>();
  expectTypeOf(paysg.idempotency.header).toEqualTypeOf<'Idempotency-Key'>();
  expectTypeOf(makecommerce.idempotency.lookup).toEqualTypeOf<'merchant_reference'>();
  expectTypeOf(getpaid).toExtend<Provider>();
  expectTypeOf<Provider['idempotency']>().toEqualTypeOf<IdempotencyContract>();
  expect(getpaid.idempotency.header).toBe('Getpaid-Idempotency-Key');
});

test('a provider parses bodies to the types that it exports', () => {
  expectTypeOf(getpaid.parseErrorBody).returns.toEqualTypeOf<GetpaidProblem | undefined>();
  expectTypeOf(getpaid.parseResourceBody).returns.toEqualTypeOf<GetpaidResource | undefined>();
  const error = normalize(getpaid, { status: 404, body: { title: 'Gone', detail: 'It is gone.' } });
  expect(getpaid.parseErrorBody(getRawBody(error))?.detail).toBe('It is gone.');
});

test('readers and rows of a provider are its own', () => {
  for (const member of ['definition', 'tables', 'readError', 'rows', 'readers'])
    expect(member in getpaid).toBe(false);
});
