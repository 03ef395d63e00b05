import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Every way to load the package, by the file that does it: how it names an entry, and how it takes one. */
const LOADERS = {
  'copy-by-import.mjs': {
    name: 'ESM',
    specifierOf: ({ specifier }) => specifier,
    take: (names, specifier) => `import ${names} from '${specifier}';`,
    all: (name) => `* as ${name}`,
    give: 'export const copy =',
  },
  // For runtimes that resolve no package names: the files of the package as they are shipped.
  'copy-by-path.mjs': {
    name: 'ESM',
    specifierOf: ({ path }) => `../node_modules/payfault/${path}`,
    take: (names, specifier) => `import ${names} from '${specifier}';`,
    all: (name) => `* as ${name}`,
    give: 'export const copy =',
  },
  'copy-by-require.cjs': {
    name: 'CommonJS',
    specifierOf: ({ specifier }) => specifier,
    take: (names, specifier) => `const ${names} = require('${specifier}');`,
    all: (name) => name,
    give: 'exports.copy =',
  },
};

/**
 * Writes the files that load the package with all its providers, as they stand in the package's own list of entries.
 *
 * @param {string} folder Where the package is installed.
 * @returns {Promise<readonly string[]>} the names of the providers
 */
export async function writeEntries(folder) {
  const entries = await entriesOf(join(folder, 'node_modules/payfault'));
  const providers = entries.filter(({ isProvider }) => isProvider);
  for (const [file, loader] of Object.entries(LOADERS)) {
    const specifierOf = (name) => loader.specifierOf(entries.find((entry) => entry.name === name));
    const names = providers.map(({ name }) => name);
    const lines = [
      loader.take(loader.all('library'), specifierOf('')),
      loader.take(loader.all('authoring'), specifierOf('provider')),
      ...names.map((name) => loader.take(`{ ${name} }`, specifierOf(name))),
      `${loader.give} { name: '${loader.name}', library, authoring, providers: { ${names.join(', ')} } };`,
    ];
    await writeFile(join(folder, 'entries', file), `${lines.join('\n')}\n`);
  }
  return providers.map(({ name }) => name);
}

/** They register matchers with a test runner, which is not there. */
const OF_TEST_RUNNERS = ['./jest', './vitest', './vitest-4'];

async function entriesOf(packageFolder) {
  const { exports } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  const code = Object.entries(exports).filter(
    ([key, targets]) => targets.import && !OF_TEST_RUNNERS.includes(key),
  );
  return Promise.all(
    code.map(async ([key, targets]) => {
      const name = key.slice(2);
      const path = targets.import.default.replace('./', '');
      const module = await import(pathToFileURL(join(packageFolder, path)).href);
      const isProvider = typeof module[name]?.parseErrorBody === 'function';
      return { name, path, specifier: key.replace('.', 'payfault'), isProvider };
    }),
  );
}
