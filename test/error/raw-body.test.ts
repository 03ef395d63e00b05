import { afterEach, expect, test, vi } from 'vitest';

import { normalize, getRawBody } from '../../src/index.js';
import { paysg } from '../../src/providers/paysg.js';

const REGISTRY = Symbol.for('payfault.rawBody');

afterEach(() => {
  vi.resetModules();
});

test('the body is kept beside the error, and not in it', () => {
  const body = { error: { code: 'user_forbidden' } };
  const error = normalize(paysg, { status: 403, body });
  expect(getRawBody(error)).toBe(body);
  expect(getRawBody({ ...error })).toBeUndefined();
  for (const nothing of [null, undefined, 'text']) expect(getRawBody(nothing as never)).toBeUndefined();
});

test('a realm that takes no registry leaves each copy of the library with its own', async () => {
  const registered = Object.getOwnPropertyDescriptor(globalThis, REGISTRY);
  Object.defineProperty(globalThis, REGISTRY, {
    configurable: true,
    get: () => {
      throw new TypeError('frozen');
    },
  });
  try {
    vi.resetModules();
    const copy = await import('../../src/error/raw-body.js');
    const error = normalize(paysg, { status: 403 });
    copy.keepRawBody(error, 'body');
    expect(copy.getRawBody(error)).toBe('body');
    expect(copy.wasMadeHere(error)).toBe(true);
  } finally {
    Object.defineProperty(globalThis, REGISTRY, registered ?? { configurable: true, value: undefined });
  }
});
