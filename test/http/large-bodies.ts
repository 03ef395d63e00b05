import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

const MEGABYTE = 2 ** 20;
const A_MEGABYTE = Buffer.alloc(MEGABYTE, 'a');

/** Writes a body as fast as it is read; gives how many bytes were written so far. */
export function writeMegabytes(response: ServerResponse, count: number): () => number {
  let written = 0;
  const writeMore = (): void => {
    while (written < count * MEGABYTE && !response.destroyed) {
      written += MEGABYTE;
      if (!response.write(A_MEGABYTE)) return;
    }
    response.end();
  };
  response.on('drain', writeMore);
  writeMore();
  return () => written;
}

/** A body of about a thousandth of this size, which its reader has to blow up. */
export function zippedMegabytes(count: number): Buffer {
  const zipped = gzipSync(A_MEGABYTE);
  return Buffer.concat(Array.from({ length: count }, () => zipped)); // a file of many members is one file
}
