import { attempt } from '../../provider/careful.js';
import type { FieldErrorReading } from '../../provider/reading.js';
import type { ProblemBody, ProblemItem } from './bodies.js';

export function fieldErrorsIn(body: ProblemBody): readonly FieldErrorReading[] {
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
