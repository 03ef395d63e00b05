import { readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

import { transformSync } from 'esbuild';
import { publint } from 'publint';
import { describe, expect, test } from 'vitest';

import { binary, packedPackage, ROOT, run } from './packed-package.js';

const { entries, files, folder, manifest, runnerEntries, tarball } = await packedPackage();
const scripts = files.filter((path) => /\.c?js$/.test(path));

describe('the tarball', () => {
  test('passes publint, suggestions included', async () => {
    const packed = new Uint8Array(readFileSync(tarball)).buffer;
    const { messages } = await publint({ pack: { tarball: packed }, strict: true });
    expect(messages).toEqual([]);
  });

  test('passes arethetypeswrong for every entry and every module resolution', async () => {
    const program = binary('@arethetypeswrong/cli', 'dist/index.js');
    const { stdout } = await run(process.execPath, [program, tarball, '--format', 'json'], {
      maxBuffer: 2 ** 26,
    }).catch((failure: unknown) => failure as { stdout: string }); // it fails where it has findings
    // The members of its report that are looked at.
    const { analysis } = JSON.parse(stdout) as {
      readonly analysis: { readonly entrypoints: object; readonly problems: readonly unknown[] };
    };
    expect(analysis.problems).toEqual([]);
    expect(Object.keys(analysis.entrypoints).sort()).toEqual(Object.keys(manifest.exports).sort());
  }, 30_000);

  test('holds the documents and dist, and nothing else', () => {
    expect(files.filter((path) => !path.startsWith('dist/'))).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'THIRD-PARTY-NOTICES.md',
      'docs/payment-error.schema.json',
      'package.json',
    ]);
  });

  test('has a README whose links lead to files in it, or to an address of their own', () => {
    const targets = [...textOf('README.md').matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    expect(targets.length).toBeGreaterThan(10);
    const paths = targets.filter((target) => !/^(?:https:\/\/|#)/.test(target));
    expect(files).toEqual(expect.arrayContaining(paths));
  });

  test('says nothing of the machine that it was packed on', () => {
    const folders = [ROOT, homedir(), tmpdir()].map((path) => join(path, '/'));
    for (const path of files)
      expect(
        folders.filter((name) => textOf(path).includes(name)),
        path,
      ).toEqual([]);
  });

  test('holds in dist the entries, what they share, and the maps of both', () => {
    const targets = [...entries, ...runnerEntries].flatMap((entry) => [entry.import, entry.require]);
    const named = targets.flatMap(({ default: code, types }) => [code, `${code}.map`, types]);
    const intended = new Set(named.map((path) => path.replace('./', '')));
    const inDist = files.filter((path) => path.startsWith('dist/'));
    expect(inDist).toEqual(expect.arrayContaining([...intended]));
    const shared = inDist.filter((path) => !intended.has(path));
    expect(shared.length).toBeGreaterThan(2);
    for (const path of shared)
      expect(path).toMatch(/^dist\/(chunk-[A-Z\d]{8}\.c?js(\.map)?|[\w-]+-[\w-]{8}\.d\.c?ts)$/);
  });

  test('holds the notice of every package that is compiled in', () => {
    const compiledIn = new Set(
      scripts
        .flatMap((path) => mapOf(path).sources)
        .flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []),
    );
    expect([...compiledIn]).toEqual(['zod']);
    const notices = textOf('THIRD-PARTY-NOTICES.md');
    for (const name of compiledIn) {
      expect(notices).toContain(`## ${name}\n`);
      const licence = readFileSync(join(ROOT, 'node_modules', name, 'LICENSE'), 'utf8');
      expect(wordsOf(notices)).toContain(wordsOf(licence));
    }
    expect(notices).toBe(readFileSync(join(ROOT, 'THIRD-PARTY-NOTICES.md'), 'utf8'));
  });

  test('needs no other package at run time, apart from the test runner that an entry adds to', () => {
    const { dependencies, peerDependencies, peerDependenciesMeta, optionalDependencies } = manifest;
    expect({ ...dependencies, ...optionalDependencies }).toEqual({});
    expect(peerDependencies).toEqual({ '@jest/globals': '*', expect: '*', vitest: '*' });
    for (const name of Object.keys(peerDependencies ?? {}))
      expect(peerDependenciesMeta?.[name]).toEqual({ optional: true });
    const imported = scripts.flatMap((path) =>
      [...textOf(path).matchAll(/\b(?:from|import|require)\s*\(?\s*['"]([^'"]+)['"]/g)].map(
        ([, specifier = '']) => ({ path, specifier }),
      ),
    );
    expect(imported.length).toBeGreaterThan(10);
    const foreign = imported.filter(({ specifier }) => !specifier.startsWith('./'));
    expect(foreign.map(({ path, specifier }) => `${path} ${specifier}`).sort()).toEqual([
      'dist/jest.cjs @jest/globals',
      'dist/jest.js @jest/globals',
      'dist/vitest-4.cjs vitest',
      'dist/vitest-4.js vitest',
      'dist/vitest.cjs vitest',
      'dist/vitest.js vitest',
    ]);
  });

  test('tells bundlers which files do something by being imported', () => {
    const { sideEffects } = manifest;
    const files = runnerEntries.map((entry) => entry.import.default.replace(/js$/, '*'));
    expect([...sideEffects].sort()).toEqual(files.sort());
  });
});

describe.each(scripts)('%s', (path) => {
  const code = textOf(path);

  test('makes no code from text and prints nothing', () => {
    const withoutComments = transformSync(code, { minifyWhitespace: true, legalComments: 'none' }).code;
    expect(withoutComments).not.toMatch(/\b(eval|Function|console)\b/);
  });

  test('shares no settings with another copy of zod', () => {
    expect(code).not.toMatch(/globalThis\)?\??\.__zod/);
  });

  test('names its map once, at its end', () => {
    expect(code.match(/sourceMappingURL=/g)).toHaveLength(1);
    expect(`dist/${String(/\n\/\/# sourceMappingURL=(\S+)\n$/.exec(code)?.[1])}`).toBe(`${path}.map`);
  });

  test('has a map that carries its sources', () => {
    expect(files).toContain(`${path}.map`);
    const { sources, sourcesContent } = mapOf(path);
    expect(sourcesContent.map((content) => typeof content)).toEqual(sources.map(() => 'string'));
    for (const source of sources) expect(source).toMatch(/^\.\.\/(?:src\/.+\.ts|node_modules\/zod\/.+\.js)$/);
  });

  test('has a map that leads every function back to where it was written', () => {
    const map = mapOf(path);
    for (const { name, line, column } of functionsIn(code))
      expect(lineThatWrote(map, line, column)).toContain(name);
  });
});

test('the maps know many sources and were asked about many functions', () => {
  expect(scripts.flatMap((path) => mapOf(path).sources).length).toBeGreaterThan(50);
  expect(scripts.flatMap((path) => functionsIn(textOf(path))).length).toBeGreaterThan(200);
});

function textOf(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

function wordsOf(text: string): string {
  return text.trim().split(/\s+/).join(' ');
}

/** The map of a script; a script that only hands on what others export has no sources. */
function mapOf(path: string): SourceMapPayload {
  const map = JSON.parse(textOf(`${path}.map`)) as SourceMapPayload; // what a bundler writes
  return map.sources.length > 0 ? map : { ...map, sourcesContent: [] };
}

interface FoundFunction {
  /** Without the number that a bundler adds where two files have the same name. */
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

function functionsIn(code: string): readonly FoundFunction[] {
  return code.split('\n').flatMap((text, line) => {
    const [, before = '', name = ''] = /^(\s*(?:async )?function )(\w+)\(/.exec(text) ?? [];
    return name === '' ? [] : [{ name: name.replace(/\d+$/, ''), line, column: before.length }];
  });
}

function lineThatWrote(map: SourceMapPayload, line: number, column: number): string | undefined {
  const found = new SourceMap(map).findEntry(line, column);
  if (!('originalSource' in found)) return undefined;
  const content = map.sourcesContent[map.sources.indexOf(found.originalSource)];
  return content?.split('\n')[found.originalLine];
}
