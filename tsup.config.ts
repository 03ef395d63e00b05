import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

import { defineConfig, type Options } from 'tsup';

import { builtInReplies } from './scripts/built-in-replies.js';

/** Their entries add the matchers to each. */
const TEST_RUNNERS = ['jest', 'vitest', 'vitest-4'];

const PROVIDERS = readdirSync('src/providers')
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace('.ts', ''));

const LANGUAGES = readdirSync('src/formats/messages').map((file) => file.replace('.ts', ''));

/**
 * zod keeps its settings in a global that all copies of it share: what the surrounding program sets there would change
 * how bodies are parsed, and in a realm whose globals are frozen the import would throw. The copy in here has its own.
 */
const zodWithOwnSettings: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'zod-with-own-settings',
  setup: (build) => {
    build.onLoad({ filter: /[/\\]zod[/\\]v4[/\\]core[/\\]core\.js$/ }, ({ path }) => {
      const code = readFileSync(path, 'utf8');
      if (!code.includes('globalThis.__zod_globalConfig'))
        throw new Error(`${path}: expected zod's settings`);
      return { contents: `const own = {}; ${code.replaceAll('globalThis', 'own')}` };
    });
  },
};

/** rollup, which leaves out what is not used, names a script's map at the end of it, and tsup does so once more. */
const oneMapComment: NonNullable<Options['plugins']>[number] = {
  name: 'one-map-comment',
  buildEnd: ({ writtenFiles }) => {
    for (const { name } of writtenFiles) {
      const code = readFileSync(name, 'utf8');
      writeFileSync(name, code.replace(/(\n\/\/# sourceMappingURL=\S+)\1$/, '$1\n'));
    }
  },
};

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    provider: 'src/provider/index.ts',
    testing: 'src/testing/index.ts',
    ...Object.fromEntries(TEST_RUNNERS.map((name) => [name, `src/testing/${name}.ts`])),
    axios: 'src/clients/axios.ts',
    ...Object.fromEntries(PROVIDERS.map((name) => [name, `src/providers/${name}.ts`])),
    ...Object.fromEntries(LANGUAGES.map((name) => [`messages-${name}`, `src/formats/messages/${name}.ts`])),
  },
  define: builtInReplies(),
  esbuildPlugins: [zodWithOwnSettings],
  esbuildOptions: (options) => {
    options.charset = 'utf8'; // escaped, the letters of some languages take twice the bytes
  },
  plugins: [oneMapComment],
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  noExternal: ['zod'], // importing it by itself loads every language: 50 to 100 ms
  splitting: true,
  treeshake: true,
  // Otherwise the members of a union stand in the order in which the compiler happened to meet them.
  dts: { compilerOptions: { stableTypeOrdering: true } },
  sourcemap: true,
  clean: true,
});
