/** A line of the judging table, and what it says. */
export interface JudgingLine {
  /** Its number in docs/judging.md. */
  readonly line: number;
  /** When it speaks. */
  readonly when: string;
  /** Why it says what it says: the sentence of the error's `retry`. */
  readonly why: string;
}

const WHEN: readonly string[] = [
  'What decided says itself what became of the request.',
  'The caller cancelled, and nothing is left to undo.',
  'It was declined.',
  'It was refused as it stands.',
  'The state of things forbids it.',
  'There were too many requests.',
  'An earlier request holds the idempotency key.',
  'The request provably never left.',
  'It failed otherwise, and it only reads.',
  'It failed otherwise, it was answered, and after such an answer the key is not sure to bring nothing back.',
  'It failed otherwise, and a key was sent that the provider takes there and still keeps.',
  'It failed otherwise.',
];

/** Describes a line of the judging table by its number. */
export function judgingLine(line: number, why: string): JudgingLine {
  return { line, when: String(WHEN[line - 1]), why };
}
