import { safeText } from '../verdict/redact.js';

/** What JSON can hold. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };

const MAX_TEXT = 1_000;
const MAX_ITEMS = 100;

/** Copies plain data for an explanation: texts redacted, and numbers that may be a card's too. */
export function safeJson(value: unknown): JsonValue {
  if (typeof value === 'string') return safeWord(value);
  if (typeof value === 'number') return Math.abs(value) < 1e9 ? value : safeWord(String(value));
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map(safeJson);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, safeJson(member)]));
  return value === null ? null : value === true;
}

/** Gives a text of an answer as it may be shown. Providers put words together with dots: each is looked through by itself too. */
export function safeWord(text: string): string {
  const safe = redacted(text);
  return safe.includes(' ') ? safe : safe.split('.').map(redacted).join('.');
}

function redacted(text: string): string {
  return safeText(text, MAX_TEXT) ?? '';
}

/** Gives the segments of a path as they may be shown. */
export function safePath(path: readonly unknown[]): readonly (string | number)[] {
  return path.slice(0, MAX_ITEMS).map((segment) => {
    const isIndex = typeof segment === 'number' && segment >= 0 && segment < 1e9;
    return isIndex ? segment : safeWord(String(segment));
  });
}
