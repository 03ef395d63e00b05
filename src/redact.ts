/** What stands in place of a key, token or secret. */
const REDACTED = '[redacted]';

/** No secret is shorter: the shortest is an e-mail address, `a@b.co`. Most numeric codes are. */
const SHORTEST_SECRET = 6;

/** The most text that is looked through. What lies behind it is dropped. */
const MAX_SCANNED = 8_192;

/** A secret that begins this close to the cut may have been cut in two, past recognition. */
const LONGEST_PART = 400;

// A key known by its prefix, or the second half of a client secret; what follows has a digit, or is long.
const KEY =
  /(?<![a-z0-9])(?:(?:[spra]k|whsec)_(?:live_|test_|prod_|sandbox_)?|sk-(?=[\w-]{20})|(?<=_)secret_(?=[a-z0-9]{8}))(?=[\w+/-]{0,64}\d|[\w+/-]{24})[\w+/=-]{6,}/gi;
const JSON_WEB_TOKEN = /(?<![A-Za-z0-9])eyJ[\w-]{8,}(?:\.[\w-]*){0,4}/g;
// The scheme alone is no secret ("Bearer authentication is required", "basic 100.00"): a token has a letter, and a digit
// or capitals in its midst, or is long.
const AUTHORIZATION =
  /\b([Bb]earer|BEARER|[Bb]asic|BASIC)\s{1,8}(?=[^A-Za-z\s]{0,64}[A-Za-z])(?=[\w.~+/-]{0,64}(?:\d|[a-z][A-Z]{2})|\S{20})[\w.~+/=-]{6,}/g;
// Behind a colon comes prose as well: there a value has a digit, or is long.
const LABELLED =
  /((?:(?:api|access|auth|secret|private|signing)[\s_-]?key|token|secret|password|passwd|pwd|passphrase)\\?["']?\s?(?:=|:(?=\s?\\?["']?(?:[^\s"'&,;\d]{0,64}\d|[^\s"'&,;_)]{24})))\s?\\?["']?)[^\s"'&,;]{6,}/gi;
const E_MAIL =
  /(?:"[^"@]{1,64}"|(?<![^\s@"<>()[\]{},;:=/\\])('?)[^\s@"<>()[\]{},;:=/\\]+)(?:@|%40)(?:[\p{L}\p{M}\p{N}-]+\.)+\p{L}[\p{L}\p{M}\p{N}-]+/gu;
// RF begins a creditor reference (ISO 11649), which has the same check and is no secret; nor is a digest.
const IBAN =
  /(?<![a-z0-9])(?!rf|[\da-f]{32})[a-z]{2}\d{2}(?:[a-z0-9]{11,30}|(?:[ \u00a0-][a-z0-9]{4}){2,16}(?:[ \u00a0-][a-z0-9]{1,3})?)(?![a-z0-9])/gi;
// UUIDs, digests, decimal fractions and dates are passed over; what is left are runs of digits in groups.
const DIGIT_GROUPS =
  /(?<![\da-z])(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?:[\da-f]{8}){3,16})(?![\da-z])|\d{1,9}\.\d+|(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)|(\d+(?:[ \u00a0\u2010-\u2015-](?!(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d))\d+)*)/gi;
const UUID_OR_DIGEST = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?:[\da-f]{8}){4,16})$/i;

/**
 * Replaces what nobody should find in a log: card numbers and IBANs (the last four stay), API keys, bearer tokens,
 * client secrets, labelled passwords, e-mail addresses. Ids, digests, dates and amounts come through unchanged.
 */
export function redact(text: string): string {
  return text.length > MAX_SCANNED
    ? redactWhole(text.slice(0, MAX_SCANNED)).slice(0, -LONGEST_PART)
    : redactWhole(text);
}

function redactWhole(text: string): string {
  if (text.length < SHORTEST_SECRET) return text;
  const features = featuresOf(text);
  if (features & MANY_DIGITS && UUID_OR_DIGEST.test(text)) return text;
  let safe = text;
  if (features & KEY_LIKE) {
    if (features & KEY_PREFIX) safe = replaceAll(safe, KEY, REDACTED);
    if (features & CAPITAL_J) safe = replaceAll(safe, JSON_WEB_TOKEN, REDACTED);
    if (features & WHITE_SPACE) safe = replaceAll(safe, AUTHORIZATION, `$1 ${REDACTED}`);
    if (features & LABEL) safe = replaceAll(safe, LABELLED, `$1${REDACTED}`);
  }
  if (features & AT_SIGN) safe = replaceAll(safe, E_MAIL, '$1[e-mail]');
  if (features & MANY_DIGITS)
    safe = safe
      .replace(IBAN, maskIbans)
      .replace(DIGIT_GROUPS, (match, run?: string) => (run === undefined ? match : maskCards(run)));
  return safe;
}

/** A replacement costs several times what a search does, also where it finds nothing. */
function replaceAll(text: string, pattern: RegExp, replacement: string): string {
  return text.search(pattern) < 0 ? text : text.replace(pattern, replacement);
}

// What decides, without a regular expression, which of them are worth running.
/** A word that can be a key: 6 characters with a digit or an equals sign among them, or 20; or a word like `Basic`. */
const KEY_LIKE = 1;
/** `@`, or `%` as in `%40`. */
const AT_SIGN = 2;
/** As many digits as the shortest IBAN has, or more. */
const MANY_DIGITS = 4;
/** A colon or an equals sign. */
const LABEL = 8;
/** An underscore, or `s?-` as in `sk-`. */
const KEY_PREFIX = 16;
const WHITE_SPACE = 32;
/** A `J`, as in `eyJ`. */
const CAPITAL_J = 64;

/** One comparison for a small letter: this runs over every text that is kept. */
function featuresOf(text: string): number {
  const { length } = text;
  let features = 0;
  let digits = 0;
  let lastDigit = -1;
  let wordStart = 0;
  let everyBit = 0;
  for (let index = 0; index < length; index++) {
    const character = text.charCodeAt(index);
    everyBit |= character;
    if (character > 0x5f) continue;
    if (character <= 0x20) {
      features |= WHITE_SPACE | featureOfWord(text, wordStart, index, lastDigit);
      wordStart = index + 1;
    } else if (character >= 0x30 && character <= 0x39) {
      lastDigit = index;
      if (++digits === 10) features |= MANY_DIGITS;
    } else if (character === 0x2d) {
      if ((text.charCodeAt(index - 2) | 0x20) === 0x73) features |= KEY_PREFIX;
    } else features |= featureOf(character);
  }
  features |= featureOfWord(text, wordStart, length, lastDigit);
  return everyBit > 0x7f ? features | KEY_LIKE | WHITE_SPACE : features; // beyond ASCII there is white space too
}

function featureOfWord(text: string, start: number, end: number, lastDigit: number): number {
  const endsInC = (text.charCodeAt(end - 1) | 0x20) === 0x63;
  return endsInC || end - start >= (lastDigit >= start ? 6 : 20) ? KEY_LIKE : 0;
}

function featureOf(character: number): number {
  switch (character) {
    case 0x3a:
      return LABEL;
    case 0x3d:
      return LABEL | KEY_LIKE;
    case 0x25:
    case 0x40:
      return AT_SIGN;
    case 0x4a:
      return CAPITAL_J;
    case 0x5f:
      return KEY_PREFIX;
    default:
      return 0;
  }
}

/** Masks every IBAN among the groups of the candidate. */
function maskIbans(candidate: string): string {
  return maskSpans(candidate, [...candidate.matchAll(/[a-z0-9]+/gi)], endOfIban);
}

/** Where the longest IBAN ends that these groups begin with; -1 when they begin with none. */
function endOfIban(groups: readonly RegExpExecArray[], first: number): number {
  let compact = '';
  let found = -1;
  for (const { index, 0: group } of groups.slice(first, first + 34)) {
    compact += group.toUpperCase();
    if (compact.length > 34) break;
    if (/^[A-Z]{2}\d{2}.{11}/.test(compact) && remainder97(compact) === 1) found = index + group.length;
  }
  return found;
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
function maskCards(run: string): string {
  return maskSpans(run, [...run.matchAll(/\d+/g)], endOfCard);
}

/** Where the longest card number ends that these groups begin with; -1 when they begin with none. */
function endOfCard(groups: readonly RegExpExecArray[], first: number): number {
  let digits = '';
  let found = -1;
  for (const { index, 0: group } of groups.slice(first, first + 19)) {
    digits += group;
    if (digits.length > 19) break;
    if (digits.length >= 13 && passesLuhn(digits)) found = index + group.length;
  }
  return found;
}

/** Masks what begins with one of the groups and ends where `endOf` says. */
function maskSpans(
  text: string,
  groups: readonly RegExpExecArray[],
  endOf: (groups: readonly RegExpExecArray[], first: number) => number,
): string {
  let safe = '';
  let kept = 0;
  for (const [first, { index: start }] of groups.entries()) {
    if (start < kept) continue;
    let end = endOf(groups, first);
    if (end < 0) continue;
    // What passes a check may do so by chance, and the number begin inside it.
    for (let next = first + 1; (groups[next]?.index ?? end) < end; next++)
      end = Math.max(end, endOf(groups, next));
    safe += `${text.slice(kept, start)}****${text
      .slice(start, end)
      .replace(/[^a-z\d]/gi, '')
      .slice(-4)}`;
    kept = end;
  }
  return safe + text.slice(kept);
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

/** Shortens a text without leaving half a character at its end. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
