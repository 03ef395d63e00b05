import { describe, expect, test } from 'vitest';

import { makecommerce } from '../../src/providers/makecommerce.js';
import { inspect, normalize } from '../../src/verdict/normalize.js';

test('takes no key: what happened is looked up by the merchant’s reference', () => {
  expect(makecommerce.idempotency).toEqual({
    refundPaths: expect.any(RegExp) as RegExp,
    lookup: 'merchant_reference',
  });
});

describe('what is no code', () => {
  test.each([0, '0', 100, 400, '500', 599, undefined])('%j', (code) => {
    expect(normalize(makecommerce, { status: 400, body: { code, message: 'No.' } })).toMatchObject({
      code: null,
      message: 'No.',
      matchedOn: 'status',
    });
  });
  test.each([99, 600, 1001, '1001'])('%j is one', (code) => {
    expect(normalize(makecommerce, { status: 400, body: { code } }).code).toBe(String(code));
  });
});

describe('a refund is told from a transaction', () => {
  const id = '5f0c1a9e-7d42-4b3e-9a61-0c2f8e4d7b19';
  test.each<[Record<string, unknown>, string]>([
    [{ object: 'refund', status: 'CANCELLED' }, 'refund'],
    [{ object: 'refund', status: 'FAILED' }, 'refund'],
    [{ id, status: 'FAILED' }, 'refund'],
    [{ object: 'transaction', status: 'CANCELLED' }, 'payment'],
    [{ id: id.toUpperCase(), status: 'CANCELLED' }, 'payment'],
  ])('%j is a %s', (body, kind) => {
    expect(inspect(makecommerce, { status: 200, body })).toMatchObject({
      category: 'declined',
      resource: { kind },
      fixableBy: kind === 'refund' ? 'merchant' : 'payer',
    });
  });

  test.each<Record<string, unknown>>([
    { object: 'transaction', status: 'FAILED' },
    { object: 'settlement', status: 'FAILED' },
    { id, status: 'failed' },
    { id },
    { object: 'refund' },
  ])('%j is no failure', (body) => {
    expect(inspect(makecommerce, { status: 200, body })).toBeNull();
  });

  test.each<Record<string, unknown>>([
    { status: 'FAILED' },
    { id: 'job-7', status: 'FAILED' },
    { id: '', status: 'CANCELLED' },
    { id: `${id}-2`, status: 'CANCELLED' },
  ])('%j is nobody’s', (body) => {
    expect(inspect(makecommerce, { status: 200, body })).toMatchObject({
      category: 'unrecognized',
      outcome: 'unknown',
      lookup: 'merchant_reference',
    });
    expect(inspect(makecommerce, { status: 200, body }, { method: 'GET' })).toBeNull();
  });
});

describe('an entry of errors', () => {
  test.each<[Record<string, unknown>, object[]]>([
    [
      { resource: 'customer', field: 'ip', type: 'missing' },
      [{ field: 'customer.ip', path: ['customer', 'ip'], reason: 'required', code: 'missing' }],
    ],
    [{ field: 'ip', type: 'invalid' }, [{ field: 'ip', path: ['ip'], reason: 'invalid', code: 'invalid' }]],
    [
      { parameter: 'transaction.amount', type: 'validation' },
      [{ field: 'transaction.amount', path: ['transaction', 'amount'], reason: 'invalid' }],
    ],
    [{ field: 'ip', type: 'odd' }, [{ reason: 'unrecognized', code: 'odd' }]],
    [{ field: 'ip' }, [{ reason: 'unrecognized', code: null }]],
    [{ type: 'missing' }, []],
  ])('%j', (entry, fieldErrors) => {
    expect(
      normalize(makecommerce, { status: 400, body: { code: 1001, errors: [entry] } }).fieldErrors,
    ).toMatchObject(fieldErrors);
  });
});

test('gives its bodies, parsed', () => {
  expect(makecommerce.parseErrorBody({ code: 1001, errors: 'none' })).toMatchObject({
    code: '1001',
    errors: undefined,
  });
  expect(makecommerce.parseResourceBody({ object: 'refund', id: 7 })).toMatchObject({ id: '7' });
});
