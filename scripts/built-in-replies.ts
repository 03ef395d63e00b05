import { readdirSync, readFileSync } from 'node:fs';

const FIXTURES = new URL('../fixtures/', import.meta.url);

interface FixtureFile {
  readonly row: string | undefined;
  readonly reply: unknown;
  readonly request: unknown;
  readonly now: unknown;
}

/**
 * The replies that `payfault/testing` answers with for the built-in providers: of each folder of fixtures the canonical
 * ones, as far as a reply needs them. The bundler compiles them in; vitest serves them to the source.
 *
 * @returns the JSON text that `BUILT_IN_REPLIES` is replaced with, as the `define` option of both takes it.
 */
export function builtInReplies(): Readonly<Record<string, string>> {
  const replies = Object.fromEntries(folders().map((folder) => [folder, canonicalReplies(folder)]));
  // Text in a text: of an object esbuild would make a module that every entry of the package imports.
  return { BUILT_IN_REPLIES: JSON.stringify(JSON.stringify(replies)) };
}

function folders(): readonly string[] {
  return readdirSync(FIXTURES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map(({ name }) => name);
}

function canonicalReplies(folder: string): readonly FixtureFile[] {
  const directory = new URL(`${folder}/`, FIXTURES);
  return readdirSync(directory)
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, directory), 'utf8');
      const { row, reply, request, now } = JSON.parse(text) as FixtureFile; // a file of our own, checked by test/fixtures.test.ts
      return { row, reply, request, now };
    })
    .filter(({ row }) => row !== undefined);
}
