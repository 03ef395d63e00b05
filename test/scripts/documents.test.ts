import { describe, expect, test } from 'vitest';

import { documents, readDocument } from '../../scripts/documents.js';
import { PROVIDERS } from '../fixtures.js';

const generated = await documents();

describe('a generated file is what npm run docs would write', () => {
  test.each([...generated])('%s', (path, text) => {
    expect(text.length).toBeGreaterThan(1_000);
    expect(readDocument(path)).toBe(text);
  });

  test('there are three', () => {
    expect([...generated.keys()]).toEqual([
      'payment-error.schema.json',
      'docs/providers.md',
      'docs/judging.md',
    ]);
  });
});

describe('docs/providers.md', () => {
  const sections = readDocument('docs/providers.md').split(/^## /m).slice(1);

  test('has a section for each provider', () => {
    expect(sections.map((section) => section.split('\n')[0])).toEqual(PROVIDERS.map(({ name }) => name));
  });

  test.each(PROVIDERS.map((provider, index) => [provider.name, provider, sections[index] ?? ''] as const))(
    '%s has every row of its tables',
    (_name, { tables }, section) => {
      const keys = Object.values(tables as object).flatMap((entries: object | undefined) =>
        Object.keys(entries ?? {}),
      );
      expect(keys.length).toBeGreaterThan(10);
      const labels = section.split('\n').map((line) => line.replace(/^\| (?:type |HTTP )?`?/, ''));
      for (const key of keys) expect(labels.filter((label) => label.startsWith(key))).not.toEqual([]);
    },
  );

  test('says what becomes of an answer, with and without a key', () => {
    expect(rowOf('paypaga', 'INTERNAL_ERROR')).toEqual([
      '`INTERNAL_ERROR`',
      '500',
      '`provider_error`',
      '`unknown`',
      '`reconcile_first: merchant_reference`; with a key `same_key`',
      '`provider`',
      '[documentation](https://docsv2.paypaga.com/errors-2113602m0)',
    ]);
    expect(rowOf('makecommerce', '1034').slice(2, 6)).toEqual([
      '`declined: insufficient_funds`',
      '`not_performed`',
      '`payer_action: add_funds`',
      '`payer`',
    ]);
    expect(rowOf('makecommerce', '1045').at(-1)).toBe('observed in replies');
  });

  function rowOf(provider: string, code: string): readonly string[] {
    const section = sections.find((text) => text.startsWith(`${provider}\n`)) ?? '';
    const line = section.split('\n').find((text) => text.startsWith(`| \`${code}\``)) ?? '';
    return line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  }
});
