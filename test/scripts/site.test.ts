import { describe, expect, test } from 'vitest';

import { readDocument } from '../../scripts/documents.js';
import { withSiteLinks } from '../../scripts/site/links.js';
import { sitePages } from '../../scripts/site/pages.js';
import { anchorOf, takeApart } from '../../scripts/site/sections.js';
import { SITUATIONS } from '../../scripts/site/situations.js';
import { lanesOf } from '../../scripts/site/verdict-lanes.js';
import { rowsOf } from '../../src/testing/documented-replies.js';
import { PROVIDERS } from '../fixtures.js';

describe('the guide', () => {
  const { sections } = takeApart(readDocument('README.md'));
  const pages = sitePages();

  test('has what the README says, section by section', () => {
    const use = sections.find(({ heading }) => heading === 'Use')?.sections ?? [];
    expect(use.length).toBeGreaterThan(8);
    for (const { heading, text } of use) {
      const page = pages.get(`guide/${anchorOf(heading)}.md`) ?? '';
      const [code = ''] = /```ts\n.*?```/s.exec(text) ?? [];
      expect(page).toContain(`# ${heading}`);
      expect(page).toContain(code);
    }
  });

  test('knows a situation for each of them, and for nothing else', () => {
    const headings = sections
      .find(({ heading }) => heading === 'Use')
      ?.sections.map(({ heading }) => heading);
    expect(Object.keys(SITUATIONS)).toEqual(headings);
    for (const situation of Object.values(SITUATIONS))
      expect(pages.get('guide/index.md')).toContain(situation);
  });

  test('shows each example as it is', () => {
    expect(pages.get('examples/axios.md')).toContain('<<< ../../examples/axios.ts');
  });
});

describe('a document is taken apart', () => {
  const document =
    '# Title\n\nBefore.\n\n## One\n\nText.\n\n```md\n## no heading\n```\n\n### Below\n\nMore.\n\n## Two\n';

  test('at its headings, and not inside of code', () => {
    expect(takeApart(document)).toEqual({
      introduction: 'Before.',
      sections: [
        {
          heading: 'One',
          text: 'Text.\n\n```md\n## no heading\n```',
          sections: [{ heading: 'Below', text: 'More.', sections: [] }],
        },
        { heading: 'Two', text: '', sections: [] },
      ],
    });
  });

  test.each([
    ['What the payer may read', 'what-the-payer-may-read'],
    ['`retrySafely()`', 'retrysafely'],
    ['DECLINE_REASONS', 'decline_reasons'],
  ])('and %s is found at #%s', (heading, anchor) => {
    expect(anchorOf(heading)).toBe(anchor);
  });
});

test.each([
  ['', '[a](docs/judging.md#redirects)', '[a](/guide/judging#redirects)'],
  ['docs/', '[a](judging.md)', '[a](/guide/judging)'],
  ['', '[a](examples/queue-worker.ts)', '[a](/examples/queue-worker)'],
  ['', '[a](examples)', '[a](/examples/)'],
  ['', '[a](SECURITY.md)', '[a](https://github.com/payfault/payfault/blob/main/SECURITY.md)'],
  [
    '',
    '[a](https://github.com/payfault/payfault/blob/main/docs/judging.md#redirects)',
    '[a](/guide/judging#redirects)',
  ],
  ['', '[a](https://github.com/payfault/payfault/tree/main/examples)', '[a](/examples/)'],
  [
    'docs/',
    '[a](https://github.com/payfault/payfault/blob/main/SECURITY.md)',
    '[a](https://github.com/payfault/payfault/blob/main/SECURITY.md)',
  ],
  ['', '[a](#here)', '[a](/there)'],
  ['', '[a](#gone)', '[a](#gone)'],
  ['', '[a](https://pay.example/x)', '[a](https://pay.example/x)'],
])('from the folder “%s” %s leads to %s', (folder, link, expected) => {
  const pageOf = (anchor: string): string | undefined => (anchor === 'here' ? '/there' : undefined);
  expect(withSiteLinks(link, folder, pageOf)).toBe(expected);
});

describe('the map of verdicts', () => {
  test.each(PROVIDERS.map((provider) => [provider.name, provider] as const))(
    'has every answer of %s once, the gravest first',
    (_name, provider) => {
      const lanes = lanesOf(provider);
      const rows = lanes.flatMap((lane) => lane.rows.map(({ row }) => row.row));
      expect(rows.sort()).toEqual(
        rowsOf(provider)
          .map(({ row }) => row)
          .sort(),
      );
      const gravity = lanes.map(({ outcome }) => ['performed', 'unknown', 'not_performed'].indexOf(outcome));
      expect(gravity).toEqual([...gravity].sort());
    },
  );

  test('says how an answer may be sent again, with a key and without', () => {
    const paysg = PROVIDERS.find(({ name }) => name === 'paysg');
    const lanes = paysg ? lanesOf(paysg) : [];
    expect(lanes.map(({ outcome, advice }) => `${outcome}: ${advice}`)).toContain(
      'unknown: look it up first; with a key: again with the same key',
    );
    const paystand = PROVIDERS.find(({ name }) => name === 'paystand');
    expect((paystand ? lanesOf(paystand) : []).map(({ advice }) => advice).join()).not.toContain('key');
  });
});
