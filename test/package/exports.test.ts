import { join } from 'node:path';

import ts from 'typescript';
import { describe, expect, test } from 'vitest';

import { type Entry, packedPackage, runModule } from './packed-package.js';

const { entries, folder, project } = await packedPackage();

describe('the exports', () => {
  test('are those on the list', async () => {
    expect(entries.length).toBeGreaterThan(5);
    const lists = await Promise.all(entries.map(listOf));
    await expect(`${lists.join('\n\n')}\n`).toMatchFileSnapshot('exports.txt');
  });

  test.each(entries)('$specifier gives an ES module and a CommonJS one the same', async (entry) => {
    const [imported, required] = await Promise.all([namesImported(entry), namesRequired(entry)]);
    expect(imported.length).toBeGreaterThan(0);
    expect(required).toEqual(imported);
    expect(exportsDeclaredIn(entry.require.types)).toEqual(exportsDeclaredIn(entry.import.types));
  });

  test.each(entries)('$specifier declares exactly the values that it has', async (entry) => {
    const declared = exportsDeclaredIn(entry.import.types).filter(({ kind }) => kind === 'value');
    expect(declared.map(({ name }) => name)).toEqual(await namesImported(entry));
  });
});

/** One entry as a reviewer reads it: its values, then its types. */
async function listOf(entry: Entry): Promise<string> {
  const values = await namesImported(entry);
  const types = exportsDeclaredIn(entry.import.types).filter(({ kind }) => kind === 'type');
  return [
    entry.specifier,
    ...values.map((name) => `  ${name}`),
    ...types.map(({ name }) => `  type ${name}`),
  ].join('\n');
}

function namesImported({ specifier }: Entry): Promise<string[]> {
  return namesGivenBy('Object.keys(await import(process.argv[1]))', specifier);
}

function namesRequired({ specifier }: Entry): Promise<string[]> {
  return namesGivenBy(
    `Object.keys((await import('node:module')).createRequire(process.cwd() + '/')(process.argv[1]))`,
    specifier,
  );
}

async function namesGivenBy(expression: string, specifier: string): Promise<string[]> {
  const names = await runModule(project, `console.log(JSON.stringify(${expression}))`, specifier);
  return (names as string[]).sort(); // keys are strings
}

interface DeclaredExport {
  readonly name: string;
  readonly kind: 'value' | 'type';
}

function exportsDeclaredIn(declarations: string): readonly DeclaredExport[] {
  const path = join(folder, declarations);
  const program = ts.createProgram([path], { module: ts.ModuleKind.NodeNext, noLib: true });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(path);
  const module = file && checker.getSymbolAtLocation(file);
  if (!module) throw new Error(`${declarations} is no module`);
  return checker
    .getExportsOfModule(module)
    .map((symbol): DeclaredExport => ({ name: symbol.name, kind: kindOf(symbol, checker) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function kindOf(symbol: ts.Symbol, checker: ts.TypeChecker): DeclaredExport['kind'] {
  const { flags } = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return flags & ts.SymbolFlags.Value ? 'value' : 'type';
}
