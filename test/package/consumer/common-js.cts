// A CommonJS module: both ways to write the import.
import { isPaymentError, normalize } from 'payfault';
// eslint-disable-next-line @typescript-eslint/no-require-imports -- what TypeScript's CommonJS modules write
import paysg = require('payfault/paysg');

export const error = normalize(paysg.paysg, { status: 404 });
if (error.category === 'rate_limited') error.retry.delayMs satisfies number | null;
// @ts-expect-error -- only an idempotency conflict says which
error.keyConflict satisfies string;

export const guard: (value: unknown) => boolean = isPaymentError;
