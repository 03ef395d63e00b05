import { type PaymentError, toResult } from '../../src/index.js';

/** The error of a call that has to fail. */
export async function errorOf(call: Promise<unknown>): Promise<PaymentError> {
  const result = await toResult(call);
  if (result.ok) throw new Error('The call did not fail.');
  return result.error;
}
