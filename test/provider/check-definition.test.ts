import { describe, expect, test } from 'vitest';

import { defineProvider } from '../src/index.js';

const VALID = {
  name: 'acme',
  docs: 'https://acme.example/docs/errors',
  idempotency: { key: 'header', header: 'Idempotency-Key', replaysFailures: false, lookup: 'resource' },
  error: { read: () => null },
  codes: {},
} as const;

function define(fault: object): unknown {
  return defineProvider({ ...VALID, ...fault }); // what types forbid is what is tried here
}

function refusal(place: string): TypeError {
  return new TypeError(`defineProvider: missing or contradictory: ${place}`);
}

describe('what is refused is named', () => {
  const CONFLICT = { category: 'conflict' };
  const rule = { outcome: 'not_performed', strategy: 'reconcile_first' };

  test.each<[string, object, string]>([
    ['no name', { name: '' }, 'name'],
    ['an address without its beginning', { docs: 'see https://acme.example' }, 'docs'],
    ['an address without a host', { docs: 'https://' }, 'docs'],
    ['no header for the key', { idempotency: { ...VALID.idempotency, header: '' } }, 'idempotency.header'],
    ['nothing that reads errors', { error: {} }, 'error.read'],
    ['nothing that reads outcomes', { outcome: {}, outcomes: {} }, 'outcome.read'],
    ['outcomes that nothing reads', { outcomes: {} }, 'outcome.read'],
    ['outcomes that are not listed', { outcome: { read: () => null } }, 'outcome.read'],
    ['a family without an open place', { families: { 103: CONFLICT } }, 'families.103'],
    ['a family with no other', { families: { xxx: CONFLICT } }, 'families.xxx'],
    ['a family with too many', { families: { '1xxxx': CONFLICT } }, 'families.1xxxx'],
    ['an unknown category', { codes: { x: { category: 'x' } } }, 'codes.x.category'],
    ['a category that only the wire gives', { codes: { x: { category: 'network' } } }, 'codes.x.category'],
    [
      'a category with the name of a member of every object',
      { outcome: { read: () => null }, outcomes: { x: { category: 'toString' } } },
      'outcomes.x.category',
    ],
    [
      'a decline without a reason',
      { families: { '1x': { category: 'declined' } } },
      'families.1x.declineReason',
    ],
    [
      'a reason on what is no decline',
      { types: { x: { category: 'not_found', declineReason: 'unspecified' } } },
      'types.x.declineReason',
    ],
    [
      'an idempotency conflict of no kind',
      { statuses: { 409: { category: 'idempotency_conflict' } } },
      'statuses.409.conflict',
    ],
    [
      'a kind of conflict on what is none',
      { codes: { x: { category: 'conflict', conflict: 'mismatch' } } },
      'codes.x.conflict',
    ],
    [
      'a rule that could charge twice',
      { codes: { x: { category: 'provider_error', rule: { outcome: 'unknown', strategy: 'after_delay' } } } },
      'codes.x.rule',
    ],
    [
      'a rule that waits a decline out',
      {
        codes: {
          x: {
            category: 'declined',
            declineReason: 'unspecified',
            rule: { ...rule, strategy: 'after_delay' },
          },
        },
      },
      'codes.x.rule',
    ],
    [
      'a missing action of the payer',
      { codes: { x: { category: 'conflict', rule: { ...rule, strategy: 'payer_action' } } } },
      'codes.x.rule.action',
    ],
    [
      'an action of the payer where none is asked for',
      { codes: { x: { category: 'conflict', rule: { ...rule, action: 'add_funds' } } } },
      'codes.x.rule.action',
    ],
    [
      'a fault in the row for a 4xx',
      { codes: { x: { category: 'provider_error', at4xx: { category: 'x' } } } },
      'codes.x.at4xx.category',
    ],
    [
      'the same key, without keys',
      withoutKeys({ category: 'provider_error', rule: { outcome: 'unknown', strategy: 'same_key' } }),
      'codes.x: needs idempotency keys',
    ],
    [
      'an idempotency conflict, without keys',
      withoutKeys({ category: 'idempotency_conflict', conflict: 'mismatch' }),
      'codes.x: needs idempotency keys',
    ],
  ])('%s', (_what, fault, place) => {
    expect(() => define(fault)).toThrow(refusal(place));
  });
});

test.each<[string, object]>([
  ['an address without encryption', { docs: 'http://acme.example' }],
  ['keys without a header', { idempotency: { key: 'merchant_reference', replaysFailures: false } }],
  ['no keys', withoutKeys({ category: 'conflict' })],
  [
    'no keys, with a rule that needs none',
    withoutKeys({ category: 'provider_error', rule: { outcome: 'unknown', strategy: 'reconcile_first' } }),
  ],
  ['outcomes and what reads them', { outcome: { read: () => null }, outcomes: {} }],
])('%s can be defined', (_what, members) => {
  expect(() => define(members)).not.toThrow();
});

function withoutKeys(row: object): object {
  return { idempotency: { key: 'none', lookup: 'resource' }, codes: { x: row } };
}
