/** The units of time, and from how many on each is used: a single day is 24 hours. */
const UNITS = [
  { unit: 'day', length: 86_400_000, least: 2 },
  { unit: 'hour', length: 3_600_000, least: 1 },
  { unit: 'minute', length: 60_000, least: 1 },
  { unit: 'second', length: 1_000, least: 1 },
];

/** Gives a time in words, in the largest unit that leaves no rest: `24 hours`, `7 days`. */
export function duration(milliseconds: number): string {
  const fitting = UNITS.find(
    ({ length, least }) => milliseconds % length === 0 && milliseconds >= least * length,
  );
  const { unit, length } = fitting ?? { unit: 'millisecond', length: 1 };
  const count = milliseconds / length;
  return `${String(count)} ${unit}${count === 1 ? '' : 's'}`;
}
