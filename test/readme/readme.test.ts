import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { PROVIDERS } from '../fixtures.js';

const run = promisify(execFile);
const ROOT = new URL('../../', import.meta.url);
// Inside the package, so that `payfault` is the package itself.
const FOLDER = new URL('.readme/', ROOT);
const README = readFileSync(new URL('README.md', ROOT), 'utf8');

/** What is not in the package has the address that it has for readers on npm too. */
const IN_REPOSITORY =
  /^https:\/\/(?:raw\.githubusercontent\.com\/payfault\/payfault|github\.com\/payfault\/payfault\/(?:blob|tree))\/main\//;

interface Snippet {
  readonly file: string;
  readonly code: string;
  readonly output: string | undefined;
}

const snippets: readonly Snippet[] = [
  ...README.matchAll(/```ts\n(?<code>.*?)```\n(?:\n```text\n(?<output>.*?)```)?/gs),
].map(({ groups }, index) => ({
  file: `snippet-${String(index + 1)}.ts`,
  code: groups?.['code'] ?? '',
  output: groups?.['output'],
}));

beforeAll(() => {
  mkdirSync(FOLDER, { recursive: true });
  for (const { file, code } of snippets) writeFileSync(new URL(file, FOLDER), code);
  const options = { extends: '../tsconfig.json', include: ['*.ts'], exclude: [] };
  writeFileSync(new URL('tsconfig.json', FOLDER), JSON.stringify(options));
});

afterAll(() => rmSync(FOLDER, { recursive: true }));

describe('the README', () => {
  test('has snippets, most with their output', () => {
    expect(snippets.length).toBeGreaterThan(5);
    expect(snippets.filter(({ output }) => output !== undefined).length).toBeGreaterThan(5);
  });

  test('compiles', async () => {
    const compiler = fileURLToPath(new URL('node_modules/typescript/bin/tsc', ROOT));
    await run(process.execPath, [compiler, '-p', fileURLToPath(FOLDER)]);
  }, 60_000);

  test.each(snippets)(
    'does what it says: $file',
    async ({ file, output }) => {
      const network = new URL('fetch.mjs', import.meta.url).href;
      const { stdout } = await run(process.execPath, [
        `--import=${network}`,
        fileURLToPath(new URL(file, FOLDER)),
      ]);
      if (output !== undefined) expect(stdout).toBe(output);
    },
    20_000,
  );

  test.each(PROVIDERS)('has a row for $name', ({ name }) => {
    expect(README).toContain(`| \`payfault/${name}\``);
  });

  test('links to files that are there', () => {
    const targets = [...README.matchAll(/\]\((?<target>[^)#\s]+)/g)].map(
      ({ groups }) => groups?.['target'] ?? '',
    );
    const paths = targets
      .map((target) => target.replace(IN_REPOSITORY, ''))
      .filter((path) => !/^https?:/.test(path));
    expect(paths.length).toBeGreaterThan(5);
    for (const path of paths) expect(existsSync(new URL(path, ROOT)), path).toBe(true);
  });
});
