import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vitest/config';

import { builtInReplies } from './scripts/built-in-replies.js';

const source = fileURLToPath(new URL('src/', import.meta.url));

export default defineConfig({
  define: builtInReplies(),
  // The examples import the package by its name; here that is the source.
  resolve: {
    alias: [
      { find: /^payfault$/, replacement: `${source}index.ts` },
      { find: /^payfault\/testing$/, replacement: `${source}testing/index.ts` },
      { find: /^payfault\/([a-z]+)$/, replacement: `${source}providers/$1.ts` },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
    maxWorkers: availableParallelism(), // by default one processor is left idle: on a machine with two, every other
    coverage: {
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.d.ts'],
      reporter: ['text-summary', 'html'],
      thresholds: { lines: 99, branches: 98 },
    },
  },
});
