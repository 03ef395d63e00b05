// One contender and JSON.parse take turns in a process of their own: `node --expose-gc bench/alone.ts stripe getpaid`.
// Beside ten others, each would run through code that the others' objects have made general, as no program does that
// uses one of them. Prints as JSON what JSON.parse takes for each reply, in nanoseconds or bytes, and the ratio.

import { contendersFor, FLOOR } from './contenders.ts';
import { compareAllocation, compareStreams, type Contender } from './measure.ts';
import { casesOf, HEAP, MIXED, mixed, PROVIDERS, STREAM_LENGTH } from './replies.ts';

const [name, column] = process.argv.slice(2);
const cases = PROVIDERS.filter((provider) => provider.name === column).flatMap(casesOf);
const replies = cases.length > 0 ? cases : PROVIDERS.flatMap(casesOf);
const [floor, contender] = [FLOOR, name].map((wanted) => {
  const found = contendersFor(replies).find((one) => one.name === wanted);
  if (!found) throw new Error(`no contender is called ${String(wanted)}`);
  return found;
}) as [Contender, Contender];

const length = column === MIXED ? STREAM_LENGTH : STREAM_LENGTH / PROVIDERS.length;
console.log(
  JSON.stringify(
    column === HEAP
      ? compareAllocation(floor, contender)
      : compareStreams(floor, contender, mixed(length, replies.length)),
  ),
);
