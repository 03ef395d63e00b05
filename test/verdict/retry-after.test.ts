import { describe, expect, test } from 'vitest';

import type { HeadersInput } from '../../src/verdict/reply.js';
import { delayOf } from '../../src/verdict/retry-after.js';

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);

function delay(headers: HeadersInput | null): number | null {
  return delayOf(headers, () => NOW);
}

describe('Retry-After in seconds', () => {
  test.each([
    ['0', 0],
    ['7', 7_000],
    [' 120\t', 120_000],
    ['0005', 5_000],
    ['99999999999999999999', 2 ** 31 * 1000],
  ])('%j', (value, expected) => {
    expect(delay({ 'Retry-After': value })).toBe(expected);
  });
});

describe('Retry-After as a date', () => {
  test.each([
    ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
    ['Sunday, 22-Nov-26 12:00:30 GMT', 30_000],
    ['Sun Nov 22 12:00:30 2026', 30_000],
    ['Tue Dec  1 12:00:00 2026', 9 * 24 * 3_600_000],
    ['Fri, 01 Jan 2027 12:00:00 GMT', 40 * 24 * 3_600_000],
    [' Sun, 22 Nov 2026 12:00:30 GMT\t', 30_000],
    ['Thu, 31 Dec 2026 23:59:60 GMT', null],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
    // Two digits that seem over 50 years ahead are in the past.
    ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
    ['Sunday, 22-Nov-76 12:00:00 GMT', Date.UTC(2076, 10, 22, 12) - NOW],
    ['Monday, 22-Nov-77 12:00:00 GMT', 0],
  ])('%j', (value, expected) => {
    expect(delay({ 'retry-after': value })).toBe(expected);
  });
});

describe('junk is ignored, never guessed', () => {
  test.each([
    '',
    '-5',
    '+5',
    '1.5',
    '5s',
    '5, 7',
    '0x10',
    '1e3',
    'soon',
    'Sun, 22 Nov 2026 12:00:30',
    'Sun, 22 Nov 2026 12:00:30 CET',
    'Sun, 22 nov 2026 12:00:30 GMT',
    'Sun, 22 Nov 26 12:00:30 GMT',
    'Thu, 31 Apr 2026 12:00:30 GMT',
    'Sun, 22 Nov 2026 25:00:30 GMT',
    'Sun, 22 Xxx 2026 12:00:30 GMT',
    '2026-11-22T12:00:30Z',
    'at Sun, 22 Nov 2026 12:00:30 GMT',
    'at Sunday, 22-Nov-26 12:00:30 GMT',
    'at Sun Nov 22 12:00:30 2026',
    'Sun, 22 Nov 2026 12:00:30 GMT+1',
    'Sunday, 22-Nov-26 12:00:30 GMT+1',
    'Sun Nov 22 12:00:30 2026 GMT',
  ])('%j', (value) => {
    expect(delay({ 'retry-after': value })).toBeNull();
  });

  test('and the next source is asked', () => {
    expect(delay({ 'retry-after': '-5', 'ratelimit-reset': '9' })).toBe(9_000);
  });
});

describe('RateLimit headers', () => {
  test.each([
    [{ ratelimit: 'limit=100, remaining=0, reset=30' }, 30_000],
    [{ ratelimit: 'limit=100, remaining=3, reset=30' }, null],
    [{ ratelimit: 'limit=100, reset=30' }, 30_000],
    [{ ratelimit: '"default";r=0;t=12' }, 12_000],
    [{ ratelimit: '"burst";r=0;t=5, "daily";r=800;t=3600' }, 5_000],
    [{ ratelimit: '"burst";r=0;t=5, "daily";r=0;t=60' }, 60_000],
    [{ ratelimit: '"a,b;t=99";r=0;t=4' }, 4_000],
    [{ ratelimit: '"default";r=5;t=12' }, null],
    [{ ratelimit: 'nonsense' }, null],
    [{ 'ratelimit-reset': '30' }, 30_000],
    [{ 'ratelimit-reset': '30', 'ratelimit-remaining': '0' }, 30_000],
    [{ 'ratelimit-reset': '30', 'ratelimit-remaining': '12' }, null],
    [{ 'ratelimit-reset': 'soon' }, null],
    [{ 'retry-after': '1', ratelimit: 'limit=1, remaining=0, reset=30' }, 1_000],
    [{}, null],
    [null, null],
  ])('%j', (headers, expected) => {
    expect(delay(headers)).toBe(expected);
  });

  test('of any length are read', () => {
    const policies = Array.from(
      { length: 130_000 },
      (_, index) => `"p${String(index)}";r=0;t=${String(index)}`,
    );
    expect(delay({ ratelimit: policies.join(', ') })).toBe(129_999_000);
    expect(delay({ ratelimit: '"'.repeat(130_000) })).toBeNull();
  });
});
