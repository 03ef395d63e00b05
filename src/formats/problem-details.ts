import type { Category, DeclineReason, FieldError, Outcome, PaymentError } from '../payment-error.js';
import { messageFor } from './field-message.js';

/** The decline reasons that {@link toProblemDetails} may give away. */
export type ShownDeclineReason = Exclude<DeclineReason, keyof typeof SHOWN_INSTEAD>;

/** One field of the request, in {@link ProblemDetails}. */
export interface ProblemFieldError {
  /** A JSON pointer to the field, as a URI fragment: `#/items/0/name`. {@link https://www.rfc-editor.org/rfc/rfc6901#section-6} */
  readonly pointer: string;
  /** A short English sentence for `code`, never the provider's text. */
  readonly detail: string;
  readonly code: FieldError['code'];
}

/** A problem details object. {@link https://www.rfc-editor.org/rfc/rfc9457#section-3} */
export interface ProblemDetails {
  /** `about:blank`, or the address of the problem type. */
  readonly type: string;
  /** The phrase of the HTTP status; with a `typeBase`, a title for the category. */
  readonly title: string;
  /** The HTTP status to answer with: what the error means for one's own client, not what the provider answered. */
  readonly status: number;
  /** A sentence in English for one's own client. */
  readonly detail: string;
  readonly instance?: string;
  readonly code: Category;
  /** Was the request carried out? While that is `unknown`, a client must not simply try again. */
  readonly outcome: Outcome;
  readonly declineReason?: ShownDeclineReason;
  /** In seconds, for a Retry-After header; only there when nothing was carried out and the provider said how long. */
  readonly retryAfter?: number;
  readonly provider?: string;
  readonly errors?: readonly ProblemFieldError[];
}

/** What {@link toProblemDetails} cannot know. */
export interface ProblemDetailsOptions {
  /**
   * What to put before the category to make the address of the problem type: `https://shop.example/problems/`.
   * Default: none; the type is `about:blank`.
   */
  readonly typeBase?: string | undefined;
  /** The address of this occurrence. Default: none. */
  readonly instance?: string | undefined;
  /** Tell the client which provider it was? Default: false. */
  readonly includeProvider?: boolean | undefined;
}

interface Answer {
  readonly status: keyof typeof PHRASES;
  readonly title: string;
  readonly detail: string;
}

const ON_OUR_SIDE: Answer = {
  status: 500,
  title: 'Payment set-up problem',
  detail: 'A problem on our side keeps this from being carried out.',
};
const BAD_ANSWER: Answer = {
  status: 502,
  title: 'Payment service failure',
  detail: 'The payment service failed.',
};
const UNAVAILABLE: Answer = {
  status: 503,
  title: 'Payment service unavailable',
  detail: 'The payment service is not available at the moment.',
};

/** How one's own API answers its own client. The comments say why this status. */
const ANSWERS: Readonly<Record<Category, Answer>> = {
  // The client's input was passed on, well-formed and yet not acceptable; `errors` says where.
  invalid_request: {
    status: 422,
    title: 'Invalid request',
    detail: 'Something in the request was not accepted.',
  },
  // Our API key is wrong. A 401 would tell the client that its own credentials are, and log its user out.
  unauthenticated: ON_OUR_SIDE,
  // Our API key may not do this. A 403 would tell the client that it may not.
  permission_denied: ON_OUR_SIDE,
  // Our account with the provider cannot do this; nothing that the client sends changes that.
  not_configured: ON_OUR_SIDE,
  // What the client names is not there.
  not_found: { status: 404, title: 'Not found', detail: 'What the request refers to does not exist.' },
  // The client has to look at the resource again before it can decide.
  conflict: {
    status: 409,
    title: 'Conflict',
    detail: 'The state of the payment does not allow this.',
  },
  // The same request is under way, or was another one: either way the client has to look first.
  idempotency_conflict: {
    status: 409,
    title: 'Request known already',
    detail: 'A request with the same idempotency key was made before.',
  },
  // Nothing is wrong with the request or with us: it needs another payment. 402 is what payment APIs use for it.
  declined: { status: 402, title: 'Declined', detail: 'The payment or refund was declined.' },
  // The provider limits us. A 429 would tell the client that it sent too much.
  rate_limited: UNAVAILABLE,
  // What we rely on is down, for a while.
  provider_unavailable: UNAVAILABLE,
  // We are the gateway, and the server behind us failed.
  provider_error: BAD_ANSWER,
  // We are the gateway, and the server behind us did not answer in time.
  timeout: {
    status: 504,
    title: 'Payment service time-out',
    detail: 'The payment service did not answer in time.',
  },
  // We are the gateway, and there was no connection, or it broke.
  network: {
    status: 502,
    title: 'Payment service unreachable',
    detail: 'The payment service could not be reached.',
  },
  // We gave up: the client went away and reads no answer, or we are shutting down and another attempt may fare better.
  aborted: {
    status: 503,
    title: 'Cancelled',
    detail: 'The request was cancelled before the payment service answered.',
  },
  // The very meaning of 502: a gateway got an answer that it cannot use.
  invalid_response: BAD_ANSWER,
  // Nobody knows whose fault it is until a developer has looked: it counts as ours.
  unknown: ON_OUR_SIDE,
};

/** The client cannot see what became of its request: it is told, in words that fit every category. */
const DETAIL_BY_OUTCOME: Readonly<Record<Outcome, string>> = {
  not_performed: '',
  unknown: ' The request may have been carried out all the same: look up its state before trying again.',
  performed: ' The same request was carried out before.',
};

// https://www.rfc-editor.org/rfc/rfc9457#section-4.2.1 wants the phrase of the status beside about:blank.
const PHRASES = {
  402: 'Payment Required',
  404: 'Not Found',
  409: 'Conflict',
  422: 'Unprocessable Content',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
} as const;

/**
 * What is shown in place of a reason that must not be. Whoever holds a stolen card, or is watched, must not learn that it
 * is known: card processors ask that lost, stolen and fraudulent be presented as any other decline, and laws against
 * money laundering forbid to tip off. {@link https://docs.stripe.com/declines/codes}
 */
const SHOWN_INSTEAD = {
  suspected_fraud: 'do_not_honor',
  lost_or_stolen: 'do_not_honor',
  restricted_card: 'do_not_honor', // which is what many banks say of a card that was reported
  compliance: 'do_not_honor',
  unrecognized: 'unspecified', // the difference is for developers
} as const satisfies Partial<Record<DeclineReason, DeclineReason>>;

/**
 * Gives the body of the answer to one's own client: problem details (RFC 9457) that are safe to send. No text, id or
 * address of the provider is in it, the provider's name only on request, and no decline reason that a payer must not
 * learn. Send it as `application/problem+json` with its `status`; replace what does not suit the API. Never throws.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 *
 * @example
 * ```ts
 * const problem = toProblemDetails(error, { typeBase: 'https://shop.example/problems/' });
 * return new Response(JSON.stringify(problem), {
 *   status: problem.status,
 *   headers: { 'Content-Type': 'application/problem+json' },
 * });
 * ```
 */
export function toProblemDetails(error: PaymentError, options: ProblemDetailsOptions = {}): ProblemDetails {
  const { typeBase, instance, includeProvider = false } = options;
  const { category, outcome, retry } = error;
  // What the payer has to change is answered like a decline, whatever the provider calls it.
  const { status, detail } = ANSWERS[retry.strategy === 'payer_action' ? 'declined' : category];
  return {
    type: typeBase === undefined ? 'about:blank' : typeBase + category,
    title: typeBase === undefined ? PHRASES[status] : ANSWERS[category].title,
    status,
    detail: detail + DETAIL_BY_OUTCOME[outcome],
    ...(instance !== undefined && { instance }),
    code: category,
    outcome,
    ...(category === 'declined' && { declineReason: shownReason(error.declineReason) }),
    // Not for `same_key`: the key is ours, and a client that tries again on its own could be charged twice.
    ...(retry.strategy === 'after_delay' &&
      retry.delayMs !== null && { retryAfter: Math.ceil(retry.delayMs / 1000) }),
    ...(includeProvider && { provider: error.provider }),
    // What the provider objects to while the fault is ours would only tell the client how we are set up.
    ...(status < 500 && error.fieldErrors.length > 0 && { errors: error.fieldErrors.map(problemFieldError) }),
  };
}

function shownReason(reason: DeclineReason): ShownDeclineReason {
  return isConcealed(reason) ? SHOWN_INSTEAD[reason] : reason;
}

function isConcealed(reason: DeclineReason): reason is keyof typeof SHOWN_INSTEAD {
  return Object.hasOwn(SHOWN_INSTEAD, reason);
}

function problemFieldError(fieldError: FieldError): ProblemFieldError {
  const pointer = `#${fieldError.path.map(pointerSegment).join('')}`;
  return { pointer, detail: messageFor(fieldError), code: fieldError.code };
}

function pointerSegment(segment: string | number): string {
  const wellFormed = String(segment).replace(/\p{Surrogate}/gu, '\uFFFD'); // half a character has no place in an address
  return `/${encodeURIComponent(wellFormed.replaceAll('~', '~0').replaceAll('/', '~1'))}`;
}
