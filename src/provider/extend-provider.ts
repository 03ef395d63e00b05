import type { AdviceTable } from './advice.js';
import { isRecord } from './careful.js';
import type { HeaderContract, IdempotencyContract, KeylessContract, ReferenceContract } from './contract.js';
import { defineProvider, workingsOf } from './define-provider.js';
import type { Provider, ProviderDefinition } from './definition.js';
import type { Table, WordsOf } from './row.js';
import { rowsByWord } from './table.js';

/** Members of an idempotency contract that are to be others than the base's. */
type ContractChanges = Partial<HeaderContract> | Partial<ReferenceContract> | Partial<KeylessContract>;

/** What is different from the provider that is extended. Members that are missing, or `undefined`, stay as they are. */
export interface ProviderExtension<
  Changes = ContractChanges,
  Codes = Table,
  Types = Table,
  BroadTypes = Table,
  States = Table,
  Statuses = Table,
> {
  /** Default: the base's, so that its errors count as the same provider's. */
  readonly name?: string;
  /** The http(s) address of the error page, for every row that names no other. Default: the base's. */
  readonly docs?: string;
  /** The members of the contract that are others, such as an account's own `keyLifeMs`. */
  readonly idempotency?: Changes;
  /** Rows that go before those of the base. */
  readonly error?: { readonly codes?: Codes; readonly types?: Types; readonly broadTypes?: BroadTypes };
  /** Words of advice that go before those of the base. */
  readonly advice?: AdviceTable;
  /** Rows that go before those of the base. */
  readonly httpStatuses?: Statuses;
  /** Rows that go before those of the base, which has to define resources. */
  readonly resource?: { readonly states?: States };
}

/** The base's contract with the members that are others. */
type Changed<Contract extends IdempotencyContract, Changes> = [Changes] extends [never]
  ? Contract
  : Together<Contract, Changes> extends infer Result extends IdempotencyContract
    ? Result
    : IdempotencyContract;

type Together<Contract, Changes> = {
  readonly [Member in keyof Contract | keyof Changes]: Member extends keyof Changes
    ? Changes[Member]
    : Contract[Member & keyof Contract];
};

/**
 * Makes a provider of another: with codes that the provider introduced today, with an account's own key life, or with the
 * type addresses of one's own API. The rows of the extension go before those of the base; the same word is replaced (an
 * exact word goes before a family all the same, and a longer family before a shorter one). How bodies are read stays as it
 * is, and so does the base.
 *
 * @throws TypeError that names the place of the extension that is wrong, what stands there, and what may; or when `base`
 *   is not a provider.
 *
 * @example
 * ```ts
 * const ourPaysg = extendProvider(paysg, {
 *   error: { codes: { card_frozen: 'declined: restricted_card' } },
 *   idempotency: { keyLifeMs: 7 * 24 * 3_600_000 },
 * });
 * ```
 */
export function extendProvider<
  RowName extends string,
  Contract extends IdempotencyContract,
  Envelope,
  Resource,
  const Changes extends ContractChanges = never,
  const Codes extends Table = never,
  const Types extends Table = never,
  const BroadTypes extends Table = never,
  const States extends Table = never,
  const Statuses extends Table = never,
>(
  base: Provider<RowName, Contract, Envelope, Resource>,
  extension: ProviderExtension<Changes, Codes, Types, BroadTypes, States, Statuses>,
): Provider<
  RowName | WordsOf<Codes> | WordsOf<Types> | WordsOf<BroadTypes> | WordsOf<States> | WordsOf<Statuses>,
  Changed<Contract, Changes>,
  Envelope,
  Resource
> {
  const { definition } = workingsOf(base);
  checkMembers(extension, '', ['name', 'docs', 'idempotency', 'error', 'advice', 'httpStatuses', 'resource']);
  checkMembers(extension.error, 'error', ['codes', 'types', 'broadTypes']);
  checkMembers(extension.resource, 'resource', ['states']);
  const provider: Provider = defineProvider(extended(definition, extension));
  // It reads with the base's readers, and the names of its rows are those of the tables that were put together.
  return provider as Provider<RowName, Changed<Contract, Changes>, Envelope, Resource>;
}

function extended(base: ProviderDefinition, extension: ProviderExtension): ProviderDefinition {
  const {
    name = base.name,
    docs = base.docs,
    idempotency,
    error,
    advice,
    httpStatuses,
    resource,
  } = extension;
  if (resource !== undefined && base.resource === undefined)
    throw new TypeError(`extendProvider: resource: ${base.name} defines none that could be extended`);
  return {
    ...base,
    name,
    docs,
    idempotency: changed(base.idempotency, idempotency),
    error: {
      ...base.error,
      codes: rowsOf(error?.codes, base.error.codes),
      types: rowsOf(error?.types, base.error.types),
      broadTypes: rowsOf(error?.broadTypes, base.error.broadTypes),
    },
    advice: adviceOf(advice, base.advice),
    httpStatuses: rowsOf(httpStatuses, base.httpStatuses),
    ...(base.resource && {
      resource: { ...base.resource, states: rowsOf(resource?.states, base.resource.states) },
    }),
  };
}

/** The rows of both, the extension's first: of families that are as long the first one counts. */
function rowsOf(own: Table = {}, inherited: Table = {}): Table {
  if (!isRecord(own)) return own; // defineProvider refuses what is no table
  const replaced = new Set(rowsByWord(own).map(([word]) => word));
  const kept = rowsByWord(inherited).filter(([word]) => !replaced.has(word));
  return { ...own, ...Object.fromEntries(kept) };
}

/** The words of both; the first that stands for a word counts, which is the extension's. */
function adviceOf(own: AdviceTable = {}, inherited: AdviceTable = {}): AdviceTable {
  return isRecord(own) ? { ...byWord(inherited), ...byWord(own) } : own; // defineProvider refuses what is no table
}

function byWord(table: AdviceTable): AdviceTable {
  return Object.fromEntries(
    Object.entries(table).flatMap(([words, advice]) => words.split(' ').map((word) => [word, advice])),
  );
}

/** The contract with the members that are others; `undefined` must not make it forget what the base says. */
function changed(contract: IdempotencyContract, changes: ContractChanges = {}): IdempotencyContract {
  const given = isRecord(changes)
    ? {
        ...contract,
        ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
      }
    : changes;
  return given; // or what defineProvider refuses
}

/** An extension may hold less than a definition: its readers are the base's. */
function checkMembers(value: unknown, place: string, allowed: readonly string[]): void {
  if (value === undefined && place !== '') return;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`extendProvider: ${place || 'extension'} is ${String(value)}; expected an object`);
  const wrong = Object.keys(value).find((name) => !allowed.includes(name));
  if (wrong === undefined) return;
  const path = place === '' ? wrong : `${place}.${wrong}`;
  throw new TypeError(`extendProvider: ${path} is no member of an extension; expected ${allowed.join(', ')}`);
}
