import { expect } from '@jest/globals';

import type { AsymmetricPaymentErrorMatchers, PaymentErrorMatchers } from './matcher-types.js';
import { matchers } from './matchers.js';

// For an `expect` that is imported from @jest/globals.
declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- only adds what it extends
  interface Matchers<R extends void | Promise<void>, T> extends PaymentErrorMatchers<R, T> {}
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- only adds what it extends
  interface AsymmetricMatchers extends AsymmetricPaymentErrorMatchers {}
}

// For the global one of @types/jest.
declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- it is one
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- only adds what it extends
    interface Matchers<R, T> extends PaymentErrorMatchers<R, T> {}
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- only adds what it extends
    interface Expect extends AsymmetricPaymentErrorMatchers {}
  }
}

expect.extend(matchers);
