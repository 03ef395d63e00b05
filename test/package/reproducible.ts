// Builds and packs the package in two folders and looks whether the tarballs are the same, byte for byte; if not, it
// ends with 1. `npm run test:reproducible`.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What the build does not need. */
const LEFT_OUT = ['.git', 'bench', 'coverage', 'dist', 'node_modules', 'reports', 'site', 'test'];

/** What is compiled in: the maps say where it lies, and a link would lead back to the one original. */
const COMPILED_IN = ['zod'];

const folder = mkdtempSync(join(tmpdir(), 'payfault-'));
try {
  const one = join(folder, 'one');
  const other = join(folder, 'another/one/further/down');
  copy(ROOT, one, LEFT_OUT);
  copy(one, other);
  const digests = [await digestOfTarball(one), await digestOfTarball(other)];
  console.log(digests.join('\n'));
  if (digests[0] !== digests[1]) throw new Error('two builds of the same sources differ');
} finally {
  rmSync(folder, { recursive: true });
}

function copy(from: string, to: string, leftOut: readonly string[] = []): void {
  for (const name of readdirSync(from).filter((entry) => !leftOut.includes(entry)))
    cpSync(join(from, name), join(to, name), { recursive: true });
}

/** Gives the SHA-256 of what `npm pack` makes of a build there. */
async function digestOfTarball(project: string): Promise<string> {
  linkPackages(join(ROOT, 'node_modules'), join(project, 'node_modules'));
  const builder = join(ROOT, 'node_modules/tsup/dist/cli-default.js');
  await run(process.execPath, [builder, '--silent'], { cwd: project });
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--loglevel=error'], {
    cwd: project,
  });
  // What `npm pack --json` prints; one package, so one element.
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return createHash('sha256')
    .update(readFileSync(join(project, filename)))
    .digest('hex');
}

function linkPackages(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from))
    if (COMPILED_IN.includes(name)) cpSync(join(from, name), join(to, name), { recursive: true });
    else symlinkSync(join(from, name), join(to, name));
}
