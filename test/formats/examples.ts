import type { Category, FieldError, PaymentError, PaymentErrorOf } from '../../src/index.js';

const SAID_BY_PROVIDER = {
  name: 'PaymentError',
  version: 1,
  provider: 'acme',
  status: 400,
  code: 'E42',
  message: 'The provider’s own text.',
  resource: null,
  fixableBy: 'developer',
  fieldErrors: [],
  matchedOn: 'code',
  requestId: 'request-81',
  docUrl: 'https://acme.example/docs/E42',
} as const;

const NOT_ANSWERED = {
  ...SAID_BY_PROVIDER,
  status: null,
  code: null,
  matchedOn: 'transport',
  faultCode: null,
} as const;

const FIX_REQUEST = {
  outcome: 'not_performed',
  lookup: null,
  retryable: false,
  retry: { strategy: 'fix_request', why: 'It was refused.' },
} as const;

const RECONCILE_FIRST = {
  outcome: 'unknown',
  lookup: 'resource',
  retryable: false,
  retry: { strategy: 'reconcile_first', delayMs: null, why: 'It may have been performed.' },
} as const;

const NEVER = {
  outcome: 'not_performed',
  lookup: null,
  retryable: false,
  retry: { strategy: 'never', why: 'It was cancelled.' },
} as const;

const AFTER_DELAY = {
  outcome: 'not_performed',
  lookup: null,
  retryable: true,
  retry: { strategy: 'after_delay', delayMs: 1_500, why: 'Too many requests.' },
} as const;

const PAYER_ACTION = {
  outcome: 'not_performed',
  lookup: null,
  retryable: false,
  retry: { strategy: 'payer_action', action: 'add_funds', why: 'It was refused.' },
} as const;

/** One error of each category, as a provider named acme could cause it. */
export const EXAMPLES = {
  invalid_request: { ...SAID_BY_PROVIDER, category: 'invalid_request', ...FIX_REQUEST },
  unauthenticated: { ...SAID_BY_PROVIDER, category: 'unauthenticated', status: 401, ...FIX_REQUEST },
  permission_denied: { ...SAID_BY_PROVIDER, category: 'permission_denied', status: 403, ...FIX_REQUEST },
  not_configured: { ...SAID_BY_PROVIDER, category: 'not_configured', ...FIX_REQUEST },
  not_found: { ...SAID_BY_PROVIDER, category: 'not_found', status: 404, ...FIX_REQUEST },
  conflict: { ...SAID_BY_PROVIDER, category: 'conflict', status: 409, ...RECONCILE_FIRST },
  idempotency_conflict: {
    ...SAID_BY_PROVIDER,
    category: 'idempotency_conflict',
    keyConflict: 'mismatch',
    status: 409,
    ...RECONCILE_FIRST,
  },
  declined: {
    ...SAID_BY_PROVIDER,
    category: 'declined',
    declineReason: 'insufficient_funds',
    methodAdvice: 'try_again_later',
    methodDelayMs: null,
    networkDeclineCode: '51',
    networkAdviceCode: null,
    fixableBy: 'payer',
    status: 402,
    ...PAYER_ACTION,
  },
  rate_limited: { ...SAID_BY_PROVIDER, category: 'rate_limited', status: 429, ...AFTER_DELAY },
  provider_unavailable: {
    ...SAID_BY_PROVIDER,
    category: 'provider_unavailable',
    status: 503,
    ...RECONCILE_FIRST,
  },
  provider_error: { ...SAID_BY_PROVIDER, category: 'provider_error', status: 500, ...RECONCILE_FIRST },
  timeout: { ...NOT_ANSWERED, category: 'timeout', ...RECONCILE_FIRST },
  network: { ...NOT_ANSWERED, category: 'network', sent: 'unknown', ...RECONCILE_FIRST },
  aborted: { ...NOT_ANSWERED, category: 'aborted', ...NEVER },
  invalid_response: {
    ...SAID_BY_PROVIDER,
    category: 'invalid_response',
    status: 200,
    matchedOn: 'none',
    ...RECONCILE_FIRST,
  },
  unrecognized: { ...SAID_BY_PROVIDER, category: 'unrecognized', matchedOn: 'none', ...RECONCILE_FIRST },
} as const satisfies { readonly [C in Category]: PaymentErrorOf<C> };

/** A field error at this path. */
export function fieldErrorAt(path: FieldError['path'], reason: FieldError['reason'] = 'invalid'): FieldError {
  return {
    field: path.join('.'),
    path,
    reason,
    code: 'E42.7',
    message: 'The provider’s own text.',
    allowed: null,
  };
}

/** An invalid request with these field errors. */
export function invalidRequestWith(...fieldErrors: readonly FieldError[]): PaymentError {
  return { ...EXAMPLES.invalid_request, fieldErrors };
}
