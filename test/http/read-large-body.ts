// Run by memory.test.ts as a process of its own, so that nothing but the reading needs memory: reads one error body
// and prints by how much that raised the highest resident set size the process ever had.

import { getpaid } from '../../src/providers/getpaid.js';
import { failureOf } from './failure-of.js';

const [small = '', large = '', maxBodyBytes = ''] = process.argv.slice(2);
const limits = { maxBodyBytes: Number(maxBodyBytes) };

await failureOf(getpaid, await fetch(small), limits); // so that all code is loaded
const before = process.resourceUsage().maxRSS;
const error = await failureOf(getpaid, await fetch(large), limits);
const growthKilobytes = process.resourceUsage().maxRSS - before;
console.log(JSON.stringify({ status: error.status, growthBytes: growthKilobytes * 1024 }));
