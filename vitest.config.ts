import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

import type { Plugin } from 'vite';
import { configDefaults, defineConfig } from 'vitest/config';

import { builtInReplies } from './scripts/built-in-replies.js';

const source = fileURLToPath(new URL('src/', import.meta.url));
const tests = fileURLToPath(new URL('test/', import.meta.url));

/** The tests that look at single parts of the source. Coverage is counted in these only: counting slows all others down. */
export const UNIT_TESTS = [
  'test/*.test.ts',
  'test/{error,formats,http,provider,providers,regressions,retry,testing,verdict,wire}/*.test.ts',
  'test/clients/axios*.test.ts',
  'test/secrets/harmless.test.ts',
];

/** The clients and servers that the examples use are installed beside the clients' tests. */
const clientsOfExamples: Plugin = {
  name: 'clients-of-examples',
  resolveId(specifier, importer) {
    const isClient = ['axios', 'express', 'got', 'hono', 'ky', 'ofetch', 'superagent'].includes(specifier);
    const isExample = importer?.includes('/examples/') === true;
    return isClient && isExample ? this.resolve(specifier, `${tests}clients/clients.ts`) : null;
  },
};

export default defineConfig({
  plugins: [clientsOfExamples],
  define: builtInReplies(),
  // The examples import the package by its name; here that is the source.
  resolve: {
    alias: [
      { find: /^payfault$/, replacement: `${source}index.ts` },
      { find: /^payfault\/(provider|testing)$/, replacement: `${source}$1/index.ts` },
      { find: '@jest/globals', replacement: 'expect' }, // outside of jest
      { find: /^payfault\/axios$/, replacement: `${source}clients/axios.ts` },
      { find: /^payfault\/messages\/([a-z]+)$/, replacement: `${source}formats/messages/$1.ts` },
      { find: /^payfault\/([a-z]+)$/, replacement: `${source}providers/$1.ts` },
    ],
  },
  test: {
    environment: 'node',
    testTimeout: 60_000, // a busy machine is no mistake of the code
    hookTimeout: 60_000,
    maxWorkers: availableParallelism(), // by default one processor is left idle: on a machine with two, every other
    projects: [
      { extends: true, test: { name: 'unit', include: UNIT_TESTS } },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...UNIT_TESTS],
        },
      },
    ],
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.d.ts'],
      reporter: ['text-summary', 'html'],
      thresholds: { 100: true },
    },
  },
});
