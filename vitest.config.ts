import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The examples say `payfault`, as its users do: tests run them on the sources, not on what was built last.
  resolve: {
    alias: [{ find: /^payfault$/, replacement: fileURLToPath(new URL('src/index.ts', import.meta.url)) }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
  },
});
