import { describe, expect, test } from 'vitest';

import { idempotencyHeaders, type Provider } from '../../src/index.js';
import { defineProvider, extendProvider } from '../../src/provider/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { makecommerce } from '../../src/providers/makecommerce.js';
import { paypaga } from '../../src/providers/paypaga.js';
import { paysg } from '../../src/providers/paysg.js';
import { PROVIDERS } from '../fixtures.js';

/** Without its types: as JavaScript calls it. */
const call = idempotencyHeaders as (provider?: unknown, key?: unknown) => unknown;

describe('idempotencyHeaders', () => {
  test('gives the provider’s own header', () => {
    expect(idempotencyHeaders(getpaid, 'order-4821')).toEqual({ 'Getpaid-Idempotency-Key': 'order-4821' });
    expect(idempotencyHeaders(paysg, 'order-4821')).toEqual({ 'Idempotency-Key': 'order-4821' });
  });

  test('is what fetch takes as headers', () => {
    expect(new Headers(idempotencyHeaders(paysg, 'a b')).get('idempotency-key')).toBe('a b');
  });

  test('takes providers of one’s own', () => {
    const own = defineProvider({
      name: 'acme',
      docs: 'https://acme.example/errors',
      idempotency: { header: 'X-Once', failures: 'stored', lookup: 'resource' },
      error: { read: () => null },
    });
    expect(idempotencyHeaders(own, 'k')).toEqual({ 'X-Once': 'k' });
    expect(idempotencyHeaders(extendProvider(own, { name: 'acme-2' }), 'k')).toEqual({ 'X-Once': 'k' });
  });

  test('takes no provider without a header: nothing would look like protection', () => {
    const message = 'provider: expected one whose idempotency contract has a header';
    // @ts-expect-error -- it knows no key
    expect(() => idempotencyHeaders(makecommerce, 'order-4821')).toThrow(new TypeError(message));
    // @ts-expect-error -- its reference stands in the body
    expect(() => idempotencyHeaders(paypaga, 'order-4821')).toThrow(new TypeError(message));
    const any: Provider = makecommerce;
    // @ts-expect-error -- nobody knows whether it has one
    expect(() => idempotencyHeaders(any, 'order-4821')).toThrow(new TypeError(message));
    for (const none of [
      undefined,
      null,
      'paysg',
      {},
      { idempotency: null },
      { idempotency: { header: ' ' } },
    ])
      expect(() => call(none, 'order-4821')).toThrow(new TypeError(message));
  });

  test('says the same of every built-in provider as its contract', () => {
    expect(PROVIDERS.length).toBeGreaterThan(4);
    for (const provider of PROVIDERS) {
      const { header } = provider.idempotency;
      if (header === undefined) expect(() => call(provider, 'k')).toThrow(TypeError);
      else expect(call(provider, 'k')).toEqual({ [header]: 'k' });
    }
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 4821],
    ['an empty text', ''],
    ['a blank one', '  '],
    ['a space before it', ' order-4821'],
    ['a space after it', 'order-4821 '],
    ['a line break', 'order\r\nX-Injected: 1'],
    ['a tab', 'order\t4821'],
    ['a null character', 'order\u0000'],
    ['a letter outside of ASCII', 'größe'],
    ['a letter outside of Latin 1', '订单'],
  ])('takes no key that clients would change or refuse: %s', (_about, key) => {
    expect(() => call(paysg, key)).toThrow(
      new TypeError('key: expected visible ASCII characters, spaces only between them'),
    );
  });

  test('repeats neither the key nor the provider in what it throws: both may be secrets', () => {
    expect(() => call(paysg, 'sécret')).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('cret') as string }),
    );
  });
});
