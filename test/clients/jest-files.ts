import { createRequire } from 'node:module';

import { inert, runModule } from './module-of-others.js';

/** What a test of theirs has nock answer. */
export interface RecordedReply {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly body: unknown;
}

/**
 * Runs the tests in a CommonJS file that was written for jest and nock, and gives the answers that they prepare. Nothing
 * is sent: of what the file requires only its data is loaded, and all else is a stand-in that does nothing.
 *
 * @param isData - whether a module, by its specifier, holds data.
 * @throws what a test throws.
 */
export async function repliesOfJestFile(
  path: string,
  isData: (specifier: string) => boolean,
): Promise<RecordedReply[]> {
  const replies: RecordedReply[] = [];
  const requireTheirs = createRequire(path);
  const require = (specifier: string): unknown => {
    if (specifier === 'nock') return fakeNock(replies);
    return isData(specifier) ? requireTheirs(specifier) : inert();
  };
  const jest = fakeJest();
  runModule(path, require, jest.globals);
  await jest.run();
  return replies;
}

/** `nock(host).post(path).reply(status, body)` is noted down; all else that a chain may hold changes nothing. */
function fakeNock(replies: RecordedReply[]): unknown {
  const scopeOf = (host: string): unknown => {
    const request = (method: string, path: string): unknown =>
      chain((member) => {
        if (member !== 'reply') return undefined;
        return (status: number, body?: unknown) => {
          replies.push({ method, url: host + path, status, body });
          return scope;
        };
      });
    const scope = chain((member) =>
      ['get', 'post', 'put', 'patch', 'delete'].includes(member)
        ? (path: string) => request(member.toUpperCase(), path)
        : undefined,
    );
    return scope;
  };
  return Object.assign(scopeOf, {
    isActive: () => true,
    cleanAll: () => undefined,
    restore: () => undefined,
  });
}

/** An object with these members, on which every other is a call that gives the object. */
function chain(memberOf: (name: string) => unknown): unknown {
  const self: unknown = new Proxy({}, { get: (_, name) => memberOf(String(name)) ?? (() => self) });
  return self;
}

type Step = (...row: unknown[]) => unknown;
type Table = readonly unknown[] | TemplateStringsArray;

interface FakeJest {
  readonly globals: Readonly<Record<string, unknown>>;
  /** Runs what was declared. */
  readonly run: () => Promise<void>;
}

function fakeJest(): FakeJest {
  const before: Step[] = [];
  const tests: (() => unknown)[] = [];
  const each =
    (table: Table, ...values: unknown[]) =>
    (_name: string, step: Step): void => {
      for (const row of rowsOf(table, values)) tests.push(() => step(...row));
    };
  const test = Object.assign((_name: string, step: Step) => void tests.push(step), {
    each,
    skip: () => undefined,
  });
  const describe = Object.assign((_name: string, declare: Step) => void declare(), { skip: () => undefined });
  return {
    globals: {
      describe,
      test,
      it: test,
      beforeEach: (step: Step) => void before.push(step),
      beforeAll: (step: Step) => void before.push(step),
      afterEach: () => undefined,
      afterAll: () => undefined,
      expect: inert(),
      fail: () => undefined,
    },
    run: async () => {
      for (const step of tests) {
        for (const first of before) await first();
        await step();
      }
    },
  };
}

/** The rows of `each`, which is called with a list, or as the tag of a template whose first line names the columns. */
function rowsOf(table: Table, values: readonly unknown[]): unknown[][] {
  if (!('raw' in table)) return table.map((row) => (Array.isArray(row) ? (row as unknown[]) : [row]));
  const names = String(table[0])
    .split('|')
    .map((name) => name.trim());
  const rows = Array.from({ length: values.length / names.length }, (_, row) =>
    names.map((name, column): [string, unknown] => [name, values[row * names.length + column]]),
  );
  return rows.map((row) => [Object.fromEntries(row)]);
}
