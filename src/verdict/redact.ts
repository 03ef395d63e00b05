import { maskCardNumbers, maskIbans } from './account-numbers.js';
import { plainSpelling, visibleLine } from './plain-spelling.js';

/** What stands in place of a secret. */
const REDACTED = '[redacted]';

/** A kind of secret. */
interface Rule {
  /** What each has, where that is found sooner than the pattern. */
  readonly sign?: string;
  readonly pattern: RegExp;
  readonly replacement: string;
}

/** What is known by how it begins, and holds no space and no sign but dashes, dots and underscores. */
const IN_A_WORD: readonly Rule[] = /* @__PURE__ */ (() => [
  // Key known by its prefix, and the second half of a client secret. What follows has a digit, or is long.
  {
    pattern:
      /(?<![a-z\d])(?:[sprak]k_(?:(?:live|test|prod|sandbox|sbox)_)?|whsec_|(?<=_)secret_(?=[a-z\d]{8}))(?=[\w+/-]{0,64}\d|[\w+/-]{24})[\w+/=-]{6,}/gi,
    replacement: REDACTED,
  },
  // Longer key known by its prefix.
  {
    pattern:
      /(?<![a-z\d])(?:sk-|paysg_[a-z]{3,10}_|rzp_(?:live|test)_|gh[oprsu]_|github_pat_|glpat-|npm_|shp[a-z]{2}_|sq0[a-z]{3}-|xox[a-z]-|flw[a-z]{4,5}(?:_test)?-|(?<![_-])(?:live|test|access)_(?=[a-z\d]{20}))(?=[\w+/-]{0,64}\d|[\w+/-]{24})[\w+/=-]{14,}|(?<=[sr]k_(?:live|test)_)[a-z\d]{16,}/gi,
    replacement: REDACTED,
  },
  // Key of AWS, Adyen or Google, DER, JSON web token.
  {
    pattern:
      /(?<![A-Za-z\d])(?:A[KS]IA[A-Z\d]{12,}|AQE[\w+/]{20,}[^\s"]*|AIza[\w-]{30,}|MI[CGHI][\w+/]{40,}[\w+/=]*|eyJ[\w-]{13,}(?:\.[\w-]*){0,4})/g,
    replacement: REDACTED,
  },
])();

const RULES: readonly Rule[] = /* @__PURE__ */ (() => [
  // PEM block, to its end or that of the text.
  {
    pattern: /-{4,5} ?BEGIN [A-Z\d ]{1,40}-{4,5}(?:[^-]|-(?!---))*(?:-{4,5} ?END [A-Z\d ]{1,40}-{4,5})?/g,
    replacement: REDACTED,
  },
  // XML element whose name tells.
  {
    pattern:
      /(<[\w:.-]{0,40}(?:(?:api|access|auth|secret|private|signing|encryption)[_.-]?key|token|secret|passw(?:or)?d|pwd|passphrase|passcode)(?:\s[^<>]{0,200})?>)(?!\[redacted\]<)(?:<!\[CDATA\[)?[^<]+/gi,
    replacement: `$1${REDACTED}`,
  },
  // Bearer token or basic credentials. The scheme alone is no secret ("Bearer authentication is required"): a token
  // has a letter, and a digit or capitals in its midst, or is long.
  {
    pattern:
      /\b((?:[Bb]earer|BEARER|[Bb]asic|BASIC)(?:["'`]?\s?[:=]|\s)\s{0,8}["'`]?)(?=[^A-Za-z\s]{0,64}[A-Za-z])(?=[\w.~+/-]{0,64}(?:\d|[a-z][A-Z]{2})|[\w.~+/-]{20})[\w.~+/=-]{8,}/g,
    replacement: `$1${REDACTED}`,
  },
  // Value that a label calls one. In quotes anything is one; behind an equals sign any word; behind a colon, where
  // prose stands as well, a word with a digit or a sign in it, or a long one.
  {
    pattern:
      /((?:(?:api|access|auth|secret|private|signing|encryption|hmac|subscription)[\s_-]?key|token|secret|passw(?:or)?d|pwd|passphrase|passcode)["'`]?(?: (?:is|was|provided|given|used|sent|received|value)){0,2}\s?(?:=>?|:)\s?(?:\[(?=["'`]))?["'`]?)(?!\/\/|\[?["'`]?\[redacted\](?:\W|$)|(?:is |was )?(?:required|invalid|missing|expired|empty|unknown|incorrect|null|none|true|false|undefined)(?:\W|$))(?:(?<=")(?:[^"\\]|\\.)+|(?<=')(?:[^'\\]|\\.)+|(?<=[=>]\s?)[^\s&"'<>]*[^\s&"'<>.,;:)\]}]|(?=[^\s"'&,;]{0,64}(?:\d|[!#$%^*@~][^\s"'&,;])|[^\s"'&,;_)]{24})[^\s"'&,;<>]{6,})/gi,
    replacement: `$1${REDACTED}`,
  },
  // User and password in an address.
  {
    sign: '@',
    pattern: /(?<=:\/\/)[^\s/:@"'<>?#]*:(?!\d{1,5}(?:[/?#]|$))(?:[^\s"'<>/]|\/(?!\/))*@/g,
    replacement: `${REDACTED}@`,
  },
  // Key or password in a sentence.
  {
    pattern:
      /((?:(?:api|access|secret|private)[\s_-]?key|passw(?:or)?d|passphrase|secret)(?: (?:is|was|provided|given|of))? ["'`]?)(?=[^\s"'`\d]{0,64}\d)(?=[\d_-]{0,64}[a-z])[^\s"'`,;]{8,}/gi,
    replacement: `$1${REDACTED}`,
  },
  // Value of an authorization header.
  {
    pattern:
      /(\bauthorization["'`]?\s?[:=]\s?(?:\[(?=["'`]))?["'`]?(?![a-z\d-]{0,21}\s?\[redacted\])(?:[a-z][a-z\d-]{1,20}\s)?)(?=[\d_-]{0,64}[a-z])(?=[^\s"',;]{0,64}\d|[^\s"',;]{20})[^\s"',;]{6,}/gi,
    replacement: `$1${REDACTED}`,
  },
  ...IN_A_WORD,
  // E-mail address.
  {
    sign: '@',
    pattern:
      /(?:"[^"]{1,64}"|(?<![^\s@"<>()[\]{},;:=/\\])('?)[^\s@"<>()[\]{},;:=/\\]+)@(?:(?:[\p{L}\p{M}\p{N}_-]+\.)+\p{L}[\p{L}\p{M}\p{N}-]+|\[[\da-f.:]{3,40}\])/gu,
    replacement: '$1[e-mail]',
  },
])();

/** With fewer, a text holds no account number, and no key that is short. */
const SEVERAL_DIGITS = /\d\D*(?:\d\D*){7}/;

/**
 * Most texts: sentences whose words are no longer than words are, without a sign that stands before or in a secret; and
 * short ids.
 */
const HARMLESS =
  /^(?:(?![sprak]k_|whsec_)[\w-]{1,16}|(?:(?![Bb](?:earer|asic)|B(?:EARER|ASIC))(?:[A-Z]?[a-z]{1,18}(?![a-z\d])|[A-Z]{1,19}(?![A-Za-z\d]))|\d{1,5}(?![A-Za-z\d])|[ _.,;!?'()/#-]|:(?=\/\/))*)$/;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What may not be seen, or be seen as something else. */
const UNSEEN = /[^ -~\u00c0-\u024f]/;

/** How many layers of spelling are taken off. What is wrapped up deeper than that is not kept. */
const MOST_LAYERS = 5;

/** No text is known that takes more than three. */
const MOST_ROUNDS = 4;

/** A secret that begins so close to the cut may have been cut in two, past recognition. */
const LONGEST_PART = 400;

/**
 * Gives what came from outside as text that may be kept: one visible line, redacted, at most `maxLength` characters;
 * `null` for what is no text or says nothing. Looks at no more of it than `maxLength` characters and {@link LONGEST_PART}.
 */
export function safeText(value: unknown, maxLength: number): string | null {
  if (typeof value !== 'string') return null;
  const mostRead = maxLength + LONGEST_PART;
  const safe = redact(value.slice(0, mostRead)).trim();
  const text = shorten(
    safe,
    value.length > mostRead ? Math.min(certainLength(safe), maxLength) : maxLength,
  ).trim();
  return text === '' ? null : text;
}

/** How much is certain of a text that goes on: what stands at its end may be a part of a secret. */
function certainLength(part: string): number {
  const last = part.lastIndexOf(REDACTED);
  return Math.max(part.length - LONGEST_PART, last < 0 ? 0 : last + REDACTED.length);
}

/** The first half of a long number may be a card number: what is shortened is looked at once more. */
function shorten(text: string, length: number): string {
  return text.length <= length ? text : cut(redact(cut(text, length)), length);
}

/** Leaves no half of a character at the end. */
function cut(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/**
 * Makes a text one visible line, and replaces what nobody should find in a log: card numbers and IBANs (the last four
 * stay), keys, tokens, client secrets, labelled passwords, e-mail addresses, in whatever spelling. Ids, digests, dates
 * and amounts come through unchanged.
 */
export function redact(text: string): string {
  if ((SEVERAL_DIGITS.test(text) ? UUID : HARMLESS).test(text)) return text;
  let kept = redactAsWritten(UNSEEN.test(text) ? visibleLine(text) : text);
  let plain = kept;
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const plainer = plainSpelling(plain);
    if (plainer === plain) return kept;
    plain = redactAsWritten(plainer);
    if (plain !== plainer) kept = plain;
  }
  return plainSpelling(plain) === plain ? kept : REDACTED;
}

/** Until nothing is found any more: what a rule leaves behind may be a secret to one before it. */
function redactAsWritten(text: string): string {
  let safe = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const safer = withoutAccountNumbers(withoutSecrets(safe));
    if (safer === safe) break;
    safe = safer;
  }
  return safe;
}

function withoutAccountNumbers(text: string): string {
  return SEVERAL_DIGITS.test(text) ? maskCardNumbers(maskIbans(text)) : text;
}

const ONE_WORD = /^[\w.-]*$/;

function withoutSecrets(text: string): string {
  let safe = text;
  for (const { sign, pattern, replacement } of ONE_WORD.test(text) ? IN_A_WORD : RULES)
    if ((sign === undefined || safe.includes(sign)) && safe.search(pattern) >= 0)
      safe = safe.replace(pattern, replacement);
  return safe;
}
