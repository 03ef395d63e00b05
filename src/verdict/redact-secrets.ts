/** What stands in place of a secret. */
export const REDACTED = '[redacted]';

/** A kind of secret. */
interface Rule {
  /** What each has, where that is found sooner than the pattern. */
  readonly sign?: string;
  readonly pattern: RegExp;
  /** Default: what is captured first, and {@link REDACTED}. */
  readonly replacement?: string;
}

/** What is known by how it begins, and holds no space and no sign but dashes, dots and underscores. */
const IN_A_WORD: readonly Rule[] = /* @__PURE__ */ (() => [
  // Key known by its prefix, and the second half of a client secret. What follows has a digit, or is long; behind
  // prefixes that are words or parts of them as well, it is longer.
  {
    pattern:
      /(?<![a-z\d])(?:[sprak]k_(?:(?:live|test|prod|sandbox|sbox)_)?|whsec_|(?<=_)secret_(?=[a-z\d]{8})|(?:sk-|paysg_[a-z]{3,10}_|rzp_(?:live|test)_|gh[oprsu]_|github_pat_|glpat-|npm_|shp[a-z]{2}_|sq0[a-z]{3}-|xox[a-z]-|flw[a-z]{4,5}(?:_test)?-|(?<![_-])(?:live|test|sandbox|access)_(?=[a-z\d]{20}))(?=[\w+/=-]{14}))(?=[\w+/-]{0,64}\d|[\w+/-]{24}|(?<=[sr]k_(?:live|test)_)[a-z\d]{16})[\w+/=-]{6,}/gi,
    replacement: REDACTED,
  },
  // Key of AWS, Adyen, PayPal, Google or SendGrid, DER, JSON web token.
  {
    pattern:
      /(?<![A-Za-z\d])(?:A[KS]IA[A-Z\d]{12,}|AQE[\w+/]{20}[^\s"]*|(?:A21AA|AIza|ya29\.|SG\.[\w-]{16,32}\.)[\w.-]{16,}|MI[CGHI][\w+/]{40}[\w+/=]*|eyJ[\w-]{13,}(?:\.[\w-]*){0,4})/g,
    replacement: REDACTED,
  },
])();

/** What goes by a name that tells. */
const NAMED: readonly Rule[] = /* @__PURE__ */ (() => [
  // PEM block, to its end or that of the text.
  {
    sign: 'BEGIN ',
    pattern: /-{4,5} ?BEGIN [A-Z\d ]{1,40}-{4,5}(?:[^-]|-(?!---))*(?:-{4,5} ?END [A-Z\d ]{1,40}-{4,5})?/g,
    replacement: REDACTED,
  },
  // XML element.
  {
    sign: '<',
    pattern:
      /(<[\w:.-]{0,40}(?:(?:api|access|auth|secret|private|signing|encryption)[_.-]?key|token|secret|signature|passw(?:or)?d|pwd|passphrase|passcode)(?:\s[^<>]{0,200})?>)(?!\[redacted\]<)(?:<!\[CDATA\[)?[^<]+/gi,
  },
  // Bearer token or basic credentials. The scheme alone is no secret ("Bearer authentication is required"): a token
  // has a letter, and a digit or capitals in its midst, or is long.
  {
    pattern:
      /\b((?:[Bb]earer|BEARER|[Bb]asic|BASIC)(?:["'`]?\s?[:=]|\s)\s{0,8}["'`]?)(?!OAuth)(?=[^A-Za-z\s]{0,64}[A-Za-z])(?=[\w.~+/-]{0,64}(?:\d|[a-z][A-Z]{2})|[\w.~+/-]{20})[\w.~+/=-]{6,}/g,
  },
  // Cookies, all that a header has.
  {
    pattern:
      /(\bcookies?["'`]?\s?[:=]>?\s?(?:\[(?=["'`]))?["'`]?)(?=[^\s=;,"'`]{1,40}=)[^\s;"'`]+(?:; ?[^\s=;"'`]+=[^\s;"'`]*)*/gi,
  },
  // Parameter of an address, and what names a session: words that mean less in prose.
  {
    sign: '=',
    pattern:
      /((?:[?&](?:key|auth|pass)|sess(?:ion)?_?(?:id)?|sid|(?<![\w-]|idempotency )key(?==[a-z_%+/-]{0,64}\d[\w%+/-]{11}))=)(?!\[redacted\]|(?:null|none|true|false|required|invalid|missing|expired)\b)[^\s&;"'<>]+/gi,
  },
  // Value that a label calls one. In quotes anything is one; behind an equals sign any word; behind a colon, where
  // prose stands as well, a word with a digit or a sign in it, or a long one.
  {
    pattern:
      /((?:(?:api|access|auth|secret|private|signing|encryption|hmac|subscription)[\s_-]?key|token|secret|\bsig(?:nature)?|passw(?:or)?d|pwd|passphrase|passcode)["'`]?(?: (?:is|was|provided|given|used|sent|received|value)){0,2}\s?(?:=>?|:)\s?(?:\[(?=["'`]))?["'`]?)(?!\/\/|\[?["'`]?\[redacted\](?:\W|$)|(?:is |was )?(?:required|invalid|missing|expired|empty|unknown|incorrect|null|none|true|false|undefined)(?:\W|$))(?:(?<=")(?:[^"\\]|\\.)+|(?<=')(?:[^'\\]|\\.)+|(?<=[=>]\s?)[^\s&"'<>]*[^\s&"'<>.,;:)\]}]|(?<=wd\s?:\s?)[^\s"'&,;<>]+|(?=[^\s"'&,;]{0,64}(?:\d|[!#$%^*@~][^\s"'&,;])|[^\s"'&,;_)]{24})[^\s"'&,;<>]{4,})/gi,
  },
  // Key or password in a sentence.
  {
    pattern:
      /((?:(?:api|access|secret|private)[\s_-]?key|passw(?:or)?d|pwd|passphrase|passcode|secret)(?: (?:is|was|provided|given|of))? ["'`]?)(?!\d{1,3}-[a-z])(?=[^\s"'`\d]{0,64}\d)(?=[\d_-]{0,64}[a-z])[^\s"'`,;]{6,}/gi,
  },
  // Value of an authorization header.
  {
    pattern:
      /(\bauthorization["'`]?\s?[:=]\s?(?:\[(?=["'`]))?["'`]?(?![a-z\d-]{0,21}\s?\[redacted\])(?:[a-z][a-z\d-]{1,20}\s)?)(?=[\d_-]{0,64}[a-z])(?=[^\s"',;]{0,64}\d|[^\s"',;]{20})[^\s"',;]{6,}/gi,
  },
])();

/** What each of {@link NAMED} has. */
const NAME = /key|token|secret|sig|pass|pwd|bearer|basic|auth|cookie|sess|sid|BEGIN/i;

/** What goes by no name. */
const NAMELESS: readonly Rule[] = /* @__PURE__ */ (() => [
  // User and password in an address.
  {
    sign: '@',
    pattern: /(?<=:\/\/)[^\s/:@"'<>?#]*:(?!\d{1,5}(?:[/?#]|$))(?:[^\s"'<>/]|\/(?!\/))*@/g,
    replacement: `${REDACTED}@`,
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

const ONE_WORD = /^[\w.-]*$/;

/** Replaces keys, tokens, passwords, cookies and e-mail addresses. */
export function withoutSecrets(text: string): string {
  if (ONE_WORD.test(text)) return replaced(text, IN_A_WORD);
  return replaced(NAME.test(text) ? replaced(text, NAMED) : text, NAMELESS);
}

function replaced(text: string, rules: readonly Rule[]): string {
  let safe = text;
  for (const { sign, pattern, replacement = `$1${REDACTED}` } of rules)
    if ((sign === undefined || safe.includes(sign)) && safe.search(pattern) >= 0)
      safe = safe.replace(pattern, replacement);
  return safe;
}
