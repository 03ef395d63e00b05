import type { Kind, Secret } from './secret.js';

/** A text in groups of four characters, or of other sizes. */
export function inGroups(
  text: string,
  separator: string,
  sizes: readonly number[] = [4, 4, 4, 4, 4, 4, 4, 4, 4],
): string {
  const groups: string[] = [];
  let from = 0;
  for (const size of sizes) {
    if (from < text.length) groups.push(text.slice(from, from + size));
    from += size;
  }
  return groups.join(separator);
}

/** Every character as something else. */
function each(write: (code: number) => string): (text: string) => string {
  return (text) => Array.from(text, (character) => write(character.codePointAt(0) ?? 0)).join('');
}

function hexadecimal(code: number, length: number): string {
  return code.toString(16).padStart(length, '0');
}

/** Ways to write any text, by name. */
const SPELLINGS: Readonly<Record<string, (text: string) => string>> = {
  'in full-width characters': each((code) =>
    code > 0x20 && code < 0x7f ? String.fromCodePoint(code + 0xfee0) : String.fromCodePoint(code),
  ),
  'with zero-width spaces': (text) => Array.from(text).join('\u200B'),
  'with soft hyphens': (text) => inGroups(text, '\u00AD'),
  'with a bidirectional control': (text) => `${text.slice(0, 5)}\u202E${text.slice(5)}`,
  'with control characters': (text) => inGroups(text, '\u0000\u007F'),
  'with terminal colours': (text) => inGroups(text, '\u001B[1;31m'),
  'percent-encoded': each((code) => `%${hexadecimal(code, 2)}`),
  'percent-encoded twice': each((code) => `%25${hexadecimal(code, 2)}`),
  'percent-encoded three times': each((code) => `%2525${hexadecimal(code, 2)}`),
  'in escapes of JSON': each((code) => `\\u${hexadecimal(code, 4)}`),
  'in escapes of JSON in JSON': each((code) => `\\\\u${hexadecimal(code, 4)}`),
  'in hexadecimal escapes': each((code) => `\\x${hexadecimal(code, 2)}`),
  'in escapes by code point': each((code) => `\\u{${hexadecimal(code, 1)}}`),
  'in decimal references': each((code) => `&#${String(code)};`),
  'in hexadecimal references': each((code) => `&#x${hexadecimal(code, 2)};`),
  'behind %22': (text) => `%22${text}%22`,
  'behind %3D': (text) => `value%3D${text}%26next`,
  'behind %253A': (text) => `value%253A${text}`,
  'behind an escaped quote': (text) => `\\"${text}\\"`,
  'behind \\u0022': (text) => `\\u0022${text}\\u0022`,
  'behind an escaped line break': (text) => `line\\n${text}\\nline`,
  'behind &quot;': (text) => `&quot;${text}&quot;`,
  'behind bytes that are no text': (text) => `%FF%22${text}`,
};

/** One secret of a kind in every spelling. */
export function spelled(name: string, secret: () => Secret): readonly Kind[] {
  return Object.entries(SPELLINGS).map(([spelling, write]) => {
    const { text, core } = secret();
    return { name: `${name} ${spelling}`, secrets: [{ text: write(text), core }] };
  });
}
