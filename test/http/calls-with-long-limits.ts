// Run by deadlines.test.ts as a process of its own: ends calls in every way, long before their limits.

import { wrapFetch } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { errorOf } from './error-of.js';

const MINUTE_MS = 60_000;
const payFetch = wrapFetch(getpaid, { timeoutMs: MINUTE_MS, bodyTimeoutMs: MINUTE_MS });
const provider = process.argv[2] ?? '';
const { signal } = new AbortController(); // one that lives as long as the process

const cancelled = new AbortController();
setTimeout(() => {
  cancelled.abort();
}, 40);

const errors = await Promise.all([
  errorOf(payFetch(`${provider}/stalls`, { signal: cancelled.signal })),
  errorOf(payFetch(`${provider}/declines`, { signal })),
  errorOf(payFetch('http://nonexistent.invalid/', { signal })),
  errorOf(payFetch(`${provider}/fails`, { signal })),
]);
await (await payFetch(`${provider}/succeeds`, { signal })).text();
console.log(...errors.map(({ category }) => category), 'succeeded');
