import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { run } from './processes.mjs';

const HERE = fileURLToPath(new URL('./', import.meta.url));
const LOCK = new URL('package-lock.json', import.meta.url);
const INSTALLED_LOCK = new URL('node_modules/.installed-lock.json', import.meta.url);

const LONGEST_INSTALL_MS = 600_000;

/** Installs the runtimes that package-lock.json names, unless they are installed already. */
export async function installRuntimes() {
  const lock = await readFile(LOCK, 'utf8');
  if (lock === (await readFile(INSTALLED_LOCK, 'utf8').catch(() => null))) return;
  await run('npm', ['ci', '--no-audit'], { cwd: HERE, limitMs: LONGEST_INSTALL_MS });
  await writeFile(INSTALLED_LOCK, lock);
}
