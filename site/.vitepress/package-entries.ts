import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Plugin } from 'vitepress';

const ROOT = new URL('../../', import.meta.url);

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly import: { readonly default: string } }>>;
}

/**
 * A plugin of Vite: `payfault` and `payfault/…` are the built package, found by the `exports` of its package.json, as
 * whoever installs it gets it. `virtual:providers` and `virtual:languages` have all of each.
 */
export function packageEntries(): Plugin {
  const files = entryFiles();
  const names = [...files.keys()].map((specifier) => specifier.replace('payfault/', ''));
  const providers = names.filter((name) => existsSync(new URL(`src/providers/${name}.ts`, ROOT)));
  const languages = names.filter((name) => name.startsWith('messages/')).map((name) => name.slice(9));
  const modules: Readonly<Record<string, string>> = {
    'virtual:providers': listOf('providers', 'payfault', providers),
    'virtual:languages': listOf('languages', 'payfault/messages', languages),
  };
  return {
    name: 'package-entries',
    enforce: 'pre',
    resolveId: (id) => (id in modules ? `\0${id}` : files.get(id)),
    load: (id) => modules[id.replace('\0', '')],
  };
}

function entryFiles(): ReadonlyMap<string, string> {
  const text = readFileSync(new URL('package.json', ROOT), 'utf8');
  const { exports } = JSON.parse(text) as Manifest; // the package's own
  return new Map(
    Object.entries(exports).flatMap(([path, entry]) =>
      typeof entry === 'string'
        ? []
        : [[path.replace('.', 'payfault'), fileURLToPath(new URL(entry.import.default, ROOT))] as const],
    ),
  );
}

/** The source of a module that exports what each of `names` exports under its own name. */
function listOf(list: string, folder: string, names: readonly string[]): string {
  return [
    ...names.map((name) => `import { ${name} } from '${folder}/${name}';`),
    `export const ${list} = { ${names.join(', ')} };`,
  ].join('\n');
}
