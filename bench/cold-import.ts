import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const ROOT = new URL('../', import.meta.url);

const BARE = ['zod/mini', 'zod', 'stripe', 'openai', '@mollie/api-client', '@octokit/request-error'];

/** They import a test runner, which is not there. */
const OF_TEST_RUNNERS = ['./jest', './vitest', './vitest-4'];

/** The entry that the others are compared with. */
export const BASE_ENTRY = 'payfault/paysg';

/** Milliseconds that a fresh process spends on `await import(entry)`: the quickest of all rounds, by entry. */
export function measureColdImports(rounds = 9): ReadonlyMap<string, number> {
  const addresses = new Map([...ownEntries(), ...BARE.map((name) => [name, name] as const)]);
  const times = new Map<string, number[]>([...addresses.keys()].map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const [name, address] of addresses) times.get(name)?.push(importOnce(address));
  return new Map([...times].map(([name, ofEntry]) => [name, Math.min(...ofEntry)]));
}

function importOnce(address: string): number {
  const program = `const started = performance.now();
    await import(${JSON.stringify(address)});
    console.log(performance.now() - started);`;
  // In this folder, so that bare names are found in its node_modules.
  const options = { cwd: new URL('.', import.meta.url), encoding: 'utf8' } as const;
  return Number(execFileSync(process.execPath, ['--input-type=module', '--eval', program], options));
}

/** The entries of package.json as far as they are built, with the address of their ESM file. */
function ownEntries(): readonly (readonly [string, string])[] {
  const { exports } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as {
    readonly exports: Readonly<Record<string, string | { readonly import: { readonly default: string } }>>;
  };
  return Object.entries(exports).flatMap(([name, target]) =>
    typeof target === 'string' ||
    OF_TEST_RUNNERS.includes(name) ||
    !existsSync(new URL(target.import.default, ROOT))
      ? []
      : [[name.replace('.', 'payfault'), new URL(target.import.default, ROOT).href] as const],
  );
}
