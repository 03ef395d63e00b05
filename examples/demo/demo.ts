// Calls a local server, which answers like the providers, through wrapFetch, and prints what came of it.

import { type PaymentError, type Provider, toResult, wrapFetch } from 'payfault';
import { adyen } from 'payfault/adyen';
import { checkout } from 'payfault/checkout';
import { getpaid } from 'payfault/getpaid';
import { makecommerce } from 'payfault/makecommerce';
import { mollie } from 'payfault/mollie';
import { paypaga } from 'payfault/paypaga';
import { paypal } from 'payfault/paypal';
import { paysg } from 'payfault/paysg';
import { paystand } from 'payfault/paystand';
import { problem } from 'payfault/problem';
import { stripe } from 'payfault/stripe';

import { type Behaviour, startServer } from './server.ts';

interface Call {
  readonly provider: Provider;
  readonly does: Behaviour;
  readonly method?: 'GET' | 'POST';
  readonly key?: string;
  /** Default: `/payments`. */
  readonly path?: string;
}

/** Where PaySG takes an idempotency key. */
const PAYSG_PAYMENTS = '/v1/payment-services/a/payments';

const CALLS: readonly Call[] = [
  { provider: stripe, does: { answer: 'stripe/insufficient-funds' }, path: '/v1/payment_intents' },
  { provider: stripe, does: { fault: 'reset' }, key: 'order-4821', path: '/v1/payment_intents' },
  { provider: adyen, does: { answer: 'adyen/refusal-12' } },
  { provider: adyen, does: { answer: 'adyen/code-704' }, key: 'order-4821' },
  { provider: paypal, does: { answer: 'paypal/capture-declined' } },
  { provider: paypal, does: { answer: 'paypal/duplicate-invoice-id' } },
  { provider: mollie, does: { answer: 'mollie/payment-failed-201' } },
  { provider: checkout, does: { answer: 'checkout/bare-403-captures' }, path: '/payments/pay_1/captures' },
  { provider: problem, does: { answer: 'problem/422-pointers' } },
  { provider: getpaid, does: { answer: 'getpaid/payment-declined-insufficient_funds' } },
  { provider: getpaid, does: { answer: 'getpaid/invalid-parameters' } },
  { provider: getpaid, does: { answer: 'getpaid/server-unavailable' }, key: 'order-4821' },
  { provider: paypaga, does: { answer: 'paypaga/validation_error' } },
  { provider: paypaga, does: { answer: 'paypaga/merchant_reference_already_exists' } },
  { provider: paypaga, does: { rateLimit: 7 } },
  { provider: paysg, does: { answer: 'paysg/stripe_connect_account_not_found_for_payment_service' } },
  { provider: paysg, does: { answer: 'paysg/server_error' }, key: 'order-4821', path: PAYSG_PAYMENTS },
  { provider: paysg, does: { fault: 'no answer' }, key: 'order-4821', path: PAYSG_PAYMENTS },
  { provider: paystand, does: { answer: 'paystand/bank-insufficient-funds' } },
  { provider: paystand, does: { page: 502 } },
  { provider: paystand, does: { fault: 'stalled body' }, method: 'GET' },
  { provider: makecommerce, does: { answer: 'makecommerce/1033' } },
  { provider: makecommerce, does: { answer: 'makecommerce/2003' } },
  { provider: makecommerce, does: { fault: 'reset' } },
];

const server = await startServer(CALLS.map(({ does }) => does));
const rows = [['provider', 'HTTP', 'code', 'category', 'outcome', 'what to do next', 'ms']];
for (const [index, { provider, method = 'POST', key, path = '/payments' }] of CALLS.entries()) {
  const payFetch = wrapFetch(provider, { timeoutMs: 400, bodyTimeoutMs: 200 });
  const keyHeader = provider.idempotency.header ?? 'idempotency-key';
  const startedAt = performance.now();
  const result = await toResult(
    payFetch(`${server.address}${path}?${String(index)}`, {
      method,
      headers: key ? { [keyHeader]: key } : {},
    }),
  );
  const took = String(Math.round(performance.now() - startedAt));
  rows.push(result.ok ? [provider.name, String(result.value.status)] : [...rowOf(result.error), took]);
}
server.close();
printTable(rows);

function rowOf(error: PaymentError): string[] {
  const { provider, status, code, category, outcome } = error;
  const reason = error.category === 'declined' ? ` (${error.declineReason})` : '';
  return [provider, String(status ?? '-'), code ?? '-', category + reason, outcome, nextStep(error)];
}

function nextStep({ lookup, retry }: PaymentError): string {
  switch (retry.strategy) {
    case 'never':
      return 'nothing';
    case 'fix_request':
      return 'fix the request or the account';
    case 'payer_action':
      return `ask the payer: ${retry.action}`;
    case 'after_delay':
      return `send again ${afterWait(retry.delayMs)}`;
    case 'new_key':
      return `send again with a new key ${afterWait(retry.delayMs)}`;
    case 'same_key':
      return `send again with the same key ${afterWait(retry.delayMs)}`;
    case 'reconcile_first':
      return `look it up by ${String(lookup)} first`;
  }
}

function afterWait(delayMs: number | null): string {
  return delayMs === null ? 'after a wait' : `in ${String(delayMs)} ms`;
}

function printTable(table: readonly (readonly string[])[]): void {
  const widths = (table[0] ?? []).map((_, column) =>
    Math.max(...table.map((row) => (row[column] ?? '').length)),
  );
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}
