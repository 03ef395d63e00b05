require('payfault/jest');
const { normalize, wrapFetch } = require('payfault');
const { paystand } = require('payfault/paystand');
const { errorResponse, fakeFetch } = require('payfault/testing');

const error = normalize(paystand, { status: 500 }, { method: 'POST' });

async function pay() {
  const fetch = fakeFetch([errorResponse(paystand, 'cardFailure')]);
  return wrapFetch(paystand, { fetch })('https://provider.example/payments', { method: 'POST' });
}

test('an error', () => {
  expect(error).toBePaymentError({ category: 'provider_error', retry: { strategy: 'reconcile_first' } });
  expect(error).not.toBeSafeToRetry();
  expect({ error }).toEqual({ error: expect.toBePaymentError({ outcome: 'unknown' }) });
  // @ts-expect-error -- no such category
  expect(() => expect(error).toBePaymentError({ category: 'refused' })).toThrow('"refused"');
});

test('what is thrown', async () => {
  await expect(pay).toThrowPaymentError({ category: 'declined' });
  await expect(pay()).rejects.toThrowPaymentError({ category: 'declined' });
  /** @type {Promise<void>} */
  const awaited = expect(pay).toThrowPaymentError();
  await awaited;
});
