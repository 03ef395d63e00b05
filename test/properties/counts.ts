/** How many values the properties of each file try in an ordinary run; together at least 100,000. */
export const RUNS = {
  totality: 64_000,
  shape: 17_000,
  safety: 55_000,
  stability: 22_000,
  pollution: 20_000,
  secrets: 22_000,
} as const;

/** How many they try in all. */
export const ALL_RUNS = Object.values(RUNS).reduce((sum, runs) => sum + runs, 0);

/**
 * How many times as many values a run tries as an ordinary one, of which `PROPERTY_RUNS` gives the number in all.
 *
 * @throws RangeError for what is no whole number from {@link ALL_RUNS} on: some properties have to try many values to say
 * anything.
 */
export function factorOf(text: string | undefined): number {
  if (text === undefined) return 1;
  const runs = Number(text);
  if (!Number.isSafeInteger(runs) || runs < ALL_RUNS)
    throw new RangeError(
      `PROPERTY_RUNS: expected a whole number from ${String(ALL_RUNS)}, not ${JSON.stringify(text)}`,
    );
  return runs / ALL_RUNS;
}
