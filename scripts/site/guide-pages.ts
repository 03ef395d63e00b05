import { readDocument } from '../documents.js';
import { withSiteLinks } from './links.js';
import { addressOf } from './navigation.js';
import type { Page } from './page.js';
import { anchorOf, type Section, takeApart } from './sections.js';
import { SITUATIONS } from './situations.js';

/** The sections of the README that the site says elsewhere, or has no use for. */
const ELSEWHERE = ['Install', 'Use', 'The providers', 'Contributing'];

/**
 * Gives the pages of the guide: one for each section of the README, so that everything is said once, and how errors are
 * judged.
 *
 * @throws Error when the README has no section that the guide is built on.
 */
export function guidePages(): readonly Page[] {
  const { introduction, sections } = takeApart(readDocument('README.md'));
  const situations = sectionOf(sections, 'Use').sections;
  const others = sections.filter(({ heading }) => !ELSEWHERE.includes(heading));
  const pages = new Map([...situations, ...others].map((section) => [anchorOf(section.heading), section]));
  const link = (anchor: string): string | undefined =>
    pages.has(anchor) ? addressOf(pathOf(anchor)) : anchor === 'the-providers' ? '/providers/' : undefined;
  const withLinks = (text: string): string => withSiteLinks(withoutPictures(text), '', link);
  return [
    startPage(withLinks(introduction), withLinks(sectionOf(sections, 'Install').text), situations),
    ...[...pages].map(([anchor, { heading, text, sections: below }]) => ({
      path: pathOf(anchor),
      title: heading,
      text: `# ${heading}\n\n${withLinks([text, ...below.map(asText)].join('\n\n'))}\n`,
    })),
    {
      path: 'guide/judging.md',
      title: 'How errors are judged',
      text: withSiteLinks(readDocument('docs/judging.md'), 'docs/'),
    },
  ];
}

/** Gives what stands at the top of the README. */
export function introduction(): string {
  return withSiteLinks(
    withoutPictures(takeApart(readDocument('README.md')).introduction),
    '',
    (anchor) => `/guide/${anchor}`,
  );
}

function startPage(introduction: string, install: string, situations: readonly Section[]): Page {
  const rows = situations.map(
    ({ heading }) =>
      `| ${SITUATIONS[heading] ?? heading} | [${heading}](${addressOf(pathOf(anchorOf(heading)))}) |`,
  );
  return {
    path: 'guide/index.md',
    title: 'Start',
    text: `# Start\n\n${introduction}\n\n## Install\n\n${install}\n
## What brings you here?\n
| Your situation | Read |\n| --- | --- |\n${rows.join('\n')}\n
Or paste an answer of your provider into the [playground](/playground), and see what becomes of it.\n`,
  };
}

function sectionOf(sections: readonly Section[], heading: string): Section {
  const section = sections.find((candidate) => candidate.heading === heading);
  if (!section) throw new Error(`README.md: expected a section “${heading}”`);
  return section;
}

function pathOf(anchor: string): string {
  return `guide/${anchor}.md`;
}

function asText({ heading, text }: Section): string {
  return `### ${heading}\n\n${text}`;
}

/** Whoever reads the site needs no picture of it, nor the words before that. */
function withoutPictures(text: string): string {
  return text.replace(/^.+\n\n!\[.*\n?/gm, '');
}
