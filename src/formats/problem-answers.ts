import type { Category } from '../error/words.js';

/** The phrases of the statuses that are answered with. {@link https://www.rfc-editor.org/rfc/rfc9457#section-4.2.1} wants them beside `about:blank`. */
export const PHRASES = {
  402: 'Payment Required',
  404: 'Not Found',
  409: 'Conflict',
  422: 'Unprocessable Content',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
} as const;

/** The statuses that one's own API answers with: a literal type, as frameworks ask for. */
export type ProblemStatus = keyof typeof PHRASES;

/** How one's own API answers its own client. */
export interface ProblemAnswer {
  readonly status: ProblemStatus;
  readonly title: string;
  readonly detail: string;
}

const ON_OUR_SIDE: ProblemAnswer = {
  status: 500,
  title: 'Payment set-up problem',
  detail: 'A problem on our side keeps this from being carried out.',
};
const BAD_ANSWER: ProblemAnswer = {
  status: 502,
  title: 'Payment service failure',
  detail: 'The payment service failed.',
};
const UNAVAILABLE: ProblemAnswer = {
  status: 503,
  title: 'Payment service unavailable',
  detail: 'The payment service is not available at the moment.',
};

/** By category. The comments say why this status. */
const ANSWERS: Readonly<Record<Category, ProblemAnswer>> = {
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
  declined: { status: 402, title: 'Declined', detail: 'The payment was declined.' },
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
  unrecognized: ON_OUR_SIDE,
};

/**
 * A refusal that no other payment makes good: money that goes out (a refund), which the merchant has to look into, one
 * that was, or may have been, performed all the same, or one that the provider may try again by itself. A 402 would ask
 * the client to pay once more.
 */
export const DECLINED_FOR_GOOD: ProblemAnswer = {
  status: 409,
  title: 'Declined',
  detail: 'The payment, refund or payout was declined.',
};

/** Gives the answer for a category; for one that only a newer version knows, that for what nobody recognises. */
export function answerTo(category: Category): ProblemAnswer {
  return ANSWERS[Object.hasOwn(ANSWERS, category) ? category : 'unrecognized'];
}
