import { describe, expect, test } from 'vitest';

import { defineProvider, inspect, normalize, type Provider, type Said } from '../src/index.js';

/** A provider whose every answer says this. */
function saying(said: Said | null): Provider {
  return defineProvider({
    name: 'acme',
    docs: 'https://acme.example/errors',
    idempotency: { key: 'none', lookup: 'resource' },
    error: { read: () => said },
    codes: {
      1001: { category: 'not_found', unlessStatus: [499] },
      1002: { category: 'conflict', at4xx: { category: 'invalid_request' } },
      1003: { category: 'invalid_request', fieldError: { field: 'amount', code: 'invalid' } },
    },
    families: { '103x': { category: 'conflict' }, '2xxx': { category: 'not_configured' } },
    types: { gone: { category: 'not_found' } },
    statuses: {
      402: {
        category: 'declined',
        declineReason: 'unspecified',
        byMessage: { 'no funds': 'insufficient_funds' },
      },
    },
  });
}

describe('a status by itself', () => {
  test.each([
    [400, 'invalid_request'],
    [401, 'unauthenticated'],
    [403, 'permission_denied'],
    [404, 'not_found'],
    [405, 'invalid_request'],
    [408, 'timeout'],
    [409, 'conflict'],
    [410, 'not_found'],
    [412, 'conflict'],
    [422, 'invalid_request'],
    [423, 'conflict'],
    [425, 'conflict'],
    [429, 'rate_limited'],
    [451, 'permission_denied'],
    [499, 'invalid_request'],
    [500, 'provider_error'],
    [501, 'provider_error'],
    [502, 'provider_unavailable'],
    [503, 'provider_unavailable'],
    [504, 'provider_unavailable'],
    [599, 'provider_error'],
    [100, 'invalid_response'],
    [204, 'invalid_response'],
    [302, 'invalid_response'],
    [399, 'invalid_response'],
    [600, 'invalid_response'],
    [999, 'invalid_response'],
  ])('%i is %s', (status, category) => {
    expect(normalize(saying({}), { status }).category).toBe(category);
  });
});

test('a 2xx ends at 299', () => {
  expect(inspect(saying({}), { status: 299 })).toBeNull();
  expect(inspect(saying({}), { status: 300 })).toHaveProperty('category', 'invalid_response');
});

describe('an envelope that neither its words nor its status explain is unknown', () => {
  test.each<Said>([{ codes: ['new'] }, { type: 'new' }, { message: 'New.' }])('%j', (said) => {
    expect(normalize(saying(said), { status: 302 })).toMatchObject({
      category: 'unknown',
      matchedOn: 'none',
    });
  });
});

describe('codes', () => {
  test('may be numbers', () => {
    expect(normalize(saying({ codes: [1001] }), { status: 400 })).toMatchObject({
      category: 'not_found',
      code: '1001',
      matchedOn: 'code',
    });
  });

  test('the first that the table knows decides, the most specific one is kept', () => {
    expect(normalize(saying({ codes: ['new', '1001'] }), { status: 400 })).toMatchObject({
      category: 'not_found',
      code: 'new',
    });
  });

  test.each([
    ['1039', 'conflict'],
    ['2005', 'not_configured'],
    ['103', 'invalid_request'],
    ['10390', 'invalid_request'],
    ['x', 'invalid_request'],
  ])('%s is %s by its family, or by the status', (code, category) => {
    expect(normalize(saying({ codes: [code] }), { status: 400 }).category).toBe(category);
  });

  test('a family is looked for behind every code', () => {
    expect(normalize(saying({ codes: ['new', '1039'] }), { status: 400 })).toMatchObject({
      category: 'conflict',
      matchedOn: 'family',
    });
  });
});

describe('a row', () => {
  test('does not hold at the statuses that it excludes', () => {
    expect(normalize(saying({ codes: [1001] }), { status: 499 }).category).toBe('invalid_request');
  });

  test.each([
    [null, 'conflict'],
    [399, 'conflict'],
    [400, 'invalid_request'],
    [499, 'invalid_request'],
    [500, 'provider_error'],
  ])('has another for a 4xx: %o', (status, category) => {
    expect(normalize(saying({ codes: [1002] }), { status }).category).toBe(category);
  });

  test('names its field where the answer names none', () => {
    for (const fieldErrors of [undefined, []])
      expect(normalize(saying({ codes: [1003], fieldErrors }), { status: 400 }).fieldErrors).toMatchObject([
        { field: 'amount', code: 'invalid' },
      ]);
  });

  test('of a status tells its reason by an exact message, in any letter case', () => {
    const exact = saying({ exactMessage: ' No funds' });
    expect(normalize(exact, { status: 402 })).toMatchObject({
      declineReason: 'insufficient_funds',
      matchedOn: 'message',
    });
    const other = saying({ exactMessage: 'No funds at all' });
    expect(normalize(other, { status: 402 })).toMatchObject({
      declineReason: 'unspecified',
      matchedOn: 'status',
    });
  });

  test('of a status holds for an answer that says nothing', () => {
    expect(normalize(saying(null), { status: 402 })).toMatchObject({ declineReason: 'unspecified' });
  });
});

test('what a reader without types leaves in place of a text counts as not said', () => {
  const junk = { codes: [{}, null], type: 7, message: {}, exactMessage: 7, requestId: [], docUrl: 7 };
  expect(normalize(saying(junk as never), { status: 402 })).toMatchObject({
    category: 'declined',
    declineReason: 'unspecified',
    code: null,
    requestId: null,
    docUrl: 'https://acme.example/errors',
  });
});
