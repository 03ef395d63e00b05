/** A reply as the form holds it. */
export interface ReplyText {
  readonly status: string;
  readonly headers: string;
  readonly body: string;
}

/**
 * Takes a whole HTTP answer apart, as `curl -i` prints it; of several (a `100 Continue`, redirects) the last.
 *
 * @returns `null` when the text is none: then it is a body.
 */
export function takeAnswerApart(text: string): ReplyText | null {
  const answer = /^\s*HTTP\/[\d.]+ (?<status>\d{3})[^\n]*\n(?<rest>[^]*)$/.exec(text);
  if (!answer?.groups) return null;
  const { status = '', rest = '' } = answer.groups;
  const end = /(?:^|\n)\r?\n/.exec(rest);
  const headers = end ? rest.slice(0, end.index) : rest;
  const body = end ? rest.slice(end.index + end[0].length) : '';
  return takeAnswerApart(body) ?? { status, headers: headers.replaceAll('\r', '').trim(), body };
}

/** Reads one header a line. Lines that are none are passed over; of a name that is there twice both count. */
export function readHeaders(text: string): readonly (readonly [string, string])[] {
  return text.split('\n').flatMap((line) => {
    const colon = line.indexOf(':');
    return colon > 0 ? [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const] : [];
  });
}

/** Reads a status: `null` when it is none. */
export function readStatus(text: string): number | null {
  return /^\s*\d{3}\s*$/.test(text) ? Number(text) : null;
}
