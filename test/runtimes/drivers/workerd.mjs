import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { firstOutput, start, stop } from '../processes.mjs';

const RUN_MS = 60_000;
const ENTRY = 'entries/workerd.mjs';
const DIST = 'node_modules/payfault/dist';

/**
 * Serves a worker that runs the checks, and asks it. Whatever is printed meanwhile is a failure.
 *
 * @param {object} options
 * @param {string} options.program
 * @param {string} options.folder
 * @param {string} options.origin
 */
export async function runWorkerd({ program, folder, origin }) {
  const config = join(folder, 'workerd.capnp');
  const built = (await readdir(join(folder, DIST))).filter((file) => file.endsWith('.js'));
  const modules = [
    ENTRY, // the first one is the main module
    'entries/copy-by-path.mjs',
    'checks.mjs',
    'expectations.mjs',
    ...built.map((file) => `${DIST}/${file}`),
  ];
  await writeFile(config, configOf(modules));

  const server = start(program, ['serve', '--control-fd=3', config], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  let complaints = '';
  server.stdout.on('data', (chunk) => (complaints += chunk));
  server.stderr.on('data', (chunk) => (complaints += chunk));
  try {
    const { port } = JSON.parse(await firstOutput(server, server.stdio[3]));
    const response = await fetch(`http://127.0.0.1:${port}/?origin=${encodeURIComponent(origin)}`, {
      signal: AbortSignal.timeout(RUN_MS),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`the worker answered HTTP ${response.status}: ${text}\n${complaints}`);
    const { passed, failures } = JSON.parse(text);
    return { passed, failures: complaints === '' ? failures : [...failures, `printed ${complaints}`] };
  } finally {
    stop(server);
  }
}

function configOf(modules) {
  const entries = modules.map((name) => `    (name = "${name}", esModule = embed "${name}")`);
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "checks", worker = .worker),
    (name = "internet", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "checks")],
);

const worker :Workerd.Worker = (
  compatibilityDate = "2025-01-01",
  modules = [
${entries.join(',\n')},
  ],
);
`;
}
