import assert from 'node:assert/strict';
import { test } from 'node:test';

import { readHeaders, readStatus, takeAnswerApart } from '../playground/reply-text.js';

test('an answer as curl -i prints it has a status, headers and a body', () => {
  assert.deepEqual(takeAnswerApart('HTTP/2 409 \r\nretry-after: 7\r\nx-id: a: b\r\n\r\n{"a":\r\n\r\n1}'), {
    status: '409',
    headers: 'retry-after: 7\nx-id: a: b',
    body: '{"a":\r\n\r\n1}',
  });
});

test('an answer may lack headers, or a body', () => {
  assert.deepEqual(takeAnswerApart('HTTP/1.1 502 Bad Gateway\n\n<html>'), {
    status: '502',
    headers: '',
    body: '<html>',
  });
  assert.deepEqual(takeAnswerApart('HTTP/1.1 204 No Content\nx: 1'), {
    status: '204',
    headers: 'x: 1',
    body: '',
  });
});

test('of several answers the last counts', () => {
  const text = 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 402 Payment Required\r\nx: 1\r\n\r\n{}';
  assert.deepEqual(takeAnswerApart(text), { status: '402', headers: 'x: 1', body: '{}' });
});

test('a body is no answer', () => {
  for (const text of ['', '{"a":1}', 'HTTP', 'HTTP/1.1 twice', 'see HTTP/1.1 409 x\n'])
    assert.equal(takeAnswerApart(text), null);
});

test('lines that are no headers are passed over', () => {
  assert.deepEqual(readHeaders('Retry-After:  7\n: no name\nnothing\n\nx-id: a:b\r'), [
    ['Retry-After', '7'],
    ['x-id', 'a:b'],
  ]);
});

test('a status has three digits', () => {
  assert.equal(readStatus(' 402 '), 402);
  for (const text of ['', 'abc', '4020', '40.2', '-402']) assert.equal(readStatus(text), null);
});
