import { Readable } from 'node:stream';

import { describe, expect, test } from 'vitest';

import { readAnswer } from '../../src/clients/axios-answer.js';
import type { Sending } from '../../src/clients/axios-sendings.js';
import type { Answer } from '../../src/verdict/reply.js';

const LIMITS = { maxBodyBytes: 100, bodyTimeoutMs: 50 };
const TEXT = '{"id":"pay_1"}';
const BODY = { id: 'pay_1' };
const JSON_LABEL = { 'content-type': 'application/json' };
const OTHER_LABEL = { 'content-type': 'application/pdf' };
const BYTES = new TextEncoder().encode(TEXT);

/** The answer; `null` where it is not looked into. */
async function answerOf(response: object, sending?: Sending): Promise<Answer | null> {
  const given = { status: 201, headers: JSON_LABEL, ...response };
  const { answer, isSeen } = await readAnswer(given, sending, LIMITS);
  if (!isSeen) expect(answer).toMatchObject({ status: 201, body: undefined });
  return isSeen ? answer : null;
}

/** A sending whose body axios has handed over as it came. */
function sendingOf(body: unknown, wasSentBefore = false): Sending {
  return { body, wasSentBefore };
}

describe('the body of an answer', () => {
  test.each<[string, unknown]>([
    ['a text', TEXT],
    ['bytes', BYTES],
    ['a buffer', BYTES.buffer],
    ['a Blob', new Blob([TEXT])],
    ['what is parsed', BODY],
  ])('is read, of a success and of a failure: %s', async (_what, data) => {
    expect(await answerOf({ data })).toMatchObject({ status: 201, body: BODY });
    expect(await answerOf({ status: 402, data })).toMatchObject({ status: 402, body: BODY });
  });

  test('is the one that came, and not what somebody made of it; nobody needs it twice', async () => {
    const sending = sendingOf(TEXT);
    expect(await answerOf({ data: 'fine' }, sending)).toMatchObject({ body: BODY });
    expect(sending).not.toHaveProperty('body');
    expect(await answerOf({ data: 'fine' }, { wasSentBefore: false })).toMatchObject({ body: 'fine' });
  });

  test.each<[string, () => unknown]>([
    ['of Node’s', () => Readable.from([TEXT])],
    ['of the web', () => new Blob([TEXT]).stream()],
    ['a Response', () => new Response(TEXT)],
  ])('is read of a failure and left alone of a success, where it is a stream: %s', async (_what, stream) => {
    expect(await answerOf({ data: stream() })).toBeNull();
    expect(await answerOf({ status: 402, data: stream() })).toMatchObject({ body: BODY });
  });

  test('is left alone where it is larger than the limit, and of a failure it is lost', async () => {
    for (const data of ['x'.repeat(101), new Uint8Array(101), new Blob(['x'.repeat(101)])]) {
      expect(await answerOf({ data })).toBeNull();
      expect(await answerOf({ status: 402, data })).toMatchObject({ status: 402, isBodyLost: true });
    }
  });

  test('is left alone where it is bytes of something else', async () => {
    expect(await answerOf({ headers: OTHER_LABEL, data: BYTES })).toBeNull();
    expect(await answerOf({ headers: OTHER_LABEL, data: TEXT })).toMatchObject({ body: BODY });
  });

  test('is lost where it does not come, or is not what it looks like', async () => {
    const stalled = new Readable({ read: () => undefined });
    expect(await answerOf({ status: 402, data: stalled })).toMatchObject({
      body: undefined,
      isBodyLost: true,
    });
    expect(await answerOf({ status: 402, data: { byteLength: 5 } })).toMatchObject({
      body: undefined,
      isBodyLost: true,
    });
  });
});

test('what can’t be read counts as not given', async () => {
  expect(await readAnswer(undefined, undefined, LIMITS)).toEqual({
    answer: { status: null, headers: null, body: undefined, afterRedirect: false, isBodyLost: true },
    isSeen: true,
  });
});

describe('an answer says nothing of the first sending', () => {
  const url = 'https://api.example/payments';
  test.each<[string, object, Sending | undefined]>([
    ['after a second one', {}, sendingOf(TEXT, true)],
    ['after one of axios-retry’s', { config: { url, 'axios-retry': { retryCount: 1 } } }, undefined],
    ['after a redirect, as Node’s http tells', { request: { _redirectCount: 1 } }, undefined],
    ['where fetch does not tell', { request: { redirect: 'follow' } }, undefined],
    [
      'from another address, as XMLHttpRequest tells',
      { config: { url }, request: { responseURL: 'https://api.example/login' } },
      undefined,
    ],
  ])('%s', async (_when, response, sending) => {
    expect(await answerOf({ data: TEXT, ...response }, sending)).toMatchObject({ afterRedirect: true });
  });

  test('but it does where it is the only one', async () => {
    const response = { config: { url }, request: { responseURL: `${url}?a=1`, _redirectCount: 0 } };
    expect(await answerOf({ data: TEXT, ...response }, sendingOf(TEXT))).toMatchObject({
      afterRedirect: false,
    });
  });
});
