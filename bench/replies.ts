import { readdirSync, readFileSync } from 'node:fs';

import type { Provider, RequestFacts } from '../dist/index.js';
import { adyen } from '../dist/adyen.js';
import { checkout } from '../dist/checkout.js';
import { getpaid } from '../dist/getpaid.js';
import { makecommerce } from '../dist/makecommerce.js';
import { mollie } from '../dist/mollie.js';
import { paypaga } from '../dist/paypaga.js';
import { paypal } from '../dist/paypal.js';
import { paysg } from '../dist/paysg.js';
import { paystand } from '../dist/paystand.js';
import { problem } from '../dist/problem.js';
import { stripe } from '../dist/stripe.js';

/** The providers that code by hand and classic zod are written for, in the order of the tables. */
export const PROVIDERS: readonly Provider[] = [getpaid, makecommerce, paypaga, paysg, paystand];

/** The column of a stream of replies of these five in shuffled order. */
export const MIXED = 'these, mixed';

/** The column of a stream of replies of every provider in shuffled order. */
export const ALL_MIXED = 'all, mixed';

/** The replies that a column is about. */
export function casesIn(column: string): readonly Case[] {
  const named = PROVIDERS.filter(({ name }) => name === column);
  if (column === ALL_MIXED) return [...PROVIDERS, ...LATER].flatMap(casesOf);
  return (named.length > 0 ? named : PROVIDERS).flatMap(casesOf);
}

const LATER: readonly Provider[] = [adyen, checkout, mollie, paypal, problem, stripe];

/** The column of what is allocated for one. */
export const HEAP = 'heap';

/** How many replies that stream has. */
export const STREAM_LENGTH = 1_000_000;

/** A failed answer as a client has it after reading the body: status, headers, and text. */
export interface TextReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One reply of the bench, and what was asked. */
export interface Case {
  readonly provider: Provider;
  readonly reply: TextReply;
  readonly request: RequestFacts;
}

interface Fixture {
  readonly row?: string;
  readonly reply: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly request?: RequestFacts;
}

const FIXTURES = new URL('../fixtures/', import.meta.url);

/** The replies with a JSON body that stand for the rows of a provider's tables, one for each row. */
export function casesOf(provider: Provider): readonly Case[] {
  const folder = new URL(`${provider.name}/`, FIXTURES);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Fixture)
    .filter(({ row, reply }) => row !== undefined && reply.body !== undefined)
    .map(({ reply, request }) => ({
      provider,
      reply: { status: reply.status, headers: reply.headers ?? {}, body: JSON.stringify(reply.body) },
      request: request ?? { method: 'POST' },
    }));
}

/** Indexes in an order that looks random and is the same in every run (a linear congruential generator). */
export function mixed(length: number, below: number): Uint32Array {
  let state = 1;
  return Uint32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  });
}
