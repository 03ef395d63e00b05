// Run by clients.test.ts as a process of its own: makes every combination, prints how many, and has to end by itself.

import { type Combination, COMBINATIONS, provoke } from './combinations.js';
import type { Places } from './faults.js';

console.warn = () => undefined; // superagent, when a body breaks off

/** superagent connects even for a call that was aborted before, and leaves that connection open. */
function leavesNothingOpen({ client, fault }: Combination): boolean {
  return !(client.name === 'superagent' && fault.name === 'an abort before the call');
}

const places = JSON.parse(process.argv[2] ?? '') as Places; // as the test gives them
const combinations = COMBINATIONS.filter(leavesNothingOpen);
const errors = await Promise.all(combinations.map((combination) => provoke(combination, places)));
console.log(errors.length);
