import axios, { type AxiosInstance, isAxiosError } from 'axios';
import { getCause } from 'payfault';
import { interceptAxios } from 'payfault/axios';
import { getpaid } from 'payfault/getpaid';
import { paysg } from 'payfault/paysg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { IN_DOUBT, KEY, LOOK_FIRST, openPlace, type Place, thrownBy } from './axios-place.js';

let place: Place;
beforeAll(async () => {
  place = await openPlace();
});
afterAll(() => place.close());
beforeEach(() => {
  place.calls = 0;
});

describe.each(['http', 'fetch'] as const)('axios over %s', (adapter) => {
  function instance(defaults: object = {}): AxiosInstance {
    const api = axios.create({ baseURL: place.url, adapter, headers: KEY, ...defaults });
    interceptAxios(getpaid, api);
    return api;
  }

  test('method, address and key are read off the config as it was sent', async () => {
    const api = axios.create({ baseURL: `${place.url}/reset/`, adapter });
    interceptAxios(paysg, api);
    api.interceptors.request.use((config) => {
      config.headers.set('Idempotency-Key', 'order-1');
      return config;
    });
    const keyed = api.post('/payment-services/ps_1/payments', {}, { params: { a: 1 } });
    expect((await thrownBy(keyed)).error).toMatchObject(IN_DOUBT);
    expect((await thrownBy(api.post('/refunds', {}))).error).toMatchObject(LOOK_FIRST); // it takes no key there
    expect((await thrownBy(api.get('/refunds'))).error.retry.strategy).toBe('after_delay');
  });

  test('a connection that is refused never sent anything', async () => {
    const { error } = await thrownBy(instance({ baseURL: place.closed }).post('/', {}));
    expect(error).toMatchObject({ category: 'network', sent: 'no', outcome: 'not_performed' });
  });

  test('a reset connection and a time-out leave a write in doubt', async () => {
    expect((await thrownBy(instance().post('/reset', {}))).error).toMatchObject({
      category: 'network',
      ...IN_DOUBT,
    });
    expect((await thrownBy(instance({ timeout: 30 }).post('/stall', {}))).error).toMatchObject({
      category: 'timeout',
      ...IN_DOUBT,
    });
  });

  test('an abort leaves a write in doubt, and one beforehand sends nothing', async () => {
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort();
    }, 30);
    const during = await thrownBy(instance().post('/stall', {}, { signal: controller.signal }));
    expect(during.error).toMatchObject({ category: 'aborted', ...IN_DOUBT });
    const ended = await thrownBy(instance().post('/stall', {}, { signal: AbortSignal.timeout(30) }));
    expect(ended.error).toMatchObject({ category: 'timeout', ...IN_DOUBT });
    place.calls = 0;
    const before = await thrownBy(instance().post('/paid', {}, { signal: AbortSignal.abort() }));
    expect(before.error).toMatchObject({ category: 'aborted', outcome: 'not_performed' });
    expect(before.error.retry.strategy).toBe('never');
    const late = AbortSignal.abort(new DOMException('late', 'TimeoutError'));
    const timedOut = await thrownBy(instance().post('/paid', {}, { signal: late }));
    expect(timedOut.error).toMatchObject({ category: 'timeout', outcome: 'not_performed' });
    expect(getCause(timedOut)).toBe(late.reason);
    expect(place.calls).toBe(0);
  });

  test('an abort half way through a success is the caller’s doing', async () => {
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort();
    }, 60);
    const { error } = await thrownBy(instance().post('/half', {}, { signal: controller.signal }));
    expect(error).toMatchObject({ category: 'aborted', ...IN_DOUBT });
  });

  test('a token that cancels does so too', async () => {
    const source = axios.CancelToken.source();
    setTimeout(() => {
      source.cancel('enough');
    }, 30);
    const { error } = await thrownBy(instance().post('/stall', {}, { cancelToken: source.token }));
    expect(error).toMatchObject({ category: 'aborted', outcome: 'unknown' });
  });

  test.each(['/refused', '/unauthorized'])('a write follows no redirect: to %s', async (to) => {
    const { error } = await thrownBy(instance().post(`/redirect${to}`, {}));
    expect(error).toMatchObject({ category: 'invalid_response', status: 303, ...LOOK_FIRST });
    expect(place.calls).toBe(1);
  });

  test.each(['/refused', '/unauthorized', '/declined'])(
    'what comes after a redirect that the caller let a write follow proves nothing: %s',
    async (to) => {
      const { error } = await thrownBy(instance({ maxRedirects: 5 }).post(`/redirect${to}`, {}));
      expect(error.outcome).toBe('unknown');
      if (to !== '/refused') expect(error).toMatchObject(LOOK_FIRST);
    },
  );

  test('a read follows redirects', async () => {
    expect((await instance().get('/redirect/paid')).status).toBe(201);
  });

  test('redirects that the caller of fetch wants reported stay that', async () => {
    const api = instance({ fetchOptions: { redirect: 'error' } });
    expect((await thrownBy(api.post('/redirect/unauthorized', {}))).error.outcome).toBe('unknown');
    expect(place.calls).toBe(adapter === 'fetch' ? 1 : 2); // Node's http knows nothing of it
  });

  describe('other interceptors', () => {
    test('a PaymentException passes through as it is', async () => {
      const api = instance();
      interceptAxios(paysg, api);
      const { error } = await thrownBy(api.post('/declined', {}));
      expect(error).toMatchObject({ provider: 'getpaid', category: 'declined', outcome: 'not_performed' });
    });

    test('what is thrown about another request says nothing of this one', async () => {
      const api = axios.create({ baseURL: place.url, adapter });
      api.interceptors.response.use(async (response) => {
        await axios.post(`${place.closed}/audit`, {}, { adapter });
        return response;
      });
      interceptAxios(getpaid, api);
      expect((await thrownBy(api.post('/paid', {}))).error).toMatchObject({
        category: 'unrecognized',
        ...LOOK_FIRST,
      });
    });

    test('one that sends again hides the first sending, and nothing is proved', async () => {
      const api = axios.create({ baseURL: place.url, adapter, headers: KEY });
      api.interceptors.response.use(undefined, (thrown: unknown) => {
        if (!isAxiosError(thrown) || !thrown.config || thrown.config.url === '/unauthorized') throw thrown;
        return api.request({ ...thrown.config, url: '/unauthorized' });
      });
      interceptAxios(getpaid, api);
      expect((await thrownBy(api.post('/reset', {}))).error).toMatchObject({
        status: 401,
        category: 'invalid_response',
        ...LOOK_FIRST,
      });
      expect(place.calls).toBe(2);
    });

    test.each<[string, () => object, object]>([
      [
        'where the connection is refused',
        () => ({ baseURL: place.closed }),
        { category: 'network', sent: 'unknown' },
      ],
      ['when it was cancelled', () => ({ signal: AbortSignal.abort() }), { category: 'aborted' }],
    ])('one that sends again, %s, proves nothing either', async (_when, changes, expected) => {
      const api = axios.create({ baseURL: place.url, adapter, headers: KEY });
      let isFirst = true;
      api.interceptors.response.use(undefined, (thrown: unknown) => {
        if (!isAxiosError(thrown) || !thrown.config || !isFirst) throw thrown;
        isFirst = false;
        return api.request({ ...thrown.config, ...changes() });
      });
      interceptAxios(getpaid, api);
      expect((await thrownBy(api.post('/reset', {}))).error).toMatchObject({ ...expected, ...IN_DOUBT });
    });

    test('what holds a PaymentException as its cause is told by that', async () => {
      const api = axios.create({ baseURL: place.url, adapter });
      const declined = await thrownBy(instance().post('/declined', {}));
      api.interceptors.response.use(() => Promise.reject(new Error('could not pay', { cause: declined })));
      interceptAxios(getpaid, api);
      const exception = await thrownBy(api.post('/paid', {}));
      expect(exception.error).toBe(declined.error);
      expect(getCause(exception)).toHaveProperty('message', 'could not pay');
    });

    test('are left alone once ours are taken out', async () => {
      const api = axios.create({ baseURL: place.url, adapter });
      const remove = interceptAxios(getpaid, api);
      remove();
      expect((await api.post('/declined', {})).status).toBe(201);
    });
  });
});
