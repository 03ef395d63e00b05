import { join } from 'node:path';

import { build, transform } from 'esbuild';
import { type Plugin, rollup } from 'rollup';

import type { PackedPackage } from './packed-package.js';

/** What a bundler makes of a program, minified. */
export interface Bundle {
  readonly code: string;
  /** The package's files of which something is left in it: `paysg.js`. */
  readonly files: readonly string[];
}

/** Bundles a program that imports the package; the program is one module of source text. */
export type Bundler = (program: string, packed: PackedPackage) => Promise<Bundle>;

/** The bundlers that sizes are held under, by name. */
export const BUNDLERS: Readonly<Record<string, Bundler>> = {
  esbuild: bundleWithEsbuild,
  rollup: bundleWithRollup,
};

async function bundleWithEsbuild(program: string, { project, folder }: PackedPackage): Promise<Bundle> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: project },
    absWorkingDir: join(folder, 'dist'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    metafile: true,
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  return {
    code: outputFiles.map(({ text }) => text).join(''),
    files: inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path),
  };
}

async function bundleWithRollup(program: string, packed: PackedPackage): Promise<Bundle> {
  const bundle = await rollup({ input: PROGRAM, plugins: [resolvePlugin(program, packed)] });
  const { output } = await bundle.generate({ format: 'es' });
  const [{ code, modules }] = output;
  const dist = join(packed.folder, 'dist/');
  return {
    code: (await transform(code, { minify: true, format: 'esm', target: 'es2022' })).code,
    files: Object.entries(modules)
      .filter(([path, { renderedLength }]) => path !== PROGRAM && renderedLength > 0)
      .map(([path]) => path.replace(dist, '')),
  };
}

const PROGRAM = 'program';

/** Rollup resolves no package names by itself. */
function resolvePlugin(program: string, { entries, folder }: PackedPackage): Plugin {
  return {
    name: 'resolve',
    resolveId: (specifier) => {
      if (specifier === PROGRAM) return PROGRAM;
      const entry = entries.find((candidate) => candidate.specifier === specifier);
      return entry ? join(folder, entry.import.default) : null;
    },
    load: (id) => (id === PROGRAM ? program : null),
  };
}
