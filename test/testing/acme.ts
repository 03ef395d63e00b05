import { defineProvider, type MaybeText } from '../../src/provider/index.js';

interface Envelope {
  readonly code: MaybeText;
  readonly message: MaybeText;
}

/** A provider of one's own. One of its states is named like a code. */
export const acme = defineProvider({
  name: 'acme',
  docs: 'https://acme.example/docs/errors',
  idempotency: {
    header: 'Idempotency-Key',
    keyLifeMs: 60_000,
    failures: 'safe_to_resend',
    lookup: 'resource',
  },
  error: {
    schema: envelopeIn,
    read: ({ code, message }) => ({ codes: [code], message }),
    codes: {
      card_declined: 'declined: do_not_honor',
      too_fast: 'rate_limited',
    },
  },
  httpStatuses: { 402: 'declined: unspecified' },
  resource: {
    schema: (body) => textAt(body, 'status') ?? undefined,
    read: (status) => ({ kind: 'payment', identified: true, states: [status], code: status }),
    states: { too_fast: 'declined: limit_exceeded' },
  },
});

function envelopeIn(body: unknown): Envelope | undefined {
  const error = memberAt(body, 'error');
  return error === undefined ? undefined : { code: textAt(error, 'code'), message: textAt(error, 'message') };
}

function textAt(value: unknown, key: string): string | null {
  const text = memberAt(value, key);
  return typeof text === 'string' ? text : null;
}

function memberAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** One reply for each row, in every form that a fixture can have, and a success. */
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
    row: 'httpStatuses.402',
    reply: { status: 402, base64: '//79' },
    request: { method: 'POST', idempotencyKey: 'order-1' },
    expected: { category: 'declined', declineReason: 'unspecified', code: null },
  },
  'payment-too-fast': {
    row: 'states.too_fast',
    reply: { status: 201, body: { status: 'too_fast' } },
    expected: { category: 'declined', declineReason: 'limit_exceeded' },
  },
  'payment-accepted': {
    reply: { status: 201, body: { status: 'accepted' } },
    expected: null,
  },
};
