import { CATEGORIES, type Category, DECLINE_REASONS, type PaymentError } from '../../src/index.js';

const REFUSED = ['not_performed fix_request'];
const FAILED = [
  'not_performed never',
  'not_performed after_delay',
  'unknown same_key',
  'unknown reconcile_first',
];
const REFUSED_BY_SOMEBODY = [
  'not_performed never',
  'not_performed payer_action',
  'not_performed reconcile_first',
  'performed never',
  'performed reconcile_first',
];

/** What each category may say about outcome and retry, as the types do. */
const JUDGEMENTS: Readonly<Record<Category, readonly string[]>> = {
  invalid_request: REFUSED,
  unauthenticated: REFUSED,
  permission_denied: REFUSED,
  not_configured: REFUSED,
  not_found: REFUSED,
  conflict: [...REFUSED_BY_SOMEBODY, 'not_performed after_delay', 'unknown reconcile_first'],
  idempotency_conflict: ['unknown same_key', 'not_performed fix_request', 'unknown reconcile_first'],
  declined: REFUSED_BY_SOMEBODY,
  rate_limited: ['not_performed after_delay'],
  provider_unavailable: FAILED,
  provider_error: [...FAILED, 'not_performed payer_action'],
  timeout: FAILED,
  network: [
    'not_performed after_delay',
    'not_performed fix_request',
    'unknown same_key',
    'unknown reconcile_first',
  ],
  aborted: ['not_performed never', 'unknown same_key', 'unknown reconcile_first'],
  invalid_response: FAILED,
  unknown: FAILED,
};

const JUDGEMENT_OF_CONFLICT: Readonly<Record<string, string>> = {
  in_progress: 'unknown same_key',
  mismatch: 'not_performed fix_request',
  unspecified: 'unknown reconcile_first',
};

const OWN_FIELD: Readonly<Partial<Record<Category, string>>> = {
  declined: 'declineReason',
  idempotency_conflict: 'conflict',
  network: 'sent',
};

const FIELDS = [
  ...['name', 'provider', 'category', 'status', 'code', 'message', 'outcome', 'retryable', 'retry'],
  ...['fixableBy', 'fieldErrors', 'matchedOn', 'requestId', 'docUrl'],
];

const RETRY_FIELDS: Readonly<Record<string, readonly string[]>> = {
  never: [],
  fix_request: [],
  payer_action: ['action'],
  after_delay: ['delayMs'],
  same_key: ['delayMs'],
  reconcile_first: ['lookup'],
};

const ACTIONS = [
  'authenticate',
  'use_other_method',
  'check_details',
  'add_funds',
  'contact_issuer',
  'try_again',
];
const LOOKUPS = ['idempotency_key', 'merchant_reference', 'resource'];
const FIXERS = ['payer', 'developer', 'merchant', 'provider', 'nobody'];
const FIELD_ERROR_CODES = ['required', 'invalid', 'not_allowed', 'unrecognized'];

/** Everything about an error that its variant of the union does not allow; empty when it is valid. */
export function faultsOf(error: PaymentError): readonly string[] {
  const rules: Readonly<Record<string, boolean>> = {
    ...commonRules(error),
    ...retryRules(error),
    ...matchRules(error),
    ...ownFieldRules(error),
    ...fieldErrorRules(error),
  };
  return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]));
}

function commonRules(error: PaymentError): Record<string, boolean> {
  const own = OWN_FIELD[error.category];
  return {
    'its fields are those of its variant': areSame(Object.keys(error), own ? [...FIELDS, own] : FIELDS),
    'name is the tag': error.name === 'PaymentError',
    'provider is a name': typeof error.provider === 'string' && error.provider !== '',
    'category is in the list': CATEGORIES.includes(error.category),
    'status is three digits or null': error.status === null || isWithin(error.status, 100, 999),
    'code is short': isShortText(error.code, 200),
    'message is never empty': error.message.trim() !== '',
    'message is short': error.message.length <= 1_000,
    'fixableBy is in the list': FIXERS.includes(error.fixableBy),
    'requestId is short': isShortText(error.requestId, 200),
    'docUrl is a web address':
      isShortText(error.docUrl, 1_000) && /^(?:https?:\/\/|null$)/.test(String(error.docUrl)),
  };
}

function retryRules(error: PaymentError): Record<string, boolean> {
  const { category, retry, retryable } = error;
  const fields = ['strategy', 'why', ...(RETRY_FIELDS[retry.strategy] ?? [])];
  return {
    'its category allows outcome and strategy': JUDGEMENTS[category].includes(judgementOf(error)),
    'retry has the fields of its strategy': areSame(Object.keys(retry), fields),
    'why is a sentence': typeof retry.why === 'string' && retry.why.endsWith('.'),
    'retryable says after_delay or same_key':
      retryable === (retry.strategy === 'after_delay' || retry.strategy === 'same_key'),
    'the payer action is in the list': retry.strategy !== 'payer_action' || ACTIONS.includes(retry.action),
    'lookup is in the list': retry.strategy !== 'reconcile_first' || LOOKUPS.includes(retry.lookup),
    'delayMs is a wait':
      !('delayMs' in retry) || retry.delayMs === null || isWithin(retry.delayMs, 0, Infinity),
  };
}

function matchRules({ category, status, code, matchedOn }: PaymentError): Record<string, boolean> {
  const isUnanswered =
    category === 'network' || category === 'aborted' || (category === 'timeout' && status === null);
  const isUnrecognised = category === 'invalid_response' || category === 'unknown';
  return {
    'only what got no answer matched on the transport': isUnanswered === (matchedOn === 'transport'),
    'only what was not recognised matched on nothing': isUnrecognised === (matchedOn === 'none'),
    'what got no answer has neither status nor code': !isUnanswered || (status === null && code === null),
    'an answered timeout is a 408':
      category !== 'timeout' || status === null || (status === 408 && matchedOn === 'status'),
  };
}

function ownFieldRules(error: PaymentError): Record<string, boolean> {
  const judgement = judgementOf(error);
  return {
    'declineReason is in the list':
      error.category !== 'declined' || DECLINE_REASONS.includes(error.declineReason),
    'conflict decides the judgement':
      error.category !== 'idempotency_conflict' || JUDGEMENT_OF_CONFLICT[error.conflict] === judgement,
    'what was never sent was not performed':
      error.category !== 'network' ||
      (error.sent === 'no' ? error.outcome === 'not_performed' : !judgement.endsWith('fix_request')),
  };
}

function fieldErrorRules({ fieldErrors }: PaymentError): Record<string, boolean> {
  return {
    'there are at most 100 field errors': Array.isArray(fieldErrors) && fieldErrors.length <= 100,
    'each field error is whole': fieldErrors.every(
      ({ field, path, code, providerCode, message, allowed, ...others }) =>
        areSame(Object.keys(others), []) &&
        typeof field === 'string' &&
        isShortText(field, 200) &&
        path.length <= 32 &&
        path.every((segment) => typeof segment === 'number' || isShortText(segment, 200)) &&
        FIELD_ERROR_CODES.includes(code) &&
        isShortText(providerCode, 200) &&
        isShortText(message, 1_000) &&
        (allowed === null || (allowed.length <= 100 && allowed.every((value) => isShortText(value, 200)))),
    ),
  };
}

function judgementOf({ outcome, retry }: PaymentError): string {
  return `${outcome} ${retry.strategy}`;
}

function areSame(names: readonly string[], expected: readonly string[]): boolean {
  return names.length === expected.length && expected.every((name) => names.includes(name));
}

function isShortText(value: unknown, length: number): boolean {
  return value === null || (typeof value === 'string' && value.length <= length);
}

function isWithin(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && value >= least && value <= most;
}
