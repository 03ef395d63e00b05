import { readdirSync, readFileSync } from 'node:fs';

import type { PaymentError, Provider, RequestFacts } from '../src/index.js';

/** The providers that come with the package: each file of src/providers exports the one that it is called after. */
export const PROVIDERS: readonly Provider[] = await Promise.all(
  namesIn('../src/providers/', '.ts').map(async (name) => {
    const module = (await import(`../src/providers/${name}.ts`)) as Readonly<Record<string, Provider>>;
    const provider = module[name];
    if (!provider) throw new Error(`src/providers/${name}.ts: expected an export called ${name}`);
    return provider;
  }),
);

/** A reply as a provider sends it, and what it has to become. CONTRIBUTING.md describes the members. */
export interface Fixture {
  readonly source: 'documented' | 'observed';
  readonly about: string;
  readonly row?: string;
  /** The time when it is judged, in ms since 1970. Default: the machine's. */
  readonly now?: number;
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

/** The fixtures of a folder, by name. */
export function fixturesOf(folder: string): readonly NamedFixture[] {
  return namesIn(`../fixtures/${folder}/`, '.json').map((slug) => ({
    ...(JSON.parse(
      readFileSync(new URL(`../fixtures/${folder}/${slug}.json`, import.meta.url), 'utf8'),
    ) as Fixture),
    slug,
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

function namesIn(folder: string, extension: string): readonly string[] {
  return readdirSync(new URL(folder, import.meta.url))
    .filter((file) => file.endsWith(extension))
    .map((file) => file.slice(0, -extension.length))
    .sort();
}
