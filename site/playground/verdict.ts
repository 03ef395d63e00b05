import { type Explanation, explain } from 'payfault/testing';
import { providers } from 'virtual:providers';

import { readHeaders, readStatus } from './reply-text.js';
import type { PlaygroundState } from './state.js';

/**
 * Judges what stands in the form. Never throws; a status that is none counts as not known.
 *
 * @returns `null` when no provider has that name.
 */
export function verdictOn(state: PlaygroundState): Explanation | null {
  const provider = Object.hasOwn(providers, state.provider) ? providers[state.provider] : undefined;
  if (!provider) return null;
  return explain(
    provider,
    { status: readStatus(state.status), headers: readHeaders(state.headers), body: state.body },
    { method: state.method || null, url: state.url || null, idempotencyKey: state.key },
  );
}
