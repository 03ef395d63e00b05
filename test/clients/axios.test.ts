import axios, { type AxiosInstance, isAxiosError } from 'axios';
import { getCause } from 'payfault';
import { type AxiosInstanceLike, interceptAxios, type InterceptAxiosOptions } from 'payfault/axios';
import { getpaid } from 'payfault/getpaid';
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, test } from 'vitest';

import { DECLINED, IN_DOUBT, KEY, LOOK_FIRST, openPlace, type Place, thrownBy } from './axios-place.js';

let place: Place;
beforeAll(async () => {
  place = await openPlace();
});
afterAll(() => place.close());
beforeEach(() => {
  place.calls = 0;
});

describe.each(['http', 'fetch'] as const)('axios over %s', (adapter) => {
  function instance(defaults: object = {}, options: InterceptAxiosOptions = {}): AxiosInstance {
    const api = axios.create({ baseURL: place.url, adapter, headers: KEY, ...defaults });
    interceptAxios(getpaid, api, options);
    return api;
  }

  test('hands over a success as it is', async () => {
    const api = instance();
    expect((await api.post('/paid', {})).data).toEqual({ id: 'pay_1', status: 'authorized' });
    expect((await api.post('/text', {})).data).toBe('done');
    expect((await api.post('/nothing', {})).status).toBe(204);
    expect((await api.get('/page')).status).toBe(200);
    expect(place.calls).toBe(4);
  });

  test.each(['/declined', '/unlabelled'])('throws for a 201 that says declined: %s', async (path) => {
    const exception = await thrownBy(instance().post(path, {}));
    expect(exception.error).toMatchObject({
      category: 'declined',
      declineReason: 'insufficient_funds',
      status: 201,
      outcome: 'not_performed',
    });
    expect(place.calls).toBe(1);
  });

  test.each<[string, object]>([
    ['of bytes', { responseType: 'arraybuffer' }],
    ['of which a transform leaves nothing', { transformResponse: () => 'fine' }],
    ['of a text', { responseType: 'text' }],
    ['of JSON', { responseType: 'json' }],
    ['whatever the status', { validateStatus: () => true }],
  ])('throws for a 201 that says declined, %s', async (_name, config) => {
    const { error } = await thrownBy(instance(config).post('/declined', {}));
    expect(error).toMatchObject({ category: 'declined', status: 201 });
  });

  test.each<[string, object]>([
    ['a cut body', { path: '/cut' }],
    ['a cut body where JSON is asked for', { path: '/cut', responseType: 'json' }],
    [
      'a cut body where JSON has to parse',
      { path: '/cut', responseType: 'json', transitional: { silentJSONParsing: false } },
    ],
    ['a page of HTML', { path: '/page' }],
    ['no JSON where it is said to be', { path: '/empty' }],
    ['a body that breaks off', { path: '/broken' }],
  ])('a 2xx with %s on a write proves nothing', async (_name, { path = '/cut', ...config }: Cut) => {
    const { error } = await thrownBy(instance(config).post(path, {}));
    expect(error).toMatchObject(IN_DOUBT);
    expect(['invalid_response', 'network']).toContain(error.category);
    if (path !== '/broken') expect(error).toMatchObject({ category: 'invalid_response' });
  });

  test.each<[string, object]>([
    ['throws', {}],
    ['lets it through', { validateStatus: null }],
  ])('a non-2xx is judged where axios %s', async (_name, config) => {
    const { error } = await thrownBy(instance(config).post('/invalid', {}));
    expect(error).toMatchObject({
      category: 'invalid_request',
      status: 422,
      outcome: 'not_performed',
      fieldErrors: [{ field: 'amount' }],
    });
  });

  test.each(['stream', 'arraybuffer', 'text', 'blob'])('the body of a failure is read: %s', async (type) => {
    const config = { responseType: type } as object;
    const { error } = await thrownBy(instance(config).post('/invalid', {}));
    if (type !== 'blob' || adapter === 'fetch') expect(error.fieldErrors).toHaveLength(1);
    expect(error).toMatchObject({ category: 'invalid_request', status: 422 });
  });

  test('the exception keeps the AxiosError as its cause, where there was one', async () => {
    const exception = await thrownBy(instance().post('/down', { card: 'secret' }));
    expect(isAxiosError(getCause(exception))).toBe(true);
    expect(exception.error).toMatchObject({ status: 503, ...IN_DOUBT });
    expect(exception.error.retry).toMatchObject({ delayMs: 7_000 });
    expect(getCause(await thrownBy(instance().post('/declined', {})))).toBeUndefined();
  });

  test('a 304 in answer to a read stays what axios makes of it', async () => {
    await expect(instance().get('/not-modified')).rejects.toSatisfy(isAxiosError);
    expect((await thrownBy(instance().post('/not-modified', {}))).error).toMatchObject(LOOK_FIRST);
  });

  test('a stream is handed over unread', async () => {
    const response = await instance({ responseType: 'stream' }).post<AsyncIterable<Uint8Array>>(
      '/declined',
      {},
    );
    let text = '';
    for await (const chunk of response.data) text += Buffer.from(chunk).toString();
    expect(text).toBe(DECLINED);
  });

  test('a 2xx that the caller takes for a failure is in doubt, as a stream too', async () => {
    for (const responseType of ['stream', 'json'] as const) {
      const api = instance({ responseType, validateStatus: (status: number) => status === 200 });
      expect((await thrownBy(api.post('/paid', {}))).error).toMatchObject({
        category: 'invalid_response',
        status: 201,
        ...IN_DOUBT,
      });
    }
  });

  test('what is larger than the limit is handed over, and not looked into', async () => {
    expect((await instance({}, { maxBodyBytes: 1_000 }).post('/large', {})).status).toBe(201);
    const { error } = await thrownBy(instance({}, { maxBodyBytes: 5 }).post('/invalid', {}));
    expect(error).toMatchObject({ status: 422, fieldErrors: [] });
  });

  test('a success that is not to be looked into is handed over', async () => {
    expect((await instance({}, { inspectSuccess: false }).post('/declined', {})).status).toBe(201);
    const cut = new Response('{"id":', { headers: { 'content-type': 'application/json' } });
    const adapter = (config: object) =>
      cut.text().then((data) => ({
        data,
        status: 200,
        statusText: '',
        headers: { 'content-type': 'application/json' },
        config,
      }));
    const { error } = await thrownBy(
      instance({ adapter: adapter as never }, { inspectSuccess: false }).post('/cut', {}),
    );
    expect(error.category).toBe('invalid_response');
  });
});

interface Cut {
  readonly path?: string;
}

describe('interceptAxios', () => {
  test('takes any instance, and axios itself, by its types', () => {
    expectTypeOf<AxiosInstance>().toExtend<AxiosInstanceLike>();
    expectTypeOf<typeof axios>().toExtend<AxiosInstanceLike>();
  });

  test('refuses what is none, and limits that are none', () => {
    expect(() => interceptAxios(getpaid, {} as never)).toThrow(/^instance: expected an axios instance$/);
    expect(() => interceptAxios({} as never, axios.create())).toThrow(TypeError);
    expect(() => interceptAxios(getpaid, axios.create(), { maxBodyBytes: -1 })).toThrow(/^maxBodyBytes/);
  });
});
