import { headerOf, type HeadersInput } from './reply.js';

/** A number of seconds that is too large counts as this one. {@link https://www.rfc-editor.org/rfc/rfc9111#section-1.2.2} */
const LONGEST_SECONDS = 2 ** 31;

/**
 * How long an answer's headers ask to wait, in milliseconds: `Retry-After`, else an exhausted `RateLimit`, else an
 * exhausted `RateLimit-Reset`; `null` when none says so. Junk is ignored, a date in the past is 0. Never throws.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
export function delayOf(headers: HeadersInput | null, now: () => number): number | null {
  const retryAfter = headerOf(headers, 'retry-after');
  return (
    (retryAfter === null ? null : (inMilliseconds(retryAfter) ?? untilDate(retryAfter, now()))) ??
    untilReset(headers)
  );
}

function inMilliseconds(deltaSeconds: string): number | null {
  return /^[ \t]*\d+[ \t]*$/.test(deltaSeconds)
    ? Math.min(Number(deltaSeconds), LONGEST_SECONDS) * 1000
    : null;
}

// The three forms of an HTTP-date: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
const HTTP_DATES = [
  /^[A-Z][a-z]{2}, (?<day>\d\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^[A-Z][a-z]{5,8}, (?<day>\d\d)-(?<month>[A-Z][a-z]{2})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/,
];

function untilDate(text: string, now: number): number | null {
  for (const form of HTTP_DATES) {
    const parts = form.exec(text.trim())?.groups;
    if (!parts) continue;
    const { day, month, time } = parts as Record<'day' | 'month' | 'time', string>; // every form names all parts
    const year = fullYear(String(parts['year']), now);
    const isoDay = `${String(year)}-${String(monthNumber(month)).padStart(2, '0')}-${day.replace(' ', '0')}`;
    const date = new Date(`${isoDay}T${time}Z`);
    // A 31st of April parses to the 1st of May in some engines and not at all in others: neither is a date.
    const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(isoDay);
    return exists ? Math.max(0, date.getTime() - now) : null;
  }
  return null;
}

function monthNumber(name: string): number {
  return 'JanFebMarAprMayJunJulAugSepOctNovDec'.indexOf(name) / 3 + 1;
}

/** A year of two digits that seems over 50 years ahead is the past one with the same digits. */
function fullYear(digits: string, now: number): number {
  if (digits.length === 4) return Number(digits);
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + Number(digits);
  return year > thisYear + 50 ? year - 100 : year;
}

const REMAINING = /(?:^|[;, ])r(?:emaining)?=(\d+)/;
const RESET = /(?:^|[;, ])(?:t|reset)=(\d+)/;

/** A reset time says how long to wait only when the quota is used up; both generations of the draft are read. */
function untilReset(headers: HeadersInput | null): number | null {
  const fields = headerOf(headers, 'ratelimit')?.replace(/"[^"]*"/g, '');
  const policies = fields === undefined ? [] : fields.includes('reset') ? [fields] : fields.split(',');
  const waits = policies.flatMap((policy) => {
    const remaining = Number(REMAINING.exec(policy)?.[1] ?? 0);
    const reset = RESET.exec(policy)?.[1];
    return reset === undefined || remaining > 0 ? [] : [Number(inMilliseconds(reset))];
  });
  if (waits.length > 0) return waits.reduce((longest, wait) => Math.max(longest, wait));
  const reset = headerOf(headers, 'ratelimit-reset');
  const isExhausted = reset !== null && !(Number(headerOf(headers, 'ratelimit-remaining')) > 0);
  return isExhausted ? inMilliseconds(reset) : null;
}
