import { member } from './careful.js';
import type { HeaderContract } from './contract.js';
import { isWord } from './demand.js';

/**
 * Gives the header that carries an idempotency key to a provider: `{ 'Idempotency-Key': key }`. Make the key once for
 * each payment, store it before the first attempt, and send the same one with every attempt.
 *
 * Only providers whose contract has a header are taken: for one that knows no key, `{}` would look like protection. Some
 * take the key on some paths only (`provider.idempotency.keyedPaths`); elsewhere the header does nothing.
 *
 * @param key - visible ASCII characters, spaces only between them: what every client sends as it is.
 * @throws TypeError when the provider's contract has no header, or the key is no such text.
 *
 * @example
 * ```ts
 * await payFetch(url, { method: 'POST', headers: { ...idempotencyHeaders(paysg, 'order-4821') }, body });
 * ```
 */
export function idempotencyHeaders(
  provider: { readonly idempotency: HeaderContract },
  key: string,
): Record<string, string> {
  const header = member(member(provider, 'idempotency'), 'header');
  if (!isWord(header)) throw new TypeError('provider: expected one whose idempotency contract has a header');
  if (!isKey(key)) throw new TypeError('key: expected visible ASCII characters, spaces only between them');
  return { [String(header)]: key };
}

/** Some clients cut what surrounds a value, and write other characters in one encoding or another: another key. */
function isKey(key: unknown): boolean {
  return typeof key === 'string' && /^[ -~]+$/.test(key) && key.trim() === key;
}
