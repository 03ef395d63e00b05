import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

import { expect, test } from 'vitest';

const TYPESCRIPT_SOURCES = new URL('../http/typescript-sources.mjs', import.meta.url);
const READER = new URL('small-heap.ts', import.meta.url);

test.each([256, 64])('a process with a heap of %i MB survives the heaviest answers', async (megabytes) => {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${String(megabytes)}`, '--import', TYPESCRIPT_SOURCES.href, READER.pathname],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [output, exitCode] = await Promise.all([
    text(child.stdout),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  expect(exitCode).toBe(0);
  const { made, bodies } = JSON.parse(output) as { made: number; bodies: number }; // what it prints
  expect(bodies).toBeGreaterThan(15);
  expect(made).toBe(bodies * 3 * 4);
});
