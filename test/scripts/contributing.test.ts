import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { readDocument } from '../../scripts/documents.js';

const contributing = readDocument('CONTRIBUTING.md');
// The members of package.json that are looked at.
const manifest = JSON.parse(readDocument('package.json')) as Readonly<
  Record<'devDependencies' | 'scripts', Readonly<Record<string, string>>>
>;

describe('CONTRIBUTING.md', () => {
  const rows = [...sectionOf('The tools').matchAll(/^\| `([^`]+)` +\| (.+?) +\|$/gm)];

  test('says of every tool why it is here', () => {
    expect(rows.map(([, name]) => name)).toEqual(Object.keys(manifest.devDependencies).sort());
    for (const [, name, reason = ''] of rows) expect(reason.length, name).toBeGreaterThan(5);
  });

  test('says what each folder with packages of its own is for', () => {
    for (const folder of ['bench', 'site', 'test/clients', 'test/runtimes', 'test/test-runners']) {
      expect(readDocument(`${folder}/package.json`)).toContain('"private": true');
      expect(sectionOf('The tools')).toContain(`\`${folder}\``);
    }
  });

  test('names commands that there are', () => {
    const commands = [...contributing.matchAll(/`npm run ([\w:]+)(?: -- [^`]+)?`/g)].map(
      ([, name = '']) => name,
    );
    expect(commands.length).toBeGreaterThan(10);
    expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(commands));
  });
});

const ROOT = new URL('../../', import.meta.url);

// What somebody has left lying there is no part of the repository; a copy without its history cannot tell.
test.skipIf(!existsSync(new URL('.git', ROOT)))(
  'the root of the repository has no file but those that a tool or a reader looks for there',
  () => {
    const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 26 });
    expect(tracked.split('\n').filter((path) => path !== '' && !path.includes('/'))).toEqual([
      '.gitignore',
      '.npmrc',
      '.prettierignore',
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'SECURITY.md',
      'THIRD-PARTY-NOTICES.md',
      'eslint.config.js',
      'package-lock.json',
      'package.json',
      'tsconfig.json',
      'tsup.config.ts',
      'vitest.config.ts',
    ]);
  },
);

function sectionOf(heading: string): string {
  const [, text = ''] = contributing.split(`### ${heading}\n`);
  return text.split(/^##/m)[0] ?? '';
}
