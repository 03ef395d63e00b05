import { describe, expect, test } from 'vitest';

import type { Table } from '../../src/provider/row.js';
import {
  compileTable,
  plainMeaning,
  rowOf,
  rowsByWord,
  splitWord,
  TABLE_NAMES,
} from '../../src/provider/table.js';

/** The name of the row that a word is read by. */
function rowFor(rows: Table, word: string): string | undefined {
  return rowOf(compileTable('codes', rows), word)?.name;
}

describe('a word is read by', () => {
  test('its own row, whatever family it belongs to', () => {
    const rows: Table = { '103*': 'conflict', 1034: 'declined: insufficient_funds', '10*': 'not_found' };
    expect(rowFor(rows, '1034')).toBe('codes.1034');
    expect(rowFor(rows, '1035')).toBe('codes.103*');
  });

  test.each([
    ['103*', '1035', true],
    ['103*', '103', false],
    ['103*', '1130', false],
    ['103*', 'x1035', false],
    ['*_required', 'name_required', true],
    ['*_required', '_required', false],
    ['*_required', 'name_required_too', false],
    ['tax_*_invalid', 'tax_id_invalid', true],
    ['tax_*_invalid', 'tax__invalid', false],
    ['tax_*_invalid', 'tax_invalid', false],
    ['tax_*_invalid', 'vat_id_invalid', false],
    ['aa*aa', 'aaa', false],
    ['aa*aa', 'aaaaa', true],
  ])('the family %s: %s, %s', (family, word, belongs) => {
    expect(rowFor({ [family]: 'conflict' }, word)).toBe(belongs ? `codes.${family}` : undefined);
  });

  test('the longest of its families, in whatever order they are written', () => {
    const families = ['1*', '103*', '10*', '*5', '10*35'];
    const rows = (words: readonly string[]): Table =>
      Object.fromEntries(words.map((word) => [word, 'conflict' as const]));
    for (const words of [families, [...families].reverse()]) {
      expect(rowFor(rows(words), '10x35')).toBe('codes.10*35');
      expect(rowFor(rows(words), '1035')).toBe('codes.103*');
      expect(rowFor(rows(words), '1099')).toBe('codes.10*');
      expect(rowFor(rows(words), '1995')).toMatch(/^codes\.(?:1\*|\*5)$/);
      expect(rowFor(rows(words), '2005')).toBe('codes.*5');
    }
  });

  test('the row of its key, whatever stands beside it', () => {
    const rows: Table = { 'lost_card stolen_card': 'declined: lost_or_stolen', '43* 44*': 'not_found' };
    expect(rowFor(rows, 'stolen_card')).toBe('codes.stolen_card');
    expect(rowFor(rows, 'lost_card stolen_card')).toBeUndefined();
    expect(rowFor(rows, '441')).toBe('codes.44*');
    expect(rowsByWord({ 'a b': 'conflict', c: 'not_found' })).toEqual([
      ['a', 'conflict'],
      ['b', 'conflict'],
      ['c', 'not_found'],
    ]);
  });

  test('no row, where there is none of its own', () => {
    const rows: Table = { found: 'not_found' };
    for (const word of ['Found', 'found ', '', 'toString', '__proto__', 'constructor'])
      expect(rowFor(rows, word)).toBeUndefined();
    expect(rowOf(compileTable('codes'), 'found')).toBeUndefined();
  });

  test('a row that is called __proto__, where there is one', () => {
    const rows = JSON.parse('{"__proto__":"not_found"}') as Table;
    expect(rowFor(rows, '__proto__')).toBe('codes.__proto__');
  });
});

describe('what an answer is matched on', () => {
  test.each([
    ['codes', 'code'],
    ['types', 'type'],
    ['broadTypes', 'type'],
    ['httpStatuses', 'status'],
    ['states', 'code'],
  ] as const)('by a row of %s: %s, and by a family of it: family', (name, matchedOn) => {
    const table = compileTable(name, { 402: 'conflict', '4*': 'conflict' });
    expect(rowOf(table, '402')).toMatchObject({ name: `${name}.402`, matchedOn });
    expect(rowOf(table, '409')).toMatchObject({ name: `${name}.4*`, matchedOn: 'family' });
  });

  test('there is a table of each of these names', () => {
    expect(TABLE_NAMES).toEqual(['codes', 'types', 'broadTypes', 'httpStatuses', 'states']);
  });
});

describe('what a row means', () => {
  const NOTHING_MORE = {
    declineReason: undefined,
    keyConflict: undefined,
    rule: undefined,
    delayMs: undefined,
    fixableBy: undefined,
    source: undefined,
    fieldError: undefined,
    byMessage: undefined,
    methodAdvice: undefined,
    methodDelayMs: undefined,
    notAfter: undefined,
  };

  function meaningOf(row: Table[string]): unknown {
    return rowOf(compileTable('codes', { x: row }), 'x')?.meaning;
  }

  test('is its word', () => {
    expect(meaningOf('not_found')).toEqual({ ...NOTHING_MORE, category: 'not_found' });
    expect(meaningOf('declined: expired_card')).toEqual({
      ...NOTHING_MORE,
      category: 'declined',
      declineReason: 'expired_card',
    });
    expect(meaningOf('idempotency_conflict: mismatch')).toEqual({
      ...NOTHING_MORE,
      category: 'idempotency_conflict',
      keyConflict: 'mismatch',
    });
  });

  test('is its word and what stands beside it', () => {
    const beside = {
      delayMs: 5,
      fixableBy: 'merchant',
      source: 'observed',
      fieldError: { field: 'card', reason: 'invalid' },
      byMessage: { 'too late': 'expired_card' },
      methodAdvice: 'update_details',
      methodDelayMs: 7,
      notAfter: ['DELETE'],
    } as const;
    expect(meaningOf({ is: 'declined: unspecified', ...beside })).toEqual({
      ...NOTHING_MORE,
      ...beside,
      category: 'declined',
      declineReason: 'unspecified',
    });
  });

  test('is a rule, where outcome and retry are said', () => {
    expect(meaningOf({ is: 'conflict', outcome: 'performed', retry: 'never', why: 'It was.' })).toMatchObject(
      {
        rule: { outcome: 'performed', strategy: 'never', action: undefined, why: 'It was.' },
      },
    );
    expect(
      meaningOf({ is: 'conflict', outcome: 'not_performed', retry: 'payer_action: try_again' }),
    ).toMatchObject({
      rule: { outcome: 'not_performed', strategy: 'payer_action', action: 'try_again', why: undefined },
    });
  });

  test('has every member of its own, so that nobody’s prototype speaks for it', () => {
    expect(Object.keys(meaningOf('conflict') as object).sort()).toEqual(
      Object.keys(plainMeaning('conflict')).sort(),
    );
    expect(plainMeaning('conflict', { delayMs: 5 })).toEqual({
      ...NOTHING_MORE,
      category: 'conflict',
      delayMs: 5,
    });
  });
});

test('a word is split into two at most', () => {
  expect(splitWord('declined: expired_card')).toEqual(['declined', 'expired_card']);
  expect(splitWord('not_found')).toEqual(['not_found', undefined]);
  expect(splitWord('')).toEqual(['', undefined]);
});
