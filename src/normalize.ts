import { judge, type RequestFacts, type SentRequest, takeRequest } from './judge.js';
import type { Category, FieldError, FixableBy, PaymentError } from './payment-error.js';
import { assertProvider, type Provider } from './provider.js';
import { keepRaw } from './raw.js';
import { type Reading, recognizeFailure, recognizeSuccess } from './recognize.js';
import { redact, shorten } from './redact.js';
import { headerOf, isSuccess, type Reply, takeReply } from './reply.js';
import type { SaidFieldError } from './said.js';

/**
 * Turns an answer that is known to have failed into a {@link PaymentError}. Pure and synchronous. Never throws on the
 * reply or the request, whatever they are: what can't be read counts as not given, and an answer that nothing explains
 * is `invalid_response`.
 *
 * @param request - what was sent. Default: a write without an idempotency key.
 * @throws TypeError when `provider` is not a provider.
 *
 * @example
 * ```ts
 * const error = normalize(paysg, { status: 409, body: text }, { method: 'POST', idempotencyKey });
 * ```
 */
export function normalize(provider: Provider, reply: Reply, request?: RequestFacts): PaymentError {
  assertProvider(provider);
  const answer = takeReply(reply);
  return conclude(provider, recognizeFailure(provider, answer), answer.body, takeRequest(request));
}

/**
 * Looks whether an answer failed: a non-2xx did, a 2xx where the provider documents that. Without a status the body
 * alone decides. Never throws on the reply or the request.
 *
 * @returns `null` for a success, and for what is still pending.
 * @throws TypeError when `provider` is not a provider.
 *
 * @example
 * ```ts
 * const error = inspect(getpaid, { status: 201, body: payment });
 * if (error === null) fulfil(order);
 * ```
 */
export function inspect(provider: Provider, reply: Reply, request?: RequestFacts): PaymentError | null {
  assertProvider(provider);
  const answer = takeReply(reply);
  const { status, body } = answer;
  const mayBeSuccess = status === null ? typeof body === 'object' && body !== null : isSuccess(status);
  const reading = mayBeSuccess ? recognizeSuccess(provider, answer) : recognizeFailure(provider, answer);
  return reading && conclude(provider, reading, body, takeRequest(request));
}

const MAX_MESSAGE = 1_000;
const MAX_WORD = 200;
const MAX_FIELD_ERRORS = 100;
const MAX_ALLOWED = 100;
const MAX_PATH = 32;

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
): PaymentError {
  const { meaning, said, status, matchedOn, row } = reading;
  const { outcome, retryable, retry } = judge(reading, request, provider.idempotency);
  const error: Draft<PaymentError> = {
    name: 'PaymentError',
    provider: provider.name,
    category: meaning.category,
    status,
    code: textOf(said?.codes[0], MAX_WORD),
    message: textOf(said?.message, MAX_MESSAGE) ?? fallbackMessage(provider.name, reading),
    outcome,
    retryable,
    retry,
    fixableBy: meaning.fixableBy ?? FIXABLE_BY[meaning.category] ?? 'developer',
    fieldErrors: fieldErrorsOf(reading),
    matchedOn,
    requestId: requestIdOf(provider, reading),
    docUrl: said?.docUrl ? webAddressOf(said.docUrl) : row === null ? null : provider.docs,
  };
  keepRaw(error as PaymentError, raw); // while all errors have one shape: it takes less then
  if (meaning.category === 'declined') error.declineReason = reading.declineReason ?? meaning.declineReason;
  if (meaning.category === 'idempotency_conflict') error.conflict = meaning.conflict;
  if (meaning.category === 'network') error.sent = reading.sent;
  return error as PaymentError; // what judge gives for a category is what its variant holds; test/properties checks each
}

/** Any error while it is put together. */
type Draft<T> = Partial<Record<T extends unknown ? keyof T : never, unknown>>;

function requestIdOf({ requestIdHeader }: Provider, { headers, said }: Reading): string | null {
  const header = requestIdHeader && headerOf(headers, requestIdHeader);
  return textOf(header || said?.requestId, MAX_WORD);
}

const NO_FIELD_ERRORS: readonly FieldError[] = Object.freeze([]);

function fieldErrorsOf({ meaning, said }: Reading): readonly FieldError[] {
  try {
    if (said?.fieldErrors?.length) return said.fieldErrors.slice(0, MAX_FIELD_ERRORS).map(fieldErrorOf);
  } catch {
    // a list that a provider without types gave counts as not said
  }
  return 'fieldError' in meaning && meaning.fieldError ? [fieldErrorOf(meaning.fieldError)] : NO_FIELD_ERRORS;
}

function fieldErrorOf({ field, path, code, providerCode, message, allowed }: SaidFieldError): FieldError {
  const name = textOf(field, MAX_WORD) ?? '';
  return {
    field: name,
    path: path ? path.slice(0, MAX_PATH).map(pathSegment) : splitPath(name),
    code,
    providerCode: textOf(providerCode, MAX_WORD),
    message: textOf(message, MAX_MESSAGE),
    allowed: allowed ? allowed.slice(0, MAX_ALLOWED).map((value) => textOf(value, MAX_WORD) ?? '') : null,
  };
}

/** Splits `$.items[0].name` and `customer.ip` into their segments: only once redacted, for an address would fall apart. */
function splitPath(field: string): readonly (string | number)[] {
  const segments = field.match(/[^.[\]]+/g) ?? [];
  const path = segments[0] === '$' ? segments.slice(1) : segments;
  return path
    .slice(0, MAX_PATH)
    .map((segment) => (/^(?:0|[1-9]\d{0,8})$/.test(segment) ? Number(segment) : segment));
}

function pathSegment(segment: string | number): string | number {
  return typeof segment === 'number' ? segment : (textOf(segment, MAX_WORD) ?? '');
}

function webAddressOf(value: unknown): string | null {
  const address = textOf(value, MAX_MESSAGE);
  return address !== null && /^https?:\/\//.test(address) ? address : null;
}

function fallbackMessage(provider: string, { status }: Reading): string {
  return `${provider} answered ${status === null ? '' : `HTTP ${String(status)} `}without a message that could be read.`;
}

/** Gives what came from outside as text that may be kept: redacted and bounded; `null` when there is none. */
function textOf(value: unknown, length: number): string | null {
  if (typeof value !== 'string') return null;
  const text = shorten(redact(value), length);
  return text.trim() === '' ? null : text;
}
