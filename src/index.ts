export { isPaymentError, mayHaveCharged } from './error/guards.js';
export type { ErrorResource, FieldError } from './error/members.js';
export type { PaymentError, PaymentErrorOf } from './error/payment-error.js';
export type { Retry } from './error/retry.js';
export {
  CATEGORIES,
  type Category,
  DECLINE_REASONS,
  type DeclineReason,
  type FieldReason,
  type FixableBy,
  type KeyConflict,
  type Lookup,
  type MatchedOn,
  type MethodAdvice,
  type Outcome,
  type PayerAction,
  type ResourceKind,
  RETRY_STRATEGIES,
  type RetryStrategy,
} from './error/words.js';
export { getRawBody } from './error/raw-body.js';
export { revivePaymentError } from './error/revive.js';
export { type FormErrorsOptions, toFormErrors } from './formats/form-errors.js';
export { type OtelAttributes, toOtelAttributes } from './formats/otel-attributes.js';
export { payerMessage, type PayerMessageOptions } from './formats/payer-message.js';
export type { FieldMessageKey, PayerMessages } from './formats/payer-messages.js';
export { PAYER_SITUATIONS, type PayerSituation, payerSituation } from './formats/payer-situation.js';
export {
  type ProblemDetails,
  type ProblemDetailsOptions,
  type ProblemFieldError,
  type ProblemStatus,
  type ShownDeclineReason,
  toProblemDetails,
} from './formats/problem-details.js';
export type { IdempotencyContract } from './provider/contract.js';
export type { Provider } from './provider/definition.js';
export { idempotencyHeaders } from './provider/idempotency-headers.js';
export { combineAttempts } from './retry/combine-attempts.js';
export { retryDelayMs, type RetryDelayOptions } from './retry/retry-delay.js';
export { retrySafely, type RetrySafelyOptions } from './retry/retry-safely.js';
export type { NormalizeOptions } from './verdict/conclude.js';
export { inspect, normalize } from './verdict/normalize.js';
export type { HeadersInput, Reply } from './verdict/reply.js';
export type { RequestFacts } from './verdict/request.js';
export {
  getCause,
  isPaymentException,
  PaymentException,
  type PaymentExceptionOptions,
  paymentErrorOf,
  type PaymentResult,
  toResult,
} from './wire/exception.js';
export { assumeSent } from './wire/assume-sent.js';
export type { FetchLike, PlatformFetch, PlatformResponse, ResponseLike } from './wire/platform.js';
export { inspectResponse, type ResponseOptions } from './wire/response.js';
export { normalizeThrown, type ThrownRequestFacts } from './wire/thrown.js';
export { wrapFetch, type WrapFetchOptions } from './wire/wrap-fetch.js';
