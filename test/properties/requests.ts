import fc, { type Arbitrary } from 'fast-check';

import type { IdempotencyContract, Provider, RequestFacts } from '../../src/index.js';

/** Addresses on which some provider takes a key or only reads, and others. */
export const ADDRESSES: readonly string[] = [
  'https://api.acme.example/v1/payments',
  'https://api.acme.example/v1/payments/pay_1',
  'https://api.acme.example/v1/payments/query',
  'https://api.acme.example/v1/payments/pay_1/refunds?expand=all',
  'https://api.acme.example/payments',
  'https://api.acme.example/v1/payment-services/svc_1/payments',
  'https://api.acme.example/v1/payment-services/svc_1/payments/pay_1/refund',
  'https://api.acme.example/v1/transactions',
  'https://api.acme.example/v2/checkout/orders/O1/capture',
  'https://api.acme.example/v2/payments/captures/C1/refund',
  'https://api.acme.example/v2/tokens',
  'https://api.acme.example/',
];

/** Ways to write an address so that it seems to be another one. */
const SPELLINGS: readonly ((address: string) => string)[] = [
  (address) => address,
  (address) => `${address}/`,
  (address) => `${address}#payments`,
  (address) => `${address}?next=/v1/payments`,
  (address) => address.replace('.example/', '.example//'),
  (address) => address.replace(/\/(?=[^/]*$)/, '%2F'),
  (address) => address.replace(/\/(?=[^/]*$)/, '%2f'),
  (address) => address.replace(/\/(?=[^/]*$)/, '%5C'),
  (address) => address.replace(/\/(?=[^/]*$)/, '\\'),
  (address) => address.replace(/[^/]*$/, (last) => last.toUpperCase()),
  (address) => `${address}%2Fpayments`,
  (address) => `${address}/%2e%2e/payments`,
  (address) => `${address}/..`,
  (address) => `${address}/svc%2Fx/payments`,
  (address) => address.replace('https://api.acme.example', ''),
  (address) => address.replace('https://api.acme.example/', ''),
  (address) => address.replace('https:', ''),
];

/** An address, spelt this way or that; some are relative, or none. */
export const address: Arbitrary<string> = fc
  .record({ address: fc.constantFrom(...ADDRESSES), spelling: fc.constantFrom(...SPELLINGS) })
  .map(({ address, spelling }) => spelling(address));

const url = fc.oneof(
  { arbitrary: fc.constantFrom(undefined, null, '', 'https://'), weight: 1 },
  { arbitrary: fc.constantFrom(...ADDRESSES), weight: 2 },
  { arbitrary: address, weight: 2 },
);

const key = fc.constantFrom(undefined, null, '', ' \t', 'key-1', 'key-1');

const headers = fc.oneof(
  fc.constant(undefined),
  fc
    .record({
      name: fc.constantFrom(
        'Idempotency-Key',
        'idempotency-key',
        'Getpaid-Idempotency-Key',
        'PayPal-Request-Id',
        'Cko-Idempotency-Key',
        'X-Other',
      ),
      value: fc.constantFrom('key-1', ' ', ''),
    })
    .map(({ name, value }) => ({ [name]: value })),
);

/** What was sent: with and without a method, an address and a key. */
export const request: Arbitrary<RequestFacts> = fc.record({
  method: fc.oneof(
    { arbitrary: fc.constantFrom('POST', 'post', 'PUT', 'PATCH', 'DELETE'), weight: 3 },
    fc.constantFrom(undefined, null, '', 'GET', 'get', 'HEAD', 'OPTIONS', 'TRACE'),
  ),
  url,
  idempotencyKey: key,
  headers,
});

/** The same, but it is no read by its method. */
export const write: Arbitrary<RequestFacts> = fc.record({
  method: fc.constantFrom('POST', 'POST', undefined, null, 'put', 'PATCH', 'DELETE', 'PURGE', ''),
  url,
  idempotencyKey: key,
  headers,
});

const READ_METHODS: readonly unknown[] = ['GET', 'HEAD', 'OPTIONS'];

/** Is it a read, by its method or by the provider's list of paths? */
export function isRead({ idempotency }: Provider, { method, url }: RequestFacts): boolean {
  return (
    READ_METHODS.includes(method?.toUpperCase()) ||
    isListed(idempotency.readPaths, method?.toUpperCase(), url)
  );
}

/** Was a key sent, one that is not blank, on a path where the provider takes it? */
export function hasKey({ idempotency }: Provider, request: RequestFacts): boolean {
  const { header, reference, keyedPaths }: IdempotencyContract = idempotency;
  if (header === undefined && !reference) return false;
  if (keyedPaths && !isListed(keyedPaths, request.method?.toUpperCase(), request.url)) return false;
  const sent = Object.entries(request.headers ?? {}).find(
    ([name]) => name.toLowerCase() === header?.toLowerCase(),
  );
  return [request.idempotencyKey, sent?.[1]].some((key) => typeof key === 'string' && key.trim() !== '');
}

/** A path with a separator that is written in code may be another path to the server. */
const CODED_SEPARATOR = /%2f|%5c/i;

function isListed(list: RegExp | undefined, method: string | undefined, url: RequestFacts['url']): boolean {
  if (!list || method === undefined || typeof url !== 'string' || !URL.canParse(url)) return false;
  const { pathname } = new URL(url);
  return !CODED_SEPARATOR.test(pathname) && list.test(`${method} ${pathname}`);
}
