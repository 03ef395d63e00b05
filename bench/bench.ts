import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { format, resolveConfig } from 'prettier';

import { measureBundles } from './bundle-size.ts';
import { measureColdImports } from './cold-import.ts';
import { assertAgreement, contendersFor } from './contenders.ts';
import { measureGrowth } from './growth.ts';
import { type Comparison, median } from './measure.ts';
import { casesOf, HEAP, MIXED, PROVIDERS } from './replies.ts';
import { type Column, reportOf } from './report.ts';

const RESULTS = new URL('RESULTS.md', import.meta.url);
const ALONE = fileURLToPath(new URL('alone.ts', import.meta.url));

const cases = PROVIDERS.flatMap(casesOf);
assertAgreement(cases);

const names = contendersFor(cases).map(({ name }) => name);
const columns = [...PROVIDERS.map(({ name }) => name), MIXED, HEAP].map(columnOf);
announce('growth');
const growth = await measureGrowth();
announce('cold imports');
const imports = measureColdImports();
announce('bundles');
const bundles = await measureBundles();

const report = reportOf({ names, columns, replies: cases.length, growth, imports, bundles });
const options = await resolveConfig(RESULTS);
const formatted = await format(report, { ...options, parser: 'markdown' });
writeFileSync(RESULTS, formatted);
console.log(formatted);

/** Measures every contender, each in a process of its own. */
function columnOf(title: string): Column {
  announce(title);
  const comparisons = names.map((name) => measureAlone(name, title));
  return {
    title,
    ratios: comparisons.map(({ ratio }) => ratio),
    unit: median(comparisons.map(({ unit }) => unit)),
  };
}

/** What JSON.parse takes, and how many times as much a contender takes. */
function measureAlone(name: string, column: string): Comparison {
  const options = { encoding: 'utf8' } as const;
  const printed = execFileSync(process.execPath, [...process.execArgv, ALONE, name, column], options);
  return JSON.parse(printed) as Comparison; // what alone.ts prints
}

function announce(what: string): void {
  console.error(`measuring ${what} …`);
}
