import { gzipSync } from 'node:zlib';

import { describe, expect, test } from 'vitest';

import { PROVIDERS } from '../fixtures.js';
import { BUNDLERS } from './bundle.js';
import { packedPackage } from './packed-package.js';

const packed = await packedPackage();
const { providers } = packed;

/** The providers that came first; those that came later hold far more words. */
const FIRST = ['getpaid', 'makecommerce', 'paypaga', 'paysg', 'paystand'];

interface Ceiling {
  readonly about: string;
  /** Bytes, minified by esbuild and compressed by gzip -9: for the largest of the programs and either bundler. */
  readonly bytes: number;
  readonly programs: readonly string[];
}

/**
 * What is promised, zod included: 4.4 kB of each. A further 4.9 kB is redaction (card numbers by the networks' ranges,
 * secrets in all their spellings), 8 kB of `wrapFetch` is reading a success to its end and proving that a request never
 * left. The tables of a large provider are 2 to 4 kB; which requests refund, pay out or can be done once only are 0.5 kB of all.
 */
const CEILINGS: readonly Ceiling[] = [
  { about: 'isPaymentError', bytes: 600, programs: [core('isPaymentError')] },
  {
    about: 'any one of the first providers and normalize',
    bytes: 19_500,
    programs: FIRST.map((name) => provider(name) + core('normalize')),
  },
  {
    about: 'any one of the first providers and wrapFetch',
    bytes: 27_200,
    programs: FIRST.map((name) => provider(name) + core('wrapFetch')),
  },
  {
    about: 'all of the first providers and normalize',
    bytes: 22_000,
    programs: [FIRST.map(provider).join('') + core('normalize')],
  },
  {
    about: 'any other provider and normalize',
    bytes: 24_000,
    programs: providers
      .filter(({ name }) => !FIRST.includes(name))
      .map(({ name }) => provider(name) + core('normalize')),
  },
  {
    about: 'all providers and normalize',
    bytes: 42_500,
    programs: [providers.map(({ name }) => provider(name)).join('') + core('normalize')],
  },
];

test('the first providers are among those of the package', () => {
  expect(providers.map(({ name }) => name)).toEqual(expect.arrayContaining(FIRST));
});

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
      const sizes: number[] = [];
      for (const program of programs)
        sizes.push(gzipSync((await bundle(program, packed)).code, { level: 9 }).length);
      expect(Math.min(...sizes)).toBeGreaterThan(100);
      expect(Math.max(...sizes), sizes.join(', ')).toBeLessThanOrEqual(bytes);
    },
    60_000,
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

  test('what a program does not use is not in it', async () => {
    const { code, files } = await bundle(core('isPaymentError'), packed);
    expect(files.filter((file) => providers.some(({ name }) => file === `${name}.js`))).toEqual([]);
    expect(code).not.toMatch(/zod|safeParse|reconcile_first/i);
  });
});
