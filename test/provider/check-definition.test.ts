import { describe, expect, test } from 'vitest';

import { CATEGORIES, DECLINE_REASONS, RETRY_STRATEGIES } from '../../src/error/words.js';
import { checkDefinition } from '../../src/provider/check-definition.js';

const KEYED = { header: 'Idempotency-Key', failures: 'stored', lookup: 'resource' };
const KEYLESS = { lookup: 'resource' };
const ERROR = { read: () => null };
const VALID = {
  name: 'acme',
  docs: 'https://acme.example/docs/errors',
  idempotency: KEYED,
  error: ERROR,
};

/** Checks what a caller without types may write. */
function checkWith(fault: object): void {
  checkDefinition({ ...VALID, ...fault });
}

function checkRow(row: unknown, idempotency: object = KEYED): void {
  checkWith({ idempotency, error: { ...ERROR, codes: { x: row } } });
}

/** The message about a definition. */
function complaintAbout(check: () => void): string {
  try {
    check();
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(TypeError);
    return (thrown as TypeError).message;
  }
  throw new Error('it was accepted');
}

const LOOKUPS = 'idempotency_key, merchant_reference, resource';
const FAILURES = 'stored, not_stored, safe_to_resend';
const MEMBERS = 'name, docs, idempotency, requestIdHeader, error, resource, advice, httpStatuses';
const CONTRACT =
  'header, reference, keyedPaths, readPaths, refundPaths, payoutPaths, keyLifeMs, onPaths, failures, lookup, retryHint';

describe('a definition is refused, with the place, what stands there and what may', () => {
  test.each([undefined, null, 'acme', [], 7])('%j', (definition) => {
    expect(complaintAbout(() => checkDefinition(definition))).toMatch(
      /^defineProvider: definition is .+; expected an object$/,
    );
  });

  test.each<[what: string, fault: object, complaint: string]>([
    ['no name', { name: '' }, "name is ''; expected a name"],
    ['advice that is no table', { advice: [] }, 'advice is an array; expected a table, or none'],
    [
      'advice in a word that is none',
      { advice: { stop: 'never' } },
      "advice.stop is 'never'; expected do_not_try_again, update_details, try_again_later, unspecified",
    ],
    [
      'advice with a wait that is none',
      { advice: { stop: { is: 'try_again_later', delayMs: 0 } } },
      'advice.stop.delayMs is 0; expected milliseconds above 0',
    ],
    [
      'advice without its wait',
      { advice: { stop: { is: 'try_again_later' } } },
      'advice.stop.delayMs is undefined; expected milliseconds above 0',
    ],
    [
      'advice whose word is none',
      { advice: { stop: { is: 'now', delayMs: 1 } } },
      "advice.stop.is is 'now'; expected do_not_try_again, update_details, try_again_later, unspecified",
    ],
    [
      'a list of headers with one that is none',
      { requestIdHeader: ['X-Request-Id', ''] },
      "requestIdHeader is ''; expected the name of a header, a list of them, or none",
    ],
    ['a blank name', { name: ' ' }, "name is ' '; expected a name"],
    [
      'an address without its beginning',
      { docs: 'acme.example' },
      "docs is 'acme.example'; expected an http(s) address",
    ],
    ['an address without a host', { docs: 'https://' }, "docs is 'https://'; expected an http(s) address"],
    [
      'a header that is no text',
      { requestIdHeader: 7 },
      'requestIdHeader is 7; expected the name of a header, a list of them, or none',
    ],
    [
      'an unknown member',
      { rows: {} },
      `definition.rows is an object; expected no such member, only ${MEMBERS}`,
    ],
    [
      'tables beside the reader',
      { codes: {} },
      `definition.codes is an object; expected no such member, only ${MEMBERS}`,
    ],
    ['no error', { error: undefined }, 'error is undefined; expected an object'],
    ['nothing that reads errors', { error: {} }, 'error.read is undefined; expected a function'],
    [
      'a schema that is none',
      { error: { ...ERROR, schema: 'z.object' } },
      "error.schema is 'z.object'; expected a schema, a function, or none",
    ],
    [
      'an object that no validator made, for a schema',
      { error: { ...ERROR, schema: {} } },
      'error.schema is an object; expected a schema, a function, or none',
    ],
    [
      'no function that tells errors in a success',
      { error: { ...ERROR, insideSuccess: true } },
      'error.insideSuccess is true; expected a function, or none',
    ],
    [
      'a table that is a list',
      { error: { ...ERROR, codes: [] } },
      'error.codes is an array; expected a table, or none',
    ],
    [
      'a status that is none',
      { httpStatuses: { 4020: 'conflict' } },
      "httpStatuses.4020 is '4020'; expected an HTTP status",
    ],
    [
      'nothing that reads resources',
      { resource: { states: {} } },
      'resource.read is undefined; expected a function',
    ],
    [
      'a resource without states',
      { resource: { read: () => null } },
      'resource.states is undefined; expected a table',
    ],
    [
      'an unknown member of the resource',
      { resource: { read: () => null, states: {}, outcomes: {} } },
      'resource.outcomes is an object; expected no such member, only schema, read, states',
    ],
  ])('%s', (_what, fault, complaint) => {
    expect(complaintAbout(() => checkWith(fault))).toBe(`defineProvider: ${complaint}`);
  });
});

describe('an idempotency contract is refused', () => {
  test.each<[what: string, contract: unknown, complaint: string]>([
    ['missing', undefined, 'idempotency is undefined; expected an object'],
    ['a word', 'none', "idempotency is 'none'; expected an object"],
    ['empty: it would look like none', {}, `idempotency.lookup is undefined; expected ${LOOKUPS}`],
    [
      'without a lookup',
      { header: 'Key', failures: 'stored' },
      `idempotency.lookup is undefined; expected ${LOOKUPS}`,
    ],
    ['with another lookup', { lookup: 'order' }, `idempotency.lookup is 'order'; expected ${LOOKUPS}`],
    [
      'with a header that is a number',
      { header: 7, lookup: 'resource' },
      'idempotency.header is 7; expected the name of a header, or none',
    ],
    [
      'with a blank header',
      { ...KEYED, header: ' ' },
      "idempotency.header is ' '; expected the name of a header, or none",
    ],
    [
      'with a reference that is a name',
      { ...KEYLESS, reference: 'id' },
      "idempotency.reference is 'id'; expected true, or none",
    ],
    [
      'with both',
      { ...KEYED, reference: true },
      'idempotency is an object; expected a header or a reference, not both',
    ],
    [
      'without failures',
      { header: 'Key', lookup: 'resource' },
      `idempotency.failures is undefined; expected ${FAILURES}`,
    ],
    [
      'with other failures',
      { ...KEYED, failures: 'kept' },
      `idempotency.failures is 'kept'; expected ${FAILURES}`,
    ],
    [
      'with paths that are a text',
      { ...KEYED, keyedPaths: '/payments' },
      "idempotency.keyedPaths is '/payments'; expected a RegExp for `POST /path`, without the flags g and y",
    ],
    [
      'with a pattern that remembers where it was',
      { ...KEYED, keyedPaths: /a/g },
      'idempotency.keyedPaths is an object; expected a RegExp for `POST /path`, without the flags g and y',
    ],
    [
      'with another such pattern',
      { ...KEYLESS, readPaths: /a/y },
      'idempotency.readPaths is an object; expected a RegExp for `POST /path`, without the flags g and y',
    ],
    [
      'with a key that lives for no time',
      { ...KEYED, keyLifeMs: 0 },
      'idempotency.keyLifeMs is 0; expected milliseconds above 0',
    ],
    [
      'with a key that lives for ever',
      { ...KEYED, keyLifeMs: Infinity },
      'idempotency.keyLifeMs is Infinity; expected milliseconds above 0',
    ],
    [
      'with half a hint',
      { ...KEYED, retryHint: { header: 'Should-Retry' } },
      'idempotency.retryHint.sameKey is undefined; expected a text',
    ],
    [
      'with paths of its own that are no list',
      { ...KEYED, onPaths: {} },
      'idempotency.onPaths is an object; expected a list, or none',
    ],
    [
      'with a path of its own that is none',
      { ...KEYED, onPaths: [{ keyLifeMs: 1 }] },
      'idempotency.onPaths.0.paths is undefined; expected a RegExp for `POST /path`, without the flags g and y',
    ],
    [
      'with an unknown member on a path',
      { ...KEYED, onPaths: [{ paths: /a/, lookup: 'resource' }] },
      "idempotency.onPaths.0.lookup is 'resource'; expected no such member, only paths, failures, keyLifeMs",
    ],
    [
      'with other failures on a path',
      { ...KEYED, onPaths: [{ paths: /a/, failures: 'kept' }] },
      `idempotency.onPaths.0.failures is 'kept'; expected ${FAILURES}`,
    ],
    [
      'with a path that needs more care than the contract takes',
      { ...KEYED, failures: 'safe_to_resend', onPaths: [{ paths: /a/, failures: 'stored' }] },
      "idempotency.onPaths.0.failures is 'stored'; expected safe_to_resend, or a contract that is as careful without a path",
    ],
    [
      'with a path on which the key lives for no time',
      { ...KEYED, onPaths: [{ paths: /a/, keyLifeMs: 0 }] },
      'idempotency.onPaths.0.keyLifeMs is 0; expected milliseconds above 0',
    ],
    [
      'with a path on which the key lives for less time',
      { ...KEYED, keyLifeMs: 2, onPaths: [{ paths: /a/, keyLifeMs: 1 }] },
      'idempotency.onPaths.0.keyLifeMs is 1; expected no shorter life than the contract gives without a path',
    ],
    [
      'with paths of its own and no key',
      { ...KEYLESS, onPaths: [] },
      'idempotency.onPaths is an array; expected none without a key',
    ],
    [
      'with failures and no key',
      { ...KEYLESS, failures: 'stored' },
      "idempotency.failures is 'stored'; expected none without a key",
    ],
    [
      'with a key life and no key',
      { ...KEYLESS, keyLifeMs: 1 },
      'idempotency.keyLifeMs is 1; expected none without a key',
    ],
    [
      'with an unknown member',
      { ...KEYED, replaysFailures: true },
      `idempotency.replaysFailures is true; expected no such member, only ${CONTRACT}`,
    ],
  ])('%s', (_what, idempotency, complaint) => {
    expect(complaintAbout(() => checkWith({ idempotency }))).toBe(`defineProvider: ${complaint}`);
  });
});

describe('a row is refused', () => {
  const ROW =
    'is, outcome, retry, why, delayMs, fixableBy, source, fieldError, byMessage, methodAdvice, methodDelayMs, notAfter, onPaths, withKey, byCode';

  test.each<[what: string, row: unknown, complaint: string]>([
    ['that is a number', 7, 'is 7; expected an object'],
    [
      'with another category',
      'refused',
      "is 'refused'; expected invalid_request, unauthenticated, permission_denied, not_configured, not_found, " +
        'conflict, rate_limited, provider_unavailable, provider_error, declined: …, idempotency_conflict: …',
    ],
    [
      'with a kind of conflict that does not exist',
      'idempotency_conflict: busy',
      "is 'idempotency_conflict: busy'; expected idempotency_conflict: in_progress, idempotency_conflict: mismatch, idempotency_conflict: unspecified",
    ],
    [
      'with an unknown member',
      { is: 'conflict', rule: {} },
      `.rule is an object; expected no such member, only ${ROW}`,
    ],
    [
      'with paths that are a text',
      { is: 'conflict', onPaths: '/payments' },
      ".onPaths is '/payments'; expected a RegExp for `POST /path`, without the flags g and y",
    ],
    ['with a key in doubt', { is: 'conflict', withKey: 7 }, '.withKey is 7; expected true, or none'],
    [
      'that looks for codes outside of states',
      { is: 'conflict', byCode: true },
      '.byCode is true; expected none outside of resource.states',
    ],
    [
      'with a sentence about no outcome of its own',
      { is: 'conflict', why: 'So it is.' },
      ".why is 'So it is.'; expected none without outcome and retry",
    ],
    [
      'with an empty sentence',
      { is: 'conflict', outcome: 'unknown', retry: 'reconcile_first', why: '' },
      ".why is ''; expected a sentence, or none",
    ],
    [
      'with a wait that is a text',
      { is: 'conflict', delayMs: '5' },
      ".delayMs is '5'; expected milliseconds above 0",
    ],
    [
      'that nobody can fix',
      { is: 'conflict', fixableBy: 'bank' },
      ".fixableBy is 'bank'; expected payer, developer, merchant, provider, nobody",
    ],
    [
      'with a source that is no address',
      { is: 'conflict', source: 'the docs' },
      ".source is 'the docs'; expected 'observed', or an https address",
    ],
    [
      'with a source that is not encrypted',
      { is: 'conflict', source: 'http://acme.example' },
      ".source is 'http://acme.example'; expected 'observed', or an https address",
    ],
    [
      'with a field that has no name',
      { is: 'conflict', fieldError: { reason: 'invalid' } },
      '.fieldError.field is undefined; expected a name',
    ],
    [
      'with a field for another reason',
      { is: 'conflict', fieldError: { field: 'email', reason: 'ugly' } },
      ".fieldError.reason is 'ugly'; expected required, invalid, not_allowed, unrecognized",
    ],
    [
      'with methods, where it is no state',
      { is: 'conflict', notAfter: ['DELETE'] },
      '.notAfter is an array; expected none outside of resource.states',
    ],
    [
      'with a method that is a read',
      { is: 'conflict', notAfter: ['GET'] },
      '.notAfter is an array; expected a list of POST, PUT, PATCH, DELETE',
    ],
    [
      'with texts on what is no decline',
      { is: 'conflict', byMessage: {} },
      '.byMessage is an object; expected none but on a decline',
    ],
    [
      'with advice on what is no decline',
      { is: 'conflict', methodAdvice: 'try_again_later' },
      ".methodAdvice is 'try_again_later'; expected none but on a decline",
    ],
    [
      'with other advice',
      { is: 'declined: unspecified', methodAdvice: 'stop' },
      ".methodAdvice is 'stop'; expected do_not_try_again, update_details, try_again_later, unspecified",
    ],
    [
      'with a delay of the method that is none',
      { is: 'declined: unspecified', methodDelayMs: -1 },
      '.methodDelayMs is -1; expected milliseconds above 0',
    ],
    [
      'with texts that are a list',
      { is: 'declined: unspecified', byMessage: [] },
      '.byMessage is an array; expected reasons by text',
    ],
    [
      'with a text in capitals',
      { is: 'declined: unspecified', byMessage: { Expired: 'expired_card' } },
      ".byMessage.Expired is 'Expired'; expected a text in lower case",
    ],
    [
      'with an outcome alone',
      { is: 'conflict', outcome: 'unknown' },
      expect.stringContaining(
        "is 'unknown undefined'; expected an outcome and a retry that conflict can have: ",
      ) as string,
    ],
    [
      'with an action that does not exist',
      { is: 'conflict', outcome: 'not_performed', retry: 'payer_action: pray' },
      ".retry is 'payer_action: pray'; expected payer_action: with one of authenticate, add_funds, try_again, use_other_method, check_details, contact_issuer",
    ],
    [
      'with no action',
      { is: 'conflict', outcome: 'not_performed', retry: 'payer_action' },
      expect.stringContaining(".retry is 'payer_action'; expected payer_action: with one of") as string,
    ],
    [
      'with an action that goes with no payer',
      { is: 'conflict', outcome: 'not_performed', retry: 'never: add_funds' },
      expect.stringContaining(".retry is 'never: add_funds'") as string,
    ],
  ])('%s', (_what, row, complaint) => {
    const said = complaintAbout(() => checkRow(row))
      .replace('defineProvider: error.codes.x', '')
      .trimStart();
    expect(said).toEqual(complaint);
  });

  test('with a decline reason that does not exist: all that exist are named', () => {
    expect(complaintAbout(() => checkRow('declined: bad_mood'))).toBe(
      `defineProvider: error.codes.x is 'declined: bad_mood'; expected ${DECLINE_REASONS.map((reason) => `declined: ${reason}`).join(', ')}`,
    );
    expect(complaintAbout(() => checkRow({ is: 'declined: bad_mood' }))).toContain(
      "error.codes.x.is is 'declined: bad_mood'",
    );
    expect(
      complaintAbout(() => checkRow({ is: 'declined: unspecified', byMessage: { 'too bad': 'bad_mood' } })),
    ).toContain("error.codes.x.byMessage.too bad is 'bad_mood'");
  });

  test.each(['declined', 'idempotency_conflict', 'toString', 'declined:expired_card', 'not_found: page'])(
    '%s, which is half a word or too much of one',
    (row) => {
      expect(() => checkRow(row)).toThrow(TypeError);
    },
  );

  test.each(['network', 'timeout', 'aborted', 'invalid_response', 'unrecognized'])(
    '%s, which only the wire says',
    (row) => {
      expect(() => checkRow(row)).toThrow(`error.codes.x is '${row}'`);
    },
  );

  test.each([
    ['same_key', 'unknown'],
    ['new_key', 'not_performed'],
  ])('that asks for %s where there is no key', (retry, outcome) => {
    const row = { is: 'provider_error', outcome, retry };
    expect(complaintAbout(() => checkRow(row, KEYLESS))).toBe(
      `defineProvider: error.codes.x.retry is '${retry}'; expected no strategy with a key: idempotency has none`,
    );
    expect(() => checkRow(row)).not.toThrow();
  });

  test.each(['*', 'a*b*c', '**'])('for the word %s', (word) => {
    const codes = { [word]: 'conflict' };
    expect(complaintAbout(() => checkWith({ error: { ...ERROR, codes } }))).toBe(
      `defineProvider: error.codes.${word} is '${word}'; expected at most one * in a word`,
    );
  });

  test.each([
    ['error.types', { error: { ...ERROR, types: { x: 'odd' } } }],
    ['error.broadTypes', { error: { ...ERROR, broadTypes: { x: 'odd' } } }],
    ['httpStatuses', { httpStatuses: { x: 'odd' } }],
    ['resource.states', { resource: { read: () => null, states: { x: 'odd' } } }],
  ])('in each of the tables: %s', (place, fault) => {
    expect(complaintAbout(() => checkWith(fault))).toContain(`${place}.x is 'odd'`);
  });
});

describe('the rules that a row may have', () => {
  const REFUSED = ['not_performed fix_request'];
  const FAILED = [
    'not_performed never',
    'not_performed new_key',
    'not_performed after_delay',
    'unknown same_key',
    'unknown reconcile_first',
  ];
  const BY_STATE = [
    'not_performed never',
    'not_performed payer_action: try_again',
    'not_performed reconcile_first',
    'unknown reconcile_first',
    'performed never',
    'performed reconcile_first',
  ];
  const RULES: Readonly<Record<string, readonly string[]>> = {
    invalid_request: REFUSED,
    unauthenticated: REFUSED,
    permission_denied: REFUSED,
    not_configured: REFUSED,
    not_found: REFUSED,
    conflict: [...BY_STATE, 'not_performed new_key', 'not_performed after_delay'],
    'idempotency_conflict: in_progress': ['unknown reconcile_first'],
    'declined: unspecified': BY_STATE,
    rate_limited: ['not_performed after_delay'],
    provider_unavailable: FAILED,
    provider_error: [...FAILED, 'not_performed payer_action: try_again'],
  };

  test.each(Object.entries(RULES))('of %s are these and no other', (is, rules) => {
    for (const outcome of ['not_performed', 'unknown', 'performed'])
      for (const strategy of RETRY_STRATEGIES) {
        const retry = strategy === 'payer_action' ? 'payer_action: try_again' : strategy;
        const check = (): void => checkRow({ is, outcome, retry });
        if (rules.includes(`${outcome} ${retry}`)) expect(check).not.toThrow();
        else expect(check, `${outcome} ${retry}`).toThrow('error.codes.x is');
      }
  });

  test('are asked of every category that a table can give', () => {
    const ofTheWire = ['network', 'timeout', 'aborted', 'invalid_response', 'unrecognized'];
    expect(Object.keys(RULES).map((is) => is.replace(/:.*/, ''))).toHaveLength(
      CATEGORIES.length - ofTheWire.length,
    );
  });
});

describe('a definition is accepted', () => {
  test.each<[string, object]>([
    ['with an address without encryption', { docs: 'http://acme.example' }],
    [
      'with a reference in place of a key',
      { idempotency: { reference: true, failures: 'stored', lookup: 'merchant_reference' } },
    ],
    ['without keys', { idempotency: KEYLESS }],
    ['without keys, with paths that only read', { idempotency: { ...KEYLESS, readPaths: /\/query$/ } }],
    [
      'with everything that a contract can say',
      {
        idempotency: {
          ...KEYED,
          keyedPaths: /^POST /,
          readPaths: /\/query$/i,
          keyLifeMs: 1,
          retryHint: { header: 'Should-Retry', sameKey: 'true' },
        },
      },
    ],
    [
      'with everything that a row can say',
      {
        resource: {
          read: () => null,
          states: {
            'charge.*': {
              is: 'declined: unspecified',
              outcome: 'not_performed',
              retry: 'payer_action: add_funds',
              why: 'So it is.',
              delayMs: 1,
              fixableBy: 'payer',
              source: 'https://acme.example/states',
              fieldError: { field: 'card', reason: 'invalid' },
              byMessage: { 'too bad': 'expired_card' },
              methodAdvice: 'update_details',
              methodDelayMs: 1,
              notAfter: ['DELETE'],
            },
          },
        },
      },
    ],
    [
      'with a row that was seen and is nowhere listed',
      { httpStatuses: { 418: { is: 'conflict', source: 'observed' } } },
    ],
  ])('%s', (_what, members) => {
    expect(() => checkWith(members)).not.toThrow();
  });

  test('whatever somebody put on the prototype of every object', () => {
    const prototype = Object.prototype as { failures?: unknown };
    prototype.failures = 'stored';
    try {
      expect(() => checkWith({ idempotency: { header: 'Key', lookup: 'resource' } })).toThrow(
        'idempotency.failures',
      );
    } finally {
      delete prototype.failures;
    }
  });
});
