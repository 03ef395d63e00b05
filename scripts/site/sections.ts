/** A part of a document, from its heading to the next one that is not below it. */
export interface Section {
  readonly heading: string;
  /** What follows the heading, up to the next heading of any level. */
  readonly text: string;
  /** The sections below it. */
  readonly sections: readonly Section[];
}

/**
 * Takes a Markdown document apart at its headings of the second and third level; headings inside of code are none.
 *
 * @returns the text before the first heading of the second level without its title, and the sections.
 */
export function takeApart(document: string): {
  readonly introduction: string;
  readonly sections: readonly Section[];
} {
  const [introduction = '', ...parts] = splitAt('## ', document);
  return { introduction: introduction.replace(/^# .*\n/, '').trim(), sections: parts.map(sectionOf) };
}

function sectionOf(part: string): Section {
  const [own = '', ...below] = splitAt('### ', part);
  const [heading = '', ...lines] = own.split('\n');
  return {
    heading: heading.trim(),
    text: lines.join('\n').trim(),
    sections: below.map(sectionOf),
  };
}

/** Splits before the lines that begin with `mark`, which is left out, but not inside of code. */
function splitAt(mark: string, text: string): readonly string[] {
  const parts: string[][] = [[]];
  let isCode = false;
  for (const line of text.split('\n')) {
    if (line.startsWith('```')) isCode = !isCode;
    if (!isCode && line.startsWith(mark)) parts.push([line.slice(mark.length)]);
    else parts.at(-1)?.push(line);
  }
  return parts.map((lines) => lines.join('\n'));
}

/** Gives the anchor of a heading, as GitHub and the site make it: `What the payer may read` is `what-the-payer-may-read`. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');
}
