import { expect, test } from 'vitest';

import { normalizeThrown, wrapFetch } from '../../src/index.js';
import { paysg } from '../../src/providers/paysg.js';

const MARK = Symbol.for('payfault.testFailure');

test('what says that a test went wrong is thrown on as it is', async () => {
  const failure = Object.defineProperty(new Error('past the end'), MARK, { value: true });
  for (const thrown of [failure, new TypeError('fetch failed', { cause: failure })]) {
    const fetch = (): Promise<Response> => Promise.reject(thrown);
    await expect(wrapFetch(paysg, { fetch })('https://api.example/')).rejects.toBe(failure);
    await expect(normalizeThrown(paysg, thrown)).rejects.toBe(failure);
  }
});

test('nothing else is, whatever it says', async () => {
  for (const thrown of [{ [MARK.toString()]: true }, Object.assign(new Error('x'), { [MARK]: 'yes' }), null])
    expect(await normalizeThrown(paysg, thrown)).toMatchObject({ category: 'unrecognized' });
});
