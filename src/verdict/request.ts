import { attempt, member, ownMembers } from '../provider/careful.js';
import type { IdempotencyContract } from '../provider/contract.js';
import { headerOf, type HeadersInput } from './reply.js';

/** The request that failed, as far as a caller knows it. */
export interface RequestFacts {
  /** The HTTP method, in any letter case. Default: a write. */
  readonly method?: string | null | undefined;
  /**
   * The address that it was sent to: absolute; a relative one counts as not known outside a browser. Some providers take
   * an idempotency key on some paths only: there, without the address, none counts. A fault on the way to another address
   * proves nothing about this request.
   */
  readonly url?: string | { readonly href: string } | null | undefined;
  /** The headers that were sent: the idempotency key is taken from the provider's header. Default: none. */
  readonly headers?: HeadersInput | null | undefined;
  /**
   * The key that was sent, in place of `headers`. For a provider without a key header, the merchant's own reference. A
   * blank one counts as none. Default: none.
   */
  readonly idempotencyKey?: string | null | undefined;
}

/** The request that failed, judged as it was sent. */
export interface SentRequest {
  /** In capitals; `null` when it is not known. */
  readonly method: string | null;
  readonly isRead: boolean;
  /** Was a key sent that the provider takes on this path? */
  readonly hasKey: boolean;
  /** Was a key sent with a write, whether or not it is listed that the provider takes it there? */
  readonly mayHaveKey: boolean;
  /** Which kind of the merchant's money it sends out, by its path; `null`: none that is listed. */
  readonly outgoing: 'refund' | 'payout' | null;
  /** What the provider documents for this path. */
  readonly contract: IdempotencyContract;
  /** `POST /v1/payments`; `null` when the method or the address is not known, or can be read in two ways. */
  readonly line: string | null;
}

const READ_METHODS: readonly unknown[] = ['GET', 'HEAD', 'OPTIONS'];

/** Takes a request apart. Never throws: what can't be read counts as not given, and a request as a write. */
export function takeRequest(request: unknown, given: IdempotencyContract): SentRequest {
  const contract = ownMembers(given);
  const sent = member(request, 'method');
  const method = typeof sent === 'string' && sent !== '' ? sent.toUpperCase() : null;
  const { readPaths, keyedPaths, refundPaths, payoutPaths } = contract;
  const path = pathOf(member(request, 'url'));
  const line = path !== null && method !== null ? `${method} ${path}` : null;
  const fits = (paths: RegExp | undefined): boolean => line !== null && paths?.test(line) === true;
  const sendsOut = (paths: RegExp | undefined): boolean =>
    path !== null && paths?.test(`${method ?? 'POST'} ${path}`) === true;
  const isKeySent = wasKeySent(request, contract);
  const isRead = READ_METHODS.includes(method) || fits(readPaths);
  return {
    method,
    isRead,
    hasKey: isKeySent && (!keyedPaths || fits(keyedPaths)),
    mayHaveKey: isKeySent && !isRead,
    outgoing: sendsOut(refundPaths) ? 'refund' : sendsOut(payoutPaths) ? 'payout' : null,
    contract: contractFor(contract, fits),
    line,
  };
}

/** The contract with what the provider documents otherwise for the first paths that fit. */
function contractFor(contract: IdempotencyContract, fits: (paths: RegExp) => boolean): IdempotencyContract {
  const there = contract.onPaths?.find(({ paths }) => fits(paths));
  if (!there || contract.failures === undefined) return contract;
  const { failures = contract.failures, keyLifeMs = contract.keyLifeMs } = ownMembers(there);
  return ownMembers({ ...contract, failures, ...(keyLifeMs !== undefined && { keyLifeMs }) });
}

/** A slash or backslash in code: to some servers it parts segments, to others not. */
const CODED_SEPARATOR = /%2f|%5c/i;

/** `null` when the address is not known, or can be read in two ways. */
function pathOf(url: unknown): string | null {
  const path = addressOf(url)?.pathname;
  return path === undefined || CODED_SEPARATOR.test(path) ? null : path;
}

/** Gives an address as the platform resolves it; `null` when it is none. Never throws. */
export function addressOf(url: unknown): URL | null {
  const text = typeof url === 'string' ? url : member(url, 'href');
  if (typeof text !== 'string') return null;
  const base = member(member(globalThis, 'location'), 'href'); // a browser's fetch resolves by it
  return attempt(() => new URL(text, typeof base === 'string' ? base : undefined)) ?? null;
}

/** Is it the answer to a read, or to a request of which no method is known, that what is there has not changed? */
export function isNotModified(status: number | null, { isRead, method }: SentRequest): boolean {
  return status === 304 && (isRead || method === null);
}

function wasKeySent(request: unknown, { header, reference }: IdempotencyContract): boolean {
  if (header === undefined && !reference) return false;
  const key = member(request, 'idempotencyKey');
  if (typeof key === 'string' && key.trim() !== '') return true;
  const headers = (member(request, 'headers') ?? null) as HeadersInput | null; // looked through with care
  return header !== undefined && (headerOf(headers, header) ?? '').trim() !== '';
}
