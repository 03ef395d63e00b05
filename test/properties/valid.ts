import { CATEGORIES, type Category, DECLINE_REASONS, type PaymentError } from '../../src/index.js';

const REFUSED = ['not_performed fix_request'];
const FAILED = ['not_performed after_delay', 'unknown same_key', 'unknown reconcile_first'];
const FAILED_INSIDE = [...FAILED, 'not_performed never', 'not_performed new_key'];
const REFUSED_BY_SOMEBODY = [
  'not_performed never',
  'not_performed payer_action',
  'not_performed reconcile_first',
  'unknown reconcile_first',
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
  conflict: [...REFUSED_BY_SOMEBODY, 'not_performed new_key', 'not_performed after_delay'],
  idempotency_conflict: ['unknown same_key', 'unknown reconcile_first'],
  declined: REFUSED_BY_SOMEBODY,
  rate_limited: ['not_performed after_delay'],
  provider_unavailable: FAILED_INSIDE,
  provider_error: [...FAILED_INSIDE, 'not_performed payer_action'],
  timeout: FAILED,
  network: [...FAILED, 'not_performed fix_request'],
  aborted: ['not_performed never', 'unknown same_key', 'unknown reconcile_first'],
  invalid_response: FAILED,
  unrecognized: [...FAILED, 'not_performed never'],
};

const OWN_FIELDS: Readonly<Partial<Record<Category, readonly string[]>>> = {
  declined: ['declineReason', 'methodAdvice', 'methodDelayMs', 'networkDeclineCode', 'networkAdviceCode'],
  idempotency_conflict: ['keyConflict'],
  network: ['sent', 'faultCode'],
  timeout: ['faultCode'],
  aborted: ['faultCode'],
};

const FIELDS = [
  ...[
    'name',
    'version',
    'provider',
    'category',
    'status',
    'code',
    'message',
    'outcome',
    'lookup',
    'resource',
  ],
  ...['retryable', 'retry', 'fixableBy', 'fieldErrors', 'matchedOn', 'requestId', 'docUrl'],
];

const RETRY_FIELDS: Readonly<Record<string, readonly string[]>> = {
  never: [],
  fix_request: [],
  payer_action: ['action'],
  after_delay: ['delayMs'],
  new_key: ['delayMs'],
  same_key: ['delayMs', 'keyLifeMs'],
  reconcile_first: ['delayMs'],
};

const ACTIONS = [
  'authenticate',
  'use_other_method',
  'check_details',
  'add_funds',
  'contact_issuer',
  'try_again',
];
const ACTIONS_WITH_SAME_METHOD = ['authenticate', 'add_funds', 'try_again'];
const LOOKUPS = ['idempotency_key', 'merchant_reference', 'resource'];
const FIXERS = ['payer', 'developer', 'merchant', 'provider', 'nobody'];
const FIELD_REASONS = ['required', 'invalid', 'not_allowed', 'unrecognized'];
const MATCHES = ['code', 'family', 'type', 'message', 'status', 'transport', 'none'];
const KINDS = ['payment', 'refund', 'capture', 'payout', 'checkout', 'other'];
const ADVICE = ['do_not_try_again', 'update_details', 'try_again_later', 'unspecified'];
const KEY_CONFLICTS = ['in_progress', 'mismatch', 'unspecified'];

/** Control characters, line breaks, and what turns the direction of writing or ends a line of a log. */
const INVISIBLE = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Everything about an error that its variant of the union does not allow; empty when it is valid. */
export function faultsOf(error: PaymentError): readonly string[] {
  const rules: Readonly<Record<string, boolean>> = {
    ...commonRules(error),
    ...textRules(error),
    ...retryRules(error),
    ...matchRules(error),
    ...ownFieldRules(error),
    ...declineRules(error),
    ...fieldErrorRules(error),
  };
  return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]));
}

function commonRules(error: PaymentError): Record<string, boolean> {
  const { category, resource } = error;
  return {
    'its fields are those of its variant': areSame(Object.keys(error), [
      ...FIELDS,
      ...(OWN_FIELDS[category] ?? []),
    ]),
    'name and version are the tags': error.name === 'PaymentError' && error.version === 1,
    'provider is a name': typeof error.provider === 'string' && error.provider !== '',
    'category is in the list': CATEGORIES.includes(category),
    'status is three digits or null': error.status === null || isWithin(error.status, 100, 999),
    'fixableBy is in the list': FIXERS.includes(error.fixableBy),
    'resource is a kind and an id':
      resource === null ||
      (areSame(Object.keys(resource), ['kind', 'id']) &&
        KINDS.includes(resource.kind) &&
        isShortText(resource.id, 200)),
  };
}

function textRules(error: PaymentError): Record<string, boolean> {
  return {
    'code is short': isShortText(error.code, 200),
    'message is never empty': error.message.trim() !== '',
    'message is short': error.message.length <= 1_000,
    'requestId is short': isShortText(error.requestId, 200),
    'docUrl is a web address without credentials':
      error.docUrl === null || (isShortText(error.docUrl, 1_000) && isWebAddress(error.docUrl)),
    'every text is one line that a reader sees': textsIn(error).every((text) => !INVISIBLE.test(text)),
  };
}

function retryRules(error: PaymentError): Record<string, boolean> {
  const { category, outcome, lookup, retry, retryable } = error;
  const fields = ['strategy', 'why', ...(RETRY_FIELDS[retry.strategy] ?? [])];
  return {
    'its category allows outcome and strategy': JUDGEMENTS[category].includes(judgementOf(error)),
    'retry has the fields of its strategy': areSame(Object.keys(retry), fields),
    'why is a sentence': typeof retry.why === 'string' && retry.why.endsWith('.'),
    'retryable says after_delay or same_key':
      retryable === (retry.strategy === 'after_delay' || retry.strategy === 'same_key'),
    'the payer action is in the list': retry.strategy !== 'payer_action' || ACTIONS.includes(retry.action),
    'lookup is in the list': lookup === null || LOOKUPS.includes(lookup),
    'what may have been performed can be looked up':
      lookup !== null || (outcome === 'not_performed' && retry.strategy !== 'reconcile_first'),
    'delayMs is a wait': !('delayMs' in retry) || isWait(retry.delayMs),
    'a key is not asked for after it is gone':
      retry.strategy !== 'same_key' ||
      retry.keyLifeMs === null ||
      (isWait(retry.keyLifeMs) && (retry.delayMs ?? 0) <= retry.keyLifeMs),
  };
}

function matchRules({ category, status, code, matchedOn }: PaymentError): Record<string, boolean> {
  const isUnanswered =
    category === 'network' || category === 'aborted' || (category === 'timeout' && status === null);
  const isUnexplained = category === 'invalid_response' || category === 'unrecognized';
  return {
    'matchedOn is in the list': MATCHES.includes(matchedOn),
    'only what got no answer matched on the transport': isUnanswered === (matchedOn === 'transport'),
    'only what was not recognised matched on nothing': isUnexplained === (matchedOn === 'none'),
    'what got no answer has neither status nor code': !isUnanswered || (status === null && code === null),
    'an answered timeout is a 408':
      category !== 'timeout' || status === null || (status === 408 && matchedOn === 'status'),
  };
}

function ownFieldRules(error: PaymentError): Record<string, boolean> {
  const { outcome, retry } = error;
  return {
    'keyConflict is in the list, and only a request that still runs is waited for':
      error.category !== 'idempotency_conflict' ||
      (KEY_CONFLICTS.includes(error.keyConflict) &&
        (retry.strategy !== 'same_key' || error.keyConflict === 'in_progress')),
    'what was never sent was not performed':
      error.category !== 'network' ||
      (error.sent === 'no' ? outcome === 'not_performed' : retry.strategy !== 'fix_request'),
    'faultCode is a code of ours': !('faultCode' in error) || isFaultCode(error.faultCode),
    'an answered timeout has no fault code':
      !('faultCode' in error) || error.status === null || error.faultCode === null,
  };
}

function declineRules(error: PaymentError): Record<string, boolean> {
  if (error.category !== 'declined') return {};
  const { declineReason, methodAdvice, methodDelayMs, networkDeclineCode, networkAdviceCode, retry } = error;
  return {
    'declineReason is in the list': DECLINE_REASONS.includes(declineReason),
    'methodAdvice is in the list': ADVICE.includes(methodAdvice),
    'methodDelayMs is a wait': isWait(methodDelayMs),
    'the networks’ codes are short':
      isShortText(networkDeclineCode, 200) && isShortText(networkAdviceCode, 200),
    'what must not be charged again is not asked for again':
      methodAdvice !== 'do_not_try_again' ||
      retry.strategy !== 'payer_action' ||
      !ACTIONS_WITH_SAME_METHOD.includes(retry.action),
  };
}

function fieldErrorRules({ fieldErrors }: PaymentError): Record<string, boolean> {
  return {
    'there are at most 100 field errors': Array.isArray(fieldErrors) && fieldErrors.length <= 100,
    'each field error is whole': fieldErrors.every(
      ({ field, path, reason, code, message, allowed, ...others }) =>
        areSame(Object.keys(others), []) &&
        typeof field === 'string' &&
        isShortText(field, 200) &&
        path.length <= 32 &&
        path.every((segment) => typeof segment === 'number' || isShortText(segment, 200)) &&
        FIELD_REASONS.includes(reason) &&
        isShortText(code, 200) &&
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

function isWait(value: unknown): boolean {
  return value === null || (isWithin(value, 0, Infinity) && value !== Infinity);
}

function isFaultCode(value: unknown): boolean {
  return value === null || (typeof value === 'string' && /^[A-Za-z][A-Za-z\d_]{2,60}$/.test(value));
}

function isWebAddress(address: string): boolean {
  const { protocol, username, password } = new URL(address);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}

/** Every text of an error, at any depth. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
