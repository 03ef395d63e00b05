import * as z from 'zod/mini';

import type { ResourceKind } from '../error/words.js';
import { attempt, entryOf } from '../provider/careful.js';
import { makeProvider } from '../provider/define-provider.js';
import type { BodySchema } from '../provider/definition.js';
import type { FieldErrorReading } from '../provider/reading.js';
import type { Table } from '../provider/row.js';
import { byName, either, list, number, optional, text, word } from '../provider/schema.js';

/** One item of a list of field errors, in the spellings in use. */
export type ProblemItem = {
  /** A JSON Pointer into the body, in a fragment. */
  readonly pointer: string | undefined;
  /** The name of a parameter of the address. */
  readonly parameter: string | undefined;
  /** The name of a header. */
  readonly header: string | undefined;
  readonly name: string | undefined;
  readonly field: string | undefined;
  readonly propertyPath: string | undefined;
  readonly code: string | undefined;
  readonly detail: string | undefined;
  readonly message: string | undefined;
  readonly reason: string | undefined;
};

/** Problem details, with the extensions that are in wide use. */
export type ProblemBody = {
  /** Resources have one, problems none. */
  readonly id: string | undefined;
  readonly type: string | undefined;
  readonly title: string | undefined;
  readonly detail: string | undefined;
  readonly status: number | undefined;
  readonly instance: string | undefined;
  readonly code: string | undefined;
  readonly errorCode: string | undefined;
  readonly error_code: string | undefined;
  readonly requestId: string | undefined;
  readonly request_id: string | undefined;
  readonly traceId: string | undefined;
  readonly trace_id: string | undefined;
  readonly correlationId: string | undefined;
  /** A list, or texts by the name of a field. */
  readonly errors: readonly ProblemItem[] | Readonly<Record<string, readonly string[]>> | undefined;
  readonly violations: readonly ProblemItem[] | undefined;
  readonly 'invalid-params': readonly ProblemItem[] | undefined;
  readonly invalid_params: readonly ProblemItem[] | undefined;
  readonly invalidParams: readonly ProblemItem[] | undefined;
};

/** A resource of an API that nobody has described. */
export type ProblemResource = {
  readonly object: string | undefined;
  readonly id: string | undefined;
  readonly status: string | undefined;
  readonly code: string | undefined;
};

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
    status: number,
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
  z.object({ object: text, id: word, status: text, code: word }))();

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

const KINDS: Readonly<Record<string, ResourceKind>> = {
  payment: 'payment',
  refund: 'refund',
  capture: 'capture',
  payout: 'payout',
  checkout: 'checkout',
};

/**
 * Any API that answers with problem details and whose codes nobody has written down. What a key does there, nobody knows:
 * a write in doubt is looked up. `extendProvider(problem, { name, docs, error: { types } })` makes the provider of an API
 * of one's own; a type is looked up whole, and by its last segment or fragment.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
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
      const code = body.code || body.errorCode || body.error_code;
      const fieldErrors = fieldErrorsIn(body);
      const isProblem = type || title || detail || code;
      if (!isProblem && fieldErrors.length === 0) return null;
      return {
        codes: [code],
        type: waysToSay(type),
        message: detail || title,
        status,
        fieldErrors,
        requestId: requestIdIn(body),
        docUrl: type,
      };
    },
    insideSuccess: ({ id, type, title, status = 0 }) =>
      id === undefined && Boolean(type || title) && status >= 400 && status <= 599,
    types,
    broadTypes,
  },
  resource: {
    schema: resource,
    read: ({ object, id, status, code }) => ({
      kind: entryOf(KINDS, object) ?? 'payment',
      id,
      states: [object && `${object}.${String(status)}`, status],
      codes: [code],
      code: code ?? status,
    }),
    states: {},
  },
});

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

function fieldErrorsIn(body: ProblemBody): readonly FieldErrorReading[] {
  const { errors = [], violations = [], invalid_params = [], invalidParams = [] } = body;
  const { 'invalid-params': invalidParameters = [] } = body;
  const byField = Array.isArray(errors)
    ? []
    : Object.entries(errors as Readonly<Record<string, readonly string[]>>);
  const items = Array.isArray(errors) ? (errors as readonly ProblemItem[]) : [];
  return [
    ...byField.flatMap(([field, sentences]) =>
      sentences.map((message) => ({ field, reason: 'invalid' as const, message })),
    ),
    ...[...items, ...violations, ...invalidParameters, ...invalid_params, ...invalidParams].flatMap(
      fieldErrorOf,
    ),
  ];
}

/** Tokens that say that something is missing. Sentences are never read. */
const MISSING = /^(?:required|missing|blank|not_?(?:blank|null))$/i;

function fieldErrorOf(item: ProblemItem): readonly FieldErrorReading[] {
  const { pointer, parameter, header, name, field, propertyPath, code, detail, message, reason } = item;
  const path = pointer ? pathOf(pointer) : [];
  const pointed = path.join('') === '' ? undefined : pointer;
  const place = (pointed ?? parameter) || header || name || field || propertyPath;
  if (!place) return [];
  const token = code || (reason !== undefined && MISSING.test(reason) ? reason : undefined);
  return [
    {
      field: place,
      path: pointed ? path : undefined,
      reason: token !== undefined && MISSING.test(token) ? 'required' : 'invalid',
      code: token,
      message: detail || message || reason,
    },
  ];
}

/** The segments of a JSON Pointer, with or without the `#` of a fragment. {@link https://www.rfc-editor.org/rfc/rfc6901} */
function pathOf(pointer: string): readonly (string | number)[] {
  const fragment = pointer.startsWith('#') ? pointer.slice(1) : undefined;
  const decoded =
    fragment === undefined ? pointer : (attempt(() => decodeURIComponent(fragment)) ?? fragment);
  return decoded
    .split('/')
    .slice(decoded.startsWith('/') ? 1 : 0)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((segment) => (/^(?:0|[1-9]\d{0,8})$/.test(segment) ? Number(segment) : segment));
}
