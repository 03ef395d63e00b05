import type { Page } from './page.js';

/** The entries of the side bars, by part of the site. */
export interface Navigation {
  readonly guide: readonly Entry[];
  readonly examples: readonly Entry[];
  readonly providers: readonly Entry[];
}

interface Entry {
  readonly text: string;
  readonly link: string;
}

/** Lists the pages of each part in their order. */
export function navigation(
  guide: readonly Page[],
  examples: readonly Page[],
  providers: readonly Page[],
): Navigation {
  return { guide: guide.map(entry), examples: examples.map(entry), providers: providers.map(entry) };
}

function entry({ path, title }: Page): Entry {
  return { text: title, link: addressOf(path) };
}

/** Gives the address of a page: `/guide/forms`. */
export function addressOf(path: string): string {
  return `/${path.replace(/(?:index)?\.md$/, '')}`;
}
