import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

const ROOT = new URL('../../', import.meta.url);

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<Format, { readonly default: string }>>>>;
}
type Format = 'import' | 'require';

const { exports } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as Manifest;

/** The built files of an entry, by the name that users import. */
function entriesOf(format: Format): ReadonlyMap<string, URL> {
  return new Map(
    Object.entries(exports).flatMap(([name, target]) =>
      typeof target === 'string' ? [] : [[name, new URL(target[format].default, ROOT)] as const],
    ),
  );
}

/** The text of a built file and of all that it imports. */
function reachedFrom(file: URL, reached = new Map<string, string>()): ReadonlyMap<string, string> {
  if (reached.has(file.href)) return reached;
  const text = readFileSync(file, 'utf8');
  reached.set(file.href, text);
  for (const [, specifier = ''] of text.matchAll(/(?:from|import|require\()\s*['"](\.[^'"]+)['"]/g))
    reachedFrom(new URL(specifier, file), reached);
  return reached;
}

const FOR_TESTS = ['./testing', './jest', './vitest', './vitest-4'];

/** What only the testing kit holds: a name out of each of its parts, and the message of a fixture. */
const MARKS = [
  'fakeFetch',
  'errorResponse',
  'documentedErrors',
  'withFixtures',
  'toThrowPaymentError',
  'checkProvider',
  'no_secrets',
  'ConnectTimeoutError',
  'The issuer said no to this card',
];

describe.each<Format>(['import', 'require'])('the package, built for %s', (format) => {
  const entries = entriesOf(format);

  test('has one entry for the testing kit, which holds all of it', () => {
    const testing = entries.get('./testing');
    const text = testing ? [...reachedFrom(testing).values()].join('\n') : '';
    for (const mark of MARKS) expect(text).toContain(mark);
  });

  test('has no other entry that reaches the testing kit, but those of test runners', () => {
    const others = [...entries].filter(([name]) => !FOR_TESTS.includes(name));
    expect(others.length).toBeGreaterThan(5);
    for (const [name, file] of others)
      for (const [reached, text] of reachedFrom(file))
        for (const mark of MARKS)
          expect(text.includes(mark), `${name} holds ${mark}, in ${reached}`).toBe(false);
  });
});
