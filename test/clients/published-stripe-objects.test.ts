import { createRequire } from 'node:module';

import { inspect } from 'payfault';
import { stripe } from 'payfault/stripe';
import { expect, test } from 'vitest';

import { inert, runModule } from './module-of-others.js';
import { verdictWords } from './verdict-words.js';

// An integration that shows for events of Stripe what they are about: objects that Stripe gave its authors.
const PATH = createRequire(import.meta.url).resolve('@trigger.dev/stripe');

const DECLINED = 'declined: unspecified | not_performed | payer_action: use_other_method | generic_decline';

/** What was read over by hand, by the trigger and the name of its example. */
const VERDICTS = {
  'onPrice recurring': null,
  'onPriceCreated recurring': null,
  'onPriceUpdated recurring': null,
  'onProduct mock_product': null,
  'onCheckoutSession test_session': null, // complete
  'onCustomerSubscription test_subscription': null, // active
  'onCustomerSubscriptionPaused test_subscription': null,
  'onCustomerSubscriptionUpdated test_subscription': null, // active
  'onCustomerSubscriptionDeleted test_subscription': null, // canceled
  'onAccountUpdated test_account': null,
  'onCustomer created_customer': null,
  'onCustomerDeleted deleted_customer': null,
  'onCharge charge.captured': null,
  'onCharge charge.succeeded': null,
  'onCharge charge.failed': DECLINED,
  'onCharge charge.refunded': null,
  'onPaymentIntent payment_intent.created': null, // requires_payment_method, and nobody has tried to pay
  'onPaymentIntent payment_intent.succeeded': null,
  'onPaymentIntent payment_intent.canceled': null, // as the payer asked for, before any attempt
  'onPaymentIntent payment_intent.amount_capturable_updated': null, // requires_capture
  'onPaymentIntent payment_intent.payment_failed': DECLINED, // requires_payment_method, after a refusal
  'onInvoiceCreated invoice.created': null, // draft
  'onInvoiceFinalized invoice.finalized': null, // open
  'onInvoicePaid invoice.paid': null,
};

interface Example {
  readonly id: string;
  readonly payload: unknown;
}
interface Event {
  readonly examples?: readonly Example[];
}

/** Takes what a trigger is made from. */
class ExternalSourceTrigger {
  readonly event: Event;
  constructor(given: { readonly event: Event }) {
    this.event = given.event;
  }
}

/** Each example once, although several triggers may show it. */
function examples(): ReadonlyMap<string, unknown> {
  const sdk = { ExternalSourceTrigger, ExternalSource: inert() };
  const module = runModule(PATH, (name) => (name === '@trigger.dev/sdk' ? sdk : inert()));
  const { Stripe } = module as {
    Stripe: new (options: { id: string }) => Record<string, () => ExternalSourceTrigger>;
  };
  const integration = new Stripe({ id: 'stripe' });
  const triggers = Object.getOwnPropertyNames(Stripe.prototype).filter((name) => /^on[A-Z]/.test(name));
  const seen = new Map<string, [string, unknown]>();
  for (const trigger of triggers)
    for (const { id, payload } of integration[trigger]?.().event.examples ?? []) {
      const text = JSON.stringify(payload);
      if (!seen.has(text)) seen.set(text, [`${trigger} ${id}`, payload]);
    }
  return new Map(seen.values());
}

test.each(['GET', 'POST'])('what they are, in answer to a %s', (method) => {
  const verdicts = [...examples()].map(([name, body]) => [
    name,
    verdictWords(inspect(stripe, { status: 200, body }, { method })),
  ]);
  expect(Object.fromEntries(verdicts)).toEqual(VERDICTS);
});
