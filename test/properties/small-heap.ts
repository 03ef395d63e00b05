// Run by small-heap.test.ts as a process of its own with little memory: reads the heaviest answers that are known, each a
// few times, and prints how many errors it made of them.

import { inspect, normalize } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { paypaga } from '../../src/providers/paypaga.js';
import { paysg } from '../../src/providers/paysg.js';
import { BODIES, HOSTILE } from './heavy-bodies.js';

const LEVELS = 100_000;
const FIELDS = 100_000;

const details = Array.from({ length: FIELDS }, (_, index) => ({
  field: `items[${String(index)}]`,
  message: 'No.',
}));
const errors = Object.fromEntries(details.map(({ field, message }) => [field, [message]]));
const bodies: readonly unknown[] = [
  ...[...BODIES, ...HOSTILE].map(([, text]) => text),
  { error: { code: 'VALIDATION_ERROR', details } },
  { title: 'No', status: 422, errors },
  `${'{"error":'.repeat(LEVELS)}1${'}'.repeat(LEVELS)}`,
  JSON.parse(`${'['.repeat(LEVELS)}${']'.repeat(LEVELS)}`),
];

let made = 0;
for (const body of bodies)
  for (const provider of [getpaid, paypaga, paysg])
    for (let time = 0; time < 4; time++) {
      const error = normalize(provider, { status: 422, body });
      inspect(provider, { status: 200, body });
      if (error.fieldErrors.length <= 100) made++;
    }
console.log(JSON.stringify({ made, bodies: bodies.length }));
