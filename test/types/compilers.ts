import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The compilers that users have, by the packages that they are installed as here. */
export const COMPILERS = [
  ['TypeScript 5.9', 'typescript-5.9'],
  ['TypeScript 6', 'typescript'],
  ['TypeScript 7', 'typescript-7'],
] as const;

/** What a compiler says of a module. */
export interface Compilation {
  /** One for each complaint, without what belongs to it. */
  readonly complaints: readonly string[];
  /** How long the types took to check, without reading and parsing. */
  readonly checkMs: number;
}

/** Type-checks a module that imports the types as `payment-error`. */
export function compile(compiler: string, module: string): Compilation {
  const directory = mkdtempSync(join(tmpdir(), 'payfault-types-'));
  try {
    writeFileSync(join(directory, 'module.ts'), module);
    writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(SETTINGS));
    return compilationIn(outputOf(compiler, directory));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const SETTINGS = {
  compilerOptions: {
    strict: true,
    exactOptionalPropertyTypes: true,
    target: 'ES2022',
    lib: ['ES2022'],
    types: [],
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    noEmit: true,
    skipLibCheck: true,
    paths: { 'payment-error': [join(ROOT, 'src/error/payment-error.ts')] },
  },
  files: ['module.ts'],
};

function outputOf(compiler: string, directory: string): string {
  const script = join(ROOT, 'node_modules', compiler, 'bin/tsc');
  const flags = ['-p', directory, '--pretty', 'false', '--extendedDiagnostics'];
  try {
    return execFileSync(process.execPath, [script, ...flags], { encoding: 'utf8' });
  } catch (failure) {
    return (failure as { readonly stdout: string }).stdout; // it complains, and that is what was asked for
  }
}

function compilationIn(output: string): Compilation {
  const complaints = [...output.matchAll(/error (TS\d+: .*)$/gm)].map(([, complaint = '']) => complaint);
  const seconds = /Check time:\s+([\d.]+)s/.exec(output)?.[1];
  if (seconds === undefined) throw new Error(`the compiler did not say how long it took: ${output}`);
  return { complaints, checkMs: Number(seconds) * 1_000 };
}
