import { describe, expect, expectTypeOf, test } from 'vitest';

import { CATEGORIES, type FieldError, toFormErrors } from '../../src/index.js';
import { EXAMPLES, fieldErrorAt, invalidRequestWith } from './examples.js';

describe('toFormErrors', () => {
  test('gives messages by path, as Conform and react-hook-form write it', () => {
    const error = invalidRequestWith(
      fieldErrorAt(['items', 0, 'name'], 'required'),
      fieldErrorAt(['customer', 'ip'], 'invalid'),
      fieldErrorAt(['currency'], 'not_allowed'),
      fieldErrorAt([2, 'matrix', 0, 1], 'unrecognized'),
    );
    expect(toFormErrors(error)).toEqual({
      'items[0].name': ['This field is required.'],
      'customer.ip': ['This value is not valid.'],
      currency: ['This value is not allowed.'],
      '[2].matrix[0][1]': ['This value was not accepted.'],
    });
  });

  test('collects the messages of a field in their order, each once', () => {
    const error = invalidRequestWith(
      fieldErrorAt(['currency'], 'not_allowed'),
      fieldErrorAt(['amount'], 'required'),
      fieldErrorAt(['currency'], 'invalid'),
      fieldErrorAt(['currency'], 'not_allowed'),
    );
    expect(Object.entries(toFormErrors(error))).toEqual([
      ['currency', ['This value is not allowed.', 'This value is not valid.']],
      ['amount', ['This field is required.']],
    ]);
  });

  test('never shows the provider’s text', () => {
    const { message } = fieldErrorAt(['amount']);
    expect(message).not.toBeNull();
    expect(JSON.stringify(toFormErrors(invalidRequestWith(fieldErrorAt(['amount']))))).not.toContain(message);
  });

  test('has a sentence for a reason that only a newer version knows', () => {
    for (const reason of ['too_long', 'constructor', '__proto__'])
      expect(toFormErrors(invalidRequestWith(fieldErrorAt(['amount'], reason as 'invalid')))).toEqual({
        amount: ['This value was not accepted.'],
      });
  });

  test('translates each field error, when it is told how', () => {
    const currency = { ...fieldErrorAt(['currency'], 'not_allowed'), allowed: ['EUR', 'SGD'] };
    const error = invalidRequestWith(currency, fieldErrorAt(['amount'], 'required'));
    const translate = ({ reason, allowed }: FieldError): string =>
      reason === 'required' ? 'Pflichtfeld' : `Erlaubt: ${(allowed ?? []).join(', ')}`;
    expect(toFormErrors(error, { translate })).toEqual({
      currency: ['Erlaubt: EUR, SGD'],
      amount: ['Pflichtfeld'],
    });
  });

  test('keeps what is said of no field in particular at the empty path', () => {
    expect(toFormErrors(invalidRequestWith(fieldErrorAt([])))).toEqual({ '': ['This value is not valid.'] });
  });

  test.each(CATEGORIES)('gives {} for %s without fields', (category) => {
    expect(toFormErrors(EXAMPLES[category])).toStrictEqual({});
  });

  test('does not let a field called __proto__ touch a prototype', () => {
    const errors = toFormErrors(
      invalidRequestWith(fieldErrorAt(['__proto__']), fieldErrorAt(['constructor'])),
    );
    expect(Object.keys(errors)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(errors)).toBe(Object.prototype);
    expect(Object.getPrototypeOf({})).not.toHaveProperty('0');
  });

  test('gives what the form libraries take', () => {
    expectTypeOf(toFormErrors).returns.toExtend<Record<string, string[] | null>>();
  });
});
