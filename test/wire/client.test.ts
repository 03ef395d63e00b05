import { describe, expect, test } from 'vitest';

import { clientAmong, requestOfAxios } from '../../src/wire/client.js';

describe('what axios was to send', () => {
  test.each<[string, object, unknown]>([
    ['an address', { url: 'https://api.example/payments' }, 'https://api.example/payments'],
    [
      'a path below a base',
      { url: 'payments', baseURL: 'https://api.example/v1' },
      'https://api.example/v1/payments',
    ],
    ['slashes between the two', { url: '//payments', baseURL: 'https://api.example//' }, '//payments'],
    ['one slash each', { url: '/payments', baseURL: 'https://api.example/' }, 'https://api.example/payments'],
    ['a base alone', { baseURL: 'https://api.example/payments' }, 'https://api.example/payments'],
    [
      'an address in place of the base',
      { url: 'http://x.example/', baseURL: 'https://api.example' },
      'http://x.example/',
    ],
    [
      'an address that has to stay below the base',
      { url: 'http://x.example/', baseURL: 'https://api.example', allowAbsoluteUrls: false },
      'https://api.example/http://x.example/',
    ],
    ['an empty base', { url: '/payments', baseURL: '' }, '/payments'],
    [
      'no text',
      { url: new URL('https://api.example/'), baseURL: 'https://x.example' },
      new URL('https://api.example/'),
    ],
  ])('is told by its config: %s', (_what, config, url) => {
    expect(requestOfAxios({ method: 'post', ...config })).toEqual({
      method: 'post',
      url,
      headers: undefined,
    });
  });

  test('is not told by what is no config', () => {
    expect(requestOfAxios(undefined)).toEqual({ method: undefined, url: '', headers: undefined });
  });
});

describe('what a generated client was to send', () => {
  const request = { method: 'POST', url: 'https://api.example/payments', headers: {} };
  const exception = (members: object): Error =>
    Object.assign(new Error('x'), { statusCode: 400, result: {}, request, ...members });

  test('is told by the request in its exception, and whether it sent that again is not', () => {
    expect(clientAmong([exception({})])).toEqual({ request, sending: 'in_doubt' });
  });

  test.each([
    ['no address', { request: {} }],
    ['no status', { statusCode: undefined }],
    ['no result', { result: undefined }],
  ])('is not told by another exception: %s', (_what, members) => {
    expect(clientAmong([exception(members)])).toBeNull();
  });
});
