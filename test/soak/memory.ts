import { setTimeout as sleep } from 'node:timers/promises';

/** How often the work is stopped to look. */
export const ROUNDS = 30;

/**
 * By how much the heap may end above where it began, in bytes. Between the quarters that growth.ts compares lie at least
 * four million of ten million normalisations and 40,000 of 100,000 calls: a megabyte is a quarter of a byte for each
 * normalisation and 26 bytes for each call. A WeakRef that is left in a Set takes some 60.
 */
export const HEAP_ALLOWANCE = 2 ** 20;

/** The bytes that are in use on the heap once what can be collected is. */
export async function settledHeap(): Promise<number> {
  const { gc } = globalThis;
  if (!gc) throw new Error('run node with --expose-gc');
  // Sockets take a moment to close, and what hangs on a FinalizationRegistry is garbage only after a first collection.
  for (let pass = 0; pass < 2; pass++) {
    await sleep(10);
    gc();
  }
  return process.memoryUsage().heapUsed;
}
