/** Terminal control: sequences that set colours or move the cursor, titles and links, and shorter ones (ECMA-48). */
const TERMINAL_SEQUENCE =
  /(?:\u001b\[|\u009b)[0-?]{0,40}[ -/]{0,4}[@-~]|(?:\u001b[\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u0090-\u009f]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]{0,4}[0-~]/g;
const BREAK = /[\t-\r\u0085\u2028\u2029]/;
const WHITE_SPACE = /[\s\u0085]+/g;
const HALF_CHARACTER = /\p{Surrogate}/gu;
/** Control and format characters, bidirectional ones among them, and what no reader sees, as soft hyphens. */
const INVISIBLE = /[\p{Cc}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

/** Gives a text as one line of characters that a reader sees. Nothing of it can steer a terminal or turn the writing. */
export function visibleLine(text: string): string {
  return text
    .replace(TERMINAL_SEQUENCE, '')
    .replace(WHITE_SPACE, (space) => (BREAK.test(space) ? ' ' : space))
    .replace(HALF_CHARACTER, '\ufffd')
    .replace(INVISIBLE, '');
}

/** Whether a text has anything that {@link plainSpelling} writes otherwise. */
const SPELLED = /[^ -~\u00c0-\u024f]|%[\da-f]{2}|\\[nrtbfvux0"'/\\]|&[#a-z]/i;

/** Takes one layer of spelling off a text: percent encoding, escapes of JSON and HTML, other forms of letters and digits. */
export function plainSpelling(text: string): string {
  return SPELLED.test(text) ? visibleLine(inAsciiForms(unescaped(text))) : text;
}

/** In this order: runs of percent-encoded bytes, escapes of JSON and JavaScript, character references of HTML. */
const ESCAPE =
  /(?:%[\da-f]{2})+|\\(?:u([\da-f]{4})|u\{([\da-f]{1,6})\}|x([\da-f]{2})|([nrtbfv0])|(["'/\\]))|&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi;

const NAMED_CHARACTERS: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  colon: ':',
  comma: ',',
  commat: '@',
  dash: '-',
  emsp: ' ',
  ensp: ' ',
  equals: '=',
  gt: '>',
  hyphen: '-',
  lowbar: '_',
  lt: '<',
  nbsp: ' ',
  newline: ' ',
  num: '#',
  percnt: '%',
  period: '.',
  plus: '+',
  quot: '"',
  semi: ';',
  shy: '',
  sol: '/',
  tab: ' ',
  thinsp: ' ',
};

function unescaped(text: string): string {
  return text.replace(
    ESCAPE,
    (escape: string, ...[u4, u, x, space, itself, decimal, hexadecimal, name]: (string | undefined)[]) => {
      if (escape.startsWith('%')) return decodedBytes(escape);
      if (space !== undefined) return ' ';
      if (itself !== undefined) return itself;
      if (name !== undefined) return NAMED_CHARACTERS[name.toLowerCase()] ?? escape;
      const code =
        decimal === undefined ? Number.parseInt([u4, u, x, hexadecimal].join(''), 16) : Number(decimal);
      return code > 0x10ffff ? escape : String.fromCodePoint(code);
    },
  );
}

/** Bytes that are no UTF-8 stay as they are, but for the ASCII among them. */
function decodedBytes(bytes: string): string {
  try {
    return decodeURIComponent(bytes);
  } catch {
    return bytes.replace(/%[0-7][\da-f]/gi, decodeURIComponent);
  }
}

/** Full-width and mathematical letters, digits and signs, no-break spaces. Nothing else: a ligature may grow to 18 characters. */
const OTHER_FORMS =
  /[\u00a0-\u00bf\u2000-\u33ff\ufe50-\ufe6f\uff01-\uffee\u{1d400}-\u{1d7ff}\u{1f100}-\u{1f1ff}]+/gu;

function inAsciiForms(text: string): string {
  return text
    .replace(OTHER_FORMS, (characters) => characters.normalize('NFKC'))
    .replace(/[\p{Pd}\u2212\u2022\u00b7]/gu, '-')
    .replace(/\p{Zs}/gu, ' ')
    .replace(/\p{Nd}\p{M}*/gu, asciiDigit);
}

/** The digits of each script are ten code points in a row, with the zero first. */
function asciiDigit(digit: string): string {
  const code = Number(digit.codePointAt(0));
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - 1 - value))) value++;
  return String(value % 10);
}
