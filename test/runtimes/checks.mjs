import { expectEqual, expectMatch, expectThat } from './expectations.mjs';

/**
 * The checks that the package goes through in every runtime, by name. Plain JavaScript that leaves the loading of the
 * package to the runtime.
 *
 * @typedef {object} Copy One loaded copy of the package.
 * @property {string} name How it was loaded.
 * @property {typeof import('payfault')} library
 * @property {typeof import('payfault/provider')} authoring
 * @property {Record<string, import('payfault').Provider>} providers
 *
 * @typedef {object} Surroundings
 * @property {Copy} copy The copy to check.
 * @property {readonly Copy[]} [sameRealmCopies] Other copies that share its globals.
 * @property {readonly Copy[]} [otherRealmCopies] Other copies with globals of their own.
 * @property {readonly (readonly [name: string, check: () => unknown])[]} [ownChecks] What only this runtime can be asked.
 * @property {string} origin Where the server of server.mjs listens, which also knows the fixtures and what to expect of
 *   the runtime.
 *
 * @param {Surroundings} surroundings
 * @returns {Promise<{ passed: number, failures: string[] }>}
 */
export async function runChecks(surroundings) {
  const response = await fetch(`${surroundings.origin}/setting.json`);
  const setting = { ...surroundings, ...(await response.json()) };
  const printed = watchConsole();
  const results = { passed: 0, failures: [] };
  for (const [name, check] of checksFor(setting, printed)) {
    try {
      await inTime(check());
      results.passed += 1;
    } catch (thrown) {
      results.failures.push(`${name}: ${String(thrown?.message ?? thrown)}`);
    }
  }
  return results;
}

const LONGEST_CHECK_MS = 10_000;

async function inTime(result) {
  let timer;
  const expiry = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('did not end')), LONGEST_CHECK_MS);
  });
  try {
    await Promise.race([result, expiry]);
  } finally {
    clearTimeout(timer);
  }
}

/** Records what is printed from now on, and prints it all the same. */
function watchConsole() {
  const printed = [];
  for (const method of ['debug', 'error', 'info', 'log', 'trace', 'warn']) {
    const print = console[method];
    console[method] = (...values) => {
      printed.push(`${method}: ${values.map(String).join(' ')}`);
      print?.apply(console, values);
    };
  }
  return printed;
}

function* checksFor(setting, printed) {
  yield* fixtureChecks(setting);
  yield* customProviderChecks(setting);
  yield* copyChecks(setting);
  yield* answerChecks(setting);
  yield* bodyChecks(setting);
  yield* brokenSuccessChecks(setting);
  yield* wholeSuccessChecks(setting);
  yield* redirectChecks(setting);
  yield* faultChecks(setting);
  yield* setting.ownChecks ?? [];
  yield* refusedConnectionChecks(setting);
  yield ['prints nothing', () => expectEqual(printed, [])];
}

function* fixtureChecks({ copy, fixtures }) {
  for (const provider of Object.values(copy.providers)) {
    for (const fixture of fixtures) {
      if (fixture.folder !== provider.name && fixture.folder !== '_transport') continue;
      yield [`${provider.name} reads ${fixture.name}`, () => expectFixture(copy.library, provider, fixture)];
    }
  }
}

function expectFixture(
  { getRawBody, inspect, isPaymentError, normalize, revivePaymentError },
  provider,
  { reply, request, now, expected },
) {
  const error = inspect(provider, reply, request, { now });
  if (expected === null) {
    expectEqual(error, null);
    return;
  }
  expectThat(isPaymentError(error), 'inspect did not give a PaymentError');
  expectMatch(error, { name: 'PaymentError', provider: provider.name, ...expected });
  expectEqual(normalize(provider, reply, request, { now }), error);
  for (const copied of [
    JSON.parse(JSON.stringify(error)),
    structuredClone(error),
    revivePaymentError(error),
  ]) {
    expectEqual(copied, error);
    expectThat(isPaymentError(copied), 'a copy of the error is not a PaymentError');
    expectEqual(getRawBody(copied), undefined);
  }
}

function* customProviderChecks({ copy: { library, authoring } }) {
  yield [
    'defineProvider makes a provider without a validator',
    () => {
      const provider = authoring.defineProvider({
        name: 'example',
        docs: 'https://payments.example/errors',
        idempotency: { header: 'Idempotency-Key', failures: 'stored', lookup: 'resource' },
        error: {
          read: (body) => ({ codes: [body.code], message: body.message }),
          codes: { card_expired: 'declined: expired_card' },
        },
      });
      const error = library.normalize(provider, { status: 402, body: '{"code":"card_expired"}' });
      expectMatch(error, { category: 'declined', declineReason: 'expired_card', provider: 'example' });
    },
  ];
}

function* copyChecks({ copy, sameRealmCopies = [], otherRealmCopies = [] }) {
  const others = [
    ...sameRealmCopies.map((other) => [other, true]),
    ...otherRealmCopies.map((other) => [other, false]),
  ];
  for (const [other, sharesRealm] of others) {
    yield [
      `${copy.name} and ${other.name} are two copies`,
      () => expectThat(copy.library.normalize !== other.library.normalize, 'both are the same copy'),
    ];
    for (const [maker, reader] of [
      [copy, other],
      [other, copy],
    ]) {
      yield [
        `${reader.name} knows what ${maker.name} makes`,
        () => expectKnown(maker, reader.library, sharesRealm),
      ];
    }
  }
}

async function expectKnown(maker, reader, sharesRealm) {
  const body = { error: { code: 'VALIDATION_ERROR', message: 'amount is required' } };
  const error = maker.library.normalize(maker.providers.paypaga, { status: 422, body });
  const exception = new maker.library.PaymentException(error);
  expectThat(reader.isPaymentError(error), 'isPaymentError is false');
  expectThat(reader.isPaymentException(exception), 'isPaymentException is false');
  expectThat(
    !reader.isPaymentException(new Error(error.message)),
    'isPaymentException is true for any Error',
  );
  const result = await reader.toResult(Promise.reject(exception));
  expectThat(!result.ok && result.error === error, 'toResult does not give the error');
  expectThat((await reader.normalizeThrown(maker.providers.paypaga, exception)) === error, 'normalizeThrown');
  expectThat(reader.getRawBody(error) === (sharesRealm ? body : undefined), 'getRawBody');
  expectThat(maker.library.getRawBody(error) === body, 'getRawBody of the copy that made it');
}

/** Answers of each kind, and whatever else a server can send to any client as a final answer. */
function* answerChecks({ copy: { library, providers }, fixtures, origin }) {
  const sendable = fixtures.filter(
    (fixture) => fixture.folder === '_transport' && canBeSentAnywhere(fixture),
  );
  const named = NAMED_ANSWERS.map((name) => fixtureNamed(name, fixtures));
  for (const fixture of [...named, ...sendable]) {
    const provider = providers[fixture.folder] ?? providers.getpaid;
    yield [
      `wrapFetch reads ${fixture.name} off the wire`,
      () => expectAnswer(library, provider, fixture, `${origin}/answers/${fixture.name}`),
    ];
  }
}

function fixtureNamed(name, fixtures) {
  const found = fixtures.find((fixture) => fixture.name === name);
  if (!found) throw new Error(`there is no fixture ${name}`);
  return found;
}

const NAMED_ANSWERS = [
  'getpaid/fields-allowed-options', // a 422
  'getpaid/payment-declined', // a decline in a 2xx
  'getpaid/ok-payment-captured', // a success
  'paypaga/transaction-declined',
  'paypaga/ok-approved',
  'paysg/429-retry-after',
  'paystand/cardfailure', // a 402
  'paystand/payment-failed',
];

const STATUSES_WITHOUT_BODY = [204, 205, 304];

function canBeSentAnywhere({ reply: { status }, request }) {
  const isFinal = status >= 200 && !(status >= 300 && status < 400);
  return (
    isFinal &&
    !STATUSES_WITHOUT_BODY.includes(status) &&
    request?.idempotencyKey === undefined &&
    request?.url === undefined
  );
}

async function expectAnswer(library, provider, { reply, request, now, expected }, url) {
  const { getRawBody, PaymentException, wrapFetch } = library;
  const outcome = await settle(wrapFetch(provider, { now })(url, { method: request?.method ?? 'POST' }));
  if (expected === null) {
    expectEqual(outcome.thrown, undefined);
    expectEqual(outcome.value.status, reply.status);
    expectThat(!outcome.value.bodyUsed, 'the body of a success was used');
    expectEqual(await outcome.value.text(), reply.body ?? '');
    return;
  }
  const { thrown } = outcome;
  expectThat(thrown instanceof PaymentException, `got ${String(thrown ?? outcome.value)}`);
  expectMatch(thrown.error, { provider: provider.name, ...expected });
  expectEqual(JSON.parse(JSON.stringify(thrown)), thrown.error);
  expectEqual(thrown.response.status, reply.status);
  const isHead = request?.method === 'HEAD';
  expectEqual(
    JSON.stringify(getRawBody(thrown.error)),
    JSON.stringify(rawOf(isHead ? '' : (reply.body ?? ''))),
  );
}

/** What getRawBody gives for a body: parsed JSON when it holds an object or an array, else the text; nothing for none. */
function rawOf(text) {
  const withoutMark = text.replace(/^\uFEFF/, '');
  if (!/^\s*[[{]/.test(withoutMark)) return withoutMark || undefined;
  try {
    return JSON.parse(withoutMark);
  } catch {
    return withoutMark;
  }
}

async function settle(promise) {
  try {
    return { value: await promise };
  } catch (thrown) {
    return { thrown };
  }
}

const KEYED_POST = { method: 'POST', headers: { 'Getpaid-Idempotency-Key': 'order-4821' }, body: '{}' };

function* bodyChecks({ copy: { library, providers }, origin }) {
  const { getpaid } = providers;

  yield [
    'a body that stalls is waited for no longer than bodyTimeoutMs',
    async () => {
      const startedAt = Date.now();
      const pay = library.wrapFetch(getpaid, { bodyTimeoutMs: 200 });
      const error = await errorOf(pay(`${origin}/bodies/stalled`, KEYED_POST));
      const waitedMs = Date.now() - startedAt;
      expectMatch(error, { category: 'provider_unavailable', status: 502, outcome: 'unknown' });
      expectThat(waitedMs >= 150 && waitedMs < 4_000, `waited ${waitedMs} ms`);
    },
  ];
  yield [
    'a body that breaks off leaves the status to decide',
    async () => {
      const error = await errorOf(library.wrapFetch(getpaid)(`${origin}/bodies/broken`, KEYED_POST));
      expectMatch(error, { category: 'provider_unavailable', status: 502, matchedOn: 'status' });
    },
  ];
  yield [
    'a body above maxBodyBytes is not read to its end',
    async () => {
      const pay = library.wrapFetch(getpaid, { maxBodyBytes: 1_000 });
      const error = await errorOf(pay(`${origin}/bodies/endless`, KEYED_POST));
      expectMatch(error, { category: 'provider_error', status: 500, matchedOn: 'status' });
    },
  ];
  yield [
    'a compressed body is read',
    async () => {
      const error = await errorOf(library.wrapFetch(getpaid)(`${origin}/bodies/compressed`, KEYED_POST));
      expectMatch(error, { category: 'not_found', code: 'not-found', message: 'No such payment' });
    },
  ];
  yield [
    'a success that comes slowly is handed over whole',
    async () => {
      const pay = library.wrapFetch(getpaid, { bodyTimeoutMs: 400 });
      const response = await pay(`${origin}/bodies/slow`, KEYED_POST);
      expectEqual(await response.json(), { id: 'pi_4821', resource: { status: { value: 'captured' } } });
    },
  ];
  yield [
    'a Request tells its method and its idempotency key',
    async () => {
      const request = new Request(`${origin}/bodies/failure`, KEYED_POST);
      const error = await errorOf(library.wrapFetch(getpaid)(request));
      expectMatch(error, { category: 'provider_error', outcome: 'unknown', retry: { strategy: 'same_key' } });
    },
  ];
}

/** Successes that are not whole: each leaves a write in doubt, and none is handed over. */
const BROKEN_SUCCESSES = {
  stalls: 'success-stalled',
  'breaks off': 'success-broken',
  'is cut': 'success-cut',
  'is no JSON': 'success-not-json',
  'is a page of HTML': 'success-page',
};

function* brokenSuccessChecks({ copy: { library, providers }, origin }) {
  for (const [fault, path] of Object.entries(BROKEN_SUCCESSES)) {
    yield [
      `a 2xx whose body ${fault} is rejected, and not waited for`,
      async () => {
        const startedAt = Date.now();
        const pay = library.wrapFetch(providers.getpaid, { bodyTimeoutMs: 200 });
        const error = await errorOf(pay(`${origin}/bodies/${path}`, KEYED_POST));
        expectMatch(error, { category: 'invalid_response', status: 200, outcome: 'unknown' });
        expectThat(Date.now() - startedAt < 4_000, `waited ${Date.now() - startedAt} ms`);
      },
    ];
  }
}

const CAPTURED = { id: 'pi_4821', resource: { status: { value: 'captured' } } };

/** What can be done with a Response that was handed over. */
const USES = {
  'json()': (response) => response.json(),
  'text()': async (response) => JSON.parse(await response.text()),
  'clone()': async (response) => {
    const copy = response.clone();
    expectEqual(await response.json(), CAPTURED);
    return copy.json();
  },
  'a Response around its body': (response) => new Response(response.body, response).json(),
  'arrayBuffer()': async (response) => JSON.parse(new TextDecoder().decode(await response.arrayBuffer())),
  'for await': async (response) => {
    if (response.body[Symbol.asyncIterator] === undefined) return response.json(); // this runtime has none
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body) text += decoder.decode(chunk, { stream: true });
    return JSON.parse(text);
  },
};

function* wholeSuccessChecks({ copy: { library, providers }, origin }) {
  for (const path of ['success', 'slow']) {
    for (const [name, use] of Object.entries(USES)) {
      yield [
        `${name} works on what is handed over of ${path}`,
        async () => {
          const response = await library.wrapFetch(providers.getpaid)(`${origin}/bodies/${path}`, KEYED_POST);
          expectThat(response instanceof Response, 'it is no Response');
          expectEqual([response.status, response.ok, response.bodyUsed], [200, true, false]);
          expectEqual(Object.keys(response), []);
          expectEqual(await use(response), CAPTURED);
        },
      ];
    }
  }
}

function* redirectChecks({ copy: { library, providers }, origin }) {
  for (const status of [301, 302, 303, 307, 308]) {
    for (const redirect of [undefined, 'follow']) {
      yield [
        `a write that a ${status} sends to a refused port may have been performed, redirect being ${redirect}`,
        async () => {
          const init = { ...KEYED_POST, ...(redirect && { redirect }) };
          const error = await errorOf(
            library.wrapFetch(providers.getpaid)(`${origin}/redirects/${status}`, init),
          );
          expectMatch(error, { outcome: 'unknown' });
          expectThat(error.sent !== 'no', 'it is said not to have been sent');
        },
      ];
    }
  }
}

/** The error that a wrapped fetch rejects with. */
async function errorOf(promise) {
  const { thrown, value } = await settle(promise);
  if (thrown === undefined) throw new Error(`no exception, but HTTP ${value.status}`);
  if (thrown.error === undefined) throw thrown;
  return thrown.error;
}

const IN_DOUBT = {
  status: null,
  outcome: 'unknown',
  matchedOn: 'transport',
  retry: { strategy: 'same_key' },
};

function* faultChecks({ copy: { library, providers }, origin, timeoutsLookLike }) {
  const { getpaid } = providers;
  const { normalizeThrown, wrapFetch } = library;
  const silence = `${origin}/faults/silence`;
  const keyedRequest = { method: 'POST', url: silence, idempotencyKey: 'order-4821' };

  yield [
    'a reset connection leaves a write in doubt',
    async () => {
      const error = await errorOf(wrapFetch(getpaid)(`${origin}/faults/reset`, KEYED_POST));
      expectMatch(error, { category: 'network', sent: 'unknown', ...IN_DOUBT });
    },
  ];
  yield [
    'timeoutMs ends a request that nobody answers',
    async () => {
      const error = await errorOf(wrapFetch(getpaid, { timeoutMs: 150 })(silence, KEYED_POST));
      expectMatch(error, { category: 'timeout', ...IN_DOUBT });
    },
  ];
  yield [
    'AbortSignal.timeout is a time-out',
    async () => {
      const init = { ...KEYED_POST, signal: AbortSignal.timeout(150) };
      expectMatch(await errorOf(wrapFetch(getpaid)(silence, init)), { category: 'timeout', ...IN_DOUBT });
    },
  ];
  yield [
    'normalizeThrown knows what fetch throws for AbortSignal.timeout',
    async () => {
      const { thrown } = await settle(fetch(silence, { ...KEYED_POST, signal: AbortSignal.timeout(150) }));
      const error = await normalizeThrown(getpaid, thrown, keyedRequest);
      expectMatch(error, { category: timeoutsLookLike, ...IN_DOUBT });
    },
  ];
  yield [
    'normalizeThrown knows what fetch throws for an abort',
    async () => {
      const { thrown } = await settle(fetch(silence, { ...KEYED_POST, signal: abortedAfter(150) }));
      const error = await normalizeThrown(getpaid, thrown, keyedRequest);
      expectMatch(error, { category: 'aborted', ...IN_DOUBT });
    },
  ];
  const reasons = { 'no reason': undefined, 'an Error': new Error('the payer left'), 'a string': 'gone' };
  for (const [kind, reason] of Object.entries(reasons)) {
    for (const timeoutMs of [undefined, 5_000]) {
      yield [
        `an abort with ${kind} leaves a write in doubt, timeoutMs being ${timeoutMs}`,
        async () => {
          const init = { ...KEYED_POST, signal: abortedAfter(50, reason) };
          const error = await errorOf(wrapFetch(getpaid, { timeoutMs })(silence, init));
          expectMatch(error, { category: 'aborted', ...IN_DOUBT });
        },
      ];
    }
    yield [
      `an abort with ${kind} before the request sends nothing`,
      async () => {
        const init = { ...KEYED_POST, signal: AbortSignal.abort(reason) };
        const error = await errorOf(wrapFetch(getpaid)(silence, init));
        expectMatch(error, { category: 'aborted', outcome: 'not_performed', retry: { strategy: 'never' } });
      },
    ];
  }
}

function abortedAfter(milliseconds, reason) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), milliseconds);
  return controller.signal;
}

/** The last to run: from here on the server refuses connections. */
function* refusedConnectionChecks({ copy: { library, providers }, origin, sentWhenRefused }) {
  const { getpaid } = providers;
  const expected =
    sentWhenRefused === 'no'
      ? { category: 'network', sent: 'no', outcome: 'not_performed', retry: { strategy: 'after_delay' } }
      : { category: 'network', sent: 'unknown', ...IN_DOUBT };

  yield [
    `a refused connection is known as sent: ${sentWhenRefused}`,
    async () => {
      const closed = await fetch(`${origin}/close`, { method: 'POST' });
      expectEqual(await closed.text(), 'closed');
      expectMatch(await errorOf(library.wrapFetch(getpaid)(`${origin}/answers`, KEYED_POST)), expected);
    },
  ];
  yield [
    'normalizeThrown knows what fetch throws for a refused connection',
    async () => {
      const { thrown } = await settle(fetch(`${origin}/answers`, KEYED_POST));
      const request = { method: 'POST', url: `${origin}/answers`, idempotencyKey: 'order-4821' };
      // fetch does not tell whether it had followed a redirect before.
      const inDoubt = { category: 'network', sent: 'unknown', ...IN_DOUBT };
      expectMatch(await library.normalizeThrown(getpaid, thrown, request), inDoubt);
    },
  ];
}
