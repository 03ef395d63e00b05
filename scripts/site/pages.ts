import { examplePages } from './example-pages.js';
import { guidePages, introduction } from './guide-pages.js';
import { navigation } from './navigation.js';
import { providerPages } from './provider-pages.js';

/** The folders of site/ that hold nothing but what is generated. */
export const GENERATED_FOLDERS = ['guide/', 'examples/', 'providers/', 'generated/'] as const;

/** Gives the text of every generated page of the site, by its path below site/. */
export function sitePages(): ReadonlyMap<string, string> {
  const guide = guidePages();
  const examples = examplePages();
  const providers = providerPages();
  return new Map([
    ...[...guide, ...examples, ...providers].map(({ path, text }) => [path, text] as const),
    ['generated/introduction.md', introduction()],
    ['generated/navigation.json', JSON.stringify(navigation(guide, examples, providers), null, 2)],
  ]);
}
