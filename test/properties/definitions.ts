import fc, { type Arbitrary } from 'fast-check';

import {
  CATEGORIES,
  DECLINE_REASONS,
  defineProvider,
  type Provider,
  RETRY_STRATEGIES,
} from '../../src/index.js';

/** A definition of a provider, which need not make sense. */
export interface Definition {
  /** The provider, or `null` when `defineProvider` finds a contradiction. */
  readonly accepted: () => Provider | null;
  /** Bodies that reach each row of its tables, and one that reaches none. */
  readonly bodies: readonly unknown[];
}

const rule = fc.record(
  {
    outcome: fc.constantFrom('not_performed', 'unknown', 'performed'),
    strategy: fc.constantFrom(...RETRY_STRATEGIES),
    action: fc.constantFrom('authenticate', 'use_other_method', 'try_again'),
  },
  { requiredKeys: ['outcome', 'strategy'] },
);

const plainRow = fc.oneof(
  fc.record({ category: fc.constantFrom(...CATEGORIES), rule }, { requiredKeys: ['category'] }),
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

/** Definitions as somebody without types may write them: rows of every category with every rule. */
export const definitions: Arbitrary<Definition & { readonly facts: unknown }> = fc
  .record({ idempotency, code: row, family: row, type: row, status: row, outcome: row })
  .map((facts) => ({
    facts,
    accepted: () => accepted(facts),
    bodies: [{ code: 'known' }, { code: 'fam7' }, { type: 'known' }, { code: 'odd' }, { status: 'failed' }],
  }));

interface Facts {
  readonly idempotency: object;
  readonly code: object;
  readonly family: object;
  readonly type: object;
  readonly status: object;
  readonly outcome: object;
}

interface Body {
  readonly code?: string;
  readonly type?: string;
  readonly status?: string;
}

function accepted({ idempotency, code, family, type, status, outcome }: Facts): Provider | null {
  const definition = {
    name: 'acme',
    docs: 'https://acme.example/errors',
    idempotency,
    error: { read: ({ code, type }: Body) => (code || type ? { codes: [code], type } : null) },
    codes: { known: code },
    families: { famx: family },
    types: { known: type },
    statuses: { 402: status },
    outcome: { read: ({ status = '' }: Body) => ({ rows: [status], code: status }) },
    outcomes: { failed: outcome },
  };
  try {
    return defineProvider(definition as never); // rows that the types refuse are what this is about
  } catch (thrown) {
    if (thrown instanceof TypeError) return null;
    throw thrown;
  }
}
