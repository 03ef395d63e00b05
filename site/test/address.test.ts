import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { addressOf, LONGEST_ADDRESS, readAddress } from '../playground/address.js';
import { FIRST_STATE } from '../playground/state.js';

describe('an address', () => {
  for (const body of [
    '',
    '{"error": {"code": "card_declined"}}',
    'a&b=c#d+e%20f%',
    'é\u{1F4B8}\n\t\u0000',
    '?"<>`|\\^',
  ])
    test(`gives back ${JSON.stringify(body)}`, () => {
      const state = { ...FIRST_STATE, body };
      const { hash } = addressOf(state);
      assert.deepEqual(readAddress(hash), state);
      assert.deepEqual(readAddress(new URL(hash, 'https://site.example/').hash), state);
    });

  test('names a documented reply, and leaves the rest to it', () => {
    const { hash } = addressOf({ ...FIRST_STATE, provider: 'stripe', reply: 'card_declined' });
    assert.equal(hash, '#provider=stripe&reply=card_declined');
  });

  test('can be read by people', () => {
    const { hash } = addressOf({ ...FIRST_STATE, headers: '', body: '[{code: 1034, text: Not enough}]' });
    assert.equal(hash, '#provider=paystand&status=502&method=POST&body=[{code:+1034,+text:+Not+enough}]');
  });

  test('is never too long, and says what it leaves out', () => {
    for (const text of ['x', '%', '\u{1F4B8}', '\uD800']) {
      const { hash, leftOut } = addressOf({ ...FIRST_STATE, body: text.repeat(2_000_000) });
      assert.ok(hash.length <= LONGEST_ADDRESS);
      assert.deepEqual(leftOut, ['body']);
    }
    const all = addressOf({ ...FIRST_STATE, provider: 'x'.repeat(9_000) });
    assert.ok(all.hash.length <= LONGEST_ADDRESS);
  });

  test('says nothing when it is empty or of something else', () => {
    for (const hash of ['', '#', '#some-heading', '#=', '#&&=&', '#%E0%A4%A'])
      assert.equal(readAddress(hash), null);
  });

  test('is read whatever stands in it', () => {
    assert.equal(readAddress('#provider=stripe&body=%E0%A4%A')?.body, '%E0%A4%A');
    assert.equal(readAddress('#provider=stripe&__proto__=1&body=a=b')?.body, 'a=b');
  });
});
