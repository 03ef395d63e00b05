import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

import { run } from './processes.mjs';

const LONGEST_INSTALL_MS = 600_000;

let updated = false;

/**
 * Finds a program, and installs the Debian package that has it when it is missing.
 *
 * @param {string} program
 * @param {string} debianPackage
 * @returns {Promise<string>} where it is
 * @throws when it is missing and can't be installed here
 */
export async function findOrInstall(program, debianPackage) {
  const found = await find(program);
  if (found !== null) return found;
  if ((await find('apt-get')) === null || process.getuid?.() !== 0)
    throw new Error(`${program} is missing, and only root on Debian can install it from here`);
  if (!updated) await aptGet('update');
  updated = true;
  await aptGet('install', '--yes', '--no-install-recommends', debianPackage);
  const installed = await find(program);
  if (installed === null) throw new Error(`Debian's ${debianPackage} has no ${program}`);
  return installed;
}

function aptGet(...parameters) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return run('apt-get', ['--quiet', ...parameters], { env, limitMs: LONGEST_INSTALL_MS });
}

async function find(program) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, program);
    if (await isExecutable(path)) return path;
  }
  return null;
}

async function isExecutable(path) {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
