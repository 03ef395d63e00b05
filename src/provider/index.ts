export { defineProvider } from './define-provider.js';
export type {
  BodySchema,
  ErrorDefinition,
  ErrorReading,
  FieldErrorReading,
  HeaderContract,
  IdempotencyContract,
  KeylessContract,
  MaybeText,
  MeaningWord,
  Provider,
  ProviderDefinition,
  ReferenceContract,
  ResourceDefinition,
  ResourceReading,
  RetryWord,
  Row,
  StandardSchema,
  StoredFailures,
  Table,
  TableCategory,
} from './definition.js';
export { extendProvider, type ProviderExtension } from './extend-provider.js';
