import { rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { writeEntries } from './entries.mjs';
import { run } from './processes.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HERE = fileURLToPath(new URL('./', import.meta.url));

/**
 * Packs the package and installs the tarball in a new folder outside of the repository, beside the checks. The folder is
 * gone when this process is.
 *
 * @returns {Promise<{ folder: string, providers: readonly string[] }>} the folder, and the names of the package's providers
 */
export async function installPackedPackage() {
  const folder = await mkdtemp(join(tmpdir(), 'payfault-runtimes-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const tarballs = join(folder, 'tarballs');
  await mkdir(tarballs);
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', tarballs], { cwd: ROOT });
  const [tarball] = await readdir(tarballs);
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true }));
  await run('npm', ['install', '--no-audit', '--no-package-lock', join(tarballs, tarball)], { cwd: folder });
  for (const part of ['checks.mjs', 'expectations.mjs', 'entries'])
    await cp(join(HERE, part), join(folder, part), { recursive: true });
  return { folder, providers: await writeEntries(folder) };
}
