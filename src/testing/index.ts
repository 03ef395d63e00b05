export { assertPaymentError, thePaymentError } from './assert-payment-error.js';
export { checkProvider, type ProviderFlaw } from './check-provider.js';
export { type DocumentedError, documentedErrors } from './documented-errors.js';
export { explain } from './explain.js';
export type { BodyReading, Explanation } from './explanation.js';
export type { BodyTrial, SchemaIssue } from './explain-body.js';
export type { Decision } from './explain-decision.js';
export type { Consultation } from './explain-rows.js';
export type { CountedAsMissing } from './counted-as-missing.js';
export type { JudgingLine } from './judging-lines.js';
export type { JsonValue } from './safe-json.js';
export type { ReadAs } from './trace.js';
export { errorResponse, type ErrorResponseOverrides } from './error-response.js';
export {
  type FakeFetch,
  fakeFetch,
  type FakeFetchAnswer,
  type FakeFetchCall,
  type FakeFetchRecord,
  type FakeFetchStep,
  type NetworkErrorStep,
  type StallStep,
  type TimeoutStep,
} from './fake-fetch.js';
export {
  type DocumentedReply,
  type Fixture,
  type FixtureReply,
  type ProviderWithFixtures,
  type TestableProvider,
  withFixtures,
} from './fixture.js';
export type { Guarantee } from './guarantees.js';
export type {
  AsymmetricPaymentErrorMatcher,
  AsymmetricPaymentErrorMatchers,
  ExpectedPaymentError,
  MatcherContext,
  MatcherResult,
  PaymentErrorMatchers,
} from './matcher-types.js';
export { matchers } from './matchers.js';
export type { NetworkErrorCode } from './network-error.js';
