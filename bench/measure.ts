import { do_not_optimize, measure } from 'mitata';

/** Something that is measured: one task for each reply. */
export interface Contender {
  readonly name: string;
  readonly tasks: readonly (() => unknown)[];
}

/** The processor time of this process in nanoseconds, its collector's threads included: waiting for others costs none. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1_000;
}

/** What one contender takes, and how many times as much another takes. */
export interface Comparison {
  readonly unit: number;
  readonly ratio: number;
}

/**
 * Compares the processor time per task in nanoseconds, collection of garbage included, over a stream of tasks, given by
 * their indexes. The two take turns, stretch by stretch. Each is compared with the other on the same stretch, and the
 * middle ratio counts: a machine that becomes slower or faster does so for both.
 */
export function compareStreams(
  floor: Contender,
  other: Contender,
  stream: Uint32Array,
  stretches = 200,
): Comparison {
  const length = stream.length / stretches;
  const pairs: Pair[] = [];
  for (let stretch = 0; stretch < stretches; stretch++) {
    const indexes = stream.subarray(stretch * length, (stretch + 1) * length);
    pairs.push([timeOfStretch(floor, indexes), timeOfStretch(other, indexes)]);
  }
  return comparisonOf(pairs);
}

function timeOfStretch({ tasks }: Contender, indexes: Uint32Array): number {
  const started = processorTime();
  for (const index of indexes) do_not_optimize(tasks[index]?.());
  return (processorTime() - started) / indexes.length;
}

/** The same for tasks that take long. */
export async function compareLongTasks(floor: Contender, other: Contender, turns = 9): Promise<Comparison> {
  const pairs: Pair[] = [];
  for (let turn = 0; turn <= turns; turn++) {
    const pair = [await timeOf(floor), await timeOf(other)] as const;
    if (turn > 0) pairs.push(pair); // the first turn warms up
  }
  return comparisonOf(pairs);
}

/** Shorter turns would measure what mitata makes for each: a loop of its own and room for a million samples. */
const TURN_NANOSECONDS = 60e6;

async function timeOf({ tasks }: Contender): Promise<number> {
  const { avg } = await measure(() => doAll(tasks), {
    min_cpu_time: TURN_NANOSECONDS,
    batch_threshold: 0,
    now: processorTime,
  });
  return avg / tasks.length;
}

/** Compares the bytes allocated on the heap per task: the median of passes during which nothing was collected. */
export function compareAllocation(floor: Contender, other: Contender): Comparison {
  const unit = allocationOf(floor);
  return { unit, ratio: allocationOf(other) / unit };
}

function allocationOf({ tasks }: Contender, passes = 40): number {
  for (let warmUp = 0; warmUp < 200; warmUp++) doAll(tasks);
  const perTask: number[] = [];
  while (perTask.length < passes) {
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    doAll(tasks);
    const allocated = process.memoryUsage().heapUsed - before;
    if (allocated >= 0) perTask.push(allocated / tasks.length);
  }
  return median(perTask);
}

function doAll(tasks: Contender['tasks']): void {
  for (const task of tasks) do_not_optimize(task());
}

/** What both took in turns beside each other. */
type Pair = readonly [floor: number, other: number];

function comparisonOf(pairs: readonly Pair[]): Comparison {
  return {
    unit: median(pairs.map(([floor]) => floor)),
    ratio: median(pairs.map(([floor, other]) => other / floor)),
  };
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
