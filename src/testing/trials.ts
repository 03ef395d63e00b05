import type { RequestFacts } from '../verdict/request.js';
import type { Reply } from '../verdict/reply.js';
import { type DocumentedReply, type FixtureReply, textOfBody } from './fixture.js';
import { type Path, placesIn, replaceAt } from './json-places.js';
import { type Secret, SECRETS } from './planted-secrets.js';

/** What was sent, and the time that a Retry-After date is compared with, in milliseconds since 1970. */
export interface TrialRequest extends RequestFacts {
  readonly now?: number | undefined;
}

/** A reply that a provider is tried with. */
export interface Trial {
  /** What is special about it. */
  readonly about: string;
  readonly reply: Reply;
  readonly request: TrialRequest;
  /** What stands somewhere in the reply and must not come out. */
  readonly secret?: Secret;
}

const NOW = Date.UTC(2026, 0, 1);
const WRITE: TrialRequest = { method: 'POST', now: NOW };

const STATUSES = [
  100, 200, 201, 302, 400, 401, 402, 404, 408, 409, 424, 425, 429, 499, 500, 501, 502, 503, 504, 505, 599,
];

/** Varies one documented reply: its request, its status, its text, and what stands at each place of it. */
export function* trialsOf({ reply, request, now = NOW }: DocumentedReply): Generator<Trial> {
  const { status, headers, body } = reply;
  const received = { status, headers, body: body ?? textOfBody(reply) };
  yield { about: 'as it is', reply: received, request: { ...request, now } };
  // To where the fixture was sent: some providers take a key on some paths only.
  const write = { ...WRITE, url: request?.url };
  const withKey = { ...write, idempotencyKey: 'key-1' };
  yield { about: 'after a request that nobody knows', reply: received, request: { now: NOW } };
  yield { about: 'after a POST', reply: received, request: write };
  yield { about: 'after a POST with an idempotency key', reply: received, request: withKey };
  yield {
    about: 'after a POST with a blank idempotency key',
    reply: received,
    request: { ...write, idempotencyKey: ' ' },
  };
  yield { about: 'after a GET', reply: received, request: { ...write, method: 'GET' } };
  for (const other of [null, ...STATUSES]) {
    const about = `with the status ${String(other)}`;
    const answer = { ...received, status: other };
    yield { about, reply: answer, request: WRITE };
    yield { about: `${about}, after a POST with an idempotency key`, reply: answer, request: withKey };
  }
  yield* cutShort(reply);
  yield* withOtherParts(reply);
  yield* withSecrets(reply);
}

/** Bodies that no provider should send, at statuses that a success and a failure can have. */
export function* hostileTrials(): Generator<Trial> {
  for (const [about, body] of hostileBodies())
    for (const status of [null, 200, 400, 402, 409, 500])
      yield { about: `${about} with the status ${String(status)}`, reply: { status, body }, request: WRITE };
}

function* cutShort(reply: FixtureReply): Generator<Trial> {
  const text = textOfBody(reply) ?? '';
  const length = Math.floor(text.length / 2);
  yield {
    about: `cut short after ${String(length)} characters`,
    reply: { ...reply, body: text.slice(0, length) },
    request: WRITE,
  };
}

function* withOtherParts(reply: FixtureReply): Generator<Trial> {
  for (const { path } of placesIn(reply.body))
    for (const [name, part] of strangeParts())
      yield {
        about: `with ${name} at ${placeName(path)}`,
        reply: { ...reply, body: replaceAt(reply.body, path, part) },
        request: WRITE,
      };
}

function* withSecrets(reply: FixtureReply): Generator<Trial> {
  for (const secret of SECRETS) {
    for (const { path, value } of placesIn(reply.body))
      if (typeof value === 'string')
        for (const text of [secret.text, `${value} ${secret.text}`])
          yield {
            about: `with ${secret.name} at ${placeName(path)}`,
            reply: { ...reply, body: replaceAt(reply.body, path, text) },
            request: WRITE,
            secret,
          };
    for (const name of Object.keys(reply.headers ?? {}))
      yield {
        about: `with ${secret.name} in the header ${name}`,
        reply: { ...reply, headers: { ...reply.headers, [name]: secret.text } },
        request: WRITE,
        secret,
      };
  }
}

function placeName(path: Path): string {
  return path.length === 0 ? 'the top' : path.join('.');
}

/** What JSON can hold in the place of something else, made anew: a provider that changes it spoils no other trial. */
function strangeParts(): readonly (readonly [name: string, part: unknown])[] {
  return [
    ['null', null],
    ['true', true],
    ['0', 0],
    ['a large number', 1e300],
    ['an empty string', ''],
    ['the word constructor', 'constructor'],
    ['the word __proto__', '__proto__'],
    ['half a character', '\uD800'],
    ['a long string', 'a'.repeat(1_500)],
    ['an empty list', []],
    ['a list of nothing', [null]],
    ['a long list', Array.from({ length: 150 }, () => 'a')],
    ['an empty object', {}],
    ['an object that is no text', { toString: null }],
    ['a member __proto__', JSON.parse('{"__proto__":{"code":1}}')],
  ];
}

function* hostileBodies(): Generator<readonly [about: string, body: unknown]> {
  for (const [name, part] of strangeParts()) yield [`a body that is ${name}`, part];
  yield ['no body', undefined];
  yield ['a body of HTML', '<!doctype html><title>502</title>'];
  yield ['a deep body', JSON.parse('['.repeat(2_000) + ']'.repeat(2_000))];
  yield ['a body that is a symbol', Symbol('body')];
  yield ['a body that is a function', refuse];
  yield ['a body that is a bigint', 10n];
  yield ['a body that is a Date', new Date(Number.NaN)];
  yield ['a body that is a Map', new Map([['error', 1]])];
  yield ['a body without a prototype', Object.create(null)];
  yield ['a body that contains itself', cycle()];
  yield ['a body whose members throw', new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse })];
}

function cycle(): object {
  const body: Record<string, unknown> = {};
  body['error'] = body;
  return body;
}

function refuse(): never {
  throw new Error('no');
}
