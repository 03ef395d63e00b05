import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { build } from 'esbuild';

/** The bundle that the others are compared with. */
export const BASE_BUNDLE = 'normalize with one provider (paysg)';

const NAMES = readdirSync(new URL('../src/providers/', import.meta.url))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace('.ts', ''))
  .sort();

const ALL = NAMES.map((name) => `export { ${name} } from '../dist/${name}.js';`).join('');

/** What a program writes to have it in its bundle. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'isPaymentError alone': `export { isPaymentError } from '../dist/index.js';`,
  ...Object.fromEntries(
    NAMES.map((name) => [
      `normalize with one provider (${name})`,
      `export { normalize } from '../dist/index.js'; export { ${name} } from '../dist/${name}.js';`,
    ]),
  ),
  'wrapFetch with one provider (paysg)': `export { wrapFetch } from '../dist/index.js'; export { paysg } from '../dist/paysg.js';`,
  'normalize with all providers': `export { normalize } from '../dist/index.js'; ${ALL}`,
  everything: `export * from '../dist/index.js'; ${ALL}`,
  'zod/mini, one schema': `import * as z from 'zod/mini'; export const schema = z.object({ error: z.object({ code: z.string() }) });`,
  'zod, one schema': `import * as z from 'zod'; export const schema = z.object({ error: z.object({ code: z.string() }) });`,
  '@octokit/request-error': `export { RequestError } from '@octokit/request-error';`,
  'openai, its error classes': `export { APIError } from 'openai';`,
  stripe: `export { default } from 'stripe';`,
  '@mollie/api-client, its error class': `export { MollieApiError } from '@mollie/api-client';`,
};

/** Bytes after minifying and gzip, by program. */
export async function measureBundles(): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  for (const [name, program] of Object.entries(PROGRAMS)) sizes.set(name, await sizeOf(program));
  return sizes;
}

async function sizeOf(program: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    write: false,
    logLevel: 'error',
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length;
}
