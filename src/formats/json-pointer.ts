/**
 * Gives a JSON pointer to a place, as a URI fragment: `#/items/0/name`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6901#section-6
 */
export function pointerTo(path: readonly (string | number)[]): string {
  return `#${path.map(referenceToken).join('')}`;
}

function referenceToken(segment: string | number): string {
  const wellFormed = String(segment).replace(/\p{Surrogate}/gu, '\uFFFD'); // half a character has no place in an address
  return `/${encodeURIComponent(wellFormed.replaceAll('~', '~0').replaceAll('/', '~1'))}`;
}

/**
 * Gives the segments of a JSON pointer, written as a URI fragment (`#/items/0`) or plainly (`/items/0`). Never throws: a
 * name without a slash counts as one segment, and an escape that is none stays as it is.
 */
export function pathOfPointer(pointer: string): readonly string[] {
  const isFragment = pointer.startsWith('#');
  const tokens = isFragment ? pointer.slice(1) : pointer;
  if (tokens === '') return [];
  return tokens
    .replace(/^\//, '')
    .split('/')
    .map((token) => (isFragment ? decoded(token) : token).replaceAll('~1', '/').replaceAll('~0', '~'));
}

function decoded(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}
