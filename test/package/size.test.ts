import { gzipSync } from 'node:zlib';

import { describe, expect, test } from 'vitest';

import { PROVIDERS } from '../fixtures.js';
import { BUNDLERS } from './bundle.js';
import { packedPackage } from './packed-package.js';

const packed = await packedPackage();

interface Ceiling {
  readonly about: string;
  /** Bytes, minified by esbuild and compressed by gzip -9: for the largest of the programs and either bundler. */
  readonly bytes: number;
  readonly programs: readonly string[];
}

/** What was measured when a line was last changed, plus 3 %; the comment says what those bytes buy. */
const CEILINGS: readonly Ceiling[] = [
  // The lists of categories and strategies that the guard looks into.
  { about: 'isPaymentError', bytes: 572, programs: [core('isPaymentError')] },

  // Zod's object, string and pipe with what parses them (4 kB); the check of a definition (1 kB); the provider's table.
  { about: 'getpaid', bytes: 7_073, programs: [provider('getpaid')] },
  { about: 'makecommerce', bytes: 6_878, programs: [provider('makecommerce')] },
  { about: 'paypaga', bytes: 7_398, programs: [provider('paypaga')] },
  { about: 'paysg', bytes: 6_429, programs: [provider('paysg')] },
  { about: 'paystand', bytes: 7_564, programs: [provider('paystand')] },

  // On top of the provider: recognising, judging, redaction, Retry-After.
  {
    about: 'any one provider and normalize',
    bytes: 12_787,
    programs: PROVIDERS.map(({ name }) => provider(name) + core('normalize')),
  },

  // On top of that: a bounded reading of the body, what a thrown value proves, time-out and abort, the exception.
  {
    about: 'any one provider and wrapFetch',
    bytes: 15_641,
    programs: PROVIDERS.map(({ name }) => provider(name) + core('wrapFetch')),
  },

  // Four more tables.
  {
    about: 'all five providers and normalize',
    bytes: 15_362,
    programs: [PROVIDERS.map(({ name }) => provider(name)).join('') + core('normalize')],
  },
];

function provider(name: string): string {
  return `export { ${name} } from 'payfault/${name}';`;
}

function core(name: string): string {
  return `export { ${name} } from 'payfault';`;
}

describe.each(Object.entries(BUNDLERS))('bundled by %s', (_bundler, bundle) => {
  test.each(CEILINGS)(
    '$about takes at most $bytes bytes',
    async ({ bytes, programs }) => {
      for (const program of programs) {
        const size = gzipSync((await bundle(program, packed)).code, { level: 9 }).length;
        expect(size).toBeGreaterThan(100);
        expect(size).toBeLessThanOrEqual(bytes);
      }
    },
    30_000,
  );

  test.each(PROVIDERS)(
    '$name and wrapFetch hold no other provider, and make no code from text',
    async ({ name, docs }) => {
      const { code, files } = await bundle(provider(name) + core('wrapFetch'), packed);
      expect(files).toContain(`${name}.js`);
      expect(code).toContain(docs);
      for (const other of PROVIDERS.filter((candidate) => candidate.name !== name)) {
        expect(files).not.toContain(`${other.name}.js`);
        expect(code).not.toContain(other.docs);
      }
      expect(code).not.toMatch(/\b(eval|Function)\b/);
    },
    30_000,
  );
});
