export type { AdviceTable } from './advice.js';
export type {
  ContractOnPaths,
  HeaderContract,
  IdempotencyContract,
  KeylessContract,
  ReferenceContract,
  StoredFailures,
} from './contract.js';
export { defineProvider } from './define-provider.js';
export type {
  BodySchema,
  ErrorDefinition,
  Provider,
  ProviderDefinition,
  ResourceDefinition,
  StandardSchema,
} from './definition.js';
export { extendProvider, type ProviderExtension } from './extend-provider.js';
export type { ErrorReading, FieldErrorReading, MaybeText, ResourceReading } from './reading.js';
export type { MeaningWord, RetryWord, Row, Table, TableCategory, WordsOf } from './row.js';
