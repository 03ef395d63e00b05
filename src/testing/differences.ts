import type { MatcherContext } from './matcher-types.js';

/** How values are compared and printed. */
export type Comparison = Pick<MatcherContext, 'equals' | 'customTesters' | 'utils'>;

/** Names each expected member that is different, with both values. */
export function differencesBetween(
  context: Comparison,
  received: object,
  expected: object,
  prefix: string,
): readonly string[] {
  return Object.entries(expected).flatMap(([key, wanted]: [string, unknown]) => {
    const value = (received as Readonly<Record<string, unknown>>)[key]; // `undefined` when it is not there
    if (isEqual(context, value, wanted)) return [];
    if (isPlainObject(value) && isPlainObject(wanted))
      return differencesBetween(context, value, wanted, `${prefix}${key}.`);
    const { printExpected, printReceived } = context.utils;
    return [`${prefix}${key}`, `  expected: ${printExpected(wanted)}`, `  received: ${printReceived(value)}`];
  });
}

/** As `toMatchObject` compares. */
function isEqual(context: Comparison, value: unknown, wanted: unknown): boolean {
  const { iterableEquality, subsetEquality } = context.utils;
  return context.equals(value, wanted, [...context.customTesters, iterableEquality, subsetEquality]);
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
