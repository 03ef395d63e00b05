import type { PaymentErrorMatchers } from '../../src/testing/index.js';

// As the documentation of PaymentErrorMatchers tells users to.

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- only adds what it extends
  interface Matchers<R extends void | Promise<void>, T> extends PaymentErrorMatchers<R, T> {}
}

declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- only adds what it extends
  interface Matchers<R extends void | Promise<void>, T> extends PaymentErrorMatchers<R, T> {}
}
