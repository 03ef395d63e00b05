import { inspect as inspectValue } from 'node:util';

import { describe, expect, test, vi } from 'vitest';

import * as payfault from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { fixturesOf, PROVIDERS } from '../fixtures.js';
import { bodyOf, type Json } from '../properties/replies.js';
import { KINDS } from './kinds.js';
import { isLeft, type Secret } from './secret.js';

vi.setConfig({ testTimeout: 120_000 });

const { normalize, PaymentException } = payfault;
type PaymentError = payfault.PaymentError;

/** Functions of the library that give something else than a view of an error. */
const NO_VIEWS = ['toResult'];

/** Everything that may end up in a log, an answer or a page. What the library adds as `toSomething` comes by itself. */
const VIEWS: Readonly<Record<string, (error: PaymentError) => string>> = {
  inspection: (error) => inspected(error),
  'JSON of the exception': (error) => JSON.stringify(thrownFor(error)),
  'String() of the exception': (error) => String(thrownFor(error)),
  'stack of the exception': (error) => String(thrownFor(error).stack),
  'inspection of the exception': (error) => inspected(thrownFor(error)),
  ...Object.fromEntries(
    Object.entries(payfault as Readonly<Record<string, unknown>>)
      .filter(([name]) => /^to[A-Z]/.test(name) && !NO_VIEWS.includes(name))
      .map(([name, view]) => [
        name,
        // Whatever it gives, it takes an error.
        (error: PaymentError) => JSON.stringify((view as (error: PaymentError) => unknown)(error)),
      ]),
  ),
};

/** At how many answers each kind of secret is planted at a place that many answers have. */
const MOST_AT_A_PATH = 3;

/** Some places of each path, others for each kind: with hundreds of answers and of kinds each meets most of the other. */
function someOf<Found extends { readonly place: { readonly path: string } }>(
  places: readonly Found[],
  kind: number,
): readonly Found[] {
  const byPath = new Map<string, Found[]>();
  for (const found of places) {
    const group = byPath.get(found.place.path);
    if (group) group.push(found);
    else byPath.set(found.place.path, [found]);
  }
  return [...byPath.values()].flatMap((group) =>
    group
      .slice(0, MOST_AT_A_PATH)
      .flatMap((_, index) => group[(kind * MOST_AT_A_PATH + index) % group.length] ?? []),
  );
}

test('the views of an error are all there', () => {
  expect(Object.keys(VIEWS)).toEqual(
    expect.arrayContaining(['toProblemDetails', 'toOtelAttributes', 'toFormErrors']),
  );
});

describe.each(PROVIDERS)('a secret at any place of an answer of $name', (provider) => {
  const fixtures = [...fixturesOf(provider.name), ...fixturesOf('_transport')];
  const places = fixtures.flatMap((fixture) => {
    const answer = { body: bodyOf(fixture), headers: fixture.reply.headers ?? {} };
    const untouched = JSON.stringify(
      normalize(provider, { status: fixture.reply.status, ...answer }, fixture.request),
    );
    return placesIn(answer).map((place) => ({ fixture, place, untouched }));
  });

  test('there are many', () => {
    expect(places.length).toBeGreaterThan(500);
  });

  test.each(KINDS.map(({ name, secrets }, kind) => [name, secrets, kind] as const))(
    '%s',
    (_name, secrets, kind) => {
      const viewed = new Set<string>();
      for (const [index, { fixture, place, untouched }] of someOf(places, kind).entries()) {
        const secret = secretAt(secrets, index);
        // Every other place has it alone, and every other kind.
        const [where, text] =
          (index + kind) % 2 === 0 ? ['alone', secret.text] : ['amidst', amidst(place.text, secret.text)];
        const answer = { status: fixture.reply.status, ...place.holding(text) };
        const error = normalize(provider, answer, fixture.request);
        const json = JSON.stringify(error);
        if (json === untouched) continue; // nothing is copied from this place
        if (isLeft(secret, json)) expect.fail(`JSON shows ${secret.text}: ${json}`);
        // The other views show no more than the error has: they are looked at once for each way to a place.
        if (!viewed.has(where + place.path)) expectNothingLeft(error, secret);
        viewed.add(where + place.path);
      }
      expect(viewed.size).toBeGreaterThan(2);
    },
  );
});

test('a secret in the request, the cause or the response of an exception', () => {
  for (const secret of KINDS.flatMap(({ secrets }) => secrets)) {
    const request = { method: secret.text, idempotencyKey: secret.text };
    const error = normalize(getpaid, { status: 500 }, request);
    const exception = new PaymentException(error, {
      cause: new Error(secret.text, { cause: { request: { headers: { authorization: secret.text } } } }),
      response: new Response(secret.text, { headers: { 'x-secret': encodeURIComponent(secret.text) } }),
    });
    for (const shown of [
      inspected(exception),
      JSON.stringify(exception),
      String(exception),
      String(exception.stack),
    ])
      expect(isLeft(secret, shown)).toBe(false);
  }
});

function expectNothingLeft(error: PaymentError, secret: Secret): void {
  for (const [name, view] of Object.entries(VIEWS)) {
    const shown = view(error);
    if (isLeft(secret, shown)) expect.fail(`${name} shows ${secret.text}: ${shown}`);
  }
}

function inspected(value: unknown): string {
  return inspectValue(value, { depth: null, showHidden: true, maxStringLength: null, breakLength: Infinity });
}

function thrownFor(error: PaymentError): payfault.PaymentException {
  return new PaymentException(error);
}

function secretAt(secrets: readonly Secret[], index: number): Secret {
  const secret = secrets[index % secrets.length];
  if (!secret) throw new Error('there is no secret');
  return secret;
}

function amidst(text: string, secret: string): string {
  const middle = text.indexOf(' ', text.length / 2) + 1 || text.length;
  return `${text.slice(0, middle)} ${secret} ${text.slice(middle)}`;
}

interface Answer {
  readonly body: Json;
  readonly headers: Readonly<Record<string, string>>;
}

interface Place<Document> {
  /** The way to it: `body.error.message`. */
  readonly path: string;
  /** What stands there. */
  readonly text: string;
  /** The document with something else in that place. */
  readonly holding: (text: string) => Document;
}

/** Every place of a text in an answer: strings, numbers, names of members, values of headers. */
function placesIn({ body, headers }: Answer): readonly Place<Answer>[] {
  const names = new Set([...Object.keys(headers), 'retry-after', 'x-request-id', 'getpaid-trace-id']);
  return [
    ...placesInJson(body, 'body').map(({ holding, ...place }) => ({
      ...place,
      holding: (text: string) => ({ headers, body: holding(text) }),
    })),
    ...[...names].map((name) => ({
      path: `headers.${name}`,
      text: headers[name] ?? '',
      holding: (text: string) => ({ body, headers: { ...headers, [name]: text } }),
    })),
  ];
}

function placesInJson(json: Json, path: string): readonly Place<Json>[] {
  if (typeof json === 'string' || typeof json === 'number')
    return [{ path, text: String(json), holding: (text) => text }];
  if (typeof json !== 'object' || json === null) return [];
  if (Array.isArray(json))
    return (json as readonly Json[]).flatMap((item, index, items) =>
      placesInJson(item, `${path}[]`).map(({ holding, ...place }) => ({
        ...place,
        holding: (text: string) => replaced(items, index, holding(text)),
      })),
    );
  const members = Object.entries(json as Readonly<Record<string, Json>>); // neither null nor an array
  return members.flatMap(([name, value], index) => [
    {
      path: `${path}{}`,
      text: name,
      holding: (text: string) => Object.fromEntries(replaced(members, index, [text, value])),
    },
    ...placesInJson(value, `${path}.${name}`).map(({ holding, ...place }) => ({
      ...place,
      holding: (text: string) => Object.fromEntries(replaced(members, index, [name, holding(text)])),
    })),
  ]);
}

function replaced<Item>(items: readonly Item[], index: number, item: Item): Item[] {
  return items.map((other, at) => (at === index ? item : other));
}
