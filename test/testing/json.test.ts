import { expect, test } from 'vitest';

import { deepEqual } from '../../src/testing/deep-equal.js';
import { mergeInto, placesIn, replaceAt } from '../../src/testing/json-places.js';

const DOCUMENT = { error: { codes: ['a', 'b'] }, none: null };

test('the places of a document', () => {
  expect(placesIn(DOCUMENT).map(({ path }) => path.join('.'))).toEqual([
    '',
    'error',
    'error.codes',
    'error.codes.0',
    'error.codes.1',
    'none',
  ]);
});

test('something else at one of them', () => {
  expect(replaceAt(DOCUMENT, ['error', 'codes', '1'], 7)).toEqual({ error: { codes: ['a', 7] }, none: null });
  expect(replaceAt(DOCUMENT, ['none'], [])).toEqual({ ...DOCUMENT, none: [] });
  expect(replaceAt(DOCUMENT, [], 7)).toBe(7);
});

test('changes laid over it', () => {
  expect(mergeInto(DOCUMENT, { error: { type: 'x' } })).toEqual({
    error: { codes: ['a', 'b'], type: 'x' },
    none: null,
  });
  expect(mergeInto(DOCUMENT, { error: { codes: [] }, none: { a: 1 } })).toEqual({
    error: { codes: [] },
    none: { a: 1 },
  });
  expect(mergeInto(DOCUMENT, null)).toBeNull();
  expect(mergeInto(null, { a: 1 })).toEqual({ a: 1 });
});

test.each<[unknown, unknown]>([
  [{}, []],
  [[], {}],
  [{}, 5],
  [5, {}],
  [null, {}],
  [{}, null],
  [{ a: undefined }, {}],
  [{ a: 1 }, { b: 1 }],
  [{ a: [1] }, { a: [2] }],
  [0, -0],
])('%j and %j are not the same', (left, right) => {
  expect(deepEqual(left, right)).toBe(false);
});

test('the same data, in another order, is', () => {
  expect(deepEqual({ a: [1, { b: NaN }], c: null }, { c: null, a: [1, { b: NaN }] })).toBe(true);
});
