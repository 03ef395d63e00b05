import { expect, test } from 'vitest';

import { EXAMPLES } from '../formats/examples.js';
import '../../src/testing/vitest-4.js';

test('payfault/vitest-4 adds the matchers', () => {
  expect(EXAMPLES.declined).toBePaymentError({ category: 'declined' });
  expect({ error: EXAMPLES.declined }).toEqual({
    error: expect.toBePaymentError({ category: 'declined' }) as unknown,
  });
});
