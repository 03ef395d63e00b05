import { fileURLToPath } from 'node:url';

import { runBrowser } from './drivers/browser.mjs';
import { runCommandLine, versionOf } from './drivers/command-line.mjs';
import { runWebkit } from './drivers/webkit.mjs';
import { runWorkerd } from './drivers/workerd.mjs';
import edgeRuntime from './node_modules/edge-runtime/package.json' with { type: 'json' };
import { findOrInstall } from './system-packages.mjs';

const ENTRIES = { ESM: 'entries/esm.mjs', CommonJS: 'entries/commonjs.cjs' };
const DENO_RUN = ['run', '--quiet', '--no-prompt', '--no-remote', '--allow-net=127.0.0.1', '--allow-read'];

/**
 * Every runtime: in which form it loads the package, what its refused connections prove about the request, what it makes
 * of AbortSignal.timeout, and how it runs the checks.
 *
 * @type {readonly {
 *   name: string,
 *   form: 'ESM' | 'CommonJS',
 *   sentWhenRefused: 'no' | 'unknown',
 *   timeoutsLookLike?: 'timeout' | 'aborted',
 *   run: (place: { folder: string, origin: string }) => Promise<{ version: string, passed: number, failures: string[] }>,
 * }[]}
 */
export const RUNTIMES = [
  ...bothForms('Node', installed('node20/bin/node'), 'no'),
  ...bothForms('Node', installed('node22/bin/node'), 'no'),
  ...bothForms('Node', installed('node24/bin/node'), 'no'),
  ...bothForms('Node', installed('node26/bin/node'), 'no'),
  // Bun does not say whether it was connecting, and sends some requests again by itself.
  ...bothForms('Bun', installed('.bin/bun'), 'unknown'),
  // Deno sends a request again by itself: a refused connection can be the second one.
  ...bothForms('Deno', installed('.bin/deno'), 'unknown', DENO_RUN),
  {
    name: 'workerd',
    form: 'ESM',
    sentWhenRefused: 'unknown',
    async run(place) {
      const program = installed('.bin/workerd');
      return { version: await versionOf(program), ...(await runWorkerd({ program, ...place })) };
    },
  },
  {
    name: 'edge-runtime',
    form: 'ESM',
    sentWhenRefused: 'no',
    async run({ folder, origin }) {
      const driver = fileURLToPath(new URL('drivers/edge-runtime.mjs', import.meta.url));
      const parameters = ['--experimental-vm-modules', '--no-warnings', driver, folder];
      const results = await runCommandLine({ program: process.execPath, parameters, folder, origin });
      return { version: edgeRuntime.version, ...results };
    },
  },
  {
    name: 'Chromium',
    form: 'ESM',
    sentWhenRefused: 'unknown',
    run: async ({ origin }) =>
      runBrowser({ browser: 'chrome', program: await findOrInstall('chromium', 'chromium'), origin }),
  },
  {
    name: 'Firefox',
    form: 'ESM',
    sentWhenRefused: 'unknown',
    run: async ({ origin }) =>
      runBrowser({ browser: 'firefox', program: await findOrInstall('firefox-esr', 'firefox-esr'), origin }),
  },
  {
    name: 'WebKit',
    form: 'ESM',
    sentWhenRefused: 'unknown',
    timeoutsLookLike: 'aborted', // it throws an AbortError whatever the reason
    run: async (place) =>
      runWebkit({
        displayServer: await findOrInstall('Xvfb', 'xvfb'),
        driver: await findOrInstall('WebKitWebDriver', 'webkit2gtk-driver'),
        ...place,
      }),
  },
];

function installed(path) {
  return fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));
}

function bothForms(name, program, sentWhenRefused, ownParameters = []) {
  return Object.entries(ENTRIES).map(([form, entry]) => ({
    name,
    form,
    sentWhenRefused,
    async run(place) {
      const parameters = [...ownParameters, entry];
      const results = await runCommandLine({ program, parameters, ...place });
      return { version: await versionOf(program), ...results };
    },
  }));
}
