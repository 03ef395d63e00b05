import * as z from 'zod/mini';

import type { ResourceKind } from '../error/words.js';
import { entryOf } from '../provider/careful.js';
import { makeProvider } from '../provider/define-provider.js';
import type { BodySchema } from '../provider/definition.js';
import type { Table } from '../provider/row.js';
import { byName, either, list, number, optional, text, word } from '../provider/schema.js';
import type { ProblemBody, ProblemResource } from './problem/bodies.js';
import { fieldErrorsIn } from './problem/field-errors.js';

export type { ProblemBody, ProblemItem, ProblemResource } from './problem/bodies.js';

const problemBody: BodySchema<ProblemBody> = /* @__PURE__ */ (() => {
  const items = list(
    z.object({
      pointer: text,
      parameter: text,
      header: text,
      name: text,
      field: text,
      propertyPath: text,
      code: word,
      detail: text,
      message: text,
      reason: text,
    }),
  );
  return z.object({
    id: word,
    type: text,
    title: text,
    detail: text,
    status: either(
      number,
      z.transform((value) =>
        typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : undefined,
      ),
    ),
    instance: text,
    code: word,
    errorCode: word,
    error_code: word,
    requestId: word,
    request_id: word,
    traceId: word,
    trace_id: word,
    correlationId: word,
    errors: either(items, optional(byName(list(text)))),
    violations: items,
    'invalid-params': items,
    invalid_params: items,
    invalidParams: items,
  });
})();

const resource: BodySchema<ProblemResource> = /* @__PURE__ */ (() =>
  z.object({ object: text, id: word, status: either(text, number), code: word, type: text, title: text }))();

const RATE_LIMITS = 'https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/';

// The types that mean the same wherever they come from, by their whole address.
const types = {
  'https://iana.org/assignments/http-problem-types#temporary-reduced-capacity': {
    is: 'provider_unavailable',
    source: RATE_LIMITS,
  },
  'https://iana.org/assignments/http-problem-types#abnormal-usage-detected': {
    is: 'permission_denied',
    source: RATE_LIMITS,
  },
} as const satisfies Table;

// Those that leave it to the HTTP status where that says more: a 409 or a 408 stays in doubt.
const broadTypes = {
  'https://iana.org/assignments/http-problem-types#date': {
    is: 'invalid_request',
    source: 'https://www.iana.org/assignments/http-problem-types',
  },
  'https://iana.org/assignments/http-problem-types#quota-exceeded': {
    is: 'rate_limited',
    source: RATE_LIMITS,
  },
} as const satisfies Table;

const UNLABELLED = 'unlabelled-problem';
const OF_AN_ADDRESS = 'unlabelled-problem.address';

const EITHER_OF_TWO = {
  is: 'provider_error',
  outcome: 'unknown',
  retry: 'reconcile_first',
  why: 'It came as a success and names a failure: nobody says which of the two it is.',
  source: 'observed',
} as const;

const states = {
  // No label says that it is one, and to believe it would be to send the request again.
  [UNLABELLED]: { ...EITHER_OF_TWO, onPaths: /^(?!(?:GET|HEAD|OPTIONS) )/ },
  // Nor is it what was asked for, where it was read: no resource has an address as its type.
  [OF_AN_ADDRESS]: EITHER_OF_TWO,
} as const satisfies Table;

const KINDS: Readonly<Record<string, ResourceKind>> = {
  payment: 'payment',
  refund: 'refund',
  capture: 'capture',
  payout: 'payout',
  checkout: 'checkout',
};

/**
 * Any API that answers with problem details and whose codes nobody has written down. What a key does there, nobody knows:
 * a write in doubt is looked up, and a 402 that nobody explains is a conflict.
 *
 * `extendProvider` makes the provider of an API of one's own. Its type addresses belong into `error.codes`: the type is
 * what identifies a problem, and only what a row of `codes` says of a key settles what an earlier attempt left in doubt.
 * A type is looked up whole, and by its last segment or fragment. A resource in a 2xx is looked up as
 * `<object>.<status>`, and as `<status>` alone, for bodies that have no `object`; its kind is that of `object`, else
 * `payment`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457#section-3.1.1
 *
 * @example
 * ```ts
 * const acme = extendProvider(problem, {
 *   name: 'acme',
 *   docs: 'https://acme.example/problems',
 *   idempotency: {
 *     header: 'Idempotency-Key',
 *     failures: 'safe_to_resend',
 *     keyLifeMs: 24 * 3_600_000,
 *     refundPaths: /^POST .*\/refunds\/?$/,
 *     lookup: 'idempotency_key',
 *   },
 *   error: { codes: { 'out-of-credit': 'declined: insufficient_funds' } }, // https://acme.example/problems/out-of-credit
 *   httpStatuses: { 402: 'declined: unspecified' },
 *   resource: { states: { 'payment.failed refund.failed': 'declined: unspecified' } },
 * });
 * ```
 */
export const problem = /* @__PURE__ */ makeProvider({
  name: 'problem',
  docs: 'https://www.rfc-editor.org/rfc/rfc9457',
  idempotency: { lookup: 'resource' },
  requestIdHeader: ['X-Request-Id', 'Request-Id', 'X-Correlation-Id'],
  error: {
    schema: problemBody,
    read: (body) => {
      const { type, title, detail, status } = body;
      const types = waysToSay(type);
      const code = body.code || body.errorCode || body.error_code;
      const fieldErrors = fieldErrorsIn(body);
      const isProblem = type || title || detail || code;
      if (!isProblem && fieldErrors.length === 0) return null;
      return {
        codes: [code, ...types],
        type: types,
        message: detail || title,
        status,
        fieldErrors,
        requestId: requestIdIn(body),
        docUrl: type,
      };
    },
    types,
    broadTypes,
  },
  resource: {
    schema: resource,
    read: (body) => {
      const { object, id, type, code, title } = body;
      if (namesFailure(body)) {
        const states = [isAddress(type) ? OF_AN_ADDRESS : UNLABELLED];
        return { kind: 'other', identified: true, states, code, message: title };
      }
      const status = typeof body.status === 'string' ? body.status : undefined;
      return {
        kind: entryOf(KINDS, object) ?? 'payment',
        id,
        states: [object && `${object}.${String(status)}`, status],
        codes: [code],
        code: code ?? status,
      };
    },
    states,
  },
});

/** Does it say the status of a failure as problem details do? What has an id is a resource, whatever its members are called. */
function namesFailure({ id, type, title, status }: ProblemResource): boolean {
  return id === undefined && Boolean(type || title) && /^[45]\d\d$/.test(String(status));
}

/** `about:blank`, or an absolute or relative address: no resource has such a type. */
function isAddress(type: string | undefined): boolean {
  return type !== undefined && /[:/#]/.test(type);
}

/** A type is looked up whole, then by its last segment or fragment; one that says no more than the status is none. */
function waysToSay(type: string | undefined): readonly string[] {
  if (!type || type === 'about:blank') return [];
  const last = type.split(/[/#:]/).filter(Boolean).at(-1);
  return last === undefined || last === type ? [type] : [type, last];
}

/** `instance` may name a person; it counts only as a URN, where nothing else tells the answers apart. */
function requestIdIn(body: ProblemBody): string | undefined {
  const { requestId, request_id, traceId, trace_id, correlationId, instance } = body;
  const urn = instance !== undefined && /^urn:/i.test(instance) ? instance : undefined;
  return requestId || request_id || traceId || trace_id || correlationId || urn;
}
