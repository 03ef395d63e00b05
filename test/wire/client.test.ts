import { describe, expect, test } from 'vitest';

import { requestOfAxios } from '../../src/wire/client.js';

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
