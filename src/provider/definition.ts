import type { AdviceTable } from './advice.js';
import type { IdempotencyContract } from './contract.js';
import type { ErrorReading, ResourceReading } from './reading.js';
import type { Table } from './row.js';

/** The part of Standard Schema that is needed here; zod, valibot, arktype and others speak it. {@link https://standardschema.dev} */
export interface StandardSchema<Output> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
}

type SchemaResult<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly unknown[] };

/**
 * How a body is parsed before it is read: a synchronous schema (zod, or any other that speaks Standard Schema), or a
 * function that gives the parsed body, or `undefined` for a body of another shape.
 */
export type BodySchema<Output> =
  | StandardSchema<Output>
  // The intersection makes a schema's own output count before what it gives when called: arktype's are functions too.
  | ((body: unknown) => (Output & NonNullable<unknown>) | undefined);

/** How an error answer is read, and what its words mean. */
export interface ErrorDefinition<Envelope, Codes, Types, BroadTypes> {
  /** Default: every body is given to `read`. */
  readonly schema?: BodySchema<Envelope>;
  /** Gives what the answer says, or `null` when it is not an error envelope. An exception counts as `null`. */
  readonly read: (body: Envelope) => ErrorReading | null;
  /** Tells the envelopes that are errors although they came with a 2xx. Default: none. */
  readonly insideSuccess?: (body: Envelope) => boolean;
  /** What the codes mean. Default: none. */
  readonly codes?: Codes;
  /** What the types mean, where no code decides. Default: none. */
  readonly types?: Types;
  /** Types that say little: each decides only where the HTTP status has no meaning of its own. Default: none. */
  readonly broadTypes?: BroadTypes;
}

/** How a resource in a success is read, and which of its states are failures. */
export interface ResourceDefinition<Resource, States> {
  /** Default: every body is given to `read`. */
  readonly schema?: BodySchema<Resource>;
  /**
   * Gives what the resource says; a list where an answer holds several, of which the gravest failure speaks; or `null`
   * when the body is none. An exception counts as `null`.
   */
  readonly read: (body: Resource) => ResourceReading | readonly ResourceReading[] | null;
  /** The states that are failures. */
  readonly states: States;
}

/** Everything that `defineProvider` needs to know. */
export interface ProviderDefinition<
  Contract extends IdempotencyContract = IdempotencyContract,
  Envelope = never,
  Resource = never,
  Codes = Table,
  Types = Table,
  BroadTypes = Table,
  States = Table,
  Statuses = Table,
> {
  /** Lower-case name; ends up in every `PaymentError.provider`. */
  readonly name: string;
  /** The http(s) address of the provider's error page: the source of every row that names no other. */
  readonly docs: string;
  /** How the provider treats a request that is sent twice. */
  readonly idempotency: Contract;
  /** The response header that carries the correlation id; of several the first that is there. Default: none. */
  readonly requestIdHeader?: string | readonly string[];
  /** How an error answer is read, and what its words mean. */
  readonly error: ErrorDefinition<Envelope, Codes, Types, BroadTypes>;
  /** Words about charging the same payment method again. Default: none. */
  readonly advice?: AdviceTable;
  /** HTTP statuses to which the provider gives a meaning of its own. Default: none. */
  readonly httpStatuses?: Statuses;
  /** Default: a 2xx is a success. */
  readonly resource?: ResourceDefinition<Resource, States>;
}

declare const ROW_NAMES: unique symbol;

/** A provider that `defineProvider` has accepted: hand it to `normalize`, `inspect` or `wrapFetch`. */
export interface Provider<
  RowName extends string = string,
  Contract extends IdempotencyContract = IdempotencyContract,
  Envelope = unknown,
  Resource = unknown,
> {
  /** Ends up in every `PaymentError.provider`. */
  readonly name: string;
  /** The address of the provider's error page. */
  readonly docs: string;
  /** How the provider treats a request that is sent twice. */
  readonly idempotency: Contract;
  /**
   * Parses the body of an error answer (parsed JSON) by the provider's schema, for what the union leaves out. Never throws.
   *
   * @returns `undefined` for a body of another shape.
   *
   * @example
   * ```ts
   * const problem = getpaid.parseErrorBody(getRawBody(error));
   * ```
   */
  readonly parseErrorBody: (body: unknown) => Envelope | undefined;
  /**
   * Parses the body of a success (parsed JSON) by the provider's schema of its resources. Never throws.
   *
   * @returns `undefined` for a body of another shape, and where the provider defines no resources.
   */
  readonly parseResourceBody: (body: unknown) => Resource | undefined;
  /** Carries the names of the rows in the type; there is no such member. */
  readonly [ROW_NAMES]?: RowName;
}
