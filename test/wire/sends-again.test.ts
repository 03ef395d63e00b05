import { afterEach, describe, expect, test } from 'vitest';

import { normalizeThrown, wrapFetch } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';
import { paysg } from '../../src/providers/paysg.js';
import { mayBeSentAgain } from '../../src/wire/sends-again.js';
import { errorOf } from '../http/error-of.js';

const GLOBALS = globalThis as Record<PropertyKey, unknown>;
const FIRST = Symbol.for('undici.globalDispatcher.1');
const before = GLOBALS[FIRST];

afterEach(() => {
  delete GLOBALS['Deno'];
  GLOBALS[FIRST] = before;
});

class Dispatcher {
  dispatch(): boolean {
    return true;
  }
}
class Agent extends Dispatcher {}
class RetryAgent extends Dispatcher {}

/** As undici puts an interceptor in front of a dispatcher. */
function composed(dispatcher: Agent): object {
  return new Proxy(dispatcher, {
    get: (target, key) => (key === 'dispatch' ? () => true : (Reflect.get(target, key) as unknown)),
  });
}

describe('what lies below a client', () => {
  test('sends a request once where it is an agent of undici, or nothing is known', () => {
    expect(mayBeSentAgain()).toBe(false);
    expect(mayBeSentAgain(new Agent())).toBe(false);
  });

  test.each([new RetryAgent(), composed(new Agent()), {}, 'agent', Object.create(null)])(
    'may send it again otherwise: %o',
    (dispatcher) => {
      expect(mayBeSentAgain(dispatcher)).toBe(true);
    },
  );

  test('may send it again where the global one does', () => {
    GLOBALS[FIRST] = new RetryAgent();
    expect(mayBeSentAgain()).toBe(true);
  });

  test('sends it again in Deno', () => {
    GLOBALS['Deno'] = {};
    expect(mayBeSentAgain(new Agent())).toBe(true);
  });
});

/** A fetch of the platform's type that answers whatever it answers. */
function fetchThat(answer: () => Promise<unknown>): typeof fetch {
  return answer as typeof fetch; // some answers are doubles
}

const REFUSED = new TypeError('fetch failed', {
  cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' }),
});

test('a refused connection is no proof where a write may have been sent again', async () => {
  GLOBALS[FIRST] = new RetryAgent();
  const init = { method: 'PUT', redirect: 'manual' } as const;
  const url = 'https://api.example/payments';
  expect(await normalizeThrown(getpaid, REFUSED, { ...init, url })).toMatchObject({ sent: 'unknown' });
  const fetch = wrapFetch(getpaid, { fetch: fetchThat(() => Promise.reject(REFUSED)) });
  expect(await errorOf(fetch(url, init))).toMatchObject({ sent: 'unknown', outcome: 'unknown' });
});

const CHARGE = { method: 'POST', url: 'https://api.example/charge', redirect: 'manual' } as const;
const LOOKED_AT_FIRST = {
  category: 'invalid_response',
  outcome: 'unknown',
  retry: { strategy: 'reconcile_first' },
};

describe('a refusal is none of the request that is judged', () => {
  test.each<[string, object]>([
    ['another address', { response: { status: 401, headers: {}, url: 'https://api.example/mail' } }],
    ['another server', { response: { status: 401, headers: {}, request: { url: 'https://mail.example/' } } }],
    [
      'another server, as axios tells',
      Object.assign(new Error('x'), {
        isAxiosError: true,
        config: { url: 'https://mail.example/charge', method: 'post' },
        response: { status: 401, headers: {}, data: {} },
      }),
    ],
    [
      'a second sending, as got tells',
      Object.assign(new Error('x'), {
        options: { method: 'POST', url: CHARGE.url, headers: {} },
        request: { redirectUrls: [], retryCount: 1 },
        response: { statusCode: 429, headers: {}, body: '' },
      }),
    ],
    [
      'nobody knows where: axios over fetch follows redirects and does not tell',
      Object.assign(new Error('x'), {
        isAxiosError: true,
        config: { url: CHARGE.url, method: 'post' },
        request: { url: CHARGE.url, redirect: 'follow' },
        response: { status: 401, headers: {}, data: {}, request: { url: CHARGE.url, redirect: 'follow' } },
      }),
    ],
    [
      'a second sending, as undici tells',
      Object.assign(new Error('x'), { code: 'UND_ERR_REQ_RETRY', statusCode: 429, headers: {} }),
    ],
  ])('where it came from %s', async (_from, thrown) => {
    expect(await normalizeThrown(paysg, thrown, CHARGE)).toMatchObject(LOOKED_AT_FIRST);
  });

  test('where a fetch that does not tell of redirects answers from another address', async () => {
    const answer = {
      status: 404,
      url: 'https://api.example/gone',
      headers: new Headers(),
      text: () => Promise.resolve(''),
    };
    const fetch = wrapFetch(paysg, { fetch: fetchThat(() => Promise.resolve(answer)) });
    expect(await errorOf(fetch(CHARGE.url, CHARGE))).toMatchObject(LOOKED_AT_FIRST);
  });

  test('but it is where the address is the same, or the answer names none', async () => {
    for (const url of [`${CHARGE.url}?expand=1`, '', undefined]) {
      const thrown = { response: { status: 401, headers: {}, data: '', url } };
      expect(await normalizeThrown(paysg, thrown, CHARGE)).toMatchObject({
        category: 'unauthenticated',
        outcome: 'not_performed',
      });
    }
  });
});
