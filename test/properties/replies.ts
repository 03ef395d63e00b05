import fc, { type Arbitrary } from 'fast-check';

import { normalize, type PaymentError, type Provider, type RequestFacts } from '../../src/index.js';
import { workingsOf } from '../../src/provider/define-provider.js';
import { fixturesOf, type NamedFixture, PROVIDERS, textOf } from '../fixtures.js';
import { oddText } from './plans.js';
import { request } from './requests.js';

/** The moment at which every property holds its clock. */
export const NOW = Date.UTC(2025, 10, 9, 8, 49, 37);

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** One change to a JSON document; which of its slots is meant is `at` modulo their number. */
interface Edit {
  readonly at: number;
  readonly change: 'replace' | 'remove' | 'add';
  readonly name: string;
  readonly value: Json;
}

/** An answer that a provider may give, however broken. */
export interface Case {
  /** Its name, which a counter-example shows better than all of it. */
  readonly provider: string;
  readonly status: number | null | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly request: RequestFacts;
  /** When it came. Default: {@link NOW}. */
  readonly now?: number | undefined;
}

/** Every fixture with the provider that it is about; those of `_transport` once for each provider. */
export const FIXTURES: readonly { readonly provider: Provider; readonly fixture: NamedFixture }[] =
  PROVIDERS.flatMap((provider) =>
    [...fixturesOf(provider.name), ...fixturesOf('_transport')].map((fixture) => ({ provider, fixture })),
  );

/** Every word of some provider's tables. */
export const ROW_WORDS: readonly string[] = PROVIDERS.flatMap((provider) =>
  Object.values(workingsOf(provider).tables).flatMap(({ exact, families }) => [
    ...exact.keys(),
    ...families.map(({ before, after }) => `${before}7${after}`),
  ]),
);

/** Every short text and every number that stands somewhere in a fixture, and every word of the tables. */
const WORDS: readonly Json[] = [
  ...new Set([
    ...FIXTURES.flatMap(({ fixture }) => leavesOf(bodyOf(fixture))).filter(
      (leaf) => typeof leaf === 'number' || (typeof leaf === 'string' && leaf.length < 40),
    ),
    ...ROW_WORDS,
  ]),
];

/** Every name of a member that stands somewhere in a fixture. */
export const NAMES: readonly string[] = [
  ...new Set(FIXTURES.flatMap(({ fixture }) => namesIn(bodyOf(fixture)))),
];

/** A word of some provider's, or an odd text. */
export const word: Arbitrary<Json> = fc.oneof(fc.constantFrom(...WORDS), oddText);

const json = fc.oneof(
  { arbitrary: word, weight: 4 },
  // JSON by construction.
  { arbitrary: fc.jsonValue({ maxDepth: 3 }) as Arbitrary<Json>, weight: 1 },
  { arbitrary: fc.string({ minLength: 900, maxLength: 1_300 }), weight: 1 },
  { arbitrary: fc.array(word, { minLength: 90, maxLength: 130, size: 'max' }), weight: 1 },
);

const edit: Arbitrary<Edit> = fc.record({
  at: fc.nat(10_000),
  change: fc.constantFrom('replace' as const, 'replace' as const, 'remove' as const, 'add' as const),
  name: fc.oneof(fc.constantFrom(...NAMES), oddText),
  value: json,
});

/** A three-digit status, or none. */
export const status: Arbitrary<number | null | undefined> = fc.oneof(
  { arbitrary: fc.integer({ min: 100, max: 999 }), weight: 2 },
  {
    arbitrary: fc.constantFrom(
      200,
      201,
      204,
      302,
      304,
      400,
      401,
      402,
      403,
      404,
      407,
      408,
      409,
      410,
      412,
      421,
      422,
      423,
      424,
      425,
      429,
      460,
      499,
    ),
    weight: 4,
  },
  { arbitrary: fc.constantFrom(500, 501, 502, 503, 504, 505, 511, 520, 526, 530), weight: 2 },
  { arbitrary: fc.constantFrom(null, undefined), weight: 1 },
);

/** Values of `Retry-After` and of the rate-limit fields, and what is none. */
export const delayText: Arbitrary<string> = fc.oneof(
  fc.nat().map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
  fc.constantFrom(
    'Sun, 09 Nov 2025 08:50:37 GMT',
    'Sunday, 09-Nov-25 08:50:37 GMT',
    'Sun Nov  9 08:50:37 2025',
    'Sat, 31 Apr 2026 00:00:00 GMT',
    '"default";r=0;t=30',
    'limit=100, remaining=0, reset=50',
    '1.5',
    '-1',
    '+3',
    '1e3',
    '0x10',
    '99999999999999999999',
    '',
    ' 7 ',
  ),
  oddText,
);

const headers = fc.dictionary(
  fc.constantFrom(
    ...['retry-after', 'ratelimit', 'ratelimit-reset', 'ratelimit-remaining', 'content-type'],
    ...['x-request-id', 'getpaid-trace-id', 'idempotency-key', 'set-cookie'],
  ),
  delayText,
  { maxKeys: 3, noNullPrototype: true },
);

/** Answers that resemble those of the providers: a fixture, its body changed in a few places, at this or that status. */
export const replies: Arbitrary<Case> = fc
  .record({
    index: fc.nat(FIXTURES.length - 1),
    edits: fc.array(edit, { maxLength: 4 }),
    status: fc.option(status, { nil: 'as it is' as const }),
    headers: fc.option(headers, { nil: 'as they are' as const }),
    asText: fc.constantFrom('parsed' as const, 'text' as const, 'truncated' as const),
    request: fc.option(request, { nil: 'as it is' as const }),
  })
  .map((changes) => {
    const { provider, fixture } = fixtureAt(changes.index);
    const { reply } = fixture;
    return {
      provider: provider.name,
      status: changes.status === 'as it is' ? reply.status : changes.status,
      headers: changes.headers === 'as they are' ? (reply.headers ?? {}) : changes.headers,
      body: inForm(edited(bodyOf(fixture), changes.edits), changes.asText),
      request: changes.request === 'as it is' ? (fixture.request ?? {}) : changes.request,
      now: changes.request === 'as it is' ? fixture.now : undefined,
    };
  });

/** The provider of that name. */
export function providerNamed(name: string): Provider {
  const provider = PROVIDERS.find((candidate) => candidate.name === name);
  if (!provider) throw new Error(`there is no provider ${name}`);
  return provider;
}

/** What is made of an answer that is known to have failed. */
export function verdictOn({ provider, request, now = NOW, ...reply }: Case): PaymentError {
  return normalize(providerNamed(provider), reply, request, { now });
}

/** One of the fixtures; any number gives one. */
export function fixtureAt(index: number): (typeof FIXTURES)[number] {
  const found = FIXTURES[index % FIXTURES.length];
  if (!found) throw new Error('there are no fixtures');
  return found;
}

/** The body of a fixture: parsed JSON, or its text when it is not JSON. */
export function bodyOf({ reply }: Pick<NamedFixture, 'reply'>): Json {
  const text = textOf(reply);
  if (text === undefined) return null;
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as Json; // what JSON.parse gives
  } catch {
    return text;
  }
}

function inForm(body: Json, form: 'parsed' | 'text' | 'truncated'): unknown {
  if (form === 'parsed') return body;
  const text = JSON.stringify(body);
  return form === 'text' ? text : text.slice(0, text.length / 2);
}

/** A copy of a body in which one slot holds something else; any number names a slot. */
export function withSlot(document: Json, at: number, value: unknown): unknown {
  const root: { document: unknown } = { document: structuredClone(document) };
  const slots = slotsIn(root);
  const slot = slots[at % slots.length];
  if (slot) Object.assign(slot.holder, { [slot.key]: value });
  return root.document;
}

/** A copy of a body in which some object has one member more, where it has none of that name; any number names an object. */
export function withMember(document: Json, at: number, name: string, value: Json): Json {
  const root = { document: structuredClone(document) };
  const holders = [root.document, ...slotsIn(root).map(({ holder }) => holder)].filter(
    (holder): holder is Readonly<Record<string, Json>> =>
      typeof holder === 'object' && holder !== null && holder !== root && !Array.isArray(holder),
  );
  const holder = holders[at % holders.length];
  if (holder && !Object.hasOwn(holder, name)) define(holder, name, value);
  return root.document;
}

/** Applies edits to a copy of a document. Values are copied too: the next edit may go into what one before put there. */
function edited(document: Json, edits: readonly Edit[]): Json {
  const root = { document: structuredClone(document) };
  for (const { at, change, name, ...edit } of edits) {
    const value = structuredClone(edit.value);
    const slots = slotsIn(root);
    const slot = slots[at % slots.length];
    if (!slot) continue;
    if (change === 'replace') define(slot.holder, slot.key, value);
    else if (change === 'remove' && slot.holder !== root) Reflect.deleteProperty(slot.holder, slot.key);
    else define(slot.holder === root ? rootObject(root) : slot.holder, name, value);
  }
  return root.document;
}

function rootObject(root: { readonly document: Json }): object {
  return typeof root.document === 'object' && root.document !== null ? root.document : root;
}

/** Like assignment, but `__proto__` is a name like any other, as it is to `JSON.parse`. */
function define(holder: object, key: string, value: unknown): void {
  if (Array.isArray(holder)) holder.push(value);
  else Object.defineProperty(holder, key, { value, configurable: true, enumerable: true, writable: true });
}

interface Slot {
  readonly holder: object;
  readonly key: string;
}

function slotsIn(holder: object): readonly Slot[] {
  return Object.entries(holder).flatMap(([key, value]: [string, unknown]) => [
    { holder, key },
    ...(typeof value === 'object' && value !== null ? slotsIn(value) : []),
  ]);
}

function leavesOf(document: Json): readonly Json[] {
  return typeof document === 'object' && document !== null
    ? Object.values(document).flatMap(leavesOf)
    : [document];
}

function namesIn(document: Json): readonly string[] {
  if (typeof document !== 'object' || document === null) return [];
  const names = Array.isArray(document) ? [] : Object.keys(document);
  return [...names, ...Object.values(document).flatMap(namesIn)];
}
