const process = require('node:process');

const { copy } = require('./copy-by-require.cjs');

async function run() {
  const { runChecks } = await import('../checks.mjs');
  const imported = await import('./copy-by-import.mjs');
  const results = await runChecks({ copy, sameRealmCopies: [imported.copy], origin: process.argv[2] });
  process.stdout.write(JSON.stringify(results));
}

run();
