import type { Provider } from '../../src/provider/definition.js';
import { PROVIDERS } from '../../test/fixtures.js';
import {
  AFTER_A_DOUBT,
  idempotencyOf,
  INTRODUCTION,
  noteOnOutcome,
  notesOn,
  rowsTable,
} from '../providers-document.js';
import { withSiteLinks } from './links.js';
import type { Page } from './page.js';
import { LEGEND, verdictBar, verdictCounts, verdictMap } from './verdict-map.js';

/** Gives a page for each provider, and one that puts all of them on a map. */
export function providerPages(): readonly Page[] {
  return [overview(), ...PROVIDERS.map(providerPage)];
}

function overview(): Page {
  const maps = PROVIDERS.map(
    (provider) => `## [${provider.name}](/providers/${provider.name})

${verdictBar(provider)}

${verdictCounts(provider)}`,
  );
  return {
    path: 'providers/index.md',
    title: 'Map of verdicts',
    text: `# Map of verdicts

What the answers of each provider mean for the money, and how the request may be sent again: one count for each answer
that the provider documents, judged as the answer to a write.

${LEGEND}

${maps.join('\n\n')}

## How to read the tables

${withSiteLinks(INTRODUCTION.replace(/^# .*\n\n.*\n\n/, ''), 'docs/')}
`,
  };
}

function providerPage(provider: Provider): Page {
  const { name, docs, idempotency } = provider;
  return {
    path: `providers/${name}.md`,
    title: name,
    text: `# ${name}

\`import { ${name} } from 'payfault/${name}'\`. What it says of its errors: [the provider’s documentation](${docs}).

## Sent twice

${idempotencyOf(idempotency)}

## Paid, or in doubt

${noteOnOutcome(provider)}

${AFTER_A_DOUBT} [What payfault says after a doubt](/guide/after-a-doubt).

## Map of verdicts

Each answer opens in the playground. [How errors are judged](/guide/judging) says why.

${LEGEND}

${verdictBar(provider)}

${verdictMap(provider)}

## Every answer

[How to read the table](/providers/#how-to-read-the-tables).

${rowsTable(provider)}

${notesOn(provider).join('\n\n')}
`,
  };
}
