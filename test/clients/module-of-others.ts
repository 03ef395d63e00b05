import { readFileSync } from 'node:fs';
import { compileFunction } from 'node:vm';

/**
 * Runs a CommonJS module, with another `require` than its own.
 *
 * @param globals - what else it finds there.
 * @returns what it exports.
 */
export function runModule(
  path: string,
  require: (specifier: string) => unknown,
  globals: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const exports = {};
  const names = ['require', 'exports', ...Object.keys(globals)];
  const run = compileFunction(readFileSync(path, 'utf8'), names, { filename: path }) as (
    ...args: unknown[]
  ) => void;
  run(require, exports, ...Object.values(globals));
  return exports;
}

/** Stands for what a module does not need: takes any call, and has any member; awaited, it is there at once. */
export function inert(): unknown {
  // An arrow function could not be constructed.
  const target = function () {
    return undefined;
  };
  const proxy: unknown = new Proxy(target, {
    get: (_, key) => {
      if (key === 'then') return undefined;
      if (key === Symbol.toPrimitive) return () => '';
      return key === Symbol.iterator ? [][Symbol.iterator] : proxy;
    },
    apply: () => proxy,
    construct: () => proxy as object,
  });
  return proxy;
}
