import fc from 'fast-check';
import { expect, test } from 'vitest';

import { inspect, normalize, type PaymentError } from '../../src/index.js';
import {
  bodyOf,
  type Case,
  fixtureAt,
  type Json,
  NAMES,
  NOW,
  providerNamed,
  replies,
  verdictOn,
} from './replies.js';
import { forAll, testRunCount } from './runs.js';

test('the same answer gives the same error', () =>
  forAll(replies, 4_000, (reply) => {
    expect(verdictOn(reply)).toStrictEqual(verdictOn(structuredClone(reply)));
  }));

test('JSON as text and parsed JSON give the same error', () =>
  forAll(replies, 3_000, (reply) => {
    if (typeof reply.body !== 'object' || reply.body === null) return;
    const texts = [JSON.stringify(reply.body), `\uFEFF${JSON.stringify(reply.body, null, 2)}\n`];
    for (const body of texts) expect(verdictOn({ ...reply, body })).toStrictEqual(verdictOn(reply));
  }));

test('an answer is read and not written to', () =>
  forAll(replies, 2_000, (reply) => {
    const before = structuredClone(reply);
    verdictOn(deeplyFrozen(reply));
    expect(reply).toEqual(before);
  }));

test('neither the letter case of header names nor the kind of headers matters', () =>
  forAll(fc.record({ reply: replies, upper: fc.infiniteStream(fc.boolean()) }), 4_000, ({ reply, upper }) => {
    const pairs = Object.entries(reply.headers).map(([name, value]): [string, string] => [
      inLetterCase(name, upper),
      value,
    ]);
    const error = verdictOn(reply);
    const lists = Object.fromEntries(pairs.map(([name, value]) => [name, [value]]));
    for (const headers of [pairs, new Map(pairs), Object.fromEntries(pairs), lists])
      expect(
        normalize(providerNamed(reply.provider), { ...reply, headers }, reply.request, {
          now: reply.now ?? NOW,
        }),
      ).toStrictEqual(error);
  }));

test('the order of the members of an object does not matter', () =>
  forAll(fc.record({ reply: replies, seed: fc.nat() }), 3_000, ({ reply, seed }) => {
    // A list of field errors keyed by field comes in the order of its keys: that much may differ.
    const reordered = { ...reply, body: inOtherOrder(reply.body, seed) };
    expect(inFieldOrder(verdictOn(reordered))).toStrictEqual(inFieldOrder(verdictOn(reply)));
  }));

test('members that no provider documents do not matter, in any order', () =>
  forAll(
    fc.record({
      index: fc.nat(),
      seed: fc.nat(),
      extras: fc.array(fc.jsonValue({ maxDepth: 2 }), { minLength: 1, maxLength: 4 }),
    }),
    6_000,
    ({ index, seed, extras }) => {
      const { provider, fixture } = fixtureAt(index);
      const { status, headers } = fixture.reply;
      const body = bodyOf(fixture);
      const { request } = fixture;
      const options = { now: fixture.now ?? NOW };
      const extended = inOtherOrder(withExtras(body, extras as readonly Json[]), seed); // JSON by construction
      const plain = inspect(provider, { status, headers, body }, request, options);
      const odd = inspect(provider, { status, headers, body: extended }, request, options);
      expect(odd && inFieldOrder(odd)).toStrictEqual(plain && inFieldOrder(plain));
    },
  ));

testRunCount('stability');

const MAX_FIELD_ERRORS = 100;

/** Objects in which every name counts, because the names are those of the request's fields. */
const KEYED_BY_FIELD = ['errors', 'errors_metadata', 'details'];

/** Adds members with unknown names to every object. */
function withExtras(document: Json, extras: readonly Json[], name = ''): Json {
  if (typeof document !== 'object' || document === null) return document;
  if (Array.isArray(document)) return document.map((item: Json) => withExtras(item, extras, name));
  const members = Object.entries(document as Readonly<Record<string, Json>>); // neither null nor an array
  const extended = members.map(([key, value]): [string, Json] => [key, withExtras(value, extras, key)]);
  if (KEYED_BY_FIELD.includes(name) && !members.some(([key]) => key === 'code'))
    return Object.fromEntries(extended);
  const added = extras.map((value, index): [string, Json] => [unknownName(index), value]);
  return Object.fromEntries([...added, ...extended]);
}

function unknownName(index: number): string {
  const name = ['x_note', 'Status', '_comment', 'CODE'][index] ?? '';
  if (NAMES.includes(name) || name === '') throw new Error(`${name} is known`);
  return name;
}

function inOtherOrder(document: unknown, seed: number): unknown {
  if (typeof document !== 'object' || document === null) return document;
  if (Array.isArray(document)) return document.map((item) => inOtherOrder(item, seed));
  const members = Object.entries(document).map(([key, value]): [string, unknown] => [
    key,
    inOtherOrder(value, seed),
  ]);
  const turned = members.length === 0 ? 0 : seed % members.length;
  return Object.fromEntries([...members.slice(turned), ...members.slice(0, turned)].reverse());
}

/** The error with its field errors sorted; of a full list nothing, as the order decides which of them were kept. */
function inFieldOrder(error: PaymentError): PaymentError {
  if (error.fieldErrors.length === MAX_FIELD_ERRORS) return { ...error, fieldErrors: [] };
  const fieldErrors = [...error.fieldErrors].sort((one, other) =>
    JSON.stringify(one) < JSON.stringify(other) ? -1 : 1,
  );
  return { ...error, fieldErrors };
}

function inLetterCase(name: string, upper: fc.Stream<boolean>): string {
  return name.replace(/[a-z]/g, (letter) => (upper.next().value ? letter.toUpperCase() : letter));
}

function deeplyFrozen(value: Case): Case {
  const freeze = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    Object.freeze(part);
    Object.values(part).forEach(freeze);
  };
  freeze(value);
  return value;
}
