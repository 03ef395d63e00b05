import { readdirSync, readFileSync } from 'node:fs';

import type { PaymentError, Provider, RequestFacts } from '../src/index.js';
import { getpaid } from '../src/providers/getpaid.js';
import { makecommerce } from '../src/providers/makecommerce.js';
import { paypaga } from '../src/providers/paypaga.js';
import { paysg } from '../src/providers/paysg.js';
import { paystand } from '../src/providers/paystand.js';

/** The five providers. */
export const PROVIDERS: readonly Provider[] = [getpaid, makecommerce, paypaga, paysg, paystand];

/** A reply as a provider sends it, and what it has to become. CONTRIBUTING.md describes the members. */
export interface Fixture {
  readonly source: 'documented' | 'observed';
  readonly about: string;
  readonly row?: string;
  readonly reply: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    readonly text?: string;
    readonly base64?: string;
  };
  readonly request?: RequestFacts;
  readonly expected: (Partial<PaymentError> & { readonly retry?: object }) | null;
}

export interface NamedFixture extends Fixture {
  readonly slug: string;
}

const FIXTURES = new URL('../fixtures/', import.meta.url);

/** The fixtures of a folder, by name. */
export function fixturesOf(folder: string): readonly NamedFixture[] {
  return readdirSync(new URL(`${folder}/`, FIXTURES))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({
      ...(JSON.parse(readFileSync(new URL(`${folder}/${name}`, FIXTURES), 'utf8')) as Fixture),
      slug: name.replace('.json', ''),
    }));
}

/** The body of a fixture, as bytes on the wire. */
export function bytesOf({ body, text, base64 }: Fixture['reply']): Buffer | null {
  if (base64 !== undefined) return Buffer.from(base64, 'base64');
  if (text !== undefined) return Buffer.from(text);
  return body === undefined ? null : Buffer.from(JSON.stringify(body));
}

/** The body of a fixture as `normalize` takes it: text, decoded as a client would. */
export function textOf(reply: Fixture['reply']): string | undefined {
  return bytesOf(reply)?.toString('utf8');
}
