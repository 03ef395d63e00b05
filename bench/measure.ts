import { do_not_optimize, measure } from 'mitata';

/** Something that is measured: one task for each reply. */
export interface Contender {
  readonly name: string;
  readonly tasks: readonly (() => unknown)[];
}

const NANOSECONDS_PER_MILLISECOND = 1e6;

/** The processor time of this process in nanoseconds, its collector's threads included: waiting for others costs none. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1_000;
}

/**
 * Processor time per task in nanoseconds, collection of garbage included, one figure for each contender. The contenders
 * take turns, and the quietest turn of each counts: what else the machine does lengthens a turn and never shortens one.
 */
export async function timesOf(
  contenders: readonly Contender[],
  { turns = 30, turnMs = 10 } = {},
): Promise<readonly number[]> {
  const quietest = contenders.map(() => Infinity);
  for (let turn = 0; turn <= turns; turn++) {
    for (const [index, { tasks }] of contenders.entries()) {
      const { avg } = await measure(() => doAll(tasks), {
        min_cpu_time: turnMs * NANOSECONDS_PER_MILLISECOND,
        batch_threshold: 0,
        now: processorTime,
      });
      // The first turn warms up: only after it has every function seen all the shapes that it will ever see.
      if (turn > 0) quietest[index] = Math.min(quietest[index] ?? Infinity, avg / tasks.length);
    }
  }
  return quietest;
}

function doAll(tasks: Contender['tasks']): void {
  for (const task of tasks) do_not_optimize(task());
}

/** Bytes allocated on the heap per task: the median of passes during which nothing was collected. */
export function allocationOf({ tasks }: Contender, passes = 40): number {
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

/**
 * Processor time per task in nanoseconds over one long stream of tasks, given by their indexes. The contenders take turns, stretch
 * by stretch; the quietest stretch of each counts.
 */
export function streamTimesOf(
  contenders: readonly Contender[],
  stream: Uint32Array,
  stretches = 200,
): readonly number[] {
  const length = stream.length / stretches;
  const times = contenders.map((): number[] => []);
  for (let stretch = 0; stretch < stretches; stretch++) {
    const indexes = stream.subarray(stretch * length, (stretch + 1) * length);
    for (const [index, { tasks }] of contenders.entries()) times[index]?.push(timeOfStretch(tasks, indexes));
  }
  return times.map((ofContender) => Math.min(...ofContender));
}

function timeOfStretch(tasks: Contender['tasks'], indexes: Uint32Array): number {
  const started = processorTime();
  for (const index of indexes) do_not_optimize(tasks[index]?.());
  return (processorTime() - started) / indexes.length;
}

/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
