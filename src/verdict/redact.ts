import { maskCardNumbers } from './redact-card-numbers.js';
import { maskIbans } from './redact-ibans.js';
import { REDACTED, withoutSecrets } from './redact-secrets.js';
import { plainSpelling, visibleLine } from './redact-spelling.js';

/**
 * Most texts: sentences whose words are no longer than words are, whose numbers stand between words, and that have no
 * sign which stands before or in a secret.
 */
const HARMLESS =
  /^(?:(?!eyJ|[sprak]k_|whsec_|[Bb](?:earer|asic)|B(?:EARER|ASIC))(?:[A-Z]?[a-z]{1,18}(?![a-z\d])|[A-Z]{1,19}(?![A-Za-z\d]))|(?<![^ ])\(?\d{1,5}(?:[.-]\d\d?)?(?![A-Za-z\d_-]|[ _.,;!?'()/#-]{1,5}\d)|[ _.,;!?'()/#-]|:(?=\/\/))*$/;

/** Short ids, other than keys and account numbers, and UUIDs. */
const HARMLESS_WORD =
  /^(?:(?![\w-]{0,9}(?:[sprak]k|whsec)_|[A-Za-z_-]{0,3}[\d_-]{12})[\w-]{1,16}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i;

/** What is spelled in another way than it is read, or may be. */
const SPELLED = /[^ -$'-[\]-~\u00c0-\u024f]/;

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
  if (isHarmless(text)) return text;
  if (!SPELLED.test(text)) return redactAsWritten(text);
  let kept = redactAsWritten(visibleLine(text));
  let plain = kept;
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const plainer = plainSpelling(plain);
    if (plainer === plain) return kept;
    plain = redactAsWritten(plainer);
    if (plain !== plainer) kept = plain;
  }
  return plainSpelling(plain) === plain ? kept : REDACTED;
}

function isHarmless(text: string): boolean {
  return HARMLESS.test(text) || HARMLESS_WORD.test(text);
}

/** Until nothing is found any more: what a rule leaves behind may be a secret to one before it. */
function redactAsWritten(text: string): string {
  let safe = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const safer = maskCardNumbers(maskIbans(withoutSecrets(safe)));
    if (safer === safe) break;
    safe = safer;
  }
  return safe;
}
