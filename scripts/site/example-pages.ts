import { readdirSync } from 'node:fs';

import type { Page } from './page.js';

/** Gives a page for each file of examples/, which the page includes as it is, and one that lists them. */
export function examplePages(): readonly Page[] {
  const files = readdirSync(new URL('../../examples/', import.meta.url)).filter((file) =>
    file.endsWith('.ts'),
  );
  const pages = files.map((file) => {
    const name = file.replace('.ts', '');
    return {
      path: `examples/${name}.md`,
      title: name,
      text: `# ${name}\n\nCompiled, and run by the tests of the package.\n\n<<< ../../examples/${file}\n`,
    };
  });
  const list = pages.map(({ title }) => `- [${title}](/examples/${title})`);
  const text = `# Examples\n\nEach is a whole file to copy from, and runs in the tests of the package.\n\n${list.join('\n')}\n`;
  return [{ path: 'examples/index.md', title: 'All examples', text }, ...pages];
}
