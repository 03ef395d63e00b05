import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript';
import { describe, expect, test } from 'vitest';

import { binary, packedPackage, ROOT, run } from './packed-package.js';

const { entries, files, folder, project } = await packedPackage();
const declarations = files.filter((path) => /\.d\.c?ts$/.test(path));

/** The compilers, as package.json names them: the oldest that is supported, and the newest of each major version since. */
const COMPILERS = ['typescript-5.5', 'typescript-5.9', 'typescript', 'typescript-7'];

/** A program, and where it differs from consumer/tsconfig.json. */
interface Program {
  readonly files: readonly string[];
  readonly compilerOptions?: Readonly<Record<string, string>>;
}

/** `every` imports all entries. */
const PROGRAMS: Readonly<Record<string, Program>> = {
  'an ES module and a CommonJS one, as Node.js resolves': {
    files: ['es-module.mts', 'every.mts', 'common-js.cts', 'every.cts'],
  },
  'an ES module, as a bundler resolves': {
    files: ['es-module.mts', 'every.mts'],
    compilerOptions: { module: 'ESNext', moduleResolution: 'Bundler' },
  },
};

const consumer = join(project, 'consumer');
cpSync(join(ROOT, 'test/package/consumer'), consumer, { recursive: true });
const everyEntry = entries
  .map(({ specifier }, index) => `export * as entry${String(index)} from '${specifier}';\n`)
  .join('');
writeFileSync(join(consumer, 'every.mts'), everyEntry);
writeFileSync(join(consumer, 'every.cts'), everyEntry);

describe.each(COMPILERS)('with %s the declarations compile, themselves checked, in', (compiler) => {
  test.each(Object.entries(PROGRAMS))(
    '%s',
    async (_about, program) => {
      const { findings, read } = await compile(compiler, program);
      expect(findings).toEqual([]);
      expect(read).toEqual(expect.arrayContaining(entries.map((entry) => join(folder, entry.import.types))));
    },
    60_000,
  );
});

test.each([COMPILERS.at(0), COMPILERS.at(-1)])(
  'with the DOM of %s, wrapFetch gives what that DOM calls fetch',
  async (compiler = '') => {
    const { findings } = await compile(compiler, { files: ['dom.mts'] });
    expect(findings).toEqual([]);
  },
  60_000,
);

interface Compilation {
  readonly findings: readonly string[];
  /** The files that were looked at. */
  readonly read: readonly string[];
}

async function compile(compiler: string, program: Program): Promise<Compilation> {
  writeFileSync(join(consumer, 'program.json'), JSON.stringify({ extends: './tsconfig.json', ...program }));
  const command = [binary(compiler, 'bin/tsc'), '-p', 'program.json', '--listFiles'];
  const { stdout } = await run(process.execPath, command, { cwd: consumer }).catch(
    (failure: unknown) => failure as { stdout: string }, // it fails where it has findings
  );
  const lines = stdout.trim().split('\n');
  return { findings: lines.filter((line) => line.includes('error TS')), read: lines };
}

describe('the declarations', () => {
  test('import each other and nothing else, and add to test runners where an entry is for one', () => {
    expect(declarations.length).toBeGreaterThan(10);
    const imported = declarations.flatMap((path) =>
      ts.preProcessFile(textOf(path)).importedFiles.map(({ fileName }) => ({ path, fileName })),
    );
    expect(imported.length).toBeGreaterThan(10);
    const foreign = imported.filter(({ fileName }) => !fileName.startsWith('./'));
    expect([...new Set(foreign.map(({ path, fileName }) => `${path} ${fileName}`))].sort()).toEqual([
      'dist/jest.d.cts expect',
      'dist/jest.d.ts expect',
      'dist/vitest-4.d.cts vitest',
      'dist/vitest-4.d.ts vitest',
      'dist/vitest.d.cts vitest',
      'dist/vitest.d.ts vitest',
    ]);
  });

  test('ask for no types of the surroundings', () => {
    for (const path of declarations) {
      const { typeReferenceDirectives, libReferenceDirectives } = ts.preProcessFile(textOf(path));
      expect([...typeReferenceDirectives, ...libReferenceDirectives]).toEqual([]);
    }
  });

  test('name no type of zod', () => {
    const names = declarations.flatMap((path) => identifiersIn(path));
    expect(names.length).toBeGreaterThan(1_000);
    expect(names.filter((name) => /zod/i.test(name))).toEqual([]);
  });
});

function textOf(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

function identifiersIn(path: string): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, textOf(path), ts.ScriptTarget.ES2022));
  return names;
}
