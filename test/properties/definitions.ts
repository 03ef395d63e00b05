import fc, { type Arbitrary } from 'fast-check';

import {
  CATEGORIES,
  DECLINE_REASONS,
  defineProvider,
  type Provider,
  RETRY_STRATEGIES,
} from '../../src/index.js';

/** A definition of a provider with one row, which need not make sense. */
export interface Definition {
  readonly idempotency: object;
  readonly table: TableName;
  readonly row: object;
}

const SENSIBLE_RULES = [
  { outcome: 'not_performed', strategy: 'never' },
  { outcome: 'not_performed', strategy: 'after_delay' },
  { outcome: 'not_performed', strategy: 'reconcile_first' },
  { outcome: 'not_performed', strategy: 'payer_action', action: 'try_again' },
  { outcome: 'unknown', strategy: 'same_key' },
  { outcome: 'unknown', strategy: 'reconcile_first' },
  { outcome: 'performed', strategy: 'never' },
] as const;

const rule = fc.oneof(
  { arbitrary: fc.constantFrom(...SENSIBLE_RULES), weight: 3 },
  fc.record(
    {
      outcome: fc.constantFrom('not_performed', 'unknown', 'performed'),
      strategy: fc.constantFrom(...RETRY_STRATEGIES),
      action: fc.constantFrom('authenticate', 'use_other_method'),
    },
    { requiredKeys: ['outcome', 'strategy'] },
  ),
);

const plainRow = fc.oneof(
  fc.record(
    {
      category: fc.oneof(
        fc.constantFrom('conflict', 'provider_unavailable', 'provider_error'),
        fc.constantFrom(...CATEGORIES),
      ),
      rule,
    },
    { requiredKeys: ['category'] },
  ),
  fc.record(
    { category: fc.constant('declined'), declineReason: fc.constantFrom(...DECLINE_REASONS), rule },
    { requiredKeys: ['category', 'declineReason'] },
  ),
  fc.record({
    category: fc.constant('idempotency_conflict'),
    conflict: fc.constantFrom('in_progress', 'mismatch', 'unspecified'),
  }),
);

const row = fc.oneof(
  { arbitrary: plainRow, weight: 4 },
  fc.record({ base: plainRow, at4xx: plainRow }).map(({ base, at4xx }) => ({ ...base, at4xx })),
);

const lookup = fc.constantFrom('idempotency_key', 'merchant_reference', 'resource');
const idempotency = fc.oneof(
  fc.record({ key: fc.constant('none'), lookup }),
  fc.record({
    key: fc.constantFrom('header', 'merchant_reference'),
    header: fc.constant('Idempotency-Key'),
    replaysFailures: fc.boolean(),
    lookup,
  }),
);

const TABLES = ['codes', 'families', 'types', 'statuses', 'outcomes'] as const;
type TableName = (typeof TABLES)[number];

/** The name of the row in each table, and a body that reaches it. */
const ROW_NAMES: Readonly<Record<TableName, string>> = {
  codes: 'known',
  families: 'famx',
  types: 'known',
  statuses: '402',
  outcomes: 'failed',
};

/** Bodies that reach the row of each table, and one that reaches none. */
export const BODIES: readonly object[] = [
  { code: 'known' },
  { code: 'fam7' },
  { type: 'known' },
  { status: 'failed' },
  { code: 'odd' },
];

/** Definitions as somebody without types may write them: a row of any category with any rule, in any table. */
export const definitions: Arbitrary<Definition> = fc.record({
  idempotency,
  table: fc.constantFrom(...TABLES),
  row,
});

/** The provider, or `null` when `defineProvider` finds a contradiction. */
export function accepted({ idempotency, table, row }: Definition): Provider | null {
  const definition = {
    name: 'acme',
    docs: 'https://acme.example/errors',
    idempotency,
    error: { read: ({ code, type }: Body) => (code || type ? { codes: [code], type } : null) },
    codes: {},
    outcome: { read: ({ status = '' }: Body) => ({ rows: [status], code: status }) },
    outcomes: {},
    [table]: { [ROW_NAMES[table]]: row },
  };
  try {
    return defineProvider(definition as never); // rows that the types refuse are what this is about
  } catch (thrown) {
    if (thrown instanceof TypeError) return null;
    throw thrown;
  }
}

interface Body {
  readonly code?: string;
  readonly type?: string;
  readonly status?: string;
}
