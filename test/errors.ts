import { normalize, type PaymentError, type RequestFacts } from '../src/index.js';
import { fixturesOf, PROVIDERS, textOf } from './fixtures.js';

/** The error of every fixture that is one, transport fixtures for each provider. */
export function fixturedErrors(): readonly { readonly name: string; readonly error: PaymentError }[] {
  return PROVIDERS.flatMap((provider) =>
    [provider.name, '_transport'].flatMap((folder) =>
      fixturesOf(folder)
        .filter(({ expected }) => expected !== null)
        .map(({ slug, reply, request }) => ({
          name: `${provider.name}: ${folder}/${slug}`,
          error: normalize(provider, { ...reply, body: textOf(reply) }, request),
        })),
    ),
  );
}

/** Requests that are judged differently. */
export const REQUESTS: readonly RequestFacts[] = [
  { method: 'GET' },
  { method: 'POST' },
  { method: 'POST', idempotencyKey: 'order-81' },
];
