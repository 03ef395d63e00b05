import { describe, expect, test } from 'vitest';

import { adyen } from '../../src/providers/adyen.js';
import { inspect, normalize } from '../../src/verdict/normalize.js';
import { fixturesOf } from '../fixtures.js';

const CHECKOUT = 'https://checkout-test.adyen.com/v72';
const PSP = 'QFQTPCQ8HXSKGK82';
const POST = { method: 'POST', url: `${CHECKOUT}/payments` };

/** A refused payment with what the test is about. */
function refused(members: object): object {
  return { resultCode: 'Refused', pspReference: PSP, ...members };
}

function inspected(body: unknown, request: object = POST): ReturnType<typeof inspect> {
  return inspect(adyen, { status: 200, body }, request);
}

test('keeps keys for a week, and stores failures unless a header says otherwise', () => {
  expect(adyen.idempotency).toMatchObject({
    header: 'idempotency-key',
    keyLifeMs: 604_800_000,
    failures: 'stored',
    retryHint: { header: 'transient-error', sameKey: 'true' },
    lookup: 'merchant_reference',
  });
});

describe('which requests take the key', () => {
  const strategyOf = (method: string, url: string): string =>
    normalize(
      adyen,
      { status: 500, headers: { 'transient-error': 'true' } },
      { method, url, idempotencyKey: 'order-1' },
    ).retry.strategy;

  test.each([
    '/payments',
    '/payments/',
    '/payments?x=1',
    '/payments/details',
    `/payments/${PSP}/amountUpdates`,
    `/payments/${PSP}/cancels`,
    `/payments/${PSP}/captures`,
    `/payments/${PSP}/refunds`,
    `/payments/${PSP}/reversals`,
    '/applePay/sessions',
    '/cancels',
    '/donations',
    '/forward',
    '/orders',
    '/orders/cancel',
    '/originKeys',
    '/paymentLinks',
    '/paypal/updateOrder',
    '/sessions',
    '/grants',
    '/storedPaymentMethods',
    '/transfers',
    '/transfers/approve',
    '/transfers/cancel',
    '/transfers/1W1UG35U8A9J5ZLG/returns',
  ])('POST %s', (path) => {
    expect(strategyOf('POST', `${CHECKOUT}${path}`)).toBe('same_key');
    expect(strategyOf('PATCH', `${CHECKOUT}${path}`)).toBe('reconcile_first');
  });

  test.each([
    '/pal/servlet/Payment/v68/authorise',
    '/pal/servlet/Payment/v68/capture',
    '/pal/servlet/Payout/v68/submitThirdParty',
    '/v72/paymentLinks/PL61C53A8B97E6915A',
    `/v72/payments/${PSP}`,
    `/v72/payments/${PSP}/refunds/2`,
    '/v72/xpayments',
    '/v72/payments%2Fdetails',
    '/v3/merchants/ShopECOM/stores',
  ])('not POST %s', (path) => {
    expect(strategyOf('POST', `https://checkout-test.adyen.com${path}`)).toBe('reconcile_first');
  });

  test.each(['/paymentMethods', '/paymentMethods/balance', '/cardDetails', '/donationCampaigns'])(
    'POST %s only reads',
    (path) => {
      expect(strategyOf('POST', `${CHECKOUT}${path}`)).toBe('after_delay');
    },
  );
});

describe('the header says whether the same key may be sent again', () => {
  test.each([
    ['true', 'same_key'],
    [' TRUE ', 'same_key'],
    ['false', 'reconcile_first'],
    ['', 'reconcile_first'],
    [undefined, 'reconcile_first'],
  ])('%j: %s', (hint, strategy) => {
    const headers = hint === undefined ? {} : { 'Transient-Error': hint };
    const error = normalize(adyen, { status: 503, headers }, { ...POST, idempotencyKey: 'order-1' });
    expect(error).toMatchObject({ outcome: 'unknown', retry: { strategy } });
  });
});

describe('a code is kept as it was sent', () => {
  test.each([
    ['010', '010', 'permission_denied'],
    ['10', '10', 'invalid_request'],
    ['14_030', '14_030', 'invalid_request'],
    ['905_17', '905_17', 'not_configured'],
    ['905_', '905_', 'invalid_request'],
    ['9051', '9051', 'invalid_request'],
    ['00_401', '00_401', 'unauthenticated'],
    ['000', '000', 'invalid_request'],
  ])('%s: %s, %s', (errorCode, code, category) => {
    const body = { status: 422, errorCode, message: 'No', errorType: 'validation' };
    expect(normalize(adyen, { status: 422, body }, POST)).toMatchObject({ code, category });
  });
});

describe('an earlier request that may have succeeded is never taken for a failure', () => {
  const body = {
    status: 422,
    errorCode: '704',
    message: 'request already processed',
    errorType: 'validation',
  };

  test.each([409, 422, 400, 500])('704 at %i', (status) => {
    for (const idempotencyKey of [null, 'order-1'])
      expect(normalize(adyen, { status, body }, { ...POST, idempotencyKey })).toMatchObject({
        outcome: 'unknown',
        lookup: 'merchant_reference',
        retry: { strategy: 'reconcile_first' },
      });
  });

  test('what is in progress is not refused by its type', () => {
    const validation = { ...body, errorCode: '999' };
    expect(normalize(adyen, { status: 409, body: validation }, POST)).toMatchObject({
      category: 'conflict',
      outcome: 'unknown',
    });
  });
});

describe('the reason of a refusal', () => {
  test.each([
    [{ refusalReasonCode: '12' }, 'insufficient_funds', '12'],
    [{ refusalReasonCode: '12', refusalReason: 'Expired Card' }, 'insufficient_funds', '12'],
    [{ refusalReasonCode: '0', refusalReason: 'Expired Card' }, 'expired_card', 'Refused'],
    [{ refusalReasonCode: '', refusalReason: 'Expired Card' }, 'expired_card', 'Refused'],
    [{ refusalReason: ' expired card. ' }, 'expired_card', 'Refused'],
    [{ refusalReason: 'expired  card' }, 'unrecognized', 'Refused'],
    [{ refusalReason: 'expired card..' }, 'unrecognized', 'Refused'],
    [{ refusalReason: '.' }, 'unspecified', 'Refused'],
    [{ refusalReasonCode: '012' }, 'unrecognized', '012'],
    [{ refusalReasonCode: 'constructor' }, 'unrecognized', 'constructor'],
    [{}, 'unspecified', 'Refused'],
  ])('%j: %s, kept as %s', (members, declineReason, code) => {
    expect(inspected(refused(members))).toMatchObject({ category: 'declined', declineReason, code });
  });

  test('is the inferred one only beside reason 10', () => {
    const additionalData = { inferredRefusalReason: 'Closed Account' };
    const reasons = ['10', '23', '2'].map((refusalReasonCode) => {
      const error = inspected(refused({ refusalReasonCode, additionalData }));
      return error?.category === 'declined' ? error.declineReason : null;
    });
    expect(reasons).toEqual(['account_closed', 'not_permitted', 'unspecified']);
  });
});

describe('an error that nothing explains may have charged', () => {
  test.each([
    [{}, 'unknown', 'reconcile_first'],
    [{ refusalReasonCode: '77' }, 'unknown', 'reconcile_first'],
    [{ refusalReasonCode: '1' }, 'unknown', 'reconcile_first'],
    [{ refusalReasonCode: '13' }, 'unknown', 'reconcile_first'],
    [{ refusalReasonCode: '04' }, 'unknown', 'reconcile_first'],
    [{ refusalReason: 'Timeout' }, 'unknown', 'reconcile_first'],
    [{ refusalReasonCode: '4' }, 'not_performed', 'new_key'],
    [{ refusalReasonCode: '21' }, 'not_performed', 'new_key'],
    [{ refusalReason: 'Acquirer Error' }, 'not_performed', 'new_key'],
  ])('%j: %s, %s', (members, outcome, strategy) => {
    const body = { resultCode: 'Error', pspReference: PSP, ...members };
    for (const idempotencyKey of [null, 'order-1'])
      expect(inspected(body, { ...POST, idempotencyKey })).toMatchObject({
        category: 'provider_error',
        outcome,
        retry: { strategy },
      });
  });

  test.each(['Refused', 'Cancelled'])('%s with the reason of a success contradicts itself', (resultCode) => {
    for (const refusalReason of ['Authorised', 'pending', 'Partially Approved'])
      expect(inspected({ resultCode, refusalReason, pspReference: PSP })).toMatchObject({
        category: 'provider_error',
        outcome: 'unknown',
      });
  });
});

describe('a payout by the classic API has no payer', () => {
  const PAYOUT = 'https://pal-test.adyen.com/pal/servlet/Payout/v68/payout';
  const body = refused({
    refusalReason: 'Expired Card',
    additionalData: { refusalReasonRaw: '54 : Expired' },
  });

  test('a refusal is the merchant’s to look at', () => {
    expect(inspected(body, { method: 'POST', url: PAYOUT })).toMatchObject({
      declineReason: 'unspecified',
      message: 'Expired Card',
      networkDeclineCode: '54',
      resource: { kind: 'payout', id: PSP },
      fixableBy: 'merchant',
      retry: { strategy: 'reconcile_first' },
    });
  });

  test('without a method too, whatever the reason is called', () => {
    expect(inspect(adyen, { status: 200, body }, { url: PAYOUT })).toMatchObject({
      declineReason: 'expired_card',
      fixableBy: 'merchant',
      retry: { strategy: 'reconcile_first' },
    });
  });

  test.each([undefined, {}, { method: 'POST' }, POST])('with %j it is a payment', (request) => {
    expect(inspect(adyen, { status: 200, body }, request)).toMatchObject({
      declineReason: 'expired_card',
      resource: { kind: 'payment', id: PSP },
      fixableBy: 'payer',
    });
  });

  test.each(['4', '21', '77', '43', undefined])('an error with %s may have paid', (refusalReasonCode) => {
    const error = { resultCode: 'Error', refusalReasonCode, pspReference: PSP };
    expect(inspected(error, { method: 'POST', url: PAYOUT })).toMatchObject({
      outcome: 'unknown',
      retry: { strategy: 'reconcile_first' },
    });
  });
});

describe('advice about the same card, the strictest first', () => {
  test.each([
    ['12', undefined, 'try_again_later', null, 'add_funds'],
    ['12', '03 : Do not try again', 'do_not_try_again', null, 'use_other_method'],
    ['12', '24 : Retry after 1 hour', 'try_again_later', 3_600_000, 'add_funds'],
    ['2', '01 : New account information available', 'update_details', null, 'use_other_method'],
    ['5', '02 : Try again later', 'try_again_later', null, 'use_other_method'],
    ['5', '99 : Other', 'do_not_try_again', null, 'use_other_method'],
    ['5', '021', 'do_not_try_again', null, 'use_other_method'],
    ['5', '2', 'do_not_try_again', null, 'use_other_method'], // it has two digits
    ['5', ' 02', 'do_not_try_again', null, 'use_other_method'], // it has to begin with its digits
  ])('%s with %j: %s', (refusalReasonCode, merchantAdviceCode, methodAdvice, methodDelayMs, action) => {
    const body = refused({ refusalReasonCode, additionalData: { merchantAdviceCode } });
    expect(inspected(body)).toMatchObject({ methodAdvice, methodDelayMs, retry: { action } });
  });

  test.each([
    ['51 : Insufficient funds', '51'],
    ['N7 : CVV2 failure', 'N7'],
    ['5 : Do not honor', '5'],
    ['51', null],
    ['512 : x', null],
    ['Refused: 05', null],
    [' : x', null],
  ])('the issuer’s own code in %j is %j', (refusalReasonRaw, networkDeclineCode) => {
    const body = refused({ refusalReasonCode: '2', additionalData: { refusalReasonRaw } });
    expect(inspected(body)).toMatchObject({ declineReason: 'unspecified', networkDeclineCode });
  });
});

describe('what Adyen will try again by itself', () => {
  test.each(['true', true, 'True', ' TRUE '])('%j: nobody else may', (scheduled) => {
    for (const members of [
      { refusalReasonCode: '12' },
      { refusalReason: 'Refused' },
      { refusalReasonCode: '40' },
    ]) {
      const body = refused({ ...members, additionalData: { 'retry.rescueScheduled': scheduled } });
      expect(inspected(body)).toMatchObject({
        category: 'declined',
        methodAdvice: 'do_not_try_again',
        lookup: 'merchant_reference',
        retry: { strategy: 'reconcile_first' },
      });
    }
  });

  test.each([
    ['Refused', '4'],
    ['Refused', '21'],
    ['Error', '4'],
    ['Error', '99'],
    ['Error', undefined],
  ])('%s %s gets no new key', (resultCode, refusalReasonCode) => {
    const additionalData = { 'retry.rescueScheduled': 'true' };
    const body = { resultCode, refusalReasonCode, pspReference: PSP, additionalData };
    expect(inspected(body)).toMatchObject({ outcome: 'unknown', retry: { strategy: 'reconcile_first' } });
  });

  test.each<unknown>(['false', false, 'yes', 1, null, {}, { toString: null }])(
    '%j is no rescue',
    (scheduled) => {
      const additionalData = { 'retry.rescueScheduled': scheduled };
      const body = refused({ refusalReasonCode: '12', additionalData });
      expect(inspected(body)).toMatchObject({ retry: { strategy: 'payer_action' } });
    },
  );
});

describe('only what is known to be a failed payment is one', () => {
  test.each([
    [{ resultCode: 'Authorised', refusalReasonCode: '12', pspReference: PSP }, null],
    [{ resultCode: 'refused', refusalReasonCode: '12', pspReference: PSP }, null],
    [{ resultCode: null, refusalReasonCode: '12', pspReference: PSP }, null],
    [{ resultCode: 'Refused' }, 'unrecognized'],
    [{ resultCode: 'Refused', pspReference: '' }, 'unrecognized'],
    [{ resultCode: 'Refused', pspReference: PSP }, 'declined'],
    [{ resultCode: 'Refused', refusalReasonCode: '2' }, 'declined'],
    [{ resultCode: 'Refused', refusalReasonCode: '0' }, 'unrecognized'],
    [{ resultCode: 'Refused', refusalReason: 'Not enough balance' }, 'unrecognized'],
    [{ resultCode: 'Error', refusalReason: 'upstream timed out' }, 'unrecognized'],
    [{ response: 'Refused', pspReference: '' }, 'unrecognized'],
    [{ paymentData: 'Ab02b4c', status: 'error' }, 'provider_error'],
    [{ paymentData: 'Ab02b4c', status: 'success' }, null],
    [{ id: 'PL61C53A8B97E6915A', status: 'expired' }, null],
    [{ id: 'CS0A1B2C3D4E5F6071', status: 'expired' }, 'declined'],
    [{ id: 'XX0A1B2C3D4E5F6071', status: 'expired' }, null],
    [{ id: 'CS0A1B2C3D4E5F', status: 'expired' }, null],
    [{ id: 'xCS0A1B2C3D4E5F6071', status: 'expired' }, null],
    [{ id: '1W1UG35U8A9J5ZLG', status: 'refused', category: 'bank' }, null],
    [{ id: '1W1UG35U8A9J5ZLG', status: 'refused', category: 'bank', counterparty: {} }, 'declined'],
    [{ status: 'refused' }, null],
    [{ paymentReference: 'order-4711', status: 'refused' }, null],
    [{ donationAccount: 'Charity', payment: 'Refused' }, null],
    [{ payment: { resultCode: 'Refused', pspReference: PSP } }, null],
    [{ donationAccount: 'Charity', payment: { pspReference: PSP } }, null],
    [{ donationAccount: 'Charity', status: 'refused' }, 'unrecognized'],
    [{ donationAccount: 'Charity', status: 'refused', id: 'D1' }, 'declined'],
    [{ donationAccount: 'Charity', status: 'refused', id: 'D1', payment: { pspReference: PSP } }, 'declined'],
    [
      { donationAccount: 'Charity', status: 'refused', id: 'D1', payment: { resultCode: 'Authorised' } },
      null,
    ],
    [{ donationAccount: 'Charity', status: 'pending', id: 'D1' }, null],
  ])('%j: %j', (body, category) => {
    expect(inspected(body)?.category ?? null).toBe(category);
  });
});

describe('what a balance alone can say', () => {
  const body = { resultCode: 'Failed', pspReference: PSP };

  test.each([`${CHECKOUT}/paymentMethods/balance`, `${CHECKOUT}/paymentMethods/balance/`, undefined])(
    '%j',
    (url) => {
      expect(inspected(body, { method: 'POST', url })).toMatchObject({ category: 'declined' });
      expect(inspected({ ...body, pspReference: '' }, { url })).toMatchObject({ category: 'unrecognized' });
    },
  );
});

describe('a change that was refused leaves the payment as it was', () => {
  test.each([
    { paymentPspReference: PSP, status: 'refused' },
    { response: 'Refused', pspReference: PSP },
  ])('%j: no payer can help', (body) => {
    expect(inspected(body)).toMatchObject({
      category: 'declined',
      outcome: 'not_performed',
      fixableBy: 'merchant',
      retry: { strategy: 'reconcile_first' },
    });
  });
});

test('an empty text says nothing', () => {
  const body = { message: '', detail: '', title: 'No', pspReference: '', requestId: 'R1' };
  expect(normalize(adyen, { status: 422, body }, POST)).toMatchObject({ message: 'No', requestId: 'R1' });
});

describe('a transfer that was refused', () => {
  test('whose id begins as that of a session is one', () => {
    const body = { id: 'CS1W1UG35U8A9J5ZLG', category: 'bank', counterparty: {} };
    expect(inspected({ ...body, status: 'failed' })).toMatchObject({ resource: { kind: 'payout' } });
    const answer = { id: body.id, transferId: 'T1', status: 'Declined' };
    expect(inspected(answer)).toMatchObject({ resource: { kind: 'payout' } });
  });

  test.each(['GET', 'POST'])('and one that ended in an error may have been made: %s', (method) => {
    const body = { id: 'T1', category: 'bank', counterparty: {}, status: 'error' };
    expect(inspected(body, { ...POST, method })).toMatchObject({
      category: 'provider_error',
      outcome: 'unknown',
      resource: { kind: 'payout', id: 'T1' },
      retry: { strategy: 'reconcile_first' },
    });
  });

  test('is the merchant’s to look at, with its reason as the code', () => {
    const body = {
      id: 'T1',
      category: 'bank',
      counterparty: {},
      status: 'refused',
      reason: 'notEnoughBalance',
    };
    expect(inspected(body)).toMatchObject({
      declineReason: 'unspecified',
      code: 'notEnoughBalance',
      fixableBy: 'merchant',
      resource: { kind: 'payout', id: 'T1' },
      retry: { strategy: 'reconcile_first' },
    });
  });
});

describe('bodies that something mangled', () => {
  const JUNK: readonly unknown[] = [null, '', 0, true, [], {}, 'constructor', [[]], { toString: null }];

  test('a refusal stays one, whatever stands beside it', () => {
    const body = refused({
      refusalReasonCode: '2',
      refusalReason: 'Refused',
      additionalData: {},
      payment: {},
      donationAccount: 'x',
      id: 'CS1',
      status: 'active',
      response: 'x',
    });
    const kept = ['resultCode', 'pspReference', 'payment', 'donationAccount'];
    for (const name of Object.keys(body).filter((member) => !kept.includes(member)))
      for (const junk of JUNK)
        expect(inspected({ ...body, payment: undefined, [name]: junk })?.category, name).toBe('declined');
    for (const name of [
      'inferredRefusalReason',
      'merchantAdviceCode',
      'refusalReasonRaw',
      'retry.rescueScheduled',
    ])
      for (const junk of JUNK)
        expect(
          inspected(refused({ refusalReasonCode: '2', additionalData: { [name]: junk } }))?.category,
        ).toBe('declined');
  });

  test('a 500 stays in doubt', () => {
    const bodies = fixturesOf('adyen').map(({ reply }) => reply.body);
    expect(bodies.length).toBeGreaterThan(300);
    for (const body of bodies)
      expect(normalize(adyen, { status: 500, body }, POST)).toMatchObject({
        outcome: 'unknown',
        retry: { strategy: 'reconcile_first' },
      });
  });

  test('fields that are none are passed over', () => {
    for (const junk of JUNK) {
      const problem = { title: 'No', invalidFields: [junk, { name: junk, message: junk }, { name: 'iban' }] };
      const { fieldErrors } = normalize(adyen, { status: 422, body: problem }, POST);
      expect(fieldErrors.map(({ field }) => field)).toEqual(
        junk === 'constructor' ? [junk, 'iban'] : ['iban'],
      );
    }
  });
});

describe('nothing of the payer is kept', () => {
  const PAYER = 'Jane Payer';

  test('of a payment', () => {
    const error = inspected(
      refused({
        refusalReasonCode: '12',
        additionalData: { cardHolderName: PAYER, cardSummary: '1142', 'retry.rescueScheduled': PAYER },
        paymentMethod: { holderName: PAYER },
        donationToken: PAYER,
        action: { paymentData: PAYER },
      }),
    );
    expect(JSON.stringify(error)).not.toMatch(/Jane|1142/);
  });

  test('of a problem', () => {
    const body = {
      title: 'Invalid',
      detail: 'A field is wrong',
      errorCode: '30_031',
      invalidFields: [{ name: 'counterparty.name', message: 'Too long', value: PAYER }],
      instance: PAYER,
      extension: { [PAYER]: PAYER },
    };
    const error = normalize(adyen, { status: 422, body }, POST);
    expect(error.fieldErrors).toMatchObject([
      { field: 'counterparty.name', message: 'Too long', code: null },
    ]);
    expect(JSON.stringify(error)).not.toContain('Jane');
  });

  test('of a transfer', () => {
    const counterparty = { bankAccount: { accountHolder: { fullName: PAYER } } };
    const error = inspected({
      id: 'T1',
      category: 'bank',
      status: 'failed',
      counterparty,
      description: PAYER,
    });
    expect(JSON.stringify(error)).not.toContain('Jane');
  });
});

test('gives its bodies, parsed', () => {
  expect(adyen.parseErrorBody({ status: '422', errorCode: 905, title: 5 })).toMatchObject({
    status: undefined,
    errorCode: '905',
    title: undefined,
  });
  expect(adyen.parseErrorBody([])).toBeUndefined();
  expect(adyen.parseResourceBody(refused({ refusalReasonCode: 12, additionalData: [] }))).toMatchObject({
    resultCode: 'Refused',
    refusalReasonCode: '12',
    additionalData: undefined,
  });
});
