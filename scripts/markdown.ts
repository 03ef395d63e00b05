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

/** Puts together what has the same cells, in the order of its first item. */
export function grouped<Item>(
  rows: readonly (readonly [Item, readonly string[]])[],
): readonly (readonly [readonly Item[], readonly string[]])[] {
  const groups = new Map<string, readonly [Item[], readonly string[]]>();
  for (const [item, cells] of rows) {
    const key = cells.join('|');
    const group = groups.get(key);
    if (group) group[0].push(item);
    else groups.set(key, [[item], cells]);
  }
  return [...groups.values()];
}

/** Gives ascending numbers as `400, 405–407`. */
export function ranges(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs
    .map(([first, last]) => (first === last ? String(first) : `${String(first)}–${String(last)}`))
    .join(', ');
}
