import { attempt } from '../provider/careful.js';
import { defer } from './deferred.js';
import type { ResponseLike } from './platform.js';
import { startTimer } from './timer.js';

/** How much of a body is read, and how long it is waited for. */
export interface BodyLimits {
  /** Bytes, after decompression. */
  readonly maxBodyBytes: number;
  /** The longest time without a byte, in milliseconds. All of the body may take six times as long. */
  readonly bodyTimeoutMs: number;
}

/** What was read of a body. */
export interface BodyText {
  /** Did all of it arrive within the limits? `unreadable`: it was read before, somebody else holds it, or nothing can read it. */
  readonly end: 'whole' | 'too_large' | 'stalled' | 'broken' | 'unreadable';
  readonly text: string;
}

/** All of a body may take this many times as long as one pause in it. */
const PAUSES_IN_ALL = 6;

/** One way to read a body. */
interface Source {
  readonly next: () => Promise<{ readonly done?: boolean | undefined; readonly value?: unknown }>;
  readonly cancel: () => unknown;
}

/** Reads a body as UTF-8 text within limits; past them the stream is cancelled. Never throws, and never waits longer. */
export async function readBody(response: ResponseLike, limits: BodyLimits): Promise<BodyText> {
  if (attempt(() => response.body === null && !response.bodyUsed)) return { end: 'whole', text: '' };
  const source = attempt(() => sourceOf(response));
  if (!source) return { end: 'unreadable', text: '' };
  const read = { text: '' };
  const patience = startPatience(limits.bodyTimeoutMs);
  const end = await Promise.race([drain(source, limits.maxBodyBytes, read, patience.renew), patience.end]);
  patience.stop();
  if (end !== 'whole') giveUp(source.cancel);
  return { end, text: read.text };
}

/** Tells whoever sends a body that nobody wants it any more. */
export function cancelBody(response: ResponseLike): void {
  giveUp(() => sourceOf(response)?.cancel());
}

function giveUp(cancel: () => unknown): void {
  void Promise.resolve(attempt(cancel)).catch(() => undefined); // a stream that is gone already
}

interface Patience {
  /** Resolves when nothing came for too long. */
  readonly end: Promise<'stalled'>;
  /** Something came. */
  readonly renew: () => void;
  readonly stop: () => void;
}

function startPatience(pauseMs: number): Patience {
  const { promise, resolve } = defer<'stalled'>();
  const lose = (): void => {
    resolve('stalled');
  };
  const stopAll = startTimer(lose, PAUSES_IN_ALL * pauseMs);
  let stopPause = startTimer(lose, pauseMs);
  let isOver = false;
  return {
    end: promise,
    renew: () => {
      if (isOver) return; // what comes after the end starts no timer
      stopPause();
      stopPause = startTimer(lose, pauseMs);
    },
    stop: () => {
      isOver = true;
      stopPause();
      stopAll();
    },
  };
}

async function drain(
  source: Source,
  maxBytes: number,
  read: { text: string },
  renew: () => void,
): Promise<'whole' | 'too_large' | 'broken'> {
  const decoder = new TextDecoder();
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await source.next();
      if (done) break;
      renew();
      bytes += Math.max(1, sizeOf(value)); // an endless stream of nothing ends too
      if (!(bytes <= maxBytes)) return 'too_large';
      // Of what is neither text nor bytes the decoder throws.
      read.text += typeof value === 'string' ? value : decoder.decode(value as Uint8Array, { stream: true });
    }
    read.text += decoder.decode();
    return 'whole';
  } catch {
    return 'broken';
  }
}

/** The size of a chunk in bytes; text counts by its length. */
function sizeOf(chunk: unknown): number {
  return typeof chunk === 'string' ? chunk.length : (chunk as ArrayBufferView).byteLength; // NaN where it has none
}

/** `null`: it was read before. @throws when the body can't be read for other reasons. */
function sourceOf(response: ResponseLike): Source | null {
  const { body, bodyUsed } = response;
  if (bodyUsed) return null;
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
  let given = false;
  return {
    next: async () => {
      if (given) return { done: true };
      given = true;
      return { done: false, value: await response.text?.() }; // without it, what is given is no chunk
    },
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
