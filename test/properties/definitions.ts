import fc, { type Arbitrary } from 'fast-check';

import { CATEGORIES, DECLINE_REASONS, type Provider, RETRY_STRATEGIES } from '../../src/index.js';
import { defineProvider } from '../../src/provider/index.js';

/** A definition of a provider with one row in one table, which need not make sense. */
export interface Definition {
  readonly idempotency: object;
  readonly table: TableName;
  readonly row: unknown;
  /** What the code `second` means. */
  readonly second?: unknown;
}

/** The header with which a provider says whether the same key may be sent again, and the words that it has for it. */
export const RETRY_HINT = { header: 'Should-Retry', sameKey: 'true' };

const SENSIBLE_RULES = [
  { outcome: 'not_performed', retry: 'never' },
  { outcome: 'not_performed', retry: 'after_delay' },
  { outcome: 'not_performed', retry: 'new_key' },
  { outcome: 'not_performed', retry: 'reconcile_first' },
  { outcome: 'not_performed', retry: 'payer_action: try_again' },
  { outcome: 'unknown', retry: 'same_key' },
  { outcome: 'unknown', retry: 'reconcile_first' },
  { outcome: 'performed', retry: 'never' },
  { outcome: 'performed', retry: 'reconcile_first' },
] as const;

const rule = fc.oneof(
  { arbitrary: fc.constantFrom(...SENSIBLE_RULES), weight: 3 },
  fc.record({
    outcome: fc.constantFrom('not_performed', 'unknown', 'performed'),
    retry: fc.constantFrom(
      ...RETRY_STRATEGIES,
      'payer_action: authenticate',
      'payer_action: use_other_method',
    ),
  }),
  fc.constant({}),
);

const decline = fc.constantFrom(...DECLINE_REASONS).map((reason) => `declined: ${reason}`);
const keyConflict = fc
  .constantFrom('in_progress', 'mismatch', 'unspecified')
  .map((kind) => `idempotency_conflict: ${kind}`);
const meaning = fc.oneof(
  fc.constantFrom('conflict', 'provider_unavailable', 'provider_error'),
  fc.constantFrom(...CATEGORIES),
  decline,
  keyConflict,
);

const facts = fc.record(
  {
    delayMs: fc.constantFrom(1, 3_600_000, 90_000_000),
    fixableBy: fc.constantFrom('payer', 'merchant', 'nobody'),
    source: fc.constantFrom('observed', 'https://acme.example/other'),
  },
  { requiredKeys: [] },
);
/** When a row counts; most count always. */
const conditions = fc.oneof(
  { arbitrary: fc.constant({}), weight: 6 },
  fc.constantFrom(
    { onPaths: /^POST \/v1\/payments$/ },
    { onPaths: /^POST \/v1\/refunds$/ },
    { withKey: true },
    { byCode: true },
  ),
);
const declineFacts = fc.record(
  {
    methodAdvice: fc.constantFrom('do_not_try_again', 'update_details', 'try_again_later', 'unspecified'),
    methodDelayMs: fc.constantFrom(1, 86_400_000),
    byMessage: fc.constantFrom({ 'no.': 'lost_or_stolen' }, { 'no.': 'compliance' }),
  },
  { requiredKeys: [] },
);

/** A row of any category with any rule. */
export const row: Arbitrary<unknown> = fc.oneof(
  meaning,
  fc
    .record({ is: meaning, rule, facts, conditions })
    .map(({ is, rule, facts, conditions }) => ({ is, ...rule, ...facts, ...conditions })),
  fc
    .record({ is: decline, rule, facts, declineFacts, conditions })
    .map(({ is, rule, facts, declineFacts, conditions }) => ({
      is,
      ...rule,
      ...facts,
      ...declineFacts,
      ...conditions,
    })),
);

/** Does a row count for some requests only? For the others its word is one that no table has. */
export function dependsOnRequest(row: unknown): boolean {
  return typeof row === 'object' && row !== null && ('onPaths' in row || 'withKey' in row);
}

const HOUR = 3_600_000;

/** Every kind of contract, with allow-lists of paths and without. */
export const contracts: Arbitrary<object> = fc
  .record({
    kind: fc.constantFrom(
      { header: 'Idempotency-Key' },
      { header: 'Idempotency-Key' },
      { reference: true },
      {},
    ),
    lookup: fc.constantFrom('idempotency_key', 'merchant_reference', 'resource'),
    failures: fc.constantFrom('stored', 'not_stored', 'safe_to_resend'),
    readPaths: fc.constantFrom(undefined, /^POST .*\/query$/),
    keyed: fc.record(
      {
        keyedPaths: fc.constantFrom(/^POST \/v1\/payments$/, /^(?:POST|PUT) \/v1\/payments\/[^/]+$/),
        keyLifeMs: fc.constantFrom(HOUR, 24 * HOUR),
        retryHint: fc.constant(RETRY_HINT),
        onPaths: fc.constantFrom(
          [{ paths: /^POST \/v1\/payments$/, failures: 'safe_to_resend' }],
          [{ paths: /^POST \/v1\/payments\//, keyLifeMs: 48 * HOUR }],
        ),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ kind, lookup, failures, readPaths, keyed }) => ({
    ...kind,
    lookup,
    ...(readPaths && { readPaths }),
    ...('header' in kind || 'reference' in kind ? { failures, ...keyed } : {}),
  }));

const TABLES = ['codes', 'families', 'types', 'broadTypes', 'httpStatuses', 'states'] as const;
type TableName = (typeof TABLES)[number];

/** Bodies that reach the row of each table, and one that reaches none. */
export const BODIES: readonly object[] = [
  { code: 'known' },
  { code: 'odd', other: 'known' },
  { code: 'fam7' },
  { type: 'known' },
  { type: 'broad' },
  { id: 'res_1', status: 'failed' },
  { status: 'failed' },
  { code: 'odd' },
  { code: 'known', message: 'No.', advice: '03' },
  { code: 'known', message: 'No.', advice: '24' },
  { code: 'known', advice: 'stop' },
  { id: 'res_1', status: 'failed', reason: 'known' },
  { id: 'res_1', status: 'failed', reason: 'odd', again: true },
  {
    parts: [
      { id: 'res_1', status: 'paid' },
      { id: 'res_2', status: 'failed', reason: 'second' },
    ],
  },
];

/** Definitions as somebody without types may write them: a row of any category with any rule, in any table. */
export const definitions: Arbitrary<Definition> = fc.record({
  idempotency: contracts,
  table: fc.constantFrom(...TABLES),
  row,
});

/** The provider, or `null` when `defineProvider` finds a contradiction. */
export function accepted({ idempotency, table, row, second }: Definition): Provider | null {
  const only = (name: TableName, word: string): object | undefined =>
    table === name ? { [word]: row } : undefined;
  const definition = {
    name: 'acme',
    docs: 'https://acme.example/errors',
    idempotency,
    error: {
      schema: withoutPrototype,
      read: ({ code, other, type, message, advice }: Body) =>
        code || type
          ? {
              codes: [code, other],
              type,
              message,
              exactMessage: message,
              networkAdviceCode: advice,
              adviceNetwork: 'mastercard',
              advice: [advice],
            }
          : null,
      codes: {
        ...only('codes', 'known'),
        ...only('families', 'fam*'),
        ...(second !== undefined && { second }),
      },
      types: only('types', 'known'),
      broadTypes: only('broadTypes', 'broad'),
    },
    advice: { stop: 'do_not_try_again' },
    httpStatuses: only('httpStatuses', '402'),
    resource: {
      schema: withoutPrototype,
      read: ({ parts, ...whole }: Body) =>
        (parts ?? [whole]).map(({ id, status, reason, again }) => ({
          kind: 'payment',
          id,
          states: [status],
          codes: [reason],
          code: status,
          triesAgain: again,
        })),
      states: only('states', 'failed') ?? {},
    },
  };
  try {
    return defineProvider(definition as never); // rows that the types refuse are what this is about
  } catch (thrown) {
    if (thrown instanceof TypeError) return null;
    throw thrown;
  }
}

/** What its readers find is in the body itself. */
function withoutPrototype(body: unknown): Body {
  return Object.assign(Object.create(null) as Body, body);
}

interface Body {
  readonly code?: string;
  readonly other?: string;
  readonly type?: string;
  readonly message?: string;
  readonly advice?: string;
  readonly id?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly again?: boolean;
  readonly parts?: readonly Body[];
}
