/** What stands in place of a key, token or secret. */
const REDACTED = '[redacted]';

/** The most text that is looked through. What lies behind it is dropped. */
const MAX_SCANNED = 8_192;

/** A secret that begins this close to the cut may have been cut in two, past recognition. */
const LONGEST_PART = 400;

// A key known by its prefix, or the second half of a client secret; what follows has a digit, or is long.
const KEY =
  /(?<![a-z0-9])(?:(?:[spra]k|whsec)_(?:live_|test_|prod_|sandbox_)?|sk-(?=[\w-]{20})|(?<=_)secret_(?=[a-z0-9]{8}))(?=[\w+/-]{0,64}\d|[\w+/-]{24})[\w+/=*-]{6,}/gi;
const JSON_WEB_TOKEN = /(?<![A-Za-z0-9])eyJ[\w*-]{8,}(?:\.[\w*-]*){0,4}/g;
// The scheme alone is no secret ("Bearer authentication is required", "basic 100.00"): a token has a letter, and a digit
// or capitals in its midst, or is long.
const AUTHORIZATION =
  /\b([Bb]earer|BEARER|[Bb]asic|BASIC)\s{1,8}(?=[^A-Za-z\s]{0,64}[A-Za-z])(?=[\w.~+/-]{0,64}(?:\d|[a-z][A-Z]{2})|\S{20})[\w.~+/=*-]{6,}/g;
// Behind a colon comes prose as well: there a value has a digit, or is long.
const LABELLED =
  /((?:(?:api|access|auth|secret|private|signing)[\s_-]?key|token|secret|password|passwd|pwd|passphrase)\\?["']?\s?(?:=|:(?=\s?\\?["']?(?:[^\s"'&,;\d]{0,64}\d|[^\s"'&,;_)]{24})))\s?\\?["']?)[^\s"'&,;]{6,}/gi;
const E_MAIL =
  /(?:"[^"@]{1,64}"|(?<![^\s@"<>()[\]{},;:=/\\])('?)[^\s@"<>()[\]{},;:=/\\]+)(?:@|%40)(?:[\p{L}\p{M}\p{N}-]+\.)+\p{L}[\p{L}\p{M}\p{N}-]+/gu;
// RF begins a creditor reference (ISO 11649), which has the same check and is no secret; nor is a digest.
const IBAN =
  /(?<![a-z0-9])(?!rf|[\da-f]{32})[a-z]{2}\d{2}(?:[a-z0-9]{11,30}|(?:[ \u00a0-][a-z0-9]{4}){2,16}(?:[ \u00a0-][a-z0-9]{1,3})?)(?![a-z0-9])/gi;
const DIGIT_GROUPS = /\d+(?:[ \u00a0\u2010-\u2015-]\d+)*/g;
// UUIDs, digests, decimal fractions and dates: what is left between them may be card numbers.
const NO_CARD =
  /((?<![\da-z])(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?:[\da-f]{8}){3,16})(?![\da-z])|(?<!\d[ \u00a0-]?)\d{1,9}\.\d+(?!\d|[ \u00a0-]\d)|(?<!\d)(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d))/i;
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
  const features = featuresOf(text);
  if (features === HARMLESS || (features & MANY_DIGITS && UUID_OR_DIGEST.test(text))) return text;
  let safe = text;
  // Numbers come first: a key or a password may end where the next group of a card number begins.
  if (features & MANY_DIGITS) safe = maskCards(safe.replace(IBAN, (run) => maskGroups(run, isIban)));
  if (features & KEY_LIKE) {
    if (/_|sk-/i.test(safe)) safe = safe.replace(KEY, REDACTED);
    if (safe.includes('eyJ')) safe = safe.replace(JSON_WEB_TOKEN, REDACTED);
    if (/\s/.test(safe)) safe = safe.replace(AUTHORIZATION, `$1 ${REDACTED}`);
    if (/[=:]/.test(safe)) safe = safe.replace(LABELLED, `$1${REDACTED}`);
  }
  return features & AT_SIGN || safe.includes('%40') ? safe.replace(E_MAIL, '$1[e-mail]') : safe;
}

// What decides, without a regular expression, which of them are worth running.
const HARMLESS = 0;
/** A word that can be a key (6 characters with a digit among them, or 20), an equals sign, or the name of a scheme. */
const KEY_LIKE = 1;
const AT_SIGN = 2;
/** As many digits as the shortest IBAN has, or more. */
const MANY_DIGITS = 4;

/** One comparison for a letter: this runs over every text that is kept. */
function featuresOf(text: string): number {
  let features = text.includes('Basic ') ? KEY_LIKE : HARMLESS;
  let digits = 0;
  let lastDigit = -1;
  let wordStart = 0;
  for (let index = 0; index <= text.length; index++) {
    const character = index < text.length ? text.charCodeAt(index) : SPACE;
    if (character > AT) continue;
    if (character <= SPACE) {
      if (index - wordStart >= (lastDigit >= wordStart ? 6 : 20)) features |= KEY_LIKE;
      wordStart = index + 1;
    } else if (character === AT) features |= AT_SIGN;
    else if (character === EQUALS) features |= KEY_LIKE;
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
const EQUALS = 0x3d;
const AT = 0x40;

function maskCards(text: string): string {
  return text
    .split(NO_CARD)
    .map((part, index) =>
      // What the expression has captured stands at the odd places.
      index % 2 === 0 ? part.replace(DIGIT_GROUPS, (run) => maskGroups(run, isCardNumber)) : part,
    )
    .join('');
}

/** Masks what a run of groups has of a secret; other groups may stand before and behind it, such as an expiry date. */
function maskGroups(run: string, isSecret: (characters: string) => boolean): string {
  const groups = [...run.matchAll(/[a-z\d]+/gi)];
  let safe = '';
  let kept = 0;
  for (let first = 0; first < groups.length; first++) {
    let last = lastOfSecret(groups, first, isSecret);
    if (last < 0) continue;
    // What passes the check may do so by chance, and the secret begin inside it.
    for (let next = first + 1; next <= last; next++)
      last = Math.max(last, lastOfSecret(groups, next, isSecret));
    const end = (groups[last]?.index ?? 0) + (groups[last]?.[0].length ?? 0);
    const secret = run.slice(groups[first]?.index, end).replace(/[^a-z\d]/gi, '');
    safe += `${run.slice(kept, groups[first]?.index)}****${secret.slice(-4).toUpperCase()}`;
    kept = end;
    first = last;
  }
  return safe + run.slice(kept);
}

/** The last of the groups that, from the first on, make up a secret; -1 when none do. */
function lastOfSecret(
  groups: readonly RegExpExecArray[],
  first: number,
  isSecret: (characters: string) => boolean,
): number {
  let characters = '';
  let found = -1;
  for (let last = first; last < groups.length && characters.length < LONGEST_IBAN; last++) {
    characters += groups[last]?.[0] ?? '';
    if (isSecret(characters)) found = last;
  }
  return found;
}

const LONGEST_IBAN = 34;

/** The check of ISO 13616: letters count as 10 to 35, and the first four characters come last. */
function isIban(characters: string): boolean {
  if (!/^[a-z]{2}\d{2}[a-z\d]{11,30}$/i.test(characters)) return false;
  let remainder = 0;
  for (const character of characters.slice(4) + characters.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** ISO/IEC 7812-1, annex B. */
function isCardNumber(digits: string): boolean {
  if (digits.length < 13 || digits.length > 19) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - ZERO;
    const doubled = index % 2 === 0 ? digit : digit * 2;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Shortens a text without leaving half a character at its end. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
