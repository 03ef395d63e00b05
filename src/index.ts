export {
  isPaymentException,
  PaymentException,
  type PaymentExceptionOptions,
  type PaymentResult,
  toResult,
} from './exception.js';
export { type FormErrorsOptions, toFormErrors } from './formats/form-errors.js';
export { type OtelAttributes, toOtelAttributes } from './formats/otel-attributes.js';
export {
  type ProblemDetails,
  type ProblemDetailsOptions,
  type ProblemFieldError,
  type ShownDeclineReason,
  toProblemDetails,
} from './formats/problem-details.js';
export { canUseNewIdempotencyKey, isPaymentError, mayHaveCharged } from './guards.js';
export type { RequestFacts } from './judge.js';
export { inspect, normalize } from './normalize.js';
export * from './payment-error.js';
export type { FetchLike, PlatformFetch, PlatformResponse, ResponseLike } from './platform.js';
export { defineProvider } from './provider.js';
export type {
  BodySchema,
  IdempotencyContract,
  Provider,
  ProviderDefinition,
  Row,
  Rule,
  StandardSchema,
  StatusTable,
  Table,
  TableCategory,
  Tables,
} from './provider.js';
export { getRaw } from './raw.js';
export type { HeadersInput, Reply } from './reply.js';
export { inspectResponse, normalizeResponse, type ResponseOptions } from './response.js';
export { retryDelayMs, type RetryDelayOptions } from './retry-delay.js';
export type { MaybeText, Said, SaidFieldError, SaidOutcome } from './said.js';
export { normalizeThrown } from './thrown.js';
export { wrapFetch, type WrapFetchOptions } from './wrap-fetch.js';
