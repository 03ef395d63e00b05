import { describe, expect, test } from 'vitest';

import { hasOwnMeaning, meaningOfStatus } from '../../src/verdict/status.js';

describe('a status by itself', () => {
  test.each([
    [400, 'invalid_request'],
    [401, 'unauthenticated'],
    [402, 'conflict'],
    [403, 'permission_denied'],
    [404, 'not_found'],
    [405, 'invalid_request'],
    [406, 'invalid_request'],
    [407, 'unauthenticated'],
    [408, 'timeout'],
    [409, 'conflict'],
    [410, 'not_found'],
    [411, 'invalid_request'],
    [412, 'conflict'],
    [413, 'invalid_request'],
    [415, 'invalid_request'],
    [416, 'invalid_request'],
    [418, 'invalid_request'],
    [421, 'provider_unavailable'],
    [422, 'invalid_request'],
    [423, 'conflict'],
    [424, 'provider_unavailable'],
    [425, 'provider_unavailable'],
    [428, 'invalid_request'],
    [429, 'rate_limited'],
    [431, 'invalid_request'],
    [451, 'permission_denied'],
    [460, 'provider_unavailable'],
    [499, 'provider_unavailable'],
    [500, 'provider_error'],
    [501, 'provider_error'],
    [502, 'provider_unavailable'],
    [503, 'provider_unavailable'],
    [504, 'provider_unavailable'],
    [505, 'provider_error'],
    [507, 'provider_error'],
    [511, 'provider_unavailable'],
    [519, 'provider_error'],
    [520, 'provider_unavailable'],
    [521, 'provider_unavailable'],
    [522, 'provider_unavailable'],
    [523, 'provider_unavailable'],
    [524, 'provider_unavailable'],
    [525, 'provider_unavailable'],
    [526, 'provider_unavailable'],
    [527, 'provider_error'],
    [530, 'provider_unavailable'],
    [599, 'provider_error'],
  ])('%i is %s', (status, category) => {
    expect(meaningOfStatus(status)?.category).toBe(category);
  });

  test.each([null, 100, 200, 204, 299, 302, 399, 600, 999])('%o says nothing of a failure', (status) => {
    expect(meaningOfStatus(status)).toBeNull();
  });
});

test('only of a 421 and a 425 it is known that nothing was processed', () => {
  const ruled = Array.from({ length: 900 }, (_, index) => index + 100).filter(
    (status) => meaningOfStatus(status)?.rule !== undefined,
  );
  expect(ruled).toEqual([421, 425]);
  expect(meaningOfStatus(425)?.rule).toMatchObject({ outcome: 'not_performed', strategy: 'after_delay' });
});

describe('a status of its own meaning says more than that somebody is at fault', () => {
  test.each([401, 402, 403, 404, 408, 409, 412, 425, 429, 503])('%i does', (status) => {
    expect(hasOwnMeaning(status)).toBe(true);
  });
  test.each([null, 200, 302, 400, 418, 422, 500, 599])('%o does not', (status) => {
    expect(hasOwnMeaning(status)).toBe(false);
  });
});
