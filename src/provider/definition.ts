import type {
  Category,
  DeclineReason,
  FieldError,
  FixableBy,
  KeyConflict,
  Lookup,
  MethodAdvice,
  Outcome,
  PayerAction,
  PaymentErrorOf,
  ResourceKind,
  Retry,
  RetryPayerAction,
  RetryStrategy,
} from '../error/payment-error.js';

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

/** What became of a failure that was answered under an idempotency key. */
export type StoredFailures =
  /** The same key brings the stored failure back. */
  | 'stored'
  /** The same key would be carried out again, and could charge twice. */
  | 'not_stored'
  /** The provider vouches that sending it again with the same key is safe. */
  | 'safe_to_resend';

/** What a contract says whether or not there is a key. */
interface AnyContract {
  /** What to look a request up by when its outcome is not known. */
  readonly lookup: Lookup;
  /**
   * The requests that change nothing although their method is not GET, HEAD or OPTIONS; compared as `keyedPaths` is.
   * Default: none.
   */
  readonly readPaths?: RegExp;
}

interface KeyContract extends AnyContract {
  readonly failures: StoredFailures;
  /**
   * The requests that take the key, an allow-list: a pattern for the method in capitals, a space and the path without
   * its query, such as `POST /v1/payments`. Where it is given, a request whose address is not known takes no key.
   * Default: every write.
   */
  readonly keyedPaths?: RegExp;
  /** How long the provider keeps a key, in milliseconds from its first use. Default: for good. */
  readonly keyLifeMs?: number;
  /** A header of the answer that says whether the same key may be sent again. Default: none. */
  readonly retryHint?: {
    /** Its name. */
    readonly header: string;
    /** The value with which the provider says that the same key may be sent again. */
    readonly sameKey: string;
  };
}

/** The key travels in a request header. */
export interface HeaderContract extends KeyContract {
  /** The name of that header. */
  readonly header: string;
  readonly reference?: never;
}

/** The merchant's own reference in the body keeps a second request from being carried out. */
export interface ReferenceContract extends KeyContract {
  readonly reference: true;
  readonly header?: never;
}

/** The provider documents no idempotency key. */
export interface KeylessContract extends AnyContract {
  readonly header?: never;
  readonly reference?: never;
  readonly failures?: never;
  readonly keyedPaths?: never;
  readonly keyLifeMs?: never;
  readonly retryHint?: never;
}

/** How a provider treats a request that is sent twice, as facts. {@link https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2} */
export type IdempotencyContract = HeaderContract | ReferenceContract | KeylessContract;

/** The categories that a table can give; the others come from the wire. */
export type TableCategory = Exclude<
  Category,
  'network' | 'aborted' | 'timeout' | 'invalid_response' | 'unrecognized'
>;

/** What a code means, in one word: `invalid_request`, `declined: expired_card`, `idempotency_conflict: in_progress`. */
export type MeaningWord = { readonly [C in TableCategory]: WordFor<C> }[TableCategory];

type WordFor<C extends TableCategory> = C extends 'declined'
  ? `declined: ${DeclineReason}`
  : C extends 'idempotency_conflict'
    ? `idempotency_conflict: ${KeyConflict}`
    : C;

/** A strategy in one word: `never`, `payer_action: check_details`. */
export type RetryWord = Exclude<RetryStrategy, 'payer_action'> | `payer_action: ${PayerAction}`;

type WordOfRetry<R extends Retry> =
  R extends RetryPayerAction<infer Action> ? `payer_action: ${Action}` : R['strategy'];

/** The pairs of outcome and strategy that an error of a category can have. */
type RuleFor<E extends { readonly outcome: Outcome; readonly retry: Retry }> = E extends unknown
  ? { readonly outcome: E['outcome']; readonly retry: WordOfRetry<E['retry']> }
  : never;

/** Whether the key of an idempotency conflict may be sent again is not for a row to say. */
type RuleOf<C extends TableCategory> = C extends 'idempotency_conflict'
  ? { readonly outcome: 'unknown'; readonly retry: 'reconcile_first' }
  : RuleFor<PaymentErrorOf<C>>;

/** What a row says besides its meaning. */
interface RowFacts {
  /** Default: as the category says; the merchant where a refund or payout is declined. */
  readonly fixableBy?: FixableBy;
  /** How long to wait where the answer does not say, in milliseconds. */
  readonly delayMs?: number;
  /** One short stable sentence: why this outcome and this strategy. */
  readonly why?: string;
  /**
   * The address of the page that lists it, where that is not the provider's error page. `observed`: no page does; it was
   * seen in real replies, or in the provider's own code.
   */
  readonly source?: 'observed' | `https://${string}`;
  /** The field that this is always about, where the answer names none. */
  readonly fieldError?: Pick<FieldError, 'field' | 'reason'>;
  /** Only in `resource.states`: the methods after which this state is what was asked for, and no failure. */
  readonly notAfter?: readonly ('POST' | 'PUT' | 'PATCH' | 'DELETE')[];
}

interface DeclineFacts {
  /** Exact texts, in lower case, that tell the reason more closely. */
  readonly byMessage?: Readonly<Record<string, DeclineReason>>;
  /** What it says about charging the same payment method again. Default: what follows from the reason. */
  readonly methodAdvice?: MethodAdvice;
  /** How long to wait before the same payment method is charged again, in milliseconds. Default: nobody says. */
  readonly methodDelayMs?: number;
}

type RowOf<C extends TableCategory> = RowFacts & {
  readonly is: WordFor<C>;
} & (C extends 'declined' ? DeclineFacts : { readonly [Member in keyof DeclineFacts]?: never }) &
  (RuleOf<C> | { readonly outcome?: never; readonly retry?: never });

/**
 * What one code means: a word where that says it all, else an object. Outcome and retry are said together, where they
 * are not those of the judging table.
 *
 * @example
 * ```ts
 * const codes = {
 *   card_expired: 'declined: expired_card',
 *   already_refunded: { is: 'conflict', outcome: 'performed', retry: 'never' },
 * } as const satisfies Table;
 * ```
 */
export type Row = MeaningWord | { readonly [C in TableCategory]: RowOf<C> }[TableCategory];

/**
 * Words of a provider and what they mean, as a reviewer compares them with the provider's page. One `*` in a word stands
 * for one or more characters: `'103*'` is every code that begins with 103, `'*_required'` every one that ends so. An
 * exact word goes before a family, a longer family before a shorter one.
 */
export type Table = Readonly<Record<string | number, Row>>;

/** A string, or whatever a provider may leave in its place. */
export type MaybeText = string | null | undefined;

/** One field error as a provider says it; `path` is split from `field`, other members default to `null`. */
export interface FieldErrorReading extends Pick<FieldError, 'field' | 'reason'> {
  readonly path?: FieldError['path'] | undefined;
  readonly code?: MaybeText;
  readonly message?: MaybeText;
  readonly allowed?: readonly (string | number)[] | null | undefined;
}

/** What any answer says. Members that are missing, empty, `null` or of another type count as not said. */
interface AnyReading {
  readonly message?: MaybeText;
  /** The provider's correlation id. */
  readonly requestId?: MaybeText;
  /** The card network's response code, as the provider passes it on. */
  readonly networkDeclineCode?: MaybeText;
  /** The card network's advice code, as the provider passes it on. */
  readonly networkAdviceCode?: MaybeText;
  /** The network whose advice code it is, where the provider says so. Other networks mean other things by the same digits. */
  readonly adviceNetwork?: 'mastercard' | null | undefined;
}

/** What an error answer says, before anybody judges it: a plain object. */
export interface ErrorReading extends AnyReading {
  /** The provider's codes, most specific first; the first is kept as `code`. Of those in the table the gravest decides. */
  readonly codes?: readonly (string | number | null | undefined)[] | undefined;
  /** The provider's broader type. */
  readonly type?: MaybeText;
  /** The text that a row's `byMessage` is compared with: whole, trimmed, in any letter case. */
  readonly exactMessage?: MaybeText;
  /** The HTTP status that the body itself names: it counts where HTTP gives none, or a 2xx. */
  readonly status?: string | number | null | undefined;
  readonly fieldErrors?: readonly FieldErrorReading[] | undefined;
  /** An http(s) address; anything else is dropped. Default: the page of the row. */
  readonly docUrl?: MaybeText;
  /** What the answer is about. */
  readonly resource?: { readonly kind: ResourceKind; readonly id?: MaybeText } | null | undefined;
}

/** What a resource says: a plain object. */
export interface ResourceReading extends AnyReading {
  readonly kind: ResourceKind;
  /** The provider's id of it. */
  readonly id?: MaybeText;
  /**
   * Is it known for sure that this is such a resource? A status word alone proves nothing. Default: whether there is an
   * `id`.
   */
  readonly identified?: boolean;
  /** What to look for in `states`, most specific first. None known: not a failure. */
  readonly states: readonly MaybeText[];
  /** The provider's word, kept as `code`. */
  readonly code?: MaybeText;
}

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
  /** Gives what the resource says, or `null` when the body is none. An exception counts as `null`. */
  readonly read: (body: Resource) => ResourceReading | null;
  /** The states that are failures. */
  readonly states: States;
}

/** Everything that {@link defineProvider} needs to know. */
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
  readonly idempotency: Contract;
  /** The response header that carries the correlation id. Default: none. */
  readonly requestIdHeader?: string;
  readonly error: ErrorDefinition<Envelope, Codes, Types, BroadTypes>;
  /** HTTP statuses to which the provider gives a meaning of its own. Default: none. */
  readonly httpStatuses?: Statuses;
  /** Default: a 2xx is a success. */
  readonly resource?: ResourceDefinition<Resource, States>;
}

declare const ROW_NAMES: unique symbol;

/** A provider that {@link defineProvider} has accepted: hand it to `normalize`, `inspect` or `wrapFetch`. */
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
