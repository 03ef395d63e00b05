/** Gives a table; cells are Markdown. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}

/** Gives each word as code, with commas between. */
export function codeList(words: readonly (string | number)[]): string {
  return words.map((word) => `\`${String(word)}\``).join(', ');
}
