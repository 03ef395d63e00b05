import assert from 'node:assert/strict';
import { test } from 'node:test';

import { normalize, wrapFetch } from 'payfault';
import { paystand } from 'payfault/paystand';
import { assertPaymentError, errorResponse, fakeFetch, thePaymentError } from 'payfault/testing';

const error: unknown = normalize(paystand, { status: 500 }, { method: 'POST' });

async function pay(): Promise<Response> {
  const fetch = fakeFetch([errorResponse(paystand, 'cardFailure')]);
  return wrapFetch(paystand, { fetch })('https://provider.example/payments', { method: 'POST' });
}

test('an error', () => {
  assertPaymentError(error, { category: 'provider_error', retry: { strategy: 'reconcile_first' } });
  assert.ok(!error.retryable); // narrowed
  // @ts-expect-error -- no such category
  assert.throws(() => assertPaymentError(error, { category: 'refused' }), /"refused"/);
});

test('what is thrown', async () => {
  await assert.rejects(pay, thePaymentError({ category: 'declined' }));
  await assert.rejects(
    pay(),
    thePaymentError({ category: 'declined', retry: { action: 'use_other_method' } }),
  );
});
