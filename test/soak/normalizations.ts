import { readdirSync, readFileSync } from 'node:fs';

import { normalize, type Provider, type Reply, type RequestFacts } from 'payfault';

import type { Fixture } from '../fixtures.js';
import type { Series } from './growth.ts';
import { HEAP_ALLOWANCE, ROUNDS, settledHeap } from './memory.ts';

type Arguments = readonly [Provider, Reply, RequestFacts | undefined, { readonly now: number | undefined }];

const FIXTURES = new URL('../../fixtures/', import.meta.url);

/** Normalises the replies of all fixtures in turn, so many times in all, and samples the heap. */
export async function soakNormalizations(count: number): Promise<readonly Series[]> {
  const replies = repliesOfAllFixtures(await builtInProviders());
  const heap: number[] = [];
  let done = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    for (const end = (count / ROUNDS) * round; done < end; done++) {
      const reply = replies[done % replies.length];
      if (!reply) throw new Error('there are no fixtures');
      const { name } = normalize(...reply);
      if (name !== 'PaymentError') throw new Error(`normalize gave ${String(name)}`);
    }
    heap.push(await settledHeap());
  }
  return [{ what: 'heap in bytes, normalisations', samples: heap, allowance: HEAP_ALLOWANCE }];
}

/** The providers of the built package: each is an entry that exports it under its own name. */
async function builtInProviders(): Promise<readonly Provider[]> {
  const names = readdirSync(new URL('../../src/providers/', import.meta.url))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace('.ts', ''));
  return Promise.all(
    names.map(async (name) => {
      const module = (await import(`payfault/${name}`)) as Readonly<Record<string, Provider>>; // what such an entry is
      const provider = module[name];
      if (!provider) throw new Error(`payfault/${name} exports no ${name}`);
      return provider;
    }),
  );
}

/** What any provider may send is there once for each provider. */
function repliesOfAllFixtures(providers: readonly Provider[]): readonly Arguments[] {
  const anyProviders = fixturesOf('_transport');
  return providers.flatMap((provider) =>
    [...fixturesOf(provider.name), ...anyProviders].map(({ reply, request, now }): Arguments => [
      provider,
      { status: reply.status, headers: reply.headers ?? null, body: textOf(reply) },
      request,
      { now },
    ]),
  );
}

function fixturesOf(folder: string): readonly Fixture[] {
  return readdirSync(new URL(`${folder}/`, FIXTURES))
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(new URL(`${folder}/${name}`, FIXTURES), 'utf8')) as Fixture);
}

function textOf({ base64, text, body }: Fixture['reply']): string | undefined {
  if (base64 !== undefined) return Buffer.from(base64, 'base64').toString();
  return text ?? (body === undefined ? undefined : JSON.stringify(body));
}
