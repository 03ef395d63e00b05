import { describe, expect, test } from 'vitest';

import { documents, readDocument } from '../../scripts/documents.js';
import { rowsOf } from '../../src/testing/documented-replies.js';
import { PROVIDERS } from '../fixtures.js';

const generated = await documents();

describe('a generated file is what npm run docs would write', () => {
  test.each([...generated])('%s', (path, text) => {
    expect(text.length).toBeGreaterThan(1_000);
    expect(readDocument(path)).toBe(text);
  });

  test('there are three', () => {
    expect([...generated.keys()]).toEqual([
      'docs/payment-error.schema.json',
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
    '%s has every row of its tables, in their order',
    (_name, provider, section) => {
      const words = rowsOf(provider).map(({ name }) => name);
      expect(words.length).toBeGreaterThan(3);
      const listed = [...section.matchAll(/^\| (?:type |broad type |HTTP |state )?`([^`]+)`/gm)];
      expect(listed.map(([, word]) => word)).toEqual(words);
    },
  );

  test('says what becomes of an answer, with and without a key that the provider takes', () => {
    expect(rowOf('paypaga', '`INTERNAL_ERROR`')).toEqual([
      '`INTERNAL_ERROR`',
      '500',
      '`provider_error`',
      '`unknown`',
      '`reconcile_first`; with a key `same_key`',
      '`provider`',
      '[documentation](https://docsv2.paypaga.com/errors-2113602m0)',
    ]);
    expect(rowOf('makecommerce', '`1034`').slice(2, 6)).toEqual([
      '`declined: insufficient_funds`',
      '`not_performed`',
      '`payer_action: add_funds`',
      '`payer`',
    ]);
    expect(rowOf('makecommerce', '`1045`').at(-1)).toBe('observed in replies');
    expect(rowOf('paysg', 'broad type `api_error`')[2]).toBe('`provider_error`');
    expect(rowOf('getpaid', 'state `payment.failed`')[4]).toBe('`new_key`');
  });

  test('says how the provider treats a request that is sent twice', () => {
    expect(sectionOf('paysg')).toContain(
      'The idempotency key travels in `Idempotency-Key`; a failure is stored under it and comes back.',
    );
    expect(sectionOf('paysg')).toContain('It is kept for 24 hours.');
    expect(sectionOf('getpaid')).toContain('after a failure it is safe to send the request again with it.');
    expect(sectionOf('makecommerce')).toContain('It takes no idempotency key.');
    expect(sectionOf('makecommerce')).toContain(
      'An unknown outcome is settled by a look-up of the merchant reference.',
    );
  });

  function sectionOf(provider: string): string {
    return sections.find((text) => text.startsWith(`${provider}\n`)) ?? '';
  }

  function rowOf(provider: string, label: string): readonly string[] {
    const line =
      sectionOf(provider)
        .split('\n')
        .find((text) => text.startsWith(`| ${label}`)) ?? '';
    return line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  }
});
