import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

import everyTest, { UNIT_TESTS } from '../../vitest.config.js';

const FIXTURES = 'test/mutation/fixtures.ts';

/**
 * What comes after all other tests, in this order: tests of what is made from an error, which a change of a provider's
 * table seldom alters, and tests that try many values, import much or wait for something.
 */
const LATE = [
  'test/formats/',
  'test/clients/',
  'test/error/',
  'test/testing/',
  'test/verdict/redact.',
  'test/provider/define-provider.',
  'test/regressions/',
  'test/secrets/',
  'test/wire/',
  'test/retry/',
  'test/http/',
];

/** The fixtures are first: most changes are noticed by one of them. */
class QuickTestsFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(
      files.sort((a, b) => placeOf(a) - placeOf(b) || a.moduleId.localeCompare(b.moduleId)),
    );
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  if (moduleId.endsWith(FIXTURES)) return -2;
  return LATE.findIndex((path) => moduleId.includes(path));
}

// The tests that Stryker runs for each change that it tries: those that look at the source, stay in this process and
// are quick. The first one that fails ends the run.
export default defineConfig({
  ...everyTest,
  test: {
    include: [FIXTURES, ...UNIT_TESTS],
    exclude: [
      'test/fixtures.test.ts', // stands in this folder
      'test/formats/schema.test.ts', // looks at a file of docs, which no change of the source alters
      'test/http/{bounded-reads,deadlines,successes}.test.ts', // wait for seconds; test/wire tries the same without a server
      'test/http/memory.test.ts', // starts a process for each body, which no change is counted in
      'test/http/retry.test.ts', // waits for 17 seconds in all; test/retry tries the loop without a server
      'test/testing/bundle.test.ts', // looks at what was built
      'test/testing/msw.test.ts', // puts itself before the fetch that all files in this process share
    ],
    // One worker loads the source once for all files: 8 seconds for all tests in place of 19. Each run has a new one.
    isolate: false,
    setupFiles: 'test/mutation/own-coverage.ts',
    sequence: { sequencer: QuickTestsFirst },
    testTimeout: 60_000, // the source counts how often each of its parts is run, which slows it down
  },
});
