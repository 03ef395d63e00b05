import type { HeadersInput } from '../verdict/reply.js';

// The web platform's types, taken structurally: users need neither the DOM's nor Node's.

/** What is needed of a `Response`: the platform's, node-fetch's, or a test double's. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: HeadersInput;
  readonly body?: unknown;
  readonly bodyUsed?: boolean;
  clone?(): unknown;
  text?(): Promise<string>;
  /** What an answer of axios has and a `Response` has not: `payfault/axios` takes axios. */
  readonly data?: never;
}

/** A function that is called as `fetch` is. */
export type FetchLike = (...input: never[]) => Promise<ResponseLike>;

/** The type of the `fetch` that the surrounding program knows; without one, a function of the same kind. */
export type PlatformFetch = typeof globalThis extends { fetch: infer Fetch extends FetchLike }
  ? Fetch
  : (
      input: string | { readonly url: string } | { readonly href: string },
      init?: object,
    ) => Promise<ResponseLike>;

/** The type of the `Response` that the surrounding program knows; without one, {@link ResponseLike}. */
export type PlatformResponse = Awaited<ReturnType<PlatformFetch>>;
