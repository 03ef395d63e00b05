import { defineProvider } from '../../src/index.js';

interface Body {
  readonly error: { readonly code?: string; readonly message?: string };
}

/** A provider of one's own: it reads what it gets without a schema, and its outcomes are named like a code. */
export const acme = defineProvider({
  name: 'acme',
  docs: 'https://acme.example/docs/errors',
  idempotency: { key: 'header', header: 'Idempotency-Key', replaysFailures: false, lookup: 'resource' },
  error: { read: ({ error }: Body) => ({ codes: [error.code], message: error.message }) },
  codes: {
    card_declined: { category: 'declined', declineReason: 'do_not_honor' },
    too_fast: { category: 'rate_limited' },
  },
  statuses: { 402: { category: 'declined', declineReason: 'unspecified' } },
  outcome: { read: ({ status }: { readonly status: string }) => ({ rows: [status], code: status }) },
  outcomes: { too_fast: { category: 'declined', declineReason: 'limit_exceeded' } },
});

/** One reply for each row, in every form that a fixture can have. */
export const acmeFixtures = {
  'card-declined': {
    row: 'codes.card_declined',
    reply: {
      status: 402,
      headers: { 'Content-Type': 'application/json', 'X-Node': '7' },
      body: { error: { code: 'card_declined', message: 'Refused', tags: ['a', 'b'] } },
    },
    expected: { category: 'declined', declineReason: 'do_not_honor' },
  },
  'too-fast': {
    row: 'codes.too_fast',
    reply: { status: 429, text: '{"error":{"code":"too_fast"}}' },
    expected: { category: 'rate_limited', retry: { strategy: 'after_delay', delayMs: null } },
  },
  'payment-required': {
    row: 'statuses.402',
    reply: { status: 402, base64: '//79' },
    request: { method: 'POST', idempotencyKey: 'order-1' },
    expected: { category: 'declined', declineReason: 'unspecified', code: null },
  },
  'payment-too-fast': {
    row: 'outcomes.too_fast',
    reply: { status: 201, body: { status: 'too_fast' } },
    expected: { category: 'declined', declineReason: 'limit_exceeded' },
  },
  'payment-accepted': {
    reply: { status: 201, body: { status: 'accepted' } },
    expected: null,
  },
};
