import { describe, expect, test } from 'vitest';

import {
  inspect,
  inspectResponse,
  normalize,
  normalizeThrown,
  retryDelayMs,
  wrapFetch,
} from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';

// What no type allows, and JavaScript still passes.
const NO_PROVIDERS: readonly never[] = [
  undefined,
  null,
  'getpaid',
  {},
  { ...getpaid },
  () => getpaid,
] as never[];
const NO_AMOUNTS: readonly never[] = [-1, -Infinity, Number.NaN, '5000', null, {}, 5n] as never[];
const NO_FUNCTIONS: readonly never[] = [null, 'fetch', 5, {}, { fetch }] as never[];
const NO_ATTEMPTS: readonly never[] = [0, -1, 1.5, Number.NaN, Infinity, '1', undefined] as never[];
const REFUSED = { status: 429, body: null };

function answer(): Response {
  return new Response(null, { status: 503 });
}

interface Misuse {
  readonly argument: string;
  readonly values: readonly never[];
  readonly by: string;
  readonly call: (value: never) => unknown;
}

const MISUSES: readonly Misuse[] = [
  { argument: 'provider', values: NO_PROVIDERS, by: 'normalize', call: (value) => normalize(value, REFUSED) },
  { argument: 'provider', values: NO_PROVIDERS, by: 'inspect', call: (value) => inspect(value, REFUSED) },
  { argument: 'provider', values: NO_PROVIDERS, by: 'wrapFetch', call: (value) => wrapFetch(value) },
  {
    argument: 'provider',
    values: NO_PROVIDERS,
    by: 'inspectResponse',
    call: (value) => inspectResponse(value, answer()),
  },
  {
    argument: 'provider',
    values: NO_PROVIDERS,
    by: 'normalizeThrown',
    call: (value) => normalizeThrown(value, new Error('x')),
  },
  {
    argument: 'fetch',
    values: NO_FUNCTIONS,
    by: 'wrapFetch',
    call: (value) => wrapFetch(getpaid, { fetch: value }),
  },
  {
    argument: 'timeoutMs',
    values: NO_AMOUNTS,
    by: 'wrapFetch',
    call: (value) => wrapFetch(getpaid, { timeoutMs: value }),
  },
  ...(['maxBodyBytes', 'bodyTimeoutMs'] as const).flatMap((argument): readonly Misuse[] => [
    {
      argument,
      values: NO_AMOUNTS,
      by: 'wrapFetch',
      call: (value) => wrapFetch(getpaid, { [argument]: value }),
    },
    {
      argument,
      values: NO_AMOUNTS,
      by: 'normalizeThrown',
      call: (value) => normalizeThrown(getpaid, new Error('x'), {}, { [argument]: value }),
    },
    {
      argument,
      values: NO_AMOUNTS,
      by: 'inspectResponse',
      call: (value) => inspectResponse(getpaid, answer(), {}, { [argument]: value }),
    },
  ]),
  {
    argument: 'attempt',
    values: NO_ATTEMPTS,
    by: 'retryDelayMs',
    call: (value) => retryDelayMs(normalize(getpaid, REFUSED), value),
  },
];

describe('a bad argument is refused with a TypeError that names it', () => {
  test.each(MISUSES.map((misuse) => [misuse.argument, misuse.by, misuse] as const))(
    '%s of %s',
    async (argument, _by, { values, call }) => {
      for (const value of values) {
        const thrown: unknown = await Promise.resolve()
          .then(() => call(value))
          .catch((reason: unknown) => reason);
        expect(thrown).toBeInstanceOf(TypeError);
        expect(thrown).toHaveProperty('message', expect.stringMatching(`^${argument}: expected .+`));
      }
    },
  );

  test('when wrapping, not first when paying', () => {
    const wrapping = MISUSES.filter(({ by }) => by === 'wrapFetch');
    expect(wrapping.length).toBeGreaterThan(4);
    for (const { values, call } of wrapping)
      for (const value of values) expect(() => call(value)).toThrow(TypeError);
  });
});

test('`undefined` is the default', () => {
  const options = {
    fetch: undefined,
    timeoutMs: undefined,
    maxBodyBytes: undefined,
    bodyTimeoutMs: undefined,
    inspectSuccess: undefined,
  };
  expect(wrapFetch(getpaid, options)).toBeTypeOf('function');
  expect(wrapFetch(getpaid, undefined)).toBeTypeOf('function');
});
