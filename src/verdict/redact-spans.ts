/** Where an account number stands in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Puts four stars in place of each number, but for its last four characters. */
export function mask(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  let masked = '';
  let kept = 0;
  for (const { start, end } of joined(spans)) {
    const number = text.slice(start, end).replace(/[^a-z\d]/gi, '');
    masked += `${text.slice(kept, start)}****${number.slice(-4)}`;
    kept = end;
  }
  return masked + text.slice(kept);
}

/** Makes one of those that overlap: what passes a check may do so by chance, and the number begin inside it. */
function joined(spans: readonly Span[]): readonly Span[] {
  const apart: Span[] = [];
  for (const { start, end } of spans) {
    const last = apart.at(-1);
    if (last && start < last.end) apart.splice(-1, 1, { start: last.start, end: Math.max(last.end, end) });
    else apart.push({ start, end });
  }
  return apart;
}
