import { join } from 'node:path';

import { run } from '../processes.mjs';

/**
 * Runs the checks in a runtime with a command line. Whatever else is printed is a failure.
 *
 * @param {object} options
 * @param {string} options.program
 * @param {readonly string[]} options.parameters What comes before the origin.
 * @param {string} options.folder
 * @param {string} options.origin
 */
export async function runCommandLine({ program, parameters, folder, origin }) {
  // An environment of its own: no settings of the outer runtime, and caches that go with the folder.
  const { PATH } = process.env;
  const env = { PATH, HOME: folder, DENO_DIR: join(folder, '.deno'), DENO_NO_UPDATE_CHECK: '1' };
  const { output, complaints } = await run(program, [...parameters, origin], { cwd: folder, env });
  const { passed, failures } = JSON.parse(output);
  return { passed, failures: complaints === '' ? failures : [...failures, `printed ${complaints}`] };
}

/** The version that a program says it has. */
export async function versionOf(program) {
  const { output } = await run(program, ['--version']);
  return /\d+(?:[.-]\d+)+/.exec(output)?.[0] ?? output;
}
