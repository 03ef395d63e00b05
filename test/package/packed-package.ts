import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { afterAll } from 'vitest';

/** Runs a program to its end; rejects when it fails, with what it printed. */
export const run = promisify(execFile);

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface Targets {
  readonly types: string;
  readonly default: string;
}

/** The members of package.json that the tests read. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly sideEffects: readonly string[];
  readonly exports: Readonly<
    Record<string, string | { readonly import: Targets; readonly require: Targets }>
  >;
  readonly dependencies?: object;
  readonly peerDependencies?: object;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly optionalDependencies?: object;
}

/** One key of `exports` that is code. */
export interface Entry {
  /** What is imported: `payfault/paysg`. */
  readonly specifier: string;
  readonly import: Targets;
  readonly require: Targets;
}

/** The package as npm would publish it, installed in a project that has nothing else. */
export interface PackedPackage {
  /** The file that `npm pack` wrote. */
  readonly tarball: string;
  /** The paths in it, sorted. */
  readonly files: readonly string[];
  /** The project. */
  readonly project: string;
  /** Where the package lies in it. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** The entries that export something. */
  readonly entries: readonly Entry[];
  /** Those that add something to a test runner, which has to be there: `payfault/vitest`. */
  readonly runnerEntries: readonly Entry[];
  /** Those that export one provider, by its name: `payfault/paysg`. */
  readonly providers: readonly { readonly name: string; readonly specifier: string }[];
}

const temporaryFolders: string[] = [];
afterAll(() => {
  for (const folder of temporaryFolders) rmSync(folder, { recursive: true, force: true });
});

let packed: Promise<PackedPackage> | undefined;

/** Packs and installs the package, once for each test file; it is gone when the file's tests have ended. */
export function packedPackage(): Promise<PackedPackage> {
  return (packed ??= packAndInstall());
}

/** Unpacks the package into a project, under the name by which the project imports it. */
export async function install(tarball: string, project: string, name: string): Promise<string> {
  const folder = join(project, 'node_modules', name);
  mkdirSync(folder, { recursive: true });
  await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  return folder;
}

/** Runs an ES module in a project on this Node.js, outside the test runner; gives what it printed, parsed as JSON. */
export async function runModule(project: string, code: string, ...parameters: string[]): Promise<unknown> {
  const options = { cwd: project, env: PLAIN_ENVIRONMENT };
  const { stdout } = await run(
    process.execPath,
    ['--input-type=module', '--eval', code, ...parameters],
    options,
  );
  return JSON.parse(stdout);
}

/** The environment without what the test runner sets for its own processes. */
const PLAIN_ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(NODE_|VITEST)/.test(name)),
);

async function packAndInstall(): Promise<PackedPackage> {
  await buildIfMissing();
  const project = temporaryFolder();
  const { stdout } = await run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--loglevel=error', '--pack-destination', project],
    { cwd: ROOT },
  );
  // What `npm pack --json` prints; one package, so one element.
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  const tarball = join(project, filename);
  const folder = await install(tarball, project, 'payfault');
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const all = entriesOf(manifest);
  const entries = all.filter((entry) => !isForRunner(entry));
  return {
    tarball,
    files: files.map(({ path }) => path).sort(),
    project,
    folder,
    manifest,
    entries,
    runnerEntries: all.filter(isForRunner),
    providers: providersAmong(entries),
  };
}

function entriesOf({ name, exports }: Manifest): readonly Entry[] {
  return Object.entries(exports).flatMap(([key, targets]) =>
    typeof targets === 'string' ? [] : [{ specifier: key.replace('.', name), ...targets }],
  );
}

function isForRunner({ specifier }: Entry): boolean {
  return /\/(?:jest|vitest|vitest-4)$/.test(specifier);
}

/** A provider's entry is called as the file of src/providers that it is built from. */
function providersAmong(entries: readonly Entry[]): PackedPackage['providers'] {
  return entries.flatMap(({ specifier }) => {
    const name = specifier.split('/')[1] ?? '';
    return existsSync(join(ROOT, `src/providers/${name}.ts`)) ? [{ name, specifier }] : [];
  });
}

/** Test files run side by side and none may see half a build: it is made elsewhere, and the first to finish moves it in. */
async function buildIfMissing(): Promise<void> {
  const built = join(ROOT, 'dist');
  if (existsSync(built)) return;
  const unfinished = mkdtempSync(join(ROOT, 'dist-'));
  try {
    await run(process.execPath, [binary('tsup', 'dist/cli-default.js'), '--out-dir', unfinished], {
      cwd: ROOT,
    });
    renameSync(unfinished, built);
  } catch (thrown) {
    if (!existsSync(built)) throw thrown;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** The path of a development dependency's program. */
export function binary(dependency: string, path: string): string {
  return join(ROOT, 'node_modules', dependency, path);
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'payfault-'));
  temporaryFolders.push(folder);
  return folder;
}
