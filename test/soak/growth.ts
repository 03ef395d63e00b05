/** One thing that was counted again and again while the same work was done. */
export interface Series {
  readonly what: string;
  /** In the order of time, all the same amount of work apart. */
  readonly samples: readonly number[];
  /** By how much it may end above where it began: what it varies by without a leak. */
  readonly allowance: number;
}

/** What a series came to. */
export interface Growth {
  readonly before: number;
  readonly after: number;
  readonly isFlat: boolean;
}

/** The share of the samples that is left out at the beginning: code is compiled, caches and pools of connections fill. */
const WARM_UP = 1 / 5;

/**
 * Compares the lowest sample of the first quarter after the warm-up with the lowest of the last quarter: what is not
 * collected yet lifts a sample, and nothing lowers it below what is in use. A leak lifts all of them.
 *
 * @throws RangeError for a series too short to have four quarters.
 */
export function growthOf({ samples, allowance }: Series): Growth {
  const warm = samples.slice(Math.ceil(samples.length * WARM_UP));
  const quarter = Math.floor(warm.length / 4);
  if (quarter < 1) throw new RangeError(`${String(samples.length)} samples are too few`);
  const before = Math.min(...warm.slice(0, quarter));
  const after = Math.min(...warm.slice(-quarter));
  return { before, after, isFlat: after - before <= allowance };
}
