import { runChecks } from '../checks.mjs';
import { copy } from './copy-by-path.mjs';

/** Runs the checks in this realm, against the copy of the surrounding one. */
export function run(origin, surroundingCopy) {
  return runChecks({ copy, otherRealmCopies: [surroundingCopy], origin });
}
