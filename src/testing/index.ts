export { type DocumentedError, documentedErrors } from './documented-errors.js';
export { errorResponse, type ErrorResponseOverrides } from './error-response.js';
export {
  type DocumentedReply,
  type Fixture,
  type FixtureReply,
  type ProviderWithFixtures,
  type TestableProvider,
  withFixtures,
} from './fixture.js';
