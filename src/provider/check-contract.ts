import {
  demand,
  isDurationOrNone,
  isOneOf,
  isPatternOrNone,
  isWord,
  isWordOrNone,
  listOf,
  membersOf,
} from './demand.js';

const LOOKUPS = ['idempotency_key', 'merchant_reference', 'resource'];
const FAILURES = ['stored', 'not_stored', 'safe_to_resend'];

const CONTRACT = [
  'header',
  'reference',
  'keyedPaths',
  'readPaths',
  'keyLifeMs',
  'failures',
  'lookup',
  'retryHint',
];

/**
 * Checks an idempotency contract.
 *
 * @returns whether there is an idempotency key.
 * @throws TypeError that names the place, the value found there, and the values allowed.
 */
export function checkContract(contract: unknown): boolean {
  const place = 'idempotency';
  const members = membersOf(contract, place, CONTRACT);
  const { header, reference, keyedPaths, readPaths, keyLifeMs, failures, lookup, retryHint } = members;
  demand(isOneOf(LOOKUPS, lookup), `${place}.lookup`, lookup, listOf(LOOKUPS));
  demand(isPatternOrNone(readPaths), `${place}.readPaths`, readPaths, 'a RegExp without the flags g and y');
  demand(isWordOrNone(header), `${place}.header`, header, 'the name of a header, or none');
  demand(reference === undefined || reference === true, `${place}.reference`, reference, 'true, or none');
  demand(
    header === undefined || reference === undefined,
    place,
    members,
    'a header or a reference, not both',
  );
  const hasKeys = header !== undefined || reference !== undefined;
  demand(
    hasKeys || lookup !== 'idempotency_key',
    `${place}.lookup`,
    lookup,
    'no look-up by a key: there is none',
  );
  if (!hasKeys) {
    for (const member of ['keyedPaths', 'keyLifeMs', 'failures', 'retryHint'])
      demand(members[member] === undefined, `${place}.${member}`, members[member], 'none without a key');
    return false;
  }
  demand(isOneOf(FAILURES, failures), `${place}.failures`, failures, listOf(FAILURES));
  demand(
    isPatternOrNone(keyedPaths),
    `${place}.keyedPaths`,
    keyedPaths,
    'a RegExp without the flags g and y',
  );
  demand(isDurationOrNone(keyLifeMs), `${place}.keyLifeMs`, keyLifeMs, 'milliseconds above 0');
  if (retryHint !== undefined) {
    const hint = membersOf(retryHint, `${place}.retryHint`, ['header', 'sameKey']);
    for (const member of ['header', 'sameKey'])
      demand(isWord(hint[member]), `${place}.retryHint.${member}`, hint[member], 'a text');
  }
  return true;
}
