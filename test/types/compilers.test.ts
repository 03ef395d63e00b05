import { describe, expect, test } from 'vitest';

import { compile, COMPILERS } from './compilers.js';

const SPREADS = `
  import type { PaymentError } from 'payment-error';
  declare const error: PaymentError;
  export const list = [
    { ...error, message: 'a' },
    { ...error, provider: 'b' },
    { ...error, requestId: 'c' },
    { ...error, docUrl: 'd' },
    { ...error, fieldErrors: [] },
    { ...error, fixableBy: 'merchant' as const },
    { ...error, resource: null },
    { ...error, status: 404 },
    { ...error, code: 'E42' },
    { ...error, message: 1 },
    { ...error, provider: null },
    { ...error, requestId: null },
    { ...error, docUrl: null },
    { ...error, fieldErrors: null },
    { ...error, more: true },
    { ...error, version: 2 },
  ];
`;

const MISSING_CASES = `
  import type { PaymentError } from 'payment-error';
  export function summary(error: PaymentError): string {
    if (error.category === 'rate_limited') {
      error satisfies never;
      return '';
    }
    switch (error.category) {
      case 'declined': return error.declineReason;
      case 'idempotency_conflict': return error.keyConflict;
      case 'network': return error.sent;
      case 'invalid_request':
      case 'unauthenticated':
      case 'permission_denied':
      case 'not_configured':
      case 'not_found':
      case 'conflict':
      case 'provider_unavailable':
      case 'provider_error':
      case 'aborted':
      case 'invalid_response':
      case 'unrecognized': return error.message;
      default:
        error satisfies never;
        return '';
    }
  }
`;

const CONTRADICTIONS = `
  import type { PaymentError } from 'payment-error';
  type Declined = Extract<PaymentError, { category: 'declined' }>;
  declare const declined: Declined;
  declare function take(error: PaymentError): void;
  const { methodAdvice, retry, ...rest } = declined;
  const why = '';
  const outcome = 'not_performed', lookup = null, retryable = false;
  const advice = 'do_not_try_again' as const;
  const base = { ...rest, outcome, lookup, retryable } as const;
  take({ ...base, methodAdvice: advice, retry: { strategy: 'payer_action', action: 'use_other_method', why } });
  take({ ...base, methodAdvice: 'unspecified', retry: { strategy: 'payer_action', action: 'try_again', why } });
  take({ ...base, methodAdvice: advice, retry: { strategy: 'payer_action', action: 'authenticate', why } });
  take({ ...base, methodAdvice: advice, retry: { strategy: 'payer_action', action: 'add_funds', why } });
  take({ ...base, methodAdvice: advice, retry: { strategy: 'payer_action', action: 'try_again', why } });
`;

describe.each(COMPILERS)('in %s', (_name, compiler) => {
  test('a list of 16 spreads that differ is checked in under a second', () => {
    let { complaints, checkMs } = compile(compiler, SPREADS);
    // Half a second, on two processors with nothing else to do. They may have something else to do: then it tries again.
    for (let attempt = 1; attempt < 10 && checkMs >= 1_000; attempt++)
      ({ complaints, checkMs } = compile(compiler, SPREADS));
    expect(complaints).toEqual([]);
    expect(checkMs).toBeLessThan(1_000);
  });

  test('the complaint about a missing case begins with the category', () => {
    const { complaints } = compile(compiler, MISSING_CASES);
    expect(complaints).toEqual([
      expect.stringMatching(/^TS1360: Type 'RateLimitedError' does not satisfy/),
      expect.stringMatching(/^TS1360: Type 'TimeoutError</),
    ]);
  });

  test('do_not_try_again goes with no action that needs the same payment method', () => {
    expect(compile(compiler, CONTRADICTIONS).complaints).toHaveLength(3);
  });
});
