import { setupServer } from 'msw/node';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { handlers } from '../../examples/msw.js';
import { toResult, wrapFetch } from '../../src/index.js';
import { paystand } from '../../src/providers/paystand.js';

const server = setupServer(...handlers);

beforeAll(() => server.listen());
afterAll(() => server.close());

test('msw answers with what errorResponse gives', async () => {
  const pay = async (): Promise<unknown> =>
    toResult(wrapFetch(paystand)('https://api.paystand.example/v3/payments', { method: 'POST', body: '{}' }));
  expect(await pay()).toMatchObject({
    ok: false,
    error: { category: 'declined', declineReason: 'insufficient_funds', status: 402, code: 'cardFailure' },
  });
  expect(await pay()).toMatchObject({ ok: true, value: { status: 200 } });
});
