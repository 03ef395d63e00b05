import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

import everyTest, { UNIT_TESTS } from '../../vitest.config.js';

/** Tests that import much or wait for something, in the order in which they come after all others. */
const SLOW = ['test/provider/define-provider.', 'test/secrets/', 'test/wire/', 'test/retry/', 'test/http/'];

class QuickTestsFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(
      files.sort((a, b) => slownessOf(a) - slownessOf(b) || a.moduleId.localeCompare(b.moduleId)),
    );
  }
}

function slownessOf({ moduleId }: TestSpecification): number {
  return SLOW.findIndex((path) => moduleId.includes(path));
}

// The tests that Stryker runs for each change that it tries: those that look at the source, stay in this process and
// are quick. The first one that fails ends the run.
export default defineConfig({
  ...everyTest,
  test: {
    include: UNIT_TESTS,
    exclude: [
      'test/formats/schema.test.ts', // looks at a file of docs, which no change of the source alters
      'test/http/memory.test.ts', // starts a process for each body, which no change is counted in
      'test/http/retry.test.ts', // waits for 17 seconds in all; test/retry tries the loop without a server
      'test/testing/bundle.test.ts', // looks at what was built
      'test/testing/msw.test.ts', // puts itself before the fetch that all files in this process share
    ],
    // One worker loads the source once for all files: 8 seconds for all tests in place of 19. Each run has a new one.
    isolate: false,
    sequence: { sequencer: QuickTestsFirst },
    testTimeout: 60_000, // the source counts how often each of its parts is run, which slows it down
  },
});
