import { attempt } from '../provider/careful.js';

/**
 * Starts to count the age of a key by a clock, and gives what tells it, in milliseconds. It never falls: a clock that is
 * set back takes nothing off. A clock that gives no time leaves nobody to know: the key is as old as can be from then on.
 *
 * @param firstSentAt - when it was first sent, by the same clock. Default: now.
 */
export function startKeyAge(now: () => number, firstSentAt?: number): () => number {
  let last = timeBy(now);
  let ageMs = firstSentAt === undefined ? 0 : ageBy(last, firstSentAt);
  return () => {
    const time = timeBy(now);
    ageMs = Number.isFinite(time - last) ? ageMs + Math.max(0, time - last) : Infinity;
    last = time;
    return ageMs;
  };
}

/** How far the clocks of two machines may be apart, in milliseconds. */
const MOST_SKEW_MS = 60_000;

/** A first use that is still to come was not told by this clock: then nobody knows how old the key is. */
function ageBy(time: number, firstSentAt: number): number {
  const ageMs = time - firstSentAt;
  return ageMs >= -MOST_SKEW_MS ? Math.max(0, ageMs) : Infinity;
}

/** NaN where the clock throws, or gives what is no time. */
function timeBy(now: () => unknown): number {
  const time = attempt(now);
  return typeof time === 'number' ? time : NaN;
}
