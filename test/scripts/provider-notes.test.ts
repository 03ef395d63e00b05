import { readdirSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { noteOnOutcome, providersDocument } from '../../scripts/providers-document.js';
import { providerPages } from '../../scripts/site/provider-pages.js';
import { PROVIDERS } from '../fixtures.js';

describe('what a success of a provider means, and how to find out after a doubt', () => {
  const document = providersDocument();
  const pages = new Map(providerPages().map(({ path, text }) => [path, text]));

  test.each(PROVIDERS.map((provider) => [provider.name, provider] as const))(
    'is said of %s, in the document and on the site',
    (name, provider) => {
      const note = noteOnOutcome(provider);
      expect(note.match(/^\*\*[^*]+\.\*\*/gm)).toEqual(['**Paid.**', '**After a doubt.**']);
      expect(document).toContain(`\n\n${note}\n\n| Word |`);
      expect(pages.get(`providers/${name}.md`)).toContain(`\n\n${note}\n\n`);
    },
  );

  test.each(
    PROVIDERS.filter(({ idempotency }) => idempotency.keyedPaths).map(
      (provider) => [provider.name, provider] as const,
    ),
  )('says in words which requests of %s take the key', (_name, provider) => {
    expect(noteOnOutcome(provider)).toMatch(/^The key counts on /);
  });

  test('is said of nothing else', () => {
    const files = readdirSync(new URL('../../scripts/provider-notes/', import.meta.url)).sort();
    expect(files).toEqual(PROVIDERS.map(({ name }) => `${name}.md`));
  });
});
