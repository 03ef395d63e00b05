import { readdirSync, readFileSync } from 'node:fs';

interface Entry {
  readonly text: string;
  readonly link: string;
}

/** The pages that scripts/site.ts made, by part of the site. */
export function navigation(): Readonly<Record<'guide' | 'examples' | 'providers', Entry[]>> {
  const text = readFileSync(new URL('../generated/navigation.json', import.meta.url), 'utf8');
  return JSON.parse(text) as ReturnType<typeof navigation>; // what scripts/site/navigation.ts wrote
}

/** The modules of the reference, by the names that they are imported by. */
export function referenceEntries(): Entry[] {
  return readdirSync(new URL('../reference/', import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && file !== 'index.md')
    .map((file) => file.replaceAll('\\', '/').replace('.md', ''))
    .sort()
    .map((path) => ({ text: path.replace(/-\d$/, ''), link: `/reference/${path}` }));
}
