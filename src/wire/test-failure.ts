import { member } from '../provider/careful.js';
import { causesOf } from './cause.js';

const TEST_FAILURE = Symbol.for('payfault.testFailure');

/**
 * Makes an error that says that a test went wrong. Whatever turns thrown values into errors throws it on as it is: it
 * speaks of no connection, and no test may take it for one that failed.
 */
export function testFailure(message: string): Error {
  return Object.defineProperty(new Error(message), TEST_FAILURE, { value: true });
}

/** Does a value say that a test went wrong? Never throws. */
export function isTestFailure(value: unknown): value is Error {
  return member(value, TEST_FAILURE) === true;
}

/** @throws the first among a thrown value and its causes that says that a test went wrong. */
export function throwTestFailure(thrown: unknown): void {
  const failure = causesOf(thrown).find(isTestFailure);
  if (failure) throw failure;
}
