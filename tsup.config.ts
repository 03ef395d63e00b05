import { defineConfig } from 'tsup';

import { builtInReplies } from './scripts/built-in-replies.js';

const PROVIDERS = ['getpaid', 'makecommerce', 'paypaga', 'paysg', 'paystand'];

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    testing: 'src/testing/index.ts',
    ...Object.fromEntries(PROVIDERS.map((name) => [name, `src/providers/${name}.ts`])),
  },
  define: builtInReplies(),
  format: ['esm', 'cjs'],
  target: 'es2022',
  platform: 'neutral',
  splitting: true,
  treeshake: true,
  dts: true,
  sourcemap: true,
  clean: true,
});
