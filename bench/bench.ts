import { writeFileSync } from 'node:fs';

import { format, resolveConfig } from 'prettier';

import { measureBundles } from './bundle-size.ts';
import { measureColdImports } from './cold-import.ts';
import { assertAgreement, contendersFor } from './contenders.ts';
import { measureGrowth } from './growth.ts';
import { allocationOf, streamTimesOf, timesOf } from './measure.ts';
import { casesOf, PROVIDERS } from './replies.ts';
import { type Column, reportOf } from './report.ts';

const STREAM_LENGTH = 1_000_000;
const RESULTS = new URL('RESULTS.md', import.meta.url);

const cases = PROVIDERS.map(casesOf);
const all = contendersFor(cases.flat());
assertAgreement(cases.flat());

const columns: Column[] = [];
for (const ofProvider of cases) {
  const title = ofProvider[0]?.provider.name ?? '';
  announce(title);
  columns.push({ title, values: await timesOf(contendersFor(ofProvider)) });
}
announce(`a stream of ${String(STREAM_LENGTH)} replies`);
const stream = mixed(STREAM_LENGTH, cases.flat().length);
columns.push({ title: 'all, mixed', values: streamTimesOf(all, stream) });
announce('allocation');
columns.push({ title: 'heap', values: all.map((contender) => allocationOf(contender)) });
announce('growth');
const growth = await measureGrowth();
announce('cold imports');
const imports = measureColdImports();
announce('bundles');
const bundles = await measureBundles();

const names = all.map(({ name }) => name);
const report = reportOf({ names, columns, replies: cases.flat().length, growth, imports, bundles });
const options = await resolveConfig(RESULTS);
const formatted = await format(report, { ...options, parser: 'markdown' });
writeFileSync(RESULTS, formatted);
console.log(formatted);

function announce(what: string): void {
  console.error(`measuring ${what} …`);
}

/** Indexes in an order that looks random and is the same in every run (a linear congruential generator). */
function mixed(length: number, below: number): Uint32Array {
  let state = 1;
  return Uint32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  });
}
