export { checkProvider, type Finding } from './check-provider.js';
export { type DocumentedError, documentedErrors } from './documented-errors.js';
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
  ExpectedPaymentError,
  MatcherContext,
  MatcherResult,
  PaymentErrorMatchers,
} from './matcher-types.js';
export { matchers } from './matchers.js';
export type { NetworkErrorCode } from './network-error.js';
