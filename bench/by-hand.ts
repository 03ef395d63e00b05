import type {
  Category,
  DeclineReason,
  ErrorResource,
  FixableBy,
  Lookup,
  MethodAdvice,
  Outcome,
  RetryStrategy,
} from '../dist/index.js';
import type { Case } from './replies.ts';

// What a careful team writes for one provider: parse, switch, put an object together. It trusts the shape of the body,
// keeps every text as it came (no redaction, no bounds), and knows exactly the rows that the replies of the bench have.

interface FieldErrorByHand {
  readonly field: string;
  readonly path: readonly string[];
  readonly reason: 'required' | 'invalid' | 'not_allowed' | 'unrecognized';
  readonly code: string | null;
  readonly message: string | null;
  readonly allowed: null;
}

/** What the switch of a provider decides. */
interface Verdict {
  readonly category: Category;
  readonly fixableBy: FixableBy;
  readonly outcome: Outcome;
  readonly strategy: RetryStrategy;
  readonly declineReason?: DeclineReason;
  readonly methodAdvice?: MethodAdvice;
}

/** What a body says. */
interface SaidByHand {
  readonly code: string | null;
  readonly message: string;
  readonly fieldErrors: readonly FieldErrorByHand[];
  readonly requestId: string | null;
  readonly resource?: ErrorResource | null;
}

/** The members of a PaymentError. */
export interface ErrorByHand extends Omit<SaidByHand, 'resource'> {
  readonly resource: ErrorResource | null;
  readonly name: 'PaymentError';
  readonly version: 1;
  readonly provider: string;
  readonly category: Category;
  readonly declineReason: DeclineReason | undefined;
  readonly methodAdvice: MethodAdvice | undefined;
  readonly status: number;
  readonly outcome: Outcome;
  readonly lookup: Lookup | null;
  readonly retryable: boolean;
  readonly retry: { readonly strategy: RetryStrategy; readonly delayMs: number | null };
  readonly fixableBy: FixableBy;
  readonly docUrl: string;
}

function errorOf({ provider, reply }: Case, said: SaidByHand, verdict: Verdict): ErrorByHand {
  const { strategy, outcome } = verdict;
  const retryAfter = reply.headers['retry-after'];
  return {
    name: 'PaymentError',
    version: 1,
    provider: provider.name,
    category: verdict.category,
    declineReason: verdict.declineReason,
    methodAdvice: verdict.methodAdvice ?? (verdict.declineReason && methodAdvice(verdict.declineReason)),
    status: reply.status,
    code: said.code,
    message: said.message,
    outcome,
    lookup:
      outcome === 'not_performed' && strategy !== 'reconcile_first' ? null : provider.idempotency.lookup,
    resource: said.resource ?? null,
    retryable: strategy === 'after_delay' || strategy === 'same_key',
    retry: { strategy, delayMs: retryAfter === undefined ? null : Number(retryAfter) * 1000 },
    fixableBy: verdict.fixableBy,
    fieldErrors: said.fieldErrors,
    requestId: said.requestId,
    docUrl: provider.docs,
  };
}

function refusal(category: Category, fixableBy: FixableBy): Verdict {
  return { category, fixableBy, outcome: 'not_performed', strategy: 'fix_request' };
}

function decline(declineReason: DeclineReason, strategy: RetryStrategy = 'payer_action'): Verdict {
  return { category: 'declined', declineReason, fixableBy: 'payer', outcome: 'not_performed', strategy };
}

/** The payout of a refund is not the payer's to mend. */
function refundDecline(declineReason: DeclineReason): Verdict {
  return { ...decline(declineReason, 'reconcile_first'), fixableBy: 'merchant' };
}

function conflict(strategy: RetryStrategy = 'reconcile_first', fixableBy: FixableBy = 'developer'): Verdict {
  return { category: 'conflict', fixableBy, outcome: 'not_performed', strategy };
}

function methodAdvice(reason: DeclineReason): MethodAdvice {
  switch (reason) {
    case 'lost_or_stolen':
    case 'not_permitted':
      return 'do_not_try_again';
    case 'expired_card':
      return 'update_details';
    case 'insufficient_funds':
    case 'authentication_unavailable':
      return 'try_again_later';
    default:
      return 'unspecified';
  }
}

const INVALID = refusal('invalid_request', 'developer');
const UNAUTHENTICATED = refusal('unauthenticated', 'developer');
const PERMISSION_DENIED = refusal('permission_denied', 'merchant');
const NOT_CONFIGURED = refusal('not_configured', 'merchant');
const NOT_FOUND = refusal('not_found', 'developer');
const CONFLICT: Verdict = { ...conflict(), outcome: 'unknown' };
const FAILED: Verdict = {
  category: 'provider_error',
  fixableBy: 'provider',
  outcome: 'unknown',
  strategy: 'reconcile_first',
};
const FAILED_AND_OVER: Verdict = { ...FAILED, outcome: 'not_performed', strategy: 'new_key' };
const UNAVAILABLE: Verdict = { ...FAILED, category: 'provider_unavailable' };
const UNSPECIFIED = decline('unspecified');

interface GetpaidBody {
  readonly id: string;
  readonly status: string | number;
  readonly type?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: Readonly<Record<string, readonly string[]>>;
  readonly reason?: { readonly code: string; readonly description: string };
}

function getpaid(reply: Case): ErrorByHand {
  const body = JSON.parse(reply.reply.body) as GetpaidBody;
  const requestId = reply.reply.headers['getpaid-trace-id'] ?? null;
  if (body.type !== undefined) {
    const code = body.type.slice(body.type.lastIndexOf('---') + 3);
    const message = body.detail ?? body.title ?? code;
    const fieldErrors: FieldErrorByHand[] = [];
    for (const field in body.errors) {
      for (const token of body.errors[field] ?? []) {
        fieldErrors.push({
          field,
          path: field.split('.'),
          reason: token === 'required' ? 'required' : token === 'invalid_option' ? 'not_allowed' : 'invalid',
          code: token,
          message: null,
          allowed: null,
        });
      }
    }
    return errorOf(reply, { code, message, fieldErrors, requestId }, getpaidProblem(code, reply));
  }
  const { reason } = body;
  const code = reason?.code ?? String(body.status);
  const kind = getpaidKind(body.id);
  const resource = { kind, id: body.id };
  const said = { code, message: reason?.description ?? code, fieldErrors: [], requestId, resource };
  switch (kind) {
    case 'refund':
      return errorOf(reply, said, body.status === 'failed' ? FAILED_AND_OVER : getpaidRefund(code));
    case 'checkout':
      return errorOf(reply, said, body.status === 'expired' ? decline('payer_timed_out') : UNSPECIFIED);
    default:
      return errorOf(reply, said, body.status === 'failed' ? FAILED_AND_OVER : getpaidPayment(code));
  }
}

function getpaidKind(id: string): ErrorResource['kind'] {
  switch (id.slice(0, 4)) {
    case 'rfd_':
      return 'refund';
    case 'cko_':
      return 'checkout';
    default:
      return 'payment';
  }
}

function getpaidProblem(code: string, { request }: Case): Verdict {
  switch (code) {
    case 'not-found':
      return NOT_FOUND;
    case 'conflict':
      return CONFLICT;
    case 'server-unavailable':
      return request.idempotencyKey ? { ...UNAVAILABLE, strategy: 'same_key' } : UNAVAILABLE;
    default:
      return INVALID;
  }
}

function getpaidPayment(code: string): Verdict {
  switch (code) {
    case '3ds_failed':
    case '3ds_rejected':
      return decline('authentication_failed');
    case '3ds_not_enrolled':
      return { ...decline('authentication_unavailable'), methodAdvice: 'unspecified' };
    case '3ds_timeout':
    case 'buyer_abandoned':
      return decline('payer_timed_out');
    case '3ds_unavailable':
      return decline('authentication_unavailable');
    case 'cancelled_by_buyer':
      return decline('payer_canceled');
    case 'declined_by_acquirer':
      return UNSPECIFIED;
    case 'insufficient_funds':
      return decline('insufficient_funds');
    case 'stole_card':
    case 'stolen_card':
      return decline('lost_or_stolen');
    case 'declined':
      return UNSPECIFIED;
    default:
      return decline('unrecognized');
  }
}

function getpaidRefund(code: string): Verdict {
  switch (code) {
    case 'already_refunded':
      return { ...conflict('never'), outcome: 'performed' };
    case 'exceeds_captured_amount':
      return CONFLICT;
    case 'refund_period_expired':
      return conflict('never');
    case 'refund_unavailable':
      return conflict();
    case 'declined':
      return refundDecline('unspecified');
    default:
      return refundDecline('unrecognized');
  }
}

interface MakecommerceBody {
  readonly code?: number;
  readonly message?: string;
  readonly object?: string;
  readonly id?: string;
  readonly status?: string;
  readonly errors?: readonly { readonly resource: string; readonly field: string; readonly type: string }[];
}

function makecommerce(reply: Case): ErrorByHand {
  const body = JSON.parse(reply.reply.body) as MakecommerceBody;
  const requestId = reply.reply.headers['x-request-id'] ?? null;
  if (body.code === undefined) {
    const code = body.status ?? '';
    const isRefund = body.object === 'refund';
    const resource = { kind: isRefund ? 'refund' : 'payment', id: body.id ?? null } as const;
    const said = { code, message: code, fieldErrors: [], requestId, resource };
    return errorOf(reply, said, isRefund ? refundDecline('unspecified') : makecommerceOutcome(code));
  }
  const fieldErrors = (body.errors ?? []).map(({ resource, field, type }): FieldErrorByHand => ({
    field: `${resource}.${field}`,
    path: [resource, field],
    reason: type === 'missing' ? 'required' : 'invalid',
    code: type,
    message: null,
    allowed: null,
  }));
  const code = String(body.code);
  return errorOf(
    reply,
    { code, message: body.message ?? code, fieldErrors, requestId },
    makecommerceCode(body.code),
  );
}

function makecommerceOutcome(status: string): Verdict {
  switch (status) {
    case 'CANCELLED':
      return decline('payer_canceled');
    case 'EXPIRED':
      return decline('payer_timed_out');
    default:
      return UNSPECIFIED;
  }
}

function makecommerceCode(code: number): Verdict {
  switch (code) {
    case 1001:
    case 1051:
      return INVALID;
    case 1002:
      return NOT_FOUND;
    case 1004:
      return UNAUTHENTICATED;
    case 1011:
    case 1012:
    case 1013:
    case 1014:
      return NOT_CONFIGURED;
    case 1033:
      return decline('expired_card');
    case 1034:
      return decline('insufficient_funds');
    case 1035:
    case 1036:
      return UNSPECIFIED;
    case 1045:
      return conflict('after_delay');
    case 1063:
      return { ...FAILED, fixableBy: 'payer', outcome: 'not_performed', strategy: 'payer_action' };
    case 1064:
      return conflict('payer_action', 'payer');
    case 2001:
    case 2003:
    case 2005:
      return FAILED;
    default:
      return CONFLICT;
  }
}

interface PaypagaBody {
  readonly error?:
    | string
    | {
        readonly code: string;
        readonly message: string;
        readonly details: object | readonly { readonly field: string; readonly message: string }[];
      };
  readonly error_description?: string;
  readonly transaction_id?: string;
  readonly status?: string;
  readonly fail_reason?: string;
}

function paypaga(reply: Case): ErrorByHand {
  const body = JSON.parse(reply.reply.body) as PaypagaBody;
  const { error, error_description, status, fail_reason } = body;
  if (error === undefined) {
    const code = status ?? '';
    const resource = { kind: 'payment', id: body.transaction_id ?? null } as const;
    const said = { code, message: fail_reason ?? code, fieldErrors: [], requestId: null, resource };
    return errorOf(reply, said, paypagaOutcome(code));
  }
  if (typeof error === 'string') {
    const said = { code: error, message: error_description ?? error, fieldErrors: [], requestId: null };
    return errorOf(reply, said, UNAUTHENTICATED);
  }
  const { code, message, details } = error;
  const fieldErrors = Array.isArray(details) ? details.map(fieldErrorByHand) : [];
  const isReferenceWrong = fieldErrors.some(
    ({ field, reason }) => field === 'merchant_transaction_reference' && reason === 'invalid',
  );
  const verdict = isReferenceWrong ? CONFLICT : paypagaCode(code);
  return errorOf(reply, { code, message, fieldErrors, requestId: null }, verdict);
}

function fieldErrorByHand({
  field,
  message,
}: {
  readonly field: string;
  readonly message: string;
}): FieldErrorByHand {
  return {
    field,
    path: field.split('.'),
    reason: message.endsWith('is required') ? 'required' : 'invalid',
    code: null,
    message,
    allowed: null,
  };
}

function paypagaOutcome(status: string): Verdict {
  switch (status.toLowerCase()) {
    case 'failed':
      return FAILED_AND_OVER;
    case 'error':
      return FAILED;
    case 'expired':
      return decline('payer_timed_out');
    default:
      return UNSPECIFIED;
  }
}

function paypagaCode(code: string): Verdict {
  switch (code) {
    case 'CONFIGURATION_NOT_AVAILABLE':
      return NOT_CONFIGURED;
    case 'UNAUTHORIZED':
      return UNAUTHENTICATED;
    case 'FORBIDDEN':
      return PERMISSION_DENIED;
    case 'NOT_FOUND':
      return NOT_FOUND;
    case 'MERCHANT_REFERENCE_ALREADY_EXISTS':
    case 'INVALID_STATUS_TRANSITION':
      return CONFLICT;
    case 'INTERNAL_ERROR':
      return FAILED;
    default:
      return INVALID;
  }
}

interface PaysgBody {
  readonly error: { readonly type: string; readonly code: string; readonly message: string };
}

function paysg(reply: Case): ErrorByHand {
  const { type, code, message } = (JSON.parse(reply.reply.body) as PaysgBody).error;
  const fieldErrors: readonly FieldErrorByHand[] =
    code === 'email_blacklisted'
      ? [
          {
            field: 'email',
            path: ['email'],
            reason: 'not_allowed',
            code: null,
            message: null,
            allowed: null,
          },
        ]
      : [];
  const said = { code, message, fieldErrors, requestId: null };
  if (!String(reply.request.url).endsWith('/refund')) return errorOf(reply, said, paysgCode(code, type));
  const verdict = type === 'invalid_request_error' ? CONFLICT : paysgCode(code, type);
  return errorOf(reply, { ...said, resource: { kind: 'refund', id: null } }, verdict);
}

function paysgCode(code: string, type: string): Verdict {
  switch (code) {
    case 'api_key_invalid':
    case 'authentication_required':
      return UNAUTHENTICATED;
    case 'api_key_expired':
      return refusal('unauthenticated', 'merchant');
    case 'user_forbidden':
      return PERMISSION_DENIED;
    case 'payment_not_found':
    case 'payment_service_not_found':
      return NOT_FOUND;
    case 'stripe_connect_account_not_found_for_payment_service':
      return NOT_CONFIGURED;
    case 'email_blacklisted':
      return refusal('invalid_request', 'payer');
    case 'idempotent_request_in_progress':
      return { ...CONFLICT, category: 'idempotency_conflict', outcome: 'unknown', strategy: 'same_key' };
    case 'idempotent_request_body_mismatch':
      return { ...CONFLICT, category: 'idempotency_conflict' };
  }
  switch (type) {
    case 'idempotency_error':
      return { ...CONFLICT, category: 'idempotency_conflict', outcome: 'unknown' };
    case 'external_error':
      return UNAVAILABLE;
    case 'api_error':
      return FAILED;
    default:
      return INVALID;
  }
}

interface PaystandBody {
  readonly error?:
    | string
    | {
        readonly type: string;
        readonly description: string;
        readonly ref: string;
        readonly details: {
          readonly code?: string;
          readonly detailCode?: string;
          readonly description?: string;
          readonly parameter?: string;
          readonly explanation?: string;
        };
      };
  readonly error_description?: string;
  readonly id?: string;
  readonly status?: string;
}

function paystand(reply: Case): ErrorByHand {
  const body = JSON.parse(reply.reply.body) as PaystandBody;
  const { error, error_description, status = '' } = body;
  if (error === undefined) {
    const resource = { kind: 'payment', id: body.id ?? null } as const;
    const said = { code: status, message: status, fieldErrors: [], requestId: null, resource };
    return errorOf(reply, said, UNSPECIFIED);
  }
  if (typeof error === 'string') {
    const said = { code: error, message: error_description ?? error, fieldErrors: [], requestId: null };
    return errorOf(reply, said, error === 'insufficient_scope' ? PERMISSION_DENIED : UNAUTHENTICATED);
  }
  const { type, description, details, ref } = error;
  const message = details.explanation ?? details.description ?? description;
  const fieldErrors = details.parameter ? [fieldErrorByHand({ field: details.parameter, message })] : [];
  const code = details.detailCode || details.code || null;
  const kind = code === 'refundFailure' ? 'refund' : code === 'transferFailure' ? 'payout' : null;
  const resource = kind && { kind, id: null };
  return errorOf(reply, { code, message, fieldErrors, requestId: ref, resource }, paystandCode(code ?? type));
}

function paystandCode(code: string): Verdict {
  switch (code) {
    case 'resourceNotFound':
      return NOT_FOUND;
    case 'accessError':
    case 'insufficientResourceAccess':
      return PERMISSION_DENIED;
    case 'insufficientFeatureAccess':
      return NOT_CONFIGURED;
    case 'cardFailure':
    case 'bankFailure':
    case 'paymentFailure':
    case 'requestError':
      return UNSPECIFIED;
    case 'refundFailure':
    case 'transferFailure':
      return { ...refundDecline('unspecified'), outcome: 'unknown' };
    case 'bankLoginFailure':
      return decline('authentication_failed');
    case 'tokenFailure':
      return CONFLICT;
    case 'invalidTestCredentials':
    case 'authenticationError':
      return UNAUTHENTICATED;
    case 'rateLimitError':
      return { ...INVALID, category: 'rate_limited', strategy: 'after_delay' };
    case 'apiConnectionError':
      return UNAVAILABLE;
    default:
      return INVALID;
  }
}

/** The switch of each provider, by its name. */
export const BY_HAND: Readonly<Record<string, (reply: Case) => ErrorByHand>> = {
  getpaid,
  makecommerce,
  paypaga,
  paysg,
  paystand,
};
