import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { format, resolveConfig } from 'prettier';

import { measureBundles } from './bundle-size.ts';
import { measureColdImports } from './cold-import.ts';
import { assertAgreement, contendersFor } from './contenders.ts';
import { measureGrowth } from './growth.ts';
import { type Comparison, median } from './measure.ts';
import { ALL_MIXED, casesIn, HEAP, MIXED, PROVIDERS } from './replies.ts';
import { type Column, reportOf } from './report.ts';

const RESULTS = new URL('RESULTS.md', import.meta.url);
const ALONE = fileURLToPath(new URL('alone.ts', import.meta.url));

/** The engine may optimise the same code in one process and not in the next: the middle one of this many counts. */
const PROCESSES = 3;

const NOT_THERE: Comparison = { unit: NaN, ratio: NaN };

const cases = casesIn(MIXED);
assertAgreement(cases);

const names = contendersFor(cases).map(({ name }) => name);
const columns = [...PROVIDERS.map(({ name }) => name), MIXED, ALL_MIXED, HEAP].map(columnOf);
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

/** Measures every contender. */
function columnOf(title: string): Column {
  announce(title);
  const there = new Set(contendersFor(casesIn(title)).map(({ name }) => name));
  // Nobody wrote every provider by hand, nor in classic zod.
  const comparisons = names.map((name) => (there.has(name) ? compare(name, title) : NOT_THERE));
  return {
    title,
    ratios: comparisons.map(({ ratio }) => ratio),
    unit: median(comparisons.map(({ unit }) => unit).filter((unit) => !Number.isNaN(unit))),
  };
}

/** What JSON.parse takes, and how many times as much a contender takes. */
function compare(name: string, column: string): Comparison {
  const comparisons = Array.from({ length: PROCESSES }, () => measureAlone(name, column));
  return {
    unit: median(comparisons.map(({ unit }) => unit)),
    ratio: median(comparisons.map(({ ratio }) => ratio)),
  };
}

/** The same, as one process measures it that does nothing else. */
function measureAlone(name: string, column: string): Comparison {
  const options = { encoding: 'utf8' } as const;
  const printed = execFileSync(process.execPath, [...process.execArgv, ALONE, name, column], options);
  return JSON.parse(printed) as Comparison; // what alone.ts prints
}

function announce(what: string): void {
  console.error(`measuring ${what} …`);
}
