import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

import everyTest from './vitest.config.js';

const QUICKEST_FIRST = [
  'test',
  'test/formats',
  'test/regressions',
  'test/secrets',
  'test/testing',
  'test/http',
];

class QuickestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(
      files.sort((a, b) => placeOf(a) - placeOf(b) || a.moduleId.localeCompare(b.moduleId)),
    );
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  return QUICKEST_FIRST.findIndex((folder) => new RegExp(`/${folder}/[^/]*$`).test(moduleId));
}

// The tests that Stryker runs for each change that it tries: those that look at the source, stay in this process, and
// are quick. The first that fails ends the run, so the quickest come first.
export default defineConfig({
  ...everyTest,
  test: {
    ...everyTest.test,
    include: QUICKEST_FIRST.map((folder) => `${folder}/*.test.ts`),
    exclude: [
      'test/http/{memory,retry}.test.ts',
      'test/secrets/leaks.test.ts',
      'test/testing/{bundle,check-provider,msw,stripe}.test.ts',
    ],
    // One worker loads the source once for all files: 8 seconds for all tests in place of 19. Each run has a new one.
    isolate: false,
    testTimeout: 20_000, // what counts how often each line is run slows everything down
    sequence: { sequencer: QuickestFirst },
  },
});
