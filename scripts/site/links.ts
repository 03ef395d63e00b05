import { posix } from 'node:path';

const REPOSITORY = 'https://github.com/payfault/payfault/blob/main/';

/** What the README, which npm shows too, leads to in the repository. */
const IN_REPOSITORY = /^https:\/\/github\.com\/payfault\/payfault\/(?:blob|tree)\/main\//;

/** Where the documents of the repository stand on the site. */
const PAGES: Readonly<Record<string, string>> = {
  'docs/judging.md': '/guide/judging',
  'docs/providers.md': '/providers/',
  'CHANGELOG.md': '/changelog',
};

/**
 * Turns the links of a document of the repository into those of the site: what has a page there leads to it, all else to
 * the repository.
 *
 * @param folder - where the document stands: `''` or `docs/`.
 * @param pageOfAnchor - gives the address of what `#anchor` means in it; `undefined`: it stands on the same page.
 */
export function withSiteLinks(
  markdown: string,
  folder: string,
  pageOfAnchor: (anchor: string) => string | undefined = () => undefined,
): string {
  return markdown.replace(/\]\(([^)\s]+)\)/g, (link, target: string) => {
    if (target.startsWith('#')) return `](${pageOfAnchor(target.slice(1)) ?? target})`;
    if (IN_REPOSITORY.test(target)) return `](${siteAddress(target.replace(IN_REPOSITORY, ''))})`;
    return /^https?:/.test(target) ? link : `](${siteAddress(posix.join(folder, target))})`;
  });
}

function siteAddress(target: string): string {
  const [path = '', anchor] = target.split('#');
  const example = /^examples\/(?<name>[\w-]+)\.ts$/.exec(path)?.groups?.['name'];
  if (example !== undefined) return `/examples/${example}`;
  if (path === 'examples') return '/examples/';
  const page = PAGES[path];
  return page === undefined ? REPOSITORY + target : page + (anchor === undefined ? '' : `#${anchor}`);
}
