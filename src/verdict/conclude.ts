import type { PaymentError } from '../error/payment-error.js';
import { keepRawBody } from '../error/raw-body.js';
import type { Category, FixableBy } from '../error/words.js';
import { attempt, member } from '../provider/careful.js';
import { type ProviderWorkings, workingsOf } from '../provider/define-provider.js';
import type { Provider } from '../provider/definition.js';
import { adviceOnMethod } from './decline.js';
import { fieldErrorsOf } from './field-errors.js';
import { type Circumstances, isMerchantsOwn, judge } from './judge.js';
import type { Reading } from './reading.js';
import { safeText } from './redact.js';
import { headerOf, isSuccess } from './reply.js';
import type { SentRequest } from './request.js';
import { delayOf } from './retry-after.js';

/** How an answer is judged. */
export interface NormalizeOptions {
  /** The clock that a Retry-After date is compared with, or the time in ms since 1970. Default: `Date.now`. */
  readonly now?: number | Date | (() => number | Date) | undefined;
}

const MAX_MESSAGE = 1_000;
const MAX_WORD = 200;

/** Who can fix it, where it is not the developer. */
const FIXABLE_BY: Readonly<Partial<Record<Category, FixableBy>>> = {
  permission_denied: 'merchant',
  not_configured: 'merchant',
  declined: 'payer',
  provider_unavailable: 'provider',
  provider_error: 'provider',
  timeout: 'nobody',
  network: 'nobody',
  aborted: 'nobody',
  invalid_response: 'provider',
};

/** Judges a reading and puts the error together: copies by allow-list, and redacts all that came from outside. */
export function conclude(
  provider: Provider,
  reading: Reading,
  raw: unknown,
  request: SentRequest,
  options: NormalizeOptions | undefined,
): PaymentError {
  const { meaning, statement, status, matchedOn, declineReason } = reading;
  const { category } = meaning;
  const circumstances = circumstancesOf(provider, reading, request, options);
  const { advice } = circumstances;
  const { outcome, lookup, retryable, retry } = judge(reading, circumstances);
  const error: Draft<PaymentError> = {
    name: 'PaymentError',
    version: 1,
    provider: provider.name,
    category,
    status,
    code: safeText(statement?.code, MAX_WORD),
    message: safeText(statement?.message, MAX_MESSAGE) ?? fallbackMessage(provider.name, reading),
    outcome,
    lookup,
    retryable,
    retry,
    resource: resourceOf(reading, request),
    fixableBy: fixableByOf(reading, request),
    fieldErrors: fieldErrorsOf(reading),
    matchedOn,
    requestId: requestIdOf(workingsOf(provider), reading),
    docUrl: docUrlOf(provider, reading),
  };
  if (advice) {
    error.declineReason = declineReason;
    error.methodAdvice = advice.methodAdvice;
    error.methodDelayMs = advice.methodDelayMs;
    error.networkDeclineCode = safeText(statement?.networkDeclineCode, MAX_WORD);
    error.networkAdviceCode = safeText(statement?.networkAdviceCode, MAX_WORD);
  }
  if (category === 'idempotency_conflict') error.keyConflict = meaning.keyConflict;
  if (category === 'network') error.sent = reading.sent;
  if (isOfTheWire(category)) error.faultCode = reading.faultCode;
  keepRawBody(error as PaymentError, raw === '' ? undefined : raw); // no text: there was no body
  return error as PaymentError; // what judge gives for a category is what its variant holds; test/properties checks each
}

/** What bears on the verdict beside the reading. */
export function circumstancesOf(
  provider: Provider,
  { meaning, statement, declineReason, headers }: Reading,
  request: SentRequest,
  options: NormalizeOptions | undefined,
): Circumstances {
  const { advice: words } = workingsOf(provider);
  return {
    request,
    delayMs: () => {
      const asked = delayOf(headers, () => timeOf(options));
      return meaning.delayMs === undefined ? asked : Math.max(asked ?? 0, meaning.delayMs);
    },
    advice: declineReason === undefined ? null : adviceOnMethod(meaning, statement, declineReason, words),
  };
}

/** Any error while it is put together. */
type Draft<T> = Partial<Record<T extends unknown ? keyof T : never, unknown>>;

function isOfTheWire(category: Category): boolean {
  return category === 'network' || category === 'timeout' || category === 'aborted';
}

/** The time by the caller's clock, by ours where it gives none. */
function timeOf(options: unknown): number {
  const now = member(options, 'now');
  const given = attempt(() => (typeof now === 'function' ? (now as () => unknown)() : now));
  const time = typeof given === 'number' ? given : attempt(() => Date.prototype.getTime.call(given));
  return Number.isFinite(time) ? Number(time) : Date.now();
}

function fixableByOf({ meaning, statement }: Reading, request: SentRequest): FixableBy {
  const { category, fixableBy } = meaning;
  if (fixableBy) return fixableBy;
  if (category === 'declined' && isMerchantsOwn(statement, request)) return 'merchant';
  return FIXABLE_BY[category] ?? 'developer';
}

/** A refusal of a refund may name the payment: what has to be looked up is the refund. */
function resourceOf({ statement, status }: Reading, { outgoing }: SentRequest): PaymentError['resource'] {
  const resource = statement?.resource;
  const kind = isMerchantsOwn(statement, { outgoing: null }) ? resource?.kind : (outgoing ?? resource?.kind);
  if (kind === undefined) return null;
  const isItsOwn = kind === resource?.kind || isSuccess(status);
  return { kind, id: isItsOwn ? safeText(resource?.id, MAX_WORD) : null };
}

function requestIdOf({ requestIdHeaders }: ProviderWorkings, { headers, statement }: Reading): string | null {
  for (const name of requestIdHeaders) {
    const header = headerOf(headers, name);
    if (header) return safeText(header, MAX_WORD);
  }
  return safeText(statement?.requestId, MAX_WORD);
}

/** The address that the answer gives, else that of the page which lists its row. */
function docUrlOf({ docs }: Provider, { row, meaning, statement }: Reading): string | null {
  const given = webAddressOf(statement?.docUrl);
  if (given !== null || row === null) return given;
  const { source } = meaning;
  return source === undefined || source === 'observed' ? docs : source;
}

/** An http(s) address without credentials, as it was given. It is redacted first as it stands: parsed, it is spelt otherwise. */
function webAddressOf(value: string | undefined): string | null {
  const address = safeText(value, MAX_MESSAGE);
  if (address === null || !/^https?:\/\//i.test(String(value))) return null;
  const url = attempt(() => new URL(address));
  return url?.username === '' && url.password === '' ? safeText(url.href, MAX_MESSAGE) : null;
}

function fallbackMessage(provider: string, { status }: Reading): string {
  return `${provider} answered ${status === null ? '' : `HTTP ${String(status)} `}without a message that could be read.`;
}
