import { describe, expect, test } from 'vitest';

import {
  PAYER_SITUATIONS,
  payerMessage,
  type PayerMessages,
  type PaymentError,
  payerSituation,
} from '../../src/index.js';
import { en } from '../../src/formats/messages/en.js';
import { et } from '../../src/formats/messages/et.js';
import { forAll } from '../properties/runs.js';
import { ERRORS_TO_SHOW } from './errors-to-show.js';
import { EXAMPLES } from './examples.js';

describe('payerMessage', () => {
  test('says what happened and what to do next', () => {
    expect(payerMessage(EXAMPLES.declined)).toBe(
      'There is not enough money for this payment. Please add money and try again, or use another payment method.',
    );
  });

  test('says what matters most while nobody knows', () => {
    expect(payerMessage(EXAMPLES.timeout)).toBe(
      'We do not know yet whether your payment went through. Please do not pay again.',
    );
  });

  test('speaks the language that it is given, changed as the user likes', () => {
    expect(payerMessage(EXAMPLES.timeout, { messages: et })).toBe(et.in_doubt);
    const messages: PayerMessages = { ...et, our_fault: 'Palun helistage meile.' };
    expect(payerMessage(EXAMPLES.unauthenticated, { messages })).toBe('Palun helistage meile.');
  });

  test('is English where a language that was written for an older version has no text', () => {
    const { in_doubt: text, ...older } = et;
    expect(text).not.toBe('');
    expect(payerMessage(EXAMPLES.timeout, { messages: older as PayerMessages })).toBe(en.in_doubt);
  });

  test('depends on the situation and on nothing else: no text of the provider is in it', async () => {
    await forAll(ERRORS_TO_SHOW, 2_000, (error) => {
      const planted: object = { ...error, message: 'PLANTED', code: 'PLANTED', provider: 'PLANTED' };
      expect(payerMessage(planted as PaymentError)).toBe(en[payerSituation(error)]);
    });
    for (const situation of PAYER_SITUATIONS) expect(en[situation]).not.toContain('PLANTED');
  });

  test('says that nothing was charged only where that is known', async () => {
    await forAll(ERRORS_TO_SHOW, 5_000, (error) => {
      if (payerMessage(error).includes('nothing was charged')) expect(error.outcome).toBe('not_performed');
    });
  });
});
