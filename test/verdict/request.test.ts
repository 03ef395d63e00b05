import { afterEach, describe, expect, test, vi } from 'vitest';

import type { IdempotencyContract } from '../../src/provider/contract.js';
import { addressOf, type RequestFacts, takeRequest } from '../../src/verdict/request.js';

const KEYLESS: IdempotencyContract = { lookup: 'resource' };
const KEYED: IdempotencyContract = { header: 'Idempotency-Key', failures: 'stored', lookup: 'resource' };
const REFERENCE: IdempotencyContract = {
  reference: true,
  failures: 'safe_to_resend',
  lookup: 'merchant_reference',
};
const ON_SOME_PATHS: IdempotencyContract = {
  ...KEYED,
  keyedPaths: /^POST \/v1\/payments$/,
  readPaths: /^POST \/v1\/search$/,
};
const PAYMENTS = 'https://api.acme.example/v1/payments';

describe('a read', () => {
  test.each(['GET', 'get', 'HEAD', 'OPTIONS'])('is %s', (method) => {
    expect(takeRequest({ method }, KEYED).isRead).toBe(true);
  });

  test.each([['GET'], 7, null, undefined, '', 'GETS', 'GET ', 'FORGET', 'POST', 'PROPFIND'])(
    'is not %o',
    (method) => {
      expect(takeRequest({ method }, KEYED).isRead).toBe(false);
    },
  );

  test('is what the provider lists as one', () => {
    const url = 'https://api.acme.example/v1/search?from=1';
    expect(takeRequest({ method: 'POST', url }, ON_SOME_PATHS).isRead).toBe(true);
    expect(takeRequest({ method: 'PUT', url }, ON_SOME_PATHS).isRead).toBe(false);
    expect(takeRequest({ method: 'POST' }, ON_SOME_PATHS).isRead).toBe(false);
    expect(takeRequest({ url }, ON_SOME_PATHS).isRead).toBe(false);
  });
});

describe('money goes out', () => {
  const contract: IdempotencyContract = {
    ...KEYLESS,
    refundPaths: /^POST .*\/refunds$/,
    payoutPaths: /^POST .*\/payouts$/,
  };
  const url = 'https://api.acme.example/v1/refunds?from=1';

  test.each<RequestFacts>([{ method: 'post', url }, { url }, { method: null, url: new URL(url) }])(
    'by %o',
    (request) => {
      expect(takeRequest(request, contract).outgoing).toBe('refund');
    },
  );

  test('by a payout', () => {
    const payouts = 'https://api.acme.example/payouts';
    expect(takeRequest({ url: payouts }, contract).outgoing).toBe('payout');
    expect(takeRequest({ url: payouts }, { ...KEYLESS, payoutPaths: /payouts$/ }).outgoing).toBe('payout');
  });

  test.each<RequestFacts>([
    {},
    { method: 'POST' },
    { method: 'GET', url },
    { method: 'POST', url: PAYMENTS },
    { method: 'POST', url: 'https://api.acme.example/v1%2Frefunds' },
  ])('not by %o', (request) => {
    expect(takeRequest(request, contract).outgoing).toBeNull();
    expect(takeRequest({ method: 'POST', url }, KEYLESS).outgoing).toBeNull();
  });
});

test('the method is in capitals, null when there is none', () => {
  expect(takeRequest({ method: 'patch' }, KEYLESS).method).toBe('PATCH');
  expect(takeRequest({}, KEYLESS).method).toBeNull();
});

describe('a key was sent', () => {
  test.each<[string, IdempotencyContract, RequestFacts]>([
    ['as such', KEYED, { idempotencyKey: 'order-81' }],
    ['in the header of the provider', KEYED, { headers: { 'idempotency-key': 'order-81' } }],
    ['in Headers', KEYED, { headers: new Headers({ 'idempotency-key': 'order-81' }) }],
    ['beside a blank one', KEYED, { idempotencyKey: '', headers: { 'Idempotency-Key': 'order-81' } }],
    ['as the reference of the merchant', REFERENCE, { idempotencyKey: 'order-81' }],
    ['on a path that takes one', ON_SOME_PATHS, { method: 'post', url: PAYMENTS, idempotencyKey: 'k' }],
    [
      'to an address that is an object',
      ON_SOME_PATHS,
      { method: 'POST', url: new URL(PAYMENTS), idempotencyKey: 'k' },
    ],
    ['whatever the query', ON_SOME_PATHS, { method: 'POST', url: `${PAYMENTS}?a=1#b`, idempotencyKey: 'k' }],
  ])('%s', (_name, contract, request) => {
    expect(takeRequest(request, contract).hasKey).toBe(true);
  });
});

describe('no key counts', () => {
  test.each<[string, IdempotencyContract, unknown]>([
    ['when the provider takes none', KEYLESS, { idempotencyKey: 'order-81' }],
    ['when it is blank', KEYED, { idempotencyKey: ' \t' }],
    ['when it is blank in the header', KEYED, { headers: { 'Idempotency-Key': ' ' } }],
    ['when it is no text', KEYED, { idempotencyKey: 81 }],
    ['when it is in the header of another provider', KEYED, { headers: { 'x-key': 'order-81' } }],
    ['when a reference stands in a header', REFERENCE, { headers: { 'Idempotency-Key': 'order-81' } }],
    ['when nothing is known', KEYED, null],
    ['on another path', ON_SOME_PATHS, { method: 'POST', url: `${PAYMENTS}/1`, idempotencyKey: 'k' }],
    ['with another method', ON_SOME_PATHS, { method: 'PUT', url: PAYMENTS, idempotencyKey: 'k' }],
    ['where the path is not known', ON_SOME_PATHS, { method: 'POST', idempotencyKey: 'k' }],
    ['where the method is not known', ON_SOME_PATHS, { url: PAYMENTS, idempotencyKey: 'k' }],
    [
      'on a path in other letter case',
      ON_SOME_PATHS,
      { method: 'POST', url: 'https://api.acme.example/V1/Payments', idempotencyKey: 'k' },
    ],
    [
      'on a path that is resolved to another',
      ON_SOME_PATHS,
      { method: 'POST', url: `${PAYMENTS}\\..\\refunds`, idempotencyKey: 'k' },
    ],
    [
      'on a path with an escaped slash',
      ON_SOME_PATHS,
      { method: 'POST', url: 'https://api.acme.example/v1%2Fpayments', idempotencyKey: 'k' },
    ],
    [
      'on an address that nothing completes',
      ON_SOME_PATHS,
      { method: 'POST', url: '/v1/payments', idempotencyKey: 'k' },
    ],
  ])('%s', (_name, contract, request) => {
    expect(takeRequest(request, contract).hasKey).toBe(false);
  });

  test('when looking at the request throws', () => {
    const request = new Proxy({}, { get: throwing });
    expect(takeRequest(request, ON_SOME_PATHS)).toMatchObject({
      method: null,
      isRead: false,
      hasKey: false,
    });
  });
});

describe('an address', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test('is resolved as the platform does', () => {
    expect(addressOf(`${PAYMENTS}/../refunds`)?.pathname).toBe('/v1/refunds');
    expect(addressOf({ href: PAYMENTS })?.href).toBe(PAYMENTS);
  });

  test('that is relative is completed by the address of the page', () => {
    vi.stubGlobal('location', { href: 'https://shop.example/cart' });
    expect(addressOf('/v1/payments')?.href).toBe('https://shop.example/v1/payments');
    const request = { method: 'POST', url: '/v1/payments', idempotencyKey: 'k' };
    expect(takeRequest(request, ON_SOME_PATHS).hasKey).toBe(true);
  });

  test.each(['/v1/payments', '', 'https://', 7, null, undefined, { href: 7 }, {}])('is not %o', (url) => {
    expect(addressOf(url)).toBeNull();
  });
});

function throwing(): never {
  throw new Error('no');
}

describe('the contract', () => {
  const BY_PATH: IdempotencyContract = {
    ...KEYED,
    keyLifeMs: 1_000,
    onPaths: [
      { paths: /^(?:POST|DELETE) \/v2\//, failures: 'safe_to_resend', keyLifeMs: 5_000 },
      { paths: /^POST \/v3\//, keyLifeMs: 2_000 },
    ],
  };
  const contractOf = (request: RequestFacts): IdempotencyContract => takeRequest(request, BY_PATH).contract;
  const on = (path: string): string => `https://api.acme.example${path}`;

  test('is what the provider documents for the path', () => {
    expect(contractOf({ method: 'POST', url: on('/v2/payments') })).toMatchObject({
      failures: 'safe_to_resend',
      keyLifeMs: 5_000,
      lookup: 'resource',
    });
    expect(contractOf({ method: 'POST', url: on('/v3/payments') })).toMatchObject({
      failures: 'stored',
      keyLifeMs: 2_000,
    });
  });

  test.each<[string, RequestFacts]>([
    ['on another path', { method: 'POST', url: on('/v1/payments') }],
    ['where the address is not known', { method: 'POST' }],
    ['where the method is not known', { url: on('/v2/payments') }],
  ])('is the most careful one %s', (_name, request) => {
    expect(contractOf(request)).toMatchObject({ failures: 'stored', keyLifeMs: 1_000 });
  });

  test('is the provider’s own where it is the same everywhere', () => {
    expect(takeRequest({ method: 'POST', url: on('/v2/payments') }, KEYED).contract).toEqual(KEYED);
  });
});
