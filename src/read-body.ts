import { attempt } from './careful.js';
import type { ResponseLike } from './platform.js';

/** How much of a body is read, and for how long. */
export interface BodyLimits {
  /** Bytes, after decompression. */
  readonly maxBodyBytes: number;
  /** Milliseconds. */
  readonly bodyTimeoutMs: number;
}

/** The longest wait that a timer can do, in milliseconds; a longer one would fire at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** What was read of a body. */
export interface BodyText {
  /** Did all of it arrive within the limits? */
  readonly complete: boolean;
  readonly text: string;
}

/** One way to read a body. */
interface Source {
  readonly next: () => Promise<{ readonly done?: boolean | undefined; readonly value?: unknown }>;
  readonly cancel: () => unknown;
}

/**
 * Reads a body as UTF-8 text within limits; then the stream is cancelled. Never throws and never waits longer than
 * `bodyTimeoutMs`: a body that was read before, is locked, breaks off or stalls is incomplete.
 */
export async function readBody(response: ResponseLike, limits: BodyLimits): Promise<BodyText> {
  const source = attempt(() => sourceOf(response));
  if (!source) return { complete: false, text: '' };
  const read = { text: '' };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expiry = new Promise<false>((resolve) => {
    if (limits.bodyTimeoutMs <= LONGEST_TIMER_MS)
      timer = setTimeout(() => {
        resolve(false);
      }, limits.bodyTimeoutMs);
  });
  const complete = await Promise.race([drain(source, limits.maxBodyBytes, read), expiry]);
  clearTimeout(timer);
  if (!complete) void Promise.resolve(attempt(source.cancel)).catch(() => undefined); // a stream that is gone already
  return { complete, text: read.text };
}

/** Reads until the end (true), or until the limit or a fault (false). */
async function drain(source: Source, maxBytes: number, read: { text: string }): Promise<boolean> {
  const decoder = new TextDecoder();
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await source.next();
      if (done) break;
      const chunk = value as string | Uint8Array; // of anything else the next line throws
      bytes += Math.max(1, chunk.length); // an endless stream of nothing ends too
      if (bytes > maxBytes) return false;
      read.text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    }
    read.text += decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** `null`: there is no body, or it was read before. @throws when the body can't be read for other reasons. */
function sourceOf(response: ResponseLike): Source | null {
  const { body, bodyUsed } = response;
  if (body === null || bodyUsed) return null;
  const stream = (body ?? {}) as Partial<WebStream & NodeStream>; // whichever of them it turns out to be
  if (stream.getReader) {
    const reader = stream.getReader();
    return { next: () => reader.read(), cancel: () => reader.cancel() };
  }
  const iterator = stream[Symbol.asyncIterator]?.();
  if (iterator) {
    return {
      next: () => iterator.next(),
      // The iterator's own return waits for the chunk that does not come.
      cancel: () => (stream.destroy ? stream.destroy() : iterator.return?.()),
    };
  }
  const whole = response.text?.(); // without it, what is given is no chunk
  let given = false;
  return {
    next: async () => ({ done: given, value: given ? undefined : ((given = true), await whole) }),
    cancel: () => undefined,
  };
}

/** node-fetch gives these. */
interface NodeStream {
  [Symbol.asyncIterator](): AsyncIterator<unknown>;
  destroy(): unknown;
}

interface WebStream {
  getReader(): { read(): Promise<{ done: boolean; value?: unknown }>; cancel(): Promise<void> };
}
