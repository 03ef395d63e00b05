import type { ErrorResource, FieldError } from './members.js';
import type { Retry } from './retry.js';
import {
  type Category,
  DECLINE_REASONS,
  FIELD_REASONS,
  KEY_CONFLICTS,
  METHOD_ADVICE,
  needsSameMethod,
  type Outcome,
  PAYER_ACTIONS,
  RESOURCE_KINDS,
  type RetryStrategy,
} from './words.js';

// The members of an error that came out of a database or a queue: what cannot be used counts as not there, and a word
// that this version does not know is lowered to the safe side.

/** An object of which nothing more is known. */
export type Members = Readonly<Record<string, unknown>>;

const ANSWERED_BY = ['code', 'family', 'type', 'message', 'status'] as const;

/** Gives the word when it is in the list, else the one on the safe side. */
export function oneOf<Word extends string>(words: readonly Word[], given: unknown, otherwise: Word): Word {
  return words.find((word) => word === given) ?? otherwise;
}

/** Gives a text, `null` for anything else. */
export function text(given: unknown): string | null {
  return typeof given === 'string' ? given : null;
}

/** Gives a number of milliseconds, `null` for anything else. */
export function duration(given: unknown): number | null {
  return typeof given === 'number' && given >= 0 ? given : null; // JSON gave it: it is finite
}

/** Gives what to do next, for a strategy that was chosen before. */
export function retryOf(given: Members, strategy: RetryStrategy, methodAdvice: unknown): Retry {
  const why = text(given['why']) ?? 'It was stored by another version.';
  const delayMs = duration(given['delayMs']);
  switch (strategy) {
    case 'never':
    case 'fix_request':
      return { strategy, why };
    case 'payer_action': {
      const action = oneOf(PAYER_ACTIONS, given['action'], 'use_other_method');
      const isForbidden = methodAdvice === 'do_not_try_again' && needsSameMethod(action);
      return { strategy, action: isForbidden ? 'use_other_method' : action, why };
    }
    case 'same_key':
      return { strategy, delayMs, keyLifeMs: duration(given['keyLifeMs']), why };
    default:
      return { strategy, delayMs, why };
  }
}

/** Gives what the answer is about. */
export function resourceOf({ resource }: Members): ErrorResource | null {
  if (typeof resource !== 'object' || resource === null) return null;
  const { kind, id } = resource as Members; // any object may be looked at so
  return { kind: oneOf(RESOURCE_KINDS, kind, 'other'), id: text(id) };
}

const MOST_FIELD_ERRORS = 100;

/** Gives the field errors. `isPaymentError` has looked at field, path and reason. */
export function fieldErrorsOf({ fieldErrors }: Members): readonly FieldError[] {
  return (fieldErrors as readonly FieldError[]).slice(0, MOST_FIELD_ERRORS).map((given) => ({
    field: given.field,
    path: given.path,
    reason: oneOf(FIELD_REASONS, given.reason, 'unrecognized'),
    code: text(given.code),
    message: text(given.message),
    allowed: textsOf(given.allowed),
  }));
}

function textsOf(given: unknown): readonly string[] | null {
  return Array.isArray(given) ? given.filter((item) => typeof item === 'string') : null;
}

/** Gives the members of which each category has its own kind. */
export function ownMembersOf(given: Members, category: Category, outcome: Outcome): Members {
  const { keyConflict, sent, faultCode } = given;
  switch (category) {
    case 'declined':
      return { ...answered(given), ...declineMembersOf(given) };
    case 'idempotency_conflict':
      return { ...answered(given), keyConflict: oneOf(KEY_CONFLICTS, keyConflict, 'unspecified') };
    case 'network':
      return {
        ...unanswered(faultCode),
        sent: outcome === 'not_performed' && sent === 'no' ? 'no' : 'unknown',
      };
    case 'aborted':
      return unanswered(faultCode);
    case 'timeout':
      return given['status'] === 408
        ? { status: 408, code: text(given['code']), matchedOn: 'status', faultCode: text(faultCode) }
        : unanswered(faultCode);
    case 'invalid_response':
    case 'unrecognized':
      return { ...answered(given), matchedOn: 'none' };
    default:
      return answered(given);
  }
}

function answered({ status, code, matchedOn }: Members): Members {
  return {
    status: isStatus(status) ? status : null,
    code: text(code),
    matchedOn: oneOf(ANSWERED_BY, matchedOn, 'status'),
  };
}

/** Is it an HTTP status, of three digits? */
function isStatus(given: unknown): given is number {
  return typeof given === 'number' && Number.isInteger(given) && given >= 100 && given <= 999;
}

function unanswered(faultCode: unknown): Members {
  return { status: null, code: null, matchedOn: 'transport', faultCode: text(faultCode) };
}

function declineMembersOf(given: Members): Members {
  const { declineReason, methodAdvice = 'unspecified', methodDelayMs } = given;
  return {
    declineReason: oneOf(DECLINE_REASONS, declineReason, 'unrecognized'),
    methodAdvice: oneOf(METHOD_ADVICE, methodAdvice, 'do_not_try_again'),
    methodDelayMs: duration(methodDelayMs),
    networkDeclineCode: text(given['networkDeclineCode']),
    networkAdviceCode: text(given['networkAdviceCode']),
  };
}
