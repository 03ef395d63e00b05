import type { PaymentErrorOf } from './payment-error.js';
import type { Category } from './words.js';

/** The pairs of outcome and strategy that an error of this category can have, as text: `unknown same_key`. */
export type JudgementOf<C extends Category> =
  PaymentErrorOf<C> extends infer E
    ? E extends { readonly outcome: infer O extends string; readonly retry: { readonly strategy: infer S } }
      ? `${O} ${S & string}`
      : never
    : never;

const REFUSED = ['not_performed fix_request'] as const;

const UNEXPLAINED = ['not_performed after_delay', 'unknown same_key', 'unknown reconcile_first'] as const;

const FAILED = [
  'not_performed never',
  'not_performed new_key',
  'not_performed after_delay',
  'unknown same_key',
  'unknown reconcile_first',
] as const;

const BY_ITS_STATE = [
  'not_performed never',
  'not_performed payer_action',
  'not_performed reconcile_first',
  'unknown reconcile_first',
  'performed never',
  'performed reconcile_first',
] as const;

/** The run-time face of the union: the pairs of outcome and strategy of each category. */
export const JUDGEMENTS = /* @__PURE__ */ (() =>
  ({
    invalid_request: REFUSED,
    unauthenticated: REFUSED,
    permission_denied: REFUSED,
    not_configured: REFUSED,
    not_found: REFUSED,
    conflict: [...BY_ITS_STATE, 'not_performed new_key', 'not_performed after_delay'],
    idempotency_conflict: ['unknown same_key', 'unknown reconcile_first'],
    declined: BY_ITS_STATE,
    rate_limited: ['not_performed after_delay'],
    provider_unavailable: FAILED,
    provider_error: [...FAILED, 'not_performed payer_action'],
    timeout: UNEXPLAINED,
    network: ['not_performed fix_request', ...UNEXPLAINED],
    aborted: ['not_performed never', 'unknown same_key', 'unknown reconcile_first'],
    invalid_response: UNEXPLAINED,
    unrecognized: ['not_performed never', ...UNEXPLAINED],
  }) as const satisfies { readonly [C in Category]: readonly JudgementOf<C>[] })();
