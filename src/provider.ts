import { checkDefinition } from './check-definition.js';
import type {
  Category,
  DeclineReason,
  FieldError,
  FixableBy,
  Judgement,
  Lookup,
  MatchedOn,
  PaymentError,
  Retry,
  RetryPayerAction,
} from './payment-error.js';
import { type Said, type SaidOutcome, type Statement, takeOutcome, takeSaid } from './said.js';

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
 * How a body is checked before it is read: a Standard Schema (synchronous), or a function that gives the parsed body,
 * or `undefined` for a body of another shape.
 */
export type BodySchema<Output> =
  | StandardSchema<Output>
  // The intersection makes a schema's own output count before what it gives when called: arktype's are functions too.
  | ((body: unknown) => (Output & NonNullable<unknown>) | undefined);

/** How a provider treats a request that is sent twice, as facts. {@link https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2} */
export type IdempotencyContract =
  | {
      /** The provider documents no idempotency key. */
      readonly key: 'none';
      /** What to look a request up by when its outcome is unknown. */
      readonly lookup: Lookup;
    }
  | {
      /** The key travels in a request header. */
      readonly key: 'header';
      /** The name of that header. */
      readonly header: string;
      /**
       * The paths whose requests do not take the key, so that it protects nothing there. Default: none.
       * Consulted by `wrapFetch`, which knows the path; elsewhere the caller's `idempotencyKey` is believed.
       */
      readonly keylessPaths?: RegExp;
      /** Does the same key bring back a stored failure? Then only a look-up tells what happened. */
      readonly replaysFailures: boolean;
      readonly lookup: Lookup;
    }
  | {
      /** The merchant's own reference in the body keeps a second request from being carried out. */
      readonly key: 'merchant_reference';
      readonly replaysFailures: boolean;
      readonly lookup: Lookup;
    };

/** The categories that a table of codes can give; the others come from the wire. */
export type TableCategory = Exclude<
  Category,
  'network' | 'aborted' | 'timeout' | 'invalid_response' | 'unknown'
>;

type RuleRetry<R extends Retry> = R extends RetryPayerAction
  ? Pick<R, 'strategy' | 'action'>
  : Pick<R, 'strategy'>;

type RuleOf<J extends Pick<Judgement, 'outcome' | 'retry'>> = J extends unknown
  ? { readonly outcome: J['outcome']; readonly why?: string } & RuleRetry<J['retry']>
  : never;

/** What a row says about outcome and retry where the judging table would say otherwise. */
export type Rule = RuleOf<Judgement>;

interface RowFacts {
  /** Default: as the category says. */
  readonly fixableBy?: FixableBy;
  /** Where the row comes from. Default: the provider's error page, `docs`. `observed`: its newer docs, plugins, or real replies. */
  readonly source?: 'observed';
  /** HTTP statuses at which the row does not hold; the next table decides. */
  readonly unlessStatus?: readonly number[];
  /** The row that holds instead when the HTTP status is 4xx. */
  readonly at4xx?: Row;
  /** The field that this code is always about. */
  readonly fieldError?: Pick<FieldError, 'field' | 'code'>;
}

type RowOf<C extends TableCategory> = RowFacts & {
  readonly category: C;
  /** Outcome and retry, where they differ from the judging table. Those of an idempotency conflict follow from its kind. */
  readonly rule?: C extends 'idempotency_conflict' ? never : RuleOf<Extract<PaymentError, { category: C }>>;
} & (C extends 'declined'
    ? {
        readonly declineReason: DeclineReason;
        /** Exact texts (lower case) that tell the reason more closely. */
        readonly byMessage?: Readonly<Record<string, DeclineReason>>;
        readonly conflict?: never;
      }
    : C extends 'idempotency_conflict'
      ? { readonly conflict: 'in_progress' | 'mismatch' | 'unspecified'; readonly declineReason?: never }
      : { readonly declineReason?: never; readonly conflict?: never });

/** What one code means. The category decides which other members exist. */
export type Row = { readonly [C in TableCategory]: RowOf<C> }[TableCategory];

/** Codes and what they mean, as a reviewer compares them with the provider's page. */
export type Table = Readonly<Record<string, Row>>;

/** HTTP statuses and what they mean. */
export type StatusTable = Readonly<Record<number, Row>>;

/** The tables of a provider, in the order in which they are consulted. */
export interface Tables<
  Codes = Table,
  Families = Table,
  Types = Table,
  Outcomes = Table,
  Statuses = StatusTable,
> {
  /** Exact codes. */
  readonly codes: Codes;
  /** Documented families: `'103x'` is every code of four characters that starts with 103. At most three are open. */
  readonly families?: Families | undefined;
  /** The provider's broader types. */
  readonly types?: Types | undefined;
  /** HTTP statuses to which the provider gives a meaning of its own. */
  readonly statuses?: Statuses | undefined;
  /** Failures inside a 2xx answer, by the names that `outcome.read` gives. */
  readonly outcomes?: Outcomes | undefined;
}

/** Everything that {@link defineProvider} needs to know. */
export interface ProviderDefinition<
  Envelope = unknown,
  Resource = unknown,
  Codes = Table,
  Families = Table,
  Types = Table,
  Outcomes = Table,
  Statuses = StatusTable,
> extends Tables<Codes, Families, Types, Outcomes, Statuses> {
  /** Lower-case name; ends up in every `PaymentError.provider`. */
  readonly name: string;
  /** The http(s) address of the provider's error documentation: the source of every row that names no other. */
  readonly docs: string;
  readonly idempotency: IdempotencyContract;
  /** The response header that carries the correlation id. */
  readonly requestIdHeader?: string;
  /** How an error answer is read. */
  readonly error: {
    /** Default: every body is given to `read`. */
    readonly schema?: BodySchema<Envelope>;
    /** Gives what the answer says, or `null` when it is not an error envelope. An exception counts as `null`. */
    readonly read: (body: Envelope) => Said | null;
    /** Which envelopes are errors inside a 2xx too. Default: none. */
    readonly in2xx?: (body: Envelope) => boolean;
  };
  /** How a failed resource inside a 2xx answer is recognised. Default: a 2xx is a success. */
  readonly outcome?: {
    readonly schema?: BodySchema<Resource>;
    /** Gives the rows of `outcomes` to try, or `null` when the body is not a resource. An exception counts as `null`. */
    readonly read: (body: Resource) => SaidOutcome | null;
  };
}

/** The rows of each table by their names. */
export type RowsByName = Readonly<Record<keyof Tables, NamedRows>>;

/** The rows of one table. */
export type NamedRows = ReadonlyMap<string, NamedRow>;

/** A row, its full name (`codes.1001`), and what an answer that it explains is said to be matched on. */
export interface NamedRow {
  readonly row: Row;
  readonly name: string;
  readonly matchedOn: MatchedOn;
}

declare const ROW_NAMES: unique symbol;

/**
 * A provider that {@link defineProvider} has accepted. Its members are there to be read (by documentation, by tests);
 * hand it to `normalize`, `inspect` or `wrapFetch` as a whole.
 */
export interface Provider<RowName extends string = string> {
  readonly name: string;
  readonly docs: string;
  readonly idempotency: IdempotencyContract;
  /** In lower case, as clients hand out their headers. */
  readonly requestIdHeader: string | null;
  readonly tables: Tables;
  /** The same tables, for looking up words that come from outside. */
  readonly rows: RowsByName;
  /** Gives what an error body says, or `null`. Never throws. */
  readonly readError: (body: unknown) => Statement | null;
  /** The same for the body of a 2xx. `null` itself: the provider documents no error envelopes there. */
  readonly readErrorIn2xx: ((body: unknown) => Statement | null) | null;
  /** Gives what a resource says, or `null`. Never throws. `null` itself: the provider documents no failures in a 2xx. */
  readonly readOutcome: ((body: unknown) => Statement | null) | null;
  /** Carries the names of the rows in the type; there is no such member. */
  readonly [ROW_NAMES]?: RowName;
}

/** The keys of a table as text: `1001` is a number in the type of an object literal. */
type NamesOf<T> = [T] extends [never] ? never : `${Extract<keyof T, string | number>}`;

const PROVIDER = Symbol.for('payfault.provider');

/**
 * Makes a provider from facts: its envelope, its table of codes, its idempotency contract. The five built-in providers
 * are made by this very function.
 *
 * @throws TypeError that says where the definition contradicts itself: a name or address that is missing, a decline
 *   reason on a row that is not a decline, an outcome that its retry would charge twice, `same_key` without keys.
 *
 * @example
 * ```ts
 * const acme = defineProvider({
 *   name: 'acme',
 *   docs: 'https://acme.example/docs/errors',
 *   idempotency: { key: 'header', header: 'Idempotency-Key', replaysFailures: false, lookup: 'resource' },
 *   error: {
 *     read: ({ code, message }: { code?: string; message?: string }) => ({ codes: [code], message }),
 *   },
 *   codes: { card_declined: { category: 'declined', declineReason: 'do_not_honor' } },
 * });
 * ```
 */
export function defineProvider<
  Envelope,
  Resource,
  const Codes extends Table,
  const Families extends Table = never,
  const Types extends Table = never,
  const Outcomes extends Table = never,
  const Statuses extends StatusTable = never,
>(
  definition: ProviderDefinition<Envelope, Resource, Codes, Families, Types, Outcomes, Statuses>,
): Provider<NamesOf<Codes> | NamesOf<Families> | NamesOf<Types> | NamesOf<Outcomes> | NamesOf<Statuses>> {
  checkDefinition(definition);
  const { name, docs, idempotency, requestIdHeader, error, outcome } = definition;
  const { codes, families, types, statuses, outcomes } = definition;
  const { in2xx } = error;
  const provider = {
    name,
    docs,
    idempotency,
    requestIdHeader: requestIdHeader?.toLowerCase() ?? null,
    tables: { codes, families, types, statuses, outcomes },
    rows: {
      codes: named('codes', 'code', codes),
      families: named('families', 'family', families),
      types: named('types', 'type', types),
      statuses: named('statuses', 'status', statuses),
      outcomes: named('outcomes', 'code', outcomes),
    },
    readError: reader(error.schema, error.read, takeSaid),
    readErrorIn2xx: in2xx
      ? reader(error.schema, (body) => (in2xx(body) ? error.read(body) : null), takeSaid)
      : null,
    readOutcome: outcome ? reader(outcome.schema, outcome.read, takeOutcome) : null,
  };
  Object.defineProperty(provider, PROVIDER, { value: true });
  return provider;
}

function named(table: keyof Tables, matchedOn: MatchedOn, rows: Table = {}): NamedRows {
  return new Map(
    Object.entries(rows).map(([key, given]) => {
      const row = { ...ROW_SHAPE, ...given } as Row; // the same row, what it leaves out being undefined
      const isFamily = table === 'outcomes' && key.endsWith('*');
      return [key, { row, name: `${table}.${key}`, matchedOn: isFamily ? 'family' : matchedOn }];
    }),
  );
}

/** Every member of a row, so that all rows have one shape: reading one then takes no search for its members. */
const ROW_SHAPE = {
  category: undefined,
  declineReason: undefined,
  byMessage: undefined,
  conflict: undefined,
  rule: undefined,
  fixableBy: undefined,
  source: undefined,
  fieldError: undefined,
  unlessStatus: undefined,
  at4xx: undefined,
} satisfies Record<keyof RowOf<'declined'>, undefined>;

/** @throws TypeError when `value` is not a provider. */
export function assertProvider(value: unknown): asserts value is Provider {
  if ((value as { [PROVIDER]?: unknown } | null | undefined)?.[PROVIDER] !== true)
    throw new TypeError('provider: expected what defineProvider gives');
}

/** Joins a schema, a read function and one that takes apart what it gave into one function that never throws. */
function reader<Parsed, Given, Taken>(
  schema: BodySchema<Parsed> | undefined,
  read: (body: Parsed) => Given | null,
  take: (given: Given) => Taken,
): (body: unknown) => Taken | null {
  // An arktype schema is a function too.
  const parse = schema && '~standard' in schema ? standardParse(schema) : schema;
  return (body) => {
    try {
      const parsed = parse ? parse(body) : body;
      if (parse && parsed === undefined) return null;
      const given = read(parsed as Parsed); // without a schema it is what its author says it is
      return given ? take(given) : null;
    } catch {
      return null;
    }
  };
}

function standardParse<Parsed>(schema: StandardSchema<Parsed>): (body: unknown) => Parsed | undefined {
  const standard = schema['~standard'];
  return (body) => {
    const result = standard.validate(body);
    if (!(result instanceof Promise)) return result.issues ? undefined : result.value;
    result.catch(() => undefined); // an answer that comes later counts as a body of another shape
    return undefined;
  };
}
