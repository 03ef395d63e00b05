import type { IdempotencyContract, ProviderDefinition, Row, TableCategory } from './provider.js';

type Definition = Pick<
  ProviderDefinition,
  'name' | 'docs' | 'idempotency' | 'codes' | 'families' | 'types' | 'statuses' | 'outcomes'
> & {
  readonly error: { readonly read: unknown };
  readonly outcome?: { readonly read: unknown };
};

const FIX_REQUEST = ['not_performed fix_request'];
const FAILURE = [
  'not_performed never',
  'not_performed after_delay',
  'unknown same_key',
  'unknown reconcile_first',
];
const REFUSAL = [
  'not_performed never',
  'not_performed payer_action',
  'not_performed reconcile_first',
  'performed never',
  'performed reconcile_first',
];

/** The categories of tables, with the rules (`outcome strategy`) they allow: the run-time face of payment-error.ts. */
const RULES: Readonly<Record<TableCategory, readonly string[]>> = {
  invalid_request: FIX_REQUEST,
  unauthenticated: FIX_REQUEST,
  permission_denied: FIX_REQUEST,
  not_configured: FIX_REQUEST,
  not_found: FIX_REQUEST,
  idempotency_conflict: [],
  rate_limited: ['not_performed after_delay'],
  conflict: [...REFUSAL, 'not_performed after_delay', 'unknown reconcile_first'],
  declined: REFUSAL,
  provider_unavailable: FAILURE,
  provider_error: [...FAILURE, 'not_performed payer_action'],
};

/**
 * Checks a definition for what its types cannot promise to a caller without types.
 *
 * @throws TypeError that names the place where the definition contradicts itself.
 */
export function checkDefinition(definition: Definition): void {
  const { name, docs, idempotency, error, outcome, outcomes } = definition;
  demand(name, 'name');
  demand(/^https?:\/\/./.test(docs), 'docs');
  demand(idempotency.key !== 'header' || idempotency.header, 'idempotency.header');
  demand(typeof error.read === 'function', 'error.read');
  demand(outcome ? typeof outcome.read === 'function' && outcomes : !outcomes, 'outcome.read');
  for (const family of Object.keys(definition.families ?? {}))
    demand(/[^x]x{1,3}$/.test(family), `families.${family}`); // as recognize.ts looks for them
  for (const table of ['codes', 'families', 'types', 'statuses', 'outcomes'] as const)
    for (const [key, row] of Object.entries(definition[table] ?? {}))
      checkRow(row, `${table}.${key}`, idempotency);
}

function checkRow(row: Row, place: string, contract: IdempotencyContract): void {
  const { category, rule, at4xx } = row;
  demand(Object.hasOwn(RULES, category), `${place}.category`);
  demand((category === 'declined') === (typeof row.declineReason === 'string'), `${place}.declineReason`);
  demand((category === 'idempotency_conflict') === (typeof row.conflict === 'string'), `${place}.conflict`);
  demand(!rule || RULES[category].includes(`${rule.outcome} ${rule.strategy}`), `${place}.rule`);
  demand(!rule || (rule.strategy === 'payer_action') === 'action' in rule, `${place}.rule.action`);
  demand(
    contract.key !== 'none' || (!row.conflict && rule?.strategy !== 'same_key'),
    `${place}: needs idempotency keys`,
  );
  if (at4xx) checkRow(at4xx, `${place}.at4xx`, contract);
}

function demand(fine: unknown, place: string): void {
  if (!fine) throw new TypeError(`defineProvider: missing or contradictory: ${place}`);
}
