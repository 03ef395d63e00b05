import { type AdviceOnMethod, compileAdvice } from './advice.js';
import { ownMembers, ownMembersOfBody } from './careful.js';
import { checkDefinition } from './check-definition.js';
import type { IdempotencyContract } from './contract.js';
import type { BodySchema, Provider, ProviderDefinition, StandardSchema } from './definition.js';
import type { Table, WordsOf } from './row.js';
import {
  type ResourceStatement,
  type Statement,
  takeErrorReading,
  takeResourceReadings,
} from './statement.js';
import { type CompiledTable, compileTable, type TableName } from './table.js';

/** What a provider knows and its users do not see. */
export interface ProviderWorkings {
  readonly definition: ProviderDefinition;
  readonly tables: Readonly<Record<TableName, CompiledTable>>;
  readonly advice: ReadonlyMap<string, AdviceOnMethod>;
  /** In lower case, as clients hand out their headers; the first that is there counts. */
  readonly requestIdHeaders: readonly string[];
  /** Gives what an error body says, or `null`. Never throws. */
  readonly readError: (body: unknown) => Statement | null;
  /** The same for the body of a 2xx. `null` itself: the provider documents no error envelopes there. */
  readonly readErrorInSuccess: ((body: unknown) => Statement | null) | null;
  /** Gives what the resources of a body say, or `null`. Never throws. `null` itself: the provider documents no failures in a 2xx. */
  readonly readResources: ((body: unknown) => readonly ResourceStatement[] | null) | null;
}

const WORKINGS = Symbol.for('payfault.provider');

/**
 * Makes a provider from facts: its envelope, its tables of codes, its idempotency contract.
 *
 * @throws TypeError that names the place of the definition that is missing or wrong, what stands there, and what may.
 *
 * @example
 * ```ts
 * const acme = defineProvider({
 *   name: 'acme',
 *   docs: 'https://acme.example/docs/errors',
 *   idempotency: { header: 'Idempotency-Key', failures: 'stored', lookup: 'resource' },
 *   error: {
 *     schema: z.object({ code: z.string(), message: z.optional(z.string()) }),
 *     read: ({ code, message }) => ({ codes: [code], message }),
 *     codes: { card_declined: 'declined: do_not_honor' },
 *   },
 * });
 * ```
 */
export function defineProvider<
  const Contract extends IdempotencyContract,
  Envelope,
  Resource = never,
  const Codes extends Table = never,
  const Types extends Table = never,
  const BroadTypes extends Table = never,
  const States extends Table = never,
  const Statuses extends Table = never,
>(
  definition: ProviderDefinition<Contract, Envelope, Resource, Codes, Types, BroadTypes, States, Statuses>,
): Provider<
  WordsOf<Codes> | WordsOf<Types> | WordsOf<BroadTypes> | WordsOf<States> | WordsOf<Statuses>,
  Contract,
  Envelope,
  Resource
> {
  checkDefinition(definition);
  return makeProvider(definition);
}

/**
 * Makes a provider of a definition that is known to be right. The built-in providers are made so: a test checks their
 * definitions, and who uses them does not pay for the check (2.3 kB, minified and compressed).
 */
export function makeProvider<
  const Contract extends IdempotencyContract,
  Envelope,
  Resource = never,
  const Codes extends Table = never,
  const Types extends Table = never,
  const BroadTypes extends Table = never,
  const States extends Table = never,
  const Statuses extends Table = never,
>(
  definition: ProviderDefinition<Contract, Envelope, Resource, Codes, Types, BroadTypes, States, Statuses>,
): Provider<
  WordsOf<Codes> | WordsOf<Types> | WordsOf<BroadTypes> | WordsOf<States> | WordsOf<Statuses>,
  Contract,
  Envelope,
  Resource
> {
  const {
    name,
    docs,
    idempotency,
    requestIdHeader = [],
    advice,
    httpStatuses,
    ...bodies
  } = ownMembers(definition);
  const error = ownMembers(bodies.error);
  const resource = bodies.resource && ownMembers(bodies.resource);
  const { insideSuccess } = error;
  const parseErrorBody = parserOf(error.schema);
  const parseResourceBody = resource ? parserOf(resource.schema) : () => undefined;
  const workings: ProviderWorkings = {
    definition: definition as unknown as ProviderDefinition, // its readers are reached by readError and readResource
    tables: {
      codes: compileTable('codes', error.codes),
      types: compileTable('types', error.types),
      broadTypes: compileTable('broadTypes', error.broadTypes),
      httpStatuses: compileTable('httpStatuses', httpStatuses),
      states: compileTable('states', resource?.states),
    },
    advice: compileAdvice(advice),
    requestIdHeaders: [requestIdHeader].flat().map((header) => header.toLowerCase()),
    readError: reader(parseErrorBody, error.read, takeErrorReading),
    readErrorInSuccess: insideSuccess
      ? reader(parseErrorBody, (body) => (insideSuccess(body) ? error.read(body) : null), takeErrorReading)
      : null,
    readResources: resource ? reader(parseResourceBody, resource.read, takeResourceReadings) : null,
  };
  // A copy: what becomes of the author's own object must not turn a doubt into a retry.
  const contract = Object.freeze<Contract>({ ...idempotency });
  const provider = { name, docs, idempotency: contract, parseErrorBody, parseResourceBody };
  Object.defineProperty(provider, WORKINGS, ownMembers({ value: workings }));
  return provider;
}

/**
 * Gives what a provider knows and its users do not see.
 *
 * @throws TypeError when `provider` is not a provider.
 */
export function workingsOf(provider: Provider): ProviderWorkings {
  const workings = (provider as { readonly [WORKINGS]?: ProviderWorkings } | null | undefined)?.[WORKINGS];
  if (!workings) throw new TypeError('provider: expected what defineProvider gives');
  return workings;
}

/** Joins a parser, a read function and one that takes apart what it gave into one function that never throws. */
function reader<Parsed, Given, Taken>(
  parse: (body: unknown) => Parsed | undefined,
  read: (body: Parsed) => Given | null,
  take: (given: Given) => Taken,
): (body: unknown) => Taken | null {
  return (body) => {
    try {
      const parsed = parse(ownMembersOfBody(body));
      const given = parsed === undefined ? null : read(ownMembersOfBody(parsed));
      return given && !isLater(given) ? take(given) : null;
    } catch {
      return null;
    }
  };
}

/** Gives a function that parses a body by a schema, for `undefined` when the schema refuses it or throws. */
function parserOf<Parsed>(schema: BodySchema<Parsed> | undefined): (body: unknown) => Parsed | undefined {
  if (!schema) return (body) => body as Parsed; // without a schema it is what its author says it is
  const parse = '~standard' in schema ? standardParse(schema) : schema; // an arktype schema is a function too
  return (body) => {
    try {
      const parsed = parse(body);
      return isLater(parsed) ? undefined : parsed;
    } catch {
      return undefined;
    }
  };
}

/** zod's own synchronous parse. */
interface Zod<Parsed> {
  readonly safeParse: (body: unknown) => { readonly success: boolean; readonly data?: Parsed };
}

function standardParse<Parsed>(
  schema: StandardSchema<Parsed> & Partial<Zod<Parsed>>,
): (body: unknown) => Parsed | undefined {
  // Behind its Standard Schema face zod tries a body that throws once more, and leaves a rejected promise.
  if (schema.safeParse) return (body) => schema.safeParse?.(body).data;
  const standard = schema['~standard'];
  return (body) => {
    const result = standard.validate(body);
    return isLater(result) || result.issues ? undefined : result.value;
  };
}

/** Is it promised for later? That counts as nothing said, and its rejection is nobody's. */
function isLater<Value>(value: Value | Promise<Value>): value is Promise<Value> {
  if (!(value instanceof Promise)) return false;
  value.catch(() => undefined);
  return true;
}
