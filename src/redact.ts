/** What stands in place of a key, token or secret. */
const REDACTED = '[redacted]';

/** The most text that is looked through. What lies behind it is dropped. */
const MAX_SCANNED = 8_192;

/** A secret that begins this close to the cut may have been cut in two, past recognition. */
const LONGEST_PART = 80;

// A key known by its prefix, or a client secret known by its middle.
const KEY =
  /(?<![a-z0-9])(?:(?:sk|pk|rk|ak|whsec)[_-](?:(?:live|test|prod|sandbox)[_-])?|[a-z]{2,8}_[a-z0-9]{6,64}_secret_)[\w-]{8,}/gi;
const JSON_WEB_TOKEN = /\beyJ[\w-]{8,}(?:\.[\w-]+){0,4}/g;
// The scheme alone is no secret ("Bearer authentication is required"): a token has a digit, or is long.
const AUTHORIZATION = /\b(bearer|basic)\s{1,8}(?=[^\s\d]{0,64}\d|[^\s,;]{24})[\w.~+/=-]{6,}/gi;
const LABELLED =
  /((?:key|token|secret|password|passwd)["']?\s?[=:]\s?["']?)(?=[^\s"'&,;\d]{0,64}\d|[^\s"'&,;]{16})[^\s"'&,;]{6,}/gi;
const E_MAIL = /[^\s@"'<>()[\]{},;:=/\\]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,63}/gu;
const IBAN =
  /(?<![a-z0-9])[a-z]{2}\d{2}(?:[a-z0-9]{11,30}|(?:[ -][a-z0-9]{4}){2,7}(?:[ -][a-z0-9]{1,3})?)(?![a-z0-9])/gi;
const DIGIT_GROUPS = /\d+(?:[ -]\d+)*/g;
const DIGEST_OR_UUID = /^(?=[\d-]*[a-f])[\da-f-]{16,}$/i;

/**
 * Replaces what nobody should find in a log: card numbers and IBANs (the last four stay), API keys, bearer tokens,
 * client secrets, labelled passwords, e-mail addresses. Ids, digests, dates and amounts come through unchanged.
 */
export function redact(text: string): string {
  const scanned = text.length > MAX_SCANNED ? text.slice(0, MAX_SCANNED) : text;
  const features = featuresOf(scanned);
  if (features === HARMLESS) return scanned;
  if (DIGEST_OR_UUID.test(scanned)) return scanned;
  let safe = scanned;
  if (features & LONG_WORD) {
    if (/[_-]/.test(safe)) safe = safe.replace(KEY, REDACTED);
    if (safe.includes('eyJ')) safe = safe.replace(JSON_WEB_TOKEN, REDACTED);
    if (safe.includes(' ')) safe = safe.replace(AUTHORIZATION, `$1 ${REDACTED}`);
    if (/[=:]/.test(safe)) safe = safe.replace(LABELLED, `$1${REDACTED}`);
  }
  if (features & AT_SIGN) safe = safe.replace(E_MAIL, '[e-mail]');
  if (features & MANY_DIGITS) safe = safe.replace(IBAN, maskIban).replace(DIGIT_GROUPS, maskCards);
  return scanned === text ? safe : safe.slice(0, -LONGEST_PART);
}

// What decides, without a regular expression, which of them are worth running.
const HARMLESS = 0;
/** A word that can be a key: 8 characters with a digit among them, or 20. */
const LONG_WORD = 1;
const AT_SIGN = 2;
/** As many digits as the shortest IBAN has, or more. */
const MANY_DIGITS = 4;

/** One comparison for a letter: this runs over every text that is kept. */
function featuresOf(text: string): number {
  let features = HARMLESS;
  let digits = 0;
  let lastDigit = -1;
  let wordStart = 0;
  for (let index = 0; index <= text.length; index++) {
    const character = index < text.length ? text.charCodeAt(index) : SPACE;
    if (character > AT) continue;
    if (character <= SPACE) {
      if (index - wordStart >= (lastDigit >= wordStart ? 8 : 20)) features |= LONG_WORD;
      wordStart = index + 1;
    } else if (character === AT) features |= AT_SIGN;
    else if (character >= ZERO && character <= NINE) {
      lastDigit = index;
      if (++digits === 10) features |= MANY_DIGITS;
    }
  }
  return features;
}

const SPACE = 0x20;
const ZERO = 0x30;
const NINE = 0x39;
const AT = 0x40;

/** Masks the longest beginning of the candidate that is an IBAN, if any is. */
function maskIban(candidate: string): string {
  for (let end = candidate.length; end >= 15; end = lastSeparator(candidate, end)) {
    const compact = candidate.slice(0, end).replace(/[ -]/g, '').toUpperCase();
    if (remainder97(compact) === 1) return mask(compact) + candidate.slice(end);
  }
  return candidate;
}

function lastSeparator(text: string, before: number): number {
  return Math.max(text.lastIndexOf(' ', before - 1), text.lastIndexOf('-', before - 1));
}

/** The check of ISO 13616: letters count as 10 to 35, and the first four characters come last. */
function remainder97(iban: string): number {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

/** Masks every card number in a run of digit groups: the groups of one card may stand beside an expiry date. */
function maskCards(run: string, offset: number, text: string): string {
  const groups = [...run.matchAll(/\d+/g)];
  let safe = '';
  let kept = 0;
  for (let first = 0; first < groups.length; first++) {
    const start = groups[first]?.index ?? 0;
    const last = lastGroupOfCard(groups, first);
    if (last < 0) continue;
    const end = (groups[last]?.index ?? 0) + (groups[last]?.[0].length ?? 0);
    if (isInDigest(text, offset + start, offset + end)) continue;
    safe += run.slice(kept, start) + mask(run.slice(start, end).replace(/[ -]/g, ''));
    kept = end;
    first = last;
  }
  return safe + run.slice(kept);
}

/** The last of the groups that, from the first on, make up a card number; -1 when none do. */
function lastGroupOfCard(groups: readonly RegExpExecArray[], first: number): number {
  let digits = '';
  let found = -1;
  for (let last = first; last < groups.length && digits.length <= 19; last++) {
    digits += groups[last]?.[0] ?? '';
    if (digits.length >= 13 && digits.length <= 19 && passesLuhn(digits)) found = last;
  }
  return found;
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 0x30;
    const doubled = index % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Is this stretch of digits a part of a longer hexadecimal word, such as a digest or a UUID? */
function isInDigest(text: string, start: number, end: number): boolean {
  let from = start;
  let to = end;
  while (from > 0 && /[\da-z-]/i.test(text.charAt(from - 1))) from--;
  while (to < text.length && /[\da-z-]/i.test(text.charAt(to))) to++;
  return DIGEST_OR_UUID.test(text.slice(from, to));
}

function mask(digits: string): string {
  return `****${digits.slice(-4)}`;
}

/** Shortens a text without leaving half a character at its end. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
