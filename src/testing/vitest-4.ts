import { expect } from 'vitest';

import type { AsymmetricPaymentErrorMatchers, PaymentErrorMatchers } from './matcher-types.js';
import { matchers } from './matchers.js';

// The types of version 5 take other parameters, so that one file cannot add to both. These take what was added for jest.
declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- it is one
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- only adds what it extends
    interface Matchers<R, T> extends PaymentErrorMatchers<R, T> {}
  }
}

declare module 'vitest' {
  interface AsymmetricMatchersContaining {
    toBePaymentError: AsymmetricPaymentErrorMatchers['toBePaymentError'];
  }
}

expect.extend(matchers);
