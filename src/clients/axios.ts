import type { PaymentError } from '../error/payment-error.js';
import { member } from '../provider/careful.js';
import { workingsOf } from '../provider/define-provider.js';
import type { Provider } from '../provider/definition.js';
import { failureOf, inspectAnswer } from '../verdict/normalize.js';
import { httpStatus } from '../verdict/reply.js';
import { isNotModified, takeRequest } from '../verdict/request.js';
import { limitsOf, type ResponseOptions } from '../wire/circumstances.js';
import { requestOfAxios } from '../wire/client.js';
import { isPaymentException, PaymentException, paymentErrorOf } from '../wire/exception.js';
import { ABORTED, type Fault, TIMED_OUT, UNEXPLAINED } from '../wire/faults.js';
import { concludeFault, isTimeout, saysAborted } from '../wire/find-fault.js';
import { throwTestFailure } from '../wire/test-failure.js';
import { errorOfThrown } from '../wire/thrown.js';
import { readAnswer } from './axios-answer.js';
import { type Sendings, startSendings } from './axios-sendings.js';

/** How an axios instance is judged. */
export interface InterceptAxiosOptions extends ResponseOptions {
  /** Look whether a 2xx says that it failed? It has to be whole in either case. Default: true. */
  readonly inspectSuccess?: boolean | undefined;
}

/** What is needed of a list of interceptors. */
export interface AxiosInterceptorsLike {
  use(
    onFulfilled: <Value>(value: Value) => Value | Promise<Value>,
    onRejected?: (thrown: unknown) => Promise<never>,
  ): number;
  eject(id: number): void;
}

/** What is needed of axios: an instance of any version from 1.0, or `axios` itself. */
export interface AxiosInstanceLike {
  readonly interceptors: {
    readonly request: AxiosInterceptorsLike;
    readonly response: AxiosInterceptorsLike;
  };
}

/**
 * Lets an axios instance throw a {@link PaymentException} for all that `wrapFetch` does: an answer that failed, a 2xx that
 * the provider documents as a failure or that is not the JSON it is said to be (also where `validateStatus` lets it
 * through), a network fault, a time-out, an abort. Method, address and idempotency key are read off each request.
 * `getCause(exception)` gives the AxiosError, where there was one.
 *
 * A write is sent with `maxRedirects: 0`, unless the request or the instance says otherwise: what answers after a
 * redirect proves nothing about the first address. Call this before other response interceptors are added: they then get
 * its exceptions, and one that sends again cannot hide the first sending. Whatever one of them throws that is not about
 * a request of this instance is `unrecognized`, and may have charged. A 2xx that is asked for as a stream is handed over
 * unread; a 304 in answer to a read stays the AxiosError that it is.
 *
 * @returns a function that takes the interceptors out again.
 * @throws TypeError when `provider` is not a provider, `instance` has no interceptors, or a limit is not a number from 0.
 *
 * @example
 * ```ts
 * const api = axios.create({ baseURL: 'https://api.getpaid.example' });
 * interceptAxios(getpaid, api);
 * const { data } = await api.post('/payments', payment, { headers: { 'Getpaid-Idempotency-Key': key } });
 * ```
 */
export function interceptAxios(
  provider: Provider,
  instance: AxiosInstanceLike,
  options: InterceptAxiosOptions = {},
): () => void {
  workingsOf(provider);
  limitsOf(options);
  const [requests, responses] = interceptorsOf(instance);
  const sendings = startSendings();
  // Not `synchronous`: what such an interceptor throws, earlier versions of axios do not catch.
  const sending = requests.use((config) => prepare(provider, config, sendings, options));
  const answering = responses.use(
    async (response) => {
      const error = await failureIn(provider, response, sendings, options);
      if (error) throw new PaymentException(error);
      return response;
    },
    async (thrown) => {
      if (isPaymentException(thrown)) throw thrown;
      const error = await errorBehind(provider, thrown, sendings, options);
      throw error ? new PaymentException(error, { cause: thrown }) : thrown;
    },
  );
  return () => {
    requests.eject(sending);
    responses.eject(answering);
  };
}

function interceptorsOf(instance: unknown): readonly [AxiosInterceptorsLike, AxiosInterceptorsLike] {
  const interceptors = member(instance, 'interceptors');
  const lists = [member(interceptors, 'request'), member(interceptors, 'response')] as const;
  for (const list of lists)
    if (typeof member(list, 'use') !== 'function')
      throw new TypeError('instance: expected an axios instance');
  return lists as readonly [AxiosInterceptorsLike, AxiosInterceptorsLike]; // as just checked
}

/** Takes note of a request that is about to be sent. @throws PaymentException when it was cancelled before that. */
function prepare<Config>(
  provider: Provider,
  config: Config,
  sendings: Sendings,
  options: InterceptAxiosOptions,
): Config {
  const { wasSentBefore } = sendings.start(config);
  const request = requestOfAxios(config);
  const signal = member(config, 'signal');
  if (member(signal, 'aborted') === true && !wasSentBefore) {
    const reason = member(signal, 'reason');
    const fault: Fault = { ...(isTimeout(reason) ? TIMED_OUT : ABORTED), sent: 'no' };
    throw new PaymentException(concludeFault(provider, { fault, faultCode: null }, request, options), {
      cause: reason,
    });
  }
  if (!takeRequest(request, provider.idempotency).isRead) followNoRedirects(config);
  return config;
}

/** As axios is told over Node's http, and over fetch in the versions that take no `maxRedirects` there. */
function followNoRedirects(config: unknown): void {
  const fetchOptions = member(config, 'fetchOptions');
  const redirect = member(fetchOptions, 'redirect');
  if (member(config, 'maxRedirects') !== undefined || (redirect !== undefined && redirect !== 'manual'))
    return;
  const unfollowing = Object.assign({}, fetchOptions, { redirect: 'manual' });
  Object.assign(config as object, { maxRedirects: 0, fetchOptions: unfollowing }); // what axios gives an interceptor
}

/** The error of an answer that axios lets through; `null`: it did not fail. */
async function failureIn(
  provider: Provider,
  response: unknown,
  sendings: Sendings,
  options: InterceptAxiosOptions,
): Promise<PaymentError | null> {
  const config = member(response, 'config');
  const { answer, isSeen } = await readAnswer(response, sendings.of(config), limitsOf(options));
  return isSeen
    ? inspectAnswer(provider, answer, requestOfAxios(config), options, options.inspectSuccess)
    : null;
}

/** The error behind what axios, or another interceptor, threw; `null`: it is none of ours. */
async function errorBehind(
  provider: Provider,
  thrown: unknown,
  sendings: Sendings,
  options: InterceptAxiosOptions,
): Promise<PaymentError | null> {
  throwTestFailure(thrown);
  const config = member(thrown, 'config');
  const sending = sendings.of(config);
  if (!sending) return paymentErrorOf(thrown) ?? errorOfForeign(provider, thrown, options);
  const request = requestOfAxios(config);
  const response = member(thrown, 'response');
  const status = httpStatus(member(response, 'status'));
  if (status === null) return errorOfThrown(provider, thrown, request, options, sending.wasSentBefore);
  if (isNotModified(status, takeRequest(request, provider.idempotency))) return null;
  const { answer } = await readAnswer(response, sending, limitsOf(options));
  return failureOf(provider, answer, request, options);
}

/** What says nothing of a request of this instance: whether that was sent, nobody knows. */
function errorOfForeign(provider: Provider, thrown: unknown, options: InterceptAxiosOptions): PaymentError {
  const fault = saysAborted(thrown) && member(thrown, '__CANCEL__') === true ? ABORTED : UNEXPLAINED;
  return concludeFault(provider, { fault, faultCode: null }, undefined, options);
}
