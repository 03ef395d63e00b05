import { METHOD_ADVICE } from '../error/words.js';
import { demand, isDurationOrNone, isObject, isOneOf, isOneOfOrNone, listOf, membersOf } from './demand.js';

/**
 * Checks the words of advice.
 *
 * @throws TypeError that names the place, the value found there, and the values allowed.
 */
export function checkAdvice(table: unknown): void {
  if (table === undefined) return;
  demand(isObject(table), 'advice', table, 'a table, or none');
  for (const [word, advice] of Object.entries(table as object) as readonly [string, unknown][]) {
    const place = `advice.${word}`;
    if (!isObject(advice)) {
      demand(isOneOf(METHOD_ADVICE, advice), place, advice, listOf(METHOD_ADVICE));
      continue;
    }
    const { is, delayMs } = membersOf(advice, place, ['is', 'delayMs']);
    demand(isOneOf(METHOD_ADVICE, is), `${place}.is`, is, listOf(METHOD_ADVICE));
    demand(
      delayMs !== undefined && isDurationOrNone(delayMs),
      `${place}.delayMs`,
      delayMs,
      'milliseconds above 0',
    );
  }
}

/**
 * Checks what one row advises.
 *
 * @throws TypeError that names the place, the value found there, and the values allowed.
 */
export function checkMethodAdvice(place: string, methodAdvice: unknown, methodDelayMs: unknown): void {
  demand(
    isOneOfOrNone(METHOD_ADVICE, methodAdvice),
    `${place}.methodAdvice`,
    methodAdvice,
    listOf(METHOD_ADVICE),
  );
  demand(isDurationOrNone(methodDelayMs), `${place}.methodDelayMs`, methodDelayMs, 'milliseconds above 0');
}
