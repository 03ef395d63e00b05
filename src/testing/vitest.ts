import { expect } from 'vitest';

import type { PaymentErrorMatchers } from './matcher-types.js';
import { matchers } from './matchers.js';

declare module 'vitest' {
  // Its asymmetric matchers are these too.
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- only adds what it extends
  interface Matchers<R extends void | Promise<void>, T> extends PaymentErrorMatchers<R, T> {}
}

expect.extend(matchers);
