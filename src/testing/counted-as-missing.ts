import { isRecord } from '../provider/careful.js';
import { safePath } from './safe-json.js';

/** Something that a body has and that its schema let count as missing. */
export interface CountedAsMissing {
  readonly path: readonly (string | number)[];
  /** What stands there: `number`, `string`, `array`, `object` or `boolean`. */
  readonly found: string;
}

const DEEPEST = 10;
const MOST = 20;

/**
 * Lists what a tolerant schema passed over: where what it gave has a member that is `undefined`, and the body has one that
 * is not. A member that the schema does not name is not listed; nor is one inside of what was given another shape.
 */
export function countedAsMissing(body: unknown, parsed: unknown): readonly CountedAsMissing[] {
  const found: CountedAsMissing[] = [];
  compare(body, parsed, [], found);
  return found;
}

function compare(body: unknown, parsed: unknown, path: readonly unknown[], found: CountedAsMissing[]): void {
  if (found.length >= MOST || path.length > DEEPEST) return;
  if (parsed === undefined && body !== undefined && body !== null) {
    found.push({ path: safePath(path), found: kindOf(body) });
  } else if (Array.isArray(body) && Array.isArray(parsed) && body.length === parsed.length) {
    for (const [index, item] of parsed.entries()) compare(body[index], item, [...path, index], found);
  } else if (isRecord(body) && isRecord(parsed)) {
    for (const [name, member] of Object.entries(parsed))
      if (Object.hasOwn(body, name)) compare(body[name], member, [...path, name], found);
  }
}

/** Names what a value is, as JSON tells values apart. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
