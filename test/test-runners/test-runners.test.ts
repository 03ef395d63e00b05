import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { beforeAll, describe, expect, test } from 'vitest';

import { binary, install, packedPackage, ROOT, run } from '../package/packed-package.js';

const HERE = fileURLToPath(new URL('./', import.meta.url));
const INSTALLED = join(HERE, 'node_modules');
const INSTALLED_LOCK = join(INSTALLED, '.installed-lock.json');

/** A project as users have it: the package from its tarball, and a test runner. */
interface Project {
  readonly folder: string;
  /** Its other packages, and where each is installed. */
  readonly packages: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** What the runner says when all tests of the project have passed. */
  readonly passed: RegExp;
  /** Where its files import something else. */
  readonly replaced?: readonly [before: string, after: string];
}

/** The types of globals that a project asks for. */
const TYPES = { '@types/node': join(ROOT, 'node_modules/@types/node') };
const JEST: Pick<Project, 'command' | 'passed'> = {
  command: ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--ci'],
  passed: /Tests: +2 passed, 2 total/,
};
const VITEST: Pick<Project, 'folder' | 'command' | 'passed'> = {
  folder: 'vitest',
  command: ['node_modules/vitest/vitest.mjs', 'run'],
  passed: /Tests +2 passed \(2\)/,
};

const PROJECTS: Readonly<Record<string, Project>> = {
  vitest: { ...VITEST, packages: { ...TYPES, vitest: join(ROOT, 'node_modules/vitest') } },
  'vitest 4': {
    ...VITEST,
    packages: { ...TYPES, vitest: join(INSTALLED, 'vitest') },
    replaced: ['payfault/vitest', 'payfault/vitest-4'],
  },
  jest: { ...JEST, folder: 'jest', packages: { ...TYPES, ...installed('jest', '@jest/globals', 'expect') } },
  'jest’s globals': {
    ...JEST,
    folder: 'jest-globals',
    packages: { ...TYPES, ...installed('jest', '@types/jest', 'expect') },
  },
  'node:test': {
    folder: 'node-test',
    packages: TYPES,
    command: ['--test', '--test-reporter=tap', 'payments.spec.ts'],
    passed: /^# pass 2$/m,
  },
};

function installed(...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, join(INSTALLED, name)]));
}

const { project, tarball } = await packedPackage();

beforeAll(async () => {
  const lock = readFileSync(join(HERE, 'package-lock.json'), 'utf8');
  if (lock === installedLock()) return;
  await run('npm', ['ci', '--no-audit'], { cwd: HERE });
  writeFileSync(INSTALLED_LOCK, lock);
}, 600_000);

function installedLock(): string | null {
  try {
    return readFileSync(INSTALLED_LOCK, 'utf8');
  } catch {
    return null;
  }
}

describe.each(Object.entries(PROJECTS))('with %s', (name, { packages, command, passed, ...files }) => {
  const folder = join(project, name.replace(/\W/g, '-'));

  beforeAll(async () => {
    cpSync(join(HERE, files.folder), folder, { recursive: true });
    cpSync(join(HERE, 'project.json'), join(folder, 'tsconfig.json'));
    if (files.replaced) replaceIn(join(folder, 'payments.spec.ts'), ...files.replaced);
    await install(tarball, folder, 'payfault');
    for (const [dependency, path] of Object.entries(packages))
      link(path, join(folder, 'node_modules', dependency));
  });

  test('one import adds the matchers', async () => {
    const { stdout, stderr } = await run(process.execPath, command, { cwd: folder, env: ENVIRONMENT });
    expect(stdout + stderr).toMatch(passed);
  });

  test.each(['typescript', 'typescript-7'])(
    'one import adds their types, checked by %s',
    async (compiler) => {
      const types = Object.keys(packages).flatMap(
        (dependency) => /^@types\/(.+)/.exec(dependency)?.[1] ?? [],
      );
      const check = [binary(compiler, 'bin/tsc'), '-p', '.', '--types', types.join(',')];
      const { stdout } = await run(process.execPath, check, { cwd: folder }).catch(
        (failure: unknown) => failure as { stdout: string }, // it fails where it has findings
      );
      expect(stdout.split('\n').filter(isOurs)).toEqual([]);
    },
  );
});

/** The types of the test runners need not be without fault. */
function isOurs(finding: string): boolean {
  return (
    finding.includes('error TS') &&
    (!finding.includes('node_modules/') || finding.includes('node_modules/payfault/'))
  );
}

function replaceIn(path: string, before: string, after: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').replace(`'${before}'`, `'${after}'`));
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

/** The environment without what the test runner sets for its own processes. */
const ENVIRONMENT = Object.fromEntries(
  Object.entries({ ...process.env, NO_COLOR: '1' }).filter(([name]) => !/^(NODE_|VITEST|TEST$)/.test(name)),
);
