import { describe, expect, test } from 'vitest';

import { inspect, type PaymentError } from '../../src/index.js';
import { getpaid } from '../../src/providers/getpaid.js';

const JSON_LABEL = { 'content-type': 'application/json; charset=utf-8' };
const HTML_LABEL = { 'content-type': 'text/html' };
const POST = { method: 'POST', url: 'https://api.example/payments', idempotencyKey: 'order-1' };

function inspected(
  body: unknown,
  headers?: object,
  request: object = POST,
  status = 201,
): PaymentError | null {
  return inspect(getpaid, { status, headers: headers as Record<string, string> | undefined, body }, request);
}

describe('a 2xx on a write whose text is not what it ought to be may have charged', () => {
  test.each<[string, string, object | undefined]>([
    ['JSON that is cut', '{"id":"pay_1","sta', JSON_LABEL],
    ['JSON that is cut, with no label', '{"id":"pay_1","sta', undefined],
    ['text under a label of JSON', 'upstream is fine', JSON_LABEL],
    ['nothing under a label of JSON', '', JSON_LABEL],
    ['JSON of another kind', 'NaN', { 'content-type': 'application/vnd.api+json' }],
    ['a page', '<p>Hello</p>', HTML_LABEL],
    ['a page of XHTML', '<p>Hello</p>', { 'content-type': 'application/xhtml+xml' }],
    ['a page with no label', ' <!DOCTYPE html><p>Hello</p>', {}],
  ])('%s', (_what, text, headers) => {
    expect(inspected(text, headers)).toMatchObject({
      category: 'invalid_response',
      status: 201,
      outcome: 'unknown',
      retry: { strategy: 'same_key' },
      matchedOn: 'none',
    });
  });

  test('and says why', () => {
    expect(inspected('{"id"', JSON_LABEL)?.message).toBe(
      'getpaid answered HTTP 201, but its body is not the JSON that it is said to be.',
    );
    expect(inspected('<p>', HTML_LABEL)?.message).toBe('getpaid answered HTTP 201, but with a page of HTML.');
  });
});

describe('a 2xx is a success', () => {
  test.each<[string, unknown, object | undefined]>([
    ['with JSON text', '{"id":"pay_1"}', JSON_LABEL],
    ['with JSON text that is no object', '"done"', JSON_LABEL],
    ['with a body that is parsed', { id: 'pay_1' }, JSON_LABEL],
    ['with no body given', undefined, JSON_LABEL],
    ['with no text and no label', '', {}],
    ['with a text and no label', 'done', undefined],
    ['with a text under its own label', '{"id', { 'content-type': 'text/plain' }],
  ])('%s', (_what, body, headers) => {
    expect(inspected(body, headers)).toBeNull();
  });

  test('with a status that has no body', () => {
    expect(inspected('', JSON_LABEL, POST, 204)).toBeNull();
  });

  test('with a page, or with nothing, in answer to a read', () => {
    expect(inspected('<p>Hello</p>', HTML_LABEL, { method: 'GET' })).toBeNull();
    expect(inspected('', JSON_LABEL, { method: 'GET' })).toBeNull();
  });
});

test('a read whose JSON is cut did nothing, and may be sent again', () => {
  expect(inspected('{"id', JSON_LABEL, { method: 'GET' })).toMatchObject({
    category: 'invalid_response',
    outcome: 'not_performed',
    retryable: true,
  });
});
