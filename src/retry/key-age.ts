import { attempt } from '../provider/careful.js';

/**
 * Starts to count the age of a key by a clock, and gives what tells it, in milliseconds. It never falls: a clock that is
 * set back takes nothing off. A clock that gives no time leaves nobody to know: the key is as old as can be from then on.
 */
export function startKeyAge(now: () => number): () => number {
  let last = timeBy(now);
  let ageMs = 0;
  return () => {
    const time = timeBy(now);
    ageMs = Number.isFinite(time - last) ? ageMs + Math.max(0, time - last) : Infinity;
    last = time;
    return ageMs;
  };
}

/** NaN where the clock throws, or gives what is no time. */
function timeBy(now: () => unknown): number {
  const time = attempt(now);
  return typeof time === 'number' ? time : NaN;
}
