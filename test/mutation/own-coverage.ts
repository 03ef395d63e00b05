/**
 * With the tests of each file, Stryker hands over which changes they reach. All files share one process here, and so the
 * record of what they reach: without this, each file would hand over that of all files before it too, which together
 * is more than fits into the memory.
 */

interface Stryker {
  readonly mutantCoverage?: { readonly perTest: Record<string, unknown> };
}

const { __stryker__: stryker } = globalThis as { readonly __stryker__?: Stryker };

const earlier = stryker?.mutantCoverage?.perTest ?? {};
for (const test of Object.keys(earlier)) Reflect.deleteProperty(earlier, test);
