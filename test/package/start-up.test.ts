import { symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { packedPackage, ROOT, runModule } from './packed-package.js';

const { entries, project } = await packedPackage();
symlinkSync(join(ROOT, 'node_modules/zod'), join(project, 'node_modules/zod'));

/** What the providers' schemas would cost if they imported it, and not what is compiled in of it. */
const REFERENCE = 'zod/mini';

/** Each round imports every module once, so that a slow moment of the machine falls on all of them. */
const ROUNDS = 9;

/** A payment provider's own client takes about 200. */
const MOST_MS = 15;

let milliseconds: Readonly<Record<string, number[]>>;

beforeAll(async () => {
  milliseconds = await importTimes([REFERENCE, ...entries.map(({ specifier }) => specifier)]);
}, 180_000);

describe('a cold import', () => {
  test.each(entries)(`of $specifier takes at most a third of what ${REFERENCE} takes`, ({ specifier }) => {
    const ratio = medianOf(milliseconds[specifier]) / medianOf(milliseconds[REFERENCE]);
    expect(ratio).toBeGreaterThan(0);
    expect(ratio).toBeLessThanOrEqual(1 / 3);
  });

  test.each(entries)(`of $specifier takes at most ${String(MOST_MS)} ms`, ({ specifier }) => {
    // A busy machine makes it longer and none makes it shorter.
    expect(Math.min(...(milliseconds[specifier] ?? []))).toBeLessThanOrEqual(MOST_MS);
  });
});

/** Imports each module in fresh processes; gives milliseconds by specifier. */
async function importTimes(specifiers: readonly string[]): Promise<Readonly<Record<string, number[]>>> {
  const times = Object.fromEntries(specifiers.map((specifier): [string, number[]] => [specifier, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const [specifier, measured] of Object.entries(times)) measured.push(await importTime(specifier));
  return times;
}

/** Processor time: on a busy machine it is the same, whereas the clock also counts the waiting for a processor. */
async function importTime(specifier: string): Promise<number> {
  const code = `
    const start = process.cpuUsage();
    await import(process.argv[1]);
    const { user, system } = process.cpuUsage(start);
    console.log((user + system) / 1_000);`;
  return Number(await runModule(project, code, specifier));
}

function medianOf(values: readonly number[] = []): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? NaN;
}
