import type { PaymentError, RequestFacts } from '../src/index.js';
import { normalize } from '../src/verdict/normalize.js';
import { fixturesOf, PROVIDERS, textOf } from './fixtures.js';

/** The error of every fixture that is one, transport fixtures for each provider. */
export function fixturedErrors(): readonly { readonly name: string; readonly error: PaymentError }[] {
  return PROVIDERS.flatMap((provider) =>
    [provider.name, '_transport'].flatMap((folder) =>
      fixturesOf(folder)
        .filter(({ expected }) => expected !== null)
        .map(({ slug, reply, request, now }) => ({
          name: `${provider.name}: ${folder}/${slug}`,
          error: normalize(provider, { ...reply, body: textOf(reply) }, request, { now }),
        })),
    ),
  );
}

/** Requests that are judged differently. The addresses take a key: that of PaySG, and that of Getpaid. */
export const REQUESTS: readonly RequestFacts[] = [
  { method: 'GET' },
  { method: 'POST' },
  { method: 'POST', idempotencyKey: 'order-81' },
  {
    method: 'POST',
    url: 'https://api.paysg.example/v1/payment-services/ps-81/payments',
    idempotencyKey: 'order-81',
  },
  { method: 'POST', url: 'https://api.getpaid.example/payments', idempotencyKey: 'order-81' },
];
