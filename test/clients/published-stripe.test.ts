import type { RequestListener } from 'node:http';
import { createRequire } from 'node:module';

import { inspect, normalize, type Reply } from 'payfault';
import { stripe } from 'payfault/stripe';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { type LocalServer, serve } from '../http/local-server.js';
import { verdictWords } from './verdict-words.js';

// A server that answers as Stripe does: its authors ran their tests against both. It comes without types.
const require = createRequire(import.meta.url);
const { createExpressApp } = require('stripe-stateful-mock') as { createExpressApp: () => RequestListener };
const log = createRequire(require.resolve('stripe-stateful-mock'))('loglevel') as {
  setLevel: (level: 'silent') => void;
};

type Words = Readonly<Record<string, string>>;

/** What happens; the request, with a name before it for the id in its answer; its form; the verdict; headers. */
type Step = readonly [about: string, request: string, form: Words, verdict: string | null, headers?: Words];

const NOT_FOUND = 'not_found | not_performed | fix_request | resource_missing';
const NO_INTEGER = 'invalid_request | not_performed | fix_request | parameter_invalid_integer';
const TOO_SMALL = 'invalid_request | not_performed | fix_request | amount_too_small';
const TOO_LARGE = 'invalid_request | not_performed | fix_request | amount_too_large';
const TOO_MUCH = 'conflict | unknown | reconcile_first | amount_too_large'; // perhaps more than is left
const MISSING = 'invalid_request | not_performed | fix_request | parameter_missing';
const INVALID = 'invalid_request | not_performed | fix_request | -';
const NO_ACCESS = 'permission_denied | not_performed | fix_request | account_invalid';
const NO_KEY = 'unauthenticated | not_performed | fix_request | -';
const EXISTS = 'conflict | unknown | reconcile_first | resource_already_exists';
// The body says no more than that the request was invalid, as it does of an invoice that is paid already.
const PERHAPS_DONE = 'conflict | unknown | reconcile_first | -';

const DECLINED = 'declined: unspecified | not_performed | payer_action: use_other_method | generic_decline';
const NO_FUNDS =
  'declined: insufficient_funds | not_performed | payer_action: add_funds | insufficient_funds';
const FRAUD = 'declined: suspected_fraud | not_performed | payer_action: use_other_method | fraudulent';
const BLOCKED =
  'declined: suspected_fraud | not_performed | payer_action: use_other_method | merchant_blacklist';
const WRONG_CVC = 'declined: incorrect_cvc | not_performed | payer_action: check_details | incorrect_cvc';
const EXPIRED = 'declined: expired_card | not_performed | payer_action: check_details | expired_card';
const PROCESSING = 'declined: processing_error | not_performed | payer_action: try_again | processing_error';
const TOO_MANY = 'rate_limited | not_performed | after_delay | rate_limit';
const BROKEN = 'provider_error | unknown | reconcile_first | -';

const CHARGE = 'POST /v1/charges';
const REFUND = 'POST /v1/refunds';
const SUM = { amount: '2000', currency: 'usd' };
const OF_CUSTOMER = { ...SUM, customer: 'cus_7' };

function paidWith(token: string): Words {
  return { ...SUM, source: `tok_${token}` };
}

/** Each verdict was read over by hand: what the answer means, and where the money is after it. */
const STEPS: readonly Step[] = [
  ['money is held', `held = ${CHARGE}`, { ...paidWith('visa'), capture: 'false' }, null],
  ['it is captured', 'POST /v1/charges/:held/capture', {}, null],
  [
    'it was captured before',
    'POST /v1/charges/:held/capture',
    {},
    'conflict | performed | never | charge_already_captured',
  ],
  ['more money is held', `partly = ${CHARGE}`, { ...paidWith('visa'), capture: 'false' }, null],
  ['a part of a hold, given back', REFUND, { charge: ':partly', amount: '500' }, PERHAPS_DONE],
  ['a capture of nothing', 'POST /v1/charges/:partly/capture', { amount: '0' }, NO_INTEGER],
  ['a capture of too little', 'POST /v1/charges/:partly/capture', { amount: '10' }, TOO_SMALL],
  ['a capture of a part', 'POST /v1/charges/:partly/capture', { amount: '1500' }, null],
  ['a capture of nothing known', 'POST /v1/charges/ch_unknown/capture', {}, NOT_FOUND],

  ['a charge', `paid = ${CHARGE}`, paidWith('mastercard'), null],
  ['a charge with a risk', CHARGE, paidWith('riskLevelElevated'), null],
  ['a refusal', `refused = ${CHARGE}`, paidWith('chargeDeclined'), DECLINED],
  ['no funds', `noFunds = ${CHARGE}`, paidWith('chargeDeclinedInsufficientFunds'), NO_FUNDS],
  ['fraud', `blocked = ${CHARGE}`, paidWith('chargeDeclinedFraudulent'), FRAUD],
  ['a wrong CVC', `wrongCvc = ${CHARGE}`, paidWith('chargeDeclinedIncorrectCvc'), WRONG_CVC],
  ['an expired card', `expired = ${CHARGE}`, paidWith('chargeDeclinedExpiredCard'), EXPIRED],
  ['an error at the bank', `failed = ${CHARGE}`, paidWith('chargeDeclinedProcessingError'), PROCESSING],
  ['too many requests', CHARGE, paidWith('429'), TOO_MANY],
  ['an error at Stripe', CHARGE, paidWith('500'), BROKEN],
  ['no amount', CHARGE, { currency: 'usd', source: 'tok_visa' }, MISSING],
  ['an amount of nothing', CHARGE, { ...paidWith('visa'), amount: '0' }, NO_INTEGER],
  ['an amount too small', CHARGE, { ...paidWith('visa'), amount: '10' }, TOO_SMALL],
  ['an amount too large', CHARGE, { ...paidWith('visa'), amount: '100000000' }, TOO_LARGE],
  ['no currency', CHARGE, { ...paidWith('visa'), currency: 'xxx' }, INVALID],
  ['nothing to charge', CHARGE, SUM, MISSING],
  ['nobody to charge', CHARGE, { ...SUM, customer: 'cus_unknown' }, NOT_FOUND],

  ['a charge, read', 'GET /v1/charges/:paid', {}, null],
  ['a refused one, read', 'GET /v1/charges/:refused', {}, DECLINED],
  // Only its sentence still says why: the server gives `generic_decline` as the reason.
  ['one without funds, read', 'GET /v1/charges/:noFunds', {}, DECLINED],
  ['a blocked one, read', 'GET /v1/charges/:blocked', {}, BLOCKED],
  ['one with a wrong CVC, read', 'GET /v1/charges/:wrongCvc', {}, WRONG_CVC],
  ['one with an expired card, read', 'GET /v1/charges/:expired', {}, EXPIRED],
  ['one that failed at the bank, read', 'GET /v1/charges/:failed', {}, PROCESSING],
  ['an unknown one, read', 'GET /v1/charges/ch_unknown', {}, NOT_FOUND],
  ['a list with those that failed', 'GET /v1/charges?limit=100', {}, null],
  ['a charge, described', 'POST /v1/charges/:paid', { description: 'Order 7' }, null],
  ['a refused one, described', 'POST /v1/charges/:refused', { description: 'Order 7' }, null],
  ['an unknown one, described', 'POST /v1/charges/ch_unknown', { description: 'Order 7' }, NOT_FOUND],

  ['a part, given back', `part = ${REFUND}`, { charge: ':paid', amount: '500' }, null],
  ['more than is left', REFUND, { charge: ':paid', amount: '1900' }, PERHAPS_DONE],
  ['nothing, given back', REFUND, { charge: ':paid', amount: '0' }, NO_INTEGER],
  ['too much, given back', REFUND, { charge: ':paid', amount: '100000000' }, TOO_MUCH],
  ['the rest, given back', REFUND, { charge: ':paid' }, null],
  [
    'all was given back',
    REFUND,
    { charge: ':paid' },
    'conflict | performed | never | charge_already_refunded',
  ],
  ['a refund of nothing known', REFUND, { charge: 'ch_unknown' }, NOT_FOUND],
  ['a refund, read', 'GET /v1/refunds/:part', {}, null],
  ['an unknown refund, read', 'GET /v1/refunds/re_unknown', {}, NOT_FOUND],
  ['all refunds', 'GET /v1/refunds', {}, null],
  ['a charge given back, read', 'GET /v1/charges/:paid', {}, null],

  ['a charge that is disputed later', `disputed = ${CHARGE}`, paidWith('createDispute'), null],
  ['a disputed charge, read', 'GET /v1/charges/:disputed', {}, null],
  [
    'a disputed charge, given back',
    REFUND,
    { charge: ':disputed' },
    'conflict | not_performed | never | charge_disputed',
  ],
  ['a charge that is asked about', `asked = ${CHARGE}`, paidWith('createDisputeInquiry'), null],
  ['and given back', REFUND, { charge: ':asked' }, null],
  ['an unknown dispute, read', 'GET /v1/disputes/dp_unknown', {}, NOT_FOUND],

  ['a customer', 'POST /v1/customers', { id: 'cus_7' }, null],
  ['the customer again', 'POST /v1/customers', { id: 'cus_7' }, EXISTS],
  [
    'a customer without a card, charged',
    CHARGE,
    OF_CUSTOMER,
    'declined: unrecognized | not_performed | payer_action: use_other_method | missing',
  ],
  [
    "another customer's card, charged",
    CHARGE,
    { ...OF_CUSTOMER, source: 'card_unknown' },
    'not_found | not_performed | fix_request | missing',
  ],
  ['a card, saved', 'card = POST /v1/customers/cus_7/sources', { source: 'tok_visa' }, null],
  ['no card, saved', 'POST /v1/customers/cus_7/sources', {}, MISSING],
  ['a refused card, saved', 'POST /v1/customers/cus_7/sources', { source: 'tok_chargeDeclined' }, DECLINED],
  [
    'a card without funds, saved',
    'POST /v1/customers/cus_7/sources',
    { source: 'tok_chargeDeclinedInsufficientFunds' },
    NO_FUNDS,
  ],
  [
    'a card with a wrong CVC, saved',
    'POST /v1/customers/cus_7/sources',
    { source: 'tok_chargeDeclinedIncorrectCvc' },
    WRONG_CVC,
  ],
  [
    'an expired card, saved',
    'POST /v1/customers/cus_7/sources',
    { source: 'tok_chargeDeclinedExpiredCard' },
    EXPIRED,
  ],
  ['an unknown card preferred', 'POST /v1/customers/cus_7', { default_source: 'card_unknown' }, NOT_FOUND],
  ['a saved card, charged', CHARGE, OF_CUSTOMER, null],
  ['a card that fails later', 'POST /v1/customers', { id: 'cus_8', source: 'tok_chargeCustomerFail' }, null],
  ['and failed', CHARGE, { ...SUM, customer: 'cus_8' }, DECLINED],
  ['a customer, read', 'GET /v1/customers/cus_7', {}, null],
  ['an unknown customer, read', 'GET /v1/customers/cus_unknown', {}, NOT_FOUND],
  ['an unknown card, read', 'GET /v1/customers/cus_7/sources/card_unknown', {}, NOT_FOUND],
  ['an unknown card, removed', 'DELETE /v1/customers/cus_7/sources/card_unknown', {}, NOT_FOUND],
  ['a card, removed', 'DELETE /v1/customers/cus_7/sources/:card', {}, null],

  ['a product', 'POST /v1/products', { id: 'prod_7', name: 'Tea' }, null],
  ['the product again', 'POST /v1/products', { id: 'prod_7', name: 'Tea' }, EXISTS],
  ['no kind of product', 'POST /v1/products', { name: 'Tea', type: 'tea' }, INVALID],
  ['a good', 'POST /v1/products', { id: 'prod_8', name: 'Tea', type: 'good' }, null],
  ['a price', 'POST /v1/prices', { currency: 'usd', product: 'prod_7', unit_amount: '100' }, null],
  ['a price of nothing', 'POST /v1/prices', { currency: 'usd', unit_amount: '100' }, INVALID],
  ['an unknown price, read', 'GET /v1/prices/price_unknown', {}, NOT_FOUND],
  [
    'a plan',
    'POST /v1/plans',
    { id: 'plan_7', currency: 'usd', interval: 'month', product: 'prod_7', amount: '100' },
    null,
  ],
  ['a plan of a good', 'POST /v1/plans', { currency: 'usd', interval: 'month', product: 'prod_8' }, INVALID],
  ['a plan of eternity', 'POST /v1/plans', { currency: 'usd', interval: 'aeon', product: 'prod_7' }, INVALID],
  [
    'a subscription',
    'POST /v1/subscriptions',
    { customer: 'cus_7', id: 'sub_7', 'items[0][plan]': 'plan_7' },
    null,
  ],
  [
    'the subscription again',
    'POST /v1/subscriptions',
    { customer: 'cus_7', id: 'sub_7', 'items[0][plan]': 'plan_7' },
    EXISTS,
  ],
  ['a subscription of nobody', 'POST /v1/subscriptions', { customer: 'cus_unknown' }, NOT_FOUND],
  ['a subscription, read', 'GET /v1/subscriptions/sub_7', {}, null],
  ['an unknown subscription, read', 'GET /v1/subscriptions/sub_unknown', {}, NOT_FOUND],
  ['a tax', 'POST /v1/tax_rates', { display_name: 'VAT', percentage: '20', inclusive: 'true' }, null],
  ['an unknown tax, read', 'GET /v1/tax_rates/txr_unknown', {}, NOT_FOUND],

  ['an account', 'POST /v1/accounts', { id: 'acct_7', type: 'custom' }, null],
  ['no kind of account', 'POST /v1/accounts', {}, MISSING],
  ['an unknown account, read', 'GET /v1/accounts/acct_unknown', {}, NO_ACCESS],
  ['a charge for it', CHARGE, paidWith('visa'), NO_ACCESS, { 'stripe-account': 'acct_unknown' }],
  [
    'an account of an account',
    'POST /v1/accounts',
    { type: 'custom' },
    INVALID,
    { 'stripe-account': 'acct_7' },
  ],
  ['no API key', CHARGE, paidWith('visa'), NO_KEY, { authorization: '' }],
  ['a wrong API key', CHARGE, paidWith('visa'), NO_KEY, { authorization: 'Bearer pk_test_wrongwrongwrong' }],
  ['no such path', 'POST /v1/nowhere', {}, 'not_found | not_performed | fix_request | -'],

  ['a charge under a key', CHARGE, paidWith('visa'), null, { 'idempotency-key': 'order-7' }],
  ['its answer again', CHARGE, paidWith('visa'), null, { 'idempotency-key': 'order-7' }],
  [
    'its key for another charge',
    CHARGE,
    paidWith('mastercard'),
    'idempotency_conflict | unknown | reconcile_first | -',
    { 'idempotency-key': 'order-7' },
  ],
  ['a refusal under a key', CHARGE, paidWith('chargeDeclined'), DECLINED, { 'idempotency-key': 'order-8' }],
  ['its answer again', CHARGE, paidWith('chargeDeclined'), DECLINED, { 'idempotency-key': 'order-8' }],
  ['an error at Stripe under a key', CHARGE, paidWith('500'), BROKEN, { 'idempotency-key': 'order-9' }],
  ['too many requests under a key', CHARGE, paidWith('429'), TOO_MANY, { 'idempotency-key': 'order-10' }],
];

interface Exchange {
  readonly reply: Reply;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly idempotencyKey: string | undefined;
  };
}

let server: LocalServer;
const exchanges: Exchange[] = [];

// One after the other: what the server answers depends on what was asked before.
beforeAll(async () => {
  log.setLevel('silent');
  server = await serve(createExpressApp());
  const ids = new Map<string, string>();
  const filledIn = (text: string): string =>
    text.replace(/:([a-z]\w+)/gi, (_, name: string) => {
      const id = ids.get(name);
      if (id === undefined) throw new Error(`no answer gave an id for ${name}`);
      return id;
    });
  for (const [, request, form, , headers] of STEPS) {
    const [, name, method = '', path = ''] = /^(?:(\w+) = )?(\w+) (.+)$/.exec(request) ?? [];
    const values = Object.entries(form).map(([key, value]) => [key, filledIn(value)]);
    const exchange = await send(method, filledIn(path), String(new URLSearchParams(values)), headers);
    exchanges.push(exchange);
    if (name !== undefined) ids.set(name, idIn(String(exchange.reply.body)));
  }
});
afterAll(async () => server.close());

async function send(method: string, path: string, form: string, headers: Words = {}): Promise<Exchange> {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      authorization: 'Bearer sk_test_payfault',
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    ...(method === 'GET' ? {} : { body: form }),
  });
  const { status } = response;
  return {
    reply: { status, headers: Object.fromEntries(response.headers), body: await response.text() },
    request: { method, url: `https://api.stripe.com${path}`, idempotencyKey: headers['idempotency-key'] },
  };
}

/** The id of what was made, or of the charge that failed. */
function idIn(body: string): string {
  const { id, error } = JSON.parse(body) as { id?: string; error?: { charge?: string } };
  const found = id ?? error?.charge;
  if (found === undefined) throw new Error(`no id in ${body}`);
  return found;
}

test.each(STEPS.map(([about, , , verdict], index) => ({ about, verdict, index })))(
  '$index: $about',
  ({ verdict, index }) => {
    const { reply, request } = exchanges[index] ?? {};
    if (!reply) throw new Error('expected an answer');
    const error = inspect(stripe, reply, request);
    expect(verdictWords(error)).toBe(verdict);
    if (error && Number(reply.status) >= 300) expect(normalize(stripe, reply, request)).toEqual(error);
  },
);
