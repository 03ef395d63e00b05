import {
  inspectResponse,
  type PaymentError,
  type Provider,
  type RequestFacts,
  type ResponseOptions,
} from '../../src/index.js';

/** The error of a response that has to be one. */
export async function failureOf(
  provider: Provider,
  response: unknown,
  options?: ResponseOptions,
  request?: RequestFacts,
): Promise<PaymentError> {
  const error = await inspectResponse(provider, response as Response, request, options); // some are none, on purpose
  if (error === null) throw new Error('The response did not fail.');
  return error;
}
