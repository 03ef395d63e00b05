import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));

/** The rooms that each room may import from, beside itself. What is not listed is not allowed: nothing runs back up. */
const WAYS: Readonly<Record<string, readonly string[]>> = {
  error: [],
  provider: ['error'],
  providers: ['provider', 'error'],
  verdict: ['provider', 'error'],
  wire: ['verdict', 'provider', 'error'],
  clients: ['wire', 'verdict', 'provider', 'error'],
  retry: ['wire', 'verdict', 'provider', 'error'],
  testing: ['wire', 'verdict', 'provider', 'error'],
  formats: ['error'],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

/** The files of src, by their paths in it. */
const FILES = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
  .map((path) => path.replaceAll('\\', '/'))
  .sort();

const IMPORTS: readonly Import[] = FILES.flatMap((from) =>
  specifiersIn(readFileSync(resolve(SOURCE, from), 'utf8'))
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => ({ from, to: fileAt(from, specifier) })),
);

/** What a module imports or passes on, types too. */
function specifiersIn(text: string): readonly string[] {
  const code = text.replace(/\/\*[^]*?\*\//g, '');
  return [...code.matchAll(/^(?:import|export)\b(?:[^;'"`=]*?\bfrom)?\s+['"]([^'"]+)['"];/gm)].map(
    ([, specifier = '']) => specifier,
  );
}

function fileAt(from: string, specifier: string): string {
  const path = resolve(SOURCE, dirname(from), specifier.replace(/\.js$/, '.ts'));
  return relative(SOURCE, path).replaceAll('\\', '/');
}

/** The folder of a file; the empty word for one that stands beside the folders. */
function roomOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

describe('the rooms of src', () => {
  test('are these, and index.ts stands alone beside them', () => {
    expect([...new Set(FILES.map(roomOf))].sort()).toEqual(['', ...Object.keys(WAYS)].sort());
    expect(FILES.filter((path) => roomOf(path) === '')).toEqual(['index.ts']);
  });

  test('import files that are there', () => {
    expect(IMPORTS.length).toBeGreaterThan(100);
    expect(IMPORTS.filter(({ to }) => !FILES.includes(to))).toEqual([]);
  });

  test.each(Object.entries(WAYS))('%s imports from nowhere but %j', (room, ways) => {
    const imports = IMPORTS.filter(({ from }) => roomOf(from) === room);
    expect(imports.filter(({ to }) => ![room, ...ways].includes(roomOf(to)))).toEqual([]);
  });

  test('never import index.ts, of src or of a room', () => {
    expect(IMPORTS.filter(({ to }) => to.endsWith('index.ts'))).toEqual([]);
  });

  test('have ways that lead in no circle', () => {
    for (const room of Object.keys(WAYS))
      expect(reachedFrom(room, (next) => WAYS[next] ?? [])).not.toContain(room);
  });

  test('have no providers that import each other: what one imports stands in the folder of its name', () => {
    const providerOf = (file: string): string => file.replace(/^providers\/(\w+)[./].*$/, '$1');
    const between = IMPORTS.filter(
      ({ from, to }) =>
        roomOf(from) === 'providers' && roomOf(to) === 'providers' && providerOf(from) !== providerOf(to),
    );
    expect(between).toEqual([]);
  });
});

test('no file of src imports itself, by whatever way', () => {
  const importsOf = (file: string): readonly string[] =>
    IMPORTS.filter(({ from }) => from === file).map(({ to }) => to);
  for (const file of FILES) expect(reachedFrom(file, importsOf), file).not.toContain(file);
});

/** What is imported from a test runner, by a file that adds to it. */
const RUNNERS: Readonly<Record<string, string>> = {
  'testing/jest.ts': '@jest/globals',
  'testing/vitest.ts': 'vitest',
  'testing/vitest-4.ts': 'vitest',
};

test('a file that adds to a test runner imports it, and no other package', () => {
  for (const [file, runner] of Object.entries(RUNNERS)) {
    const specifiers = specifiersIn(readFileSync(resolve(SOURCE, file), 'utf8'));
    expect(specifiers.filter((specifier) => !specifier.startsWith('.'))).toEqual([runner]);
    expect(IMPORTS.filter(({ to }) => to === file)).toEqual([]);
  }
});

test('zod is imported by the tolerant leaves and by the providers alone, and always zod/mini', () => {
  const packages = FILES.filter((file) => !Object.hasOwn(RUNNERS, file)).flatMap((file) =>
    specifiersIn(readFileSync(resolve(SOURCE, file), 'utf8'))
      .filter((specifier) => !specifier.startsWith('.'))
      .map((specifier) => ({ file, specifier })),
  );
  expect(packages.length).toBeGreaterThan(4);
  for (const { file, specifier } of packages) {
    expect(specifier, file).toBe('zod/mini');
    expect(file).toMatch(/^(?:provider\/schema|providers\/\w+)\.ts$/);
  }
});

/** Everything that is reached from a start by one step or more. */
function reachedFrom(start: string, stepsFrom: (place: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...stepsFrom(start)];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (reached.has(place)) continue;
    reached.add(place);
    waiting.push(...stepsFrom(place));
  }
  return reached;
}
