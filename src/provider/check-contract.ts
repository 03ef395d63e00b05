import { LOOKUPS } from '../error/words.js';
import {
  demand,
  isDurationOrNone,
  isOneOf,
  isPatternOrNone,
  isWord,
  isWordOrNone,
  listOf,
  type Members,
  membersOf,
} from './demand.js';

const FAILURES = ['stored', 'not_stored', 'safe_to_resend'];

const CONTRACT = [
  'header',
  'reference',
  'keyedPaths',
  'readPaths',
  'refundPaths',
  'payoutPaths',
  'keyLifeMs',
  'onPaths',
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
  const { header, reference, keyLifeMs, onPaths, failures, lookup, retryHint } = members;
  demand(isOneOf(LOOKUPS, lookup), `${place}.lookup`, lookup, listOf(LOOKUPS));
  for (const paths of ['readPaths', 'refundPaths', 'payoutPaths', 'keyedPaths'])
    demand(
      isPatternOrNone(members[paths]),
      `${place}.${paths}`,
      members[paths],
      'a RegExp for `POST /path`, without the flags g and y',
    );
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
    for (const member of ['keyedPaths', 'keyLifeMs', 'onPaths', 'failures', 'retryHint'])
      demand(members[member] === undefined, `${place}.${member}`, members[member], 'none without a key');
    return false;
  }
  demand(isOneOf(FAILURES, failures), `${place}.failures`, failures, listOf(FAILURES));
  demand(isDurationOrNone(keyLifeMs), `${place}.keyLifeMs`, keyLifeMs, 'milliseconds above 0');
  if (onPaths !== undefined) checkOnPaths(onPaths, members);
  if (retryHint !== undefined) {
    const hint = membersOf(retryHint, `${place}.retryHint`, ['header', 'sameKey']);
    for (const member of ['header', 'sameKey'])
      demand(isWord(hint[member]), `${place}.retryHint.${member}`, hint[member], 'a text');
  }
  return true;
}

/** What holds where the address is not known has to be the most careful. */
function checkOnPaths(onPaths: unknown, { failures, keyLifeMs = Infinity }: Members): void {
  const place = 'idempotency.onPaths';
  demand(Array.isArray(onPaths), place, onPaths, 'a list, or none');
  for (const [index, given] of (onPaths as readonly unknown[]).entries()) {
    const there = `${place}.${String(index)}`;
    const part = membersOf(given, there, ['paths', 'failures', 'keyLifeMs']);
    demand(
      part['paths'] !== undefined && isPatternOrNone(part['paths']),
      `${there}.paths`,
      part['paths'],
      'a RegExp for `POST /path`, without the flags g and y',
    );
    demand(
      part['failures'] === undefined || isOneOf(FAILURES, part['failures']),
      `${there}.failures`,
      part['failures'],
      listOf(FAILURES),
    );
    const isWorse = part['failures'] !== undefined && part['failures'] !== 'safe_to_resend';
    demand(
      !isWorse || failures !== 'safe_to_resend',
      `${there}.failures`,
      part['failures'],
      'safe_to_resend, or a contract that is as careful without a path',
    );
    const life = part['keyLifeMs'];
    demand(isDurationOrNone(life), `${there}.keyLifeMs`, life, 'milliseconds above 0');
    demand(
      life === undefined || (life as number) >= (keyLifeMs as number), // numbers, as just checked
      `${there}.keyLifeMs`,
      life,
      'no shorter life than the contract gives without a path',
    );
  }
}
