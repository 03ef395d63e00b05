// Makes millions of errors from the built package and looks whether anything stays behind; if so, it ends with 1.
// `npm run test:soak`, with `-- --normalizations=<n> --calls=<n>` for less. For a Node.js that does not take TypeScript:
// npx esbuild test/soak/soak.ts --bundle --platform=node --format=esm --external:payfault --external:payfault/* \
//   --outfile=reports/soak/soak.mjs && node --expose-gc reports/soak/soak.mjs

import { parseArgs } from 'node:util';

import { soakCalls } from './calls.ts';
import { growthOf, type Series } from './growth.ts';
import { ROUNDS } from './memory.ts';
import { soakNormalizations } from './normalizations.ts';
import { isProviderServer, serveAsProvider, startProviderServer } from './provider-server.ts';

if (isProviderServer()) serveAsProvider();
else await soak();

async function soak(): Promise<void> {
  const { values } = parseArgs({
    options: {
      normalizations: { type: 'string', default: '10000000' },
      calls: { type: 'string', default: '100000' },
    },
  });
  const normalizations = countIn(values.normalizations);
  const calls = countIn(values.calls);
  console.log(
    `${normalizations.toLocaleString('en')} normalisations and ${calls.toLocaleString('en')} calls on Node.js ${process.versions.node}\n`,
  );
  print('', 'before', 'after', 'growth', 'allowed');
  report(await soakNormalizations(normalizations));
  const server = await startProviderServer();
  try {
    report(await soakCalls(calls, server.url));
  } finally {
    server.stop();
  }
  console.log(`\n${performance.now().toLocaleString('en', { maximumFractionDigits: 0 })} ms`);
}

function countIn(text: string): number {
  const count = Number(text);
  if (!(count >= ROUNDS)) throw new RangeError(`expected a number from ${String(ROUNDS)}, not ${text}`);
  return count;
}

function report(results: readonly Series[]): void {
  for (const series of results) {
    const { before, after, isFlat } = growthOf(series);
    const figures = [before, after, after - before, series.allowance];
    print(series.what, ...figures.map((figure) => figure.toLocaleString('en')), isFlat ? 'flat' : 'GROWS');
    if (!isFlat) process.exitCode = 1;
  }
}

function print(what: string, ...cells: readonly string[]): void {
  console.log(what.padEnd(36), ...cells.map((cell) => cell.padStart(11)));
}
