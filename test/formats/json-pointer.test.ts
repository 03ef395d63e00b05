import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { pathOfPointer, pointerTo } from '../../src/formats/json-pointer.js';
import { forAll } from '../properties/runs.js';

describe('pathOfPointer', () => {
  // The examples of https://www.rfc-editor.org/rfc/rfc6901#section-5 and #section-6
  test.each([
    ['', []],
    ['/foo', ['foo']],
    ['/foo/0', ['foo', '0']],
    ['/', ['']],
    ['/a~1b', ['a/b']],
    ['/c%d', ['c%d']],
    ['/e^f', ['e^f']],
    ['/ ', [' ']],
    ['/m~0n', ['m~n']],
    ['#', []],
    ['#/foo/0', ['foo', '0']],
    ['#/', ['']],
    ['#/a~1b', ['a/b']],
    ['#/c%25d', ['c%d']],
    ['#/k%22l', ['k"l']],
    ['#/m~0n', ['m~n']],
  ])('reads %j', (pointer, path) => {
    expect(pathOfPointer(pointer)).toEqual(path);
  });

  test('undoes the escapes in the right order: ~01 is ~1 and no slash', () => {
    expect(pathOfPointer('/~01')).toEqual(['~1']);
    expect(pathOfPointer('#/a%7E1b')).toEqual(['a/b']);
  });

  test('makes the best of what is no pointer', () => {
    expect(pathOfPointer('amount')).toEqual(['amount']);
    expect(pathOfPointer('#amount')).toEqual(['amount']);
    expect(pathOfPointer('#/100%')).toEqual(['100%']);
  });

  test('gives back every path that pointerTo wrote, its indices as text', async () => {
    const segments = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.nat(),
      fc.constantFrom('~', '/', '~1', '%', '#'),
    );
    await forAll(fc.array(segments), 1_000, (path) => {
      expect(pathOfPointer(pointerTo(path))).toEqual(path.map(String));
    });
  });
});
