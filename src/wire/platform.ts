import type { HeadersInput } from '../verdict/reply.js';

// The web platform's types, taken structurally: users need neither the DOM's nor Node's.

/** What is needed of a `Response`: the platform's, node-fetch's, or a test double's. */
export interface ResponseLike {
  /** The HTTP status. */
  readonly status: number;
  /** The response headers. */
  readonly headers: HeadersInput;
  /** The body: a stream of bytes, the web's or Node's, that is read within limits. Default: `text` is called. */
  readonly body?: unknown;
  /** Was the body read before? Then it is not read. Default: false. */
  readonly bodyUsed?: boolean;
  /** Gives a copy whose body can be read too. */
  clone?(): unknown;
  /** Gives the whole body as text. */
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
