import { attempt, isText } from '../provider/careful.js';
import { takeErrorReading } from '../provider/statement.js';
import { plainMeaning } from '../provider/table.js';
import type { Reading } from './reading.js';
import { AFTER_REDIRECT } from './recognize.js';
import { type Answer, headerOf, type HeadersInput, isSuccess } from './reply.js';
import type { SentRequest } from './request.js';

/** What a body is said to be. */
export type Label = 'json' | 'html' | 'none' | 'other';

/** Gives what the content type says. Never throws. */
export function labelOf(headers: HeadersInput | null): Label {
  const type = headerOf(headers, 'content-type') ?? '';
  if (type.trim() === '') return 'none';
  if (/^[^;]*[/+]json\s*(?:;|$)/i.test(type)) return 'json';
  return /^\s*(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i.test(type) ? 'html' : 'other';
}

const EMPTY: readonly unknown[] = [204, 205];

/** Does a 2xx with this status have no body at all? */
export function isEmptyStatus(status: unknown): boolean {
  return EMPTY.includes(status);
}

/**
 * Reads a 2xx whose body is a text and not the JSON that it ought to be: cut, a page of HTML in answer to a write, or
 * nothing where a write is answered by JSON. `null`: nothing is wrong with it. Never throws.
 */
export function flawInSuccess(provider: string, answer: Answer, request: SentRequest): Reading | null {
  const { status, headers, body } = answer;
  if (!isSuccess(status) || isEmptyStatus(status) || !isText(body)) return null;
  const what = flawOf(body, labelOf(headers), request.isRead);
  return what === null ? null : brokenSuccess(provider, answer, request, what);
}

function flawOf(text: string, label: Label, isRead: boolean): string | null {
  if (label === 'other') return null;
  if (text === '') return label === 'json' && !isRead ? 'with none of the JSON that it is said to be' : null;
  const isPage = label === 'html' || (label === 'none' && /^\s*<(?:!doctype html|html)\b/i.test(text));
  if (isPage) return isRead ? null : 'with a page of HTML';
  const isMeantAsJson = label === 'json' || /^\s*[[{]/.test(text);
  return isMeantAsJson && attempt(() => JSON.parse(text) as unknown) === undefined
    ? 'its body is not the JSON that it is said to be'
    : null;
}

/** Reads a 2xx that does not say what became of the request. `what` ends the sentence "it answered, but …". */
export function brokenSuccess(
  provider: string,
  { status, headers, afterRedirect }: Answer,
  { isRead }: SentRequest,
  what: string,
): Reading {
  const rule = afterRedirect && !isRead ? AFTER_REDIRECT : undefined;
  return {
    meaning: plainMeaning('invalid_response', { rule }),
    matchedOn: 'none',
    row: null,
    declineReason: undefined,
    statement: takeErrorReading({ message: `${provider} answered HTTP ${String(status)}, but ${what}.` }),
    status,
    headers,
    sent: 'yes',
    faultCode: null,
  };
}
