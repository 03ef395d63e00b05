import { expect, test } from 'vitest';

import { normalize } from '../../src/index.js';
import { paysg } from '../../src/providers/paysg.js';
import { redact } from '../../src/redact.js';
import { HARMLESS } from './harmless.js';

test('the corpus is there', () => {
  expect(HARMLESS.length).toBeGreaterThan(90);
});

test.each(HARMLESS)('%s comes through as it is', (text) => {
  expect(redact(text)).toBe(text);
  for (const message of [
    `Refused: ${text}`,
    `${text} was refused`,
    `(${text})`,
    `"${text}", it said`,
    `sk_1 of order-4821 = ${text}, 100 of 1000000000`, // whatever makes redaction look closer
  ]) {
    const error = normalize(paysg, { status: 400, body: { error: { message } } });
    expect(error.message).toBe(message.slice(0, 1_000));
  }
});
