/** The longest wait that a timer can do, in milliseconds; a longer one would fire at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Calls back after a wait, and gives what stops that. A wait that is longer than a timer can do never ends. */
export function startTimer(callback: () => void, milliseconds: number): () => void {
  if (milliseconds > LONGEST_TIMER_MS) return () => undefined;
  const timer = setTimeout(callback, milliseconds);
  return () => {
    clearTimeout(timer);
  };
}
