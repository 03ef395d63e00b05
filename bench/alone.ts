// One contender and JSON.parse take turns in a process of their own: `node --expose-gc bench/alone.ts stripe getpaid`.
// Beside ten others, each would run through code that the others' objects have made general, as no program does that
// uses one of them. Prints nanoseconds or bytes for each reply as JSON: [JSON.parse alone, the contender].

import { contendersFor, FLOOR } from './contenders.ts';
import { allocationOf, streamTimesOf, timesOf } from './measure.ts';
import { casesOf, HEAP, MIXED, mixed, PROVIDERS, STREAM_LENGTH } from './replies.ts';

const [name, column] = process.argv.slice(2);
const cases = PROVIDERS.filter((provider) => provider.name === column).flatMap(casesOf);
const replies = cases.length > 0 ? cases : PROVIDERS.flatMap(casesOf);
const pair = [FLOOR, name].map((wanted) => {
  const contender = contendersFor(replies).find((one) => one.name === wanted);
  if (!contender) throw new Error(`no contender is called ${String(wanted)}`);
  return contender;
});

console.log(JSON.stringify(await measured()));

async function measured(): Promise<readonly number[]> {
  switch (column) {
    case MIXED:
      return streamTimesOf(pair, mixed(STREAM_LENGTH, replies.length));
    case HEAP:
      return pair.map((contender) => allocationOf(contender));
    default:
      return timesOf(pair);
  }
}
