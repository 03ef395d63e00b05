import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

import { inspect, normalize } from 'payfault';
import { adyen } from 'payfault/adyen';
import { beforeAll, describe, expect, test } from 'vitest';

import { type RecordedReply, repliesOfJestFile } from './jest-files.js';
import { verdictWords } from './verdict-words.js';

// The last version of Adyen's library that was published with its tests, and so with the answers that they are given.
const SOURCE = new URL('node_modules/adyen-12/lib/src/', import.meta.url);

/** How many different answers each file holds. All are read as successes but those below. */
const ANSWERS = {
  'balancePlatform.spec.js': 26,
  'binLookup.spec.js': 3,
  'checkout.spec.js': 20,
  'classicIntegration.spec.js': 13,
  'httpClient.spec.js': 3,
  'management.spec.js': 53,
  'modification.spec.js': 11,
  'payout.spec.js': 6,
  'recurring.spec.js': 5,
  'storedValue.spec.js': 6,
  'terminalCloudAPI.spec.js': 4, // one is a rejection: what the Terminal API says is not read
  'terminalLocalAPI.spec.js': 2,
  'terminalManagement.spec.js': 5,
} as const;

/** These give no answers, or, `platforms`, only bodies that a tool invents. */
const WITHOUT_ANSWERS = [
  'checkServerIdentity.spec.js',
  'hmacValidator.spec.js',
  'notification.spec.js',
  'platforms.spec.js',
];

const REFUSED = 'invalid_request | not_performed | fix_request | 167';
const NO_ACCESS = 'unauthenticated | not_performed | fix_request | -';

/** The failures among them, in the order of the files. Read over by hand: in none of them did money move. */
const FAILURES = [
  [
    'POST /pal/servlet/BinLookup/v50/get3dsAvailability 403',
    'permission_denied | not_performed | fix_request | 171',
  ],
  ['POST /checkout/v69/payments 401', NO_ACCESS], // no body
  ['POST /checkout/v69/payments 401', 'unauthenticated | not_performed | fix_request | 171'],
  ['POST /checkout/v69/payments 401', NO_ACCESS], // {}
  ['POST /checkout/v69/payments 401', NO_ACCESS], // no JSON
  ['POST /checkout/v69/payments/invalid_psp_reference/amountUpdates 422', REFUSED],
  ['POST /checkout/v69/payments/invalid_psp_reference/cancels 422', REFUSED],
  ['POST /checkout/v69/payments/invalid_psp_reference/captures 422', REFUSED],
  ['POST /checkout/v69/payments/invalid_psp_reference/refunds 422', REFUSED],
  ['POST /checkout/v69/payments/invalid_psp_reference/reversals 422', REFUSED],
];

/** What the successes say of themselves. Read over by hand: none of these words is a failure where it stands. */
const SAID_BY_SUCCESSES = [
  'resultCode: Authorised',
  'resultCode: Received',
  'resultCode: Success',
  'resultCode: Unsupported', // of an estimate of costs
  'resultCode: [payout-submit-received]',
  'response: [adjustAuthorisation-received]',
  'response: [cancel-received]',
  'response: [cancelOrRefund-received]',
  'response: [capture-received]',
  'response: [detail-successfully-disabled]',
  'response: [donation-received]',
  'response: [payout-confirm-received]',
  'response: [payout-decline-received]', // the merchant declines to pay out, and that was received
  'response: [refund-received]',
  'response: [technical-cancel-received]',
  'response: [voidPendingRefund-received]',
  'status: Active',
  'status: Cancelled', // an order of terminals
  'status: Suspended', // an account that was to be suspended
  'status: active',
  'status: expired', // a link that was made to expire
  'status: inactive',
  'status: received',
];

/** Refusals that no test of theirs gives as an answer. The name of a file says the status. */
const REFUSALS = [
  [
    'paymentSessionErrorInvalidData422.js',
    'paymentSessionError',
    'invalid_request | not_performed | fix_request | 14_012',
  ],
  [
    'paymentmethodsErrorForbidden403.js',
    'paymentMethodsError',
    'permission_denied | not_performed | fix_request | 901',
  ],
  [
    'paymentsDetailsErrorInvalidData422.js',
    'paymentDetailsError',
    'declined: incorrect_number | not_performed | payer_action: check_details | 101',
  ],
  ['paymentsErrorInvalidData422.js', 'paymentsError', 'invalid_request | not_performed | fix_request | 130'],
  [
    'paymentsResultErrorInvalidDataPayload422.js',
    'paymentsResultError',
    'invalid_request | not_performed | fix_request | 14_018',
  ],
] as const;

const answers = new Map<string, RecordedReply[]>();

beforeAll(async () => {
  for (const file of Object.keys(ANSWERS)) {
    const path = fileURLToPath(new URL(`__tests__/${file}`, SOURCE));
    const all = await repliesOfJestFile(path, (name) =>
      /^\.\.\/(?:__mocks__\/|typings\/|client$|config$)/.test(name),
    );
    answers.set(file, [...new Map(all.map((answer) => [JSON.stringify(answer), answer])).values()]);
  }
});

/** The verdict on an answer to a request without a key. */
function verdictOn({ method, url, status, body }: RecordedReply): string | null {
  const error = inspect(adyen, { status, body }, { method, url });
  if (status >= 300) expect(normalize(adyen, { status, body }, { method, url })).toEqual(error);
  return verdictWords(error);
}

function nameOf({ method, url, status }: RecordedReply): string {
  return `${method} ${new URL(url).pathname} ${String(status)}`;
}

describe("the answers in the tests of Adyen's library", () => {
  test('all files are known', () => {
    const files = readdirSync(new URL('__tests__/', SOURCE)).filter((file) => file.endsWith('.spec.js'));
    expect(new Set(files)).toEqual(new Set([...Object.keys(ANSWERS), ...WITHOUT_ANSWERS]));
  });

  test.each(Object.entries(ANSWERS))('%s: %i different ones', (file, count) => {
    expect(answers.get(file)).toHaveLength(count);
  });

  test('the failures', () => {
    const failures = [...answers.values()].flat().flatMap((answer) => {
      const verdict = verdictOn(answer);
      return verdict === null ? [] : [[nameOf(answer), verdict]];
    });
    expect(failures).toEqual(FAILURES);
  });

  test('all with a 2xx are successes', () => {
    const successes = [...answers.values()].flat().filter(({ status }) => status < 300);
    expect(successes.filter((answer) => verdictOn(answer) !== null).map(nameOf)).toEqual([]);
    const said = successes.flatMap(({ body }) => {
      const read: unknown = typeof body === 'string' && body.startsWith('{') ? JSON.parse(body) : body;
      return ['resultCode', 'response', 'status'].flatMap((name) => {
        const word =
          typeof read === 'object' && read !== null ? (Reflect.get(read, name) as unknown) : undefined;
        return typeof word === 'string' ? [`${name}: ${word}`] : [];
      });
    });
    expect(new Set(said)).toEqual(new Set(SAID_BY_SUCCESSES));
  });
});

describe("the refusals beside the tests of Adyen's library", () => {
  const folder = new URL('__mocks__/checkout/', SOURCE);

  test('all are known', () => {
    const files = readdirSync(folder).filter((file) => /Error.*\.js$/.test(file));
    expect(new Set(files)).toEqual(new Set(REFUSALS.map(([file]) => file)));
  });

  test.each(REFUSALS)('%s', (file, member, verdict) => {
    const { [member]: body } = createRequire(folder)(`./${file}`) as Record<string, unknown>;
    expect(body).toBeDefined();
    const status = Number(/(\d+)\.js$/.exec(file)?.[1]);
    const url = 'https://checkout-test.adyen.com/checkout/v69/payments';
    expect(verdictOn({ method: 'POST', url, status, body })).toBe(verdict);
  });
});
