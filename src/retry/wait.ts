import { startTimer } from '../wire/timer.js';

/** What is needed of an `AbortSignal`: the platform's is one. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * Waits.
 *
 * @throws the signal's reason as soon as it is aborted: at once when it was before.
 */
export async function wait(delayMs: number, signal: AbortSignalLike | undefined): Promise<void> {
  throwIfAborted(signal);
  await new Promise<void>((resolve) => {
    const end = (): void => {
      stopTimer();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const stopTimer = startTimer(end, delayMs);
    signal?.addEventListener('abort', end);
  });
  throwIfAborted(signal);
}

/** @throws the signal's reason when it is aborted. */
export function throwIfAborted(signal: AbortSignalLike | undefined): void {
  if (signal?.aborted) throw signal.reason; // as it is, like the platform's own throwIfAborted
}
