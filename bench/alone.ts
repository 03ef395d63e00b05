// One contender and JSON.parse take turns in a process of their own: `node --expose-gc bench/alone.ts stripe getpaid`.
// Beside ten others, each would run through code that the others' objects have made general, as no program does that
// uses one of them. Prints as JSON what JSON.parse takes for each reply, in nanoseconds or bytes, and the ratio.

import { contendersFor, FLOOR } from './contenders.ts';
import { compareAllocation, compareStreams, type Contender } from './measure.ts';
import { ALL_MIXED, casesIn, HEAP, MIXED, mixed, PROVIDERS, STREAM_LENGTH } from './replies.ts';

const [name, column = MIXED] = process.argv.slice(2);
const replies = casesIn(column);
const [floor, contender] = [FLOOR, name].map((wanted) => {
  const found = contendersFor(replies).find((one) => one.name === wanted);
  if (!found) throw new Error(`no contender is called ${String(wanted)}`);
  return found;
}) as [Contender, Contender];

const isMixed = column === MIXED || column === ALL_MIXED;
const length = isMixed ? STREAM_LENGTH : STREAM_LENGTH / PROVIDERS.length;
console.log(
  JSON.stringify(
    column === HEAP
      ? compareAllocation(floor, contender)
      : compareStreams(floor, contender, mixed(length, replies.length)),
  ),
);
