import { DECLINE_REASONS } from './payment-error.js';
import type { IdempotencyContract, ProviderDefinition, Row, TableCategory } from './provider.js';

type Definition = Pick<
  ProviderDefinition,
  'name' | 'docs' | 'idempotency' | 'codes' | 'families' | 'types' | 'statuses' | 'outcomes'
> & {
  readonly error: { readonly read: unknown };
  readonly outcome?: { readonly read: unknown };
};

const REFUSAL = ['not_performed fix_request'];
const FAILURE = [
  'not_performed never',
  'not_performed after_delay',
  'unknown same_key',
  'unknown reconcile_first',
];
const PERFORMED = ['performed never', 'performed reconcile_first'];
const REFUSED_BY_SOMEBODY = [
  'not_performed never',
  'not_performed payer_action',
  'not_performed reconcile_first',
  ...PERFORMED,
];

/** The rules that a category allows, `outcome strategy`: the run-time face of the types in payment-error.ts. */
const ALLOWED_RULES: Readonly<Record<TableCategory, readonly string[]>> = {
  invalid_request: REFUSAL,
  unauthenticated: REFUSAL,
  permission_denied: REFUSAL,
  not_configured: REFUSAL,
  not_found: REFUSAL,
  conflict: [...REFUSED_BY_SOMEBODY, 'not_performed after_delay', 'unknown reconcile_first'],
  idempotency_conflict: [],
  declined: REFUSED_BY_SOMEBODY,
  rate_limited: ['not_performed after_delay'],
  provider_unavailable: FAILURE,
  provider_error: [...FAILURE, 'not_performed payer_action'],
};

/**
 * Checks a definition for what its types cannot promise to a caller without types.
 *
 * @throws TypeError that says where the definition contradicts itself.
 */
export function checkDefinition(definition: Definition): void {
  const { name, docs, idempotency, error, outcome } = definition;
  demand(typeof name === 'string' && name !== '', 'name', 'a name');
  demand(isWebAddress(docs), 'docs', 'an http(s) address');
  demand(
    ['none', 'header', 'merchant_reference'].includes(idempotency.key),
    'idempotency.key',
    '"none", "header" or "merchant_reference"',
  );
  demand(
    idempotency.key !== 'header' || !!idempotency.header,
    'idempotency.header',
    'the name of the header that carries the key',
  );
  demand(typeof error.read === 'function', 'error.read', 'a function');
  demand(!outcome || typeof outcome.read === 'function', 'outcome.read', 'a function');
  demand(!outcome === !definition.outcomes, 'outcomes', '`outcome` and `outcomes` to come together');
  for (const tableName of ['codes', 'families', 'types', 'statuses', 'outcomes'] as const)
    for (const [key, row] of Object.entries(definition[tableName] ?? {}))
      checkRow(`${tableName}.${key}`, row, idempotency);
}

function checkRow(place: string, row: Row, contract: IdempotencyContract): void {
  const { category, rule, declineReason, conflict, at4xx } = row;
  const allowed: readonly string[] | undefined = Object.hasOwn(ALLOWED_RULES, category)
    ? ALLOWED_RULES[category]
    : undefined;
  demand(allowed !== undefined, `${place}.category`, 'a category that a table can give');
  demand(
    category === 'declined' ? DECLINE_REASONS.includes(row.declineReason) : declineReason === undefined,
    `${place}.declineReason`,
    'a decline reason on a decline and only there',
  );
  demand(
    category === 'idempotency_conflict'
      ? ['in_progress', 'mismatch', 'unspecified'].includes(row.conflict)
      : conflict === undefined,
    `${place}.conflict`,
    'the kind of conflict on an idempotency_conflict and only there',
  );
  demand(
    !rule || allowed.includes(`${rule.outcome} ${rule.strategy}`),
    `${place}.rule`,
    `an outcome and a strategy that ${category} allows`,
  );
  demand(
    !rule || (rule.strategy === 'payer_action') === 'action' in rule,
    `${place}.rule.action`,
    'an action with payer_action and only there',
  );
  demand(
    contract.key !== 'none' || (rule?.strategy !== 'same_key' && category !== 'idempotency_conflict'),
    place,
    'no idempotency conflict and no same_key from a provider without keys',
  );
  if (at4xx) checkRow(`${place}.at4xx`, at4xx, contract);
}

function isWebAddress(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\/./.test(value);
}

function demand(fine: boolean, place: string, expected: string): asserts fine {
  if (!fine) throw new TypeError(`defineProvider: ${place}: expected ${expected}`);
}
