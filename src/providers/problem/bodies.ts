import * as z from 'zod/mini';

import type { BodySchema } from '../../provider/definition.js';
import { byName, either, list, number, optional, text, word } from '../../provider/schema.js';

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
  /** Sent as a text, too. */
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

/** A resource of an API that nobody has described, or what may be problem details without their label. */
export type ProblemResource = {
  readonly object: string | undefined;
  readonly id: string | undefined;
  /** A number, or a text of three digits, where it is that of HTTP. */
  readonly status: string | number | undefined;
  readonly code: string | undefined;
  readonly type: string | undefined;
  readonly title: string | undefined;
};

export const problemBody: BodySchema<ProblemBody> = /* @__PURE__ */ (() => {
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

export const resource: BodySchema<ProblemResource> = /* @__PURE__ */ (() =>
  z.object({ object: text, id: word, status: either(text, number), code: word, type: text, title: text }))();
