import { readFileSync } from 'node:fs';
import type { SourceMapPayload } from 'node:module';
import { join } from 'node:path';

import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';

import { PROVIDERS } from '../fixtures.js';
import { packedPackage } from './packed-package.js';

const { entries, folder, providers } = await packedPackage();

describe('importing', () => {
  test.each(entries)('$specifier loads no provider but its own', async (entry) => {
    const own = providers.filter(({ specifier }) => specifier === entry.specifier).map(({ name }) => name);
    for (const target of [entry.import.default, entry.require.default]) {
      const sources = (await filesLoadedBy(target)).flatMap(sourcesOf);
      expect(sources.length).toBeGreaterThan(0);
      expect(providersIn(sources)).toEqual(own);
    }
  });
});

test('every provider that the package has is an entry of its own', () => {
  expect(providers.map(({ name }) => name).sort()).toEqual(PROVIDERS.map(({ name }) => name).sort());
});

/** The files that an import of one file loads, itself included, as paths in the package. */
async function filesLoadedBy(target: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [target],
    absWorkingDir: folder,
    bundle: true,
    treeShaking: false,
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs);
}

/** The source files that a file was made from. */
function sourcesOf(path: string): readonly string[] {
  const map = JSON.parse(readFileSync(join(folder, `${path}.map`), 'utf8')) as SourceMapPayload; // what a bundler writes
  return map.sources;
}

function providersIn(sources: readonly string[]): readonly string[] {
  return sources.flatMap((source) => /\/providers\/(\w+)\.ts$/.exec(source)?.[1] ?? []);
}
