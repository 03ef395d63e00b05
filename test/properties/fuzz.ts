// Tries the properties with very many values, each round with a seed of its own: `npm run test:fuzz`, with
// FUZZ_INPUTS=<n> in the environment for another number than ten million. Ends with 1 when a round finds something.

import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';

import { factorOf, RUNS } from './counts.ts';

/** Short enough to be repeated when it finds something. */
const MOST_INPUTS_OF_A_ROUND = 1_000_000;

const FILES = Object.keys(RUNS).map((name) => `test/properties/${name}.test.ts`);
const inputs = Number(process.env['FUZZ_INPUTS'] ?? 10_000_000);
factorOf(String(inputs)); // throws for too few
const rounds = Math.ceil(inputs / MOST_INPUTS_OF_A_ROUND);

console.log(`${inputs.toLocaleString('en')} inputs on Node.js ${process.versions.node}`);
for (let round = 0; round < rounds; round++) tryRound(Math.ceil(inputs / rounds));

function tryRound(runs: number): void {
  const round = { PROPERTY_SEED: String(randomInt(2 ** 31)), PROPERTY_RUNS: String(runs) };
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync('npx', ['vitest', 'run', ...FILES], {
    env: { ...process.env, ...round },
    encoding: 'utf8',
    maxBuffer: Infinity,
  });
  const variables = Object.entries(round).map(([name, value]) => `${name}=${value}`);
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  console.log(`${variables.join(' ')}: ${status === 0 ? 'nothing found' : 'FOUND'} in ${seconds} s`);
  if (status === 0) return;
  console.log(`${stdout}\n${stderr}\nRepeat: ${variables.join(' ')} npx vitest run test/properties`);
  process.exitCode = 1;
}
