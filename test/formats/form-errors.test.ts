import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';

import { et } from '../../src/formats/messages/et.js';
import {
  CATEGORIES,
  type FieldError,
  type PayerMessages,
  type PaymentError,
  type ProblemDetails,
  toFormErrors,
  toProblemDetails,
} from '../../src/index.js';
import { forAll } from '../properties/runs.js';
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

  test('lists the values that would be accepted', () => {
    const currency = { ...fieldErrorAt(['currency'], 'not_allowed'), allowed: ['EUR', '$&'] };
    expect(toFormErrors(invalidRequestWith(currency))).toEqual({
      currency: ['This value is not allowed. Please choose one of these: EUR, $&.'],
    });
  });

  test.each([
    ['there are none', []],
    ['there are too many to read', Array.from({ length: 13 }, (_, index) => `C${String(index)}`)],
    ['one is a sentence', ['EUR', 'any currency that the account was opened for, or its own']],
    ['one is blank', ['EUR', '']],
  ])('lists no values where %s', (_about, allowed) => {
    const currency = { ...fieldErrorAt(['currency'], 'not_allowed'), allowed };
    expect(toFormErrors(invalidRequestWith(currency))).toEqual({ currency: ['This value is not allowed.'] });
  });

  test('lists values of what is not allowed alone', () => {
    const required = { ...fieldErrorAt(['currency'], 'required'), allowed: ['EUR'] };
    expect(toFormErrors(invalidRequestWith(required))).toEqual({ currency: ['This field is required.'] });
  });

  test('speaks the language that it is given', () => {
    const currency = { ...fieldErrorAt(['currency'], 'not_allowed'), allowed: ['EUR', 'SGD'] };
    const error = invalidRequestWith(currency, fieldErrorAt(['amount'], 'required'));
    expect(toFormErrors(error, { messages: et })).toEqual({
      currency: ['See väärtus ei ole lubatud. Palun valige üks neist: EUR, SGD.'],
      amount: ['See väli tuleb täita.'],
    });
  });

  test('is English where a language has no text', () => {
    const { field_required: text, ...older } = et;
    expect(text).not.toBe('');
    const error = invalidRequestWith(fieldErrorAt(['amount'], 'required'));
    expect(toFormErrors(error, { messages: older as PayerMessages })).toEqual({
      amount: ['This field is required.'],
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

  test('takes null, and whatever else an answer’s body may be, for no errors', () => {
    const bodies: unknown[] = [null, undefined, 5, 'text', [], {}, { errors: null }, { errors: 'all' }];
    for (const body of bodies) expect(toFormErrors(body as ProblemDetails)).toStrictEqual({});
  });

  test('gives what the form libraries take', () => {
    expectTypeOf(toFormErrors).returns.toExtend<Record<string, string[] | null>>();
  });
});

describe('the names of one’s own form', () => {
  const names: Readonly<Record<string, string>> = {
    'customer.ip': 'address',
    'customer.address[0]': 'address',
    amount: '__proto__',
  };
  const name = (path: string): string | undefined => names[path];

  test('take the place of the provider’s', () => {
    const error = invalidRequestWith(fieldErrorAt(['customer', 'ip']));
    expect(toFormErrors(error, { name })).toEqual({ address: ['This value is not valid.'] });
  });

  test('share their messages where several fields are one in the form, each once', () => {
    const error = invalidRequestWith(
      fieldErrorAt(['customer', 'ip']),
      fieldErrorAt(['customer', 'address', 0], 'required'),
      fieldErrorAt(['customer', 'address', 0]),
    );
    expect(toFormErrors(error, { name })).toEqual({
      address: ['This value is not valid.', 'This field is required.'],
    });
  });

  test('are not asked for what is said of no field in particular', () => {
    const asked: string[] = [];
    const recordingName = (path: string): string => {
      asked.push(path);
      return 'amount';
    };
    const error = invalidRequestWith(fieldErrorAt([]), fieldErrorAt(['sum']));
    expect(toFormErrors(error, { name: recordingName })).toEqual({
      '': ['This value is not valid.'],
      amount: ['This value is not valid.'],
    });
    expect(asked).toEqual(['sum']);
  });

  test.each([undefined, null, ''])(
    'say that something else is wrong where the form has no such field: %j',
    (none) => {
      const error = invalidRequestWith(fieldErrorAt(['callback']), fieldErrorAt(['merchant'], 'required'));
      expect(toFormErrors(error, { name: () => none })).toEqual({
        '': ['Something that is not on this form was not accepted. Please contact us.'],
      });
      expect(toFormErrors(error, { name: () => none, messages: et })).toEqual({ '': [et.field_not_in_form] });
    },
  );

  test('touch no prototype', () => {
    const errors = toFormErrors(invalidRequestWith(fieldErrorAt(['amount'])), { name });
    expect(Object.keys(errors)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(errors)).toBe(Object.prototype);
  });
});

describe('problem details, in the browser', () => {
  /** What a browser gets of an error. */
  const received = (error: PaymentError): ProblemDetails =>
    JSON.parse(JSON.stringify(toProblemDetails(error))) as ProblemDetails; // it was one

  test('give the same as the error does on the server', async () => {
    const path = fc.array(
      fc.oneof(fc.string({ unit: 'binary' }), fc.nat(), fc.constantFrom('a/b', '~1', '%', '0')),
    );
    const reason = fc.constantFrom('required', 'invalid', 'not_allowed', 'unrecognized', 'newer');
    await forAll(fc.array(fc.tuple(path, reason)), 500, (fields) => {
      const error = invalidRequestWith(
        ...fields.map(([segments, word]) => fieldErrorAt(segments, word as FieldError['reason'])),
      );
      const options = { messages: et, name: (given: string) => given.toLowerCase() };
      expect(toFormErrors(received(error))).toEqual(toFormErrors(error));
      expect(toFormErrors(received(error), options)).toEqual(toFormErrors(error, options));
    });
  });

  test('name no values, which are the provider’s words', () => {
    const currency = { ...fieldErrorAt(['currency'], 'not_allowed'), allowed: ['EUR'] };
    expect(toFormErrors(received(invalidRequestWith(currency)))).toEqual({
      currency: ['This value is not allowed.'],
    });
  });

  test('of another make are read as far as they go', () => {
    const errors: unknown[] = [
      { pointer: '/amount', reason: 'required' },
      { pointer: '#/amount', detail: 'must be positive' },
      { pointer: '/__proto__', reason: { toString: 1 } },
      { pointer: 5 },
      { reason: 'invalid' },
      null,
      'amount',
    ];
    const problem = JSON.parse(JSON.stringify({ errors })) as ProblemDetails;
    expect(toFormErrors(problem)).toEqual({
      amount: ['This field is required.', 'This value was not accepted.'],
      ['__proto__']: ['This value was not accepted.'],
    });
  });
});
