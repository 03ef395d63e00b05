// Runs by itself, with --experimental-vm-modules: loads the checks as modules of an edge-runtime's virtual machine.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { SourceTextModule } from 'node:vm';

import { EdgeRuntime } from 'edge-runtime';

const [folder, origin] = process.argv.slice(2);
const { context } = new EdgeRuntime();
const modules = new Map();

async function load(url) {
  const source = await readFile(new URL(url), 'utf8');
  return new SourceTextModule(source, { context, identifier: url });
}

/** Each file becomes one module, whoever imports it. */
function link(specifier, importer) {
  const url = new URL(specifier, importer.identifier).href;
  if (!modules.has(url)) modules.set(url, load(url));
  return modules.get(url);
}

const addressOf = (file) => pathToFileURL(join(folder, file)).href;
const entry = await load(addressOf('entries/edge.mjs'));
await entry.link(link);
await entry.evaluate();

const { copy } = await import(addressOf('entries/copy-by-path.mjs'));
const results = await entry.namespace.run(origin, { ...copy, name: 'ESM in the surrounding realm' });
process.stdout.write(JSON.stringify(results));
